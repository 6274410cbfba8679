"""What a rule finds on a case: verdict, reason and violations."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from building import case, document, plain, rule, say, seats

from iacheck.cases.case import Case
from iacheck.cases.findings import Finding
from iacheck.checks.check import Due
from iacheck.checks.outcome import Outcome
from iacheck.checks.rule import Rule
from iacheck.checks.scope import Scope
from iacheck.documents.document import Document, Origin
from iacheck.judging.basis import basis
from iacheck.judging.judge import judge
from iacheck.language.language import language
from iacheck.language.messages import LANGS
from iacheck.language.places import Place
from iacheck.reports.wording import part_in_words

PRESENT = "check: {present: [report.priorities, report.funds]}"
REPORT = document("report", priorities="x", funds={"received_nok": 0, "used_nok": 0})


def found(
    made: Rule,
    /,
    *documents: Document,
    as_of: str = "2030-01-01",
    broken: Mapping[str, Sequence[str]] | None = None,
    **where: Any,
) -> Finding:
    return judge(made, case(*documents, as_of=as_of, **where), broken or {})


def told(finding: Finding) -> str:
    """The verdict, and its reason in English."""
    return f"{finding.verdict}: {say(finding.reason)}" if finding.reason else finding.verdict


def test_met_has_no_reason() -> None:
    assert found(rule(PRESENT), REPORT) == Finding(rule(PRESENT).head, "met")


def test_a_deviation_shows_its_violations() -> None:
    texts = dict.fromkeys(LANGS, "{subject} mangler {missing} i {period}")
    origin = Origin("r.json", "0" * 64, {"": Place(1), "/funds": Place(7)})
    report = Document("report", "r", {**REPORT.body, "funds": {}}, origin)
    finding = found(rule(PRESENT, violation=texts), report)
    assert told(finding) == "deviation: rogaland mangler use of the funds i 2015"
    (violation,) = finding.violations
    assert violation.key == "tried:funds"
    assert (violation.document, violation.path) == ("report/r", "/funds")
    assert (violation.file, violation.place) == ("r.json", Place(7))
    assert plain(violation.message.values["missing"]) == "funds"
    assert violation.remedy.values == violation.message.values


def test_several_violations_are_counted() -> None:
    finding = found(rule(PRESENT))
    assert told(finding) == "deviation: 2 violations"
    assert [violation.document for violation in finding.violations] == [None, None]
    assert [violation.path for violation in finding.violations] == [None, None]


def test_violations_that_nothing_tells_apart_are_numbered() -> None:
    check = 'check: {one_of: {values: "report.activities[].title", of: [x]}}'
    activities = [{"id": str(n), "title": t} for n, t in enumerate(["y", "z", "y", "x", "y"])]
    keys = [v.key for v in found(rule(check), document("report", activities=activities)).violations]
    assert keys == ["tried:y", "tried:z", "tried:y~2", "tried:y~3"]


def test_a_key_does_not_say_the_same_twice() -> None:
    check = """
    check: {each: {of: "plan.activities[]", check: {refers: {values: item.id, in: council.centre}}}}
    """
    plan = document("plan", activities=[{"id": "a", "title": "x"}])
    assert [v.key for v in found(rule(check), plan).violations] == ["tried:a"]


@pytest.mark.parametrize(
    ("periods", "period", "expected"),
    [
        ({"from": "2015"}, "2014", "not_applicable: Applies from 2015"),
        ({"from": "2015"}, "2015", "met"),
        ({"from": "2015"}, "2016", "met"),
        ({"to": "2015"}, "2015", "met"),
        ({"to": "2015"}, "2016", "not_applicable: Applies until 2015"),
        ({"from": "2014", "to": "2015"}, "2016", "not_applicable: Applies from 2014 to 2015"),
        ({"from": "2015", "to": "2015"}, "2016", "not_applicable: Applies to 2015 only"),
        ({}, "2016", "met"),
    ],
)
def test_the_periods_that_a_rule_binds_in(periods: Any, period: str, expected: str) -> None:
    made = rule("check: {present: period.id}", periods=periods)
    assert told(found(made, period=period)) == expected


WHEN = """
when: {one_of: {values: party.side, of: [employee]}}
applies_to: {nb: x, nn: x, en: trade unions}
subject: party-half-year
needs: [party_report]
check: {present: party_report.form}
"""


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        ("party/NHO", "not_applicable: Applies to: trade unions"),
        ("party/LO", "undetermined: Missing for second half of 2012: the party's half-year report"),
        # The agreement had no such party then.
        ("party/KMD", "undetermined: side is not given (party)"),
    ],
)
def test_whom_a_rule_applies_to(of: str, expected: str) -> None:
    assert told(found(rule(WHEN), of=of, period="2012-H2")) == expected


def test_a_condition_on_a_document_that_is_missing_and_needed_is_not_asked() -> None:
    made = rule(
        """
        when: {compare: {left: {path: report.funds.used_nok}, is: above, right: 0}}
        applies_to: {nb: x, nn: x, en: those with funds}
        needs: [report, report.funds]
        check: {present: report.funds.lines}
        """
    )
    assert told(found(made)) == "undetermined: Missing for 2015: report"
    assert told(found(made, document("report"))) == (
        "undetermined: funds used is not given (report, use of the funds)"
    )
    assert told(found(made, REPORT)) == "not_applicable: Applies to: those with funds"


def test_a_condition_that_need_not_hold_yet() -> None:
    made = rule(
        """
        when: {delivered: {document: report, due: "2016-03-01"}}
        applies_to: {nb: x, nn: x, en: those that deliver}
        check: {present: plan}
        """
    )
    assert told(found(made, as_of="2016-03-01")) == "not_due: Due 1 March 2016"
    assert told(found(made, as_of="2016-03-02")) == "not_applicable: Applies to: those that deliver"


NEEDS = "needs: [report, report.activities]\ncheck: {present: report.funds}"
DUES = {"report": Due(lambda _: datetime.date(2016, 3, 1))}


def with_dues(made: Rule) -> Rule:
    return dataclasses.replace(made, dues=DUES)


@pytest.mark.parametrize(
    ("documents", "as_of", "expected"),
    [
        ([], "2016-03-01", "not_due: Not delivered yet: report, due 1 March 2016"),
        ([], "2016-03-02", "undetermined: Missing for 2015: report"),
        # A document that has come is not waited for.
        (
            [document("report")],
            "2016-03-01",
            "undetermined: activities is not given (report)",
        ),
        (
            [document("report", activities=[])],
            "2016-03-02",
            "undetermined: activities is not given (report)",
        ),
    ],
)
def test_what_a_rule_needs(documents: list[Document], as_of: str, expected: str) -> None:
    assert told(found(with_dues(rule(NEEDS)), *documents, as_of=as_of)) == expected


def test_a_submission_date_that_is_missing_is_waited_for() -> None:
    made = with_dues(rule("needs: [report.submitted_on]\ncheck: {present: report.submitted_via}"))
    waiting = "not_due: Not delivered yet: report, due 1 March 2016"
    assert told(found(made, REPORT, as_of="2016-03-01")) == waiting
    undated = "undetermined: Here without a submission date: report"
    assert told(found(made, REPORT, as_of="2016-03-02")) == undated
    report = document("report", submitted_on="2016-03-05")
    assert told(found(made, report, as_of="2016-03-01")) == waiting
    ahead = "undetermined: Dated 5 March 2016, after 2 March 2016: report"
    assert told(found(made, report, as_of="2016-03-02")) == ahead
    assert found(made, report, as_of="2016-03-05").verdict == "deviation"


def test_one_of_what_a_rule_needs() -> None:
    made = with_dues(rule("needs_any: [plan, report.activities]\ncheck: {present: council}"))
    assert told(found(made)) == (
        "undetermined: Missing for 2015, where one would do: action plan and activities"
    )
    assert told(found(made, as_of="2016-03-01")).startswith("not_due")
    assert found(made, document("plan")).verdict == "deviation"
    assert found(made, document("report", activities=[{"id": "a"}])).verdict == "deviation"


def test_a_parameter_without_a_value_is_no_due_date() -> None:
    made = rule("due: {path: plan.adopted_on}\ncheck: {present: report}")
    assert found(made).verdict == "deviation"
    assert (
        told(found(made, document("plan", adopted_on="2031-01-01")))
        == "not_due: Due 1 January 2031"
    )


@pytest.mark.parametrize(
    ("documents", "as_of", "expected"),
    [
        ([], "2016-02-29", "not_due: Due 1 March 2016"),
        ([], "2016-03-01", "not_due: Due 1 March 2016"),
        ([], "2016-03-02", "undetermined: Missing for 2015: report"),
        ([document("report")], "2016-03-01", "not_due: Due 1 March 2016"),
        ([document("report")], "2016-03-02", "deviation: x"),
        ([document("report", priorities="x")], "2016-03-01", "met"),
    ],
)
def test_before_its_due_date_a_rule_is_met_or_not_due(
    documents: list[Document], as_of: str, expected: str
) -> None:
    made = rule('due: "2016-03-01"\nneeds: [report]\ncheck: {present: report.priorities}')
    assert told(found(made, *documents, as_of=as_of)) == expected


def test_what_cannot_be_told_before_the_due_date_is_not_due() -> None:
    made = rule('due: "2016-03-01"\ncheck: {one_of: {values: report.coordinated_by, of: [x]}}')
    assert told(found(made, REPORT, as_of="2016-03-01")) == "not_due: Due 1 March 2016"
    assert found(made, REPORT, as_of="2016-03-02").verdict == "undetermined"


def test_a_document_that_has_not_come_is_not_due() -> None:
    made = rule('check: {delivered: {document: report, due: "2016-03-01"}}')
    assert told(found(made, as_of="2016-03-01")) == "not_due: Due 1 March 2016"
    assert found(made, as_of="2016-03-02").verdict == "deviation"


def test_several_documents_for_one_role() -> None:
    two = [document("report"), document("report", _id="other")]
    reason = "undetermined: Several documents are report for 2015; keep one"
    assert told(found(rule(PRESENT), *two)) == reason
    delivered = rule('check: {delivered: {document: report, due: "2016-03-01"}}')
    assert told(found(delivered, *two)) == reason
    assert found(rule("check: {present: plan}"), *two, document("plan")).verdict == "met"


def test_a_document_whose_period_cannot_be_read() -> None:
    undated = document("report", period=2015)
    assert told(found(rule(PRESENT), undated)) == (
        "undetermined: report/report may be report for 2015, but its period cannot be read; "
        "see the problems"
    )
    assert found(rule("check: {present: plan}"), undated, document("plan")).verdict == "met"


COUNCIL = document("council", members=seats("LO"), centre="rogaland")
ACTIVITIES = document(
    "report",
    activities=[
        {"id": "a", "title": "x", "sub_goals": [1], "status": "completed", "partners": ["LO"]},
        {"id": "b", "title": "x"},
    ],
)


PRIORITIES = "present: report.priorities"
COUNT = 'count: {values: "report.activities[]", at_least: 1}'
COUNT_WHERE = 'count: {values: "report.activities[]", where: {%s: {present: true}}, at_least: 1}'
WITH_STATUS, WITH_SIDE = COUNT_WHERE % "status", COUNT_WHERE % '"partners[].side"'
EACH = 'each: {of: "report.activities[]", check: {present: item.start}}'
EACH_OF_FIRST = EACH.replace(
    '"report.activities[]"', '["report.activities[]", "plan.activities[]"]'
)
REFERS = 'refers: {values: "report.activities[].plan_activity", in: "plan.activities[].id"}'
COMPARE = 'compare: {left: 1, is: equal, right: {sum: "plan.activities[].budget_nok"}}'
SIDES = 'covers: {values: "council.members[].organisation.side", all_of: [employee]}'
SEATS = 'refers: {values: "parties[].id", in: "council.members[].organisation.id"}'
COUNTY = "present: council.centre.county"


@pytest.mark.parametrize(
    ("check", "document_name", "pointer", "is_hit"),
    [
        # A plain field, and one beside it.
        (PRIORITIES, "report/report", "/priorities", True),
        (PRIORITIES, "report/report", "", True),
        (PRIORITIES, "report/report", "/funds/used_nok", False),
        (PRIORITIES, "report/other", "/priorities", False),
        # A list, one of its items, and a field of an item that is not read.
        (COUNT, "report/report", "/activities", True),
        (COUNT, "report/report", "/activities/0", True),
        (COUNT, "report/report", "/activities/0/status", False),
        # Through a filter.
        (WITH_STATUS, "report/report", "/activities/1/status", True),
        (WITH_SIDE, "party/LO", "/side", True),
        (WITH_SIDE, "party/NHO", "/side", False),
        # Through each, both sides of refers, and terms.
        (EACH, "report/report", "/activities/1/start", True),
        (EACH, "report/report", "/activities/1/end", False),
        (EACH, "plan/plan", "/activities/0/start", False),
        (EACH_OF_FIRST, "plan/plan", "/activities/0/start", True),
        (REFERS, "plan/plan", "/activities/0/id", True),
        (REFERS, "plan/plan", "/activities/0/end", False),
        (COMPARE, "plan/plan", "/activities/0/budget_nok", True),
        # Through a reference, and the days that a seat is held.
        (SIDES, "council/rogaland", "/members/0/organisation", True),
        (SIDES, "council/rogaland", "/members/0/to", True),
        (SIDES, "council/rogaland", "/counties", False),
        (SIDES, "party/LO", "/side", True),
        (SEATS, "party/LO", "/side", False),
        (COUNTY, "centre/rogaland", "/county", True),
        (COUNTY, "centre/oslo", "/county", False),
        # The days that the council exists.
        (PRIORITIES, "council/rogaland", "/active/to", True),
        (PRIORITIES, "council/rogaland", "/active", True),
        (PRIORITIES, "council/oslo", "/active", False),
    ],
)
def test_a_broken_field_hits_the_rules_that_read_it(
    check: str, document_name: str, pointer: str, is_hit: bool
) -> None:
    documents = [COUNCIL, ACTIVITIES, document("plan", activities=[{"id": "p", "title": "x"}])]
    documents += [document("plan", _id="old", period="2014"), document("centre")]
    finding = found(rule(f"check: {{{check}}}"), *documents, broken={document_name: [pointer]})
    part = part_in_words(pointer, language("en"), document_name)
    expected = f"undetermined: {part} is not as it should be; see the problems"
    assert (told(finding) == expected) is is_hit
    assert is_hit or finding.verdict in ("met", "deviation")


PLAN = document("plan", goals=[{"id": "g", "sub_goal": 1, "text": "x"}])


def test_a_broken_field_of_what_a_rule_needs_or_asks_first() -> None:
    made = rule(
        """
        when: {present: report.priorities}
        applies_to: {nb: x, nn: x, en: x}
        needs: [report.funds]
        needs_any: [plan.goals, plan.activities]
        due: {path: plan.adopted_on}
        check: {present: council}
        """
    )
    for name, pointer in (
        ("report/report", "/priorities"),
        ("report/report", "/funds"),
        ("plan/plan", "/activities"),
        ("plan/plan", "/adopted_on"),
    ):
        broken = {name: [pointer]}
        assert found(made, REPORT, document("plan"), broken=broken).verdict == "undetermined"
    assert found(
        made, REPORT, document("plan", goals=[1]), broken={"plan/plan": ["/x"]}
    ).verdict == ("deviation")


def test_a_rule_that_fails_gives_an_error_and_stops_nothing() -> None:
    def fails(_: Scope) -> Outcome:
        raise TypeError("unsupported")

    made = rule(PRESENT)
    check = dataclasses.replace(made.check, judge=fails, quick=None)
    finding = found(dataclasses.replace(made, check=check), REPORT)
    assert finding.verdict == "error"
    assert told(finding).startswith("error: The checker failed on this rule (TypeError: ")
    assert told(finding).endswith("; this says nothing about the documents")
    assert finding.violations == ()


def test_whatever_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Case, root: str) -> bool:
        raise RuntimeError("disk")

    monkeypatch.setattr(Case, "has", fail)
    finding = judge(rule(NEEDS), case())
    assert told(finding).startswith("error: The checker failed on this rule (RuntimeError: disk)")


def test_fields_of_one_name_are_told_with_their_documents() -> None:
    made = rule("needs_any: [plan.activities, report.activities]\ncheck: {present: council}")
    assert told(found(made)) == (
        "undetermined: Missing for 2015, where one would do: activities (action plan) and "
        "activities (report)"
    )


def test_the_documents_that_a_finding_rests_on_come_in_one_order_each_time() -> None:
    reads = "[report, plan, council, allocations, previous_plan, previous_report]"
    documents = (
        *map(document, ("report", "plan", "council", "allocation")),
        document("plan", _id="before", period="2014"),
        document("report", _id="before", period="2014"),
    )
    found = basis(rule(f"check: {{present: {reads}}}"), case(*documents))
    assert list(found) == [
        "allocation/allocation",
        "council/rogaland",
        "plan/plan",
        "plan/before",
        "report/before",
        "report/report",
    ]
    assert set(found.values()) == {one.sha256 for one in documents}
