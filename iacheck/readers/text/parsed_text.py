"""What a JSON or YAML text holds, and in which line each part of it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from iacheck.language.messages import Message, message
from iacheck.language.problems import Problem


@dataclass(frozen=True, slots=True)
class Loaded:
    """A text read into plain values: dict, list, str, int, float, bool and None.

    `lines` maps the JSON Pointer of the value ("") and of every field and list item in it to a
    line, counted from 1: that of the field's name, or where the item begins.

    `errors` are all that is wrong. One with a `path` spoils the part that stands there, and the
    rest of the value can be used; one without spoils the whole text, and `value` is None.
    """

    value: Any
    lines: Mapping[str, int]
    errors: tuple[Problem, ...] = ()


def said_twice(name: str, line: int) -> Message:
    """Of a field whose object already had it, in `line`."""
    return message(
        "The field “{field}” stands twice in one object, first in line {line}; remove one of them",
        field=name,
        line=line,
    )


def no_finite_number(given: str) -> Message:
    """Of NaN, infinity, and a number so large that it can only be read as infinity."""
    return message("“{given}” is no number that can be reckoned with", given=given)


def too_many_digits() -> Message:
    """Of an integer that Python refuses to read: they have at most 4300 digits."""
    return message("A number has too many digits")
