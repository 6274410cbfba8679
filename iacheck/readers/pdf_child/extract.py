"""A PDF to rows, in this very process: what the child does."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import TypeVar

import pypdfium2.raw as pdfium

from iacheck.readers.pdf_child import untagged
from iacheck.readers.pdf_child.beside_text import (
    FilledFormField,
    attachments,
    fields,
    has_comments,
    has_signatures,
    has_stamps,
    struck_by_notes,
)
from iacheck.readers.pdf_child.bordered_tables import bordered_tables
from iacheck.readers.pdf_child.borders import Borders, drawn_lines, page_borders
from iacheck.readers.pdf_child.content import (
    PdfContent,
    PdfLimitExceeded,
    PdfLimits,
    PdfRow,
    PdfTable,
    Refusal,
)
from iacheck.readers.pdf_child.layers import unseen_pieces
from iacheck.readers.pdf_child.layout import LineLayout, PageLine, page_lines
from iacheck.readers.pdf_child.library import Handle, page_of
from iacheck.readers.pdf_child.pieces import Piece, page_images, page_pieces
from iacheck.readers.pdf_child.structure import Element, Mark, add_page
from iacheck.readers.pdf_child.tagged import Anchor, TaggedRows
from iacheck.readers.pdf_child.untagged_tables import blocks_by_borders

RowOrBlock = TypeVar("RowOrBlock", PdfRow, PdfRow | PdfTable)

_REFUSED: dict[int, Refusal] = {
    pdfium.FPDF_ERR_PASSWORD: "password",
    pdfium.FPDF_ERR_SECURITY: "password",
}
_XFA = {pdfium.FORMTYPE_XFA_FULL}


def extract_content(data: bytes, most: PdfLimits) -> PdfContent:
    """The rows of a PDF, and what is to be told of it."""
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        return PdfContent(refused=_REFUSED.get(pdfium.FPDF_GetLastError(), "damaged"))
    try:
        return _Reader(document, most).read()
    except PdfLimitExceeded as much:
        return PdfContent(over=much.limit, over_by=much.given)
    finally:
        pdfium.FPDF_CloseDocument(document)


class _Reader:
    """Reads one document; gathers what its pages hold."""

    def __init__(self, document: Handle, most: PdfLimits) -> None:
        self.document = document
        self.most = most
        self.found = PdfContent()
        self.root = Element("Root", 1)
        self.pieces: list[Piece] = []
        self.fields: list[FilledFormField] = []
        self.heights: dict[int, float] = {}
        self.borders: dict[int, Borders] = {}
        self.characters = 0
        self.with_pictures: list[int] = []

    def read(self) -> PdfContent:
        found = self.found
        found.pages = pdfium.FPDF_GetPageCount(self.document)
        if found.pages > self.most.pages:
            raise PdfLimitExceeded("pages", found.pages)
        if not found.pages:
            found.refused = "damaged"
            return found
        if pdfium.FPDF_GetFormType(self.document) in _XFA:
            found.refused = "xfa"
            return found
        found.attachments = attachments(self.document)
        with _form_of(self.document) as form:
            for index in range(found.pages):
                self._page(index, form)
        self._rows()
        self._pictures()
        return found

    def _page(self, index: int, form: Handle) -> None:
        number = index + 1
        with page_of(self.document, index) as page:
            if page is None:
                self.found.unreadable.append(number)
                return
            self.heights[number] = pdfium.FPDF_GetPageHeightF(page)
            lines = drawn_lines(page)
            pieces = page_pieces(page, number, lines.across, struck_by_notes(page))
            self.characters += sum(len(piece.text) for piece in pieces)
            if self.characters > self.most.characters:
                raise PdfLimitExceeded("paper-mb")
            pieces = self._seen_pieces(page, pieces)
            self.pieces += pieces
            self.borders[number] = page_borders(lines)
            add_page(self.root, page, number)
            self.fields += fields(page, form, number)
            if has_comments(page):
                self.found.comments.append(number)
            if has_stamps(page):
                self.found.stamps.append(number)
            if has_signatures(page, form):
                self.found.signatures.append(number)
            if any(piece.unreadable for piece in pieces):
                self.found.unreadable.append(number)
            shown = [piece for piece in pieces if not piece.artifact and not piece.blank]
            if shown and sum(piece.invisible for piece in shown) * 2 > len(shown):
                self.found.recognised.append(number)
            if not shown:
                has_picture = next(page_images(page), None) is not None
                (self.with_pictures if has_picture else self.found.blank).append(number)

    def _seen_pieces(self, page: Handle, pieces: list[Piece]) -> list[Piece]:
        """The pieces that a person sees, as text that holds; the others are told of."""
        struck = [piece.struck.strip() for piece in pieces if piece.struck.strip()]
        self.found.struck += struck
        unseen = unseen_pieces(page, pieces)
        self.found.unseen += [line.text.strip() for line in page_lines(unseen)]
        gone = set(map(id, unseen))
        return [piece for piece in pieces if piece.text and id(piece) not in gone]

    def _rows(self) -> None:
        """The rows of the structure, with those of the text outside it where it stands."""
        content = [piece for piece in self.pieces if not piece.artifact]
        marked: dict[Mark, list[Piece]] = defaultdict(list)
        for piece in content:
            if piece.mcid >= 0:
                marked[piece.page, piece.mcid].append(piece)
        layout = LineLayout(page_lines(content))
        tagged = TaggedRows(marked, layout, self.borders)
        tagged.read(self.root)
        artifacts = [piece for piece in self.pieces if piece.artifact] + tagged.artifacts
        texts = (line.text.strip() for line in page_lines(artifacts))
        self.found.artifacts = list(dict.fromkeys(texts))
        self.found.tagged = bool(tagged.used & marked.keys())
        self.found.contents = sorted(tagged.contents)
        self.found.pictures = sorted(tagged.pictures)
        outside = [piece for piece in content if (piece.page, piece.mcid) not in tagged.used]
        lines = self._outside(outside)
        untagged_rows = [
            (row, _anchor(line)) for row, line in untagged.rows_of_lines(lines, layout)
        ]
        rows = self._with_fields(_merge(tagged.rows, untagged_rows))
        self.found.rows = [row for row, _ in rows]
        if self.found.tagged:
            self.found.blocks = list(_with_tables(self.found.rows, tagged.table_of))
            self.found.unclear_tables = self._unclear(tagged, content)
        else:
            self._untagged_tables(lines, layout)

    def _untagged_tables(self, lines: Sequence[PageLine], layout: LineLayout) -> None:
        by_borders = blocks_by_borders(lines, self.borders, layout)
        blocks = [(block, _anchor(line)) for block, line in by_borders.blocks]
        self.found.blocks = [block for block, _ in self._with_fields(blocks)] if blocks else []
        self.found.unclear_tables = sorted(by_borders.unclear)

    def _unclear(self, tagged: TaggedRows, content: Sequence[Piece]) -> list[int]:
        """The pages with a table that tags do not make out, or that has borders and no tags."""
        bordered = {
            page
            for page, pieces in groupby(content, key=lambda piece: piece.page)
            if page not in tagged.table_pages
            and any(bordered_tables(self.borders[page], list(pieces)))
        }
        return sorted(tagged.unclear | bordered)

    def _outside(self, pieces: Sequence[Piece]) -> list[PageLine]:
        """The lines outside the structure, but for what is left out and told of."""
        lines = page_lines(pieces)
        if not self.found.tagged:
            return read_lines(lines, self.heights, self.found)
        self.found.outside_tags = sorted({line.page for line in lines})
        return lines

    def _with_fields(
        self, rows: list[tuple[RowOrBlock, Anchor]]
    ) -> list[tuple[RowOrBlock, Anchor]]:
        """The rows with the values of fields, each after what stands above it on its page."""
        bases = {(piece.page, piece.order): piece.base for piece in self.pieces}
        self.found.fields = sorted({field.page for field in self.fields})
        for number, field in enumerate(self.fields, 1):
            own = field.page, -number
            bases[own] = field.top
            above = [
                index
                for index, (_, anchor) in enumerate(rows)
                if anchor[0] < field.page
                or (anchor[0] == field.page and bases.get(anchor, 0.0) >= field.top)
            ]
            at = above[-1] + 1 if above else 0
            lines = [line for line in field.text.split("\n") if line]
            rows[at:at] = [
                (PdfRow(line, field.page, None, index == 0), own)
                for index, line in enumerate(lines)
            ]
        return rows

    def _pictures(self) -> None:
        found = self.found
        found.pictures = sorted({*found.pictures, *self.with_pictures})
        if found.rows:
            return
        nothing: Refusal = "damaged" if found.unreadable else "empty"
        found.refused = "pictures" if self.with_pictures else nothing


def read_lines(
    lines: Sequence[PageLine], heights: Mapping[int, float], found: PdfContent
) -> list[PageLine]:
    """The lines without tags that are read; what is left out is told of in `found`."""
    repeated = untagged.repeated_lines(lines, heights)
    found.repeated = list(dict.fromkeys(" ".join(one.text.split()) for one in repeated))
    contents = untagged.contents_lines(lines)
    found.contents = sorted({line.page for line in contents})
    gone = {id(line) for line in (*repeated, *contents)}
    return [line for line in lines if id(line) not in gone]


def _with_tables(
    rows: Iterable[PdfRow], table_of: Mapping[int, PdfTable]
) -> Iterator[PdfRow | PdfTable]:
    """The rows, with each table in the place of its own; nothing where there is no table."""
    if not table_of:
        return
    given: set[int] = set()
    for row in rows:
        table = table_of.get(id(row))
        if table is None:
            yield row
        elif id(table) not in given:
            given.add(id(table))
            yield table


def _anchor(line: PageLine) -> Anchor:
    return line.page, line.pieces[0].order


def _merge(
    rows: Sequence[tuple[PdfRow, Anchor]], outside: Sequence[tuple[PdfRow, Anchor]]
) -> list[tuple[PdfRow, Anchor]]:
    """Rows of the structure, each followed by what comes next in the content, but in no tag."""
    by_content = sorted(range(len(rows)), key=lambda index: rows[index][1])
    anchors = [rows[index][1] for index in by_content]
    after: dict[int, list[tuple[PdfRow, Anchor]]] = defaultdict(list)
    for one in outside:
        at = bisect_left(anchors, one[1])
        after[by_content[at - 1] if at else -1].append(one)
    merged = list(after[-1])
    for index, row in enumerate(rows):
        merged += [row, *after[index]]
    return merged


@contextmanager
def _form_of(document: Handle) -> Iterator[Handle]:
    """What PDFium wants to be asked about form fields by; it runs no scripts."""
    config = pdfium.FPDF_FORMFILLINFO(version=2)
    form = pdfium.FPDFDOC_InitFormFillEnvironment(document, config)
    try:
        yield form
    finally:
        pdfium.FPDFDOC_ExitFormFillEnvironment(form)
