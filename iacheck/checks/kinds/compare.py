"""`compare`: two terms stand in a relation: numbers, or dates; texts are equal or not."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any, Literal

from iacheck.cases.case import Case
from iacheck.checks.addition import Addition
from iacheck.checks.check import Check
from iacheck.checks.compiler import Compiler
from iacheck.checks.expected_value import VALUE
from iacheck.checks.outcome import Breach, Outcome, Undetermined
from iacheck.checks.quick import QuickChecks, Tell, at_length
from iacheck.checks.quick_values import QuickValue
from iacheck.checks.scope import Scope
from iacheck.checks.shape import CALLED, ORDERED, TEXTS, Sort
from iacheck.checks.term import TermSource
from iacheck.checks.texts import as_text
from iacheck.checks.usual_paths import Roots
from iacheck.checks.yaml_model import Field, YamlModel, value_in_yaml
from iacheck.language.messages import message
from iacheck.language.periods import read_date

PLACEHOLDERS = frozenset({"given", "expected", "difference"})

_RELATIONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "equal": operator.eq,
    "at_most": operator.le,
    "at_least": operator.ge,
    "below": operator.lt,
    "above": operator.gt,
}


class Parameters(YamlModel):
    """`left` is what was given, `right` what is expected of it."""

    left: TermSource = Field(description="What was given")
    is_: Literal["equal", "at_most", "at_least", "below", "above"] = Field(
        alias="is", description="How the left one must stand to the right one"
    )
    right: TermSource = Field(description="What is expected")
    tolerance: int | float = Field(default=0, description="How far off a number may be")
    place: str | None = Field(
        default=None, description="Where a person would mend it; else the first path of `left`"
    )


def compile(given: Parameters, compiler: Compiler) -> Check:  # noqa: A001
    number, mistakes = len(compiler.paths_read), len(compiler.mistakes)
    left = compiler.term(given.left, "left", form=VALUE)
    right = compiler.term(given.right, "right", form=VALUE)
    paths = compiler.paths_since(number)
    if len(compiler.mistakes) == mistakes:
        _expect_comparable(given, left.shape.sort, right.shape.sort, compiler)
        if not paths:
            told = message("Neither side reads a document; the same comes out for everybody")
            compiler.mistake(told, "left")
        elif given.left == given.right:
            compiler.mistake(
                message("Both sides are the same; compare two values that may differ"), "right"
            )
    holds = _RELATIONS[given.is_]
    place = compiler.place(given.place) or compiler.place_of(given.left)

    def stands(one: Any, other: Any) -> bool:
        if not isinstance(one, str):
            return holds(one, other) or abs(one - other) <= given.tolerance != 0
        return holds(as_text(one), as_text(other)) if given.is_ == "equal" else holds(one, other)

    def judge(scope: Scope) -> Outcome:
        one, other = left(scope), right(scope)
        if isinstance(one, str) is not isinstance(other, str):
            raise Undetermined(
                message("{given} and {expected} cannot be compared", given=one, expected=other)
            )
        return () if stands(one, other) else otherwise(one, other, scope)

    def otherwise(one: Any, other: Any, scope: Scope) -> Outcome:
        numbers = not isinstance(one, str)
        difference = abs(one - other) if numbers else None
        if isinstance(difference, float):
            difference, one, other = map(_round_share, (difference, one, other))
        values = {
            "given": one if numbers else read_date(one) or one,
            "expected": other if numbers else read_date(other) or other,
            "difference": difference,
        }
        return (Breach((), place(scope), one, other, values, None, Addition(paths, scope)),)

    return Check(
        judge, PLACEHOLDERS, quick=_quick(left.quick, right.quick, holds, stands, otherwise)
    )


def _quick(
    left: QuickValue | None,
    right: QuickValue | None,
    relation: Callable[[Any, Any], bool],
    stands: Callable[[Any, Any], bool],
    otherwise: Callable[[Any, Any, Scope], Outcome],
) -> QuickChecks:
    if left is None or right is None:
        return None

    def quick(roots: Roots, case: Case) -> Tell | None:
        one, other = left(roots, case), right(roots, case)
        if type(one) is type(other) is int and relation(one, other):
            return None  # as most are; a tolerance could but let more hold
        if one is None or other is None or isinstance(one, str) is not isinstance(other, str):
            return at_length
        return None if stands(one, other) else lambda scope: otherwise(one, other, scope)

    return (quick,)


def _expect_comparable(given: Parameters, one: Sort, other: Sort, compiler: Compiler) -> None:
    """Note two terms that never stand in the relation, whatever the case."""
    known = {one, other} - {"anything"}
    alike = len(known) == 1 or (known <= TEXTS and given.is_ == "equal")
    if known and not (alike and (given.is_ == "equal" or known <= ORDERED)):
        sides = (("left", given.left, other), ("right", given.right, one))
        fixed = [side for side in sides if not isinstance(side[1], Mapping)]
        if len(fixed) == 1 and len(known) == 2:
            # What the rule, or its book, says outright is what is written otherwise.
            ((name, source, sort),) = fixed
            told = message(
                "“{field}” must be {expected}, not {given}",
                field=name,
                expected=CALLED[sort],
                given=value_in_yaml(compiler.known_values(source)[0]),
            )
            compiler.mistake(told, name)
            return
        told = message(
            "“{relation}” cannot compare {given} with {expected}",
            relation=given.is_,
            given=CALLED.get(one),
            expected=CALLED.get(other),
        )
        compiler.mistake(told, "is")
    elif given.tolerance and known - {"number"}:
        compiler.mistake(message("“tolerance” is for numbers"), "tolerance")


def _round_share(value: Any) -> Any:
    """A share to two decimals: it is compared as it is, and shown as people write it."""
    return round(value, 2) if isinstance(value, float) else value
