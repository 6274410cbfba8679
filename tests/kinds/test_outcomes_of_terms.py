"""What comes of the forms of terms, tests and kinds: met, a deviation, or not to be told."""

from __future__ import annotations

from typing import Any

import pytest
from building import case, document, tried


def compare(left: str, relation: str, right: str) -> str:
    return f"compare: {{left: {left}, is: {relation}, right: {right}}}"


def report(**fields: Any) -> Any:
    return case(document("report", **fields), document("plan", adopted_on="2016-01-10"))


def activities(*given: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"id": f"a{n}", "title": f"Kurs {n}", **one} for n, one in enumerate(given)]


DAYS = compare("{days: {from: {path: plan.adopted_on}, to: {path: report.submitted_on}}}",
               "at_most", "10")  # fmt: skip
MONTHS = DAYS.replace("days:", "months:").replace("10", "2")
DIFFERENCE = compare("{difference: [{path: report.submitted_on}, {path: plan.adopted_on}]}",
                     "at_most", "10")  # fmt: skip
SUM = compare("{sum: 'report.activities[].cost_nok'}", "at_most", "100")
SUM_OF_0 = SUM.replace("cost_nok'", "cost_nok', absent: 0")
COUNT = "count: {values: 'report.activities[].end', at_least: 1}"
COUNT_OF_0 = COUNT.replace("at_least", "absent: 0, at_least")
ONE_OF_PATH = "one_of: {values: report.coordinated_by, of: {path: report.submitted_via}}"
WHERE = (
    "count: {values: 'report.activities[]', at_least: 1, "
    "where: {status: {one_of: {path: report.priorities}}}}"
)
DATE = "mentions: {values: report.priorities, any_of: [{date: true}]}"
ANY = "any: {of: [{one_of: {values: report.priorities, of: [alt]}}], place: report.funds}"


@pytest.mark.parametrize(
    ("check", "met", "deviation", "undetermined"),
    [
        (DAYS, {"submitted_on": "2016-01-20"}, {"submitted_on": "2016-01-21"}, {}),
        (MONTHS, {"submitted_on": "2016-03-10"}, {"submitted_on": "2016-03-11"}, {}),
        (DIFFERENCE, {"submitted_on": "2016-01-20"}, {"submitted_on": "2016-01-21"}, {}),
        (
            SUM,
            {"activities": activities({"cost_nok": 60}, {"cost_nok": 40})},
            {"activities": activities({"cost_nok": 60}, {"cost_nok": 41})},
            {"activities": activities({"cost_nok": 60}, {})},
        ),
        (
            SUM_OF_0,
            {"activities": activities({"cost_nok": 100}, {})},
            {"activities": activities({"cost_nok": 101}, {})},
            None,
        ),
        (
            COUNT,
            {"activities": activities({"end": "2015-03-01"})},
            {"activities": []},
            {"activities": activities({"end": "2015-03-01"}, {})},
        ),
        (
            COUNT_OF_0,
            {"activities": activities({"end": "2015-03-01"}, {})},
            {"activities": activities({}, {})},
            None,
        ),
        (
            ONE_OF_PATH,
            {"coordinated_by": "Nav", "submitted_via": "NAV"},
            {"coordinated_by": "A", "submitted_via": "NAV"},
            {"coordinated_by": "A"},
        ),
        (
            WHERE,
            {"activities": activities({"status": "completed"}), "priorities": "Completed"},
            {"activities": activities({"status": "completed"}), "priorities": "c"},
            {"activities": activities({"status": "completed"})},
        ),
        (DATE, {"priorities": "Innen 1. mai"}, {"priorities": "I mai"}, None),
        (ANY, {"priorities": "Alt"}, {"priorities": "Noe"}, {}),
    ],
)
def test_outcomes(
    check: str, met: dict[str, Any], deviation: dict[str, Any], undetermined: dict[str, Any] | None
) -> None:
    assert tried(check, report(**met)) == "met"
    assert isinstance(tried(check, report(**deviation)), list)
    if undetermined is not None:
        assert tried(check, report(**undetermined)).startswith("undetermined: ")
