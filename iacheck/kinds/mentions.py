"""`mentions`: texts mention a word; or one of each entry of a table, one violation for each not."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from iacheck.compiling import Check, Compiler
from iacheck.messages import message
from iacheck.outcomes import Breach, Outcome
from iacheck.paths import Scope
from iacheck.terms import Selection, SelectionSource, Term, TermSource, mentions
from iacheck.writing import Written

PLACEHOLDERS: frozenset[str] = frozenset()


class Parameters(Written):
    """Which texts, and which word stems; `*` before a stem finds it inside words too."""

    values: SelectionSource = Field(description="The texts")
    where: dict[str, Any] | None = Field(
        default=None, description="Which of the list's items count; else all"
    )
    any_of: TermSource | None = Field(
        default=None, description="Word stems, or $name of a list; one is enough"
    )
    all_of: TermSource | None = Field(
        default=None, description="$name of a table; one stem of each entry"
    )


def compile(given: Parameters, compiler: Compiler) -> Check:  # noqa: A001
    selection = compiler.selection(given.values, "values", given.where)
    if (given.any_of is None) == (given.all_of is None):
        compiler.mistake(message("“mentions” takes either “any_of” or “all_of”"))
    if given.all_of is not None:
        return _each_of(selection, compiler.term(given.all_of, "all_of"), compiler)
    return _any_of(selection, compiler.term(given.any_of, "any_of"))


def _any_of(selection: Selection, stems: Term) -> Check:
    def judge(scope: Scope) -> Outcome:
        if mentions(selection.values(scope), stems(scope)):
            return ()
        return (Breach((), selection.around(scope)),)

    return Check(judge)


def _each_of(selection: Selection, table: Term, compiler: Compiler) -> Check:
    def judge(scope: Scope) -> Outcome:
        texts = selection.values(scope)
        return tuple(
            Breach(
                identity=(str(key),),
                node=selection.around(scope),
                expected=key,
                values={"missing": compiler.label(str(key))},
            )
            for key, stems in table(scope).items()
            if not mentions(texts, stems)
        )

    return Check(judge, frozenset({"missing"}))
