"""The structure of a tagged PDF to rows: headings, paragraphs, lists and tables, as tagged."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

from iacheck.readers.pdf_child.borders import Borders
from iacheck.readers.pdf_child.content import PdfRow, PdfTable
from iacheck.readers.pdf_child.layout import LineLayout, PageLine, page_lines
from iacheck.readers.pdf_child.letters import Letters, letters_of
from iacheck.readers.pdf_child.pieces import Piece, visible_text
from iacheck.readers.pdf_child.structure import CELLS, Element, Mark, marks_of
from iacheck.readers.pdf_child.tagged_tables import (
    INLINE,
    Marked,
    UnclearTableError,
    has_blocks,
    lays_out,
    table_by_tags,
    table_rows,
)

# Where in the content of the file a row begins: its page, and the order there.
Anchor = tuple[int, int]

_HEADING = re.compile(r"H(\d+)")
_DEEPEST = 6
_NOTES = {"Note", "FENote"}
_CONTENTS = {"TOC"}
_GONE = {"Artifact"}
_NUMBER = re.compile(r"[^\W_]{1,3}")
# A label of a list that says something: “1.”, “a)”; a lone “o” is Word's second bullet.
_SAYING = re.compile(r"(?!o$).*\w")
# Some programs write the label of an item as text.
_LABELLED = re.compile(r"(?:-|\d{1,3}[.)]|\w[.)])\s")


class TaggedRows:
    """Reads the structure of one PDF; gathers its rows, and what is to be told of it.

    `used` are the marks whose text the structure holds; `artifacts` is text that it tags as none.
    `table_of` has the table that a row stands in, by the row's `id`; `table_pages` are those with
    any, `unclear` those with one that could not be made out.
    """

    def __init__(self, marked: Marked, layout: LineLayout, borders: Mapping[int, Borders]) -> None:
        self.rows: list[tuple[PdfRow, Anchor]] = []
        self.used: set[Mark] = set()
        self.contents: set[int] = set()
        self.pictures: set[int] = set()
        self.artifacts: list[Piece] = []
        self.table_of: dict[int, PdfTable] = {}
        self.unclear: set[int] = set()
        self.table_pages: set[int] = set()
        self._marked = marked
        self._layout = layout
        self._borders = borders
        self._pending: list[Piece] = []
        self._notes: list[Element] = []
        self._level: int | None = None
        self._label: str | None = None
        self._lists = 0
        self._sections = 0
        self._tight = False
        self._anchor: Anchor = (0, 0)

    def read(self, root: Element) -> None:
        """Read a tree from its root."""
        self._inside(root)
        self._flush()

    def _visit(self, element: Element) -> None:
        kind = element.kind
        if kind in _GONE:
            self._pass_over(element)
            for mark in marks_of(element):
                self.artifacts += self._marked.get(mark, ())
        elif kind in _CONTENTS:
            self._pass_over(element)
            self.contents.add(element.page)
        elif kind in _NOTES:
            self._notes.append(element)
        elif element.actual:
            self._say_instead(element)
        elif kind == "Lbl":
            self._reference(element)
        elif kind in INLINE and not (kind == "Formula" and element.alternative):
            self._inside(element)
        else:
            self._flush()
            self._block(element)
            self._flush()

    def _block(self, element: Element) -> None:
        kind = element.kind
        blocks: dict[str, Callable[[Element], None]] = {
            "L": self._list,
            "LI": self._item,
            "Table": self._table,
            "Figure": self._figure,
            "Formula": self._figure,
            "Sect": self._section,
        }
        level = self._level_of(kind)
        if level is not None:
            self._level = level
            self._inside(element)
            self._flush()
            self._level = None
        else:
            blocks.get(kind, self._inside)(element)

    def _level_of(self, kind: str) -> int | None:
        if kind == "Title":
            return 1
        if kind == "H":
            return min(max(self._sections, 1), _DEEPEST)
        numbered = _HEADING.fullmatch(kind)
        return min(max(int(numbered[1]), 1), _DEEPEST) if numbered else None

    def _inside(self, element: Element) -> None:
        for kid in element:
            if isinstance(kid, Element):
                self._visit(kid)
            else:
                self._take(kid)

    def _take(self, mark: Mark) -> None:
        if mark not in self.used:
            self.used.add(mark)
            self._pending += self._marked.get(mark, ())

    def _section(self, element: Element) -> None:
        self._sections += 1
        self._inside(element)
        self._sections -= 1

    def _list(self, element: Element) -> None:
        if not self._lists:
            self._tight = False
        self._lists += 1
        self._inside(element)
        self._flush()
        self._lists -= 1

    def _item(self, element: Element) -> None:
        kids = list(element)
        labels = [kid for kid in kids if isinstance(kid, Element) and kid.kind == "Lbl"]
        label = " ".join(self._text_of(one) for one in labels)
        self._label = f"{label} " if _SAYING.match(label) else "- "
        for kid in kids:
            if not isinstance(kid, Element):
                self._take(kid)
            elif kid.kind != "Lbl":
                self._visit(kid)
        self._flush()
        if self._label is not None and label and self._label != "- ":
            self._add(PdfRow(label, element.page, None, not self._tight))
        self._label = None

    def _table(self, element: Element) -> None:
        """A line for each row, with bars, as Markdown has them; one column is no table."""
        self.table_pages.update(page for page, _ in marks_of(element))
        rows = [
            [cell for cell in row if isinstance(cell, Element) and cell.kind in CELLS]
            for row in filter(None, table_rows(element))
        ]
        if not any(len(cells) > 1 for cells in rows):
            self._inside(element)
            return
        for kid in element:
            if isinstance(kid, Element) and kid.kind == "Caption":
                self._visit(kid)
                self._flush()
        before = len(self.rows)
        self._table_rows(element, rows)
        if not lays_out(element, rows):
            self._make_out(element, [row for row, _ in self.rows[before:]])
        # What stands in the table, but in none of its cells.
        self._inside(element)

    def _table_rows(self, element: Element, rows: Sequence[Sequence[Element]]) -> None:
        if has_blocks(element):
            for cells in rows:
                for cell in cells:
                    self._visit(cell)
            return
        begins = True
        for cells in rows:
            texts = [self._text_of(cell) for cell in cells]
            if any(texts):
                page = cells[0].page
                self._add(PdfRow("| " + " | ".join(texts) + " |", page, None, begins))
                begins = False

    def _make_out(self, element: Element, rows: Sequence[PdfRow]) -> None:
        """Gather the table that rows stand for."""
        try:
            table = table_by_tags(element, self._marked, self._layout, self._borders)
        except UnclearTableError:
            self.unclear.add(element.page)
            return
        self.table_of.update(dict.fromkeys(map(id, rows), table))

    def _figure(self, element: Element) -> None:
        alternative = visible_text(element.alternative).strip()
        before = len(self.rows)
        self._anchor = self._first_anchor(element) or (element.page, 0)
        if alternative:
            self._add(PdfRow(alternative, element.page))
        self._inside(element)
        self._flush()
        if len(self.rows) == before and element.kind == "Figure":
            self.pictures.add(element.page)

    def _first_anchor(self, element: Element) -> Anchor | None:
        pieces = (piece for mark in marks_of(element) for piece in self._marked.get(mark, ()))
        return min(((piece.page, piece.order) for piece in pieces), default=None)

    def _reference(self, element: Element) -> None:
        """A label in running text is the number of a note: it would run into the word before."""
        start = len(self._pending)
        self._inside(element)
        pieces = self._pending[start:]
        number = "".join(piece.text for piece in pieces).strip()
        if pieces and _NUMBER.fullmatch(number):
            text = f"[{number}] " if start == 0 else f"[{number}]"
            self._pending[start:] = [replace(pieces[0], text=text, right=pieces[-1].right)]

    def _say_instead(self, element: Element) -> None:
        """What an element says it reads as, in the place of its text."""
        marks = list(marks_of(element))
        pieces = [piece for mark in marks for piece in self._marked.get(mark, ())]
        self.used.update(marks)
        if pieces:
            said = visible_text(element.actual)
            self._pending.append(replace(pieces[0], text=said, right=pieces[-1].right))

    def _pass_over(self, element: Element) -> None:
        self.used.update(marks_of(element))

    def _text_of(self, element: Element) -> str:
        """The text of an element on one line."""
        with self._aside() as rows:
            self._visit_inside(element)
        return " ".join(row.text for row, _ in rows)

    def _visit_inside(self, element: Element) -> None:
        self._inside(element)
        self._flush()

    @contextmanager
    def _aside(self) -> Iterator[list[tuple[PdfRow, Anchor]]]:
        """Rows gathered meanwhile go into a list of their own."""
        kept = self.rows, self._pending, self._label, self._level
        self.rows, self._pending, self._label, self._level = [], [], None, None
        yield self.rows
        self.rows, self._pending, self._label, self._level = kept

    def _flush(self) -> None:
        """What was gathered makes a paragraph or a heading; its notes follow."""
        pieces, self._pending = self._pending, []
        notes, self._notes = self._notes, []
        lines = page_lines(pieces)
        if lines:
            self._anchor = min((piece.page, piece.order) for piece in pieces)
            self._paragraph(list(self._layout.written(lines)), letters_of(lines))
        for note in notes:
            level, self._level = self._level, None
            self._inside(note)
            self._flush()
            self._level = level

    def _paragraph(self, written: Sequence[tuple[str, PageLine]], letters: Letters) -> None:
        texts = [(text, line) for text, line in written if text]
        label, self._label = self._label, None
        if self._level is not None:
            text = " ".join(text for text, _ in texts)
            if text:
                self._add(PdfRow(text, self._anchor[0], self._level, size=letters.size))
            return
        begins = True
        if label is not None:
            begins = not self._tight
            self._tight = True
        for index, (text, line) in enumerate(texts):
            said, mark = text, ""
            if index == 0 and label is not None:
                labelled = _LABELLED.match(text)
                said, mark = (text, labelled[0]) if labelled else (label + text, label)
            lead_in = "" if index else letters.lead_in
            row = PdfRow(said, line.page, None, begins, mark, letters.bold, lead_in, letters.size)
            self._add(row)
            begins = False

    def _add(self, row: PdfRow) -> None:
        self.rows.append((row, self._anchor))
