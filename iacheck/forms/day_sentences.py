"""Days in a sentence: `20. januar, 14. april, 2. september og 1. desember 2015`."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from iacheck.forms.days import months, read_day, weekdays
from iacheck.forms.unreadable import UnreadableCell

_TO = re.compile(r"\s*(?:[-\u2010-\u2015\u2212]|til|to)\s*")
# No list has more between two of its days.
_MOST_BETWEEN = 60


@dataclass(frozen=True, slots=True)
class _Written:
    """A day as it is written, what of it is left out as None, and where it stands.

    One that `ends` is the last of those from one to another.
    """

    start: int
    end: int
    day: str
    month: int | None
    year: str | None
    is_named: bool
    ends: bool = False


def days_in(text: str, year: int | None) -> tuple[str, ...]:
    """The days that a text names, in its order, year-month-day.

    One without a year takes the next that is given in the same list, else `year`. What could be
    another day, or is none, is left out. Of days from one to another, the first counts.
    """
    days = (_day(written) for listed in _lists(text) for written in _completed(listed, year))
    return tuple(day.isoformat() for day in days if day)


def _lists(text: str) -> Iterable[Sequence[_Written]]:
    """The days, those together that only commas and the like stand between."""
    listed: list[_Written] = []
    for written in _written(text):
        between = text[listed[-1].end : written.start] if listed else ""
        ends = bool(listed) and _TO.fullmatch(between) is not None
        if not (ends or _is_listed(between)):
            yield listed
            listed = []
        listed.append(replace(written, ends=ends))
    yield listed


def _is_listed(between: str) -> bool:
    return len(between) <= _MOST_BETWEEN and _between().fullmatch(between) is not None


def _completed(listed: Sequence[_Written], year: int | None) -> Sequence[_Written]:
    """The days of a list, each with the month and the year of the next that has one.

    A number takes the month of one with its name alone. Where none has a year behind it, a day
    has `year`.
    """
    completed: list[_Written] = []
    month: int | None = None
    known = _year_behind(listed, year)
    for written in reversed(listed):
        if written.month is not None:
            month = written.month if written.is_named else None
        known = written.year or known
        if not written.ends:
            completed.append(replace(written, month=written.month or month, year=known))
    return completed[::-1]


def _year_behind(listed: Sequence[_Written], year: int | None) -> str | None:
    """The year of days at the end of a list that say none; None where that is unsure."""
    # A number such as 3.2. alone may be that of a section; after another year, none is certain.
    is_number = len(listed) == 1 and not listed[0].is_named
    given = {written.year for written in listed} - {None, str(year)}
    return None if year is None or is_number or given else str(year)


def _day(written: _Written) -> datetime.date | None:
    if written.month is None or written.year is None:
        return None
    try:
        return read_day(f"{written.day}.{written.month}.{written.year}")
    except UnreadableCell:
        return None


def _written(text: str) -> Iterable[_Written]:
    """What is written as a day, or as part of a list of them."""
    matches = [
        (match.start(), order, match)
        for order, form in enumerate(_forms())
        for match in form.finditer(text)
    ]
    end = 0
    for start, _, match in sorted(matches, key=lambda found: found[:2]):
        if start >= end:
            end = match.end()
            parts = match.groupdict()
            month = parts.get("month")
            named = months().get(month.casefold()) if month else None
            number = named or (int(month) if month and month.isdecimal() else None)
            yield _Written(start, end, match["day"], number, parts.get("year"), named is not None)


@functools.cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """The ways to write a day; where several begin at one place, the first counts."""
    names = "|".join(map(re.escape, sorted(months(), key=len, reverse=True)))
    name = rf"(?P<month>{names})(?![^\W\d])\.?"
    starts = r"(?<![\w.,:/-])(?<!kl )(?<!kl\. )"
    day = rf"{starts}(?P<day>\d\d?)"
    return tuple(
        re.compile(form, re.IGNORECASE)
        for form in (
            rf"{starts}(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d)(?!\w)",
            rf"{day}(?:st|nd|rd|th)?\.? ?{name}(?:,? ?(?P<year>[12]\d{{3}})(?!\d))?",
            rf"{starts}{name} (?P<day>\d\d?)(?:st|nd|rd|th)?,? (?P<year>[12]\d{{3}})(?!\d)",
            rf"{day}[./] ?(?P<month>\d\d?)(?:\. ?|\.? ?[-–] ?| )(?P<year>\d{{4}})(?!\d)",
            # 13/07/2015 is one day; 01/07/2015 could be two.
            rf"{starts}(?P<day>1[3-9]|2\d|3[01])/(?P<month>\d\d?)/(?P<year>\d{{4}})(?!\d)",
            rf"{day}\.(?P<month>\d\d?)\.(?P<year>\d\d)(?![\d.])",
            rf"{day}\. ?(?P<month>\d\d?)\.(?! ?\d)",
            rf"{day}\.(?!\d)",
        )
    )


@functools.cache
def _between() -> re.Pattern[str]:
    """What may stand between two days of a list."""
    words = "|".join(map(re.escape, sorted(weekdays(), key=len, reverse=True)))
    return re.compile(
        rf"[\s,;.]*(?:(?:og|and|samt|den|on|the|{words}|kl\.?\s\d\d?(?:[.:]\d\d)?)(?!\w)[\s,;.]*)*",
        re.IGNORECASE,
    )
