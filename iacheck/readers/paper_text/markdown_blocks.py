"""Markdown-like text as the texts and tables of a paper, each with its line.

Beside what `markdown` reads there are tables, of `|` or with columns that are parted by tabs or
spaces, and the items of lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from iacheck.forms.grids import Cell, Grid
from iacheck.forms.paper_blocks import PaperBlock, TextBlock
from iacheck.language.places import Place
from iacheck.readers.paper_text.bold_text import text_blocks_of, text_of_pieces
from iacheck.readers.paper_text.markdown import inline_pieces, parser
from iacheck.readers.paper_text.spaced_tables import SpacedTable, spaced_tables

_COLUMN_EDGE = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)


def text_blocks(text: str) -> Iterator[PaperBlock]:
    """The paragraphs, headings, items of lists and tables of a text, in order."""
    lines = text.split("\n")
    spaced = [(min(table.rows), table) for table in spaced_tables(lines)]
    bare = list(lines)
    for _, table in spaced:
        for number in table.rows:
            bare[number] = ""
    heading = ""
    for first, block in _blocks("\n".join(bare) if spaced else text, lines):
        while spaced and spaced[0][0] < first:
            yield _spaced(heading, spaced.pop(0)[1])
        heading = block.text if isinstance(block, TextBlock) and block.rank is not None else heading
        yield block
    yield from (_spaced(heading, table) for _, table in spaced)


def _spaced(heading: str, table: SpacedTable) -> Grid:
    numbers = list(table.rows)

    def place_of(row: int, column: int) -> Place:
        del column
        return Place(line=numbers[min(max(row, 1), len(numbers)) - 1] + 1)

    rows = {
        row: {at: Cell(text, place_of(row, at)) for at, text in cells.items()}
        for row, cells in enumerate(table.rows.values(), 1)
    }
    return Grid(heading, rows, place_of)


def _blocks(text: str, lines: Sequence[str]) -> Iterator[tuple[int, PaperBlock]]:
    """What the parser knows, each with the number of its line from 0."""
    rank: int | None = None
    heading = ""
    table: _Table | None = None
    for token in parser("table").parse(text):
        first = token.map[0] if token.map else 0
        if token.type == "table_open":
            table = _Table(heading, lines)
        elif table is not None:
            table.read(token)
            if token.type == "table_close":
                yield from ((table.lines[0] - 1, block) for block in table.blocks())
                table = None
        elif token.type in ("heading_open", "paragraph_open"):
            rank = int(token.tag[1:]) if token.type == "heading_open" else None
        elif token.type == "inline":
            for block in _texts(token, rank, lines):
                heading = heading if rank is None else block.text
                yield first, block


def _texts(inline: Token, rank: int | None, lines: Sequence[str]) -> Iterator[TextBlock]:
    """A heading, or a paragraph with the items of a list in it."""
    first = inline.map[0] if inline.map else 0
    place = Place(line=first + 1)
    written = text_of_pieces(inline_pieces(inline.children or ()))
    if rank is None:
        its_lines = lines[first : first + written.text.count("\n") + 1]
        indents = {n: _indent(line) for n, line in enumerate(its_lines) if line[:1].isspace()}
        yield from text_blocks_of(written, place, indents)
    elif written.text.strip():
        whole = written.part(0, len(written.text))
        yield TextBlock(whole.text, place, rank, whole.is_bold)


def _indent(line: str) -> int:
    """By how many signs a line is indented, as an editor shows it."""
    shown = line.expandtabs(4)
    return len(shown) - len(shown.lstrip())


@dataclass(slots=True)
class _Table:
    name: str
    text: Sequence[str]
    lines: list[int] = field(default_factory=list)
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    below: list[TextBlock] = field(default_factory=list)
    column: int = 0

    def read(self, token: Token) -> None:
        if token.type == "tr_open":
            self.lines.append(token.map[0] + 1 if token.map else 1)
            self.column = 0
        elif token.type == "inline":
            self._add(text_of_pieces(inline_pieces(token.children or ())).text)
        elif token.type == "tr_close":
            self._end_row(self.text[self.lines[-1] - 1])

    def blocks(self) -> Iterator[PaperBlock]:
        """The table, and what stands close below it."""
        lines = self.lines

        def place_of(row: int, column: int) -> Place:
            del column
            return Place(line=lines[min(max(row, 1), len(lines)) - 1])

        yield Grid(self.name, self.rows, place_of)
        yield from self.below

    def _add(self, text: str) -> None:
        self.column += 1
        written = _BREAK.sub("\n", text).strip()
        if written:
            cell = Cell(written, Place(line=self.lines[-1]))
            self.rows.setdefault(len(self.lines), {})[self.column] = cell

    def _end_row(self, line: str) -> None:
        """Adds the cells beyond those of the first row, which the parser drops.

        A line without edges of columns is none of the table, though the parser says so.
        """
        cells = _COLUMN_EDGE.split(line.strip().removeprefix("|").removesuffix("|"))
        for text in cells[self.column :]:
            self._add(text.replace("\\|", "|"))
        if "|" not in line:
            cell = self.rows.pop(len(self.lines), {}).get(1)
            if cell is not None:
                self.below.append(TextBlock(str(cell.value), cell.place))
