"""A table of a Word file as a grid, each cell with the place where a person would look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from iacheck.forms.grids import Cell, Grid
from iacheck.language.places import Place
from iacheck.readers.word.document_body import Block, WordParagraph, WordTable


def table_grid(name: str, table: WordTable, place: Place) -> Grid:
    """The cells of the table with this name in this place; those that are merged stand once."""

    def place_of(row: int, column: int) -> Place:
        return replace(place, row=row, column=column)

    rows = {
        number: {
            cell.column: Cell(text, place_of(number, cell.column), cell.rows, cell.columns)
            for cell in cells
            if (text := _cell_text(cell.blocks))
        }
        for number, cells in enumerate(table.rows, 1)
    }
    return Grid(name, {number: cells for number, cells in rows.items() if cells}, place_of)


def _cell_text(held: Sequence[Block]) -> str:
    """What stands in a cell, without the marks of lists; a table in it is a table of its own."""
    return "\n".join(
        block.text.strip()
        for block in held
        if isinstance(block, WordParagraph) and block.text.strip()
    )
