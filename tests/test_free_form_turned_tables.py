"""Tables on their side: fields down the first column, and an activity in each other."""

from __future__ import annotations

from typing import Any

import pytest
from free_form_samples import activities, heading, plan, read, report, table, unread

KURS = {"title": "Kurs", "responsible": "NAV", "end": "2016-05-01"}
MESSE = {"title": "Messe", "responsible": "LO", "end": "2016-06-01"}
FIELDS = (("Ansvarlig", "NAV", "LO"), ("Frist", "1.5.2016", "1.6.2016"))


@pytest.mark.parametrize(
    ("above", "sub_goals"),
    [
        ([("Tiltak", "Kurs", "Messe")], ()),
        # names that have no label, and those that are counted
        ([(None, "Kurs", "Messe")], ()),
        ([("Felt", "Tiltak 1", "Tiltak 2"), ("Navn", "Kurs", "Messe")], ()),
        ([(None, 1, 2), ("Tiltak", "Kurs", "Messe")], ()),
        # sub-goals over the columns, as a label and over the whole width
        ([(None, "Delmål 1", "Delmål 2"), ("Tiltak", "Kurs", "Messe")], (1, 2)),
        ([("Tiltak", "Kurs", "Messe"), ("Delmål", 1, 2)], (1, 2)),
        ([("Tiltak", "Kurs", "Messe"), ("Delmål 1", "x", None), ("Delmål 2", None, "x")], (1, 2)),
        ([(("Delmål 3", 1, 3), None, None), ("Tiltak", "Kurs", "Messe")], (3, 3)),
    ],
)
def test_an_activity_in_each_column(above: list[Any], sub_goals: tuple[int, ...]) -> None:
    found = read(plan(heading("Tiltak"), table(*above, *FIELDS)))
    told = [{"sub_goals": [one]} for one in sub_goals] or [{}, {}]
    assert activities(found) == [{**KURS, **told[0]}, {**MESSE, **told[1]}]
    assert unread(found) == []


def test_what_is_merged_over_columns_is_of_each() -> None:
    rows = [("Tiltak", "Kurs", "Messe"), ("Ansvarlig", ("NAV", 1, 2), None), ("Frist", "vår", None)]
    assert activities(read(plan(heading("Tiltak"), table(*rows)))) == [
        {"title": "Kurs", "responsible": "NAV", "when": "vår"},
        {"title": "Messe", "responsible": "NAV"},
    ]


def test_a_label_that_is_not_known_is_told_with_its_place() -> None:
    rows = table(("Tiltak", "Kurs", "Messe"), *FIELDS, ("Farge", "rød", None))
    (told,) = read(plan(heading("Tiltak"), rows)).unread
    assert (told.sort, told.text) == ("column", "Farge: rød")
    assert told.place.cell == "A4"


def test_a_report_on_its_side() -> None:
    rows = [("Tiltak", "Kurs", "Messe"), ("Status", "Gjennomført", "Avlyst"), ("Deltakere", 12, 0)]
    assert activities(read(report(heading("Tiltak"), table(*rows)))) == [
        {"title": "Kurs", "status": "completed", "participants": 12},
        {"title": "Messe", "status": "cancelled", "participants": 0},
    ]


@pytest.mark.parametrize(
    "rows",
    [
        # two tables below each other, and names that are none
        [("Tiltak", "Kurs", "Messe"), *FIELDS, ("Tiltak", "Dag", "Tur"), *FIELDS],
        [(None, "A", "B"), *FIELDS],
    ],
)
def test_activities_whose_names_are_unsure_are_not_read(rows: list[Any]) -> None:
    found = read(plan(heading("Tiltak"), table(*rows)))
    assert activities(found) == []
    assert [(sort, lifts) for sort, _, lifts in unread(found)] == [("table", {"/activities"})]


@pytest.mark.parametrize(
    ("rows", "titles"),
    [
        ([("Tiltak", "Frist", "Status"), ("Møte", "vår", None)], ["Møte"]),
        ([("Tiltak", "Hvem", "Når"), ("Tema", "NAV", "vår"), ("Form", "LO", "høst")],
         ["Tema", "Form"]),
        # a field above the headings
        ([("Mål", "Færre syke"), ("Tiltak", "Hvem", "Når"), ("Kurs", "NAV", "vår")], ["Kurs"]),
        # amounts alone are accounts
        ([(None, "Kurs", "Messe"), ("Budsjett", 5_000, 6_000), ("Brukt", 4_000, 6_000)], []),
    ],
)  # fmt: skip
def test_other_tables_stand_on_their_feet(rows: list[Any], titles: list[str]) -> None:
    found = activities(read(plan(heading("Tiltak"), table(*rows))))
    assert [one["title"] for one in found] == titles
