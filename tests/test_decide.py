"""What judgements and waivers make of a finding."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from building import case, day, document, rule, say

from iacheck.cases.decision_records import Judgement, Waiver
from iacheck.cases.findings import VERDICTS, Finding
from iacheck.checks.rule import Rule
from iacheck.documents.document import Document
from iacheck.judging.decide import DECIDABLE, decide
from iacheck.judging.decisions import Decisions, Lapse
from iacheck.judging.judge import judge
from iacheck.language.language import language
from iacheck.language.messages import LANGS, message

PRESENT = "check: {present: [report.priorities, report.funds]}"
JUDGED = "check: {judged: [report, plan]}"
REPORT = document("report", priorities="x", funds={"received_nok": 0, "used_nok": 0})
ABOUT = ("tried", "council/rogaland", "2015")
WAIVER = Waiver(
    "waiver/w", "Oppfølgingsgruppen", day("2016-03-01"), day("2016-12-31"), "Brann i arkivet"
)


def judgement(verdict: Any) -> Judgement:
    return Judgement(
        "judgement/j", verdict, "Oppfølgingsgruppen", day("2016-03-01"), "Bare ett parti er med"
    )


def decisions(verdict: str | None = None, waiver: Waiver | None = None) -> Decisions:
    return Decisions(
        waivers={ABOUT: waiver} if waiver else {},
        judgements={ABOUT: judgement(verdict)} if verdict else {},
    )


def decided(made: Rule, *documents: Document, by: Decisions, **where: Any) -> Finding:
    of = case(*documents, **where)
    return decide(judge(made, of), made, of, by)


def told(finding: Finding) -> str:
    return f"{finding.verdict}: {say(finding.reason)}" if finding.reason else finding.verdict


@pytest.mark.parametrize("written", [PRESENT, JUDGED])
def test_without_decisions_a_finding_is_what_it_was(written: str) -> None:
    made, of = rule(written), case(REPORT)
    finding = judge(made, of)
    assert decide(finding, made, of, Decisions()) is finding
    elsewhere = Decisions({("tried", "council/oslo", "2015"): WAIVER})
    assert decide(finding, made, of, elsewhere) is finding


@pytest.mark.parametrize("written", [PRESENT, JUDGED])
def test_judged_to_be_met(written: str) -> None:
    found = decided(rule(written), document("report"), by=decisions("met"))
    assert (found.verdict, found.reason, found.violations) == ("met", None, ())
    assert found.judgement == judgement("met")


def test_judged_not_to_hold_where_only_people_can_tell() -> None:
    texts = dict.fromkeys(LANGS, "Vurdert: {given}")
    made = rule(JUDGED, violation=texts, remedy=dict.fromkeys(LANGS, "Rett {given}"))
    found = decided(made, REPORT, by=decisions("deviation"))
    assert told(found) == "deviation: Vurdert: Bare ett parti er med"
    (violation,) = found.violations
    assert (violation.key, violation.document, violation.path) == ("tried", None, None)
    assert violation.given == "Bare ett parti er med"
    assert say(violation.remedy) == "Rett Bare ett parti er med"
    assert found.judgement == judgement("deviation")
    assert found.basis == {"report/report": REPORT.sha256}


@pytest.mark.parametrize(
    ("remedy", "expected"),
    [
        ("Do it for {subject} in {period}", "Do it for rogaland in 2015"),
        ("Add {missing}", "See to it that this holds: x"),
    ],
)
def test_judged_not_to_hold_against_the_check(remedy: str, expected: str) -> None:
    made = rule(
        PRESENT,
        violation=dict.fromkeys(LANGS, "{missing} is missing"),
        remedy=dict.fromkeys(LANGS, remedy),
        answers="AVdir",
    )
    found = decided(made, REPORT, by=decisions("deviation"))
    assert told(found) == "deviation: Bare ett parti er med"
    (violation,) = found.violations
    assert (violation.key, violation.document) == ("tried", None)
    assert say(violation.remedy) == expected
    for lang in LANGS:
        assert language(lang).say(violation.message) == "Bare ett parti er med"
    assert str(violation.answers) == "party/AVdir"


def test_judged_not_to_hold_of_others_that_nobody_names() -> None:
    """It is still for others to mend, and no deviation of the subject's own."""
    written = 'check: {refers: {values: "parties[].id", in: "council.members[].organisation.id"}}'
    made = rule(written, answers="named")
    found = decided(made, document("council", members=[]), parties=(), by=decisions("deviation"))
    (violation,) = found.violations
    assert violation.answers is not None
    told = "The one that the judgement speaks of"
    assert (str(violation.answers), say(violation.answers.name)) == ("party", told)
    assert found.for_others
    # Where it may be the subject, it is.
    written = 'check: {refers: {values: party.id, in: "councils[].members[].organisation.id"}}'
    made = rule(written, answers="named", subject="party-year")
    about = ("tried", "party/LO", "2015")
    by = Decisions(judgements={about: judgement("deviation")})
    found = decided(made, document("council", members=[]), of="party/LO", by=by)
    assert (found.judgement, found.for_others) == (judgement("deviation"), False)


