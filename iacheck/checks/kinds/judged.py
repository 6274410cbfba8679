"""`judged`: only a person can tell; shows the documents to look at until a judgement decides."""

from __future__ import annotations

from pydantic import Field

from iacheck.checks.check import Check
from iacheck.checks.compiler import Compiler
from iacheck.checks.outcome import Outcome, Unknown
from iacheck.checks.scope import Scope
from iacheck.checks.yaml_model import YamlModel
from iacheck.language.messages import message

SHORT_FORM = "look_at"
PLACEHOLDERS: frozenset[str] = frozenset({"given"})


class Parameters(YamlModel):
    """What the person who judges should look at."""

    look_at: list[str] = Field(
        min_length=1, description="Paths to what the person who judges should look at"
    )


def compile(given: Parameters, compiler: Compiler) -> Check:  # noqa: A001
    for index, text in enumerate(given.look_at):
        compiler.path(text, "look_at", index)

    def judge(scope: Scope) -> Outcome:
        del scope
        return Unknown(message("Needs a judgement"), judgement=True)

    return Check(judge, PLACEHOLDERS)
