"""How many rows and columns the cells of a Word table span."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from iacheck.readers.word.package_parts import Element, W, integer

Merge = Literal["", "up", "before"]


@dataclass(slots=True)
class CellSpan:
    """The rows and columns of a cell, and whether it goes on with the one above or before it.

    A cell that goes on spans nothing itself; the one that it goes on with is as much larger.
    """

    column: int
    columns: int = 1
    rows: int = 1
    merge: Merge = ""


def cell_span(properties: Element | None, column: int) -> CellSpan:
    """The span of a cell with these properties in this column, as it says by itself."""
    width = None if properties is None else properties.find(W + "gridSpan")
    columns = integer(None if width is None else width.get(W + "val"), 1)
    for name, merge in _MERGES:
        mark = None if properties is None else properties.find(W + name)
        if mark is not None and mark.get(W + "val", "continue") == "continue":
            return CellSpan(column, max(columns, 1), merge=merge)
    return CellSpan(column, max(columns, 1))


def merge_cells(rows: Sequence[Sequence[CellSpan]]) -> None:
    """Makes cells as large as those are that go on with them."""
    above: dict[int, CellSpan] = {}
    for row in rows:
        before: CellSpan | None = None
        for cell in row:
            if cell.merge == "before" and before is not None:
                before.columns += cell.columns
            elif cell.merge != "before":
                before = cell
        above = dict(_owners(row, above))


def _owners(row: Sequence[CellSpan], above: dict[int, CellSpan]) -> Iterator[tuple[int, CellSpan]]:
    """The cells that those of the next row may go on with, by their columns."""
    for cell in row:
        if cell.merge == "up" and cell.column in above:
            owner = above[cell.column]
            owner.rows += 1
            yield cell.column, owner
        elif not cell.merge:
            yield cell.column, cell


_MERGES: tuple[tuple[str, Merge], ...] = (("vMerge", "up"), ("hMerge", "before"))
