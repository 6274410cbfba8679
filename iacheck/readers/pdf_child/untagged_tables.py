"""Text that no structure holds to rows and tables, where borders show these."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from iacheck.readers.pdf_child.bordered_tables import BorderedTable, bordered_tables
from iacheck.readers.pdf_child.borders import Borders
from iacheck.readers.pdf_child.content import PdfRow, PdfTable
from iacheck.readers.pdf_child.continued_tables import WholeTable, continued_tables
from iacheck.readers.pdf_child.layout import LineLayout, PageLine
from iacheck.readers.pdf_child.untagged import in_reading_order, rows_of_lines

# Where texts on one line stand so far apart, by the height of their letters, and begin or end at
# one place on so many lines of a page, or at two on two lines, they look like a table. Points are
# gathered by so many.
_APART = 1.5
_LINES = 3
_SAME_PLACE = 3


@dataclass(slots=True)
class BlocksByBorders:
    """Rows and tables in order, each with the line that it begins on; none without tables."""

    blocks: list[tuple[PdfRow | PdfTable, PageLine]] = field(default_factory=list)
    unclear: set[int] = field(default_factory=set)


def blocks_by_borders(
    lines: Sequence[PageLine], borders: Mapping[int, Borders], layout: LineLayout
) -> BlocksByBorders:
    """The tables of a PDF without tags, and the rows around them."""
    found = BlocksByBorders()
    tables: list[BorderedTable] = []
    for page, on_page in groupby(lines, key=lambda line: line.page):
        pieces = [piece for line in on_page for piece in line.pieces]
        for table in bordered_tables(borders[page], pieces):
            if table is None:
                found.unclear.add(page)
            else:
                tables.append(table)
    inside = {id(piece) for table in tables for cell in table.cells for piece in cell.pieces}
    outside = list(_outside(lines, inside)) if tables else list(lines)
    found.unclear |= _tabular_pages(outside)
    if tables:
        placed: list[tuple[PdfRow | PdfTable, PageLine]] = list(rows_of_lines(outside, layout))
        for parts in continued_tables(tables, outside):
            whole = WholeTable(parts)
            found.unclear.update(whole.unclear)
            placed.append((whole.read(layout), _first_line(parts[0], lines)))
        found.blocks = _in_order(placed, lines)
    return found


def _outside(lines: Sequence[PageLine], inside: set[int]) -> Iterator[PageLine]:
    for line in lines:
        pieces = [piece for piece in line.pieces if id(piece) not in inside]
        if not all(piece.blank for piece in pieces):
            yield PageLine(pieces)


def _first_line(table: BorderedTable, lines: Sequence[PageLine]) -> PageLine:
    pieces = {id(piece) for cell in table.cells for piece in cell.pieces}
    return next(line for line in in_reading_order(lines) if pieces & set(map(id, line.pieces)))


def _in_order(
    placed: Sequence[tuple[PdfRow | PdfTable, PageLine]], lines: Sequence[PageLine]
) -> list[tuple[PdfRow | PdfTable, PageLine]]:
    """What begins on lines, in the order that these are read in."""
    order = {
        id(piece): number
        for number, line in enumerate(in_reading_order(lines))
        for piece in line.pieces
    }
    return sorted(placed, key=lambda one: order[id(one[1].pieces[0])])


def _tabular_pages(lines: Sequence[PageLine]) -> set[int]:
    """The pages on which texts stand in columns, line by line."""
    places: Counter[tuple[int, str, int]] = Counter()
    for line in lines:
        for before, piece in pairwise(piece for piece in line.pieces if not piece.blank):
            if piece.left - before.right > _APART * piece.size:
                places[line.page, "left", round(piece.left / _SAME_PLACE)] += 1
                places[line.page, "right", round(piece.right / _SAME_PLACE)] += 1
    for above, line in pairwise(lines):
        is_beside = line.left >= above.right and line.main.base > above.main.base
        if is_beside and line.page == above.page:
            places[line.page, "left", round(line.left / _SAME_PLACE)] += 1
    beside = Counter(
        page for (page, end, _), count in places.items() if end == "left" and count > 1
    )
    return {
        *(page for (page, _, _), count in places.items() if count >= _LINES),
        *(page for page, count in beside.items() if count > 1),
    }
