"""Tables of a PDF without tags, by their borders: pieces of text fall into cells."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from iacheck.readers.pdf_child.borders import NEAR, Border, Borders, clusters
from iacheck.readers.pdf_child.pieces import Piece

# More crossings, and more places for cells, than a table has that someone reads.
_MOST_PLACES = 4000
# How far above its line the middle of a letter is, by its height.
_MIDDLE = 0.3


@dataclass(slots=True)
class BorderedCell:
    """A cell between borders, what it spans, and the pieces that stand in it."""

    row: int
    column: int
    rows: int
    columns: int
    left: float
    right: float
    pieces: list[Piece] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return all(piece.blank for piece in self.pieces)


@dataclass(slots=True)
class BorderedTable:
    """A table of one page, from its top to its bottom; `lefts` are where its columns begin."""

    page: int
    top: float
    bottom: float
    lefts: Sequence[float]
    cells: list[BorderedCell]

    def row(self, number: int) -> dict[int, BorderedCell]:
        """The cells that begin in a row, by column."""
        return {cell.column: cell for cell in self.cells if cell.row == number}

    @property
    def height(self) -> int:
        """How many rows it has."""
        return max(cell.row + cell.rows - 1 for cell in self.cells)


class CrossedBorderError(Exception):
    """A text stands across the border of a cell, or cells are no rectangles."""


def bordered_tables(borders: Borders, pieces: Sequence[Piece]) -> Iterator[BorderedTable | None]:
    """The tables of a page whose pieces are given, from its top; None for what is not clear."""
    frames = sorted(_frames(borders), key=lambda frame: -max(one.at for one in frame.across))
    for frame in frames:
        try:
            table = _table(frame, pieces)
        except CrossedBorderError:
            yield None
            continue
        if table is not None:
            yield table


def _frames(borders: Borders) -> Iterator[Borders]:
    """The borders of each table: those that meet, by others or straight."""
    if len(borders.across) * len(borders.down) > _MOST_PLACES:
        return
    across, down = set(borders.across), set(borders.down)
    while across:
        frame = Borders()
        added = {across.pop()}
        while added:
            frame.across += added
            crossing = {one for one in down if any(_meet(one, other) for other in added)}
            frame.down += crossing
            down -= crossing
            added = {one for one in across if any(_meet(other, one) for other in crossing)}
            across -= added
        if frame.down:
            yield frame


def _meet(down: Border, across: Border) -> bool:
    return down.reaches(across.at) and across.reaches(down.at)


def _table(frame: Borders, pieces: Sequence[Piece]) -> BorderedTable | None:
    """The table of a frame; None for what is none, such as a box around a text."""
    xs = clusters(
        [
            *(border.at for border in frame.down),
            min(border.start for border in frame.across),
            max(border.end for border in frame.across),
        ]
    )
    ys = clusters(
        [
            *(border.at for border in frame.across),
            min(border.start for border in frame.down),
            max(border.end for border in frame.down),
        ]
    )
    if len(xs) < 3 or len(xs) * len(ys) > _MOST_PLACES:
        return None
    cells = _cells(_Lattice(frame, xs, ys))
    inside = [(piece, at) for piece in pieces if (at := _position(piece, xs, ys)) is not None]
    for piece, at in inside:
        cells[at].pieces.append(piece)
    distinct = list({id(cell): cell for cell in cells.values()}.values())
    in_rows: dict[int, int] = defaultdict(int)
    for cell in distinct:
        in_rows[cell.row] += not cell.is_empty
    if max(in_rows.values()) < 2:
        return None
    if any(_crosses(piece, cells[at]) for piece, at in inside):
        raise CrossedBorderError
    return BorderedTable(pieces[0].page, ys[-1], ys[0], xs[:-1], distinct)


def _crosses(piece: Piece, cell: BorderedCell) -> bool:
    """Whether a piece runs on into the next cell; spaces that end it may."""
    return not piece.blank and piece.right > cell.right + piece.size


def _position(piece: Piece, xs: Sequence[float], ys: Sequence[float]) -> tuple[int, int] | None:
    """The row and column of a piece, counted from 1; None outside."""
    column = bisect_right(xs, piece.left + NEAR)
    row = len(ys) - bisect_right(ys, piece.base + _MIDDLE * piece.size)
    inside = 0 < column < len(xs) and 0 < row < len(ys)
    return (row, column) if inside else None


class _Lattice:
    """Where borders cross: row and column number from 1 the spaces between."""

    def __init__(self, frame: Borders, xs: Sequence[float], ys: Sequence[float]) -> None:
        self.xs = xs
        self.tops = ys[::-1]
        self._down = [_at(frame.down, x) for x in xs]
        self._across = [_at(frame.across, y) for y in self.tops]
        self.rows, self.columns = len(ys) - 1, len(xs) - 1

    def ends_right(self, row: int, column: int) -> bool:
        """Whether there is a border to the right of a place."""
        middle = (self.tops[row - 1] + self.tops[row]) / 2
        return column == self.columns or _is_drawn(self._down[column], middle)

    def ends_below(self, row: int, column: int) -> bool:
        """Whether there is a border below a place."""
        middle = (self.xs[column - 1] + self.xs[column]) / 2
        return row == self.rows or _is_drawn(self._across[row], middle)


def _at(borders: Sequence[Border], at: float) -> Sequence[Border]:
    return [border for border in borders if abs(border.at - at) <= NEAR]


def _is_drawn(borders: Sequence[Border], where: float) -> bool:
    return any(border.reaches(where) for border in borders)


def _cells(lattice: _Lattice) -> dict[tuple[int, int], BorderedCell]:
    """The cell at each row and column; where there is no border between two, it is one."""
    at: dict[tuple[int, int], BorderedCell] = {}
    for row in range(1, lattice.rows + 1):
        for column in range(1, lattice.columns + 1):
            if (row, column) in at:
                continue
            right, bottom = column, row
            while not lattice.ends_right(row, right):
                right += 1
            while not lattice.ends_below(bottom, column):
                bottom += 1
            if not _is_rectangle(lattice, (row, bottom), (column, right)):
                raise CrossedBorderError
            cell = BorderedCell(
                row,
                column,
                bottom - row + 1,
                right - column + 1,
                lattice.xs[column - 1],
                lattice.xs[right],
            )
            for place in product(range(row, bottom + 1), range(column, right + 1)):
                at[place] = cell
    return at


def _is_rectangle(lattice: _Lattice, rows: tuple[int, int], columns: tuple[int, int]) -> bool:
    """Whether borders are around all of some rows and columns, and none within."""
    return all(
        lattice.ends_right(row, column) == (column == columns[1])
        and lattice.ends_below(row, column) == (row == rows[1])
        for row, column in product(range(rows[0], rows[1] + 1), range(columns[0], columns[1] + 1))
    )
