"""Headings of tables in two rows: groups of columns, and what each column is."""

from __future__ import annotations

from typing import Any

import pytest
from free_form_samples import activities, heading, plan, read, report, table, unread

KURS = {"title": "Kurs", "responsible": "NAV", "start": "2016-02-01", "end": "2016-03-01"}
BELOW = ("Kurs", "NAV", "1.2.2016", "1.3.2016")
HEAD = ("Tiltak", "Ansvarlig", "Start", "Slutt")


@pytest.mark.parametrize(
    "rows",
    [
        # groups below which each column is called by its name
        [(("Tiltak", 2, 1), ("Ansvarlig", 2, 1), ("Tidsrom", 1, 2), None),
         (None, None, "Start", "Slutt")],
        [("Tiltak", "Ansvarlig", "Tidsrom", "Tidsrom"), (None, None, "Start", "Slutt")],
        [("Tiltak", "Ansvarlig", ("Tidsrom", 1, 2), None), HEAD],
        # groups alone, of words that are known or not
        [(("Hva", 1, 2), None, ("Når", 1, 2), None), HEAD],
        [(("Om tiltaket", 1, 2), None, ("Gjennomføring", 1, 2), None), HEAD],
        [(None, None, "Tidsrom", None), HEAD],
    ],
)  # fmt: skip
def test_groups_of_columns(rows: list[Any]) -> None:
    found = read(plan(heading("Tiltak"), table(*rows, BELOW)))
    assert activities(found) == [KURS]
    assert unread(found) == []


def test_a_column_below_a_group_may_be_unknown() -> None:
    rows = table(
        (("Tiltak", 2, 1), ("Tid", 1, 2), None, ("Annet", 1, 2), None),
        (None, "Start", "Slutt", "Bransje", "Farge"),
        ("Kurs", "1.2.2016", "1.3.2016", "Hotell", "rød"),
    )
    found = read(plan(heading("Tiltak"), rows))
    assert [one["target"] for one in activities(found)] == [{"industries": ["Hotell"]}]
    assert [(sort, words) for sort, words, _ in unread(found)] == [("column", "Farge: rød")]


def test_a_group_of_which_no_column_is_known_is_not_what_it_says() -> None:
    rows = table(
        (("Tiltak", 2, 1), ("Tid", 1, 2), None), (None, "Uke", "Rom"), ("Kurs", "12", "Aulaen")
    )
    found = read(plan(heading("Tiltak"), rows))
    assert activities(found) == [{"title": "Kurs"}]
    assert {words for _, words, _ in unread(found)} == {"Uke: 12", "Rom: Aulaen"}


@pytest.mark.parametrize(
    ("first", "text"),
    [
        # what is more than the name of a group is told of
        ((None, None, "Utkast", None), "Utkast"),
        ((("Vedtatt 3.2.2016", 1, 2), None, ("Rådet vil dette.", 1, 2), None),
         "Vedtatt 3.2.2016 | Rådet vil dette."),
        (("Notat", None, None, None), "Notat"),
    ],
)  # fmt: skip
def test_a_text_above_headings_is_no_group(first: Any, text: str) -> None:
    ((sort, words, _),) = unread(read(plan(heading("Tiltak"), table(first, HEAD, BELOW))))
    assert (sort, words) == ("text", text)


def test_an_entry_is_no_second_row_of_headings() -> None:
    rows = table(("Tiltak", ("Tid", 1, 2), None), ("Møte", "Vår", "Høst"), (None, "Til", None))
    assert [one["title"] for one in activities(read(plan(heading("Tiltak"), rows)))] == ["Møte"]


def test_amounts_in_groups() -> None:
    rows = table(
        (("Tiltak", 2, 1), ("Kostnad", 1, 2), None, ("Status", 2, 1)),
        (None, "Budsjett", "Regnskap", None),
        ("Kurs", 50_000, 40_000, "Gjennomført"),
    )
    assert activities(read(report(heading("Tiltak"), rows))) == [
        {"title": "Kurs", "status": "completed", "cost_nok": 40_000}
    ]
