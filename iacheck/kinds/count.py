"""`count`: a number of items, at least or at most."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import Field

from iacheck.compiling import Compiler
from iacheck.messages import message
from iacheck.outcomes import Breach, Outcome
from iacheck.paths import Scope
from iacheck.terms import SelectionSource, TermSource
from iacheck.writing import Written

PLACEHOLDERS = frozenset({"given", "expected"})


class Parameters(Written):
    """Which items, and how many; one of `at_least` and `at_most`."""

    values: SelectionSource = Field(description="The items to count")
    where: dict[str, Any] | None = Field(
        default=None, description="Which of the list's items count; else all"
    )
    at_least: TermSource | None = Field(default=None, description="The least number")
    at_most: TermSource | None = Field(default=None, description="The greatest number")


def compile(given: Parameters, compiler: Compiler) -> Callable[[Scope], Outcome]:  # noqa: A001
    selection = compiler.selection(given.values, "values", given.where)
    if (given.at_least is None) == (given.at_most is None):
        compiler.mistake(message("“count” takes either “at_least” or “at_most”"))
    lower = given.at_least is not None
    limit = compiler.term(
        given.at_least if lower else given.at_most, "at_least" if lower else "at_most"
    )

    def judge(scope: Scope) -> Outcome:
        number, expected = len(selection.values(scope)), limit(scope)
        if number >= expected if lower else number <= expected:
            return ()
        values = {"given": number, "expected": expected}
        return (Breach((), selection.around(scope), number, expected, values),)

    return judge
