from __future__ import annotations

import datetime
from typing import Any

import pytest
from building import day
from hypothesis import given
from hypothesis import strategies as st

from iacheck.cases.spans import TimeSpan, exists_in, exists_on, spans_of
from iacheck.language.periods import Period

ONE_DAY = day("2015-01-01")
YEAR = TimeSpan(day("2015-01-01"), day("2015-12-31"))


@pytest.mark.parametrize(
    ("active", "expected"),
    [
        (None, ()),
        ([], ()),
        ("alltid", ()),
        (["alltid", 5], ()),
        ({"from": "2015-01-01", "to": "2015-12-31"}, (YEAR,)),
        ([{"from": "2015-01-01", "to": "2015-12-31"}], (YEAR,)),
        ({"from": "2015-01-01"}, (TimeSpan(day("2015-01-01")),)),
        ({"from": 2015, "to": "2015-12-31"}, (TimeSpan(None, day("2015-12-31")),)),
        ({"from": "2015-01-01", "to": "2015-13-31"}, (TimeSpan(day("2015-01-01")),)),
        ({"from": "2016-01-01", "to": "2015-12-31"}, ()),
        (
            {"from": "2015-01-01", "to": "2015-01-01"},
            (TimeSpan(day("2015-01-01"), day("2015-01-01")),),
        ),
        (
            [{"from": "2010-01-01", "to": "2009-01-01"}, {"from": "2015-01-01"}],
            (TimeSpan(day("2015-01-01")),),
        ),
    ],
)
def test_what_active_says(active: Any, expected: tuple[TimeSpan, ...]) -> None:
    assert spans_of(active) == expected


days = st.dates(datetime.date(2014, 11, 1), datetime.date(2016, 2, 28))
in_order = st.tuples(days, days).map(sorted).map(lambda pair: TimeSpan(*pair))
spans = st.lists(
    in_order | st.builds(TimeSpan, first=days) | st.builds(TimeSpan, last=days), max_size=3
).map(tuple)


@given(spans, st.sampled_from(["2014", "2015", "2015-H1", "2015-H2", "2016-H1"]))
def test_a_body_exists_in_a_period_where_it_does_on_one_of_its_days(
    found: tuple[TimeSpan, ...], written: str
) -> None:
    period = Period.parse(written)
    every = (period.last_day - period.first_day).days + 1
    on = [exists_on(found, period.first_day + datetime.timedelta(n)) for n in range(every)]
    assert exists_in(found, period) == any(on)


@given(spans.filter(bool), days)
def test_more_spans_take_no_day_away(found: tuple[TimeSpan, ...], one: datetime.date) -> None:
    assert exists_on(found, one) >= exists_on(found[:1], one)
    assert exists_on((), one)
