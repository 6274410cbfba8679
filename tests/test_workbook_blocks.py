"""Workbooks as texts and tables of a paper."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from excel_files import raw, read, written
from hypothesis import given
from hypothesis import strategies as st
from paper_block_samples import shown

from iacheck.forms.grids import Cell, Grid, shared_cell
from iacheck.forms.paper_blocks import TextBlock
from iacheck.language.places import Place
from iacheck.readers.xlsx import sheet_blocks

HEAD = {1: "Tiltak", 2: "Sum"}


def rows(*held: list[Any], merged: str = "") -> bytes:
    """A workbook with one sheet, S; cells are texts and numbers."""

    def make(book: Any) -> None:
        sheet = book.add_worksheet("S")
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        for at, row in enumerate(held):
            for column, value in enumerate(row):
                if value is not None:
                    sheet.write(at, column, value, *([day] if isinstance(value, date) else []))
        if merged:
            first = held[0][0]
            sheet.merge_range(merged, first)

    return written(make)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (rows(["Tiltak", "Sum"], ["Kurs", 5]), [{1: HEAD, 2: {1: "Kurs", 2: 5}}]),
        (rows(["Plan"], [], ["Tiltak", "Sum"]), ["Plan", {3: HEAD}]),
        # Titles stand close to what they are titles of.
        (rows(["Plan"], [2016], ["Tiltak", "Sum"]), ["Plan", "2016", {3: HEAD}]),
        (rows(["Plan"], ["Tiltak", "Sum"], merged="A1:B1"), ["Plan", {2: HEAD}]),
        (rows(["Delmål 1"], ["Tiltak", "Sum"], ["Delmål 2"], ["Kurs"]), [
            "Delmål 1", {2: HEAD, 3: {1: "Delmål 2"}, 4: {1: "Kurs"}}
        ]),
        (rows(["Tiltak", "Sum"], [" ", "–"], ["Kurs", 5], [], [], ["etter"]), [
            {1: HEAD}, {3: {1: "Kurs", 2: 5}}, "etter"
        ]),
        (rows(["Tiltak", "Sum"], ["Kurs", "–"]), [{1: HEAD, 2: {1: "Kurs", 2: "–"}}]),
        # A row below a merged cell is not empty.
        (rows(["1", "a"], [], [None, "b"], merged="A1:A3"), [
            {1: {1: ("1", 3, 1), 2: "a"}, 3: {2: "b"}}
        ]),
        # What is no text and no number is for those who know what a cell may hold.
        (rows([date(2016, 2, 12)]), [{1: {1: date(2016, 2, 12)}}]),
        (rows([True]), [{1: {1: True}}]),
    ],
)  # fmt: skip
def test_a_sheet(data: bytes, expected: list[Any]) -> None:
    sheets, _ = read(data)
    assert shown(sheet_blocks(sheets)) == [("S", 0), *expected]


def test_places_are_those_of_the_cells() -> None:
    sheets, _ = read(rows(["Plan"], [], ["Tiltak", "Sum"], ["Kurs"]))
    name, title, table = sheet_blocks(sheets)
    assert isinstance(name, TextBlock)
    assert name.place == Place(sheet="S")
    assert isinstance(title, TextBlock)
    assert title.place == Place(sheet="S", cell="A1")
    assert isinstance(table, Grid)
    assert table.name == "S"
    assert table.rows[3][2].place == Place(sheet="S", cell="B3")
    assert table.place_of(4, 2) == Place(sheet="S", cell="B4")


def test_rows_in_any_order_are_read_in_theirs() -> None:
    row = '<row r="{0}"><c r="A{0}"><v>{0}</v></c></row>'.format
    sheets, _ = read(raw(f"<sheetData>{row(3)}{row(1)}{row(2)}</sheetData>"))
    assert shown(sheet_blocks(sheets)) == [("S", 0), "1", "2", "3"]


# The place of a cell, or of the one that is merged over it

SPANS = st.lists(
    st.tuples(*[st.integers(1, 6)] * 2, *[st.integers(1, 4)] * 2), max_size=8
)  # row, column, rows, columns


@given(SPANS)
def test_a_cell_is_found_from_every_place_that_it_spans(spans: list[tuple[int, ...]]) -> None:
    owners: dict[tuple[int, int], Cell] = {}
    table: dict[int, dict[int, Cell]] = {}
    for row, column, tall, broad in spans:
        covered = [(row + r, column + c) for r in range(tall) for c in range(broad)]
        if owners.keys().isdisjoint(covered):
            cell = Cell(f"{row}, {column}", Place(row=row, column=column), tall, broad)
            table.setdefault(row, {})[column] = cell
            owners.update(dict.fromkeys(covered, cell))
    grid = Grid("", table, lambda row, column: Place(row=row, column=column))
    for row in range(1, 12):
        for column in range(1, 12):
            assert shared_cell(grid, row, column) is owners.get((row, column))
