"""`mentions`: texts mention a word; or one of each entry of a table, one violation for each not."""

from __future__ import annotations

from iacheck.cases.case import Case
from iacheck.checks.addition import Addition
from iacheck.checks.check import Check, holds_for_good
from iacheck.checks.compiler import Compiler
from iacheck.checks.expectations import expect_sorts
from iacheck.checks.expected_value import STEM_TABLE, STEMS_OR_TABLE
from iacheck.checks.foregone import expect_no_bare_day
from iacheck.checks.outcome import Breach, Outcome
from iacheck.checks.path import Path
from iacheck.checks.quick import QuickChecks, Tell, at_length
from iacheck.checks.scope import Scope
from iacheck.checks.selection import ConditionSource, PathSelection, SelectionSource
from iacheck.checks.shape import TEXTS
from iacheck.checks.term import Term, TermSource
from iacheck.checks.texts import mentions
from iacheck.checks.usual_paths import Roots
from iacheck.checks.yaml_model import Field, NotAllowed, YamlModel
from iacheck.language.messages import message

PLACEHOLDERS: frozenset[str] = frozenset()


class Parameters(YamlModel):
    """Which texts, and which word stems.

    `*stem` is found inside words too, and `=word` is the whole word; `first … second` where both
    stand, three words between them at most. What `!stem` finds is passed over, and with `!word …`
    what follows in the clause, too: after a “not”, nothing is mentioned. A text out of a document
    is a stem, too.
    """

    values: SelectionSource = Field(description="The texts")
    where: ConditionSource | None = Field(
        default=None, description="Which of the list's items count; else all"
    )
    any_of: TermSource | None = Field(
        default=None,
        description="Word stems, or $name of a list or a table of them; one is enough",
    )
    all_of: TermSource | None = Field(
        default=None, description="$name of a table; one stem of each entry"
    )

    def fits_together(self) -> None:
        if (self.any_of is None) == (self.all_of is None):
            raise NotAllowed(message("“mentions” takes either “any_of” or “all_of”"))


def compile(given: Parameters, compiler: Compiler) -> Check:  # noqa: A001
    selection = compiler.selection(given.values, "values", given.where)
    expect_sorts(compiler, selection, "values", TEXTS)
    if given.all_of is not None:
        table = compiler.term(given.all_of, "all_of", form=STEM_TABLE)
        return _each_of(selection, table, compiler)
    number = len(compiler.paths_read)
    expect_no_bare_day(compiler, given.any_of, "any_of")
    stems = compiler.values(given.any_of, "any_of", form=STEMS_OR_TABLE)
    return _any_of(selection, stems, compiler.paths_since(number))


def _any_of(selection: PathSelection, stems: Term, of_stems: tuple[Path, ...]) -> Check:
    paths = (*selection.paths, *of_stems)

    def judge(scope: Scope) -> Outcome:
        found = mentions(selection.values(scope), stems(scope), scope.trace)
        return () if found else unmentioned(scope)

    def unmentioned(scope: Scope) -> Outcome:
        return (Breach((), selection.around(scope), mend=Addition(paths, scope)),)

    return Check(judge, undone_by=holds_for_good, quick=_quick(selection, stems, unmentioned))


def _quick(selection: PathSelection, stems: Term, unmentioned: Tell) -> QuickChecks:
    parts, words = selection.quick_parts, stems.quick
    if parts is None or words is None:
        return None

    def quick(roots: Roots, case: Case) -> Tell | None:
        known = words(roots, case)
        if known is None:
            return at_length
        for texts in parts:
            if mentions(texts(roots, case), known):
                return None
        return unmentioned

    return (quick,)


def _each_of(selection: PathSelection, table: Term, compiler: Compiler) -> Check:
    def judge(scope: Scope) -> Outcome:
        texts = selection.values(scope)
        return tuple(
            Breach(
                identity=(str(key),),
                node=selection.around(scope),
                expected=key,
                values={"missing": compiler.label(str(key))},
                mend=Addition(selection.paths, scope),
            )
            for key, stems in table(scope).items()
            if not mentions(texts, stems, scope.trace)
        )

    return Check(judge, frozenset({"missing"}), undone_by=holds_for_good)
