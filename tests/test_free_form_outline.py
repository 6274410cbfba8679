"""Which sub-goal what stands below lines that stand out is of."""

from __future__ import annotations

from typing import Any

import pytest
from free_form_samples import (
    activities,
    bold,
    heading,
    items,
    only,
    plan,
    read,
    table,
    text,
    unread,
)

from iacheck.forms.paper_blocks import PaperBlock

HEAD = ("Tiltak", "Ansvarlig")


@pytest.mark.parametrize(
    "begins",
    [text("Delmål 2: Inkludering"), bold("Delmål 2"), bold("Delmål 2:"), heading("Delmål 2")],
)
@pytest.mark.parametrize(
    "below",
    [
        [text("Mål: Flere"), text("Tiltak: Kurs. Ansvarlig: KS")],
        [text("Mål: Flere"), text("Tiltak:"), *items("Kurs. Ansvarlig: KS")],
        [bold("Mål:"), text("Flere"), bold("Tiltak:"), *items("Kurs. Ansvarlig: KS")],
        [bold("Mål"), *items("Flere"), bold("Tiltak"), table(HEAD, ("Kurs", "KS"))],
        [text("Tiltak: Kurs. Ansvarlig: KS"), text("Mål: Flere")],
    ],
)
@pytest.mark.parametrize("before", [[], [text("Delmål 1: Sykefravær"), text("Mål: Færre")]])
def test_what_stands_below_a_sub_goal_is_of_it(
    begins: PaperBlock, below: list[PaperBlock], before: list[PaperBlock]
) -> None:
    goes_on = [text("Delmål 3: Seniorer"), text("Tiltak: Fagdag. Ansvarlig: LO")]
    found = read(plan(before, begins, below, goes_on))
    assert activities(found)[0]["sub_goals"] == [2]
    assert activities(found)[1] == {"title": "Fagdag", "sub_goals": [3], "responsible": "LO"}
    goals = [one["sub_goal"] for one in only(found).body.get("goals", ()) if one["text"] == "Flere"]
    is_told_of_activity = below[-1] == text("Mål: Flere")
    assert goals == [2] or is_told_of_activity


@pytest.mark.parametrize(
    "listed",
    [
        [text("Delmål 1: Sykefravær"), text("Delmål 2: Inkludering"), text("Delmål 3: Seniorer")],
        [bold("Delmål 1"), bold("Delmål 2"), bold("Delmål 3")],
    ],
)
@pytest.mark.parametrize(
    "below",
    [
        [text("Tiltak:"), *items("Kurs. Ansvarlig: KS")],
        [bold("Tiltak"), table(HEAD, ("Kurs", "KS"))],
        [text("Tiltak: Kurs. Ansvarlig: KS")],
    ],
)
def test_what_follows_sub_goals_that_are_listed_is_of_none_of_them(
    listed: list[PaperBlock], below: list[PaperBlock]
) -> None:
    found = read(plan(listed, below))
    (activity,) = activities(found)
    assert "sub_goals" not in activity
    assert any("/activities/0/sub_goals" in lifts for *_, lifts in unread(found))


@pytest.mark.parametrize("ends", [bold("Økonomi"), text("Medier: Se vedlegg"), heading("Annet")])
def test_a_part_of_another_kind_ends_a_sub_goal(ends: PaperBlock) -> None:
    blocks: list[Any] = [text("Delmål 1: Sykefravær"), text("Tiltak: Kurs. Ansvarlig: KS"), ends]
    found = read(plan(*blocks, bold("Tiltak"), items("Fagdag. Ansvarlig: LO")))
    assert [one.get("sub_goals") for one in activities(found)] == [[1], None]


def test_the_sub_goal_of_an_item_is_its_own() -> None:
    told = items(
        "Delmål 1: Kurs. Ansvarlig: KS",
        "Fagdag. Ansvarlig: LO",
        "Delmål 2 – Messe. Ansvarlig: NAV",
        "Delmål 3. Tur. Ansvarlig: YS",
    )
    found = read(plan(heading("Tiltak"), told))
    assert activities(found) == [
        {"title": "Kurs", "sub_goals": [1], "responsible": "KS"},
        {"title": "Fagdag", "responsible": "LO"},
        {"title": "Messe", "sub_goals": [2], "responsible": "NAV"},
        {"title": "Tur", "sub_goals": [3], "responsible": "YS"},
    ]
    assert [lifts for *_, lifts in unread(found)] == [{"/activities/1/sub_goals"}]


def test_a_line_that_is_called_as_the_plan_is_ends_a_list_of_goals() -> None:
    goals = [text("Mål for arbeidet:"), *items("Lavere fravær")]
    found = read(plan(goals, text("Aktivitetsplan"), items("Delmål 1: Kurs. Ansvarlig: KS")))
    assert [one["title"] for one in activities(found)] == ["Kurs"]
    assert "goals" not in only(found).body


def test_what_has_a_label_of_an_activity_is_no_goal() -> None:
    found = read(plan(heading("Mål"), items("Delmål 1: Kurs. Ansvarlig: KS. Frist: mai")))
    assert "goals" not in only(found).body
    assert [lifts for *_, lifts in unread(found)] == [{"/goals(1)", "/activities(1)"}]


@pytest.mark.parametrize(
    "line", ["Delmål 1 – tiltak 2016", "Delmål 1: Tiltak", "Delmål 1. Aktiviteter i perioden"]
)
def test_the_activities_of_a_sub_goal_in_one_line(line: str) -> None:
    found = read(plan(text(line), table(HEAD, ("Kurs", "KS"))))
    assert activities(found) == [{"title": "Kurs", "sub_goals": [1], "responsible": "KS"}]
    assert unread(found) == []
