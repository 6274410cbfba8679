"""The texts and tables of a PDF, for papers that councils write as they like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from iacheck.forms.grids import Cell, Grid
from iacheck.forms.paper_blocks import PaperBlock, TextBlock
from iacheck.language.frozen import frozen
from iacheck.language.places import Place
from iacheck.readers.pdf_child.content import PdfContent, PdfRow, PdfTable

# How much larger than those of the text the letters of a heading are at least.
_LARGER = 1.05
_LONGEST_HEADING = 200
_LOWEST_RANK = 6


@frozen
class _Paragraph:
    """The lines of a paragraph, of a heading or of an item."""

    rows: Sequence[PdfRow]

    @property
    def first(self) -> PdfRow:
        return self.rows[0]

    @property
    def text(self) -> str:
        whole = "\n".join(row.text for row in self.rows)
        return whole.removeprefix(self.first.mark).strip()

    @property
    def size(self) -> float:
        """The height of its letters, to half a point."""
        return round(self.first.size * 2) / 2


_Part: TypeAlias = _Paragraph | PdfTable


def pdf_blocks(content: PdfContent) -> Iterator[PaperBlock]:
    """What stands in a PDF, in order; tags or larger letters tell what is a heading.

    Without tags, a number that begins a line stays in the text, and makes it no item.
    """
    parts = list(_parts(content.blocks or content.rows))
    above: TextBlock | None = None
    heading: str | None = None
    paragraph = 0
    for part, rank in zip(parts, _ranks(parts), strict=True):
        if rank is None:
            paragraph += 1
        place = Place(heading=heading, paragraph=None if heading is None else paragraph)
        if isinstance(part, PdfTable):
            yield _grid(part, _name(above, heading), content, place)
            above = None
            continue
        if rank is not None:
            heading, paragraph = _on_one_line(part.text), 0
            place = Place(heading=heading)
        above = _text_block(part, rank, content.place(part.first.page, place))
        yield above


def _parts(blocks: Iterable[PdfRow | PdfTable]) -> Iterator[_Part]:
    rows: list[PdfRow] = []
    for block in blocks:
        if rows and (isinstance(block, PdfTable) or _begins(block, rows[-1])):
            yield _Paragraph(rows)
            rows = []
        if isinstance(block, PdfTable):
            yield block
        else:
            rows.append(block)
    if rows:
        yield _Paragraph(rows)


def _begins(row: PdfRow, before: PdfRow) -> bool:
    return row.begins or bool(row.mark) or row.level is not None or before.level is not None


def _ranks(parts: Sequence[_Part]) -> Iterator[int | None]:
    """The rank of each part that is a heading: that of its tag, else by its letters."""
    larger = _larger_paragraphs(parts)
    sizes = sorted({part.size for part in larger}, reverse=True)
    title = _title(parts, larger)
    above = 0 if title else 1
    by_letters = {id(part): min(sizes.index(part.size) + above, _LOWEST_RANK) for part in larger}
    levels = {id(part): part.first.level for part in parts if isinstance(part, _Paragraph)}
    ranks = levels if any(levels.values()) else by_letters
    for part in parts:
        yield 0 if part is title else ranks.get(id(part))


def _title(parts: Sequence[_Part], larger: Sequence[_Paragraph]) -> _Paragraph | None:
    """The one in the largest letters, before all that is in larger ones than the text.

    It stands above others, or first of all; one that is tagged as a heading has others beside it.
    """
    if not larger or any(part.size >= larger[0].size for part in larger[1:]):
        return None
    first = larger[0]
    if first.first.level is None:
        return first if len(larger) > 1 or first is parts[0] else None
    beside = [part for part in parts if isinstance(part, _Paragraph) and part is not first]
    return first if any(part.first.level == first.first.level for part in beside) else None


def _larger_paragraphs(parts: Sequence[_Part]) -> Sequence[_Paragraph]:
    """Those in larger letters than most of the text, and no longer than headings are."""
    letters: Counter[float] = Counter()
    for part in parts:
        if isinstance(part, PdfTable):
            letters[part.size] += sum(len(cell.text) for cell in part.cells)
        else:
            letters[part.size] += len(part.text)
    usual = max(letters, key=letters.__getitem__, default=0)
    return [
        part
        for part in parts
        if isinstance(part, _Paragraph)
        and part.size > usual * _LARGER
        and len(part.text) <= _LONGEST_HEADING
    ]


def _text_block(part: _Paragraph, rank: int | None, place: Place) -> TextBlock:
    first = part.first
    if rank is not None:
        return TextBlock(_on_one_line(part.text), place, rank, is_bold=first.bold)
    return TextBlock(
        part.text,
        place,
        is_bold=first.bold,
        is_item=bool(first.mark),
        lead_in=first.lead_in.removeprefix(first.mark).strip(),
    )


def _name(above: TextBlock | None, heading: str | None) -> str:
    """What a table is called: the paragraph above it, if it stands out, or else its heading."""
    if above is not None and (above.is_bold or above.rank is not None):
        return _on_one_line(above.text)
    return heading or ""


def _grid(table: PdfTable, name: str, content: PdfContent, place: Place) -> Grid:
    pages = {cell.row: cell.page for cell in reversed(table.cells)}

    def place_of(row: int, column: int) -> Place:
        page = next((pages[one] for one in range(row, 0, -1) if one in pages), None)
        return replace(content.place(page, place), row=row, column=column)

    rows: dict[int, dict[int, Cell]] = {}
    for cell in table.cells:
        where = content.place(cell.page, place_of(cell.row, cell.column))
        rows.setdefault(cell.row, {})[cell.column] = Cell(cell.text, where, cell.rows, cell.columns)
    return Grid(name, rows, place_of)


def _on_one_line(text: str) -> str:
    return " ".join(text.split("\n"))
