"""Goals of plans in free form: under labels and headings, beside sub-goals, and of none of them."""

from __future__ import annotations

import pytest
from free_form_samples import (
    HEAD,
    Blocks,
    activities,
    bold,
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


@pytest.mark.parametrize("last", ["Delmål 3: Flere eldre", "Delmål 3: Seniorer", "Delmål 3 – Alle"])
@pytest.mark.parametrize("below", [[], items("(ingen tiltak)"), items("Ingen tiltak.")])
@pytest.mark.parametrize("above", [[], [heading("Tiltak")]])
def test_an_item_of_a_sub_goal_is_a_goal_or_a_heading_and_no_activity(
    last: str, below: Blocks, above: Blocks
) -> None:
    kurs = items("Delmål 1: Mindre fravær", "Kurs. Ansvarlig: KS. Frist: mai")
    found = read(plan(above, kurs, items(last), below))
    assert [(one["title"], one["sub_goals"]) for one in activities(found)] == [("Kurs", [1])]
    assert any("/goals(1)" in lifts for *_, lifts in unread(found))
    assert "plan-states-goals-and-activities" not in deviations(found)


@pytest.mark.parametrize(
    ("blocks", "goals"),
    [
        ([heading("Delmål 1"), text("Mål: Færre syke")], [(1, "Færre syke")]),
        ([heading("Mål"), text("Delmål 2: Flere i arbeid")], [(2, "Flere i arbeid")]),
        ([heading("Delmål 1"), heading("Mål", 3), *items("Færre", "Kortere")], [
            (1, "Færre"), (1, "Kortere"),
        ]),
        ([heading("Hovedmål"), *items("Delmål 1 og 3: Flere")], [(1, "Flere"), (3, "Flere")]),
        ([heading("Delmål 1"), heading("Resultatmål 2016", 3), *items("Færre")], [(1, "Færre")]),
        ([heading("Delmål 2"), bold("Hovedmål:"), text("Flere")], [(2, "Flere")]),
        ([heading("Delmål 2"), text("Resultatmål for 2016: Flere")], [(2, "Flere")]),
        ([heading("Delmål 3"), text("Overordna mål"), text("Lengre")], [(3, "Lengre")]),
        ([heading("Sub-goal 1"), text("Goal: Fewer")], [(1, "Fewer")]),
        ([heading("Delmål 2"), text("Ambisjon: Flere")], [(2, "Flere")]),
        ([heading("Delmål 2"), text("Ønsket resultat: Flere")], [(2, "Flere")]),
        ([heading("Delmål 2"), text("Hva vi vil oppnå: Flere")], [(2, "Flere")]),
    ],
)  # fmt: skip
def test_goals_of_a_text(blocks: Blocks, goals: list[tuple[int, str]]) -> None:
    found = only(read(plan(blocks))).body["goals"]
    assert [(goal["sub_goal"], goal["text"]) for goal in found] == goals


GOAL = "Sykefraværet skal ned med 10 prosent"


@pytest.mark.parametrize("name", ["Overordnede mål", "Hovedmål", "Resultatmål for 2016"])
def test_goals_of_no_sub_goal_are_not_read_and_no_activities(name: str) -> None:
    said = ("Et mer inkluderende arbeidsliv i Nordland", "Lavere fravær")
    for blocks in ([heading(name), *items(*said)], [heading(name), *map(text, said)]):
        found = read(plan(*blocks))
        assert activities(found) == []
        assert all(lifts == {"/goals"} for *_, lifts in unread(found))
        assert "Nordland" in " ".join(words for _, words, _ in unread(found))


@pytest.mark.parametrize("label", ["Mål:", "Mål", "Resultatmål", "Overordnet mål:", "Mål for 2016"])
@pytest.mark.parametrize("goal_first", [True, False])
def test_a_goal_beside_its_label_in_a_row(label: str, goal_first: bool) -> None:
    entries = [HEAD, ("Kurs", "NAV", "vår")]
    goal = [(label, "Færre syke i år")]
    rows = table(*(goal + entries if goal_first else entries + goal), ("Fagdag", "LO", "høst"))
    found = read(plan(heading("Delmål 1", 1), rows))
    assert [one["title"] for one in activities(found)] == ["Kurs", "Fagdag"]
    assert [(one["sub_goal"], one["text"]) for one in only(found).body["goals"]] == [
        (1, "Færre syke i år")
    ]
    assert unread(found) == []
    of_none = read(plan(rows))
    assert [(words, lifts) for _, words, lifts in unread(of_none) if "/goals" in lifts] == [
        (f"{label} Færre syke i år", {"/goals"})
    ]
    assert [one["title"] for one in activities(of_none)] == ["Kurs", "Fagdag"]


def _goals(blocks: Blocks) -> list[tuple[int, str]]:
    return [(one["sub_goal"], one["text"]) for one in only(read(blocks)).body.get("goals", ())]


@pytest.mark.parametrize(
    "blocks",
    [
        [heading(f"Delmål 1. Mål: {GOAL}")],
        [text(f"Delmål 1. Mål: {GOAL}")],
        [table(HEAD, ((f"Delmål 1 – Mål: {GOAL}", 1, 3), None, None), ("Kurs", "NAV", None))],
        [text(f"Mål 1: {GOAL}")],
        [text(f"Mål for delmål 1: {GOAL}")],
        [heading("Delmål 1"), text(f"Mål 3: {GOAL}")],
        [table(("Delmål", "Mål for 2016"), (1, GOAL))],
        [table(("Delmål", "Mål for året 2016"), (1, GOAL))],
    ],
)
def test_goals_beside_sub_goals(blocks: Blocks) -> None:
    assert _goals(plan(blocks)) == [(1, GOAL)]


@pytest.mark.parametrize(
    "blocks",
    [
        [heading(f"Delmål 1: {GOAL}")],
        [heading(f"Delmål 1. {GOAL}")],
        [table(HEAD, ((f"Delmål 1: {GOAL}", 1, 3), None, None), ("Kurs", "NAV", None))],
        [text(f"Delmål 1: {GOAL}")],
    ],
)
def test_what_a_heading_of_a_sub_goal_says_beside_may_be_a_goal(blocks: Blocks) -> None:
    ((_, words, lifts),) = [one for one in unread(read(plan(blocks))) if "Delmål" in one[1]]
    assert GOAL in words
    assert "/goals(1)" in lifts
    assert lifts <= {"/goals(1)", "/activities(1)"}
    assert not any("goals" in path for *_, path in unread(read(report(blocks))))


def test_headings_of_sub_goals_that_hold_no_goal() -> None:
    headings = ("Delmål 2: Inkludering", "Delmål 1: Tiltak", "Delmål 3")
    assert unread(read(plan(map(heading, headings)))) == []
    beside = (heading(f"Delmål 1: {GOAL}"), text(f"Mål 1: {GOAL}"))
    assert unread(read(plan(*beside))) == []


def test_goals_of_more_numbers_than_there_are_sub_goals_are_of_none_that_is_known() -> None:
    found = read(plan(*(text(f"Mål {number}: Noe {number}") for number in (1, 2, 4))))
    assert "goals" not in only(found).body
    assert [lifts for *_, lifts in unread(found)] == [{"/goals"}] * 3


def test_goals_of_a_table() -> None:
    rows = table(
        ("Delmål", "Mål"), (1, "Færre syke"), (None, "Færre korte fravær"), ("2 og 3", "Flere")
    )
    found = read(plan(heading("Mål"), rows))
    assert [(one["sub_goal"], one["text"]) for one in only(found).body["goals"]] == [
        (1, "Færre syke"), (2, "Flere"), (3, "Flere"),
    ]  # fmt: skip
    assert ("row", "Færre korte fravær", {"/goals"}) in unread(found)


def test_goals_beside_activities() -> None:
    rows = table(
        ("Mål", "Delmål", "Tiltak"),
        ("Færre syke", 1, "Kurs"),
        ("Færre syke", 1, "Møte"),
        (None, None, "Besøk"),
        ("Flere i arbeid", None, "Messe"),
    )
    body = only(read(plan(heading("Tiltak"), rows))).body
    assert [goal["id"] for goal in body["goals"]] == ["færre-syke"]
    assert [one.get("goals") for one in body["activities"]] == [
        ["færre-syke"], ["færre-syke"], None, None,
    ]  # fmt: skip


def test_ids_of_goals() -> None:
    goals = table(("Nr", "Delmål", "Mål"), ("M1", 1, "Færre"), ("M2", 2, "Flere"))
    rows = table(("Tiltak", "Mål"), ("Kurs", "Færre"), ("Møte", "m9"))
    body = only(read(plan(heading("Mål"), goals, heading("Tiltak"), rows))).body
    assert [one["goals"] for one in body["activities"]] == [[body["goals"][0]["id"]], ["m9"]]


def test_a_report_has_no_goals_in_rows_over_the_width() -> None:
    wide = [(("Delmål 2", 1, 3), None, None), (("Mål: Flere i jobb", 1, 3), None, None)]
    found = read(report(table(HEAD, *wide, ("Kurs", "NAV", "vår"))))
    assert activities(found)[0]["sub_goals"] == [2]
    assert [words for _, words, _ in unread(found)] == ["Mål: Flere i jobb"]
