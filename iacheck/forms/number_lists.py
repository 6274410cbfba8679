"""Lists of sub-goals or years as people write them: `1; 3`, `delmål 1 og 3`, `2015–2018`."""

from __future__ import annotations

import re

from iacheck.documents.field_types import FieldType
from iacheck.forms.unreadable import UnreadableCell
from iacheck.language.content import has_content_listed
from iacheck.language.messages import message

_PARTED = re.compile(r"[;,\n]")
_BETWEEN_NUMBERS = re.compile(r"\s*(?:[/+&]|\bog\b|\band\b|\s)\s*")
_SUB_GOAL = re.compile(r"del-?mål|sub-?goals?", re.IGNORECASE)
_YEARS = re.compile(r"(?P<first>\d{4})\s*(?:-|–|til|to)\s*(?P<last>\d{4})")
_MOST_YEARS = 100


def without_sub_goal(text: str) -> str:
    """A text without the words for sub-goal: of `Delmål 2`, ` 2`."""
    return _SUB_GOAL.sub("", text)


def read_numbers(text: str, item: FieldType) -> list[int]:
    """The numbers, however they are parted; of years, `2015–2018` are four.

    What says nothing between signs that part is none. Raises UnreadableCell for anything else.
    """
    ranged = _YEARS.fullmatch(text.strip()) if item.format == "year" else None
    if ranged:
        first, last = int(ranged["first"]), int(ranged["last"])
        if first <= last < first + _MOST_YEARS:
            return list(range(first, last + 1))
    said = [part for part in _PARTED.split(text) if has_content_listed(part)]
    parts = [
        number
        for part in said
        for number in _BETWEEN_NUMBERS.split(without_sub_goal(part).strip(" \t:."))
        if number
    ]
    if not all(part.isascii() and part.isdecimal() for part in parts) or (said and not parts):
        example = "2015; 2016" if item.format == "year" else "1; 3"
        raise UnreadableCell(
            message(
                "“{given}” is no list of numbers; part them with semicolons, such as {example}",
                given=text,
                example=example,
            )
        )
    return [int(part) for part in parts]
