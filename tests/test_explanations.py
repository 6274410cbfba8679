"""What `--explain` tells is what was judged: values, places, both sides, words and due dates."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from building import SCHEMAS, case, document, rule, say
from shipped import shipped

from iacheck.cases.case import Case
from iacheck.cases.explanation import CheckStep, DueDay, FoundWord, ReadPath, ReadTerm
from iacheck.checks.rule import Rule
from iacheck.documents.document import Origin
from iacheck.documents.unread_block import Lift, UnreadBlock
from iacheck.judging.judge import judge, judge_and_explain
from iacheck.language.places import Place
from iacheck.rulebooks import examples

FUNDS = """
needs: [report.funds]
when: {present: report.activities}
check:
  compare:
    left: {path: report.funds.used_nok}
    is: at_most
    right: {path: report.funds.received_nok}
applies_to: {nb: x, nn: x, en: those with activities}
"""
ACTIVITY = {"id": "a", "title": "Kurs"}


def report(used: int | None, *activities: Any) -> Any:
    funds = None if used is None else {"received_nok": 400, "used_nok": used}
    return document("report", funds=funds, activities=list(activities))


@pytest.mark.parametrize(
    ("documents", "verdict", "condition", "check"),
    [
        ([report(300, ACTIVITY)], "met", "holds", "holds"),
        ([report(500, ACTIVITY)], "deviation", "holds", "fails"),
        ([report(300)], "not_applicable", "fails", None),
        ([report(None, ACTIVITY)], "undetermined", "holds", None),
        ([], "not_applicable", "fails", None),
    ],
)
def test_what_was_looked_at_for_each_verdict(
    documents: list[Any], verdict: str, condition: str | None, check: str | None
) -> None:
    finding, told = judge_and_explain(rule(FUNDS), case(*documents))
    assert finding.verdict == verdict
    assert (told.condition.outcome if told.condition else None) == condition
    assert (told.check.outcome if told.check else None) == check


def step_of(check: str, of: Case, **fields: Any) -> CheckStep:
    _, told = judge_and_explain(rule(f"check:\n  {check}", **fields), of)
    assert told.check is not None
    return told.check


def test_both_sides_of_a_comparison_and_where_they_stand() -> None:
    check = "compare: {left: {sum: 'report.activities[].cost_nok'}, is: at_most, right: 500}"
    activities = [{**ACTIVITY, "cost_nok": 200}, {"id": "b", "title": "Møte", "cost_nok": 400}]
    step = step_of(check, case(document("report", activities=activities)))
    path, left, right = step.readings
    assert isinstance(path, ReadPath)
    assert [(seen.value, seen.document, seen.path) for seen in path.values] == [
        (200, "report/report", "/activities/0/cost_nok"),
        (400, "report/report", "/activities/1/cost_nok"),
    ]
    assert left == ReadTerm("left", {"sum": "report.activities[].cost_nok"}, 600)
    assert right == ReadTerm("right", 500, 500)


def test_where_something_would_have_stood() -> None:
    step = step_of("present: report.priorities", case(document("report")))
    (path,) = step.readings
    assert isinstance(path, ReadPath)
    assert path.values == ()
    assert path.lacking is not None
    assert (path.lacking.document, path.lacking.path) == ("report/report", "/priorities")


def test_the_word_that_was_found() -> None:
    step = step_of(
        "mentions: {values: report.priorities, any_of: [ung, '*fravær']}",
        case(document("report", priorities="Lavere syke-fraværet")),
    )
    assert FoundWord("Lavere syke-fraværet", "fraværet") in step.readings
    step = step_of(
        "count: {values: 'report.activities[]', where: {title: {mentions: [kur]}}, at_least: 1}",
        case(document("report", activities=[ACTIVITY])),
    )
    assert FoundWord("Kurs", "kurs") in step.readings


def test_the_due_date() -> None:
    check = "delivered: {document: report, due: '2016-03-01'}"
    step = step_of(check, case(as_of="2016-01-01"))
    assert step.outcome == "not_yet"
    assert [r.day.isoformat() for r in step.readings if isinstance(r, DueDay)] == ["2016-03-01"]


def test_each_item_and_each_part() -> None:
    any_ = "{any: [{present: item.start}, {present: item.end}]}"
    check = f"each: {{of: 'report.activities[]', check: {any_}}}"
    activities = [{**ACTIVITY, "end": "2015-03-01"}, {"id": "b", "title": "Møte"}]
    step = step_of(check, case(document("report", activities=activities)))
    assert [(part.item, part.outcome) for part in step.steps] == [
        ("Kurs", "holds"),
        ("Møte", "fails"),
    ]
    assert [part.outcome for part in step.steps[0].steps] == ["fails", "holds"]


def test_why_it_is_unknown() -> None:
    step = step_of("one_of: {values: report.priorities, of: [x]}", case(document("report")))
    assert step.outcome == "unknown"
    assert step.reason is not None
    assert say(step.reason) == "priorities is not given (report)"


def test_lists_and_records_are_shown_in_short() -> None:
    of = case(document("report", activities=[ACTIVITY], meetings=[]))
    step = step_of("present: [report.activities, report.funds, report]", of)
    (activities, _, whole) = step.readings
    assert isinstance(activities, ReadPath)
    assert say(activities.values[0].value) == "1 item"  # type: ignore[arg-type]
    assert isinstance(whole, ReadPath)
    assert whole.values[0].document == "report/report"


def test_nothing_is_noted_where_nobody_asks_and_nothing_after_the_verdict() -> None:
    of = case(report(500, ACTIVITY))
    finding, told = judge_and_explain(rule(FUNDS), of)
    assert judge(rule(FUNDS), of) == finding
    assert judge_and_explain(rule(FUNDS), of) == (finding, told)


def test_a_rule_that_does_not_bind_has_looked_at_nothing() -> None:
    written = rule("check: {present: report}", periods={"from": "2016", "to": "2017"})
    finding, told = judge_and_explain(written, case())
    assert finding.verdict == "not_applicable"
    assert (told.needs, told.condition, told.check) == ((), None, None)


def test_explanations_agree_with_verdicts_in_all_shipped_examples(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried = 0

    def agreeing(rule: Rule, case: Case) -> Any:
        nonlocal tried
        finding, told = judge_and_explain(rule, case)
        assert finding == judge(rule, case)
        if told.check is not None:
            expected = {"met": {"holds"}, "deviation": {"fails"}}
            assert told.check.outcome in expected.get(finding.verdict, {told.check.outcome})
        else:
            assert finding.verdict in {"not_applicable", "not_due", "undetermined"}
        tried += 1
        return finding

    monkeypatch.setattr(examples, "judge", agreeing)
    for book in shipped()[0]:
        for one in book.rules:
            assert all(not trial.wrong for trial in examples.try_examples(one, book, SCHEMAS))
    assert tried > 600


def test_what_is_asked_after_the_verdict_is_not_noted() -> None:
    # Whether what was not read could undo the condition is asked of the condition again.
    block = UnreadBlock("table", Place(row=1), "", (Lift("/activities"),))
    made = dataclasses.replace(
        report(500, ACTIVITY), origin=Origin("r.docx", "0" * 64, {}, (block,))
    )
    when = "when: {not: {any: [{present: report.priorities}, {present: report.meetings}]}}"
    written = rule(FUNDS.replace("when: {present: report.activities}", when))
    finding, told = judge_and_explain(written, case(made))
    assert finding == judge(written, case(made))
    assert told.condition is not None
    assert [step.kind for step in told.condition.steps] == ["any"]
    assert told.check is not None
    assert told.check.outcome == "fails"


@pytest.mark.parametrize(
    "due", ["{months_after: 3, day: 1}", "{lookup: $of, by: {path: period.id}}"]
)
def test_a_due_date_is_noted_where_there_is_one(due: str) -> None:
    known = {"of": {"2014": "2015-03-01", "2015": 5}}
    written = rule(f"check: {{delivered: {{document: report, due: {due}}}}}", known)
    _, told = judge_and_explain(written, case(as_of="2016-01-01"))
    assert told.check is not None
    found = [r.day.isoformat() for r in told.check.readings if isinstance(r, DueDay)]
    assert found == (["2016-03-01"] if "months" in due else [])
