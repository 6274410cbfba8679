"""Periods as people write them: `2. halvår 2012`, `H1 2013`, `2015`."""

from __future__ import annotations

import re
import unicodedata

from iacheck.language.periods import Period, read_period

_YEAR = r"(?P<year>[12][0-9]{3})\b"
_HALF_YEARS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # 2. halvår 2012; andre halvår 2012; 2nd half of 2012; second half-year 2012
        r"\b(?:(?P<first>1\.?|1st|første|fyrste|first)|(?:2\.?|2nd|andre|annet|second))\s*"
        r"(?:halvår(?:et)?|half(?:[ -]year)?)\s*,?\s*(?:(?:of|av|i|in)\s+)?" + _YEAR,
        # H2 2012; H2/2012
        r"\bH(?:(?P<first>1)|2)[\s/-]*" + _YEAR,
        # 2012-H2; 2012 H2
        r"\b(?P<year>[12][0-9]{3})[\s/-]*H(?:(?P<first>1)|2)\b",
    )
)


def find_half_year(text: str) -> tuple[Period, str] | None:
    """The first half-year that a text names, and the text without it."""
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    matches = [match for pattern in _HALF_YEARS if (match := pattern.search(text))]
    if not matches:
        return None
    match = min(matches, key=re.Match.start)
    period = Period(int(match["year"]), 1 if match["first"] else 2)
    return period, f"{text[: match.start()]} {text[match.end() :]}"


def period_in_words(text: str) -> Period | None:
    """The period that a text is, and nothing else: `2015`, `2012-H1`, `1. halvår 2012`."""
    written = read_period(text.strip())
    if written is not None:
        return written
    found = find_half_year(text)
    return found[0] if found and not found[1].strip() else None