def test_what_the_check_found_stays_where_people_say_the_same() -> None:
    made = rule(PRESENT, violation=dict.fromkeys(LANGS, "{missing} mangler"))
    found = decided(made, document("report"), by=decisions("deviation"))
    assert told(found) == "deviation: 2 violations"
    assert [violation.key for violation in found.violations] == ["tried:priorities", "tried:funds"]
    assert found.judgement == judgement("deviation")


@pytest.mark.parametrize("verdict", ["met", "deviation"])
def test_a_missing_document_keeps_nobody_from_judging(verdict: str) -> None:
    made = rule(f"needs: [plan]\n{PRESENT}")
    assert decided(made, REPORT, by=Decisions()).verdict == "undetermined"
    assert decided(made, REPORT, by=decisions(verdict)).verdict == verdict


@pytest.mark.parametrize("verdict", VERDICTS)
def test_what_is_no_question_stays_as_it_is(verdict: Any) -> None:
    made, of = rule(PRESENT), case(REPORT)
    finding = Finding(made.head, verdict, message("x"))
    found = decide(finding, made, of, decisions("met", WAIVER))
    assert (found == finding) is (verdict not in DECIDABLE)
    assert (found.verdict == verdict) is (verdict not in DECIDABLE or verdict == "met")


def test_a_waiver_accepts_a_deviation() -> None:
    found = decided(rule(PRESENT), document("report"), by=decisions(waiver=WAIVER))
    assert told(found) == (
        "waived: Accepted by Oppfølgingsgruppen on 1 March 2016, until 31 December 2016 (waiver "
        "w): Brann i arkivet"
    )
    assert (len(found.violations), found.waiver, found.judgement) == (2, WAIVER, None)


@pytest.mark.parametrize("documents", [(REPORT,), ()])
def test_a_waiver_accepts_nothing_but_a_deviation(documents: tuple[Document, ...]) -> None:
    made = rule(f"needs: [report]\n{PRESENT}")
    found = decided(made, *documents, by=decisions(waiver=WAIVER))
    assert (found.verdict, found.waiver) == ("met" if documents else "undetermined", None)


def test_a_waiver_accepts_what_people_judged_not_to_hold() -> None:
    found = decided(rule(JUDGED), REPORT, by=decisions("deviation", WAIVER))
    assert (found.verdict, found.waiver) == ("waived", WAIVER)
    assert found.judgement == judgement("deviation")
    assert len(found.violations) == 1
    met = decided(rule(PRESENT), document("report"), by=decisions("met", WAIVER))
    assert (met.verdict, met.waiver) == ("met", None)


def test_a_judgement_of_what_has_changed_since() -> None:
    why = message("{document} has changed; judge anew", document="report/report")
    lapsed = Decisions(lapses={ABOUT: Lapse("judgement/j", day("2016-03-01"), why)})
    found = decided(rule(JUDGED), REPORT, by=lapsed)
    assert told(found) == (
        "undetermined: Needs a judgement, for that of 1 March 2016 no longer holds: report/report "
        "has changed; judge anew"
    )
    assert (found.basis, found.judgement) == ({"report/report": REPORT.sha256}, None)
    # What the check can tell by itself is told as before.
    of = case(REPORT)
    made = rule(PRESENT)
    assert decide(judge(made, of), made, of, lapsed) == judge(made, of)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("old", "tried"),
        ("old:2", "tried:2"),
        ("old~2", "tried~2"),
        ("older:2", "tried:2"),
        ("oldest:2", "oldest:2"),
        ("tried:2", "tried:2"),
        ("other", "other"),
    ],
)
def test_keys_follow_a_rule_that_was_renamed(key: str, expected: str) -> None:
    head = dataclasses.replace(rule(PRESENT).head, formerly=("old", "older"))
    assert head.present_key(key) == expected
    assert [head.is_called(id_) for id_ in ("tried", "old", "older", "x")] == [True] * 3 + [False]
