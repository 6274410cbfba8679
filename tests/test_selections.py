"""Which values a check looks at: filtered paths, the first at hand, and lists left untold."""

from __future__ import annotations

from typing import Any

import pytest
from building import SCHEMAS, case, document, mistakes, seats, tried

from iacheck.checks.missing_values import untold_list
from iacheck.checks.path_compiler import Paths
from iacheck.checks.scope import Scope

DONE = {"id": "r1", "title": "Kurs i dialog", "status": "completed", "plan_activity": "a1"}
OFF = {"id": "r2", "title": "MØTE", "status": "cancelled"}
PLAN = document(
    "plan",
    activities=[
        {"id": "a1", "title": "Kurs"},
        {"id": "a2", "title": " møte!"},
        {"id": "A1", "title": "Kurs i dialog."},
    ],
)
REPORT = document("report", activities=[DONE, OFF])


def given(values: str, *documents: Any, where: str = "{id: {present: true}}") -> list[str]:
    """The ids that a selection of them gives."""
    told = tried(f"one_of: {{values: {values}, where: {where}, of: [nobody]}}", case(*documents))
    return [] if told == "met" else [breach["key"] for breach in told]


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        ((REPORT, PLAN), ["r1"]),
        ((PLAN,), ["a1", "a2", "A1"]),
        # A report at hand is what counts, whatever it holds.
        ((document("report"), PLAN), []),
        ((document("report", activities=[OFF]), PLAN), []),
        ((), []),
    ],
)
def test_the_first_at_hand(documents: Any, expected: list[str]) -> None:
    values = (
        '{first_at_hand: [{paths: ["report.activities[].id"], '
        'where: {status: {none_of: [cancelled]}}}, "plan.activities[].id"]}'
    )
    assert given(values, *documents) == expected


def test_the_first_of_passes_over_what_gives_nothing() -> None:
    values = '{first_of: ["report.activities[].id", "plan.activities[].id"]}'
    assert given(values, document("report"), PLAN) == ["a1", "a2", "A1"]


def test_a_path_s_own_condition_and_that_of_all() -> None:
    values = (
        '[{paths: ["report.activities[].id", "report.activities[].title"], '
        'where: {status: {one_of: [cancelled]}}}, "plan.activities[].id"]'
    )
    assert given(values, REPORT, PLAN) == ["r2", "MØTE", "a1", "a2", "A1"]
    assert given(values, REPORT, PLAN, where="{title: {mentions: [møte]}}") == ["r2", "MØTE", "a2"]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        # Ids whatever their case.
        ('{id: {among: "report.activities[].plan_activity"}}', ["a1", "A1"]),
        # Titles whatever their case, spaces and punctuation.
        ('{title: {among: "report.activities[].title"}}', ["a2", "A1"]),
        ('{title: {among: {paths: ["report.activities[].title"], '
         "where: {status: {one_of: [cancelled]}}}}}", ["a2"]),
        ('{not: {title: {among: "report.activities[].title"}}}', ["a1"]),
        ('{id: {among: "report.activities[].outside_plan_reason"}}', []),
        ('{responsible: {among: "report.activities[].title"}}', []),
        ('{id: {among: ["report.activities[].id", "report.activities[].plan_activity"]}}',
         ["a1", "A1"]),
    ],
)  # fmt: skip
def test_among_the_values_of_another_document(where: str, expected: list[str]) -> None:
    assert given('"plan.activities[].id"', REPORT, PLAN, where=where) == expected


def test_among_the_values_of_the_item_around() -> None:
    check = """
    each:
      of: "plan.activities[]"
      check:
        count: {values: "plan.goals[]", where: {sub_goal: {among: "item.sub_goals[]"}}, at_least: 1}
    """
    plan = document(
        "plan",
        goals=[{"id": "m1", "sub_goal": 2, "text": "Flere inn"}],
        activities=[
            {"id": "a", "title": "Kurs", "sub_goals": [1, 2]},
            {"id": "b", "title": "Møte", "sub_goals": [3]},
            {"id": "c", "title": "Messe"},
        ],
    )
    assert [breach["key"] for breach in tried(check, case(plan))] == ["b", "c"]


def test_titles_are_the_same_in_refers_and_unique() -> None:
    check = 'refers: {values: "report.activities[].title", in: "plan.activities[].title"}'
    assert tried(check, case(REPORT, PLAN)) == "met"
    twice = document(
        "plan", activities=[{"id": "a", "title": "Kurs"}, {"id": "b", "title": "KURS"}]
    )
    (breach,) = tried('unique: {values: "plan.activities[].title"}', case(twice))
    assert breach["texts"] == {"given": "Kurs", "times": 2}
    # A text that is no record's title is compared to the letter.
    lines = document(
        "report", funds={"lines": [{"purpose": "kurs", "amount_nok": 1}]}, activities=[DONE]
    )
    told = tried('refers: {values: "report.funds.lines[].purpose", in: "report.activities[].type"}',
                 case(lines))  # fmt: skip
    assert [breach["key"] for breach in told] == ["kurs"]


ATTENDED = '{refers: {values: "councils[].id", in: "gatherings[].attended[].id"}}'


