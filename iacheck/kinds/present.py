"""`present`: each of these has content; one violation for each that has not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import Field

from iacheck.compiling import Compiler
from iacheck.outcomes import Breach, Outcome
from iacheck.paths import Scope
from iacheck.terms import has_content
from iacheck.writing import Written

SHORT_FORM = "values"
PLACEHOLDERS = frozenset({"missing"})


class Parameters(Written):
    """Paths that must give something; `where` filters list items on the way."""

    values: str | list[str] = Field(description="Paths; an empty text counts as absent")
    where: dict[str, Any] | None = Field(
        default=None, description="Which of the list's items count; else all"
    )


def compile(given: Parameters, compiler: Compiler) -> Callable[[Scope], Outcome]:  # noqa: A001
    texts = [given.values] if isinstance(given.values, str) else given.values
    selections = [compiler.selection(text, "values", given.where) for text in texts]

    def judge(scope: Scope) -> Outcome:
        return tuple(
            Breach(
                identity=(selection.paths[0].field,),
                node=selection.around(scope),
                values={"missing": compiler.label(selection.paths[0].field)},
            )
            for selection in selections
            if not any(has_content(value) for value in selection.values(scope))
        )

    return judge
