"""`not`: this check does not hold."""

from __future__ import annotations

from iacheck.checks.addition import DeferredMend
from iacheck.checks.check import Check, CheckSource
from iacheck.checks.compiler import Compiler
from iacheck.checks.outcome import Breach, NotYet, Outcome, Unknown, mend_of
from iacheck.checks.scope import NOWHERE, Scope
from iacheck.checks.yaml_model import Field, YamlModel

SHORT_FORM = "check"
PLACEHOLDERS: frozenset[str] = frozenset()


class Parameters(YamlModel):
    """The check; written alone."""

    check: CheckSource = Field(description="A check that must not hold")
    place: str | None = Field(
        default=None, description="Where a person would mend it; else nowhere"
    )


def compile(given: Parameters, compiler: Compiler) -> Check:  # noqa: A001
    check = compiler.check(given.check, *compiler.under(SHORT_FORM))
    place = compiler.place(given.place)

    def judge(scope: Scope) -> Outcome:
        outcome = check.judge(scope)
        if isinstance(outcome, Unknown | NotYet):
            return outcome
        if outcome:
            return ()
        node = place(scope) if place else scope.item or NOWHERE
        return (Breach((), node, mend=DeferredMend(check.undone_by, scope)),)

    return Check(judge, undone_by=lambda scope: mend_of(check.judge(scope)))
