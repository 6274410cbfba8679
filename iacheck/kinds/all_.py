"""`all`: every one of these checks holds."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import Field

from iacheck.compiling import Check, CheckSource, Compiler
from iacheck.outcomes import Breach, NotYet, Outcome, Unknown
from iacheck.paths import Scope
from iacheck.writing import Written

SHORT_FORM = "of"
PLACEHOLDERS: frozenset[str] = frozenset()


class Parameters(Written):
    """The checks; written as the list alone."""

    of: list[CheckSource] = Field(min_length=1, description="Checks that must all hold")


def compile(given: Parameters, compiler: Compiler) -> Check:  # noqa: A001
    checks = [compiler.check(source, index) for index, source in enumerate(given.of)]

    def judge(scope: Scope) -> Outcome:
        return together(check.judge(scope) for check in checks)

    return Check(judge, frozenset.intersection(*(check.placeholders for check in checks)))


def together(outcomes: Iterable[Outcome]) -> Outcome:
    """What holds of several at once: a breach of one is a breach, whatever is unknown of others."""
    breaches: list[Breach] = []
    open_: list[Unknown | NotYet] = []
    for outcome in outcomes:
        if isinstance(outcome, tuple):
            breaches.extend(outcome)
        else:
            open_.append(outcome)
    if breaches or not open_:
        return tuple(breaches)
    return next((o for o in open_ if isinstance(o, Unknown)), open_[0])
