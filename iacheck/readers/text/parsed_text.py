"""What a JSON or YAML text holds, and where each part of it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from functools import cached_property
from typing import Any, TypeVar

from iacheck.language.frozen import frozen
from iacheck.language.messages import Message, message
from iacheck.language.problems import Problem

T = TypeVar("T")


@frozen
class ParsedText:
    """A text read into plain values: dict, list, str, int, float, bool and None.

    `lines` maps the JSON Pointer of the value ("") and of every field and list item in it to a
    line, counted from 1: that of the field's name, or where the item begins. Of an
    object in one line only the whole has an entry.

    `documents` are how many the text holds; several are read as one list.

    `columns` says so of columns, counted from 1, where it is known.

    `errors` are all that is wrong. One with a `path` spoils the part that stands there, and the
    rest of the value can be used; one without spoils the whole text, and `value` is None.
    """

    value: Any
    lines: Mapping[str, int]
    errors: tuple[Problem, ...] = ()
    columns: Mapping[str, int] = field(default_factory=dict, compare=False)
    documents: int = field(default=1, compare=False)


def duplicate_key(name: str, line: int) -> Message:
    """Why a text is refused in which an object has a field twice, first in `line`."""
    return message(
        "The field “{field}” stands twice in one object, first in line {line}; remove one of them",
        field=name,
        line=line,
    )


def not_finite(given: str) -> Message:
    """Why NaN, infinity and numbers too large for a float are refused."""
    return message("“{given}” is no number that can be reckoned with", given=given)


def too_many_digits() -> Message:
    """Why an integer of more than 4300 digits is refused, as Python does."""
    return message("A number has too many digits")


class FoundWhenAsked(Mapping[str, T]):
    """Lines or places by JSON Pointer, found when somebody asks for one of them."""

    def __init__(self, find: Callable[[], Mapping[str, T]]) -> None:
        self._find = find

    @cached_property
    def _found(self) -> Mapping[str, T]:
        return self._find()

    def __getitem__(self, path: str) -> T:
        return self._found[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def __repr__(self) -> str:
        return repr(self._found)
