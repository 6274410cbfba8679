"""What tests of tables in PDFs share: tables drawn or typeset, and what is read of them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from pdf_files import line
from pdf_samples import found_in
from pypdf import PdfWriter

from iacheck.forms.grids import Grid
from iacheck.forms.paper_blocks import PaperBlock, TextBlock
from iacheck.readers.pdf_child.blocks import pdf_blocks

Cells = Mapping[tuple[int, int], object]
Edges = Sequence[float]


def blocks(data: bytes) -> list[PaperBlock]:
    return list(pdf_blocks(found_in(data)))


def grids(data: bytes) -> list[Grid]:
    return [block for block in blocks(data) if isinstance(block, Grid)]


def texts(data: bytes) -> list[TextBlock]:
    return [block for block in blocks(data) if isinstance(block, TextBlock)]


def cells(grid: Grid) -> Cells:
    """What stands in a table, by row and column."""
    return {(r, c): cell.value for r, row in grid.rows.items() for c, cell in row.items()}


def spans(grid: Grid) -> Mapping[tuple[int, int], tuple[int, int]]:
    """The cells that are merged, with how many rows and columns they are."""
    return {
        (r, c): (cell.rows, cell.columns)
        for r, row in grid.rows.items()
        for c, cell in row.items()
        if (cell.rows, cell.columns) != (1, 1)
    }


def without_tags(data: bytes) -> bytes:
    """The same pages, with nothing that tells what is a heading, a table or a cell."""
    writer = PdfWriter(io.BytesIO(data))
    del writer.root_object["/StructTreeRoot"]
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def stroked(xs: Edges, ys: Edges) -> bytes:
    """A line for each border of a table, from end to end."""
    across = b"".join(b"%g %g m %g %g l S\n" % (xs[0], y, xs[-1], y) for y in ys)
    return across + b"".join(b"%g %g m %g %g l S\n" % (x, ys[0], x, ys[-1]) for x in xs)


def filled(xs: Edges, ys: Edges) -> bytes:
    """A thin rectangle for each side of each cell, as Word draws them."""
    across = (b"%g %g %g 0.48 re f\n" % (a, y, b - a) for y in ys for a, b in pairwise(xs))
    down = (b"%g %g 0.48 %g re f\n" % (x, b, a - b) for x in xs for a, b in pairwise(ys))
    corners = (b"%g %g 0.48 0.48 re f\n" % (x, y) for x in xs for y in ys)
    return b"".join((*across, *down, *corners))


def boxed(xs: Edges, ys: Edges) -> bytes:
    """A rectangle around each cell."""
    return b"".join(
        b"%g %g %g %g re S\n" % (left, bottom, right - left, top - bottom)
        for left, right in pairwise(xs)
        for top, bottom in pairwise(ys)
    )


def in_one_go(xs: Edges, ys: Edges) -> bytes:
    """All borders as parts of one path, on a page that is turned upside down."""
    across = b"".join(b"%g %g %g -0.5 re\n" % (xs[0], 800 - y, xs[-1] - xs[0]) for y in ys)
    down = b"".join(b"%g %g 0.5 %g re\n" % (x, 800 - ys[0], ys[0] - ys[-1]) for x in xs)
    return b"q 1 0 0 -1 0 800 cm\n" + across + down + b"f Q\n"


def said(xs: Edges, ys: Edges, rows: Iterable[Sequence[str]]) -> bytes:
    """The texts of cells, each line 12 points below the one before."""
    drawn = b""
    for top, row in zip(ys, rows, strict=False):
        for left, text in zip(xs, row, strict=False):
            for number, one in enumerate(text.split("\n")):
                drawn += line(one, left + 5, top - 11 - 12 * number, 10) if one else b""
    return drawn
