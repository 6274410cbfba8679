"""As of which day a finding stands, and the day by which its demand was to be met."""

from __future__ import annotations

import dataclasses

import pytest
from building import day, document, rule, say
from test_judge import COUNCIL, NEEDS, PRESENT, REPORT, found, told

from iacheck.checks.check import Due
from iacheck.documents.document import Document
from iacheck.language.language import language
from iacheck.language.messages import LANGS

JUDGED = "check: {judged: [report, plan]}"


CHAIRED = 'check: {present: "council.chairs[].organisation"}'
CHAIRS = document(
    "council",
    chairs=[
        {"organisation": "LO", "from": "2010-03-01", "to": "2015-03-31"},
        {"organisation": "NHO", "from": "2015-09-01"},
    ],
)


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (
            "2014-12-31",
            "not_due: 2015 has not begun; this is judged from 1 January 2015",
        ),
        ("2015-01-01", "met"),
        ("2015-03-31", "met"),
        ("2015-04-01", "deviation: x (as it stands on 1 April 2015)"),
        ("2015-08-31", "deviation: x (as it stands on 31 August 2015)"),
        ("2015-09-01", "met"),
        ("2016-04-01", "met"),
    ],
)
def test_dated_facts_while_the_year_runs(as_of: str, expected: str) -> None:
    assert told(found(rule(CHAIRED), CHAIRS, as_of=as_of)) == expected


@pytest.mark.parametrize(
    ("period", "as_of", "expected"),
    [
        ("2016", "2016-12-30", "deviation: x (as it stands on 30 December 2016)"),
        ("2016", "2016-12-31", "deviation: x"),
        ("2016", "2017-01-15", "deviation: x"),
    ],
)
def test_on_the_last_day_it_stands(period: str, as_of: str, expected: str) -> None:
    chair = {"organisation": "LO", "from": "2010-01-01", "to": "2015-12-31"}
    ended = document("council", chairs=[chair])
    assert told(found(rule(CHAIRED), ended, period=period, as_of=as_of)) == expected


def test_only_what_rests_on_dated_facts_stands_as_of_a_day() -> None:
    undated = rule("check: {present: council.centre}")
    assert told(found(undated, CHAIRS, as_of="2015-04-01")) == "deviation: x"
    assert told(found(undated, CHAIRS, as_of="2014-12-31")) == "deviation: x"
    waits = rule(f'{CHAIRED}\ndue: "2015-06-01"')
    assert told(found(waits, CHAIRS, as_of="2015-04-01")) == "not_due: Due 1 June 2015"
    later = "deviation: x (as it stands on 2 June 2015)"
    assert told(found(waits, CHAIRS, as_of="2015-06-02")) == later


def test_a_condition_on_dated_facts_stands_as_of_a_day() -> None:
    made = rule(
        """
        when: {present: "council.chairs[]"}
        applies_to: {nb: x, nn: x, en: those with a chair}
        check: {present: council.centre}
        """
    )
    assert told(found(made, CHAIRS, as_of="2015-04-01")) == (
        "not_applicable: Applies to: those with a chair (as it stands on 1 April 2015)"
    )
    sides = rule(
        """
        when: {compare: {left: {path: party.side}, is: equal, right: employee}}
        applies_to: {nb: x, nn: x, en: unions}
        check: {present: "councils[].name"}
        subject: party-half-year
        """
    )
    assert told(found(sides, of="party/KMD", period="2012-H2", as_of="2012-08-01")) == (
        "undetermined: side is not given (party) (as it stands on 1 August 2012)"
    )


def test_each_violation_says_as_of_which_day_it_stands() -> None:
    texts = dict.fromkeys(LANGS, "mangler {missing}")
    made = rule(
        'check: {present: ["council.chairs[].organisation", council.centre]}', violation=texts
    )
    finding = found(made, CHAIRS, as_of="2015-04-01")
    assert told(finding) == "deviation: 2 violations (as it stands on 1 April 2015)"
    assert [say(violation.message) for violation in finding.violations] == [
        "mangler organisation (as it stands on 1 April 2015)",
        "mangler centre (as it stands on 1 April 2015)",
    ]
    said = [language(lang).say(finding.violations[1].message) for lang in LANGS]
    assert said == [
        "mangler arbeidslivssenter (slik det er per 1. april 2015)",
        "mangler arbeidslivssenter (slik det er per 1. april 2015)",
        "mangler centre (as it stands on 1 April 2015)",
    ]
    (late,) = found(made, CHAIRS, as_of="2016-01-01").violations
    assert say(late.message) == "mangler centre"


