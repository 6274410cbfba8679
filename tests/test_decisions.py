from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from building import SCHEMAS, day, document, say, write_book, written_rule

from iacheck.cases.index import DocumentIndex
from iacheck.checks.rule import RuleBook
from iacheck.judging.judge import Judgement
from iacheck.judging.waivers_and_judgements import Waiver, judgements, waivers
from iacheck.language.periods import Period
from iacheck.rulebooks import load_rulebooks

ABOUT = ("effort-is-joint", "council/rogaland", "2015")
AS_OF = day("2016-04-01")


def judged(*decisions: Any, broken: frozenset[str] = frozenset()) -> Any:
    return judgements(DocumentIndex.of([*decisions, REPORT], SCHEMAS), broken, AS_OF)


REPORT = document("report")


def test_a_judgement_is_about_one_finding() -> None:
    day_given = day("2016-03-01")
    expected = Judgement("deviation", "Bare ett parti er med", day_given)
    assert judged(document("judgement")) == {ABOUT: expected}


@pytest.mark.parametrize(
    ("judged_on", "counts"), [("2016-03-31", True), ("2016-04-01", True), ("2016-04-02", False)]
)
def test_a_judgement_counts_from_its_day(judged_on: str, counts: bool) -> None:
    assert (ABOUT in judged(document("judgement", judged_on=judged_on))) is counts


def test_of_several_judgements_the_latest_counts() -> None:
    first = document("judgement", _id="b", verdict="met", judged_on="2016-01-01")
    second = document("judgement", _id="a", judged_on="2016-02-01")
    later = document("judgement", _id="c", verdict="met", judged_on="2016-05-01")
    for order in ((first, second, later), (later, second, first)):
        assert judged(*order)[ABOUT].verdict == "deviation"
    same_day = document("judgement", _id="z", verdict="met", judged_on="2016-02-01")
    assert judged(second, same_day)[ABOUT].verdict == "met"


@pytest.mark.parametrize(
    ("basis", "stale"),
    [
        ({}, None),
        ({"report/report": REPORT.sha256}, None),
        ({"report/report": "0" * 64}, "report/report"),
        ({"plan/plan": "0" * 64}, "plan/plan"),  # it is gone
        ({"report/report": REPORT.sha256, "plan/x": "0" * 64, "plan/a": "0" * 64}, "plan/a"),
    ],
)
def test_a_judgement_holds_until_its_basis_changes(basis: Any, stale: str | None) -> None:
    assert judged(document("judgement", basis=basis))[ABOUT].stale == stale


def test_a_judgement_that_breaks_its_schema_judges_nothing() -> None:
    decision = document("judgement", reason=5)
    assert judged(decision, broken=frozenset({decision.name})) == {}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> RuleBook:
    folder = tmp_path_factory.mktemp("books") / "book"
    examples = {"met": [{"plan": {}}], "deviation": [{"case": {}, "violations": [{}]}]}
    written = written_rule("check: {present: plan}", id="plan-exists", examples=examples)
    (loaded,) = load_rulebooks([write_book(folder, written)], SCHEMAS)
    return loaded


def accepted(book: RuleBook, **fields: Any) -> tuple[Any, list[str]]:
    """The waivers in force, and why one is not."""
    found, problems = waivers(
        DocumentIndex.of([document("waiver", **fields)], SCHEMAS),
        frozenset({"waiver/broken"}),
        {Period(2015): (book,)},
        frozenset({("council/rogaland", "2015")}),
        AS_OF,
    )
    assert all(problem.level == "notice" for problem in problems)
    assert {problem.document for problem in problems} <= {"waiver/waiver"}
    return found, [say(problem.message) for problem in problems]


def test_a_waiver_covers_one_finding(book: RuleBook) -> None:
    about = ("plan-exists", "council/rogaland", "2015")
    waiver = Waiver("Brann i arkivet", "Oppfølgingsgruppen", day("2016-12-31"))
    assert accepted(book) == ({about: waiver}, [])


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"granted_on": "2016-04-01"}, None),
        ({"granted_on": "2016-04-02"}, "it is granted from 2 April 2016 only"),
        ({"expires_on": "2016-04-01"}, None),
        ({"expires_on": "2016-03-31"}, "it expired on 31 March 2016"),
        ({"granted_by": "oppfølgings-gruppen"}, None),
        ({"granted_by": "LO"}, "LO may not grant it; only Oppfølgingsgruppen may"),
        ({"reason": " "}, "it gives no reason"),
        ({"rule": "plan-exist"},
         "there is no rule plan-exist for that period; did you mean “plan-exists”?"),
        ({"rule": "other"}, "there is no rule other for that period"),
        ({"rule": "B00"}, "there is no rule B00 for that period; did you mean “plan-exists”?"),
        ({"subject": "council/oslo"}, "council/oslo is not judged in 2015"),
        ({"subject": "council/Rogaland"}, "council/Rogaland is not judged in 2015"),
    ],
)  # fmt: skip
def test_what_keeps_a_waiver_from_hiding_anything(
    fields: dict[str, Any], why: str | None, book: RuleBook
) -> None:
    found, told = accepted(book, **fields)
    if why is None:
        assert (len(found), told) == (1, [])
    else:
        assert (found, told) == ({}, [f"The waiver waiver hides nothing: {why}"])


@pytest.mark.parametrize("fields", [{"period": "2014"}, {"period": "2015-H1"}, {"_id": "broken"}])
def test_waivers_of_other_periods_and_broken_ones_are_passed_over(
    fields: dict[str, Any], book: RuleBook
) -> None:
    assert accepted(book, **fields) == ({}, [])


def test_who_may_grant_is_said_by_the_book_that_has_the_rule(book: RuleBook) -> None:
    other = dataclasses.replace(book, rules=(), granted_by=("LO",))
    found, problems = waivers(
        DocumentIndex.of([document("waiver", granted_by="LO")], SCHEMAS),
        frozenset(),
        {Period(2015): (other, book)},
        frozenset({("council/rogaland", "2015")}),
        AS_OF,
    )
    assert found == {}
    assert len(problems) == 1


@pytest.mark.parametrize(
    ("subject", "told"), [("council/oslo", 0), ("council/rogaland", 1), ("council/atlantis", 1)]
)
def test_of_a_run_for_some_subjects_waivers_for_others_are_no_concern(
    subject: str, told: int, book: RuleBook
) -> None:
    _, problems = waivers(
        DocumentIndex.of([document("waiver", subject=subject, reason=" ")], SCHEMAS),
        frozenset(),
        {Period(2015): (book,)},
        frozenset({("council/rogaland", "2015"), ("council/oslo", "2015")}),
        AS_OF,
        frozenset({"council/rogaland"}),
    )
    assert len(problems) == told
