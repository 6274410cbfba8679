"""`present`: each of these has content; one violation for each that has not.

Of a document, that it is there; of a form in which nothing is filled in, that cannot be told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any

from iacheck.cases.case import Case
from iacheck.checks.addition import Addition
from iacheck.checks.check import Check, holds_for_good
from iacheck.checks.compiler import Compiler
from iacheck.checks.outcome import Breach, Outcome, Undetermined
from iacheck.checks.path import Path
from iacheck.checks.quick import QuickCheck, QuickChecks, QuickItems, Tell
from iacheck.checks.quick_values import values_of
from iacheck.checks.scope import Scope
from iacheck.checks.selection import ConditionSource, FirstOf, PathSelection
from iacheck.checks.usual_paths import Roots, listed_items
from iacheck.checks.yaml_model import Field, YamlModel
from iacheck.language.content import has_content
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

    def breach(self, scope: Scope) -> Breach:
        """The breach where it is not given."""
        return Breach(
            identity=(self.key,),
            node=self.selection.around(scope),
            values={"missing": self.called},
            mend=Addition(self.selection.paths, scope),
        )


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
        return tuple([one.breach(scope) for one in lacking])

    def expect_filled_in(scope: Scope) -> None:
        """Raise, where all that there is of something is a form in which nothing is filled in."""
        for selection in selections:
            given = [path for path in selection.paths if path.is_given(scope)]
            roots = [path.root for path in given if not path.steps]
            unsent = [scope.case.unsent.get(root) for root in roots]
            unfilled = [one for one in unsent if one is not None and one.is_unfilled]
            if unfilled and len(unfilled) == len(given):
                raise Undetermined(unfilled[0].reason(documents[roots[0]], scope.as_of))

    return Check(
        judge,
        PLACEHOLDERS,
        undone_by=holds_for_good,
        quick=_quick(wanted),
        quick_items=_quick_items(wanted),
    )


def _any_given(tests: Sequence[Callable[[Scope], bool]]) -> Callable[[Scope], bool]:
    """Whether one of several paths gives something."""
    return tests[0] if len(tests) == 1 else lambda scope: any(test(scope) for test in tests)


def _told(lacking: Sequence[_Wanted]) -> Tell:
    return lambda scope: tuple([one.breach(scope) for one in lacking])


def _quick(wanted: Sequence[_Wanted]) -> QuickChecks:
    of_fields = _fields_of_one_root(wanted)
    if of_fields is not None:
        return (of_fields,)
    tests = [_says_any(one.selection.paths) for one in wanted]
    if None in tests:
        return None
    parts = tuple((test, one) for test, one in zip(tests, wanted, strict=True) if test)

    def quick(roots: Roots, case: Case) -> Tell | None:
        lacking: list[_Wanted] | None = None
        for says_any, one in parts:
            if not says_any(roots, case):
                lacking = [one] if lacking is None else [*lacking, one]
        return None if lacking is None else _told(lacking)

    return (quick,)


def _says_any(paths: Sequence[Path]) -> Callable[[Roots, Case], bool] | None:
    """Whether one of these paths gives something that says something."""
    parts = []
    for path in paths:
        values = values_of([path], path.values)
        if values is None:
            return None
        if path.read is not None:
            # No time is lost on what comes after the first that says something.
            values = listed_items(path.root, path.steps) or values
        parts.append((values, path.text_says_something))

    def says_any(roots: Roots, case: Case) -> bool:
        for values, text_says_something in parts:
            for value in values(roots, case):
                if (text_says_something if type(value) is str else has_content)(value):
                    return True
        return False

    return says_any


def _fields_of_one_root(wanted: Sequence[_Wanted]) -> QuickCheck | None:
    """Whether fields of the same root are given, each of its own."""
    paths = [one.selection.paths[0] for one in wanted]
    if any(len(one.selection.paths) > 1 for one in wanted):
        return None
    if not all(path.is_field for path in paths) or len({path.root for path in paths}) > 1:
        return None
    root = paths[0].root
    fields = [(p.field, p.text_says_something, w) for p, w in zip(paths, wanted, strict=True)]

    def quick(roots: Roots, _: Case) -> Tell | None:
        start = roots.get(root)
        if start is None:
            return _told(wanted)
        lacking: list[_Wanted] | None = None
        for name, text_says_something, one in fields:
            value = start.get(name)
            if not (text_says_something if type(value) is str else has_content)(value):
                lacking = [one] if lacking is None else [*lacking, one]
        return None if lacking is None else _told(lacking)

    return quick


def _quick_items(wanted: Sequence[_Wanted]) -> QuickItems | None:
    """Which items lack one of these fields of their own; None if they are not all texts."""
    paths = [one.selection.paths[0] for one in wanted]
    if any(len(one.selection.paths) > 1 for one in wanted):
        return None
    if not all(path.root == "item" and path.is_field for path in paths):
        return None
    if any(path.field_type.type != "string" for path in paths):
        return None
    fields = [(p.field, p.text_says_something, w) for p, w in zip(paths, wanted, strict=True)]

    def tells(items: list[Any], _: Roots, __: Case) -> Mapping[int, Tell]:
        lacking: dict[int, list[_Wanted]] = {}
        for name, says_something, one in fields:
            texts = [item.get(name) for item in items]
            if {*map(type, texts)} != {str} or not all(map(says_something, texts)):
                for number, text in enumerate(texts):
                    if type(text) is not str or not says_something(text):
                        lacking.setdefault(number, []).append(one)
        return {number: _told(lacking[number]) for number in sorted(lacking)}

    return tells
