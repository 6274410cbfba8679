"""The days of a period on which a subject exists, and by whom it was preceded and followed."""

from __future__ import annotations

import datetime

from iacheck.cases.findings import Subject
from iacheck.cases.spans import TimeSpans, exists_on
from iacheck.language.frozen import frozen
from iacheck.language.periods import Period


@frozen
class Existence:
    """When a subject exists within a period, from `first_day` to `last_day`, as of a day.

    `day` is the one on which its facts with `from` and `to` are read. `began_on` and `ended_on`
    are its very first and last day, where these lie in the period; `predecessors` are those that
    it took over from, `successors` those that took over from it.
    """

    first_day: datetime.date
    last_day: datetime.date
    day: datetime.date
    as_of: datetime.date
    began_on: datetime.date | None = None
    ended_on: datetime.date | None = None
    predecessors: tuple[Subject, ...] = ()
    successors: tuple[Subject, ...] = ()

    @property
    def has_begun(self) -> bool:
        """Whether its time in the period has begun."""
        return self.first_day <= self.as_of

    @property
    def has_ended(self) -> bool:
        """Whether its time in the period is over; on the last day, it is not yet."""
        return self.last_day < self.as_of


def existence(spans: TimeSpans, period: Period, as_of: datetime.date) -> Existence:
    """The existence of a subject with these spans, as of a day.

    One that does not exist in the period at all is seen over the whole of it.
    """
    stretches = _stretches(spans, period)
    first, last = stretches[0][0], max(last for _, last in stretches)
    there = any(span.has_day_of(period) for span in spans)
    return Existence(
        first,
        last,
        _fact_day(stretches, as_of),
        as_of,
        first if there and not _exists_beside(spans, first, -1) else None,
        last if there and not _exists_beside(spans, last, 1) else None,
    )


def fact_day(period: Period, as_of: datetime.date) -> datetime.date:
    """The day on which a period's facts with `from` and `to` are read.

    It is the last day of the period, or the as-of date while the period runs. Of a period that
    has not begun it is the first day: by that day its bodies have their names.
    """
    return _fact_day(_stretches((), period), as_of)


# First and last day.
_Stretch = tuple[datetime.date, datetime.date]


def _fact_day(stretches: list[_Stretch], as_of: datetime.date) -> datetime.date:
    """The last day of existence by the as-of date; the first of all where it is still to come."""
    past = [min(last, as_of) for first, last in stretches if first <= as_of]
    return max(past) if past else stretches[0][0]


def _stretches(spans: TimeSpans, period: Period) -> list[_Stretch]:
    """The parts of the period on which a body exists, in order."""
    found = [
        (max(span.first or period.first_day, period.first_day),
         min(span.last or period.last_day, period.last_day))
        for span in spans
        if span.has_day_of(period)
    ]  # fmt: skip
    return sorted(found) or [(period.first_day, period.last_day)]


def _exists_beside(spans: TimeSpans, day: datetime.date, days: int) -> bool:
    """Whether the body exists on the day before (-1) or after (1)."""
    try:
        return exists_on(spans, day + datetime.timedelta(days))
    except OverflowError:  # no calendar goes on beyond that
        return False
