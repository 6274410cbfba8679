from __future__ import annotations

from typing import Any

import pytest
from building import case, document, mistakes, tried

CHECK = """
any:
  - present: report.priorities
  - undetermined:
      if: {present: report.submitted_via}
      because: {nb: Ikke sagt, nn: Ikkje sagt, en: Not told}
"""
BREACH: list[dict[str, Any]] = [
    {"key": "", "at": "report/priorities", "given": None, "expected": None, "texts": {}}
]


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        ({"priorities": "x"}, "met"),
        ({"priorities": "x", "submitted_via": "NAV"}, "met"),
        ({"submitted_via": "NAV"}, "undetermined: Not told"),
        ({}, BREACH),
    ],
)
def test_what_is_left_open_is_no_deviation(report: dict[str, Any], expected: Any) -> None:
    assert tried(CHECK, case(document("report", **report))) == expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ('{one_of: {values: report.submitted_via, of: [x]}}', "undetermined: "),
        ('{delivered: {document: report, due: "2030-01-01"}}', "not due: 2030-01-01"),
    ],
)  # fmt: skip
def test_what_cannot_be_told_of_the_condition_is_told(condition: str, expected: str) -> None:
    check = f"undetermined: {{if: {condition}, because: {{nb: a, nn: a, en: Never}}}}"
    told = tried(check, case(document("report"), as_of="2016-01-01"))
    assert told.startswith(expected)
    assert "Never" not in told


def test_where_it_would_be_told_stands_behind_the_reason() -> None:
    check = """
    undetermined:
      if: {present: plan.activities}
      because: {nb: Ikke sagt, nn: Ikkje sagt, en: Not told}
      at: ["report.activities[].responsible", "plan.activities[].responsible"]
    """
    plan = document("plan", activities=[{"id": "a1", "title": "Kurs"}])
    place = "activities, responsible body"
    assert tried(check, case(plan)) == f"undetermined: Not told (action plan, {place})"
    both = case(plan, document("report", priorities="x"))
    assert tried(check, both) == f"undetermined: Not told (report, {place})"


def test_alone_and_on_an_item() -> None:
    check = """
    each:
      of: "report.activities[]"
      check:
        undetermined: {if: {present: item.type}, because: {nb: a, nn: a, en: A type}}
    """
    report = document("report", activities=[{"id": "a", "title": "Kurs"}])
    (breach,) = tried(check, case(report))
    assert (breach["key"], breach["at"]) == ("a", "report/activities/0")
    typed = document("report", activities=[{"id": "a", "title": "Kurs", "type": "course"}])
    assert tried(check, case(typed)) == "undetermined: Kurs: A type"
    alone = "undetermined: {if: {present: plan}, because: {nb: a, nn: a, en: A plan}}"
    assert [breach["at"] for breach in tried(alone, case(report))] == [None]


def test_mistakes() -> None:
    assert mistakes("undetermined: {if: {present: reprot}, because: {nb: a, nn: a}}") == [
        "undetermined/because/en: The text is missing in the language “en”"
    ]
    assert mistakes("undetermined: {if: {present: reprot}, because: {nb: a, nn: a, en: a}}") == [
        "undetermined/if/present/values: In the path reprot, “reprot” is unknown; "
        "did you mean “report”?"
    ]
