"""The forms that headings and labels are looked for in: without what is around their words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iacheck.language.names import normalise, words

_NUMBER = re.compile(r"^\s*(?:(?:\d+\.)*\d{1,2}[.)]?|[IVX]{1,4}[.)]|[A-Za-z]\))\s+(?=\S)")
_PARENTHESES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_YEARS = re.compile(r"\b(?:19|20)\d\d(?:\s*[-–/]\s*(?:(?:19|20)?\d\d))?\b")
# “Mål for 2016”, “Tildelt i 2016”, once the year is gone.
_FOR_YEAR = re.compile(r"\s(?:for|i|in)(?: året| the year)?$", re.IGNORECASE)
# What stands around the words of a heading, and is no part of it.
SIGNS = " \t\n:*–—-.,;|_"
_WORD = re.compile(r"\w+")


def bare_heading(text: str) -> str:
    """A heading without its number, years, what stands in parentheses, and signs around it."""
    inner = _PARENTHESES.sub(" ", text)
    return _NUMBER.sub("", _YEARS.sub(" ", inner)).strip(SIGNS)


def forms_of_label(text: str) -> Iterator[str]:
    """The forms that a label is looked for in: as it is, and without what is around the words."""
    bare = bare_heading(text)
    yield normalise(text.strip(SIGNS))
    yield normalise(bare)
    yield normalise(bare.rstrip("? "))
    if bare != text:
        yield normalise(_FOR_YEAR.sub("", bare))


def words_of_label(text: str) -> list[str]:
    """The words of a label without the signs between them, nor years."""
    return _WORD.findall(" ".join(words(bare_heading(text))))
