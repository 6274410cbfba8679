"""Days in a sentence: `20. januar, 14. april, 2. september og 1. desember 2015`."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from iacheck.forms.days import months, read_day, weekdays
from iacheck.forms.unreadable import UnreadableCell
from iacheck.language.frozen import frozen

_TO = re.compile(r"\s*(?:[-\u2010-\u2015\u2212]|til|to)\s*")
# What a number such as 3.2 is of, where it is no day.
_BEFORE_NUMBERS = (
    *(
        r"kapittel",
        r"kap",
        r"kap\.",
        r"punkt",
        r"pkt",
        r"pkt\.",
        r"sak",
        r"nr",
        r"nr\.",
        r"versjon",
    ),
    *(r"§", r"kr", r"kr\.", r"tiltak", r"delmål", r"mål", r"klokka", r"klokken"),
)
# One that has all the days that there are.
_LEAP_YEAR = "2000"
# No list has more between two of its days.
_MOST_BETWEEN = 60


@frozen
class _Written:
    """A day as it is written, what of it is left out as None, and where it stands.

    One that `ends` is the last of those from one to another. A number such as 6.5 that `is_bare`
    is a day only by others.
    """

    start: int
    end: int
    day: str
    month: int | None
    year: str | None
    is_named: bool
    is_bare: bool = False
    ends: bool = False


def days_in(text: str, year: int | None) -> tuple[str, ...]:
    """The days that a text names, in its order, year-month-day.

    One without a year takes the next that is given in the same list, else `year`. What could be
    another day, or is none, is left out. Of days from one to another, the first counts.
    """
    days = (_day(written) for listed in _lists(text) for written in _completed(listed, year))
    return tuple(day.isoformat() for day in days if day)


def has_unsure_days(text: str, year: int | None) -> bool:
    """Whether a text holds what may be a day, or was meant as one, and is none of `days_in`.

    A number that it begins with is that of a section: “3.2 Rådet møttes …”.
    """
    return any(
        written.month is not None and _day(written) is None and _may_be_day(written)
        for listed in _lists(text)
        for written in _completed(listed, year)
        if written.start > 0
    )


def _may_be_day(written: _Written) -> bool:
    """Whether a number such as 6.5 could be a day of some year."""
    return not written.is_bare or _day(replace(written, year=_LEAP_YEAR)) is not None


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
    has `year`, but a bare number has none: “12.2, 6.5 og 2.12.2015” are days by the last.
    """
    completed: list[_Written] = []
    month: int | None = None
    known = _year_behind([one for one in listed if not one.is_bare], year)
    is_of_numbers = False
    for written in reversed(listed):
        if written.month is not None:
            month = written.month if written.is_named else None
        known = written.year or known
        if not written.is_bare:
            is_of_numbers = not written.is_named and (written.year is not None or is_of_numbers)
        is_sure = not written.is_bare or is_of_numbers
        if not written.ends:
            of_year = known if is_sure else None
            completed.append(replace(written, month=written.month or month, year=of_year))
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
            is_bare = parts.get("bare") is not None
            year = parts.get("year")
            yield _Written(start, end, match["day"], number, year, named is not None, is_bare)


@functools.cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """The ways to write a day; where several begin at one place, the first counts."""
    names = "|".join(map(re.escape, sorted(months(), key=len, reverse=True)))
    name = rf"(?P<month>{names})(?![^\W\d])\.?"
    starts = r"(?<![\w.,:/-])(?<!kl )(?<!kl\. )"
    day = rf"{starts}(?P<day>\d\d?)"
    others = "".join(rf"(?<!{word} )" for word in _BEFORE_NUMBERS)
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
            rf"{starts}{others}(?P<bare>(?P<day>\d\d?)[./](?P<month>\d\d?))"
            r"(?![\w/-]|[.,]\d|\s?(?:%|pro[sc]ent|kr|mill))",
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
