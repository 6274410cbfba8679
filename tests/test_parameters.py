from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iacheck.checks.parameters import DatedValue, Parameter, deadline, is_deadline
from iacheck.language.periods import Period

P = Period.parse


@pytest.mark.parametrize(
    ("value", "held", "not_held"),
    [
        (DatedValue(1), ["0001", "2015", "2012-H1"], []),
        (DatedValue(1, within=(P("2015"),)), ["2015", "2015-H1", "2015-H2"], ["2014", "2016-H1"]),
        (DatedValue(1, within=(P("2012-H1"), P("2014"))), ["2012-H1", "2014"], ["2012", "2012-H2"]),
        (DatedValue(1, start=P("2013")), ["2013", "2013-H1", "2020"], ["2012-H2", "2012"]),
        (DatedValue(1, start=P("2013-H2")), ["2013-H2", "2014"], ["2013", "2013-H1"]),
        (DatedValue(1, end=P("2013-H1")), ["2013-H1", "2012"], ["2013", "2013-H2"]),
        (DatedValue(1, start=P("2012"), end=P("2013")), ["2012-H1", "2013"], ["2011", "2014-H1"]),
    ],
)
def test_the_periods_that_a_value_holds_for(
    value: DatedValue, held: list[str], not_held: list[str]
) -> None:
    assert [text for text in held + not_held if value.holds_for(P(text))] == held


def test_the_first_value_that_holds_counts_and_nothing_is_carried_forward() -> None:
    money = Parameter(
        "money",
        (DatedValue(400, within=(P("2015"),)), DatedValue(300, start=P("2014"), end=P("2015"))),
    )
    values = [money.value(P(text)) for text in ("2013", "2014", "2015", "2016")]
    assert values == [None, 300, 400, None]


@pytest.mark.parametrize(
    ("value", "period", "day"),
    [
        ("2012-09-01", "2015", "2012-09-01"),
        ({"months_after": 3, "day": 1}, "2015", "2016-03-01"),
        ({"months_after": 3, "day": 1}, "2012-H1", "2012-09-01"),
        ({"months_after": 3, "day": 1}, "2012-H2", "2013-03-01"),
        ({"months_after": 0, "day": 28}, "2015", "2015-12-28"),
        ({"month": 3, "day": 1}, "2015", "2015-03-01"),
        ({"month": 1, "day": 2}, "2012-H2", "2012-07-02"),
        ({"month": 13, "day": 2}, "2015", "2016-01-02"),
        ({"months_after": 12, "day": 5}, "2012-H1", "2013-06-05"),
        ({"months_after": 3, "day": 1}, "9999", "9999-12-31"),
        ({"months_after": 10**9, "day": 1}, "2015", "9999-12-31"),
    ],
)
def test_deadlines(value: Any, period: str, day: str) -> None:
    assert is_deadline(value)
    assert deadline(value, P(period)) == datetime.date.fromisoformat(day)


@pytest.mark.parametrize(
    "value",
    [
        None, 3, "soon", "2012-09-31", "20120901", [],
        {}, {"months_after": 3}, {"months_after": 3, "day": 0}, {"months_after": 3, "day": 29},
        {"months_after": -1, "day": 1}, {"months_after": True, "day": 1}, {"month": 3},
        {"month": 0, "day": 1}, {"month": 3, "months_after": 1, "day": 1},
        {"months_after": 1.0, "day": 1}, {"months_after": 1, "day": 1, "year": 1},
    ],
)  # fmt: skip
def test_what_is_no_deadline(value: Any) -> None:
    assert not is_deadline(value)
    assert deadline(value, Period(2015)) is None


@given(st.integers(1, 9000), st.sampled_from([None, 1, 2]), st.integers(0, 40), st.integers(1, 28))
def test_a_deadline_is_so_many_months_after_the_last(
    year: int, half: int | None, months: int, day: int
) -> None:
    period = Period(year, half)
    due = deadline({"months_after": months, "day": day}, period)
    assert due is not None
    last = period.last_day
    assert (due.year - last.year) * 12 + due.month - last.month == months
    assert due.day == day
