"""`present`: each of these has content; one violation for each that has not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Annotated

from pydantic import Field

from iacheck.checks.compiler import Compiler
from iacheck.checks.outcome import Breach, Outcome
from iacheck.checks.path import Scope
from iacheck.checks.term import ConditionSource, has_content
from iacheck.checks.yaml_model import YamlModel

SHORT_FORM = "values"
PLACEHOLDERS = frozenset({"missing"})


class Parameters(YamlModel):
    """Paths that must give something; `where` filters list items on the way."""

    values: str | Annotated[list[str], Field(min_length=1)] = Field(
        description="Paths; an empty text counts as absent"
    )
    where: ConditionSource | None = Field(
        default=None, description="Which of the list's items count; else all"
    )


def compile(given: Parameters, compiler: Compiler) -> Callable[[Scope], Outcome]:  # noqa: A001
    texts = [given.values] if isinstance(given.values, str) else given.values
    selected = [compiler.selection(t, "values", given.where, whole=True) for t in texts]
    paths = [selection.paths[0] for selection in selected]
    fields = Counter(path.field for path in paths)

    def judge(scope: Scope) -> Outcome:
        return tuple(
            Breach(
                identity=(path.field if fields[path.field] == 1 else path.text,),
                node=path.around(scope),
                values={"missing": compiler.called(path)},
            )
            for path in paths
            if not any(map(has_content, path.values(scope)))
        )

    return judge
