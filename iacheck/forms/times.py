"""When an activity is, as people write it: a day, two days, or words such as `høsten 2016`.

Days stay exact; whatever else is written is kept in the writer's words, and never made a day.
"""

from __future__ import annotations

import datetime
import functools
import re
from typing import Literal

from iacheck.documents.field_types import FieldType
from iacheck.forms.cells import is_empty
from iacheck.forms.days import read_day
from iacheck.forms.grids import Raw
from iacheck.forms.unreadable import UnreadableCell, WrongDay
from iacheck.forms.value_words import value_words
from iacheck.language.frozen import frozen
from iacheck.language.messages import Message, message
from iacheck.language.names import normalise

TimeColumn = Literal["start", "end", "deadline", "when"]

_DAY = FieldType("string", format="date")
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"
# What follows the day of the month, for a day before it that does not say it again.
_REST = re.compile(r"\d\d?(?:\.|st|nd|rd|th)?(?P<rest>\D.*)")
_YEAR = re.compile(r"[12]\d{3}")
# Nobody writes two days at greater length.
_LONGEST = 100
_SAYS = re.compile(r"[^\W_]")


@frozen
class Time:
    """First and last day, year-month-day, and what was written where it is no exact day."""

    start: str | None = None
    end: str | None = None
    when: str | None = None


def read_time(value: Raw, column: TimeColumn) -> Time:
    """The time that a cell of a column gives: where the activity starts, ends, or both.

    Raises UnreadableCell for a number that is no year, a day that does not exist, and words that
    say that the time is not known yet.
    """
    if isinstance(value, Message):
        raise UnreadableCell(value)
    if isinstance(value, datetime.date):
        return _on_day(read_day(str(value)), column)
    if isinstance(value, str):
        return Time() if is_empty(value, _DAY) else _read_text(value, column)
    if isinstance(value, int | float) and not isinstance(value, bool) and float(value).is_integer():
        return _read_text(str(int(value)), column)
    raise UnreadableCell(_no_time(str(value)))


def is_words(value: Raw) -> bool:
    """Whether a cell says in words when something is; a day that is not clear is no word."""
    if not isinstance(value, str) or not any(map(str.isalpha, value)):
        return False
    try:
        return read_time(value, "when").when is not None
    except UnreadableCell:
        return False


def join(start: Time, end: Time) -> Time:
    """The time of an activity whose start and end stand in columns of their own.

    Words of both become one text; where the other is an exact day, a dash tells which side the
    words are of.
    """
    if start.when and end.when:
        words = start.when if _same(start.when, end.when) else f"{start.when} – {end.when}"
    elif start.when:
        words = f"{start.when} –" if end.end else start.when
    elif end.when:
        words = f"– {end.when}" if start.start else end.when
    else:
        words = None
    return Time(start.start or end.start, end.end or start.end, words)


def _same(one: str, other: str) -> bool:
    return normalise(one) == normalise(other)


def _on_day(day: datetime.date, column: TimeColumn) -> Time:
    written = day.isoformat()
    return Time(
        None if column in ("end", "deadline") else written, None if column == "start" else written
    )


def _read_text(text: str, column: TimeColumn) -> Time:
    words = " ".join(text.split())
    try:
        return _on_day(read_day(words), column)
    except WrongDay:
        raise
    except UnreadableCell:
        return _range(words) or _one_side(words, column) or Time(when=_words(words))


def _words(words: str) -> str:
    if words.isdecimal() and not _YEAR.fullmatch(words):
        raise UnreadableCell(
            message("{given} is a number and no day; write the day like 01.07.2015", given=words)
        )
    if not _SAYS.search(words) or normalise(words.strip(" .,()?!")) in _undecided():
        raise UnreadableCell(_no_time(words))
    return words


def _no_time(given: str) -> Message:
    return message(
        "“{given}” is no time; write a day, such as 01.07.2015, or words such as autumn 2015",
        given=given,
    )


def _range(words: str) -> Time | None:
    """The time from one exact day to another; None where the words are something else."""
    if len(words) > _LONGEST:
        return None
    times = value_words().times
    bare = _behind((*times.from_, *times.span), words) or words
    among = _behind(times.between, words)
    parted = [(bare, one) for one in _between().finditer(bare)]
    parted += [(among, one) for one in _and().finditer(among)]
    for text, sign in parted:
        days = _two_days(text[: sign.start()].strip(), text[sign.end() :].strip())
        if days and days[0] <= days[1]:
            return Time(days[0].isoformat(), days[1].isoformat())
    return None


def _one_side(words: str, column: TimeColumn) -> Time | None:
    """The day behind “innen” or “fra og med”; None where it is none, or its column says otherwise.

    Raises WrongDay for a day that does not exist.
    """
    times = value_words().times
    last = _behind((*times.by, *times.until), words) if column != "start" else ""
    first = _behind(times.from_, words) if column != "end" else ""
    try:
        day = read_day(last or first).isoformat()
    except WrongDay:
        raise
    except UnreadableCell:
        return None
    return Time(end=day) if last else Time(start=day)


def _behind(before: tuple[str, ...], words: str) -> str:
    """What stands behind any of these words; nothing, where none stands first."""
    found = _first(before).match(words)
    return words[found.end() :] if found else ""


def _two_days(first: str, last: str) -> tuple[datetime.date, datetime.date] | None:
    """Both days, where `last` is one; `first` may leave out what `last` says: month, year."""
    end = _day(last)
    rest = _REST.search(last) if end and first else None
    if end is None or rest is None:
        return None
    bare = first.rstrip(". ")
    completed = (first, bare + rest["rest"], f"{first} {rest['rest']}", f"{first} {end.year}")
    starts = (day for form in completed if (day := _day(form)))
    start = next(starts, None)
    return (start, end) if start else None


def _day(text: str) -> datetime.date | None:
    try:
        return read_day(text)
    except UnreadableCell:
        return None


@functools.cache
def _between() -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(value_words().times.until, key=len, reverse=True)))
    return re.compile(rf"\s*[{_DASHES}]\s*|\s+(?:{words})\s+", re.IGNORECASE)


@functools.cache
def _and() -> re.Pattern[str]:
    words = "|".join(map(re.escape, value_words().times.and_))
    return re.compile(rf"\s+(?:{words})\s+", re.IGNORECASE)


@functools.cache
def _first(before: tuple[str, ...]) -> re.Pattern[str]:
    """The longest of these words at the start of a text, with what parts it from the rest."""
    words = "|".join(map(re.escape, sorted(before, key=len, reverse=True)))
    return re.compile(rf"(?:{words})(?:\s*:\s*|\s+)(?=\S)", re.IGNORECASE)


@functools.cache
def _undecided() -> frozenset[str]:
    return frozenset(map(normalise, value_words().times.undecided))
