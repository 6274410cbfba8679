"""Figures and lists of a rule book, which may hold for some periods only."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from iacheck.periods import Period


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A value and the periods it holds for: those within `within`, or from `start` to `end`.

    With none of them it always holds. Nothing is carried forward to other periods.
    """

    value: Any
    within: tuple[Period, ...] = ()
    start: Period | None = None
    end: Period | None = None

    def holds_for(self, period: Period) -> bool:
        if self.within:
            return any(own.includes(period) for own in self.within)
        return (self.start is None or self.start.first_day <= period.first_day) and (
            self.end is None or period.last_day <= self.end.last_day
        )


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named value of the rule book (`$name` in rules); the first that holds counts."""

    name: str
    values: tuple[DatedValue, ...]

    def value(self, period: Period) -> Any:
        """The value in a period; None where none has been decided."""
        return next((v.value for v in self.values if v.holds_for(period)), None)


def deadline(value: Any, period: Period) -> datetime.date | None:
    """The day that a due-date value means for a period; that day is still in time.

    An ISO date means itself; `{months_after: 3, day: 1}` means the 1st of the third month
    after the period's last one. None for what is neither.
    """
    if isinstance(value, str):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            return None
    if not isinstance(value, Mapping):
        return None
    months = period.last_day.year * 12 + period.last_day.month - 1 + int(value["months_after"])
    year, month = divmod(months, 12)
    return datetime.date(year, month + 1, int(value["day"]))
