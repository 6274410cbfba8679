"""Periods as people write them: `2. halvår 2012`, `H1 2013`, `høsten 2012`, `2015`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from iacheck.language.look_alikes import in_latin
from iacheck.language.periods import Period, read_period

_YEAR = r"(?P<year>[12][0-9]{3})\b"
_HALF_YEARS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # 2. halvår 2012; II. halvår 2012; andre halvår 2012; 2nd half of 2012
        r"\b(?:(?P<first>1\.?|I\.?|1st|første|fyrste|first)|(?:2\.?|II\.?|2nd|andre|annet|second))"
        r"\s*(?:halvår(?:et)?|halvdel(?:en)?|half(?:[ -]year)?)[\s,/–-]*(?:(?:of|av|i|in)\s+)?"
        + _YEAR,
        # H2 2012; H2/2012
        r"\bH(?:(?P<first>1)|2)[\s/-]*" + _YEAR,
        # 2012-H2; 2012 H2
        r"\b(?P<year>[12][0-9]{3})[\s/-]*H(?:(?P<first>1)|2)\b",
    )
)

# Of a report, the season tells the half-year; of an activity, it does not.
_SEASONS = (
    re.compile(
        r"\b(?:i\s+)?(?:(?P<first>vår(?:en|halvåret|semesteret)?|spring)"
        r"|(?:høst|haust)(?:en|halvåret|semesteret)?|autumn)[\s,]*(?:(?:of|av|i|in)\s+)?" + _YEAR,
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:(?P<first>januar\s*(?:[–-]|til)\s*juni)|juli\s*(?:[–-]|til)\s*desember)\s+" + _YEAR,
        re.IGNORECASE,
    ),
)


def find_half_year_or_season(text: str) -> tuple[Period, str] | None:
    """The half-year that a title of a half-year paper names, `høsten 2012` too; and the rest."""
    return find_half_year(text) or _find(text, _SEASONS)


def find_half_year(text: str) -> tuple[Period, str] | None:
    """The first half-year that a text names, and the text without it."""
    return _find(text, _HALF_YEARS)


def _find(text: str, patterns: Sequence[re.Pattern[str]]) -> tuple[Period, str] | None:
    text = " ".join(in_latin(text).split())
    matches = [match for pattern in patterns if (match := pattern.search(text))]
    if not matches:
        return None
    match = min(matches, key=re.Match.start)
    period = Period(int(match["year"]), 1 if match["first"] else 2)
    return period, f"{text[: match.start()]} {text[match.end() :]}"


def period_in_words(text: str) -> Period | None:
    """The period that a text is, and nothing else: `2015`, `2012-H1`, `1. halvår 2012`."""
    written = read_period(in_latin(text).strip())
    if written is not None:
        return written
    found = find_half_year(text)
    return found[0] if found and not found[1].strip() else None
