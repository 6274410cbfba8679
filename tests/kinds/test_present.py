from __future__ import annotations

from typing import Any

import pytest
from building import case, document, mistakes, tried

PARTS = 'present: [report.priorities, "report.activities[]", report.funds]'


def missing(key: str, at: str | None, field: str | None = None) -> dict[str, Any]:
    return {
        "key": key,
        "at": at,
        "given": None,
        "expected": None,
        "texts": {"missing": field or key},
    }


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        ({"priorities": "x", "activities": [{"id": "a"}], "funds": {"used_nok": 0}}, "met"),
        (
            {"priorities": "x", "activities": []},
            [missing("activities", "report/activities"), missing("funds", "report/funds")],
        ),
        (
            {"priorities": " \n", "activities": [{"id": "a"}], "funds": {}},
            [missing("priorities", "report/priorities"), missing("funds", "report/funds")],
        ),
    ],
)
def test_each_path_must_give_something(report: Any, expected: Any) -> None:
    assert tried(PARTS, case(document("report", **report))) == expected


def test_zero_and_false_are_content() -> None:
    met = case(document("report", funds={"received_nok": 0, "used_nok": 0}))
    assert tried("present: report.funds.used_nok", met) == "met"
    media = case(document("report", media=[{"outlet": "x", "date": "2015-01-01", "local": False}]))
    assert tried('present: "report.media[].local"', media) == "met"


def test_a_document_that_is_missing_has_no_place() -> None:
    assert tried("present: plan", case()) == [missing("plan", None)]


def test_two_fields_of_one_name_are_told_apart() -> None:
    both = "present: [plan.activities, report.activities]"
    assert tried(both, case(document("plan"), document("report"))) == [
        missing("plan.activities", "plan/activities", "activities"),
        missing("report.activities", "report/activities", "activities"),
    ]


def test_where_filters_the_items_on_the_way() -> None:
    check = '{present: {values: "report.activities[].effect", where: {status: {one_of: [%s]}}}}'
    report = document("report", activities=[{"id": "a", "status": "ongoing", "effect": "x"}])
    assert tried(check % "ongoing", case(report)) == "met"
    assert tried(check % "completed", case(report)) == [missing("effect", "report/activities")]


def test_an_empty_list_of_paths_demands_nothing_and_is_a_mistake() -> None:
    assert mistakes("present: []") == [
        "present/values: “values” must be text or a list that is not empty, not []"
    ]
