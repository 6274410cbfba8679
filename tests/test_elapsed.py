from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iacheck.checks.elapsed import days_between, months_between

DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2015-01-01", "2015-01-01", 0),
        ("2015-01-01", "2015-07-01", 6),
        ("2015-01-01", "2015-07-02", 6 + 1 / 31),
        ("2015-01-15", "2016-01-14", 11 + 30 / 31),
        ("2015-01-31", "2015-02-28", 1),
        ("2015-01-31", "2015-03-30", 1 + 30 / 31),
        ("2015-01-31", "2015-03-31", 2),
        ("2016-02-29", "2017-02-28", 12),
        ("2015-07-01", "2015-01-01", -6),
        ("9999-11-30", "9999-12-31", 1 + 1),
        ("9999-12-01", "9999-12-16", 0.5),
    ],
)
def test_months(first: str, last: str, expected: float) -> None:
    one, other = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    assert months_between(one, other) == pytest.approx(expected)


@given(DAYS, DAYS, DAYS)
def test_a_later_day_is_not_fewer_months_after(
    first: datetime.date, one: datetime.date, other: datetime.date
) -> None:
    earlier, later = sorted((one, other))
    if first <= earlier:
        assert months_between(first, earlier) <= months_between(first, later)
    assert days_between(first, earlier) <= days_between(first, later)


@given(DAYS, DAYS)
def test_what_is_turned_round_is_below_nothing(one: datetime.date, other: datetime.date) -> None:
    assert months_between(one, other) == -months_between(other, one)
    assert days_between(one, other) == -days_between(other, one)
