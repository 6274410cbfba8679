"""Tables as people made them, whatever program they made them in."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import field
from operator import itemgetter

from iacheck.language.frozen import frozen
from iacheck.language.messages import Message
from iacheck.language.places import Place

# What a cell can hold. A message is why what it holds has no value: an error of a formula.
Raw = str | int | float | bool | datetime.date | datetime.datetime | datetime.time | Message


@frozen
class Cell:
    """A cell that holds something, and where it is.

    It is merged over as many `rows` and `columns`; it stands in the first of them alone.
    """

    value: Raw
    place: Place
    rows: int = 1
    columns: int = 1


@frozen
class Grid:
    """A sheet of a workbook, or a table of a text document.

    `name` is the sheet's name, or the heading above the table. `rows` holds, by number, those
    rows that are not empty, each with its cells by number of column; both count from 1.
    `place_of` tells where the cell of a row and column is, also of an empty one.
    """

    name: str
    rows: Mapping[int, Mapping[int, Cell]]
    place_of: Callable[[int, int], Place] = field(repr=False, compare=False)
    _merged: Mapping[int, list[tuple[int, Cell]]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # By the columns that they begin in, each column's by rows: a table may be merged all over.
        merged: dict[int, list[tuple[int, Cell]]] = {}
        for row in sorted(self.rows):
            for column, cell in self.rows[row].items():
                if cell.rows > 1 or cell.columns > 1:
                    merged.setdefault(column, []).append((row, cell))
        object.__setattr__(self, "_merged", merged)


def shared_cell(grid: Grid, row: int, column: int) -> Cell | None:
    """The cell of a row and column, or the one that is merged over them."""
    own = grid.rows.get(row, {}).get(column)
    if own is not None:
        return own
    for first, merged in grid._merged.items():
        before = bisect_right(merged, row, key=itemgetter(0))
        if first <= column and before:
            top, cell = merged[before - 1]
            if row < top + cell.rows and column < first + cell.columns:
                return cell
    return None
