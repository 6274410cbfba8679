from __future__ import annotations

from typing import Any

import pytest
from building import case, document, mistakes, seats, tried

DATED = 'each: {of: "plan.activities[]", check: {present: [item.start, item.end]}}'


def test_the_item_is_told_by_its_title_and_told_apart_by_its_id() -> None:
    activities = [
        {"id": "a", "title": "Kurs", "start": "2015-01-01", "end": "2015-02-01"},
        {"id": "b", "title": "Seminar", "start": "2015-01-01"},
        {"id": "c", "title": " "},
    ]
    told = tried(DATED, case(document("plan", activities=activities)))
    assert [(b["key"], b["at"], b["texts"]) for b in told] == [
        ("b:end", "plan/activities/1/end", {"item": "Seminar", "missing": "end"}),
        ("c:start", "plan/activities/2/start", {"item": "c", "missing": "start"}),
        ("c:end", "plan/activities/2/end", {"item": "c", "missing": "end"}),
    ]


def test_no_items_is_met() -> None:
    assert tried(DATED, case(document("plan"))) == "met"
    assert tried(DATED, case()) == "met"


def test_items_without_an_id_are_told_apart_by_their_fields() -> None:
    check = 'each: {of: "report.media[]", check: {one_of: {values: item.local, of: [true]}}}'
    media = [{"outlet": "Avisa", "date": "2015-02-03", "local": False}]
    (found,) = tried(check, case(document("report", media=media)))
    assert (found["key"], found["texts"]["item"]) == ("Avisa/2015-02-03", "Avisa")


def test_an_item_whose_title_is_no_text_is_called_by_its_id() -> None:
    activities = [{"id": "a", "title": 5}, {"id": "b"}, {"id": "c", "title": "Kurs"}]
    told = tried(DATED, case(document("plan", activities=activities)))
    assert [breach["texts"]["item"] for breach in told] == ["a", "a", "b", "b", "Kurs", "Kurs"]


def test_items_that_nothing_tells_apart_have_no_key_of_their_own() -> None:
    check = 'each: {of: "report.media[]", check: {present: item.outlet}}'
    told = tried(check, case(document("report", media=[{"local": True}])))
    assert [breach["key"] for breach in told] == [":outlet"]


def test_what_is_missing_of_an_item_is_told_with_the_item() -> None:
    check = 'each: {of: "report.media[]", check: {one_of: {values: item.local, of: [true]}}}'
    unknown = {"outlet": "Avisa", "date": "2015-02-03"}
    report = document("report", media=[{**unknown, "local": True}, unknown])
    told = tried(check, case(report))
    assert isinstance(told, str)
    assert told.startswith("undetermined: Avisa: ")
    assert told.endswith("is not given")


def test_a_breach_of_one_counts_whatever_is_missing_of_others() -> None:
    check = 'each: {of: "report.media[]", check: {one_of: {values: item.local, of: [true]}}}'
    media: list[dict[str, Any]] = [
        {"outlet": "A", "date": "2015-02-03"},
        {"outlet": "B", "date": "2015-02-03", "local": False},
    ]
    told = tried(check, case(document("report", media=media)))
    assert [breach["key"] for breach in told] == ["B/2015-02-03"]


def test_not_due_is_so_for_every_item() -> None:
    check = """
    each:
      of: "plan.goals[]"
      check: {all: [{present: item.text}, {delivered: {document: report, due: "2016-03-01"}}]}
    """
    plan = document("plan", goals=[{"id": "g", "sub_goal": 1, "text": "x"}])
    assert tried(check, case(plan, as_of="2016-01-01")) == "not due: 2016-03-01"


WITH_TARGET = """
each:
  of: {first_of: ["report.activities[]", "plan.activities[]"]}
  where: {title: {none_of: [Reise]}}
  check: {present: "item.target.industries[]"}
"""


@pytest.mark.parametrize(
    ("reported", "expected"),
    [
        (["Reise", "Kurs"], ["report/activities/1/target/industries"]),
        (["Reise"], "met"),  # what is reported counts, though the filter keeps none of it
        ([], ["plan/activities/0/target/industries"]),
    ],
)
def test_the_first_list_that_gives_anything(reported: list[str], expected: Any) -> None:
    report = document("report", activities=[{"id": t, "title": t} for t in reported])
    plan = document("plan", activities=[{"id": "p", "title": "Planlagt"}])
    told = tried(WITH_TARGET, case(report, plan))
    assert (told if isinstance(told, str) else [breach["at"] for breach in told]) == expected


