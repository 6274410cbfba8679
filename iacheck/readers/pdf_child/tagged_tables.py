"""A table of a tagged PDF, by its tags: which cells it has, what they span and hold."""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from iacheck.readers.pdf_child.borders import Borders
from iacheck.readers.pdf_child.cell_text import ColumnWidths, Width, text_in_width
from iacheck.readers.pdf_child.content import PdfCell, PdfTable
from iacheck.readers.pdf_child.layout import LineLayout, PageLine, page_lines
from iacheck.readers.pdf_child.pieces import Piece, visible_text
from iacheck.readers.pdf_child.structure import CELLS, TABLE_PARTS, Element, Mark, marks_of

Marked = Mapping[Mark, Sequence[Piece]]
# The cells of a row; None for one that holds nothing, for which the file says nothing.
Row = Sequence[Element | None]

# What stands in a line of text; all else is a block, and ends the paragraph before it.
INLINE = {
    *("Span", "Quote", "Reference", "BibEntry", "Code", "Link", "Annot", "Em", "Strong", "Sub"),
    *("Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP", "Formula", "NonStruct", "Private"),
}
_HEADINGS = {"H", *(f"H{level}" for level in range(10))}
_NOT_SAID = {"Artifact", "Note", "FENote", "Lbl", "TOC"}
# More places than a table has that someone reads.
_MOST_PLACES = 100_000


class UnclearTableError(Exception):
    """It does not show for certain in which column a cell stands."""


@dataclass(slots=True)
class _Placed:
    """A cell where it stands, and its paragraphs."""

    row: int
    column: int
    rows: int
    columns: int
    page: int
    paragraphs: Sequence[Sequence[PageLine]] = field(default_factory=list)


def table_rows(table: Element) -> Iterator[Element | None]:
    """The rows of a table in order; None for one that holds nothing."""
    for kid in table.places():
        if kid is None:
            yield None
        elif isinstance(kid, Element) and kid.kind == "TR":
            yield kid
        elif isinstance(kid, Element) and kid.kind in TABLE_PARTS:
            yield from table_rows(kid)


def has_blocks(table: Element) -> bool:
    """Whether there are headings, lists or tables in a table."""
    return _has(table, {"L", "Table", *_HEADINGS})


def lays_out(table: Element, rows: Sequence[Sequence[Element]]) -> bool:
    """Whether a table is there for the looks of a page alone."""
    return _has(table, {"Table"}) or (len(rows) == 1 and _has(table, _HEADINGS))


def _has(element: Element, kinds: Container[str]) -> bool:
    return any(
        isinstance(kid, Element) and (kid.kind in kinds or _has(kid, kinds)) for kid in element
    )


def table_by_tags(
    table: Element, marked: Marked, layout: LineLayout, borders: Mapping[int, Borders]
) -> PdfTable:
    """The cells of a table that hold something; raises UnclearTableError."""
    rows = [_cells(row) for row in table_rows(table)]
    placed = list(_placed(rows, marked))
    if any(None in row for row in rows) and not _stand_apart(placed):
        raise UnclearTableError
    widths = ColumnWidths()
    for cell in placed:
        if cell.columns == 1:
            widths.add(cell.column, (line for lines in cell.paragraphs for line in lines))
    cells = tuple(
        PdfCell(text, cell.page, cell.row, cell.column, cell.rows, cell.columns)
        for cell in placed
        if (text := text_in_width(cell.paragraphs, _width(cell, widths, borders), layout))
    )
    sizes = (
        piece.size
        for cell in placed
        for lines in cell.paragraphs
        for line in lines
        for piece in line.pieces
    )
    return PdfTable(cells, statistics.mode(sizes) if cells else 0)


def _width(cell: _Placed, widths: ColumnWidths, borders: Mapping[int, Borders]) -> Width:
    known = widths.over(cell.column, cell.columns)
    lines = [line for paragraph in cell.paragraphs for line in paragraph]
    if len(lines) < 2:
        return known
    first = lines[0]
    beside = borders[first.page].beside(first.left, first.main.base)
    return known.between(*beside) if beside else known


def _cells(row: Element | None) -> Row:
    if row is None:
        return ()
    return [
        kid
        for kid in row.places()
        if kid is None or (isinstance(kid, Element) and kid.kind in CELLS)
    ]


def _placed(rows: Sequence[Row], marked: Marked) -> Iterator[_Placed]:
    """The cells that hold something, each in the first column that is free."""
    spans = _spans_of_empty(rows)
    taken: dict[int, set[int]] = defaultdict(set)
    for number, row in enumerate(rows, 1):
        column = 1
        for cell in row:
            while column in taken[number]:
                column += 1
            if cell is None:
                column += spans[number]
                continue
            paragraphs = [
                lines for pieces in _paragraphs(cell, marked) if (lines := page_lines(pieces))
            ]
            yield _Placed(number, column, cell.rows, cell.columns, cell.page, paragraphs)
            for below in range(number + 1, min(number + cell.rows, len(rows) + 1)):
                taken[below].update(range(column, column + cell.columns))
            column += cell.columns


def _spans_of_empty(rows: Sequence[Row]) -> Mapping[int, int]:
    """How many columns the empty cells of a row span each: what its other cells leave."""
    said: Counter[int] = Counter()
    empty: Counter[int] = Counter()
    for number, row in enumerate(rows, 1):
        empty[number] += row.count(None)
        for cell in filter(None, row):
            for reached in range(number, min(number + cell.rows, len(rows) + 1)):
                said[reached] += cell.columns
    if said.total() > _MOST_PLACES:
        raise UnclearTableError
    full = [said[number] for number, count in empty.items() if not count]
    width = max(full or [said[number] + count for number, count in empty.items()])
    spans = {}
    for number, count in empty.items():
        left = width - said[number]
        if count and left != count and (count > 1 or left < 1):
            raise UnclearTableError
        spans[number] = left if count == 1 else 1
    return spans


def _stand_apart(placed: Sequence[_Placed]) -> bool:
    """Whether all that begins in a column stands to the left of what begins in the next."""
    lefts: dict[int, list[float]] = defaultdict(list)
    for cell in placed:
        if cell.columns == 1:
            lefts[cell.column] += (line.left for lines in cell.paragraphs for line in lines)
    beside = [lefts[column] for column in sorted(lefts) if lefts[column]]
    return all(max(one) < min(other) for one, other in pairwise(beside))


def _paragraphs(cell: Element, marked: Marked) -> Iterator[Sequence[Piece]]:
    """The pieces of a cell by the paragraphs that they stand in."""
    pending: list[Piece] = []
    for piece in _pieces(cell, marked):
        if piece is not None:
            pending.append(piece)
        elif pending:
            yield pending
            pending = []
    yield pending


def _pieces(element: Element, marked: Marked) -> Iterator[Piece | None]:
    """The pieces of an element in order; None where a paragraph begins or ends."""
    if element.actual:
        pieces = [piece for mark in marks_of(element) for piece in marked.get(mark, ())]
        said = visible_text(element.actual)
        yield from (replace(piece, text=said, right=pieces[-1].right) for piece in pieces[:1])
        return
    is_block = element.kind not in INLINE
    if is_block:
        yield None
    for kid in element:
        if not isinstance(kid, Element):
            yield from marked.get(kid, ())
        elif kid.kind not in _NOT_SAID:
            yield from _pieces(kid, marked)
    if is_block:
        yield None
