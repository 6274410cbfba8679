"""The words that were recognised in pictures of pages to rows, as those of a PDF without tags."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from iacheck.readers.pdf_child.borders import Border, Borders, whole_borders
from iacheck.readers.pdf_child.content import PdfContent, PicturePage, PictureWord
from iacheck.readers.pdf_child.extract import read_lines
from iacheck.readers.pdf_child.layout import LineLayout, page_lines
from iacheck.readers.pdf_child.pieces import Piece, visible_text
from iacheck.readers.pdf_child.untagged import rows_of_lines
from iacheck.readers.pdf_child.untagged_tables import blocks_by_borders

# How much letters of one size may seem to differ: those of 11 points come out as 10.6 to 11.3, and
# larger ones differ less.
_TEXT_DIFFERS = 1.08
_HEADINGS_DIFFER = 1.05
# Every word stands in the one font that there is, since pictures tell of none.
_FONT = 1


def picture_rows(pages: Sequence[PicturePage]) -> PdfContent:
    """The rows of pages, and the tables whose borders show."""
    sizes = _sizes([word for page in pages for word in page.words])
    pieces = [piece for page in pages for piece in _pieces(page, sizes)]
    found = PdfContent(pages=len(pages), recognised=sorted({piece.page for piece in pieces}))
    lines = page_lines(pieces)
    layout = LineLayout(lines)
    lines = read_lines(lines, {page.number: page.height for page in pages}, found)
    found.rows = [row for row, _ in rows_of_lines(lines, layout)]
    by_borders = blocks_by_borders(lines, {page.number: _borders(page) for page in pages}, layout)
    found.blocks = [block for block, _ in by_borders.blocks]
    found.unclear_tables = sorted(by_borders.unclear)
    return found


def _pieces(page: PicturePage, sizes: Mapping[float, float]) -> Iterator[Piece]:
    for order, word in enumerate(page.words):
        text = visible_text(word.text)
        if text.strip():
            yield Piece(
                page=page.number,
                text=text,
                mcid=-1,
                left=word.left,
                right=word.right,
                base=word.base,
                size=sizes[word.size],
                word=word.right,
                font=_FONT,
                order=order,
                apart=True,
            )


def _sizes(words: Sequence[PictureWord]) -> Mapping[float, float]:
    """What each measured height of letters stands for: the same for all that may be the same."""
    letters: Counter[float] = Counter()
    for word in words:
        letters[word.size] += len(word.text)
    if not letters:
        return {}
    usual = max(letters, key=letters.__getitem__)
    sizes: dict[float, float] = {}
    meant = usual
    for size in sorted(letters):
        if usual / _TEXT_DIFFERS <= size <= usual * _TEXT_DIFFERS:
            meant = usual
        elif not meant <= size <= meant * _HEADINGS_DIFFER:
            meant = size
        sizes[size] = meant
    return sizes


def _borders(page: PicturePage) -> Borders:
    across = whole_borders([Border(*line) for line in page.across])
    return Borders(list(across), list(whole_borders([Border(*line) for line in page.down])))
