"""What a whole run finds and tells: its findings, problems and notices."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

import pytest
from building import SCHEMAS, TEXTS, day, document, say, write_book
from check_samples import (
    COUNCIL,
    EARLY,
    FUNDS,
    LATE,
    PLAN,
    REPORT,
    check_books,
    nothing,
    run,
    simple,
    told,
    verdicts,
)

from iacheck.cases.findings import Result
from iacheck.checks.rule import RuleBook
from iacheck.documents.document import Document
from iacheck.language.messages import message
from iacheck.language.problems import Problem
from iacheck.rulebooks import load_rulebooks


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Sequence[RuleBook]:
    return check_books(tmp_path_factory.mktemp("books"))


def test_every_rule_on_such_a_subject_gives_a_finding(books: Sequence[RuleBook]) -> None:
    result = run(books, PLAN)
    assert verdicts(result) == {
        "council/rogaland 2015": {
            "plan-exists": "met",
            "report-has-funds": "undetermined",
            "effort-is-joint": "undetermined",
        }
    }
    assert [(book.id, len(book.sha256)) for book in result.rulebooks] == [("late", 64)]
    assert result.as_of == day(LATE)
    assert result.problems == ()


@pytest.mark.parametrize(("as_of", "verdict"), [(EARLY, "not_due"), (LATE, "undetermined")])
def test_before_a_document_is_due(books: Sequence[RuleBook], as_of: str, verdict: str) -> None:
    findings = verdicts(run(books, PLAN, as_of=as_of))["council/rogaland 2015"]
    assert findings["report-has-funds"] == findings["effort-is-joint"] == verdict


def test_subjects_come_in_order(books: Sequence[RuleBook]) -> None:
    oslo = document("council", _id="oslo", name="IA-rådet i Oslo")
    halves = [document("report", _id=h, period=h) for h in ("2015-H2", "2015-H1")]
    result = run(books, *halves, REPORT, COUNCIL, oslo)
    assert list(verdicts(result)) == [
        "council/oslo 2015-H1",
        "council/oslo 2015-H2",
        "council/oslo 2015",
        "council/rogaland 2015-H1",
        "council/rogaland 2015-H2",
        "council/rogaland 2015",
        "party/AVdir 2015",
        "party/LO 2015",
    ]
    assert verdicts(result)["party/LO 2015"] == {"party-has-seat": "met"}
    assert verdicts(result)["council/oslo 2015-H1"] == {"half-year-report": "deviation"}


def test_the_order_of_documents_changes_nothing(books: Sequence[RuleBook]) -> None:
    documents = [PLAN, REPORT, COUNCIL, document("plan", _id="x", council="oslo")]
    assert run(books, *documents) == run(books, *reversed(documents))


COVER = (
    "early covers 1 January 2012 to 31 December 2012 and late covers 1 May 2015 to 31 December 2018"
)


def test_nothing_to_check(books: Sequence[RuleBook]) -> None:
    assert nothing(books) == ["There are no documents to check"]
    assert nothing(books, document("plan", period="2013")) == [f"No rule book covers 2013; {COVER}"]
    assert nothing(books, document("council", _id="oslo"), periods=["2011"]) == [
        f"No rule book covers 2011; {COVER}"
    ]
    assert nothing(books, COUNCIL) == [
        "None of the documents is about a period; name one with --period"
    ]
    assert nothing(books, document("centre"), periods=["2016"]) == [
        "Nobody is to be judged in first half of 2016, second half of 2016 and 2016"
    ]
    # What was noticed on the way goes with it.
    notice = Problem(message("Not read: a.txt"), level="notice")
    assert nothing(books, COUNCIL, problems=[notice])[0] == "Not read: a.txt"


def test_periods_that_no_book_covers_are_left_out_and_told(books: Sequence[RuleBook]) -> None:
    result = run(books, PLAN, document("plan", _id="old", period="2013"))
    assert list(verdicts(result)) == ["council/rogaland 2015"]
    assert told(result) == [f"notice: No rule book covers 2013 (plan/old); {COVER}"]
    # Of a year that is asked for, its halves are no news; halves that are asked for are.
    for periods, expected in (
        (["2015", "2013"], "2013"),
        (["2015", "2013-H1"], "first half of 2013"),
        (["2013-H2", "2013", "2015"], "second half of 2013 and 2013"),
    ):
        assert told(run(books, PLAN, periods=periods)) == [
            f"notice: No rule book covers {expected}; {COVER}"
        ]


def test_each_period_is_judged_by_its_own_book(books: Sequence[RuleBook]) -> None:
    result = run(books, PLAN, document("plan", _id="old", period="2012"))
    assert verdicts(result)["council/rogaland 2012"] == {"plan-exists": "met"}
    assert [book.id for book in result.rulebooks] == ["early", "late"]
    assert told(result) == []


def test_two_books_in_force_both_judge(
    books: Sequence[RuleBook], tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = simple("plan-has-goals", "check: {present: plan.goals}",
                   {"plan": {"goals": [{"id": "g"}]}}, {})  # fmt: skip
    folder = write_book(tmp_path_factory.mktemp("x") / "more", other, title=TEXTS)
    more = load_rulebooks([folder], SCHEMAS)
    findings = verdicts(run([*books, *more], PLAN))["council/rogaland 2015"]
    assert list(findings)[-1] == "plan-has-goals"
    assert findings["plan-has-goals"] == "deviation"


def test_what_is_broken_is_told_and_hits_what_reads_it(books: Sequence[RuleBook]) -> None:
    result = run(books, PLAN, document("report", funds=5, priorities=True))
    assert told(result) == [
        "error: use of the funds must be a group of fields, not the number 5",
        "error: priorities must be text, not the value true",
    ]
    assert verdicts(result)["council/rogaland 2015"] == {
        "plan-exists": "met",
        "report-has-funds": "undetermined",
        "effort-is-joint": "undetermined",
    }
    beside = run(books, PLAN, document("report", funds=FUNDS, priorities=True))
    assert verdicts(beside)["council/rogaland 2015"]["report-has-funds"] == "met"


def test_a_notice_hits_nothing(books: Sequence[RuleBook]) -> None:
    result = run(books, PLAN, document("report", funds=FUNDS, prioritis="x"))
    assert [problem.level for problem in result.problems] == ["notice"]
    assert verdicts(result)["council/rogaland 2015"]["report-has-funds"] == "met"


def test_a_document_of_no_known_kind_is_told_and_left_out(books: Sequence[RuleBook]) -> None:
    result = run(books, PLAN, Document("plann", "x", {"_id": "x", "council": "oslo"}))
    assert told(result) == ["error: “plann” is no kind of document; did you mean “plan”?"]
    assert list(verdicts(result)) == ["council/rogaland 2015"]


def test_broken_input_is_a_result_though_nobody_can_be_judged(books: Sequence[RuleBook]) -> None:
    result = run(books, document("plan", period=2015))
    assert result.subjects == ()
    assert told(result) == [
        'error: period must be a year, such as 2015, not the number 2015; did you mean “"2015"”?',
        "notice: No document says in a way that can be read which period it is about",
    ]
    unread = Problem(message("Cannot be read"), file="x.json")
    assert told(run(books, problems=[unread])) == [
        "error: Cannot be read",
        "notice: There are no documents to check",
    ]


def test_documents_that_do_not_go_together(books: Sequence[RuleBook]) -> None:
    result = run(books, COUNCIL, document("plan", council="oslo"), REPORT)
    assert told(result) == [
        "error: No register knows the council “oslo”; choose rogaland",
    ]


def test_a_plan_found_by_the_years_it_covers(books: Sequence[RuleBook]) -> None:
    plan = document("plan", period="2014", covers=[2014, "2015"])
    assert verdicts(run(books, plan, REPORT))["council/rogaland 2015"]["plan-exists"] == "met"
    gone = verdicts(run(books, plan, document("report", period="2016")))
    assert gone["council/rogaland 2016"]["plan-exists"] == "deviation"


def finding(result: Result, rule: str, subject: str = "council/rogaland") -> Any:
    (judged,) = (s for s in result.subjects if str(s.subject) == subject)
    return next(f for f in judged.findings if f.rule.id == rule)


def test_a_waiver_keeps_the_violations_in_sight(books: Sequence[RuleBook]) -> None:
    result = run(books, REPORT, document("waiver"))
    found = finding(result, "plan-exists")
    assert found.verdict == "waived"
    assert say(found.reason) == (
        "Accepted by Oppfølgingsgruppen on 1 March 2016, until 31 December 2016 (waiver waiver): "
        "Brann i arkivet"
    )
    assert [violation.key for violation in found.violations] == ["plan-exists:plan"]
    assert told(result) == []


@pytest.mark.parametrize(
    ("fields", "verdict", "problem"),
    [
        ({"granted_by": "NHO"}, "deviation", "NHO may not grant it; only Oppfølgingsgruppen may"),
        ({"rule": "report-has-funds"}, "deviation",
         "the finding is met, so there is nothing to accept; that does no harm, and nothing need "
         "be done"),
    ],
)  # fmt: skip
def test_a_waiver_that_hides_nothing(
    books: Sequence[RuleBook], fields: dict[str, str], verdict: str, problem: str
) -> None:
    result = run(books, REPORT, document("waiver", **fields))
    assert finding(result, "plan-exists").verdict == verdict
    assert told(result) == [f"notice: The waiver waiver has no effect: {problem}"]


def test_a_broken_waiver_hides_nothing(books: Sequence[RuleBook]) -> None:
    result = run(books, REPORT, document("waiver", reason=None))
    assert finding(result, "plan-exists").verdict == "deviation"
    assert told(result) == ["error: reason is missing; it must be text"]


@pytest.mark.parametrize(
    ("fields", "verdict"),
    [
        ({}, "deviation"),
        ({"verdict": "met"}, "met"),
        ({"judged_on": "2016-04-02"}, "undetermined"),
        ({"basis": {}}, "undetermined"),
        ({"judged_by": "NHO"}, "undetermined"),
        ({"basis": {"report/report": "0" * 64}}, "undetermined"),
        ({"basis": {"plan/gone": "0" * 64}}, "undetermined"),
        ({"basis": "none"}, "undetermined"),
        ({"subject": "council/oslo"}, "undetermined"),
        ({"period": "2016"}, "undetermined"),
        ({"rule": "B04"}, "undetermined"),
    ],
)
def test_a_judgement_decides(
    books: Sequence[RuleBook], fields: dict[str, Any], verdict: str
) -> None:
    decision = document("judgement", **{"basis": {"report/report": REPORT.sha256}, **fields})
    result = run(books, REPORT, decision)
    assert finding(result, "effort-is-joint").verdict == verdict
    # Whatever decides nothing is told of.
    assert bool(result.problems) is (verdict == "undetermined")


def test_a_judgement_decides_what_the_check_found_too(books: Sequence[RuleBook]) -> None:
    basis = {"report/report": REPORT.sha256}
    decision = document("judgement", rule="plan-exists", verdict="met", basis=basis)
    result = run(books, REPORT, decision)
    found = finding(result, "plan-exists")
    assert (found.verdict, found.violations, told(result)) == ("met", (), [])
    assert found.judgement is not None
    assert found.judgement.document == "judgement/judgement"


def test_a_rule_that_fails_is_an_error_and_the_others_are_judged(books: Sequence[RuleBook]) -> None:
    def fail(_: object) -> Any:
        raise ZeroDivisionError("x")

    (early, late) = books
    (first, *others) = late.rules
    failing = dataclasses.replace(
        first, check=dataclasses.replace(first.check, judge=fail, quick=None)
    )
    book = dataclasses.replace(late, rules=(failing, *others))
    result = run([early, book], REPORT)
    assert verdicts(result)["council/rogaland 2015"] == {
        "plan-exists": "error",
        "report-has-funds": "met",
        "effort-is-joint": "undetermined",
    }
    # A waiver accepts deviations, and not that the checker failed.
    waived = run([early, book], REPORT, document("waiver"))
    assert finding(waived, "plan-exists").verdict == "error"


def test_it_is_counted(books: Sequence[RuleBook]) -> None:
    result = run(books, COUNCIL, document("report"))
    assert result.count("deviation") == 2
    assert (result.deviations("error"), result.deviations("warning")) == (1, 1)
    assert result.count("met") == 2
