"""Days as people write them: `1. juli 2015`, `01.07.15`, `31/12-2015`, `2015-07-01`.

Whatever can be read in two ways is refused: `01/07/2015` is in July in Norway and in January in
America. A time of day adds nothing to a day, unless it is near midnight: then it may be of the next
one in Norway. A moment as programs write it (`2015-07-01T14:30:00Z`) is no day, here as in JSON.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Callable, Mapping

from iacheck.forms.unreadable import UnreadableCell, WrongDay
from iacheck.language.messages import Message, message
from iacheck.language.norwegian_days import no_certain_day, read_moment

_TIME = re.compile(
    r"[ ,]+(?:kl\.? ?)?(?P<hour>\d\d?)[:.](?P<minute>\d\d)(?:[:.]\d\d(?:\.\d+)?)?"
    r"(?P<zone> ?(?:Z|UTC|GMT))?$",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})(?P<sign>[-./]) ?(?P<month>\d\d?)(?P=sign) ?(?P<day>\d\d?)"
)
_DAY_FIRST = (
    re.compile(r"(?P<day>\d\d?)\. ?(?P<month>\d\d?)\. ?(?P<year>\d{4}|\d\d)"),
    # By hand: 31/12-2016, 31/12 2016, 1.4.-2016, 31/12-16. Nobody puts the month first so.
    re.compile(r"(?P<day>\d\d?)[./] ?(?P<month>\d\d?)\.?(?: ?[-–] ?| )(?P<year>\d{4})"),
    re.compile(r"(?P<day>\d\d?)/(?P<month>\d\d?)[-–](?P<year>\d\d)"),
)
_EITHER = re.compile(r"(?P<one>\d\d?)(?P<sign>[-/])(?P<other>\d\d?)(?P=sign)(?P<year>\d{4}|\d\d)")
_NAMED = (
    re.compile(r"(?P<day>\d\d?)(?:\.|st|nd|rd|th)? ?(?P<month>[^\W\d]{3,})\.?,? ?(?P<year>\d{4})"),
    re.compile(r"(?P<month>[^\W\d]{3,})\.? (?P<day>\d\d?)(?:st|nd|rd|th)?,? (?P<year>\d{4})"),
)
_WEEKDAY = re.compile(r"(?P<name>[^\W\d]{3,})\.?,? (?:den )?(?=\S)", re.IGNORECASE)
_NO_YEAR = re.compile(r"\d\d?(?:\. ?\d\d?\.?|[. ] ?[^\W\d]{3,}\.?)")
_NO_DAY = re.compile(r"(?:\d\d?[./-]|[^\W\d]{3,}\.? ?)\d{4}")
# Two digits of a year: before this one they are of our century.
_CENTURY_ENDS = 70


def read_day(text: str) -> datetime.date:
    """The day that a text is. Raises Unreadable for anything else."""
    moment = read_moment(text)
    if moment is not None and (moment.tzinfo or "t" in text.casefold()):
        raise WrongDay(no_certain_day(text, moment) or _no_moment(text, moment.date()))
    bare = " ".join(text.split())
    time = _TIME.search(bare)
    if time is None:
        return _bare_day(bare, text)
    day = _bare_day(bare[: time.start()], text)
    uncertain = no_certain_day(text, _moment(day, time, text))
    if uncertain is not None:
        raise WrongDay(uncertain)
    return day


def day_in_words(text: str) -> datetime.date | None:
    """The day that a text is, `2016-03-01`, `01.03.2016` or `1. mars 2016`; None if not certain."""
    try:
        return read_day(text)
    except UnreadableCell:
        return None


def _moment(day: datetime.date, time: re.Match[str], text: str) -> datetime.datetime:
    zone = datetime.UTC if time["zone"] else None
    try:
        clock = datetime.time(int(time["hour"]), int(time["minute"]), tzinfo=zone)
    except ValueError:
        raise WrongDay(_no_day(text, text)) from None
    return datetime.datetime.combine(day, clock)


def _no_moment(text: str, day: datetime.date) -> Message:
    return message(
        "“{given}” is a moment and no day; write the day alone, such as {example}",
        given=text,
        example=day.isoformat(),
    )


def _bare_day(bare: str, text: str) -> datetime.date:
    weekday = _WEEKDAY.match(bare)
    number = _number_of_weekday(weekday["name"]) if weekday else None
    if weekday is None or number is None:
        return _date(bare, text)
    day = _date(bare[weekday.end() :], text)
    if day.weekday() != number:
        told = message("“{given}” is on another day of the week; correct the day", given=text)
        raise WrongDay(told)
    return day


def _date(bare: str, text: str) -> datetime.date:
    for form in (_YEAR_FIRST, *_DAY_FIRST):
        match = form.fullmatch(bare)
        if match:
            return _day(_year(match["year"]), int(match["month"]), int(match["day"]), text)
    for form in _NAMED:
        match = form.fullmatch(bare)
        month = months().get(match["month"].casefold()) if match else None
        if match and month:
            return _day(int(match["year"]), month, int(match["day"]), text)
    either = _EITHER.fullmatch(bare)
    if either:
        return _either(either, text)
    raise UnreadableCell(_no_day(bare, text))


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (2000 if year < _CENTURY_ENDS else 1900)


def _day(year: int, month: int, day: int, text: str) -> datetime.date:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        told = message("“{given}” is a day that does not exist; correct it", given=text)
        raise WrongDay(told) from None


def _either(match: re.Match[str], text: str) -> datetime.date:
    """Day and month parted by a sign that does not tell which of them comes first."""
    if len(match["year"]) == 2:
        told = message(
            "“{given}” can be read as more than one day; write the day like 01.07.2015", given=text
        )
        raise UnreadableCell(told)
    year, one, other = int(match["year"]), int(match["one"]), int(match["other"])
    if one > 12 or other > 12:
        return _day(year, min(one, other), max(one, other), text)
    day = _day(year, other, one, text)
    if one == other:
        return day
    raise UnreadableCell(
        message(
            "“{given}” can be read as {one} and as {other}; write {first} or {second}",
            given=text,
            one=day,
            other=datetime.date(year, one, other),
            first=f"{one:02d}.{other:02d}.{year}",
            second=f"{other:02d}.{one:02d}.{year}",
        )
    )


def _no_day(bare: str, text: str) -> Message:
    if _NO_YEAR.fullmatch(bare):
        return message(
            "“{given}” lacks the year; write the whole day, such as 01.07.2015", given=text
        )
    if _NO_DAY.fullmatch(bare):
        return message(
            "“{given}” does not say which day; write the first or the last that it can be, such as "
            "01.07.2015",
            given=text,
        )
    return message("“{given}” is no day; write it like 01.07.2015", given=text)


def _number_of_weekday(name: str) -> int | None:
    """The number of a day of the week, be its name whole or begun: `tors.`; None for no such."""
    begun = name.casefold()
    return next((day for full, day in weekdays().items() if full.startswith(begun)), None)


@functools.cache
def months() -> Mapping[str, int]:
    """The months by their names and short names in the three languages, in small letters."""
    from babel.dates import get_month_names  # noqa: PLC0415 - slow to import

    return _by_name(get_month_names, "wide", "abbreviated")


@functools.cache
def weekdays() -> Mapping[str, int]:
    """The days of the week by their names in the three languages, in small letters; Monday is 0."""
    from babel.dates import get_day_names  # noqa: PLC0415 - slow to import

    return _by_name(get_day_names, "wide")


def _by_name(names_of: Callable[..., Mapping[int, str]], *widths: str) -> Mapping[str, int]:
    return {
        name.rstrip(".").casefold(): number
        for locale in ("nb_NO", "nn_NO", "en_GB")
        for width in widths
        for number, name in names_of(width, locale=locale).items()
    }
