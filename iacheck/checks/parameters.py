"""Figures and lists of a rule book, which may hold for some periods only."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from iacheck.cases.findings import SourceReference
from iacheck.language.frozen import frozen
from iacheck.language.messages import LocalText
from iacheck.language.periods import Period, read_date


@frozen
class DatedValue:
    """A value and the periods it holds for: those within `within`, or from `start` to `end`.

    With none of them it always holds. Nothing is carried forward to other periods. `source` says
    where the value stands; where the rule book decided it, `reason` says why.
    """

    value: Any
    within: tuple[Period, ...] = ()
    start: Period | None = None
    end: Period | None = None
    source: SourceReference | None = None
    reason: LocalText | None = None

    def holds_for(self, period: Period) -> bool:
        if self.within:
            return any(own.includes(period) for own in self.within)
        return (self.start is None or self.start.first_day <= period.first_day) and (
            self.end is None or period.last_day <= self.end.last_day
        )


@frozen
class Parameter:
    """A named value of the rule book (`$name` in rules); the first that holds counts.

    A word list has `stems` of words, and no values that could be compared.
    """

    name: str
    values: tuple[DatedValue, ...]
    stems: bool = False

    def value(self, period: Period) -> Any:
        """The value in a period; None where none has been decided."""
        return next((v.value for v in self.values if v.holds_for(period)), None)


def is_deadline(value: Any) -> bool:
    """Whether it says when something is due: an ISO date, or a month of the period or after it."""
    if isinstance(value, str):
        return read_date(value) is not None
    return (
        isinstance(value, Mapping)
        and set(value) in ({"months_after", "day"}, {"month", "day"})
        and all(isinstance(n, int) and not isinstance(n, bool) for n in value.values())
        and value.get("months_after", 0) >= 0
        and value.get("month", 1) >= 1
        and 1 <= value["day"] <= 28
    )


def deadline(value: Any, period: Period) -> datetime.date | None:
    """The day that a due-date value means for a period; that day is still in time.

    An ISO date means itself; `{months_after: 3, day: 1}` means the 1st of the third month
    after the period's last one, `{month: 3, day: 1}` that of the period's own third month; the
    last day there is, if that is later than any calendar goes. None for what is neither.
    """
    if not is_deadline(value):
        return None
    if isinstance(value, str):
        return read_date(value)
    if "month" in value:
        begins, months = period.first_day, value["month"] - 1
    else:
        begins, months = period.last_day, value["months_after"]
    months += begins.year * 12 + begins.month - 1
    year, month = divmod(months, 12)
    if year > datetime.MAXYEAR:
        return datetime.date.max
    return datetime.date(year, month + 1, value["day"])
