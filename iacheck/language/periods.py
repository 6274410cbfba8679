"""Periods that documents and rules speak of, a year (`2015`) or a half-year (`2012-H1`); days."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Literal

from iacheck.language.text_cache import text_cache

_WRITTEN = re.compile(r"(?P<year>[0-9]{4})(?:-H(?P<half>[12]))?", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)

Length = Literal["year", "half-year"]


@dataclass(frozen=True, slots=True)
class Period:
    """A calendar year, or one half of it (`half` 1 or 2)."""

    year: int
    half: int | None = None

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read `2015` or `2012-H1`.

        Raises ValueError for anything else, the year 0000 included.
        """
        match = _WRITTEN.fullmatch(text)
        if match is None or match["year"] == "0000":
            raise ValueError(text)
        return cls(int(match["year"]), int(match["half"]) if match["half"] else None)

    def __str__(self) -> str:
        return f"{self.year:04d}" if self.half is None else f"{self.year:04d}-H{self.half}"

    def __hash__(self) -> int:
        """Quickly made: for every finding it is looked up what holds in a period."""
        return self.year * 4 + (self.half or 0)

    def __lt__(self, other: Period) -> bool:
        """Ordered by last day; a year comes after its own halves."""
        return self._order < other._order

    @property
    def _order(self) -> tuple[datetime.date, int]:
        return self.last_day, 1 if self.half is None else 0

    @property
    def length(self) -> Length:
        return "year" if self.half is None else "half-year"

    @property
    def first_day(self) -> datetime.date:
        return datetime.date(self.year, 7 if self.half == 2 else 1, 1)

    @property
    def last_day(self) -> datetime.date:
        return (
            datetime.date(self.year, 6, 30) if self.half == 1 else datetime.date(self.year, 12, 31)
        )

    @property
    def previous(self) -> Period | None:
        """The period of the same length just before; None before the first there is."""
        if self.half == 2:
            return Period(self.year, 1)
        if self.year == 1:
            return None
        return Period(self.year - 1, None if self.half is None else 2)

    @property
    def whole_year(self) -> Period:
        return Period(self.year)

    def includes(self, other: Period) -> bool:
        """Whether `other` is this period or one of its halves."""
        return self == other or (self.half is None and self.year == other.year)


def read_period(value: object) -> Period | None:
    """A written period; None for anything else."""
    return _period(value) if isinstance(value, str) else None


# Those of many documents are a few.
@text_cache(4096)
def _period(text: str) -> Period | None:
    try:
        return Period.parse(text)
    except ValueError:
        return None


def read_date(value: object) -> datetime.date | None:
    """A day written year-month-day, `2015-02-10`; None for anything else."""
    return _date(value) if isinstance(value, str) else None


@text_cache(4096)
def _date(text: str) -> datetime.date | None:
    if not _DAY.fullmatch(text):
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None