@pytest.mark.parametrize(
    ("check", "documents", "expected"),
    [
        ("{present: \"council.members[]\"}", [document("council")], "members"),
        ("{present: \"council.members[]\"}", [document("council", members=[])], "members"),
        ("{present: \"council.chairs[]\"}", [document("council")], "chair"),
        ('{covers: {values: "council.members[].organisation.side", all_of: [employer]}}',
         [document("council", members=[{"organisation": "–", "from": "2010-01-01"}, None])],
         "members"),
        ('{covers: {values: "council.members[].organisation.side", all_of: [employer]}}',
         [document("council")], "members"),
        ('{not: {refers: {values: "parties[].id", in: "council.members[].organisation.id"}}}',
         [document("council")], "members"),
    ],
)  # fmt: skip
def test_what_may_be_untold_is_not_held_against_anybody(
    check: str, documents: Any, expected: str
) -> None:
    assert tried(check, case(*documents)).startswith(f"undetermined: {expected} is not given")


def test_who_is_listed_is_told_whoever_may_be_untold_elsewhere() -> None:
    of: Any = {"of": "national", "period": "2015"}
    told = document("gathering", _id="a", attended=["Rogaland"])
    untold = document("gathering", _id="b")
    assert tried(ATTENDED, case(document("council"), told, untold, **of)) == "met"
    other = document("council", _id="troms", name="IA-rådet i Troms")
    undetermined = tried(ATTENDED, case(document("council"), other, told, untold, **of))
    assert undetermined.startswith("undetermined: attended is not given")
    assert [b["key"] for b in tried(ATTENDED, case(document("council"), other, told, **of))] == [
        "troms"
    ]


def test_facts_that_have_ended_are_told() -> None:
    ended = document(
        "council", members=[{"organisation": "LO", "from": "2010-01-01", "to": "2014-12-31"}]
    )
    (breach,) = tried('present: "council.members[]"', case(ended))
    assert breach["at"] == "council/members"
    assert (
        tried('present: "council.members[]"', case(document("council", members=seats("LO"))))
        == "met"
    )


def test_a_list_that_is_absent_is_empty_elsewhere() -> None:
    (breach,) = tried('present: "report.media[]"', case(document("report")))
    assert breach["key"] == "media"


@pytest.mark.parametrize(
    ("values", "at", "said"),
    [
        ("{paths: [report.submitted_on], where: {status: {present: true}}}", "/where",
         "“where” filters list items, and report.submitted_on goes into no list"),
        ('[{paths: ["report.activities[]"], where: {stauts: {present: true}}}]', "/0/where/stauts",
         "In the path item.stauts, “stauts” is unknown; did you mean “status”?"),
        ('{first_at_hand: ["report.activites[]", "plan.activities[]"]}', "/first_at_hand/0",
         "In the path report.activites[], “activites” is unknown; did you mean “activities”?"),
        ("{paths: []}", "/paths", "“paths” must be a list that is not empty, not []"),
        ("{paths: [7]}", "/paths/0", "“no. 1 of paths” must be text, not 7"),
        ("{first_of: plan}", "/first_of", "“first_of” must be a list, not plan"),
        ("7", "", "“values” must be a path or a list of paths, not 7"),
        ("[7]", "/0", "“no. 1 of values” must be a path or a list of paths, not 7"),
        ("[]", "", "“values” must be a list that is not empty, not []"),
        ('[["plan"]]', "/0", '“no. 1 of values” must be a path, not ["plan"]'),
    ],
)  # fmt: skip
def test_mistakes(values: str, at: str, said: str) -> None:
    assert mistakes(f"count: {{values: {values}, at_least: 1}}") == [f"count/values{at}: {said}"]


def test_a_name_that_belongs_to_another_form_is_not_its_own_hint() -> None:
    both = '{first_of: ["plan.goals[]"], where: {id: {present: true}}}'
    (told,) = mistakes(f"count: {{values: {both}, at_least: 1}}")
    assert told.startswith("count/values/where: “where” is unknown here")
    assert "did you mean “where”" not in told


def test_what_is_untold_is_the_list_and_not_what_stands_in_it() -> None:
    members = Paths(SCHEMAS, "council-year").compile("council.members[].organisation")
    untold = untold_list(members, Scope.of(case(document("council"))))
    assert untold is not None
    assert untold.field_type.items is not None
    told = Scope.of(case(document("council", members=seats("LO"))))
    assert untold_list(members, told) is None


@pytest.mark.parametrize(
    ("path", "activity", "is_given"),
    [
        # Somebody who lists “ingen” lists nothing, and nothing is called so.
        ("partners[]", {"partners": ["Ingen"]}, False),
        ("partners[]", {"partners": ["Ingen", "NHO"]}, True),
        ("title", {"title": "Ingen"}, False),
        # In running text it may be the whole answer.
        ("effect", {"effect": "Ingen"}, True),
        ("effect", {"effect": "–"}, False),
    ],
)
def test_the_word_for_none_is_nothing_in_a_list(
    path: str, activity: dict[str, Any], is_given: bool
) -> None:
    report = document("report", activities=[{"id": "a", "title": "Kurs", **activity}])
    told = tried(f'present: "report.activities[].{path}"', case(report))
    assert (told == "met") is is_given


@pytest.mark.parametrize(
    ("kinds", "at"),
    [(["plan", "report"], "plan/goals"), (["report"], "report/activities"), ([], None)],
)
def test_what_is_missing_would_stand_in_the_first_document_that_there_is(
    kinds: list[str], at: str | None
) -> None:
    check = 'count: {values: ["plan.goals[]", "report.activities[]"], at_least: 1}'
    (breach,) = tried(check, case(*map(document, kinds)))
    assert breach["at"] == at
