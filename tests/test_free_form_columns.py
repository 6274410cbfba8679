"""Columns of sub-goals, ticked or in words, and headings over several columns."""

from __future__ import annotations

from typing import Any

import pytest
from free_form_samples import Rows, activities, heading, read, report, table, told, unread

NHO, LO = {"responsible": "NHO"}, {"responsible": "LO"}
TICKED = [{"title": "Kurs", "sub_goals": [1], **NHO}, {"title": "Messe", "sub_goals": [2, 3], **LO}]
BELOW: Rows = [("Kurs", "x", None, "", "NHO"), ("Messe", None, "X", "✓", "LO")]


@pytest.mark.parametrize(
    "head",
    [
        [("Tiltak", "DM 1", "DM 2", "DM 3", "Ansvarlig")],
        [("Tiltak", "DM1", "DM2", "DM3", "Ansvarlig")],
        [("Tiltak", "D1", "D2", "D3", "Ansvarlig")],
        [("Tiltak", "Delmål 1", "Delmål 2", "Delmål 3", "Ansvarlig")],
        [("Tiltak", "Delmål 1 – sykefravær", "Delmål 2: inkludering", "Delmål 3", "Ansvarlig")],
        [("Tiltak", ("Delmål", 1, 3), None, None, "Ansvarlig"), (None, "1", "2", "3", None)],
        [("Tiltak", ("Delmål", 1, 3), None, None, "Ansvarlig"), (None, 1, 2, 3, None)],
        [("Tiltak", "Delmål", None, None, "Ansvarlig"), (None, 1, 2, 3, None)],
        [(("Tiltak", 2, 1), ("Delmål", 1, 3), None, None, "Ansvarlig"),
         (None, "DM 1", "DM 2", "DM 3", None)],
        [("Tiltak", ("Innsatsområde", 1, 3), None, None, "Ansvarlig"),
         (None, "Sykefravær", "Inkludering", "Seniorer", None)],
    ],
)  # fmt: skip
def test_ticks_below_sub_goals(head: Rows) -> None:
    found = read(report(heading("Tiltak"), table(*head, *BELOW)))
    assert activities(found) == TICKED
    assert unread(found) == []


def test_what_is_a_tick_and_what_is_none() -> None:
    rows = table(
        ("Tiltak", "DM 1", "DM 2", "DM 3"),
        ("Ja og nei", "ja", "nei", "–"),
        ("Fagdag", 1, True, False),
        ("Over alle", ("x", 1, 3), None, None),
        ("Frokostmøte", None, None, None),
        ("Kanskje", "x", "(x)", None),
        ("Delt dag", None, "delvis", None),
    )
    found = read(report(heading("Tiltak"), rows))
    assert [one.get("sub_goals") for one in activities(found)] == [
        [1], [1, 2], [1, 2, 3], None, None, None,
    ]  # fmt: skip
    assert unread(found) == [
        ("cell", "(x)", {"/activities/4/sub_goals"}),
        ("cell", "delvis", {"/activities/5/sub_goals"}),
    ]
    assert told(found)[0] == "“(x)” is no tick; write x below each sub-goal meant"


def test_one_column_with_a_sub_goal_in_its_heading_is_none_of_ticks() -> None:
    rows = table(("Tiltak", "Delmål 1", "Ansvarlig"), ("Kurs", "god effekt", "NHO"))
    found = read(report(heading("Tiltak"), rows))
    assert activities(found) == [{"title": "Kurs", **NHO}]
    assert [words for _, words, _ in unread(found)] == ["Delmål 1: god effekt"]


@pytest.mark.parametrize("name", ["Innsatsområde", "Område", "Satsingsområde", "Focus area"])
def test_areas_of_work_that_are_sub_goals(name: str) -> None:
    rows = [
        (name, "Tiltak", "Ansvarlig"),
        (("1 Sjukefråvær", 2, 1), "Kurs", "NHO"),
        (None, "Møte", "NHO"),
        ("Delmål 2 – inkludering", "Messe", "LO"),
        ("DM3", "Samling", "LO"),
        ("2. Flere med nedsatt funksjonsevne i jobb", "Besøk", "LO"),
    ]
    found = read(report(heading("Tiltak"), table(*rows)))
    assert [one["sub_goals"] for one in activities(found)] == [[1], [1], [2], [3], [2]]
    assert unread(found) == []


@pytest.mark.parametrize("area", ["Helse", "2 Rekruttering", "4 Sykefravær", "1 Inkludering"])
def test_areas_of_work_that_may_be_others(area: str) -> None:
    rows = table(("Område", "Tiltak", "Ansvarlig"), ("DM1", "Kurs", "NHO"), (area, "Møte", "LO"))
    found = read(report(heading("Tiltak"), rows))
    assert all("sub_goals" not in one for one in activities(found))
    ((sort, words, lifts),) = unread(found)
    assert (sort, words) == ("column", f"Område: 1) DM1 · 2) {area}")
    assert {"/activities/0/sub_goals", "/activities/1/sub_goals"} <= lifts
    # Beside a column of sub-goals, an area is something else.
    both = table(("Område", "Delmål", "Tiltak"), ("DM1", 2, "Kurs"))
    assert activities(read(report(heading("Tiltak"), both))) == [
        {"title": "Kurs", "sub_goals": [2]}
    ]


@pytest.mark.parametrize(
    "head",
    [
        [("Tiltak", ("Når", 1, 2), None), (None, "Start", "Slutt")],
        [("Tiltak", ("Tidsrom", 1, 2), None), (None, "Fra", "Til")],
        [(("Tiltak", 2, 1), ("Når", 1, 2), None), (None, "Start", "Slutt")],
        [("Tiltak", "Når", None), (None, "Start", "Slutt")],
        [("Tiltak", ("Når", 1, 2), None), ("Tiltak", "Start", "Slutt")],
        [("Tiltak", ("Når", 1, 2), None)],
    ],
)  # fmt: skip
def test_the_first_and_the_last_day_below_one_heading(head: Rows) -> None:
    rows = table(*head, ("Kurs", "1.2.2015", "1.3.2015"), ("Møte", ("1.5.2015", 1, 2), None))
    found: list[dict[str, Any]] = activities(read(report(heading("Tiltak"), rows)))
    assert found[0] == {"title": "Kurs", "start": "2015-02-01", "end": "2015-03-01"}
    assert found[1]["start"] == "2015-05-01"


def test_two_amounts_below_one_heading_are_no_accounts() -> None:
    rows = table(
        ("Tiltak", ("Kostnad", 1, 2), None, "Delmål"),
        (None, "Budsjett", "Regnskap", None),
        ("Kurs", "50 000", "40 000", 1),
    )
    found = read(report(heading("Tiltak"), rows))
    assert activities(found) == [{"title": "Kurs", "cost_nok": 40_000, "sub_goals": [1]}]
