"""What is met only if a cell that could not be read names one value, not another, is not told."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from building import case, document, rule, say
from test_liftable import KURS, MESSE, RULES, read_from, unread

from iacheck.cases.roots import Together
from iacheck.documents.unread_block import Lift
from iacheck.judging.judge import judge

STATUSES = ("completed", "ongoing", "postponed", "cancelled")
SENIOR = {"id": "r3", "title": "Seniordag", "sub_goals": [3]}


def status_of(at: int, *values: str) -> Lift:
    """The status of an activity, which is one of these, or of all that there are."""
    return Lift(f"/activities/{at}/status", values=values or STATUSES)


@pytest.mark.parametrize(
    ("name", "told", "lifts", "verdict"),
    [
        ("report-carries-out-sub-goals", [KURS], [status_of(0)], "undetermined"),
        ("report-carries-out-sub-goals", [KURS], [status_of(0, "completed", "ongoing")], "met"),
        ("report-carries-out-sub-goals", [KURS], [status_of(0, "cancelled")], "undetermined"),
        # Another activity of the sub-goal was carried out, whatever became of this one.
        ("report-carries-out-sub-goals", [KURS, {**KURS, "id": "r9"}], [status_of(0)], "met"),
        ("report-carries-out-sub-goals", [KURS, MESSE], [status_of(1)], "undetermined"),
        # That there is an activity does not depend on how it went.
        ("report-covers-sub-goals", [KURS, MESSE, SENIOR], [status_of(0)], "met"),
        ("plan-covers-sub-goals", [KURS, MESSE, SENIOR], [status_of(2)], "undetermined"),
        # What may stand there, or not, and what is not there any more.
        ("report-carries-out-sub-goals", [KURS], [Lift("/activities/0/status")], "met"),
        ("report-carries-out-sub-goals", [KURS], [status_of(7)], "met"),
        ("report-carries-out-sub-goals", [KURS, None], [status_of(1)], "met"),
        # What is not met is not met.
        ("report-covers-sub-goals", [KURS], [status_of(0)], "deviation"),
    ],
)
def test_what_is_met_whatever_a_cell_says(
    name: str, told: Sequence[Mapping[str, Any] | None], lifts: Sequence[Lift], verdict: str
) -> None:
    report = document("report", activities=told)
    one = case(read_from("r.docx", report, unread(*lifts, sort="cell")))
    assert judge(RULES[name], one).verdict == verdict


def test_of_documents_that_are_read_together() -> None:
    first = document("report", _id="a", activities=[KURS])
    second = document("report", _id="b", activities=[{**KURS, "id": "r9"}])
    read = read_from("b.docx", second, unread(status_of(0), sort="cell"))
    alone = case(first)
    both = dataclasses.replace(
        alone,
        values={**alone.values, "report": Together([first.body, read.body])},
        documents={**alone.documents, "report": (first, read)},
        partly_read=(read,),
    )
    many = rule(
        "check: {count: {values: 'report.activities[]', "
        "where: {status: {none_of: [cancelled]}}, at_least: 2}}"
    )
    found = judge(many, both)
    assert found.verdict == "undetermined"
    assert say(found.reason or "") == (
        "Cannot be told: the cell “Kurs i” under “Delmål 1” could not be read (b.docx, row 7)"
    )
    assert judge(RULES["report-carries-out-sub-goals"], both).verdict == "met"
