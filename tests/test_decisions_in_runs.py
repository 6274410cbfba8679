"""Decisions in a check and at import: which of them are told of, and where."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

import pytest
from building import SCHEMAS, document, write_book
from decision_samples import (
    FROM,
    JUDGEMENT,
    KINDS,
    NOT_THERE,
    WAIVER,
    WHOM,
    cases_of,
    decision,
    decision_books,
    judgement,
    present,
    read,
    reply,
    run,
    said,
)

from iacheck.checks.rule import RuleBook
from iacheck.documents.document import Origin
from iacheck.judging.decision_about import Decision
from iacheck.judging.decisions import Asked
from iacheck.language.errors import NothingToCheck
from iacheck.language.periods import Period
from iacheck.language.places import Place
from iacheck.rulebooks import load_rulebooks


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Sequence[RuleBook]:
    return decision_books(tmp_path_factory.mktemp("books"))


def test_at_import_nothing_has_expired(books: Sequence[RuleBook]) -> None:
    waiver = document("waiver", expires_on="2016-03-31")
    assert read(books, waiver, is_import=True).notices == ()
    late = document("waiver", granted_on="2016-04-02")
    assert said(read(books, late, is_import=True).notices) == [WAIVER + FROM]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("subject", "told"), [("council/oslo", 0), ("council/rogaland", 1), ("council/atlantis", 2)]
)
def test_of_a_run_for_some_subjects_decisions_about_others_are_no_concern(
    kind: str, subject: str, told: int, books: Sequence[RuleBook]
) -> None:
    asked = Asked(None, frozenset({"council/rogaland"}))
    words = "text" if kind == "reply" else "reason"
    found = read(books, decision(kind, subject=subject, **{words: " "}), asked=asked)
    assert len(found.notices) == told
    assert (found.waivers, found.judgements) == ({}, {})
    # Those that hold are in force: others may be told of what was found on them.
    held = read(books, decision(kind, _id="o", subject="council/oslo"), asked=asked)
    in_force = {about[1] for about in (*held.waivers, *held.judgements)}
    assert in_force == (set() if kind == "reply" else {"council/oslo"})


@pytest.mark.parametrize(
    ("subject", "told"),
    [("council/new", 0), ("council/IA-rådet i Nye", 0), ("council/rogalnd", 1), ("council/", 1)],
)
def test_a_decision_about_a_council_of_another_time_concerns_that_one_alone(
    subject: str, told: int, books: Sequence[RuleBook]
) -> None:
    later = document("council", _id="new", name="IA-rådet i Nye", active={"from": "2016-01-01"})
    about = reply(subject=subject)
    found = read(books, later, about, asked=Asked(None, frozenset({"council/rogaland"})))
    assert len([one for one in found.notices if one.path == "/subject"]) == told
    own = read(books, later, about, asked=Asked(None, frozenset({"council/new"})))
    assert len([one for one in own.notices if one.path == "/subject"]) == 1


@pytest.mark.parametrize(("asked", "told"), [("2015", 0), ("2016", 1), ("2014", 0), (None, 1)])
def test_of_a_run_for_some_periods_decisions_about_others_are_no_concern(
    asked: str | None, told: int, books: Sequence[RuleBook]
) -> None:
    periods = None if asked is None else [Period.parse(asked)]
    found = read(books, document("waiver", period="2016"), asked=Asked(periods))
    assert len(found.notices) == told
    # One whose period cannot be read may be about any.
    written = document("waiver", period="16", rule="x")
    vague = Decision.of(written, cases_of(books), (), is_import=False)
    assert (Asked(periods).concerns(vague), vague.findings) == (True, {})


def test_a_notice_names_the_decision_its_file_and_the_place(books: Sequence[RuleBook]) -> None:
    origin = Origin("disp.yaml", "0" * 64, {"": Place(1), "/granted_by": Place(8)})
    waiver = dataclasses.replace(document("waiver", granted_by="LO"), origin=origin)
    (problem,) = run(books, waiver).problems
    assert (problem.file, problem.place, problem.document, problem.given) == (
        "disp.yaml",
        Place(8),
        "waiver/waiver",
        "LO",
    )


def test_a_run_for_one_subject_tells_of_its_own_decisions_alone(books: Sequence[RuleBook]) -> None:
    own, other = (
        document("waiver", reason=" "),
        document("waiver", _id="o", subject="council/oslo", reason=" "),
    )
    result = run(books, own, other, subjects=["council/rogaland"])
    assert [problem.document for problem in result.problems] == ["waiver/waiver"]
    (judged,) = result.subjects
    assert judged.documents == ("council/rogaland", "report/report", "waiver/waiver")
    assert [problem.document for problem in run(books, own, other).problems] == [
        "waiver/o", "waiver/waiver",
    ]  # fmt: skip


def test_a_check_tells_of_what_has_expired(books: Sequence[RuleBook]) -> None:
    (told,) = run(books, document("waiver", expires_on="2016-03-31")).problems
    assert (told.path, told.given) == ("/expires_on", "2016-03-31")


@pytest.mark.parametrize(
    ("subject", "period"),
    [("council/oslo", "2015"), ("council/oslo", "2016"), ("council/atlantis", "2016")],
)
def test_where_nobody_asked_for_is_there_decisions_about_others_are_no_concern(
    subject: str, period: str, books: Sequence[RuleBook]
) -> None:
    other = document("waiver", _id="o", subject=subject, period=period, reason=" ")
    with pytest.raises(NothingToCheck) as nothing:
        run(books, other, subjects=["council/atlantis"], periods=["2015"])
    assert [problem.document for problem in nothing.value.problems] == [None]


def test_a_run_for_one_period_tells_of_its_own_decisions_alone(books: Sequence[RuleBook]) -> None:
    own, other = (
        document("waiver", reason=" "),
        document("waiver", _id="o", period="2016", reason=" "),
    )
    for periods, expected in ((["2015"], []), ([], ["waiver/o"]), (["2015", "2016"], ["waiver/o"])):
        told = {problem.document for problem in run(books, own, other, periods=periods).problems}
        assert told == {*expected, "waiver/waiver"}


def test_decisions_are_among_the_documents_of_the_subject_that_they_are_about(
    books: Sequence[RuleBook],
) -> None:
    decisions = (
        document("waiver", reason=" "),
        judgement(),
        reply(),
        reply(_id="o", subject="council/oslo"),
    )
    result = run(books, *decisions)
    own = {str(judged.subject): judged.documents for judged in result.subjects}
    assert own["council/rogaland"] == (
        "council/rogaland", "report/report", "waiver/waiver", "judgement/judgement", "reply/reply",
    )  # fmt: skip
    assert own["council/oslo"] == ("council/oslo", "reply/o")


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"periods": {"from": "2016"}}, NOT_THERE),
        (
            {"due": "2016-05-01"},
            "the finding is not due yet; the judgement counts once it is, and nothing need be done",
        ),
        ({}, None),
    ],
)
def test_a_judgement_of_what_is_no_question_is_told_of(
    fields: dict[str, Any], why: str | None, tmp_path: Any
) -> None:
    written = present("plan-exists", **fields) | {
        "examples": {
            "met": [{"case": {"plan": {}}, "period": "2016"}],
            "deviation": [{"case": {}, "period": "2016", "violations": [{}]}],
        }
    }
    found = load_rulebooks([write_book(tmp_path / "book", written)], SCHEMAS)
    result = run(found, judgement(verdict="met"))
    assert said(result.problems) == ([] if why is None else [JUDGEMENT + why])
    assert [problem.path for problem in result.problems] == ([] if why is None else ["/rule"])


def test_a_judgement_of_a_rule_that_fails_is_told_of(books: Sequence[RuleBook]) -> None:
    def fail(_: object) -> Any:
        raise ZeroDivisionError

    early, late = books
    failing = [
        dataclasses.replace(rule, check=dataclasses.replace(rule.check, judge=fail, quick=None))
        for rule in late.rules
    ]
    failed = [early, dataclasses.replace(late, rules=tuple(failing))]
    assert said(run(failed, judgement(verdict="met"), document("waiver")).problems) == [
        JUDGEMENT + "the checker failed on the rule; the judgement counts once it can be checked",
        WAIVER + "the checker failed on the rule; the waiver counts once it can be checked",
    ]


def test_at_import_its_documents_may_come_later(books: Sequence[RuleBook]) -> None:
    assert read(books, document("waiver", period="2016"), is_import=True).notices == ()
    unknown = document("waiver", period="2016", subject="council/atlantis")
    assert said(read(books, unknown, is_import=True).notices) == [
        f"{WAIVER}council/atlantis is not judged in 2016; {WHOM}"
    ]
