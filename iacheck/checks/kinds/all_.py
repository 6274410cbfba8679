"""`all`: every one of these checks holds."""

from __future__ import annotations

from dataclasses import replace

from iacheck.checks.addition import AnyAddition, Mend
from iacheck.checks.check import Check, CheckSource
from iacheck.checks.compiler import Compiler
from iacheck.checks.outcome import Outcome, combine
from iacheck.checks.quick import all_hold, only_whether
from iacheck.checks.scope import Scope
from iacheck.checks.yaml_model import Field, YamlModel

SHORT_FORM = "of"
PLACEHOLDERS: frozenset[str] = frozenset()


class Parameters(YamlModel):
    """The checks; written as the list alone."""

    of: list[CheckSource] = Field(min_length=1, description="Checks that must all hold")
    place: str | None = Field(
        default=None, description="Where a person would mend it; else where each check fails"
    )


def compile(given: Parameters, compiler: Compiler) -> Check:  # noqa: A001
    at = compiler.under(SHORT_FORM)
    checks = [compiler.check(source, *at, index) for index, source in enumerate(given.of)]
    parts = [check.judge for check in checks]
    place = compiler.place(given.place)

    def judge(scope: Scope) -> Outcome:
        outcomes = [judge_part(scope) for judge_part in parts]
        if not any(outcomes):
            return ()  # no time is lost on what holds
        outcome = combine(outcomes)
        if place is None or not isinstance(outcome, tuple):
            return outcome
        return tuple(replace(breach, node=place(scope)) for breach in outcome)

    def undone_by(scope: Scope) -> Mend:
        return AnyAddition(tuple(check.undone_by(scope) for check in checks))

    quick = all_hold([check.quick for check in checks])
    return Check(
        judge,
        frozenset.intersection(*(check.placeholders for check in checks)),
        frozenset.union(*(check.bodies for check in checks))
        if all(check.bodies for check in checks)
        else frozenset(),
        undone_by=undone_by,
        quick=quick if place is None else only_whether(quick),
    )
