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
from iacheck.checks.outcome import Breach, Outcome, Undetermined, combine
from iacheck.checks.quick_presence import Sought, quick_presence, quick_presence_in_items
from iacheck.checks.scope import Scope
from iacheck.checks.selection import ConditionSource, FirstOf, PathSelection
from iacheck.checks.yaml_model import Field, YamlModel
from iacheck.language.frozen import frozen
from iacheck.language.messages import Value

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


@frozen
class _Wanted:
    """What must be given, and how its absence is told: by what key, and what people call it."""

    selection: PathSelection
    key: str
    called: Value
    is_given: Callable[[Scope], bool]

    def tell(self, scope: Scope) -> tuple[Breach, ...]:
        """The breach where it is not given."""
        mend = Addition(self.selection.paths, scope)
        values = {"missing": self.called}
        node = self.selection.around(scope)
        return (Breach((self.key,), node, None, None, values, None, mend),)


def compile(given: Parameters, compiler: Compiler) -> Check:  # noqa: A001
    listed = [given.values] if isinstance(given.values, str) else given.values
    selections = [compiler.selection(part, "values", given.where, whole=True) for part in listed]
    # Of several of which one is enough, the first is what is missed.
    first = [selection.paths[0] for selection in selections]
    fields = Counter(path.field for path in first)
    wanted = [
        _Wanted(
            selection,
            path.field if fields[path.field] == 1 else path.text,
            compiler.called(path),
            _any_given([path.is_given for path in selection.paths]),
        )
        for selection, path in zip(selections, first, strict=True)
    ]
    # Of a document itself, what people call it.
    documents = {p.root: compiler.called(p) for s in selections for p in s.paths if not p.steps}

    def judge(scope: Scope) -> Outcome:
        lacking = [one for one in wanted if not one.is_given(scope)]
        if not lacking and documents and not scope.case.is_ordinary:
            expect_filled_in(scope)
        return combine([one.tell(scope) for one in lacking])

    def expect_filled_in(scope: Scope) -> None:
        """Raise, where all that there is of something is a form in which nothing is filled in."""
        for selection in selections:
            given = [path for path in selection.paths if path.is_given(scope)]
            roots = [path.root for path in given if not path.steps]
            unsent = [scope.case.unsent.get(root) for root in roots]
            unfilled = [one for one in unsent if one is not None and one.is_unfilled]
            if unfilled and len(unfilled) == len(given):
                raise Undetermined(unfilled[0].reason(documents[roots[0]], scope.as_of))

    sought = [Sought(one.selection.paths, one.tell) for one in wanted]
    return Check(
        judge,
        PLACEHOLDERS,
        undone_by=holds_for_good,
        quick=quick_presence(sought),
        quick_items=quick_presence_in_items(sought),
    )


def _any_given(tests: Sequence[Callable[[Scope], bool]]) -> Callable[[Scope], bool]:
    """Whether one of several paths gives something."""
    return tests[0] if len(tests) == 1 else lambda scope: any(test(scope) for test in tests)
