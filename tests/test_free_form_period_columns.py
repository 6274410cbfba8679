"""Columns of parts of a year, with ticks below them."""

from __future__ import annotations

from typing import Any

import pytest
from free_form_samples import activities, heading, plan, read, table, unread

from iacheck.forms.periods_in_words import is_period


@pytest.mark.parametrize(
    "text",
    [
        "jan", "Jan.", "mars", "September", "våren", "Høst 2016", "1. halvår", "2. kv.", "Q3",
        "uke 45", "mars–juni 2016", "jan-mar", "mai og juni", "1. kvartal 2016", "i mars",
        "autumn 2016",
    ],
)  # fmt: skip
def test_parts_of_a_year(text: str) -> None:
    assert is_period(text)


@pytest.mark.parametrize(
    "text", ["", "2016", "1", "1. mai", "som planlagt", "marsipan", "5. halvår", "vår kommune", "i"]
)
def test_what_is_no_part_of_a_year(text: str) -> None:
    assert not is_period(text)


@pytest.mark.parametrize(
    "rows",
    [
        [("Tiltak", "Hvem", "Jan", "Feb", "Mars"), ("Kurs", "NAV", "x", None, "X")],
        [("Tiltak", "Hvem", "Jan", "Feb", "Mars"), ("Kurs", "NAV", "x", "-", "ja")],
        [
            ("Tiltak", "Hvem", ("2016", 1, 3), None, None),
            (None, None, "Jan", "Feb", "Mars"),
            ("Kurs", "NAV", "x", None, "x"),
        ],
    ],
)
def test_ticks_tell_when(rows: list[Any]) -> None:
    found = read(plan(heading("Tiltak"), table(*rows)))
    assert activities(found) == [{"title": "Kurs", "responsible": "NAV", "when": "Jan, Mars"}]
    assert unread(found) == []


@pytest.mark.parametrize(
    ("head", "row", "told"),
    [
        # a row that ticks nothing has no time; what is no tick could be anything
        (("Tiltak", "Hvem", "Vår", "Høst"), ("Kurs", "NAV", None, None), []),
        (("Tiltak", "Hvem", "Vår", "Høst"), ("Kurs", "NAV", "x", "i Hamar"),
         ["Vår: x", "Høst: i Hamar"]),
        # one column alone is something else
        (("Tiltak", "Hvem", "Vår"), ("Kurs", "NAV", "x"), ["Vår: x"]),
    ],
)  # fmt: skip
def test_what_is_not_told_by_ticks(head: Any, row: Any, told: list[str]) -> None:
    found = read(plan(heading("Tiltak"), table(head, row)))
    assert activities(found) == [{"title": "Kurs", "responsible": "NAV"}]
    assert [words for _, words, _ in unread(found)] == told


def test_a_time_goes_before_ticks() -> None:
    head = ("Tiltak", "Når", "Vår", "Høst")
    found = read(plan(heading("Tiltak"), table(head, ("Kurs", "1.3.2016", "x", None))))
    (one,) = activities(found)
    assert (one["start"], one["when"]) == ("2016-03-01", "Vår")


def test_entries_beside_each_other_are_told_of() -> None:
    rows = table(("Tiltak", "Hvem", "Tiltak", "Hvem"), ("Kurs", "NAV", "Messe", "LO"))
    found = read(plan(heading("Tiltak"), rows))
    assert ("cell", "Messe", {"/activities"}) in unread(found)
    described = table(("Tiltak", "Hva", "Hvem"), ("Kurs", "Om støy", "LO"))
    assert {sort for sort, *_ in unread(read(plan(heading("Tiltak"), described)))} == {"column"}
