from __future__ import annotations

from typing import Any

import pytest
from building import case, document, mistakes, seats, tried

IN_PLAN = 'refers: {values: "report.activities[].plan_activity", in: "plan.activities[].id"}'


def pointing_at(*ids: str | None) -> Any:
    activities = [{"id": str(n), "title": "x", "plan_activity": id_} for n, id_ in enumerate(ids)]
    return document("report", activities=activities)


def plan_with(*ids: str) -> Any:
    return document("plan", activities=[{"id": id_, "title": "x"} for id_ in ids])


def test_every_value_must_exist_there() -> None:
    assert tried(IN_PLAN, case(pointing_at("p1", None, "p2"), plan_with("p2", "p1"))) == "met"
    assert tried(IN_PLAN, case(pointing_at("p1", "p2", "P3"), plan_with("p2", "p1"))) == [
        {
            "key": "P3",
            "at": "report/activities/2/plan_activity",
            "given": "P3",
            "expected": None,
            "texts": {"missing": "P3"},
        }
    ]


def test_no_values_is_no_breach() -> None:
    assert tried(IN_PLAN, case(pointing_at(None))) == "met"


def test_one_value_that_is_absent_cannot_be_told() -> None:
    check = "refers: {values: report.coordinated_by, in: council.centre}"
    assert tried(check, case(document("report"), document("council", centre="x"))) == (
        "undetermined: coordinated by is not given (report)"
    )


@pytest.mark.parametrize("first", ["report.coordinated_by", "report.submitted_via"])
def test_the_first_of_several_single_values(first: str) -> None:
    check = f"refers: {{values: {{first_of: [{first}, report.priorities]}}, in: council.centre}}"
    council = document("council", centre="Rogaland")
    assert tried(check, case(document("report"), council)).startswith("undetermined: ")
    assert tried(check, case(document("report", priorities="rogaland"), council)) == "met"


SEATS = """
refers:
  values: "parties[].id"
  where: {side: {one_of: [authority, employee]}}
  in: "council.members[].organisation.id"
"""


def test_what_has_no_document_is_mended_in_the_other_list() -> None:
    council = document("council", members=seats("lo", "NHO"))
    assert tried(SEATS, case(council)) == [
        {
            "key": "AVdir",
            "at": "council/members",
            "given": None,
            "expected": "AVdir",
            "texts": {"missing": "AVdir", "expected": "AVdir"},
        }
    ]


@pytest.mark.parametrize(
    "name", ["NAV Rogaland", "nav-rogaland", "ARBEIDS- OG VELFERDS-DIREKTORATET", "AVDIR"]
)
def test_bodies_count_whatever_way_they_are_named(name: str) -> None:
    council = document("council", members=seats("Landsorganisasjonen i Norge", name))
    assert tried(SEATS, case(council)) == "met"


def test_place_in_the_other_list() -> None:
    check = """
    refers: {values: "councils[].id", in: "gatherings[].invited[].id", place: in}
    """
    oslo = document("council", _id="oslo", name="IA-rådet i Oslo")
    gathering = document("gathering", invited=["IA-rådet i  Rogaland"])
    of: Any = {"of": "national", "period": "2015"}
    assert tried(check, case(document("council"), oslo, gathering, **of)) == [
        {
            "key": "oslo",
            "at": "gathering/invited",
            "given": None,
            "expected": "oslo",
            "texts": {"missing": "oslo", "expected": "oslo"},
        }
    ]
    two = document("gathering", _id="other", invited=["rogaland"])
    told = tried(check, case(document("council"), gathering, two, oslo, **of))
    # With two gatherings there is no one place; the council that is missing is shown.
    assert [breach["at"] for breach in told] == ["council/_id"]


def test_filters_on_both_sides() -> None:
    check = """
    refers:
      values: "plan.activities[].id"
      where: {title: {mentions: [kurs]}}
      in: "report.activities[].plan_activity"
      in_where: {status: {none_of: [cancelled]}}
    """
    activities = [{"id": "p1", "title": "Kurs"}, {"id": "p2", "title": "Møte"}]
    plan = document("plan", activities=activities)
    held = {"id": "a", "title": "x", "plan_activity": "p1"}
    assert tried(check, case(plan, document("report", activities=[held]))) == "met"
    cancelled = document("report", activities=[{**held, "status": "cancelled"}])
    (found,) = tried(check, case(plan, cancelled))
    assert found["key"] == "p1"


def test_a_filter_there_needs_a_list() -> None:
    check = (
        "refers: {values: report.priorities, in: council.centre, in_where: {id: {present: true}}}"
    )
    assert mistakes(check) == [
        "refers/in_where: “where” filters list items, and council.centre goes into no list"
    ]


def test_a_dash_refers_to_nothing() -> None:
    check = 'refers: {values: "plan.activities[].goals[]", in: "plan.goals[].id"}'
    plan = document("plan", activities=[{"id": "a", "title": "Kurs", "goals": ["–", "m1"]}])
    assert [breach["key"] for breach in tried(check, case(plan))] == ["m1"]
    single = "refers: {values: council.secretariat, in: council.centre}"
    council = document("council", secretariat="–", centre="rogaland")
    assert tried(single, case(council)).startswith("undetermined: secretariat is not given")


@pytest.mark.parametrize(
    ("given", "holds"),
    [("p1\u200b", True), ("P1", True), ("p-1", True), ("p\u00a01", True), ("ｐ1", True),
     ("p2", False), ("p11", False), ("p1.1", False)],
)  # fmt: skip
def test_an_id_is_compared_like_any_text(given: str, holds: bool) -> None:
    check = 'refers: {values: "report.activities[].plan_activity", in: "plan.activities[].id"}'
    plan = document("plan", activities=[{"id": "p1", "title": "Kurs"}])
    report = document("report", activities=[{"id": "a", "title": "x", "plan_activity": given}])
    assert (tried(check, case(plan, report)) == "met") is holds


def test_what_never_exists_there_by_what_it_is_is_a_mistake() -> None:
    check = 'refers: {values: "report.activities[].cost_nok", in: [plan.adopted_on]}'
    assert mistakes(check) == ["refers/in: a number is never the same as a date"]
    texts = 'refers: {values: "report.activities[].cost_nok", in: [report.priorities]}'
    assert mistakes(texts) == []
