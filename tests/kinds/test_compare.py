from __future__ import annotations

from typing import Any

import pytest
from building import case, document, mistakes, tried


def funds(**amounts: int) -> Any:
    return case(document("report", funds={"received_nok": 400, "used_nok": 300, **amounts}))


def breach(
    given: Any, expected: Any, difference: Any, at: str | None = "report/funds/used_nok"
) -> Any:
    texts = {"given": given, "expected": expected, "difference": difference}
    return [{"key": "", "at": at, "given": given, "expected": expected, "texts": texts}]


@pytest.mark.parametrize(
    ("relation", "right", "holds"),
    [
        ("equal", 300, True), ("equal", 301, False),
        ("at_most", 300, True), ("at_most", 299, False),
        ("at_least", 300, True), ("at_least", 301, False),
        ("below", 301, True), ("below", 300, False),
        ("above", 299, True), ("above", 300, False),
    ],
)  # fmt: skip
def test_relations(relation: str, right: int, holds: bool) -> None:
    check = f"compare: {{left: {{path: report.funds.used_nok}}, is: {relation}, right: {right}}}"
    expected = "met" if holds else breach(300, right, abs(300 - right))
    assert tried(check, funds()) == expected


@pytest.mark.parametrize(("right", "holds"), [(298, True), (302, True), (297, False), (303, False)])
def test_tolerance(right: int, holds: bool) -> None:
    left = "{path: report.funds.used_nok}"
    check = f"compare: {{left: {left}, is: equal, right: {right}, tolerance: 2}}"
    assert (tried(check, funds()) == "met") is holds


@pytest.mark.parametrize(("adopted_on", "holds"), [("2015-02-28", True), ("2015-03-01", False)])
def test_dates(adopted_on: str, holds: bool) -> None:
    check = 'compare: {left: {path: plan.adopted_on}, is: below, right: "2015-03-01"}'
    expected = "met" if holds else breach("2015-03-01", "2015-03-01", None, "plan/adopted_on")
    assert tried(check, case(document("plan", adopted_on=adopted_on))) == expected


def test_texts() -> None:
    check = "compare: {left: {path: report.priorities}, is: equal, right: alt}"
    told = tried(check, case(document("report", priorities="noe")))
    assert told == breach("noe", "alt", None, "report/priorities")


def test_yes_and_no() -> None:
    check = "compare: {left: {path: centre.role_document}, is: equal, right: true}"
    of: Any = {"of": "centre/rogaland", "period": "2012"}
    assert tried(check, case(document("centre", role_document=True), **of)) == "met"
    told = tried(check, case(document("centre", role_document=False), **of))
    assert told == breach(False, True, 1, "centre/role_document")


@pytest.mark.parametrize(
    ("relation", "left", "right", "pair"),
    [
        ("above", "{path: report.period}", "{path: report.funds.used_nok}",
         "a year or half-year with a number"),
        ("equal", "{path: report.funds.used_nok}", "{path: report.period}",
         "a number with a year or half-year"),
        ("at_least", "{path: report.priorities}", "alt", "a text with a text"),
    ],
)  # fmt: skip
def test_what_can_never_be_compared(relation: str, left: str, right: str, pair: str) -> None:
    check = f"compare: {{left: {left}, is: {relation}, right: {right}}}"
    assert mistakes(check) == [f"compare/is: “{relation}” cannot compare {pair}"]


@pytest.mark.parametrize(
    ("left", "right", "said"),
    [
        ("{path: report.period}", "0", "right: “right” must be a year or half-year, not 0"),
        ("0", "{path: report.period}", "left: “left” must be a year or half-year, not 0"),
        ("{path: report.submitted_on}", "true", "right: “right” must be a date, not true"),
        ("{path: report.submitted_on}", "2015", "right: “right” must be a date, not 2015"),
        ("{path: report.funds.used_nok}", "20%", "right: “right” must be a number, not 20%"),
        ("{path: report.funds.used_nok}", '"20"', 'right: “right” must be a number, not "20"'),
        ("{path: report.funds.used_nok}", "20 kr", "right: “right” must be a number, not 20 kr"),
    ],
)
def test_what_is_written_outright_is_what_does_not_fit(left: str, right: str, said: str) -> None:
    check = f"compare: {{left: {left}, is: equal, right: {right}}}"
    assert mistakes(check) == [f"compare/{said}"]


