from __future__ import annotations

from typing import Any

import pytest
from building import case, document, mistakes, tried

CHECK = """
covers:
  values: "report.activities[].sub_goals[]"
  where: {status: {none_of: [cancelled, postponed]}}
  all_of: $sub_goals
"""


def activity(*sub_goals: int, status: str | None = None) -> dict[str, Any]:
    fields = {"id": "a", "title": "x", "sub_goals": list(sub_goals), "status": status}
    return {name: value for name, value in fields.items() if value is not None}


def missing(entry: int, *given: int) -> dict[str, Any]:
    return {
        "key": str(entry),
        "at": "report/activities",
        "given": list(given),
        "expected": entry,
        "texts": {"missing": str(entry), "given": [str(value) for value in given]},
    }


@pytest.mark.parametrize(
    ("activities", "expected"),
    [
        ([activity(3), activity(1, 2)], "met"),
        ([activity(3, 1), activity(3)], [missing(2, 1, 3)]),
        ([activity(1, 2), activity(3, status="cancelled")], [missing(3, 1, 2)]),
        ([activity(1, 2), activity(3, status="ongoing")], "met"),
        ([], [missing(1), missing(2), missing(3)]),
        (None, [missing(1), missing(2), missing(3)]),
    ],
)
def test_one_violation_for_each_entry_missing(activities: Any, expected: Any) -> None:
    parameters = {"sub_goals": [1, 2, 3]}
    assert tried(CHECK, case(document("report", activities=activities)), parameters) == expected


def test_what_is_given_comes_in_order_whatever_it_is() -> None:
    (found,) = tried(CHECK, case(document("report", activities=[
        {"id": "a", "title": "x", "sub_goals": [2, "x", 10, None, "x"]}
    ])), {"sub_goals": [2, 3]})  # fmt: skip
    assert found["given"] == [10, 2, "x"]


def test_several_paths_cover_together() -> None:
    check = """
    covers: {values: ["plan.evidence[].type", "report.evidence[].type"],
             all_of: [research, statistics]}
    """
    plan = document("plan", evidence=[{"type": "research", "title": "x"}])
    report = document("report", evidence=[{"type": "statistics", "title": "x"}])
    assert tried(check, case(plan, report)) == "met"
    assert tried(check, case(plan)) == [
        {
            "key": "statistics",
            "at": "plan/evidence",
            "given": ["research"],
            "expected": "statistics",
            "texts": {"missing": "statistics", "given": ["research"]},
        }
    ]


def test_the_keys_of_a_table_are_entries() -> None:
    check = 'covers: {values: "report.activities[].themes[]", all_of: $themes}'
    report = document("report", activities=[{"id": "a", "themes": ["HMS", "Unge-i-arbeid"]}])
    assert tried(check, case(report), {"themes": {"hms": ["x"], "unge i arbeid": ["x"]}}) == "met"


def test_a_code_that_the_field_never_has_is_a_mistake() -> None:
    told = mistakes('covers: {values: "plan.evidence[].type", all_of: [reserch]}')
    assert told == [
        "covers/all_of: plan.evidence[].type is never “reserch”; did you mean “research”?"
    ]


def test_a_text_is_no_list() -> None:
    told = mistakes('covers: {values: "report.activities[].sub_goals[]", all_of: all}')
    assert told == [
        "covers/all_of: “all_of” must be a list, or $name of a list or a table, not all"
    ]


@pytest.mark.parametrize(
    ("goals", "expected"),
    [
        ([1, 2], "met"),
        ([1, 3], [missing(3, 1, 2)]),
        ([], "met"),
        (None, "undetermined: sub-goal is not given (action plan, goals)"),
    ],
)
def test_what_stands_in_a_document_that_has_not_come_is_not_covered(
    goals: list[int] | None, expected: Any
) -> None:
    check = """
    covers: {values: "report.activities[].sub_goals[]", all_of: {path: "plan.goals[].sub_goal"}}
    """
    listed = [{"id": "g", "text": "x", "sub_goal": goal} for goal in goals or []]
    plans = [] if goals is None else [document("plan", goals=listed)]
    assert tried(check, case(document("report", activities=[activity(1, 2)]), *plans)) == expected


@pytest.mark.parametrize(
    ("sub_goals", "expected"), [([1, 2], "met"), ([1, 3], [3]), ([], "met"), (None, "met")]
)
def test_what_an_item_itself_lists_is_covered_or_not(
    sub_goals: list[int] | None, expected: Any
) -> None:
    check = """
    each:
      of: "report.activities[]"
      check:
        covers: {values: "plan.activities[].sub_goals[]", all_of: {path: "item.sub_goals[]"}}
    """
    told = {"id": "r", "title": "y"} | ({} if sub_goals is None else {"sub_goals": sub_goals})
    of = case(document("plan", activities=[activity(1, 2)]), document("report", activities=[told]))
    found = tried(check, of)
    assert (found if isinstance(found, str) else [one["expected"] for one in found]) == expected
