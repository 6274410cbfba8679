"""Spans of days: when a body exists, and when a fact with `from` and `to` holds."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeAlias

from iacheck.language.frozen import frozen
from iacheck.language.periods import Period, read_date


@frozen
class TimeSpan:
    """From and to which day, both included; None where it has no beginning or no end."""

    first: datetime.date | None = None
    last: datetime.date | None = None

    def has(self, day: datetime.date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def has_day_of(self, period: Period) -> bool:
        return self.overlaps(TimeSpan(period.first_day, period.last_day))

    def overlaps(self, other: TimeSpan) -> bool:
        """Whether they have a day in common."""
        return (self.first is None or other.last is None or self.first <= other.last) and (
            other.first is None or self.last is None or other.first <= self.last
        )


# When a body exists; no span at all says that it always does.
TimeSpans: TypeAlias = tuple[TimeSpan, ...]


def spans_of(active: object) -> TimeSpans:
    """The spans that a document's `active` gives: one, or a list of them.

    A span that ends before it begins is none: which of its days is wrong cannot be told. What is
    no day is no end.
    """
    given = [active] if isinstance(active, Mapping) else active
    if not isinstance(given, list | tuple):
        return ()
    read = (
        TimeSpan(read_date(one.get("from")), read_date(one.get("to")))
        for one in given
        if isinstance(one, Mapping)
    )
    return tuple(s for s in read if s.first is None or s.last is None or s.first <= s.last)


def exists_on(spans: TimeSpans, day: datetime.date) -> bool:
    """Whether the body exists on a day."""
    return not spans or any(span.has(day) for span in spans)


def exists_in(spans: TimeSpans, period: Period) -> bool:
    """Whether there is a day of the period on which the body exists."""
    return not spans or any(span.has_day_of(period) for span in spans)


def in_force(fact: Mapping[str, Any] | None, day: datetime.date) -> bool:
    """Whether a fact with `from` and `to` holds on a day; both days are included."""
    if not isinstance(fact, dict | Mapping):  # a dict is told at once
        return True
    first, last = fact.get("from"), fact.get("to")
    # Most facts have no end.
    start = None if first is None else read_date(first)
    end = None if last is None else read_date(last)
    return (start is None or start <= day) and (end is None or day <= end)
