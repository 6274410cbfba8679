"""What was not read of a paper stands in its form, and lifts there what it lifts in the paper."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from commands import Ran
from own_papers import ROWS, own_paper
from word_files import p, table, word

from iacheck.documents.unread_block import Lift, UnreadBlock
from iacheck.forms.grids import Cell, Grid
from iacheck.forms.unread_rows import lift_code, unread_rows
from iacheck.language.places import Place

ACTIVITIES = [{"id": "kurs", "title": "Kurs"}, {"id": "2/1", "title": "Messe"}]
BODY = {"activities": ACTIVITIES, "meetings": [{"held_on": "2016-02-01"}]}
HEADINGS = ("Hvor", "Det som står der", "Kan gjelde", "Kode, ikke endre")


def place_of(row: int, column: int) -> Place:
    return Place(sheet="Ikke lest", cell=f"{'ABCD'[column - 1]}{row}")


def sheet(*rows: Sequence[str]) -> Grid:
    """A sheet with these rows, empty cells left out."""
    return Grid(
        "Ikke lest",
        {
            number: {
                column: Cell(text, place_of(number, column))
                for column, text in enumerate(row, 1)
                if text
            }
            for number, row in enumerate(rows, 1)
        },
        place_of,
    )


def again(lifts: Sequence[Lift], body: Any = BODY) -> set[Lift]:
    """What comes back of lifts that were written into a form, for what the form is now."""
    code = lift_code(lifts, BODY)
    (row,) = unread_rows(sheet(("Ikke lest",), HEADINGS, ("rad 1", "Kurs", "", code)), body)
    assert row.text == "Kurs"
    return set(row.lifts)


EXAMPLES: Sequence[tuple[Lift, ...]] = [
    (),
    (Lift("/activities"),),
    (Lift("/activities", "sub_goals", (2,)), Lift("/funds/used_nok")),
    (Lift("/activities/1/target/industries"), Lift("/activities/0/end"), Lift("/activities/1/end")),
    (Lift("/meetings/0/attended"), Lift("/funds/lines")),
    (Lift(""),),
]


@pytest.mark.parametrize("lifts", EXAMPLES)
def test_lifts_come_back_from_a_form(lifts: tuple[Lift, ...]) -> None:
    assert again(lifts) == set(lifts)


def test_rows_that_were_moved_are_known_by_their_ids() -> None:
    moved = {"activities": [{"id": "ny"}, *ACTIVITIES]}
    assert again([Lift("/activities/0/end")], moved) == {Lift("/activities/1/end")}


def test_a_row_that_is_called_otherwise_now_may_be_any() -> None:
    renamed = {"activities": [{"id": "a1"}, {"id": "a2"}]}
    found = again([Lift("/activities/0/end")], renamed)
    assert found == {Lift("/activities/0/end"), Lift("/activities/1/end")}
    assert again([Lift("/activities/0/end")], {}) == set()


def test_what_is_too_much_for_a_cell_may_be_about_anything() -> None:
    body = {"activities": [{"id": f"kurs-{n:030}"} for n in range(1000)]}
    code = lift_code([Lift(f"/activities/{at}/end") for at in range(1000)], body)
    (row,) = unread_rows(sheet(("Ikke lest",), HEADINGS, ("rad 1", "Kurs", "", code)), body)
    assert row.lifts == (Lift(""),)


ROW = ("rad 3", "Kurs i Hamar", "Aktiviteter")


@pytest.mark.parametrize(
    ("rows", "lifts"),
    [
        ((HEADINGS, (*ROW, '["/activities"]')), (Lift("/activities"),)),
        # A code that somebody has changed, or the column of codes taken away.
        ((HEADINGS, (*ROW, "slett meg")), (Lift(""),)),
        ((HEADINGS, (*ROW, '[{"of": "/activities"}]')), (Lift(""),)),
        ((HEADINGS, (*ROW, "7")), (Lift(""),)),
        ((HEADINGS[:3], ROW), (Lift(""),)),
        # Somebody's own note.
        ((HEADINGS, ROW), ()),
    ],
)
def test_a_row_that_stands_is_a_part_that_was_not_read(
    rows: Sequence[Sequence[str]], lifts: tuple[Lift, ...]
) -> None:
    *_, found = unread_rows(sheet(("Ikke lest",), *rows), BODY)
    number = 1 + len(rows)
    assert found == UnreadBlock("remainder", place_of(number, 1), "Kurs i Hamar", lifts)


def test_a_sheet_without_rows_says_nothing() -> None:
    assert [*unread_rows(sheet(("Ikke lest",), HEADINGS, (" ",)), BODY)] == []
    assert [*unread_rows(sheet(), BODY)] == []


def verdicts(run: Callable[..., Ran], *files: Path | str) -> dict[str, str]:
    done = run("check", *files, "--as-of", "2016-06-01", "--format", "json")
    (judged,) = json.loads(done.out)["subjects"]
    return {finding["rule"]: finding["verdict"] for finding in judged["findings"]}


HALF_READ = (
    p("Handlingsplan for IA-rådet i Hedmark 2016"),
    table(*ROWS),
    p("Delmål 2"),
    table(("Tema", "Sted"), ("Støy i barnehager", "Hamar")),
    p("Planen bygger på en rapport fra STAMI."),
)


def half_read(folder: Path) -> Path:
    paper = folder / "plan.docx"
    paper.write_bytes(word(*HALF_READ))
    return paper


def test_a_paper_and_its_form_get_the_same_verdicts(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    for paper in (half_read(tmp_path), own_paper(tmp_path, "annen.xlsx")):
        form = tmp_path / f"skjema-{paper.stem}.xlsx"
        assert run("read", paper, "--out", form).status == 0
        assert verdicts(run, form) == verdicts(run, paper)


def test_a_form_of_a_form_keeps_what_was_not_read(run: Callable[..., Ran], tmp_path: Path) -> None:
    paper = half_read(tmp_path)
    run("read", paper, "--out", "en.xlsx", "--lang", "nn")
    assert run("read", "en.xlsx", "--out", "to.xlsx", "--lang", "en").status == 0
    assert verdicts(run, "to.xlsx") == verdicts(run, paper)


@pytest.mark.parametrize(("period", "is_kept"), [("2016", True), ("2017", False)])
def test_a_template_that_is_filled_in_from_a_paper_keeps_it_too(
    run: Callable[..., Ran], tmp_path: Path, period: str, is_kept: bool
) -> None:
    paper = half_read(tmp_path)
    given = ("--from", paper, "--period", period, "--out", "skjema.xlsx")
    assert run("template", "plan", *given).status == 0
    assert ("Not read" in openpyxl.load_workbook("skjema.xlsx").sheetnames) is is_kept


def test_a_row_is_dealt_with_when_it_is_deleted(run: Callable[..., Ran], tmp_path: Path) -> None:
    run("read", half_read(tmp_path), "--out", "skjema.xlsx")
    done = run("check", "skjema.xlsx", "--as-of", "2016-06-01")
    told = " ".join(done.out.split())
    assert "could not be read (skjema.xlsx, sheet Not read, cell A" in told
    assert (
        "What stands on the sheet “Not read” of a form could settle something: write into the form "
        "what a row there tells, and delete the row"
    ) in told
    assert verdicts(run, "skjema.xlsx")["plan-covers-sub-goals"] == "undetermined"
    book = openpyxl.load_workbook("skjema.xlsx")
    rows = book["Not read"]
    rows.delete_rows(4, rows.max_row)
    book.save("skjema.xlsx")
    found = verdicts(run, "skjema.xlsx")
    assert found["plan-covers-sub-goals"] == "deviation"


def test_the_sheet_says_what_each_row_may_be_about(run: Callable[..., Ran], tmp_path: Path) -> None:
    run("read", half_read(tmp_path), "--out", "skjema.xlsx", "--lang", "nb")
    rows = [
        [cell.value for cell in row] for row in openpyxl.load_workbook("skjema.xlsx")["Ikke lest"]
    ]
    assert rows[2] == ["Hvor", "Det som står der", "Kan gjelde", "Kode, ikke endre"]
    about = {row[1]: row[2] for row in rows[3:]}
    assert about["1) Tema | Sted · 2) Støy i barnehager | Hamar"] == "Aktiviteter"
    # What is said of the paper is told from what stands in it.
    assert [a for text, a in about.items() if text and text.startswith("Merk: 80 kroner")] == [
        "Aktiviteter: Budsjett i kroner"
    ]


def test_a_store_keeps_what_stands_on_the_sheet(run: Callable[..., Ran], tmp_path: Path) -> None:
    run("read", half_read(tmp_path), "--out", "skjema.xlsx")
    done = run("import", "skjema.xlsx", "--store", "sqlite:ia.db")
    assert done.status == 0
    assert "were not read; the first: sheet Not read, cell A4" in " ".join(done.err.split())
    stored = verdicts(run, "--store", "sqlite:ia.db", "--council", "hedmark", "--period", "2016")
    assert stored["plan-covers-sub-goals"] == "undetermined"
