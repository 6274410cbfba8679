"""`undetermined`: it cannot be told where a check holds; where it does not, a violation."""

from __future__ import annotations

from iacheck.checks.check import Check, CheckSource
from iacheck.checks.compiler import Compiler
from iacheck.checks.outcome import Breach, Outcome, Unknown, mend_of
from iacheck.checks.scope import NOWHERE, Scope
from iacheck.checks.yaml_model import Field, Texts, YamlModel
from iacheck.language.messages import FilledText, message

PLACEHOLDERS: frozenset[str] = frozenset()


class Parameters(YamlModel):
    """When it cannot be told, and why; the last branch of `any`, after those by which it holds."""

    if_: CheckSource = Field(alias="if", description="What holds where it cannot be told")
    because: Texts = Field(description="Why it cannot be told then")


def compile(given: Parameters, compiler: Compiler) -> Check:  # noqa: A001
    check = compiler.check(given.if_, "if")
    reason = message("{reason}", reason=FilledText(given.because.local, {}))

    def judge(scope: Scope) -> Outcome:
        outcome = check.judge(scope)
        if outcome == ():
            return Unknown(reason)
        if not isinstance(outcome, tuple):
            return outcome
        return (Breach((), scope.item or NOWHERE, mend=mend_of(outcome)),)

    return Check(judge)
