"""Days by the clock in Norway: what day it is, and which day a moment belongs to.

A moment is written where a day is meant by programs that keep time in UTC. Near midnight it is of
two days: the one that is written, and the one that it was in Norway.
"""

from __future__ import annotations

import datetime
import re

from iacheck.language.messages import Message, message

_NUMBERED = re.compile(r"(?P<day>\d\d?)\. ?(?P<month>\d\d?)\. ?(?P<year>\d{4})")


def today() -> datetime.date:
    """The day that it is in Norway, wherever the machine stands and however its clock is set."""
    return norwegian_day(_now())


def norwegian_day(moment: datetime.datetime) -> datetime.date:
    """The day of a moment in Norway; one without a time zone is in UTC.

    At the two ends of the calendar it is the day as it stands.
    """
    import zoneinfo  # noqa: PLC0415 - only for moments, and where no day is given

    aware = moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)
    try:
        return aware.astimezone(zoneinfo.ZoneInfo("Europe/Oslo")).date()
    except OverflowError:
        return moment.date()


def read_moment(text: str) -> datetime.datetime | None:
    """A moment as programs write it, `2016-02-28T23:00:00Z`; None for anything else, as a day."""
    written = text.strip()
    if len(written) <= len("2016-02-28"):
        return None
    try:
        return datetime.datetime.fromisoformat(written)
    except ValueError:
        return None


def read_numbered_day(text: str) -> datetime.date | None:
    """A day in figures as Norwegians write it, `15.03.2016`; None for anything else."""
    found = _NUMBERED.fullmatch(text.strip())
    if found is None:
        return None
    try:
        return datetime.date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def no_certain_day(given: str, moment: datetime.datetime) -> Message | None:
    """Why it cannot be told which day is meant by a moment; None where it is one day either way.

    One that does not say its time zone may be in UTC.
    """
    written, in_norway = moment.date(), norwegian_day(moment)
    if written == in_norway:
        return None
    if moment.tzinfo is None:
        return message(
            "“{given}” can be read as {one}, as it is written, and as {other}, if the time is in "
            "UTC; write the day alone, such as {example}",
            given=given,
            one=written,
            other=in_norway,
            example=written.isoformat(),
        )
    return message(
        "“{given}” can be read as {one}, as it is written, and as {other}, by the clock in Norway; "
        "write the day alone, such as {example}",
        given=given,
        one=written,
        other=in_norway,
        example=in_norway.isoformat(),
    )


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
