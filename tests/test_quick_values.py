"""Values told at least cost, and where they are not to be had at once."""

from __future__ import annotations

from typing import Any

import pytest
from building import SCHEMAS, case, document

from iacheck.checks.path_compiler import Paths
from iacheck.checks.quick_values import given_values, made_of_several, quick_form, single_value

PATHS = Paths(SCHEMAS, "council-year")


@pytest.mark.parametrize(
    ("text", "report", "value"),
    [
        ("report.priorities", {"priorities": "a"}, "a"),
        ("report.priorities", {"priorities": "–"}, None),
        ("report.funds.used_nok", {"funds": {"used_nok": 0}}, 0),
        ("report.funds.used_nok", {}, None),
        ("report.activities[].id", {"activities": [{}, {"id": "a"}, {"id": "b"}]}, "a"),
        ("report.activities[].id", {"activities": [{"id": "–"}]}, None),
        ("report.activities[].id", {}, None),
        ("report", {"priorities": "a"}, {"priorities": "a"}),
    ],
)
def test_one_value_is_told_if_it_says_something(text: str, report: Any, value: Any) -> None:
    tell = single_value(PATHS.compile(text))
    assert tell is not None
    assert tell({"report": report}, case(document("report"))) == value


def test_what_is_looked_up_is_not_told_at_once() -> None:
    assert single_value(PATHS.compile("council.members[].organisation.id")) is None


def test_a_sum_of_what_is_no_whole_number_is_not_told_at_once() -> None:
    texts = ("report.funds.used_nok", "report.funds.received_nok")
    tell = made_of_several([PATHS.compile(text) for text in texts], sum)
    assert tell is not None
    judged = case(document("report"))
    assert tell({"report": {"funds": {"used_nok": 1, "received_nok": 2}}}, judged) == 3
    assert tell({"report": {"funds": {"used_nok": 1, "received_nok": 0.5}}}, judged) is None


def test_values_that_say_something_in_two_ways_are_not_told_at_once() -> None:
    paths = [PATHS.compile(text) for text in ("report.priorities", "report.activities[].title")]
    assert given_values(paths, lambda _: []) is None


def test_of_values_that_are_not_all_told_at_once_nothing_is_made() -> None:
    assert quick_form([lambda _roots, _case: 1, None], max) is None
    tell = quick_form([lambda _roots, _case: 1, lambda _roots, _case: None], max)
    assert tell is not None
    assert tell({}, case(document("report"))) is None
