"""What judgements rest on, and which of the rules that one was parted into they decide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from building import SCHEMAS, day, document, say, write_book, written_rule
from decision_samples import (
    ABOUT,
    AGAIN,
    JUDGEMENT,
    NOT_THERE,
    REPORT,
    decision_books,
    judgement,
    present,
    read,
    reply,
    run,
    said,
)

from iacheck.checks.rule import RuleBook
from iacheck.rulebooks import load_rulebooks


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Sequence[RuleBook]:
    return decision_books(tmp_path_factory.mktemp("books"))


def test_a_judgement_that_has_lapsed_is_remembered(books: Sequence[RuleBook]) -> None:
    found = read(books, judgement(basis={"report/report": "0" * 64}))
    lapse = found.lapses[ABOUT]
    assert (lapse.judgement, lapse.judged_on, say(lapse.why)) == (
        "judgement/judgement", day("2016-03-01"),
        "report/report, which it is based on, has changed since; judge anew",
    )  # fmt: skip
    # One that would not have held anyway is not.
    own = judgement(basis={"report/report": "0" * 64}, judged_by="rogaland")
    assert read(books, own).lapses == {}


def test_decisions_follow_a_rule_that_was_parted(books: Sequence[RuleBook]) -> None:
    about = {"rule": "plan-states-all"}
    found = read(books, document("waiver", **about), judgement(**about), reply(**about))
    both = {("activities-stated", *ABOUT[1:]), ("goals-stated", *ABOUT[1:])}
    assert (set(found.waivers), set(found.judgements), found.notices) == (both, both, ())
    # Where one says otherwise of a part, the other part is decided.
    part = judgement(_id="part", rule="goals-stated", verdict="met")
    found = read(books, judgement(**about), part)
    assert set(found.judgements) == {("activities-stated", *ABOUT[1:])}
    assert {problem.path for problem in found.notices} == {"/verdict"}
    # What is about a party follows to the rule on parties.
    found = read(books, document("waiver", subject="party/LO", **about))
    assert (list(found.waivers), found.notices) == ([("has-seat", "party/LO", "2015")], ())


def test_a_judgement_that_holds_of_a_part_is_told_of_by_the_others(
    books: Sequence[RuleBook],
) -> None:
    """One on a former id: the notice names the rule on which it does not hold."""
    whole = judgement(rule="plan-states-all")
    part = judgement(_id="part", rule="goals-stated", verdict="met")
    assert said(read(books, whole, part).notices) == [
        "The judgement judgement does not decide goals-stated: judgement/part decides otherwise "
        "about the same finding; " + AGAIN,
        "The judgement part decides nothing: judgement/judgement decides otherwise about the same "
        "finding; " + AGAIN,
    ]
    # Where it holds on none, that is said once; of each rule, where the reasons differ.
    other = judgement(_id="other", rule="activities-stated", verdict="met")
    assert said(read(books, whole, part, other).notices)[:2] == [
        "The judgement judgement does not decide activities-stated: judgement/other decides "
        "otherwise about the same finding; " + AGAIN,
        "The judgement judgement does not decide goals-stated: judgement/part decides otherwise "
        "about the same finding; " + AGAIN,
    ]
    against = judgement(_id="against", rule="plan-states-all", verdict="met")
    assert [problem.document for problem in read(books, whole, against).notices] == [
        "judgement/against", "judgement/judgement",
    ]  # fmt: skip
    stale = judgement(rule="plan-states-all", basis={"report/report": "0" * 64})
    assert said(read(books, stale).notices) == [
        JUDGEMENT + "report/report, which it is based on, has changed since; judge anew"
    ]


def test_a_judgement_may_have_nothing_to_decide_of_a_part(tmp_path: Any) -> None:
    """Of one of the rules that its own was parted into, or of all of them."""
    cases = {
        "met": [{"case": {"plan": {}}, "period": "2016"}],
        "deviation": [{"case": {}, "period": "2016", "violations": [{}]}],
    }
    later = {"formerly": ["old"], "periods": {"from": "2016"}}
    rules = [
        present(id_, **fields) | {"examples": cases}
        for id_, fields in (("a", {"formerly": ["old"]}), ("b", later), ("c", later))
    ]
    told = NOT_THERE
    all_three = load_rulebooks([write_book(tmp_path / "three", *rules)], SCHEMAS)
    result = run(all_three, judgement(rule="old"))
    assert said(result.problems) == [f"The judgement judgement does not decide b and c: {told}"]
    later_two = load_rulebooks([write_book(tmp_path / "two", *rules[1:])], SCHEMAS)
    assert said(run(later_two, judgement(rule="old")).problems) == [JUDGEMENT + told]


NONE_OF = "The judgement {} decides nothing: it rests on none of what the rule reads now ({}); "

WAYS = "judge anew, or add them to “basis” where the judgement was made on them"


def test_a_judgement_rests_on_what_the_rule_reads(books: Sequence[RuleBook]) -> None:
    plan = document("plan")
    before, after = judgement(), judgement(_id="b", basis={plan.name: plan.sha256})
    # Where nothing of it has come, it holds on whatever there was.
    assert (list(read(books, before).judgements), read(books, before).notices) == ([ABOUT], ())
    found = read(books, plan, before)
    told = NONE_OF.format("judgement", "plan/plan") + WAYS
    assert (found.judgements, said(found.notices)) == ({}, [told])
    assert [(p.path, p.given) for p in found.notices] == [("/basis", ["report/report"])]
    assert say(found.lapses[ABOUT].why) in told
    # Made on some of it, beside other documents, it decides, and nothing is told of the other.
    both = judgement(_id="b", verdict="met", basis={**before.body["basis"], **after.body["basis"]})
    for judged in (after, both):
        found = read(books, plan, before, judged)
        assert found.judgements[ABOUT].document == "judgement/b"
        assert (found.notices, found.lapses) == ((), {})
    # What was decided earlier is no judgement anew.
    later = judgement(judged_on="2016-03-02")
    found = read(books, plan, later, after)
    assert found.judgements[ABOUT].document == "judgement/b"
    assert said(found.notices) == [told]


@pytest.mark.parametrize(
    ("plan", "given", "holds"),
    [
        ({"adopted_on": "2016-03-02"}, ("report",), False),
        # What is dated that day or before, or on no day, is not held against it.
        ({"adopted_on": "2016-03-01"}, ("report",), True),
        ({}, ("report",), True),
        ({"adopted_on": "i vår"}, ("report",), True),
        # Nor is what it was made on.
        ({"adopted_on": "2016-03-02"}, ("plan", "report"), True),
    ],
)
def test_a_document_that_has_come_since_asks_for_a_judgement_anew(
    plan: dict[str, str], given: Sequence[str], holds: bool, tmp_path: Any
) -> None:
    both: dict[str, Any] = {"case": {"plan": {}, "report": {}}}
    examples = {
        "met": [{**both, "judgement": "met"}],
        "deviation": [{**both, "judgement": "deviation", "violations": [{}]}],
    }
    rule = written_rule("check: {judged: [plan, report]}", id="plan-exists", examples=examples)
    found = load_rulebooks([write_book(tmp_path / "book", rule)], SCHEMAS)
    late = document("plan", **plan)
    basis = {one.name: one.sha256 for one in (late, REPORT) if one.kind in given}
    decided = read(found, late, judgement(basis=basis))
    told = "plan/plan has come since; judge anew"
    assert said(decided.notices) == ([] if holds else [JUDGEMENT + told])
    assert [problem.path for problem in decided.notices] == ([] if holds else ["/basis"])
    assert [say(lapse.why) for lapse in decided.lapses.values()] == ([] if holds else [told])
    assert list(decided.judgements) == ([ABOUT] if holds else [])


def test_of_many_documents_the_first_are_named(books: Sequence[RuleBook]) -> None:
    councils = [document("council", _id=id_, name=id_, centre=None) for id_ in ("agder", "troms")]
    of_one = judgement(rule="has-seat", subject="party/LO")
    assert said(read(books, of_one, *councils[:1]).notices) == [
        NONE_OF.format("judgement", "council/agder, council/oslo and council/rogaland") + WAYS
    ]
    assert said(read(books, of_one, *councils).notices) == [
        NONE_OF.format("judgement", "council/agder, council/oslo, council/rogaland and 1 more")
        + WAYS
    ]


def test_a_judgement_on_a_former_id_may_rest_on_what_one_of_the_rules_reads(
    tmp_path: Any,
) -> None:
    reports = {
        "met": [{"report": {"priorities": "x"}}],
        "deviation": [{"case": {"report": {}}, "violations": [{}]}],
    }
    written = "check: {present: report.priorities}"
    rules = (
        present("of-plan", formerly=["old"]),
        written_rule(written, id="of-report", formerly=["old"], examples=reports),
    )
    found = load_rulebooks([write_book(tmp_path / "book", *rules)], SCHEMAS)
    decided = read(found, document("plan"), judgement(rule="old"))
    assert list(decided.judgements) == [("of-report", *ABOUT[1:])]
    assert list(decided.lapses) == [("of-plan", *ABOUT[1:])]
    (told,) = said(decided.notices)
    assert told.startswith("The judgement judgement does not decide of-plan: it rests on none of")
