"""Notes on tables, tables that go on, accounts without headings, cells of several activities."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from free_form_samples import (
    Written,
    activities,
    deviations,
    heading,
    items,
    only,
    read,
    report,
    table,
    text,
    told,
    unread,
)

HEAD = ("Tiltak", "Delmål", "Ansvarlig", "Frist")
KURS = table(HEAD, ("Kurs", 1, "NHO", "1.3.2015"))
MORE = table(("Møte", 2, "LO", "1.4.2015"))
NOTES = [
    "* Alle tall i hele kroner",
    "*) foreløpig",
    "1) Kurset ble holdt to ganger",
    "¹ Kurset ble holdt to ganger",
    "Merk: tallene er foreløpige",
    "Kilde: NAV",
    "Alle tall i hele kroner",
    "Note: figures of March",
]


def titles(*blocks: Any) -> list[str]:
    return [one["title"] for one in activities(read(report(heading("Tiltak"), *blocks)))]


@pytest.mark.parametrize("note", NOTES)
@pytest.mark.parametrize("at", [0, 1])
def test_a_row_that_is_a_note_is_no_activity(note: str, at: int) -> None:
    row = (*[None] * at, note, *[None] * (3 - at))
    found = read(report(heading("Tiltak"), table(HEAD, ("Kurs 1)", 1, "NHO", None), row)))
    assert [one["title"] for one in activities(found)] == ["Kurs 1)"]
    assert ("text", note) in [(sort, words) for sort, words, _ in unread(found)]


def test_names_that_are_counted_are_no_notes() -> None:
    rows = table(HEAD, ("1) Kurs", 1, "NHO", None), ("2) Messe", None, None, None))
    assert titles(rows) == ["1) Kurs", "2) Messe"]


@pytest.mark.parametrize("note", ["Alle tall i hele kroner", "Kurset ble holdt to ganger."])
def test_items_right_below_a_table_that_may_be_notes_on_it(note: str) -> None:
    assert titles(KURS, items(note, note)) == ["Kurs"]
    found = read(report(heading("Tiltak"), KURS, items(note)))
    assert note in [words for _, words, _ in unread(found)]
    assert titles(KURS, items("Messe", "Møte. Ansvarlig: NAV")) == ["Kurs", "Messe", "Møte"]
    assert titles(KURS, text("I tillegg har vi holdt:"), items("Treff for unge i nord.")) == [
        "Kurs", "Treff for unge i nord",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "between",
    [
        [],
        [text("")],
        [text("forts.")],
        [text("Side 2 av 3")],
        [text("Årsrapport 2015 fra IA-rådet i Hedmark")],
        [heading("Delmål 2")],
    ],
)
def test_a_table_without_headings_that_follows_goes_on(between: Sequence[Any]) -> None:
    assert titles(KURS, *between, MORE) == ["Kurs", "Møte"]


@pytest.mark.parametrize(
    "between", [[text("Andre har planlagt:")], [heading("Tiltak i regi av andre", 3)], [items("x")]]
)
def test_a_table_without_headings_below_something_else_does_not_go_on(
    between: Sequence[Any],
) -> None:
    found = read(report(heading("Tiltak"), KURS, *between, MORE))
    assert "Møte" not in [one["title"] for one in activities(found)]
    assert "Møte | 2 | LO | 1.4.2015" in [words for _, words, _ in unread(found)]


@pytest.mark.parametrize("name", ["Kroner", "Beløp", "Regnskap", "Beløp i kroner"])
def test_accounts_of_which_only_the_amounts_have_a_heading(name: str) -> None:
    rows = table(
        (None, name),
        ("Mottatt fra NAV", "400 000"),
        ("Fagdag", "150 000"),
        ("Messe", "200 000"),
        ("Sum brukt", "350 000"),
        ("Overført til 2016", "50 000"),
    )
    found = read(report(heading("Regnskap 2015"), rows))
    assert only(found).body["funds"] == {
        "received_nok": 400_000,
        "used_nok": 350_000,
        "carried_forward_nok": 50_000,
        "lines": [
            {"purpose": "Fagdag", "amount_nok": 150_000},
            {"purpose": "Messe", "amount_nok": 200_000},
        ],
    }
    assert unread(found) == []
    named = table(("Regnskap 2015", "Kroner"), *(("Tildelt", 400_000), ("Brukt", 9), ("Kurs", 9)))
    body = only(read(report(heading("Økonomi"), named))).body
    assert body["funds"]["lines"] == [{"purpose": "Kurs", "amount_nok": 9}]
    # Elsewhere, amounts may be of anything.
    elsewhere = read(report(heading("Annet"), table((None, name), ("Fagdag", "150 000"))))
    assert "funds" not in only(elsewhere).body


Cells = tuple[Written, ...]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            ("Kurs\nMesse", 1, "NHO\nLO", "1.3.2015\n1.5.2015"),
            [("Kurs", "NHO", "2015-03-01"), ("Messe", "LO", "2015-05-01")],
        ),
        (
            ("– Kurs\n– Messe", "1\n1", "– NHO\n– LO", None),
            [("Kurs", "NHO", None), ("Messe", "LO", None)],
        ),
        (
            ("1. Kurs\n2. Messe", 1, "NHO\nLO", None),
            [("Kurs", "NHO", None), ("Messe", "LO", None)],
        ),
        # one name in several lines
        (("Kurs\nom støy", 1, "NHO", None), [("Kurs om støy", "NHO", None)]),
        (("Kurs for\nLedere", 1, "NHO", None), [("Kurs for Ledere", "NHO", None)]),
        (
            ("Kurs\nHoldes på Hamar.", 1, "NHO", None),
            [("Kurs Holdes på Hamar.", "NHO", None)],
        ),
    ],
)
def test_a_row_of_several_activities(row: Cells, expected: list[tuple[str | None, ...]]) -> None:
    found = read(report(heading("Tiltak"), table(HEAD, row)))
    assert [
        (one["title"], one.get("responsible"), one.get("end")) for one in activities(found)
    ] == expected
    assert all(one["sub_goals"] == [1] for one in activities(found))
    assert (unread(found), told(found)) == ([], [])


@pytest.mark.parametrize(
    "row",
    [
        ("Kurs\nMesse", 1, "NHO", None),
        ("– Kurs\n– messe", 1, "NHO", None),
        ("Kurs\nMesse", 1, "NHO\nLO", "1.3.2015"),
        ("Kurs\nMesse", 1, "NHO\nLO\nKS", None),
        ("Kurs\nMesse", 1, None, None),
    ],
)
def test_a_cell_that_may_name_several_is_told_of(row: Cells) -> None:
    found = read(report(heading("Tiltak"), table(HEAD, row, ("Møte", 2, "LO", None))))
    assert len(activities(found)) == 2
    assert any("may name several activities" in one for one in told(found))
    (lifts,) = (lifts for sort, _, lifts in unread(found) if sort == "cell")
    assert lifts == {"/activities(1)"}
    assert "report-covers-sub-goals" in deviations(found)
