"""`change`: a figure against the previous period's, in per cent."""

from __future__ import annotations

import operator
from collections.abc import Callable

from iacheck.checks.addition import Addition
from iacheck.checks.compiler import Compiler
from iacheck.checks.expected_value import NUMBER
from iacheck.checks.foregone import expect_limits
from iacheck.checks.outcome import Breach, Outcome, Undetermined
from iacheck.checks.scope import Scope
from iacheck.checks.term import TermSource
from iacheck.checks.yaml_model import Field, NotAllowed, YamlModel
from iacheck.language.messages import message

PLACEHOLDERS = frozenset({"given", "before", "percent"})


class Parameters(YamlModel):
    """The figure now and before; a change in per cent of at least, or at most, a limit."""

    now: str = Field(description="Path to the figure of this period")
    before: str = Field(description="Path to the figure of the period before")
    at_least: TermSource | None = Field(
        default=None, description="Least change in per cent; 0: no fall"
    )
    at_most: TermSource | None = Field(default=None, description="Greatest change in per cent")

    def fits_together(self) -> None:
        if self.at_least is None and self.at_most is None:
            raise NotAllowed(message("“change” needs “at_least” or “at_most”"))


def compile(given: Parameters, compiler: Compiler) -> Callable[[Scope], Outcome]:  # noqa: A001
    number = len(compiler.paths_read)
    now = compiler.term({"path": given.now}, "now", form=NUMBER)
    before = compiler.term({"path": given.before}, "before", form=NUMBER)
    paths = compiler.paths_since(number)
    place = compiler.place_of({"path": given.now})
    limits = [
        (holds, compiler.term(limit, name, form=NUMBER))
        for name, limit, holds in (
            ("at_least", given.at_least, operator.ge),
            ("at_most", given.at_most, operator.le),
        )
        if limit is not None
    ]
    if given.now == given.before:
        compiler.mistake(
            message("Both sides are the same; compare two values that may differ"), "before"
        )
    expect_limits(compiler, given.at_least, given.at_most)

    def judge(scope: Scope) -> Outcome:
        new, old = now(scope), before(scope)
        if old == 0:
            raise Undetermined(message("A change from 0 has no percentage"))
        percent = 100 * (new - old) / old
        if all(holds(percent, limit(scope)) for holds, limit in limits):
            return ()
        values = {"given": new, "before": old, "percent": round(percent, 1)}
        mend = Addition(paths, scope)
        return (Breach((), place(scope), new, old, values, mend=mend),)

    return judge
