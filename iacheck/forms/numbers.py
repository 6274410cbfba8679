"""Whole numbers as people write them: `1 250`, `1.250`, `kr 400 000,–`.

Whatever can be read in two ways is refused: `1,250` is 1250 in English and 1.25 in Norwegian.
"""

from __future__ import annotations

import re

from iacheck.forms.unreadable import UnreadableCell
from iacheck.language.messages import Message, message

_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_CURRENCY = re.compile(
    r"^(?:kr\.?|nok|kroner)(?=[\s\d+-])\s*|\s*(?:kr\.?|nok|kroner)$", re.IGNORECASE
)
# A price without øre: `400 000,-`, `400 000 ,-`, `400 000:-`.
_NO_ORE = re.compile(r"(?<=\d)\s?[,.:]?\s?[-–—]+$")
_SIGN = r"(?P<sign>[+-]?)\s?"
_WHOLE = tuple(
    re.compile(_SIGN + pattern)
    for pattern in (
        r"(?P<whole>\d+)(?:[,.](?P<part>\d\d?))?",
        r"(?P<whole>\d{1,3}(?: \d{3})+)(?:[,.](?P<part>\d\d?))?",
        r"(?P<whole>\d{1,3}(?:\.\d{3})+)(?:,(?P<part>\d\d?))?",
        r"(?P<whole>\d{1,3}(?:,\d{3}){2,})(?P<part>)",
        r"(?P<whole>\d{1,3}(?:,\d{3})+)\.(?P<part>\d\d?)",
    )
)
_TWO_WAYS = re.compile(_SIGN + r"(?P<whole>\d{1,3}),(?P<part>\d{3})")


def read_whole(text: str) -> int:
    """The whole number that a text is. Raises Unreadable for anything else."""
    bare = _SPACES.sub(" ", text.strip()).replace("\u2212", "-")
    bare = _NO_ORE.sub("", _CURRENCY.sub("", bare)).strip()
    two_ways = _TWO_WAYS.fullmatch(bare)
    if two_ways:
        raise UnreadableCell(
            message(
                "“{given}” can be read as {one} and as {other}; write the number without comma",
                given=text,
                one=int(two_ways["whole"] + two_ways["part"]),
                other=float(f"{two_ways['whole']}.{two_ways['part']}"),
            )
        )
    match = next((found for form in _WHOLE if (found := form.fullmatch(bare))), None)
    if match is None:
        raise UnreadableCell(
            message("“{given}” is no whole number; write digits only, such as 400000", given=text)
        )
    if (match["part"] or "").strip("0"):
        raise UnreadableCell(no_whole_number(text))
    digits = re.sub(r"[ .,]", "", match["whole"])
    if len(digits) > _MOST_DIGITS:
        raise UnreadableCell(message("“{given}” has too many digits for a number", given=text))
    return int(match["sign"] + digits)


# More than any store keeps; Python itself refuses to read 4300.
_MOST_DIGITS = 30


def no_whole_number(given: str | float) -> Message:
    """Why a number with decimals cannot stand where a whole one is meant."""
    return message(
        "{given} is no whole number; round it, and write it without decimals", given=given
    )
