"""What a rule can never mean where it is written: mistakes that the sorts of values give away."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

from iacheck.checks.expected_value import ExpectedValue, field_at
from iacheck.checks.path import Path
from iacheck.checks.selection import PathSelection
from iacheck.checks.shape import CALLED, VALUES, Shape, Sort, shape_of, shape_of_field
from iacheck.checks.texts import as_text
from iacheck.checks.yaml_model import value_in_yaml
from iacheck.language.hints import unknown_name
from iacheck.language.messages import Message, OneOf, message

if TYPE_CHECKING:
    from iacheck.checks.compiler import Compiler

_Given = ParamSpec("_Given")


def unless_tried(
    expect: Callable[Concatenate[Compiler, _Given], None],
) -> Callable[Concatenate[Compiler, _Given], None]:
    """Something that is expected; of a book that has been tried it holds, and takes no time."""

    @functools.wraps(expect)
    def expected(compiler: Compiler, /, *given: _Given.args, **named: _Given.kwargs) -> None:
        if not compiler.tried:
            expect(compiler, *given, **named)

    return expected


@unless_tried
def expect_sorts(
    compiler: Compiler, selection: PathSelection, name: str, sorts: Collection[Sort]
) -> None:
    """Note paths under `name` that give values of none of these sorts.

    What is a mistake already, or a list, is told where the path is compiled.
    """
    for path in selection.paths:
        shape = shape_of_field(path.field_type)
        is_told = not path.text or path.field_type.items is not None
        if not is_told and not shape.may_be(*sorts):
            compiler.mistake(_of_another_sort(path, shape, name, sorts), name)


def _of_another_sort(path: Path, shape: Shape, name: str, sorts: Collection[Sort]) -> Message:
    if shape.sort == "record":
        return message(
            "{path} is a group of fields; name the field in it that is meant", path=path.text
        )
    return message(
        "“{form}” takes {expected}; {path} gives {given}",
        form=name,
        expected=OneOf([CALLED[sort] for sort in CALLED if sort in sorts]),
        path=path.text,
        given=shape.called,
    )


@unless_tried
def expect_form(compiler: Compiler, form: ExpectedValue, source: Any, *at: str | int) -> None:
    """Note a literal or parameter that is not of the form that is expected."""
    wrong = [value for value in compiler.known_values(source) if not form.fits(value)]
    if wrong:
        compiler.mistake(
            message(
                "“{field}” must be {expected}, not {given}",
                field=field_at(at),
                expected=form.called,
                given=value_in_yaml(wrong[0]),
            ),
            *at,
        )


@unless_tried
def expect_possible(compiler: Compiler, source: Any, paths: Sequence[Path], *at: str | int) -> None:
    """Note the entries of a list that none of the paths ever gives."""
    types = [path.field_type for path in paths]
    choices = {code for field_type in types for code in field_type.choices}
    for entry in _entries(compiler, source) if types else ():
        if all(field_type.choices for field_type in types):
            possible = as_text(entry) in set(map(as_text, choices))
        else:
            possible = any(_may_give(shape_of_field(field_type), entry) for field_type in types)
        if not possible:
            told = message(
                "{path} is never “{given}”", path=paths[0].text, given=value_in_yaml(entry)
            )
            compiler.mistake(unknown_name(told, str(entry), set(map(str, choices))), *at)


_NEVER_ALIKE: Collection[frozenset[Sort]] = (
    frozenset({"number", "date"}),
    frozenset({"date", "period"}),
    *(frozenset[Sort]({"yes_or_no", sort}) for sort in VALUES - {"yes_or_no"}),
)


@unless_tried
def expect_alike(compiler: Compiler, one: Shape, other: Shape, *at: str | int) -> None:
    """Note two terms or paths of which the values are never the same, by what they are."""
    if frozenset({one.sort, other.sort}) in _NEVER_ALIKE:
        told = message(
            "{given} is never the same as {expected}",
            given=CALLED[one.sort],
            expected=CALLED[other.sort],
        )
        compiler.mistake(told, *at)


def _entries(compiler: Compiler, source: Any) -> Iterator[Any]:
    """The entries of a list that are known, whatever the case."""
    for value in compiler.known_values(source):
        for entry in value:
            if isinstance(entry, str) and entry.startswith("$"):
                known = compiler.known_values(entry)
                yield from (one for part in known for one in _as_list(part))
            elif not isinstance(entry, Mapping):
                yield entry


def _as_list(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else [value]


def _may_give(shape: Shape, entry: Any) -> bool:
    """Whether values of this shape may be the same as an entry of a rule's list."""
    if shape.sort == "number" and isinstance(entry, str):
        return entry.strip().lstrip("-").replace(".", "", 1).isdecimal()
    if shape.sort == "date":
        return shape_of(entry).sort == "date"
    return True
