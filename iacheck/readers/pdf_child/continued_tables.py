"""Tables by their borders, put together where they go on over a page break."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from iacheck.readers.pdf_child.bordered_tables import BorderedCell, BorderedTable
from iacheck.readers.pdf_child.borders import NEAR
from iacheck.readers.pdf_child.cell_text import ColumnWidths, text_in_width
from iacheck.readers.pdf_child.content import PdfCell, PdfTable
from iacheck.readers.pdf_child.layout import LineLayout, PageLine, page_lines

Row = Mapping[int, BorderedCell]


def continued_tables(
    tables: Sequence[BorderedTable], outside: Sequence[PageLine]
) -> Iterator[list[BorderedTable]]:
    """The parts of each of some tables; one goes on where its columns do, with no text between."""
    parts = list(tables[:1])
    for table in tables[1:]:
        if not _goes_on(parts[-1], table, outside):
            yield parts
            parts = []
        parts.append(table)
    yield parts


def _goes_on(before: BorderedTable, table: BorderedTable, outside: Sequence[PageLine]) -> bool:
    return (
        table.page == before.page + 1
        and len(table.lefts) == len(before.lefts)
        and all(abs(a - b) <= NEAR for a, b in zip(table.lefts, before.lefts, strict=True))
        and not any(
            (line.page == before.page and line.main.base < before.bottom)
            or (line.page == table.page and line.main.base > table.top)
            for line in outside
        )
    )


class WholeTable:
    """A table from its parts; `unclear` are pages that begin inside a row or a cell, perhaps."""

    def __init__(self, parts: Sequence[BorderedTable]) -> None:
        self.cells: list[BorderedCell] = []
        self.unclear: list[int] = []
        self._height = 0
        self._last: Row = {}
        for part in parts:
            self._add(part, _repeated(parts[0], part) if self.cells else 0)

    def _add(self, part: BorderedTable, skipped: int) -> None:
        """Add the rows of a part that come after so many; the first may go on with the last."""
        first = part.row(skipped + 1)
        if self._last and first:
            if _is_rest(first, self._last):
                for column, cell in first.items():
                    if column in self._last:
                        self._last[column].pieces += cell.pieces
                        self._last[column].rows += cell.rows - 1
                skipped += 1
            elif _has_less(first, self._last):
                self.unclear.append(part.page)
        down = self._height - skipped
        added = [replace(cell, row=cell.row + down) for cell in part.cells if cell.row > skipped]
        self.cells += added
        self._height += part.height - skipped
        if added:
            self._last = {
                cell.column: cell for cell in added if cell.row + cell.rows - 1 == self._height
            }

    def read(self, layout: LineLayout) -> PdfTable:
        """Its cells that hold something."""
        lines = [page_lines(cell.pieces) for cell in self.cells]
        widths = ColumnWidths()
        for cell, own in zip(self.cells, lines, strict=True):
            if cell.columns == 1:
                widths.add(cell.column, own)
        found = tuple(
            PdfCell(text, own[0].page, cell.row, cell.column, cell.rows, cell.columns)
            for cell, own in zip(self.cells, lines, strict=True)
            if own
            and (
                text := text_in_width(
                    [own],
                    widths.over(cell.column, cell.columns).between(cell.left, cell.right),
                    layout,
                )
            )
        )
        return PdfTable(
            found, statistics.mode(piece.size for cell in self.cells for piece in cell.pieces)
        )


def _repeated(first: BorderedTable, part: BorderedTable) -> int:
    """How many rows of a part are the header of the first one; merged cells make it higher."""
    header = first.row(1).values()
    height = max(max(cell.rows, min(cell.columns, 2)) for cell in header)
    rows = range(1, height + 1)
    return next((n - 1 for n in rows if _texts(part.row(n)) != _texts(first.row(n))), height)


def _texts(row: Row) -> Mapping[int, str]:
    return {
        column: "".join("".join(piece.text.split()) for piece in cell.pieces)
        for column, cell in row.items()
    }


def _is_rest(row: Row, last: Row) -> bool:
    """Whether a row goes on with that before the page break, for certain.

    All that it holds goes on with something, some of it inside a sentence, and something does not.
    """
    begins = [text for text in _texts(row).values() if text]
    return (
        _has_less(row, last)
        and all(column in last and not last[column].is_empty for column in _filled(row))
        and any(text[0].islower() for text in begins)
        and not any(text[0].isupper() for text in begins)
    )


def _has_less(row: Row, last: Row) -> bool:
    """Whether something is empty that was not in the row before: it may go on, or be merged."""
    return bool(_filled(last) - _filled(row))


def _filled(row: Row) -> set[int]:
    return {column for column, cell in row.items() if not cell.is_empty}