@pytest.mark.parametrize(
    ("left", "right", "holds"),
    [("{path: report.period}", '"2015"', True), ("{path: report.period}", '"2014-H2"', True),
     ("{path: report.period}", '"2016"', False)],
)  # fmt: skip
def test_years_have_an_order(left: str, right: str, holds: bool) -> None:
    told = tried(f"compare: {{left: {left}, is: at_least, right: {right}}}", funds())
    assert (told == "met") is holds


def test_what_is_known_in_a_case_alone_may_not_be_comparable() -> None:
    check = "compare: {left: {lookup: $of, by: {path: report.period}}, is: equal, right: 0}"
    told = tried(check, funds(), {"of": {"2014": 0, "2015": "x"}})
    assert told == "undetermined: x and 0 cannot be compared"


def test_a_list_is_no_value_to_compare() -> None:
    (told,) = mistakes("compare: {left: [1], is: equal, right: 1}")
    assert told == "compare/left: “left” must be a single value, not [1]"


def test_a_tolerance_is_for_numbers() -> None:
    check = 'compare: {left: {path: plan.adopted_on}, is: equal, right: "2015-03-01", tolerance: 2}'
    assert mistakes(check) == ["compare/tolerance: “tolerance” is for numbers"]


@pytest.mark.parametrize("priorities", ["ALT", "a\u00adlt", "a-lt", "al\u00a0t"])
def test_texts_are_equal_however_written(priorities: str) -> None:
    check = "compare: {left: {path: report.priorities}, is: equal, right: alt}"
    assert tried(check, case(document("report", priorities=priorities))) == "met"


def test_a_missing_value_cannot_be_compared() -> None:
    check = "compare: {left: 1, is: equal, right: {path: report.funds.used_nok}}"
    told = "undetermined: funds used is not given (report, use of the funds)"
    assert tried(check, case(document("report"))) == told


def test_a_share_is_compared_as_it_is_and_shown_rounded() -> None:
    check = """
    compare:
      left:
        percent: {part: {path: report.funds.used_nok}, whole: {path: report.funds.received_nok}}
      is: at_most
      right: 20
    """
    assert tried(check, funds(received_nok=100_000, used_nok=20_000)) == "met"
    assert tried(check, funds(received_nok=100_000, used_nok=20_009)) == breach(20.01, 20, 0.01)
    told = "undetermined: A share of 0 cannot be told"
    assert tried(check, funds(received_nok=0, used_nok=0)) == told


SUM = """
compare:
  left: {difference: [{sum: "report.funds.lines[].amount_nok"}, {path: report.funds.used_nok}]}
  is: equal
  right: 0
"""


@pytest.mark.parametrize(
    ("check", "at"),
    [
        (SUM, "report/funds/lines/0/amount_nok"),
        (SUM.replace("is: equal", "is: equal\n  place: report.funds.received_nok"),
         "report/funds/received_nok"),
        ('compare: {left: {count: "plan.goals[]"}, is: above, right: 0}', "plan/goals"),
        ('compare: {left: {count: ["plan.goals[]"]}, is: above, right: 0}', "plan/goals"),
        ("compare: {left: {count: {first_of: [plan.adopted_on]}}, is: above, right: 0}",
         "plan/adopted_on"),
        ("compare: {left: {count: {first_at_hand: ['report.media[]']}}, is: above, right: 0}",
         "report/media"),
        ("compare: {left: {count: [{paths: ['plan.goals[]'], where: {id: {one_of: [a]}}}]}, "
         "is: above, right: 0}", "plan/goals"),
        ("compare: {left: 0, is: above, right: {path: report.funds.used_nok}}", None),
    ],
)  # fmt: skip
def test_where_it_would_be_mended(check: str, at: str | None) -> None:
    lines = [{"purpose": "kurs", "amount_nok": 299}]
    report = document("report", funds={"received_nok": 400, "used_nok": 300, "lines": lines})
    (found,) = tried(check, case(report, document("plan")))
    assert found["at"] == at
