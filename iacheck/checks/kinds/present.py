"""`present`: each of these has content; one violation for each that has not.

Of a document, that it is there; of a form in which nothing is filled in, that cannot be told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Annotated

from iacheck.checks.addition import Addition
from iacheck.checks.check import Check, holds_for_good
from iacheck.checks.compiler import Compiler
from iacheck.checks.outcome import Breach, Outcome, Undetermined
from iacheck.checks.quick import all_given, without_texts
from iacheck.checks.scope import Scope
from iacheck.checks.selection import ConditionSource, FirstOf
from iacheck.checks.yaml_model import Field, YamlModel

SHORT_FORM = "values"
PLACEHOLDERS = frozenset({"missing"})


class Parameters(YamlModel):
    """Paths that must give something; `where` filters list items on the way."""

    values: str | Annotated[list[str | FirstOf], Field(min_length=1)] = Field(
        description="Paths; of `first_of`, one is enough; a text that says nothing counts as absent"
    )
    where: ConditionSource | None = Field(
        default=None, description="Which of the list's items count; else all"
    )


def compile(given: Parameters, compiler: Compiler) -> Check:  # noqa: A001
    listed = [given.values] if isinstance(given.values, str) else given.values
    selections = [compiler.selection(part, "values", given.where, whole=True) for part in listed]
    # Of several of which one is enough, the first is what is missed.
    first = [selection.paths[0] for selection in selections]
    fields = Counter(path.field for path in first)
    missed = [
        ((path.field if fields[path.field] == 1 else path.text,), compiler.called(path))
        for path in first
    ]
    tests = [_any_given([path.is_given for path in one.paths]) for one in selections]
    selected = list(zip(zip(selections, missed, strict=True), tests, strict=True))
    # Of a document itself, what people call it.
    documents = {p.root: compiler.called(p) for s in selections for p in s.paths if not p.steps}

    def judge(scope: Scope) -> Outcome:
        lacking = [one for one, is_given in selected if not is_given(scope)]
        if not lacking:
            if documents and not scope.case.is_ordinary:
                expect_filled_in(scope)
            return ()  # no time is lost on what holds
        return tuple(
            Breach(
                identity=identity,
                node=selection.around(scope),
                values={"missing": called},
                mend=Addition(selection.paths, scope),
            )
            for selection, (identity, called) in lacking
        )

    def expect_filled_in(scope: Scope) -> None:
        """Raise, where all that there is of something is a form in which nothing is filled in."""
        for selection in selections:
            given = [path for path in selection.paths if path.is_given(scope)]
            roots = [path.root for path in given if not path.steps]
            unsent = [scope.case.unsent.get(root) for root in roots]
            unfilled = [one for one in unsent if one is not None and one.is_unfilled]
            if unfilled and len(unfilled) == len(given):
                raise Undetermined(unfilled[0].reason(documents[roots[0]], scope.as_of))

    choices = [selection.paths for selection in selections]
    is_alone = all(len(paths) == 1 for paths in choices)
    return Check(
        judge,
        PLACEHOLDERS,
        undone_by=holds_for_good,
        holds=all_given(choices),
        in_doubt=without_texts(first) if is_alone else None,
    )


def _any_given(tests: Sequence[Callable[[Scope], bool]]) -> Callable[[Scope], bool]:
    """Whether one of several paths gives something."""
    return tests[0] if len(tests) == 1 else lambda scope: any(test(scope) for test in tests)
