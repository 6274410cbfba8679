"""`all`, `any` and `not`, and `judged`."""

from __future__ import annotations

from typing import Any

import pytest
from building import case, compiled, document, mistakes, tried
from hypothesis import given, settings
from hypothesis import strategies as st
from repeats import times

from iacheck.checks.outcome import Unknown
from iacheck.checks.scope import Scope

HOLDS = "{present: report}"
BROKEN = "{present: report.priorities}"
UNKNOWN = "{one_of: {values: report.coordinated_by, of: [x]}}"
NOT_YET = '{delivered: {document: report, due: "2030-01-01"}}'
WHY = "undetermined: coordinated by is not given (report)"
DUE = "not due: 2030-01-01"


def outcome(check: str) -> Any:
    told = tried(check, case(document("report", activities=[]), as_of="2016-01-01"))
    return told if isinstance(told, str) else [breach["key"] for breach in told]


@pytest.mark.parametrize(
    ("parts", "of_all", "of_any"),
    [
        ([HOLDS], "met", "met"),
        ([HOLDS, HOLDS], "met", "met"),
        ([HOLDS, BROKEN], ["priorities"], "met"),
        ([BROKEN, BROKEN], ["priorities", "priorities"], [""]),
        ([UNKNOWN, HOLDS], WHY, "met"),
        ([UNKNOWN, BROKEN], ["priorities"], WHY),
        ([NOT_YET, HOLDS], DUE, "met"),
        ([BROKEN, NOT_YET], ["priorities"], DUE),
        ([UNKNOWN, NOT_YET], WHY, DUE),
        ([NOT_YET, UNKNOWN], WHY, DUE),
        ([NOT_YET, NOT_YET], DUE, DUE),
    ],
)
def test_several_together(parts: list[str], of_all: Any, of_any: Any) -> None:
    assert outcome(f"all: [{', '.join(parts)}]") == of_all
    assert outcome(f"any: [{', '.join(parts)}]") == of_any


@pytest.mark.parametrize(
    ("part", "expected"),
    [(HOLDS, [""]), (BROKEN, "met"), (UNKNOWN, WHY), (NOT_YET, DUE)],
)
def test_not(part: str, expected: Any) -> None:
    assert outcome(f"not: {part}") == expected


def test_any_is_shown_where_its_first_check_fails() -> None:
    check = "any: [{present: report.priorities}, {present: report.funds}]"
    (found,) = tried(check, case(document("report")))
    assert (found["at"], found["texts"]) == ("report/priorities", {})


def test_any_shows_no_figures_of_one_way_to_hold() -> None:
    check = """
    any:
      - compare: {left: {path: report.funds.used_nok}, is: at_least, right: 500}
      - count: {values: "report.meetings[]", at_least: 2}
    """
    funds = {"received_nok": 400, "used_nok": 300}
    (found,) = tried(check, case(document("report", funds=funds)))
    assert (found["given"], found["expected"]) == (None, None)
    assert found["at"] == "report/funds/used_nok"


@pytest.mark.parametrize(
    ("check", "of_it"),
    [
        ("any: {of: [{present: report.priorities}], place: report.funds}", ["report/funds"]),
        ("not: {check: {present: report}, place: report.funds}", ["report/funds"]),
        ("all: {of: [{present: [report.priorities, report.submitted_on]}], place: report.funds}",
         ["report/funds"] * 2),
        ("all: {of: [{present: report}], place: report.funds}", "met"),
        ("all: {of: [{undetermined: {if: {present: report}, because: {nb: x, nn: x, en: x}}}], "
         "place: report.funds}", "undetermined: x"),
        ("not: {check: {present: report}, place: plan.goals}", [None]),
    ],
)  # fmt: skip
def test_a_place_to_mend_it(check: str, of_it: Any) -> None:
    told = tried(check, case(document("report")))
    assert (told if isinstance(told, str) else [found["at"] for found in told]) == of_it


def test_a_place_is_a_path_and_is_not_read() -> None:
    check = "any: {of: [{present: report.priorities}], place: report.fund}"
    assert mistakes(check) == [
        "any/place: In the path report.fund, “fund” is unknown; did you mean “funds”?"
    ]
    _, compiler = compiled(check.replace("report.fund", "council.members"))
    assert {path.text for path in compiler.paths_read} == {"report.priorities"}
    assert not compiler.untold


@pytest.mark.parametrize(
    ("first", "at"),
    [
        ("{present: item.start}", "report/activities/1/start"),
        ('{present: "item.target.enterprises[]"}', "report/activities/1/target/enterprises"),
        ("{one_of: {values: item.title, of: [y]}}", "report/activities/1/title"),
        ("{present: report.priorities}", "report/activities/1"),
        ("{present: plan.goals}", "report/activities/1"),
        ("{not: {present: item.title}}", "report/activities/1"),
    ],
)
def test_any_is_shown_in_the_item_where_its_first_check_fails_or_at_the_item(
    first: str, at: str
) -> None:
    check = f"any: [{first}, {{present: item.end}}]"
    held = {"id": "a", "title": "x", "end": "2015-03-01"}
    activities = [held, {"id": "b", "title": "x"}, *({"id": f"c{n}", **held} for n in range(10))]
    documents = document("report", activities=activities), document("plan", activities=[])
    (found,) = tried(f'each: {{of: "report.activities[]", check: {{{check}}}}}', case(*documents))
    assert (found["key"], found["at"]) == ("b", at)


