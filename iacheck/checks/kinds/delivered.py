"""`delivered`: a document has been submitted, in time.

The due date is still in time; before it has passed, what is not delivered is not due. A document
counts for its content, not as delivered, without `submitted_on`, with a day there after the as-of
date, or with one before its period (or its owner's time in that) ends if it tells of all of that:
then it cannot be told.
"""

from __future__ import annotations

import datetime
from typing import Literal

from pydantic import Field

from iacheck.checks.check import Check
from iacheck.checks.compiler import Compiler
from iacheck.checks.outcome import Breach, NotYet, Outcome, Undetermined
from iacheck.checks.scope import Scope
from iacheck.checks.selection import PathSelection
from iacheck.checks.term import DueSource
from iacheck.checks.yaml_model import YamlModel
from iacheck.documents.document_kind import SUBMITTED_ON
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
    undated: Literal["met", "undetermined"] = Field(
        default="undetermined", description="What a document is that says no day of submission"
    )


def compile(given: Parameters, compiler: Compiler) -> Check:  # noqa: A001
    submitted = compiler.selection(f"{given.document}.{SUBMITTED_ON}", "document")
    due_of = compiler.due(given.due, "due")
    label = compiler.label(given.document)

    def judge(scope: Scope) -> Outcome:
        due = due_of(scope)
        if due is None:
            raise Undetermined(message("The due date is not given"))
        day = read_date(next(iter(submitted.values(scope)), None))
        if day is None:
            return undelivered(scope, due)
        if day > due and given.late == "deviation":
            return (_breach(submitted, scope, day, due, day),)
        return ()

    def undelivered(scope: Scope, due: datetime.date) -> Outcome:
        unsent = scope.case.unsent.get(given.document)
        if unsent is not None and unsent.day is None and given.undated == "met":
            return ()
        if scope.as_of <= due:
            return NotYet(due)
        if unsent is not None:
            raise Undetermined(unsent.reason(label, scope.as_of))
        if given.undelivered == "undetermined":
            raise Undetermined(message("Not delivered: {document}", document=label))
        return (_breach(submitted, scope, None, due, scope.as_of),)

    return Check(judge, PLACEHOLDERS, due=due_of)


def _breach(
    submitted: PathSelection,
    scope: Scope,
    day: datetime.date | None,
    due: datetime.date,
    until: datetime.date,
) -> Breach:
    return Breach(
        identity=(),
        node=submitted.around(scope),
        given=day.isoformat() if day else None,
        expected=due.isoformat(),
        values={"due": due, "given": day, "expected": due, "days": (until - due).days},
    )
