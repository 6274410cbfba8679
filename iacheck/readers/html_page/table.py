"""A table of an HTML page while it is read, or a list of terms with what is said of each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from iacheck.forms.grids import Cell, Grid
from iacheck.forms.paper_blocks import PaperBlock, TextBlock
from iacheck.language.places import Place

# As browsers have it.
_MOST_COLUMNS = 1000
_MOST_ROWS = 65_534
_SECOND = 2
# “Ansvarlig: NAV” below a term: what is said there is a text, and no value.
_LABEL = re.compile(r"\w ?:\s")


@dataclass(slots=True)
class HtmlCell:
    """A cell, where it begins, and what stands in it."""

    row: int
    column: int
    rows: int
    columns: int
    blocks: list[PaperBlock] = field(default_factory=list)


@dataclass(slots=True)
class HtmlTable:
    """A table in this place; rows and columns are counted as its cells come.

    One `of_terms` has these in the first column, and what is said of them in the second. `cell` is
    the one that is open; what stands between cells goes `around` the table.
    """

    name: str
    place: Place
    around: list[PaperBlock]
    of_terms: bool = False
    cells: list[HtmlCell] = field(default_factory=list)
    row: int = 0
    cell: HtmlCell | None = None
    _column: int = 0
    # By columns, the last rows that cells from above reach down to.
    _reach: dict[int, int] = field(default_factory=dict)

    def begin_row(self) -> None:
        self.row += 1
        self._column = 0
        self.cell = None

    def begin_cell(self, rows: str | None, columns: str | None) -> None:
        """The next cell, with the spans that its attributes say."""
        if self.row == 0:
            self.begin_row()
        column = self._column + 1
        while self._reach.get(column, 0) >= self.row:
            column += 1
        tall = _span(rows, _MOST_ROWS) or _MOST_ROWS
        broad = _span(columns, _MOST_COLUMNS) or 1
        self._column = column + broad - 1
        if tall > 1:
            for at in range(column, column + broad):
                self._reach[at] = self.row + tall - 1
        self.cell = HtmlCell(self.row, column, tall, broad)
        self.cells.append(self.cell)

    def begin_term(self) -> None:
        self.begin_row()
        self.begin_cell(None, None)

    def begin_description(self) -> None:
        """What is said of a term, and goes on where it is said in several parts."""
        if self.row == 0:
            self.begin_row()
        if self._column < _SECOND:
            self._column = 1
            self.begin_cell(None, None)
        else:
            self.cell = self.cells[-1]

    def blocks(self) -> list[PaperBlock]:
        """The table, and after it those that stand in its cells; of a single cell, what it holds.

        A table without any text is none, nor is a list whose terms stand above texts.
        """
        if len(self.cells) == 1 or (self.of_terms and self._is_of_texts):
            return [block for cell in self.cells for block in cell.blocks]
        rows: dict[int, dict[int, Cell]] = {}
        inner: list[PaperBlock] = []
        for cell in self.cells:
            texts = [block.text for block in cell.blocks if isinstance(block, TextBlock)]
            inner += (block for block in cell.blocks if isinstance(block, Grid))
            if texts:
                tall = min(cell.rows, self.row - cell.row + 1)
                place = self.place_of(cell.row, cell.column)
                rows.setdefault(cell.row, {})[cell.column] = Cell(
                    "\n".join(texts), place, tall, cell.columns
                )
        return [*((Grid(self.name, rows, self.place_of),) if rows else ()), *inner]

    @property
    def _is_of_texts(self) -> bool:
        said = [b for cell in self.cells if cell.column == _SECOND for b in cell.blocks]
        return not said or any(isinstance(b, TextBlock) and _LABEL.search(b.text) for b in said)

    def place_of(self, row: int, column: int) -> Place:
        return replace(self.place, row=row, column=column)


def _span(written: str | None, most: int) -> int:
    """How many rows or columns an attribute says; 1 if it says nothing, 0 for all that follow."""
    digits = (written or "1").strip()
    if not (digits.isascii() and digits.isdecimal()):
        return 1
    return min(int(digits[:6]), most)
