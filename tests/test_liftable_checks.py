"""What was not read is not held against anybody: a check of every kind, and conditions."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from building import TEXTS, case, document, rule
from test_liftable import KURS, read_from, unread

from iacheck.judging.judge import judge

# A check of every kind, what was not read, and whether that could lift its deviation.
NO_GOALS = "{count: {values: 'plan.goals[]', at_most: 0}}"
NO_END = "{end: {present: false}}"
BOTH = "[{present: plan.covers}, {present: 'plan.evidence[]'}]"
CHECKS: Sequence[tuple[str, str, str, str]] = [
    ("count: {values: 'plan.activities[]', at_least: 3}", "plan", "/activities", "undetermined"),
    ("count: {values: 'plan.activities[]', at_least: 3}", "plan", "/activities/0/end", "deviation"),
    ("count: {values: 'plan.activities[]', at_most: 1}", "plan", "/activities", "deviation"),
    (
        "count: {values: 'plan.activities[]', where: {end: {present: false}}, at_most: 1}",
        "plan",
        "/activities/0/end",
        "undetermined",
    ),
    (
        "count: {values: 'plan.activities[]', where: {end: {present: false}}, at_most: 1}",
        "plan",
        "/activities",
        "deviation",
    ),
    ("unique: {values: 'plan.activities[].title'}", "plan", "/activities", "deviation"),
    (
        "unique: {values: 'plan.activities[].title', where: {end: {present: false}}}",
        "plan",
        "/activities/1/end",
        "undetermined",
    ),
    (
        "one_of: {values: 'plan.activities[].title', of: [Messe]}",
        "plan",
        "/activities",
        "deviation",
    ),
    (
        "one_of: {values: 'plan.activities[].title', of: [Messe]}",
        "plan",
        "/activities/0",
        "deviation",
    ),
    (
        "one_of: {values: 'plan.activities[].title', where: {end: {present: false}}, of: [Messe]}",
        "plan",
        "/activities/0/end",
        # Only of the one whose end was not read.
        "deviation: 1 violation",
    ),
    (
        "one_of: {values: 'plan.activities[].title', of: {distinct: 'report.activities[].title'}}",
        "report",
        "/activities",
        "undetermined",
    ),
    ("not: {present: 'plan.activities[]'}", "plan", "/activities", "deviation"),
    (f"not: {NO_GOALS}", "plan", "/goals", "undetermined"),
    (f"not: {NO_GOALS}", "plan", "/activities", "deviation"),
    ("not: {not: {present: 'plan.goals[]'}}", "plan", "/goals", "undetermined"),
    (
        f"not: {{all: [{{present: 'plan.activities[]'}}, {NO_GOALS}]}}",
        "plan",
        "/goals",
        "undetermined",
    ),
    (
        f"not: {{any: [{{present: 'plan.activities[]'}}, {NO_GOALS}]}}",
        "plan",
        "/goals",
        "deviation",
    ),
    (
        f"any: [{{all: {BOTH}}}, {{present: 'plan.goals[]'}}]",
        "plan",
        "/covers",
        "deviation",
    ),
    (
        f"any: [{{all: {BOTH}}}, {{present: 'plan.goals[]'}}]",
        "plan",
        "/goals",
        "undetermined",
    ),
    (
        "undetermined: {if: {present: 'plan.goals[]'}, because: {nb: x, nn: x, en: x}}",
        "plan",
        "/goals",
        "undetermined",
    ),
    (
        "mentions: {values: 'plan.activities[].title', any_of: {distinct: 'plan.goals[].text'}}",
        "plan",
        "/goals",
        "undetermined",
    ),
    (
        "mentions: {values: 'plan.activities[].title', all_of: $words}",
        "plan",
        "/goals",
        "deviation",
    ),
    (
        "mentions: {values: 'plan.activities[].title', all_of: $words}",
        "plan",
        "/activities",
        "undetermined",
    ),
    (
        "compare: {left: {count: 'report.meetings[]'}, is: equal, right: 2}",
        "report",
        "/meetings",
        "undetermined",
    ),
    # What was not read is of another document.
    ("count: {values: 'plan.activities[]', at_least: 3}", "report", "/activities", "deviation"),
    # A list in each item of a list: further items of the outer one add none to it.
    (
        "each: {of: 'plan.activities[]', check: {present: 'item.partners[]'}}",
        "plan",
        "/activities/0/partners",
        "deviation: 1 violation",
    ),
    (
        f"each: {{of: 'plan.activities[]', where: {NO_END}, check: {{present: item.start}}}}",
        "plan",
        "/activities/1/end",
        "deviation: 1 violation",
    ),
]


@pytest.mark.parametrize(("check", "kind", "lift", "verdict"), CHECKS)
def test_what_a_part_could_lift_of_a_check(check: str, kind: str, lift: str, verdict: str) -> None:
    made = rule(f"check: {{{check}}}", {"words": {"x": ["y"]}})
    plan = document("plan", activities=[KURS, {"id": "a2", "title": "Kurs"}], period="2015")
    documents = [plan, document("report", activities=[])]
    assert judge(made, case(*documents)).verdict == "deviation"
    files = [read_from("x.docx", d, unread(lift)) if d.kind == kind else d for d in documents]
    finding = judge(made, case(*files))
    left = len(finding.violations)
    assert finding.verdict == verdict.partition(":")[0]
    assert left == 1 or "1 violation" not in verdict


@pytest.mark.parametrize(
    ("when", "lift", "verdict"),
    [
        # That it applies was told by what is missing.
        ("not: {present: report.priorities}", "/priorities", "undetermined"),
        ("not: {present: report.priorities}", "/activities", "deviation"),
        ("present: report.coordinated_by", "/coordinated_by", "deviation"),
        (
            "compare: {left: {count: 'report.media[]'}, is: equal, right: 0}",
            "/media",
            "undetermined",
        ),
    ],
)
def test_a_condition_that_holds_by_absence(when: str, lift: str, verdict: str) -> None:
    made = rule(f"when: {{{when}}}\ncheck: {{present: 'report.meetings[]'}}", applies_to=TEXTS)
    report = document("report", coordinated_by="NAV Arbeidslivssenter Rogaland")
    assert judge(made, case(report)).verdict == "deviation"
    assert judge(made, case(read_from("r.docx", report, unread(lift)))).verdict == verdict