def test_not_is_shown_nowhere_but_inside_each_at_the_item() -> None:
    (found,) = tried("not: {present: report}", case(document("report")))
    assert found["at"] is None
    each = 'each: {of: "report.activities[]", check: {not: {present: item.title}}}'
    (found,) = tried(each, case(document("report", activities=[{"id": "a", "title": "x"}])))
    assert (found["key"], found["at"]) == ("a", "report/activities/0")


def test_texts_may_use_what_every_part_fills() -> None:
    present, covers = "{present: report}", "{covers: {values: report.priorities, all_of: [1]}}"
    check, _ = compiled(f"all: [{present}, {covers}]")
    assert check.placeholders == {"missing"}
    check, _ = compiled(f"any: [{present}, {covers}]")
    assert check.placeholders == frozenset()
    check, _ = compiled('each: {of: "report.activities[]", check: {present: item.start}}')
    assert check.placeholders == {"missing", "item"}


def test_written_at_length() -> None:
    assert outcome(f"all: {{of: [{HOLDS}]}}") == "met"
    assert outcome(f"not: {{check: {BROKEN}}}") == "met"


def test_judged_needs_a_person() -> None:
    check, compiler = compiled("judged: [report, report.activities]")
    told = check.judge(Scope.of(case(document("report"))))
    assert isinstance(told, Unknown)
    assert told.judgement
    assert {read.root for read in compiler.reads} == {"report"}


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        ("all: []", "all/of: “of” must be a list that is not empty, not []"),
        ("any: []", "any/of: “of” must be a list that is not empty, not []"),
        ("any: present", "any/of: “of” must be a list, not present"),
        (
            "not: report",
            "not/check: “check” must be a group of fields, not report",
        ),
        (
            "any: {of: [{presnt: report}]}",
            "any/of/0/presnt: There is no kind “presnt”; did you mean “present”?",
        ),
        (
            "not: {check: {presnt: report}}",
            "not/check/presnt: There is no kind “presnt”; did you mean “present”?",
        ),
        ("judged: []", "judged/look_at: “look_at” must be a list that is not empty, not []"),
        (
            "judged: [reprt]",
            "judged/look_at/0: In the path reprt, “reprt” is unknown; did you mean “report”?",
        ),
        (
            "all: [{present: report}, {present: report, count: report}]",
            "all/1: A check is one kind, with its parameters indented below it; choose agrees, "
            "all, any, change, compare, consecutive, count, covers, delivered, each, judged, "
            "mentions, not, one_of, present, refers, undetermined or unique",
        ),
        (
            "forall: []",
            "forall: There is no kind “forall”; choose agrees, all, any, "
            "change, compare, consecutive, count, covers, delivered, each, judged, mentions, "
            "not, one_of, present, refers, undetermined or unique",
        ),
    ],
)
def test_mistakes(check: str, expected: str) -> None:
    assert mistakes(check) == [expected]


FEW = settings(max_examples=times(13))
PARTS = st.sampled_from([HOLDS, BROKEN, UNKNOWN, NOT_YET])
CHECKS = st.recursive(
    PARTS,
    lambda inner: st.one_of(
        inner.map(lambda check: f"{{not: {check}}}"),
        st.builds(
            lambda kind, checks: f"{{{kind}: [{', '.join(checks)}]}}",
            st.sampled_from(["all", "any"]),
            st.lists(inner, min_size=1, max_size=3),
        ),
    ),
    max_leaves=5,
)


def verdict(check: str) -> bool | None:
    """Whether a check holds; None where that is open."""
    told = outcome(check)
    return None if told in (WHY, DUE) else told == "met"


@given(CHECKS)
@FEW
def test_not_not_is_itself(check: str) -> None:
    assert verdict(f"not: {{not: {check}}}") == verdict(check[1:-1])


@given(st.lists(CHECKS, min_size=1, max_size=3))
@FEW
def test_all_and_any_follow_kleene(checks: list[str]) -> None:
    verdicts = [verdict(check[1:-1]) for check in checks]
    of_all = None if None in verdicts and False not in verdicts else False not in verdicts
    of_any = None if None in verdicts and True not in verdicts else True in verdicts
    assert verdict(f"all: [{', '.join(checks)}]") == of_all
    assert verdict(f"any: [{', '.join(checks)}]") == of_any
    assert verdict(f"all: [{', '.join(reversed(checks))}]") == of_all
    negated = ", ".join(f"{{not: {check}}}" for check in checks)
    assert verdict(f"not: {{any: [{negated}]}}") == of_all
