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
    """A day as it is written, what of it is left out as None, and where it stands."""

    start: int
    end: int
    day: str
    month: int | None
    year: str | None
    is_named: bool


def days_in(text: str, year: int | None) -> tuple[str, ...]:
    """The days that a text names, in its order, year-month-day.

    One without a year takes the next that is given in the same list, else `year`. What could be
    another day, or is none, is left out. Of days from one to another, the first counts.
    """
    days: list[datetime.date] = []
    for listed in _lists(text):
        for index, written in enumerate(listed):
            if index and _TO.fullmatch(text, listed[index - 1].end, written.start):
                continue
            day = _day(_completed(listed, index, year))
            days += [day] if day else []
    return tuple(day.isoformat() for day in days)


def _lists(text: str) -> Iterable[Sequence[_Written]]:
    """The days, those together that only commas and the like stand between."""
    listed: list[_Written] = []
    for written in _written(text):
        if listed and not _is_listed(text[listed[-1].end : written.start]):
            yield listed
            listed = []
        listed.append(written)
    yield listed


def _is_listed(between: str) -> bool:
    return len(between) <= _MOST_BETWEEN and bool(
        _TO.fullmatch(between) or _between().fullmatch(between)
    )


def _completed(listed: Sequence[_Written], index: int, year: int | None) -> _Written:
    """A day with the month of the next one, and the year of the next that has one."""
    written = listed[index]
    later = listed[index + 1 :]
    if written.month is None and later and later[0].is_named:
        written = replace(written, month=later[0].month)
    elif written.month is None:
        after = next((one for one in later if one.month is not None), None)
        written = replace(written, month=after.month if after and after.is_named else None)
    if written.year is not None:
        return written
    given = next((one.year for one in later if one.year), None)
    before = {one.year for one in listed[:index] if one.year}
    # A number such as 3.2. alone may be that of a section; after another year, none is certain.
    if given is None and (written.is_named or len(listed) > 1) and before <= {str(year)}:
        given = str(year) if year is not None else None
    return replace(written, year=given)


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
