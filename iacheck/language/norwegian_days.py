"""Days by the clock in Norway: what day it is, and which day a moment belongs to."""

from __future__ import annotations

import datetime
import zoneinfo


def today() -> datetime.date:
    """The day that it is in Norway, wherever the machine stands and however its clock is set."""
    return norwegian_day(_now())


def norwegian_day(moment: datetime.datetime) -> datetime.date:
    """The day of a moment in Norway; one without a time zone is in UTC.

    At the two ends of the calendar it is the day as it stands.
    """
    aware = moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)
    try:
        return aware.astimezone(zoneinfo.ZoneInfo("Europe/Oslo")).date()
    except OverflowError:
        return moment.date()


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
