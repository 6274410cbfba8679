"""What must stand at a place of a rule: a number, a list, word stems, …, and how people call it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from iacheck.checks.parameters import is_deadline
from iacheck.checks.shape import TEXTS, VALUES, Shape, Sort, shape_of
from iacheck.checks.texts import is_stem
from iacheck.language.frozen import frozen
from iacheck.language.messages import Message, message


@frozen
class ExpectedValue:
    """What a literal or parameter must be where it stands, and how people call that.

    A term that reads documents must give one value of one of the `sorts`; where `several` may
    stand, or a list of them. `stems` are looked for in texts.
    """

    called: Message
    fits: Callable[[Any], bool]
    sorts: frozenset[Sort]
    several: bool = False
    stems: bool = False

    def takes(self, shape: Shape) -> bool:
        """Whether a term of this shape may give what must stand here."""
        is_no_table = shape.told and shape.sort == "record"
        return shape.may_be(*self.sorts) and (self.several or not shape.several) and not is_no_table

    def as_entry(self) -> ExpectedValue:
        """The same for what gives some of a list's entries: a list of them, or one of them."""
        return replace(
            self, fits=lambda value: self.fits(value if isinstance(value, list) else [value])
        )


def field_at(location: tuple[str | int, ...]) -> str:
    """The field that a value stands under, in a list or by itself."""
    return next((step for step in reversed(location) if isinstance(step, str)), "")


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_stems(value: Any) -> bool:
    """Word stems of which one at least is found in texts, and not only passed over."""
    return (
        isinstance(value, list)
        and all(isinstance(stem, str) and is_stem(stem) for stem in value)
        and not (value and all(stem.startswith("!") for stem in value))
    )


def _is_stem_table(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_is_stems, value.values()))


_STEMS: frozenset[Sort] = TEXTS | {"stem"}
LIST = ExpectedValue(
    message("a list, or $name of one"), lambda value: isinstance(value, list), VALUES, several=True
)
ENTRIES = ExpectedValue(
    message("a list, or $name of a list or a table"),
    lambda value: isinstance(value, list | dict),
    VALUES,
    several=True,
)
VALUE = ExpectedValue(
    message("a single value"),
    lambda value: not isinstance(value, list | dict) or is_deadline(value),
    VALUES,
)
TABLE = ExpectedValue(
    message("$name of a table"), lambda value: isinstance(value, dict), frozenset({"record"})
)
NUMBER = ExpectedValue(message("a number"), _is_number, frozenset({"number"}))
DATE = ExpectedValue(
    message("a date such as {date}", date="2012-09-01"),
    is_deadline,
    frozenset({"date"}),
)
PERIOD = ExpectedValue(
    message("a year or half-year such as {year}", year="2012"),
    lambda value: shape_of(value) == Shape("period"),
    frozenset({"period"}),
)
YES_OR_NO = ExpectedValue(
    message("true or false"), lambda value: isinstance(value, bool), frozenset({"yes_or_no"})
)
STEMS = ExpectedValue(
    message("a list of word stems, or $name of one"), _is_stems, _STEMS, several=True, stems=True
)
STEM_TABLE = ExpectedValue(
    message("$name of a table of word stems"), _is_stem_table, frozenset({"record"})
)
STEMS_OR_TABLE = ExpectedValue(
    message("a list of word stems, or $name of one or of a table of them"),
    lambda value: _is_stems(value) or _is_stem_table(value),
    _STEMS,
    several=True,
    stems=True,
)
DUE_DATE = ExpectedValue(
    message(
        "a date such as {date}, {example} after the period, or {month} of it (day 1 to 28)",
        date="2012-09-01",
        example="{months_after: 3, day: 1}",
        month="{month: 3, day: 1}",
    ),
    is_deadline,
    frozenset({"date", "record"}),
)
