"""What was not read of a file is not held against anybody: the shipped rules, rule by rule."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from building import case, document, say
from shipped import shipped

from iacheck.checks.rule import Rule
from iacheck.documents.document import Document, Origin
from iacheck.documents.unread_block import BlockSort, Lift, UnreadBlock
from iacheck.judging.judge import judge
from iacheck.language.language import language
from iacheck.language.places import Place

RULES: Mapping[str, Rule] = {
    rule.id: rule
    for book in shipped()[0]
    if book.id == "ia-2014-2018"
    for rule in book.rules
    if rule.subject == "council-year"
}


def unread(*lifts: str | Lift, sort: BlockSort = "table", row: int = 7) -> UnreadBlock:
    made = tuple(Lift(lift) if isinstance(lift, str) else lift for lift in lifts)
    return UnreadBlock(sort, Place(heading="Delmål 1", row=row), "Kurs i", made)


def under(number: int) -> Lift:
    """Further activities, all of this sub-goal."""
    return Lift("/activities", "sub_goals", (number,))


def read_from(file: str, made: Document, *blocks: UnreadBlock) -> Document:
    return dataclasses.replace(made, origin=Origin(file, "0" * 64, {}, blocks))


Written = tuple[Mapping[str, Any], Sequence[str | Lift]]
GOAL = {"id": "m1", "sub_goal": 1, "text": "Lavere sykefravær"}
KURS = {"id": "a1", "title": "Kurs", "sub_goals": [1]}
MESSE = {"id": "a2", "title": "Messe", "sub_goals": [2]}
OF_ALL = {"id": "a1", "title": "Kurs", "sub_goals": [1, 2, 3]}
AVLYST = {"id": "r1", "title": "Kurs", "plan_activity": "a1", "status": "cancelled"}
FUNDS = {"received_nok": 400_000, "used_nok": 400_000}
NOTHING: Written = ({}, ())

# A rule, what was read of the plan and of the report with what was not, and whether that could
# lift the deviation.
EXAMPLES: Sequence[tuple[str, Written | None, Written | None, str]] = [
    # No activity of a sub-goal: a table under another one could not tell of any.
    ("plan-covers-sub-goals", ({"activities": [KURS, MESSE]}, [under(3)]), None, "undetermined"),
    (
        "plan-covers-sub-goals",
        ({"activities": [KURS, MESSE]}, ["/activities"]),
        None,
        "undetermined",
    ),
    ("plan-covers-sub-goals", ({"activities": [KURS, MESSE]}, [under(1)]), None, "deviation"),
    ("plan-covers-sub-goals", ({"activities": [KURS, MESSE]}, ["/goals"]), None, "deviation"),
    (
        "plan-covers-sub-goals",
        ({"activities": [KURS, MESSE]}, ["/activities/0/sub_goals"]),
        None,
        "undetermined",
    ),
    (
        "plan-covers-sub-goals",
        ({"activities": [KURS, MESSE]}, ["/activities/0/end"]),
        None,
        "deviation",
    ),
    (
        "plan-covers-sub-goals",
        ({"activities": [KURS, MESSE]}, ()),
        ({"activities": []}, [under(3)]),
        "undetermined",
    ),
    (
        "plan-covers-sub-goals",
        ({"activities": [KURS, MESSE]}, ()),
        ({"activities": []}, [under(2)]),
        "deviation",
    ),
    # The report cancels the plan's activity; it may carry it out in a row that was not read.
    (
        "plan-covers-sub-goals",
        ({"activities": [OF_ALL]}, ()),
        ({"activities": [AVLYST]}, ["/activities"]),
        "undetermined",
    ),
    ("report-covers-sub-goals", None, ({"activities": [KURS, MESSE]}, [under(3)]), "undetermined"),
    ("report-covers-sub-goals", None, ({"activities": [KURS, MESSE]}, [under(2)]), "deviation"),
    # What is cancelled stays so, whatever else is told of it.
    (
        "report-carries-out-sub-goals",
        None,
        ({"activities": [{**KURS, "status": "cancelled"}]}, [under(1)]),
        "undetermined",
    ),
    (
        "report-carries-out-sub-goals",
        None,
        ({"activities": [{**KURS, "status": "cancelled"}]}, ["/activities/0/effect"]),
        "deviation",
    ),
    # What is missing of several things is what the part could tell of.
    (
        "plan-states-goals-and-activities",
        ({"activities": [KURS]}, ["/goals"]),
        None,
        "undetermined",
    ),
    (
        "plan-states-goals-and-activities",
        ({"activities": [KURS]}, ["/activities"]),
        None,
        "deviation",
    ),
    ("plan-states-goals-and-activities", ({"goals": [GOAL]}, [under(1)]), None, "undetermined"),
    ("plan-states-goals-and-activities", ({}, ["/activities"]), None, "deviation"),
    ("plan-states-goals-and-activities", ({}, ["/activities", "/goals"]), None, "undetermined"),
    # An item is mended by its own fields alone.
    (
        "plan-activities-have-dates",
        ({"activities": [KURS]}, ["/activities/0/end"]),
        None,
        "undetermined",
    ),
    (
        "plan-activities-have-dates",
        ({"activities": [KURS]}, ["/activities/1/end"]),
        None,
        "deviation",
    ),
    ("plan-activities-have-dates", ({"activities": [KURS]}, ["/activities"]), None, "deviation"),
    (
        "plan-activities-have-dates",
        ({"activities": [KURS]}, ["/activities/0"]),
        None,
        "undetermined",
    ),
    # A goal of the same sub-goal would do, and one that the activity refers to.
    (
        "plan-activities-serve-goals",
        ({"goals": [GOAL], "activities": [MESSE]}, ["/goals"]),
        None,
        "undetermined",
    ),
    (
        "plan-activities-serve-goals",
        ({"goals": [GOAL], "activities": [MESSE]}, [Lift("/goals", "sub_goal", (2,))]),
        None,
        "undetermined",
    ),
    (
        "plan-activities-serve-goals",
        ({"goals": [GOAL], "activities": [MESSE]}, [Lift("/goals", "sub_goal", (3,))]),
        None,
        "deviation",
    ),
    (
        "plan-activities-serve-goals",
        ({"goals": [GOAL], "activities": [MESSE]}, ["/activities/0/goals"]),
        None,
        "undetermined",
    ),
    (
        "plan-activities-serve-goals",
        ({"goals": [GOAL], "activities": [MESSE]}, ["/activities"]),
        None,
        "deviation",
    ),
    (
        "plan-activities-serve-goals",
        ({"goals": [GOAL], "activities": [{"id": "a2", "title": "Messe"}]}, ["/goals"]),
        None,
        "deviation",
    ),
    (
        "plan-goal-references-exist",
        ({"goals": [GOAL], "activities": [{**KURS, "goals": ["m9"]}]}, ["/goals"]),
        None,
        "undetermined",
    ),
    (
        "plan-goal-references-exist",
        ({"goals": [GOAL], "activities": [{**KURS, "goals": ["m9"]}]}, ["/activities/0/goals"]),
        None,
        "deviation",
    ),
    # The plan's activity is not in the report: its list may go on.
    (
        "planned-activities-accounted-for",
        ({"activities": [KURS, MESSE]}, ()),
        ({"activities": [{"id": "r1", "title": "Kurs", "plan_activity": "a1"}]}, ["/activities"]),
        "undetermined",
    ),
    (
        "planned-activities-accounted-for",
        ({"activities": [KURS, MESSE]}, ["/activities"]),
        ({"activities": [{"id": "r1", "title": "Kurs", "plan_activity": "a1"}]}, ()),
        "deviation",
    ),
    # When it is to be may say that it is no activity of the year.
    (
        "planned-activities-accounted-for",
        ({"activities": [KURS, MESSE]}, ["/activities/1/start"]),
        ({"activities": [{"id": "r1", "title": "Kurs", "plan_activity": "a1"}]}, ()),
        "undetermined",
    ),
    (
        "planned-activities-accounted-for",
        ({"activities": [KURS, MESSE]}, ["/activities/0/start"]),
        ({"activities": [{"id": "r1", "title": "Kurs", "plan_activity": "a1"}]}, ()),
        "deviation",
    ),
    (
        "report-plan-references-exist",
        ({"activities": [KURS]}, ["/activities"]),
        ({"activities": [{"id": "r1", "title": "Messe", "plan_activity": "a2"}]}, ()),
        "undetermined",
    ),
    (
        "report-plan-references-exist",
        ({"activities": [KURS]}, ()),
        ({"activities": [{"id": "r1", "title": "Messe", "plan_activity": "a2"}]}, ["/activities"]),
        "deviation",
    ),
    (
        "report-plan-references-exist",
        ({"activities": [KURS]}, ()),
        (
            {"activities": [{"id": "r1", "title": "Messe", "plan_activity": "a2"}]},
            ["/activities/0/outside_plan_reason"],
        ),
        "undetermined",
    ),
    # A sum may be mended by any line of it, and by what it is held against.
    (
        "funds-lines-add-up",
        None,
        ({"funds": {**FUNDS, "lines": [{"purpose": "x", "amount_nok": 1}]}}, ["/funds/lines"]),
        "undetermined",
    ),
    (
        "funds-lines-add-up",
        None,
        ({"funds": {**FUNDS, "lines": [{"purpose": "x", "amount_nok": 1}]}}, ["/activities"]),
        "deviation",
    ),
    (
        "funds-within-what-was-available",
        None,
        ({"funds": {**FUNDS, "used_nok": 500_000}}, ["/funds/carried_over_nok"]),
        "undetermined",
    ),
    (
        "funds-within-what-was-available",
        None,
        ({"funds": {**FUNDS, "used_nok": 500_000}}, ["/funds/lines"]),
        "deviation",
    ),
    ("report-states-required-parts", None, ({"funds": FUNDS}, ["/activities"]), "deviation"),
    (
        "report-states-required-parts",
        None,
        ({"priorities": "IA", "activities": [KURS]}, ["/funds/used_nok"]),
        "undetermined",
    ),
    (
        "report-states-required-parts",
        None,
        ({"priorities": "IA", "activities": [KURS]}, ["/funds"]),
        "undetermined",
    ),
    ("work-rests-on-evidence", ({}, ["/evidence"]), None, "undetermined"),
    ("work-rests-on-evidence", ({}, ["/priorities"]), None, "deviation"),
    ("preventive-work-visible", ({"activities": [KURS]}, [under(1)]), None, "undetermined"),
    ("preventive-work-visible", None, ({"activities": [KURS]}, ["/priorities"]), "undetermined"),
    # Of the young only under sub-goal 2.
    ("young-visible-under-sub-goal-2", ({"activities": [MESSE]}, [under(2)]), None, "undetermined"),
    ("young-visible-under-sub-goal-2", ({"activities": [MESSE]}, [under(1)]), None, "deviation"),
    (
        "young-visible-under-sub-goal-2",
        ({"activities": [KURS, MESSE]}, ["/activities/1/themes"]),
        None,
        "undetermined",
    ),
    (
        "young-visible-under-sub-goal-2",
        ({"activities": [KURS, MESSE]}, ["/activities/0/themes"]),
        None,
        "deviation",
    ),
    (
        "young-visible-under-sub-goal-2",
        ({"activities": [{"id": "a3", "title": "Møte"}, MESSE]}, ["/activities/0/sub_goals"]),
        None,
        "undetermined",
    ),
    (
        "young-visible-under-sub-goal-2",
        ({"activities": [KURS, MESSE]}, ["/activities/0/status"]),
        None,
        "deviation",
    ),
    ("local-media-used", None, ({}, ["/media"]), "undetermined"),
    ("local-media-used", None, ({}, ["/meetings"]), "deviation"),
]


@pytest.mark.parametrize(("rule", "plan", "report", "verdict"), EXAMPLES)
def test_what_a_part_could_lift(
    rule: str, plan: Written | None, report: Written | None, verdict: str
) -> None:
    written = [("plan", plan), ("report", report)]
    documents = [(kind, document(kind, **given[0]), given[1]) for kind, given in written if given]
    assert judge(RULES[rule], case(*(made for _, made, _ in documents))).verdict == "deviation"
    files = [read_from(f"{kind}.docx", made, unread(*lifts)) for kind, made, lifts in documents]
    assert judge(RULES[rule], case(*files)).verdict == verdict
