"""`all`: every one of these checks holds."""

from __future__ import annotations

from pydantic import Field

from iacheck.checks.addition import AnyAddition, Mend
from iacheck.checks.check import Check, CheckSource
from iacheck.checks.compiler import Compiler
from iacheck.checks.outcome import Outcome, combine
from iacheck.checks.scope import Scope
from iacheck.checks.yaml_model import YamlModel

SHORT_FORM = "of"
PLACEHOLDERS: frozenset[str] = frozenset()


class Parameters(YamlModel):
    """The checks; written as the list alone."""

    of: list[CheckSource] = Field(min_length=1, description="Checks that must all hold")


def compile(given: Parameters, compiler: Compiler) -> Check:  # noqa: A001
    checks = [compiler.check(source, index) for index, source in enumerate(given.of)]

    def judge(scope: Scope) -> Outcome:
        return combine(check.judge(scope) for check in checks)

    def undone_by(scope: Scope) -> Mend:
        return AnyAddition(tuple(check.undone_by(scope) for check in checks))

    return Check(
        judge,
        frozenset.intersection(*(check.placeholders for check in checks)),
        frozenset.union(*(check.bodies for check in checks))
        if all(check.bodies for check in checks)
        else frozenset(),
        undone_by=undone_by,
    )
