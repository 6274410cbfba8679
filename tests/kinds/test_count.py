from __future__ import annotations

from typing import Any

import pytest
from building import case, document, mistakes, tried

AT_LEAST = """
count:
  values: "report.meetings[]"
  where: {held_on: {at_least: {path: period.first_day}, at_most: {path: period.last_day}}}
  at_least: $least
"""


def breach(given: int, expected: int, at: str | None = "report/meetings") -> Any:
    texts = {"given": given, "expected": expected}
    return [{"key": "", "at": at, "given": given, "expected": expected, "texts": texts}]


@pytest.mark.parametrize(
    ("meetings", "expected"),
    [
        (["2015-01-01", "2015-12-31"], "met"),
        (["2014-12-31", "2015-01-01"], breach(1, 2)),
        (["2015-12-31", "2016-01-01"], breach(1, 2)),
        ([], breach(0, 2)),
        (None, breach(0, 2)),
    ],
)
def test_at_least(meetings: list[str] | None, expected: Any) -> None:
    listed = None if meetings is None else [{"held_on": day} for day in meetings]
    assert tried(AT_LEAST, case(document("report", meetings=listed)), {"least": 2}) == expected


def test_at_most() -> None:
    check = 'count: {values: "plan.goals[]", at_most: {count: "plan.activities[]"}}'
    goals = [{"id": "g", "sub_goal": 1, "text": "x"}] * 2
    activity = {"id": "a", "title": "x"}
    assert tried(check, case(document("plan", goals=goals, activities=[activity] * 2))) == "met"
    one = case(document("plan", goals=goals, activities=[activity]))
    assert tried(check, one) == breach(2, 1, "plan/goals")


def test_nothing_to_count_in() -> None:
    assert tried(AT_LEAST, case(), {"least": 1}) == breach(0, 1, None)


ACTIVITIES = [
    {"id": "a", "title": "Kurs", "partners": ["NHO Vest", "LO"], "sub_goals": [1, 2]},
    {"id": "b", "title": "kurs!", "partners": ["nho vest"], "sub_goals": [2]},
]


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        ("count: {values: 'plan.activities[].partners[]', distinct: true, at_least: 2}", "met"),
        ("count: {values: 'plan.activities[].partners[]', distinct: true, at_least: 3}", 2),
        ("count: {values: 'plan.activities[].sub_goals[]', distinct: true, at_most: 2}", "met"),
        ("count: {values: 'plan.activities[].sub_goals[]', distinct: true, at_most: 1}", 2),
        ("count: {values: 'plan.activities[].title', distinct: true, at_least: 2}", 1),
        ("count: {values: ['plan.activities[].title', 'plan.activities[].id'], distinct: true, "
         "at_least: 5}", 4),
        ("count: {values: 'plan.activities[].end', distinct: true, at_least: 1}",
         "undetermined: Kurs: end date is not given (action plan, activities)"),
        ("count: {values: 'plan.activities[].end', distinct: true, absent: 0, at_least: 1}", 0),
    ],
)  # fmt: skip
def test_different_values_are_counted_once(check: str, expected: Any) -> None:
    outcome = tried(check, case(document("plan", activities=ACTIVITIES)))
    assert (outcome[0]["given"] if isinstance(expected, int) else outcome) == expected


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        (
            'count: {values: "report.media[].outlet", distinct: ja, at_least: 1}',
            "count/distinct: “ja” is not allowed here; choose true",
        ),
        (
            'count: {values: "report.media[].outlet", absent: 1, at_least: 1}',
            "count/absent: “1” is not allowed here; choose 0",
        ),
        (
            'count: {values: "report.media[]", distinct: true, at_least: 1}',
            "count/values: report.media[] is a group of fields; name the field in it that is meant",
        ),
        (
            'count: {values: "report.media[]"}',
            "count: “count” takes either “at_least” or “at_most”",
        ),
        (
            'count: {values: "report.media[]", at_least: 1, at_most: 2}',
            "count: “count” takes either “at_least” or “at_most”",
        ),
        (
            "count: {values: report.media, at_least: 1}",
            "count/values: report.media is a list; report.media[] is what stands in it",
        ),
        (
            'count: {values: ["report.media[]", report.meetings], at_least: 1}',
            "count/values/1: report.meetings is a list; report.meetings[] is what stands in it",
        ),
        (
            'count: {values: "report.media[]", at_least: "1"}',
            'count/at_least: “at_least” must be a number, not "1"',
        ),
        (
            "count: {values: report.priorities, where: {id: {present: true}}, at_least: 1}",
            "count/where: “where” filters list items, and report.priorities goes into no list",
        ),
    ],
)
def test_mistakes(check: str, expected: str) -> None:
    assert mistakes(check) == [expected]


@pytest.mark.parametrize(
    ("absent", "limit", "expected"),
    [
        ("", "at_least: 1", "undetermined: Ung i jobb: end date is not given (report, activities)"),
        ("", "at_most: 1", "undetermined: Ung i jobb: end date is not given (report, activities)"),
        ("absent: 0,", "at_least: 1", "met"),
        ("absent: 0,", "at_most: 1", "met"),
    ],
)
def test_an_item_without_the_field(absent: str, limit: str, expected: str) -> None:
    activities = [
        {"id": "a", "title": "Kurs", "end": "2015-03-01"},
        {"id": "b", "title": "Ung i jobb"},
    ]
    check = f'count: {{values: "report.activities[].end", {absent} {limit}}}'
    assert tried(check, case(document("report", activities=activities))) == expected


def test_bodies_that_nobody_knows_lack_nothing() -> None:
    activities = [{"id": "a", "title": "Kurs", "responsible": "Ukjent forening"}]
    check = 'count: {values: "plan.activities[].responsible.id", at_most: 0}'
    assert tried(check, case(document("plan", activities=activities))) == "met"