def test_a_judgement_that_is_needed_rests_on_no_day() -> None:
    made = rule('check: {judged: [council, "council.chairs[]"]}')
    assert told(found(made, CHAIRS, as_of="2015-04-01")) == "undetermined: Needs a judgement"


def test_only_a_person_can_tell() -> None:
    plan = document("plan")
    finding = found(rule(JUDGED), REPORT, plan, COUNCIL)
    assert told(finding) == "undetermined: Needs a judgement"
    assert finding.basis == {"report/report": REPORT.sha256, "plan/plan": plan.sha256}
    assert found(rule(PRESENT), REPORT).basis is None


DUE = 'due: "2016-03-01"\n'
DELIVERED = 'check: {delivered: {document: report, due: "2016-03-01", late: deviation}}'
SENT = document("report", submitted_on="2016-03-02")


@pytest.mark.parametrize(
    ("written", "documents", "as_of", "expected"),
    [
        (PRESENT, (REPORT,), "2030-01-01", ("met", None)),
        (DUE + PRESENT, (REPORT,), "2030-01-01", ("met", "2016-03-01")),
        (DUE + PRESENT, (document("report"),), "2030-01-01", ("deviation", "2016-03-01")),
        (DUE + PRESENT, (document("report"),), "2016-03-01", ("not_due", "2016-03-01")),
        (DUE + NEEDS, (), "2030-01-01", ("undetermined", "2016-03-01")),
        (DELIVERED, (), "2016-03-01", ("not_due", "2016-03-01")),
        (DELIVERED, (), "2016-03-02", ("deviation", "2016-03-01")),
        (DELIVERED, (SENT,), "2016-03-02", ("deviation", "2016-03-01")),
        # The rule's own day goes before that of its check.
        ('due: "2016-05-01"\n' + DELIVERED, (), "2016-04-01", ("not_due", "2016-05-01")),
        # A day that cannot be told is none.
        ("due: {path: report.submitted_on}\n" + PRESENT, (REPORT,), "2030-01-01", ("met", None)),
        (
            f"{DUE}when: {{present: plan}}\napplies_to: {{nb: x, nn: x, en: x}}\n{PRESENT}",
            (REPORT,), "2030-01-01", ("not_applicable", None),
        ),
    ],
)  # fmt: skip
def test_the_day_by_which_it_was_to_be_met(
    written: str, documents: tuple[Document, ...], as_of: str, expected: tuple[str, str | None]
) -> None:
    finding = found(rule(written), *documents, as_of=as_of)
    assert (finding.verdict, str(finding.due) if finding.due else None) == expected


def test_the_day_is_told_of_what_cannot_be_read_too() -> None:
    broken = {"report/report": ["/priorities"]}
    finding = found(rule(DUE + PRESENT), REPORT, broken=broken)
    assert (finding.verdict, finding.due) == ("undetermined", day("2016-03-01"))


def test_what_waits_for_a_document_is_due_when_that_is() -> None:
    def by(day_: str) -> Due:
        return Due(lambda _: day(day_))

    made = dataclasses.replace(rule(NEEDS), dues={"report": by("2016-03-01")})
    assert found(made, as_of="2016-03-01").due == day("2016-03-01")
    assert found(made, as_of="2016-03-02").due is None


@pytest.mark.parametrize(
    ("report", "as_of", "verdict"),
    [
        (None, "2016-03-01", "not_due"),
        (None, "2016-03-02", "undetermined"),
        (REPORT, "2016-03-01", "undetermined"),
    ],
)
def test_what_is_broken_in_others_makes_no_document_late(
    report: Document | None, as_of: str, verdict: str
) -> None:
    made = rule('needs: [report]\ncheck: {present: "plan.activities[].start"}')
    made = dataclasses.replace(made, dues={"report": Due(lambda _: day("2016-03-01"))})
    documents = [one for one in (report, document("plan")) if one is not None]
    broken = {"plan/plan": ["/activities/0/start"]}
    finding = found(made, *documents, broken=broken, as_of=as_of)
    assert finding.verdict == verdict
    assert finding.due == (day("2016-03-01") if verdict == "not_due" else None)
