"""The time between two days, in days and in months."""

from __future__ import annotations

import calendar
import datetime


def days_between(first: datetime.date, last: datetime.date) -> int:
    """How many days the last day is after the first; less than 0 if it is before it."""
    return (last - first).days


def months_between(first: datetime.date, last: datetime.date) -> float:
    """How many months the last day is after the first: whole ones, and part of the next.

    From 31 January to 28 February is one month: where a month has no such day, its last one
    counts. Less than 0 if the last day is before the first.
    """
    if last < first:
        return -months_between(last, first)
    whole = (last.year - first.year) * 12 + last.month - first.month
    if _months_after(first, whole) > last:
        whole -= 1
    begun = _months_after(first, whole)
    if begun == last:
        return whole
    return whole + (last - begun).days / (_months_after(first, whole + 1) - begun).days


def _months_after(day: datetime.date, months: int) -> datetime.date:
    """The same day of a later month; the last day there is, if the calendar goes no further."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > datetime.MAXYEAR:
        return datetime.date.max
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
