"""A text that names a sub-goal may hold what is missing of it, wherever it stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from free_form_samples import (
    activities,
    deviations,
    heading,
    items,
    only,
    plan,
    read,
    report,
    table,
    text,
    unread,
)

from iacheck.forms.paper_blocks import PaperBlock

COVERS = {"plan-covers-sub-goals", "report-covers-sub-goals"}
FIRST = [
    heading("Delmål 1", 3),
    *items("Fagdag. Ansvarlig: LO"),
    heading("Delmål 2", 3),
    *items("Nettverk. Ansvarlig: KS"),
]


@pytest.mark.parametrize("paper", [plan, report])
@pytest.mark.parametrize("head", [None, "Økonomi", "Evaluering", "Møter"])
@pytest.mark.parametrize(
    ("sentence", "is_missed"),
    [
        ("Delmål 3 følges opp gjennom et seminar sammen med KS.", False),
        ("Vi er glade for det. Under delmål 3 ble det holdt et seminar.", False),
        ("Av midlene gikk 50 000 kroner til delmål 3.", False),
        ("Det ble ikke gjort noe under delmål 3.", True),
        ("Alle delmål er like viktige.", True),
        ("Delmål 1, 2 og 3 er like viktige.", True),
        ("Mest ble gjort under delmål 1.", True),
    ],
)
def test_activities_of_a_sub_goal_that_a_text_names(
    paper: Callable[..., tuple[PaperBlock, ...]], head: str | None, sentence: str, is_missed: bool
) -> None:
    below = [heading(head), text(sentence)] if head else [text(sentence)]
    found = read(paper(heading("Tiltak"), FIRST, below))
    assert ("/activities(3)" in _lifts(found)) != is_missed
    assert bool(COVERS & deviations(found)) == is_missed


def _lifts(found: object) -> set[str]:
    return set().union(*(lifts for *_, lifts in unread(found)))  # type: ignore[arg-type]


def test_a_goal_of_a_sub_goal_that_a_text_names() -> None:
    goals = [heading("Delmål 1"), text("Mål: Færre syke"), *items("Fagdag. Ansvarlig: LO")]
    found = read(plan(goals, heading("Økonomi"), text("Midlene går til delmål 1 og 2.")))
    assert [one["sub_goal"] for one in only(found).body["goals"]] == [1]
    assert {"/goals(2)", "/activities(2)"} <= _lifts(found)


def test_items_that_name_other_sub_goals_are_parts_of_their_own() -> None:
    said = items("I delmål 3 skjedde mye.", "Delmål 2 og 1 også.")
    found = read(report(FIRST[:2], heading("Evaluering"), said))
    assert [lifts & {"/activities(2)", "/activities(3)"} for *_, lifts in unread(found)[-2:]] == [
        {"/activities(3)"}, {"/activities(2)"},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "is_heading"),
    [
        ("Delmål 3 er ikke prioritert i år", False),
        ("Delmål 3 har vi ikke arbeidd med", False),
        ("Sub-goal 3 was not a priority this year", False),
        ("Delmål 3: Ingen utenfor", True),
        ("Delmål 3 – ikke gi opp seniorene", True),
        ("Delmål 3 Flere seniorer", True),
    ],
)
def test_a_row_that_says_what_a_sub_goal_is_not_heads_nothing(row: str, is_heading: bool) -> None:
    rows = table(("Tiltak", "Ansvarlig"), (row, None), ("Messe", "KS"))
    found = read(report(heading("Tiltak"), rows))
    (messe,) = activities(found)
    assert messe.get("sub_goals") == ([3] if is_heading else None)
    assert (row in [words for _, words, _ in unread(found)]) != is_heading


def test_a_blank_cell_below_a_goal_that_tells_its_sub_goal_tells_neither() -> None:
    rows = table(("Mål", "Tiltak"), ("Delmål 1: Lavere fravær", "Kurs"), (None, "Messe"))
    found = only(read(plan(heading("Aktiviteter"), rows)))
    assert found.origin
    lifted = {lift.path for block in found.origin.unread for lift in block.lifts}
    assert {"/activities/1/goals", "/activities/1/sub_goals"} <= lifted
