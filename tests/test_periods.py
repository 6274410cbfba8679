from __future__ import annotations

import datetime
import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iacheck.language.periods import Period, read_date, read_period

YEARS = st.integers(1, 9999)
PERIODS = st.builds(Period, YEARS, st.sampled_from([None, 1, 2]))


@given(PERIODS)
def test_what_is_written_is_read(period: Period) -> None:
    assert Period.parse(str(period)) == period == read_period(str(period))


@pytest.mark.parametrize(
    "text",
    ["", "15", "02015", "0000", "0000-H1", "2015-H3", "2015-h1", "2015-H", "2015\n", "２０１５"],
)
def test_what_is_no_period_is_not_read(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        Period.parse(text)
    assert read_period(text) is None


@pytest.mark.parametrize("value", [None, 2015, ["2015"]])
def test_only_texts_are_periods(value: object) -> None:
    assert read_period(value) is None


@given(PERIODS, PERIODS)
def test_order_is_by_last_day_and_a_year_comes_after_its_halves(one: Period, two: Period) -> None:
    assert one == two or (one < two) is not (two < one)
    if one < two:
        assert one.last_day <= two.last_day


def test_order() -> None:
    ordered = [Period(2012, 1), Period(2012, 2), Period(2012), Period(2013, 1)]
    for shuffled in itertools.permutations(ordered):
        assert sorted(shuffled) == ordered


@given(PERIODS)
def test_the_previous_period_ends_the_day_before(period: Period) -> None:
    before = period.previous
    if before is None:
        assert period.first_day == datetime.date(1, 1, 1)
        return
    assert before.length == period.length
    assert before.last_day == period.first_day - datetime.timedelta(days=1)
    assert before < period


@given(YEARS)
def test_a_year_includes_itself_and_its_halves(year: int) -> None:
    first, second, whole = Period(year, 1), Period(year, 2), Period(year)
    assert first.whole_year == second.whole_year == whole.whole_year == whole
    assert all(whole.includes(part) for part in (first, second, whole))
    assert not first.includes(whole)
    assert not first.includes(second)
    assert first.first_day == whole.first_day
    assert second.last_day == whole.last_day


def test_days() -> None:
    assert Period(2012, 1).last_day == datetime.date(2012, 6, 30)
    assert Period(2012, 2).first_day == datetime.date(2012, 7, 1)
    assert Period(2012).length == "year"
    assert Period(2012, 2).length == "half-year"


@given(st.dates())
def test_a_day_is_read_as_it_is_written(day: datetime.date) -> None:
    assert read_date(day.isoformat()) == day


@pytest.mark.parametrize(
    "value",
    [None, 20150210, "20150210", "2015-W05-1", "2015-041", "2015-02-30", "2015-2-10", "١-٢-٣"],
)
def test_nothing_else_is_a_day(value: object) -> None:
    assert read_date(value) is None
