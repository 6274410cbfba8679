"""`change`: a figure against the previous period's, in per cent."""

from __future__ import annotations

from collections.abc import Callable

from pydantic import Field

from iacheck.compiling import Compiler
from iacheck.messages import message
from iacheck.outcomes import Breach, Outcome, Undetermined
from iacheck.paths import Scope
from iacheck.terms import TermSource, single
from iacheck.writing import Written

PLACEHOLDERS = frozenset({"given", "before", "percent"})


class Parameters(Written):
    """The figure now and before; a change in per cent of at least, or at most, a limit."""

    now: str = Field(description="Path to the figure of this period")
    before: str = Field(description="Path to the figure of the period before")
    at_least: TermSource | None = Field(
        default=None, description="Least change in per cent; 0: no fall"
    )
    at_most: TermSource | None = Field(default=None, description="Greatest change in per cent")


def compile(given: Parameters, compiler: Compiler) -> Callable[[Scope], Outcome]:  # noqa: A001
    now = compiler.selection(given.now, "now")
    before = compiler.selection(given.before, "before")
    if given.at_least is None and given.at_most is None:
        compiler.mistake(message("“change” needs “at_least” or “at_most”"))
    least = None if given.at_least is None else compiler.term(given.at_least, "at_least")
    most = None if given.at_most is None else compiler.term(given.at_most, "at_most")

    def judge(scope: Scope) -> Outcome:
        new = single(now.paths[0], compiler.label)(scope)
        old = single(before.paths[0], compiler.label)(scope)
        if old == 0:
            raise Undetermined(message("A change from 0 has no percentage"))
        percent = 100 * (new - old) / old
        if (least is None or percent >= least(scope)) and (most is None or percent <= most(scope)):
            return ()
        values = {"given": new, "before": old, "percent": round(percent, 1)}
        return (Breach((), now.nodes(scope)[0], new, old, values),)

    return judge