def test_an_item_has_the_fields_of_its_own_list() -> None:
    both = 'each: {of: ["report.activities[]", "plan.activities[]"], check: {present: item.%s}}'
    assert mistakes(both % "title") == []
    (told,) = mistakes(both % "plan_activity")
    assert "“plan_activity” is unknown" in told
    report = document("report", activities=[{"id": "a", "title": "x"}])
    plan = document("plan", activities=[{"id": "p", "title": "x", "goals": ["g"]}])
    assert tried(both % "title", case(report, plan)) == "met"


def test_within_each_other() -> None:
    check = """
    each:
      of: "councils[]"
      check:
        each: {of: "item.members[]", check: {one_of: {values: item.organisation, of: [LO]}}}
    """
    council = document("council", members=seats("LO", "NHO"))
    (found,) = tried(check, case(council, of="national"))
    assert (found["key"], found["at"]) == ("rogaland:NHO", "council/members/1/organisation")
    assert found["texts"]["item"] == "NHO"


VACANT = """
each:
  of: "party_report.vacancies[]"
  check: {not: {refers: {values: party.id, in: "item.members[].organisation.id"}}}
"""


@pytest.mark.parametrize("name", ["rogaland", "IA-rådet i Rogaland", "ia rådet i ROGALAND"])
def test_an_item_that_names_a_body_is_that_body(name: str) -> None:
    council = document("council", members=seats("LO"))
    report = document("party_report", vacancies=[name])
    (found,) = tried(VACANT, case(council, report, of="party/LO", period="2012-H2"))
    assert (found["key"], found["at"]) == ("rogaland", "party_report/vacancies/0")
    assert found["texts"]["item"] == name


def test_a_body_that_no_register_knows_is_told_by_its_name() -> None:
    check = 'each: {of: "party_report.vacancies[]", check: {present: item.name}}'
    report = document("party_report", vacancies=["Atlantis"])
    (found,) = tried(check, case(report, of="party/LO", period="2012-H2"))
    assert (found["key"], found["texts"]["item"]) == ("Atlantis:name", "Atlantis")


def test_mistakes_inside_are_told_once_with_their_place() -> None:
    check = 'each: {of: ["report.media[]", "report.media[]"], check: {presnt: item.local}}'
    assert mistakes(check) == [
        "each/check/presnt: There is no kind “presnt”; did you mean “present”?"
    ]


def test_where_there_is_no_item_it_may_not_be_told() -> None:
    check = """
    each:
      of: "report.activities[]"
      where: {status: {none_of: [cancelled]}}
      if_none: {nb: a, nn: a, en: Nothing came about}
      check: {present: item.type}
    """
    off = {"id": "a", "title": "Kurs", "status": "cancelled"}
    assert tried(check, case(document("report", activities=[off]))) == (
        "undetermined: Nothing came about"
    )
    assert tried(check, case(document("report"))) == "undetermined: Nothing came about"
    typed = {"id": "b", "title": "Møte", "type": "seminar"}
    assert tried(check, case(document("report", activities=[off, typed]))) == "met"


def test_of_values_in_a_list_those_are_told_that_are_none_of_the_allowed() -> None:
    check = """
    each:
      of: "report.activities[].sub_goals[]"
      check: {one_of: {values: item, of: [1, 2]}}
    """
    listed = [{"id": "a", "sub_goals": [1, 3]}, {"id": "b", "sub_goals": [2]}]
    told = tried(check, case(document("report", activities=listed)))
    assert [(one["given"], one["at"]) for one in told] == [(3, "report/activities/0/sub_goals/1")]


def test_a_text_where_a_list_belongs_is_judged_as_its_letters() -> None:
    check = """
    each:
      of: "report.activities[].sub_goals[]"
      check: {refers: {values: item, in: "plan.activities[].id"}}
    """
    listed = [{"id": "a", "sub_goals": "–"}, {"id": "b", "sub_goals": ["x", "y"]}]
    told = tried(check, case(document("report", activities=listed), document("plan")))
    assert [one["given"] for one in told] == ["x", "y"]
