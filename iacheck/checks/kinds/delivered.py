"""`delivered`: a document has been submitted, in time.

The due date is still in time; before it has passed, what is not delivered is not due. A document
counts for its content, not as delivered, without that `day`, with one after the as-of
date, or with one before its period (or its owner's time in that) ends if it tells of all of that:
then it cannot be told. Nor can it of a form in which nothing is filled in.
"""

from __future__ import annotations

import datetime
from typing import Literal

from iacheck.cases.case import Case
from iacheck.cases.dates import Unsent
from iacheck.checks.check import Check, Due
from iacheck.checks.compiler import Compiler
from iacheck.checks.expectations import expect_sorts
from iacheck.checks.outcome import Breach, NotYet, Outcome, Undetermined
from iacheck.checks.quick import QuickChecks, Tell, at_length
from iacheck.checks.quick_values import single_value
from iacheck.checks.scope import Scope
from iacheck.checks.selection import PathSelection
from iacheck.checks.term import DueSource
from iacheck.checks.usual_paths import Roots
from iacheck.checks.yaml_model import Field, YamlModel
from iacheck.documents.document_kind import SUBMITTED_ON
from iacheck.language.frozen import frozen
from iacheck.language.messages import Message, Value, message
from iacheck.language.periods import read_date

PLACEHOLDERS = frozenset({"due", "given", "days"})


class Parameters(YamlModel):
    """Which document, by when; what lateness and absence are here."""

    document: str = Field(description="The document's root, such as report")
    due: DueSource = Field(description="The last day in time: a date, or $name of a due date")
    day: str = Field(
        default=SUBMITTED_ON,
        description="The field with the day on which it came; a plan's is adopted_on",
    )
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
    submitted = _day_of(given, compiler)
    due_of = compiler.due(given.due, "due")
    label, day_label = compiler.label(given.document), compiler.label(given.day)

    def judge(scope: Scope) -> Outcome:
        due = due_of(scope)
        if due is None:
            raise Undetermined(message("The due date is not given"))
        day = read_date(next(iter(submitted.values(scope)), None))
        if day is None or day > scope.as_of:
            return undelivered(scope, due, day)
        if day > due and given.late == "deviation":
            return (_breach(submitted, scope, day, due, day),)
        return ()

    def undelivered(scope: Scope, due: datetime.date, day: datetime.date | None) -> Outcome:
        untold = _untold(given, scope, day, label, day_label)
        if untold is not None and untold.undated and given.undated == "met":
            return ()
        if scope.as_of <= due:
            return NotYet(due)
        if untold is not None:
            raise Undetermined(untold.reason)
        if given.undelivered == "undetermined":
            raise Undetermined(message("Not delivered: {document}", document=label))
        return (_breach(submitted, scope, None, due, scope.as_of),)

    quick = _quick(submitted, due_of, given.late)
    return Check(judge, PLACEHOLDERS, due=due_of, quick=quick)


def _quick(submitted: PathSelection, due_of: Due, late: Literal["met", "deviation"]) -> QuickChecks:
    given, due_in = single_value(submitted.paths[0]), due_of.quick
    if given is None or due_in is None:
        return None

    def quick(roots: Roots, case: Case) -> Tell | None:
        day, due = read_date(given(roots, case)), due_in(roots, case)
        if day is None or due is None or day > case.as_of:
            return at_length
        if late == "met" or day <= due:
            return None
        return lambda scope: (_breach(submitted, scope, day, due, day),)

    return (quick,)


def _day_of(given: Parameters, compiler: Compiler) -> PathSelection:
    """The field with the day on which the document came."""
    at = "document" if given.day == SUBMITTED_ON else "day"
    submitted = compiler.selection(f"{given.document}.{given.day}", at)
    expect_sorts(compiler, submitted, at, ["date"])
    if submitted.many:
        told = message(
            "{path} can give several days; name a field that holds one",
            path=submitted.paths[0].text,
        )
        compiler.mistake(told, at)
    return submitted


@frozen
class _Untold:
    """A document is here, and whether it had come cannot be told."""

    undated: bool
    reason: Message


def _untold(
    given: Parameters, scope: Scope, day: datetime.date | None, label: Value, day_label: Value
) -> _Untold | None:
    unsent = scope.case.unsent.get(given.document)
    if unsent is not None and (given.day == SUBMITTED_ON or unsent.is_unfilled):
        undated = unsent.day is None and not unsent.is_unfilled
        return _Untold(undated, unsent.reason(label, scope.as_of))
    if given.day == SUBMITTED_ON:
        return None
    if not scope.case.has(given.document):
        return None
    if day is None:
        told = message("Here without {field}: {document}", field=day_label, document=label)
        return _Untold(undated=True, reason=told)
    return _Untold(undated=False, reason=Unsent(day, "ahead").reason(label, scope.as_of))


def _breach(
    submitted: PathSelection,
    scope: Scope,
    day: datetime.date | None,
    due: datetime.date,
    until: datetime.date,
) -> Breach:
    values = {"due": due, "given": day, "expected": due, "days": (until - due).days}
    given = day.isoformat() if day else None
    return Breach((), submitted.around(scope), given, due.isoformat(), values)
