"""`undetermined`: it cannot be told where a check holds; where it does not, a violation."""

from __future__ import annotations

from typing import Annotated

from iacheck.checks.check import Check, CheckSource
from iacheck.checks.compiler import Compiler
from iacheck.checks.outcome import Breach, Outcome, Unknown, mend_of
from iacheck.checks.scope import NOWHERE, Scope
from iacheck.checks.selection import PathText
from iacheck.checks.yaml_model import Field, Texts, YamlModel
from iacheck.language.messages import DocumentPart, FilledText, message

PLACEHOLDERS: frozenset[str] = frozenset()


class Parameters(YamlModel):
    """When it cannot be told, and why; the last branch of `any`, after those by which it holds."""

    if_: CheckSource = Field(alias="if", description="What holds where it cannot be told")
    because: Texts = Field(description="Why it cannot be told then")
    at: Annotated[list[PathText], Field(min_length=1)] | None = Field(
        default=None,
        description="Where it would be told, which stands behind the reason: of these paths, the "
        "first whose document there is",
    )


def compile(given: Parameters, compiler: Compiler) -> Check:  # noqa: A001
    check = compiler.check(given.if_, "if")
    reason = FilledText(given.because.local, {})
    told = message("{reason}", reason=reason)
    places = [compiler.selection(path, "at", whole=True).paths[0] for path in given.at or ()]

    def judge(scope: Scope) -> Outcome:
        outcome = check.judge(scope)
        if outcome == ():
            at = next((path for path in places if scope.case.has(path.root)), None)
            if at is None:
                return Unknown(told)
            part = DocumentPart(at.root, at.fields)
            return Unknown(message("{reason} ({place})", reason=reason, place=part))
        if not isinstance(outcome, tuple):
            return outcome
        return (Breach((), scope.item or NOWHERE, mend=mend_of(outcome)),)

    return Check(judge)
