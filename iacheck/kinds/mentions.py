"""`mentions`: texts mention a word; or one of each entry of a table, one violation for each not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import Field

from iacheck import terms
from iacheck.compiling import Check, Compiler
from iacheck.messages import message
from iacheck.outcomes import Breach, Outcome
from iacheck.paths import Scope
from iacheck.terms import SelectionSource, TermSource
from iacheck.writing import Written

PLACEHOLDERS: frozenset[str] = frozenset()


class Parameters(Written):
    """Which texts, and which word stems; `*` before a stem finds it inside words too."""

    values: SelectionSource
    where: dict[str, Any] | None = None
    any_of: TermSource | None = Field(default=None, description="Stems, or $name of a list")
    all_of: TermSource | None = Field(default=None, description="$name of a table of stems")


def compile(given: Parameters, compiler: Compiler) -> Check:  # noqa: A001
    selection = compiler.selection(given.values, "values", given.where)
    if (given.any_of is None) == (given.all_of is None):
        compiler.mistake(message("“mentions” takes either “any_of” or “all_of”"))
    if given.all_of is not None:
        table = compiler.term(given.all_of, "all_of")
        return Check(lambda scope: _each(scope, table), frozenset({"missing"}))
    stems = compiler.term(given.any_of, "any_of")

    def judge(scope: Scope) -> Outcome:
        if terms.mentions(selection.values(scope), stems(scope)):
            return ()
        return (Breach((), selection.around(scope), expected=list(stems(scope))),)

    def _each(scope: Scope, table: terms.Term) -> Outcome:
        texts = selection.values(scope)
        return tuple(
            Breach(
                identity=(str(key),),
                node=selection.around(scope),
                expected=key,
                values={"missing": compiler.label(str(key))},
            )
            for key, words in table(scope).items()
            if not terms.mentions(texts, words)
        )

    return Check(judge)
