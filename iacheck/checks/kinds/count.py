"""`count`: a number of items, at least or at most."""

from __future__ import annotations

import itertools
import operator
from collections.abc import Callable
from typing import Any, Literal

from iacheck.cases.case import Case
from iacheck.checks.addition import Addition
from iacheck.checks.check import Check, by_what_it_reads, holds_for_good
from iacheck.checks.compiler import Compiler
from iacheck.checks.expectations import expect_sorts
from iacheck.checks.expected_value import NUMBER
from iacheck.checks.foregone import expect_number
from iacheck.checks.outcome import Breach, Outcome
from iacheck.checks.quick import QuickCheck, QuickChecks, Tell, at_length
from iacheck.checks.quick_values import QuickValue
from iacheck.checks.scope import Scope
from iacheck.checks.selection import ConditionSource, PathSelection, SelectionSource
from iacheck.checks.shape import VALUES
from iacheck.checks.term import Term, TermSource, number_of
from iacheck.checks.usual_paths import Roots
from iacheck.checks.yaml_model import Field, NotAllowed, YamlModel
from iacheck.language.messages import message

PLACEHOLDERS = frozenset({"given", "expected"})

_ABOUT = message("number that counts")


class Parameters(YamlModel):
    """Which items, and how many; one of `at_least` and `at_most`."""

    values: SelectionSource = Field(description="The items to count")
    where: ConditionSource | None = Field(
        default=None, description="Which of the list's items count; else all"
    )
    absent: Literal[0] | None = Field(
        default=None, description="0: an item without the field does not count; else undetermined"
    )
    distinct: Literal[True] | None = Field(
        default=None, description="true: a value that stands several times counts once"
    )
    at_least: TermSource | None = Field(default=None, description="The least number")
    at_most: TermSource | None = Field(default=None, description="The greatest number")

    def fits_together(self) -> None:
        if (self.at_least is None) == (self.at_most is None):
            raise NotAllowed(message("“count” takes either “at_least” or “at_most”"))


def compile(given: Parameters, compiler: Compiler) -> Check:  # noqa: A001
    selection = compiler.selection(given.values, "values", given.where)
    lower = given.at_least is not None
    written, name = (given.at_least, "at_least") if lower else (given.at_most, "at_most")
    limit = compiler.term(written, name, form=NUMBER)
    if given.distinct:
        expect_sorts(compiler, selection, "values", VALUES)
    expect_number(compiler, written, 1 if lower else 0, name)

    def judge(scope: Scope) -> Outcome:
        number = selection.number(scope, absent=given.absent, distinct=bool(given.distinct))
        expected = limit(scope)
        stands = number >= expected if lower else number <= expected
        return () if stands else otherwise(number, expected, scope)

    def otherwise(number: int, expected: Any, scope: Scope) -> Outcome:
        values = {"given": number, "expected": expected}
        mend = Addition(selection.paths, scope) if lower else selection.left_out_by(scope)
        return (Breach((), selection.around(scope), number, expected, values, _ABOUT, mend),)

    return Check(
        judge,
        PLACEHOLDERS,
        undone_by=holds_for_good if lower else by_what_it_reads,
        quick=_quick(selection, given, limit, otherwise, lower=lower),
    )


def _quick(
    selection: PathSelection,
    given: Parameters,
    limit: Term,
    otherwise: Callable[[int, Any, Scope], Outcome],
    *,
    lower: bool,
) -> QuickChecks:
    expected = limit.quick
    if given.distinct or expected is None:
        return None
    if lower and all(path.is_of_case and path.own_fields == () for path in selection.paths):
        return (_enough(selection, expected, otherwise),)
    number, stands = number_of(selection, given.absent).quick, operator.ge if lower else operator.le
    if number is None:
        return None

    def quick(roots: Roots, case: Case) -> Tell | None:
        one, other = number(roots, case), expected(roots, case)
        if one is None or other is None:
            return at_length
        return None if stands(one, other) else lambda scope: otherwise(one, other, scope)

    return (quick,)


def _enough(
    selection: PathSelection, least: QuickValue, otherwise: Callable[[int, Any, Scope], Outcome]
) -> QuickCheck:
    """Whether there are as many items as must be; more of them are not tried."""

    def quick(roots: Roots, case: Case) -> Tell | None:
        scope, wanted = Scope.of(case), least(roots, case)
        if type(wanted) is not int:
            return at_length
        found = (item for _, path in selection.used(scope) for item in path.one_by_one(scope))
        number = sum(1 for _ in itertools.islice(found, wanted))
        return None if number == wanted else lambda scope: otherwise(number, wanted, scope)

    return quick
