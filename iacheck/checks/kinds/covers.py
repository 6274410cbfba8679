"""`covers`: all of a list's entries occur among the values; one violation for each missing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from iacheck.cases.case import Case
from iacheck.checks.addition import Addition
from iacheck.checks.check import Check, holds_for_good
from iacheck.checks.compiler import Compiler
from iacheck.checks.expectations import expect_sorts
from iacheck.checks.expected_value import ENTRIES
from iacheck.checks.outcome import Breach, Outcome
from iacheck.checks.quick import QuickChecks, Tell, at_length
from iacheck.checks.quick_values import once_a_period, quick_form
from iacheck.checks.scope import Scope
from iacheck.checks.selection import ConditionSource, PathSelection, SelectionSource
from iacheck.checks.shape import VALUES
from iacheck.checks.term import Term, TermSource
from iacheck.checks.texts import as_text, as_texts
from iacheck.checks.usual_paths import Roots
from iacheck.checks.yaml_model import Field, YamlModel

PLACEHOLDERS = frozenset({"missing", "given"})


class Parameters(YamlModel):
    """Which values, through which items, must cover which list."""

    values: SelectionSource = Field(description="The values among which all must be found")
    where: ConditionSource | None = Field(
        default=None, description="Which of the list's items count; else all"
    )
    all_of: TermSource = Field(description="A list, or $name of a list or of a table's keys")


def compile(given: Parameters, compiler: Compiler) -> Check:  # noqa: A001
    selection = compiler.selection(given.values, "values", given.where)
    expect_sorts(compiler, selection, "values", VALUES)
    about = compiler.about(selection)
    all_of = compiler.codes(given.all_of, selection.paths, "all_of", form=ENTRIES)

    def judge(scope: Scope) -> Outcome:
        values = selection.values(scope)
        return uncovered(values, as_texts(values), scope)

    def uncovered(values: list[Any], found: frozenset[str], scope: Scope) -> Outcome:
        missing = [entry for entry in all_of(scope) if as_text(entry) not in found]
        if not missing:
            return ()
        there = sorted(set(values), key=str)
        called = [compiler.label(str(value)) for value in there]
        node = selection.around(scope)
        return tuple(
            [
                Breach(
                    (str(entry),),
                    node,
                    there,
                    entry,
                    {"missing": compiler.label(str(entry)), "given": called},
                    about,
                    Addition(selection.paths, scope, as_text(entry)),
                )
                for entry in missing
            ]
        )

    quick = _quick(selection, all_of, uncovered)
    return Check(judge, PLACEHOLDERS, undone_by=holds_for_good, quick=quick)


def _quick(
    selection: PathSelection,
    all_of: Term,
    uncovered: Callable[[list[Any], frozenset[str], Scope], Outcome],
) -> QuickChecks:
    values, wanted = selection.quick, quick_form([all_of.quick], _entries)
    if all_of.fixed:
        wanted = once_a_period(all_of.in_form(_entries))
    if values is None or wanted is None:
        return None

    def quick(roots: Roots, case: Case) -> Tell | None:
        entries = wanted(roots, case)
        if entries is None:
            return at_length
        written, forms = entries
        given = values(roots, case)
        distinct = {*given}
        if written and distinct >= written and {*map(type, distinct)} <= _PLAIN:
            return None
        found = as_texts(given)
        return None if forms <= found else lambda scope: uncovered(given, found, scope)

    return (quick,)


# What is written the same is the same; but not of what Python takes for one: 1, 1.0 and true.
_PLAIN = {int, str}


def _entries(listed: list[Any]) -> tuple[frozenset[Any], frozenset[str]]:
    """A list's entries as they are written, if all of them are plain, and in their forms."""
    plain = {*map(type, listed)} <= _PLAIN
    return frozenset(listed if plain else ()), as_texts(listed)
