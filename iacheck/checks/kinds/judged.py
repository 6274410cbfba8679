"""`judged`: only a person can tell; shows the documents to look at until a judgement decides."""

from __future__ import annotations

from iacheck.checks.check import Check
from iacheck.checks.compiler import Compiler
from iacheck.checks.outcome import Outcome, Unknown
from iacheck.checks.scope import Scope
from iacheck.checks.yaml_model import Field, YamlModel
from iacheck.language.messages import message

SHORT_FORM = "look_at"
PLACEHOLDERS: frozenset[str] = frozenset({"given"})


class Parameters(YamlModel):
    """What the person who judges should look at."""

    look_at: list[str] = Field(
        min_length=1, description="Paths to what the person who judges should look at"
    )


def compile(given: Parameters, compiler: Compiler) -> Check:  # noqa: A001
    listed = [compiler.path(text, "look_at", i) for i, text in enumerate(given.look_at)]
    paths = [path for path in listed if path is not None]

    def judge(scope: Scope) -> Outcome:
        if scope.trace is not None:
            for path in paths:
                scope.trace.path(path, scope)
        return Unknown(message("Needs a judgement"), judgement=True)

    return Check(judge, PLACEHOLDERS)
