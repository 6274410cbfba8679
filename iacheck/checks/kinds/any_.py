"""`any`: at least one of these checks holds."""

from __future__ import annotations

from collections.abc import Sequence

from iacheck.checks.addition import AllAdditions, AnyAddition, Mend
from iacheck.checks.check import Check, CheckSource
from iacheck.checks.compiler import Compiler
from iacheck.checks.outcome import Breach, NotYet, Outcome, Unknown, mend_of
from iacheck.checks.quick import any_holds, as_one
from iacheck.checks.scope import Scope
from iacheck.checks.yaml_model import Field, YamlModel

SHORT_FORM = "of"
PLACEHOLDERS: frozenset[str] = frozenset()


class Parameters(YamlModel):
    """The checks; written as the list alone."""

    of: list[CheckSource] = Field(min_length=1, description="Checks of which one must hold")
    place: str | None = Field(
        default=None, description="Where a person would mend it; else where the first check fails"
    )


def compile(given: Parameters, compiler: Compiler) -> Check:  # noqa: A001
    at = compiler.under(SHORT_FORM)
    checks = [compiler.check(source, *at, index) for index, source in enumerate(given.of)]
    place = compiler.place(given.place)

    def judge(scope: Scope) -> Outcome:
        outcomes = []
        for check in checks:
            outcomes.append(check.judge(scope))
            if outcomes[-1] == () and scope.trace is None:
                return ()  # no time is lost on the others, unless somebody asks why
        return told(outcomes, scope)

    def told(outcomes: Sequence[Outcome], scope: Scope) -> Outcome:
        if () in outcomes:
            return ()
        open_ = [o for o in outcomes if isinstance(o, NotYet | Unknown)]
        if open_:
            return next((o for o in open_ if isinstance(o, NotYet)), open_[0])
        first = next(o[0] for o in outcomes if isinstance(o, tuple))
        # None of them holds: one violation, where the first would hold, if that is in the item.
        # Its figures are one way's alone: what is missing is that any of them holds.
        item = scope.item
        node = first.node if item is None or first.node.is_in(item) else item
        node = place(scope) if place else node
        return (Breach((), node, mend=AnyAddition(tuple(map(mend_of, outcomes)))),)

    def undone_by(scope: Scope) -> Mend:
        holding = [check for check in checks if check.judge(scope) == ()]
        return AllAdditions(tuple(check.undone_by(scope) for check in holding))

    quick = any_holds([as_one(check.quick) for check in checks], told)
    return Check(judge, undone_by=undone_by, quick=quick)
