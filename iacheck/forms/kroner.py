"""Amounts of kroner as people write them in tables and sentences: `kr 25.000,-`, `50 tusen`.

What is not exact is refused (`ca. 50 000`), as is what can be read in two ways.
"""

from __future__ import annotations

import functools
import itertools
import math
import re
import statistics
from collections.abc import Mapping, Sequence
from fractions import Fraction

from iacheck.documents.field_types import FieldType
from iacheck.forms.cells import is_empty
from iacheck.forms.grids import Raw
from iacheck.forms.numbers import no_whole_number, read_whole
from iacheck.forms.unreadable import UnreadableCell
from iacheck.forms.value_words import value_words
from iacheck.language.messages import Message, message

_WHOLE = FieldType("integer")
# `50 tusen`, `0,05 mill.`, `1 250 tusen kr`: the figure, and what it is multiplied by.
_WITH_UNIT = re.compile(
    r"(?:(?:kr\.?|nok)\s*)?(?P<figure>\d[\d .,]*?)\s*(?P<unit>[^\W\d][^\d]*)", re.IGNORECASE
)
_FIGURE = re.compile(
    r"(?P<whole>\d{1,3}(?: \d{3})+|\d+)(?:[,.](?P<part>\d\d?))?|0[,.](?P<small>\d+)"
)
_RANGE = re.compile(
    r"\d[\d .,]*(?:kr)?\s*(?:[-–—/]|\b(?:til|to|eller|or)\b)\s*(?:kr)?\s*\d", re.IGNORECASE
)
_SAYS_UNIT = re.compile(r"[^\W\d]|,-|[,.:]\s?[-–—]+$")
# `0,-`, `kr 0`: as much whatever the header multiplies by.
_NOTHING = re.compile(
    r"(?:(?:kr\.?|nok)\s*)?0\s?(?:[,.:]?\s?[-–—]+|,00)?(?:\s?(?:kr|kroner))?", re.IGNORECASE
)
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
# Nobody writes an amount at greater length.
_LONGEST = 100
# In a table whose header says “in 1000 kr”, as many as this are likely to be kroner after all.
_MOST_SCALED = 10_000
_THOUSAND = 1000
# An amount that thousands may be left out of is at most a hundredth of what is usual beside it: a
# line of a council's budget is seldom more than ten times as large as the usual one, so that 1000
# times the amount is then a likely line (80 among 20 000 to 50 000), and a real 900 is left alone.
_HUNDREDTH = 100


def read_kroner(value: Raw, scale: int = 1) -> int | None:
    """The amount in whole kroner; None for a cell that says nothing: blank, a dash.

    `scale` is what the header multiplies by: 1000 for “(i 1000 kr)”. Raises UnreadableCell for
    what is no exact amount, or could be another.
    """
    if isinstance(value, Message):
        raise UnreadableCell(value)
    if isinstance(value, str):
        return None if is_empty(value, _WHOLE) else _read_text(value, scale)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise UnreadableCell(_no_amount(str(value)))
    return _scaled(Fraction(str(value)), scale, value)


def doubtful(amounts: Sequence[int | None]) -> frozenset[int]:
    """Where among amounts that belong together one is so small that thousands may be meant.

    Nothing is doubtful among small amounts, nor is 0.
    """
    usual = [amount for amount in amounts if amount is not None and amount >= _THOUSAND]
    if not usual:
        return frozenset()
    least = statistics.median(usual) / _HUNDREDTH
    return frozenset(
        index
        for index, amount in enumerate(amounts)
        if amount is not None and 0 < amount < _THOUSAND and amount <= least
    )


def may_be_year(figure: str) -> bool:
    """Whether four digits may be a year; grouped ones and those with a unit are an amount."""
    return _YEAR.fullmatch(figure.strip().rstrip(".,;")) is not None


def is_year(figure: str, before: str) -> bool:
    """Whether four digits are a year, as words such as “til” tell: “Overført til 2016”."""
    last = _word(before).rpartition(" ")[2]
    return may_be_year(figure) and last in value_words().amounts.before_years


def _read_text(text: str, scale: int) -> int:
    if len(text) > _LONGEST:
        raise UnreadableCell(_no_amount(text[:_LONGEST]))
    bare = _SPACES.sub(" ", text).strip().removesuffix(".")
    if _word(bare) in _nothing() or _NOTHING.fullmatch(bare):
        return 0
    multiple, figure = _with_unit(bare)
    if multiple == 1:
        _refuse_inexact(bare, text)
        if scale == 1:
            return read_whole(figure)
        if _SAYS_UNIT.search(bare):
            raise UnreadableCell(_two_ways(text, scale))
    match = _FIGURE.fullmatch(figure)
    if match is None:
        raise UnreadableCell(_no_amount(text))
    if multiple > 1 and scale > 1:
        raise UnreadableCell(_two_ways(text, scale))
    number = Fraction(figure.replace(" ", "").replace(",", "."))
    return _scaled(number * multiple, scale, text)


def _with_unit(bare: str) -> tuple[int, str]:
    """What the words behind the digits multiply by, and the digits; 1 and all of it for kroner."""
    match = _WITH_UNIT.fullmatch(bare)
    multiple = _units().get(_word(match["unit"]), 1) if match else 1
    return (multiple, match["figure"].strip()) if match and multiple > 1 else (1, bare)


def _scaled(number: Fraction, scale: int, given: str | float) -> int:
    amount = number * scale
    if amount.denominator != 1:
        raise UnreadableCell(no_whole_number(given))
    if scale > 1 and abs(number) >= _MOST_SCALED:
        raise UnreadableCell(_two_ways(str(given), scale))
    return int(amount)


def _refuse_inexact(bare: str, text: str) -> None:
    words = re.findall(r"[^\W\d]+", bare.casefold())
    inexact = _inexact()
    phrases = {*words, *map(" ".join, itertools.pairwise(words))}
    if phrases & inexact or _RANGE.search(bare) or re.search(r"[~≈<>±]", bare):
        raise UnreadableCell(
            message(
                "“{given}” is no exact amount; write the amount in whole kroner, such as 50000",
                given=text,
            )
        )


def _two_ways(text: str, scale: int) -> Message:
    return message(
        "It cannot be told whether “{given}” is in kroner or is to be multiplied by {scale}, as "
        "the heading says; write the amount in whole kroner, such as 50000, under a heading that "
        "says so",
        given=text,
        scale=scale,
    )


def _no_amount(text: str) -> Message:
    return message(
        "“{given}” is no amount; write it in whole kroner, such as 50000",
        given=text,
    )


def _word(text: str) -> str:
    return " ".join(text.replace(".", " ").casefold().split())


@functools.cache
def _units() -> Mapping[str, int]:
    units = value_words().amounts.units
    return {word: multiple for multiple, words in units.items() for word in words}


@functools.cache
def _nothing() -> frozenset[str]:
    return frozenset(value_words().amounts.nothing)


@functools.cache
def _inexact() -> frozenset[str]:
    return frozenset(value_words().amounts.inexact)
