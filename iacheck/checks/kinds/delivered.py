"""`delivered`: a document has been submitted, in time.

A document without `submitted_on` counts for its content, not as delivered. The due date is
still in time; before it has passed, what is not delivered is not due.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Literal

from pydantic import Field

from iacheck.checks.compiler import Compiler
from iacheck.checks.outcome import Breach, NotYet, Outcome, Undetermined
from iacheck.checks.path import Scope
from iacheck.checks.term import DueSource
from iacheck.checks.yaml_model import YamlModel
from iacheck.language.messages import message
from iacheck.language.periods import read_date

PLACEHOLDERS = frozenset({"due", "given", "days"})


class Parameters(YamlModel):
    """Which document, by when; what lateness and absence are here."""

    document: str = Field(description="The document's root, such as report")
    due: DueSource = Field(description="The last day in time: a date, or $name of a due date")
    late: Literal["met", "deviation"] = Field(
        default="met", description="What a document is that came after the due date"
    )
    undelivered: Literal["deviation", "undetermined"] = Field(
        default="deviation", description="What it is when nothing came by the due date"
    )


def compile(given: Parameters, compiler: Compiler) -> Callable[[Scope], Outcome]:  # noqa: A001
    submitted = compiler.selection(f"{given.document}.submitted_on", "document")
    due_of = compiler.due(given.due, "due")

    def judge(scope: Scope) -> Outcome:
        due = due_of(scope)
        if due is None:
            raise Undetermined(message("The due date is not given"))
        day = read_date(next(iter(submitted.values(scope)), None))
        if scope.as_of <= due and (day is None or day > scope.as_of):
            return NotYet(due)
        if day is None:
            if given.undelivered == "undetermined":
                raise Undetermined(
                    message("Not delivered: {document}", document=compiler.label(given.document))
                )
            return (_breach(scope, None, due, scope.as_of),)
        if day > due and given.late == "deviation":
            return (_breach(scope, day, due, day),)
        return ()

    def _breach(
        scope: Scope, day: datetime.date | None, due: datetime.date, until: datetime.date
    ) -> Breach:
        return Breach(
            identity=(),
            node=submitted.around(scope),
            given=day.isoformat() if day else None,
            expected=due.isoformat(),
            values={"due": due, "given": day, "expected": due, "days": (until - due).days},
        )

    return judge
