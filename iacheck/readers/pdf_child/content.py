"""What the child process finds in a PDF, and how it is handed over: as JSON of plain values."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from iacheck.language.frozen import frozen
from iacheck.language.places import Place

# Why a PDF cannot be read.
Refusal = Literal[
    "library", "damaged", "password", "xfa", "empty", "pictures", "broke-off", "timeout"
]
# Which of the limits a PDF is over, by the words that users set them by.
OverLimit = Literal["pages", "paper-mb", "pdf-mb", "pdf-seconds"]
# How many times its CPU time a reading may last by the clock. A process that computes gets a share
# of the processor even on a very busy machine; this ends one that waits for ever.
CLOCK_TIMES = 10
# What the child is told when it is given recognised words.
ROWS = "rows"


@frozen
class PdfRow:
    """A heading (`level` 1 to 6), a paragraph, or a line of one; `begins` as in `Line`.

    `mark` is what the text begins with because it is the item of a list, `lead_in` what stands
    in bold before the rest. `size` is the height of its letters in points, 0 where it has none.
    """

    text: str
    page: int
    level: int | None = None
    begins: bool = True
    mark: str = ""
    bold: bool = False
    lead_in: str = ""
    size: float = 0


@frozen
class PdfCell:
    """A cell that holds something; `row` and `column` count from 1, `rows` and `columns` span."""

    text: str
    page: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@frozen
class PdfTable:
    """A table that could be made out for certain; `size` is that of most of its letters."""

    cells: tuple[PdfCell, ...]
    size: float


@frozen
class PdfLimits:
    """How much a PDF may hold, and the reading of it may take; `seconds` are of CPU time."""

    pages: int
    characters: int
    memory: int
    seconds: float


@frozen
class PictureWord:
    """A word that was recognised in the picture of a page; lengths as in `Piece`, in points."""

    text: str
    left: float
    right: float
    base: float
    size: float


@frozen
class PicturePage:
    """The words of a page in the order they are read in, and the borders drawn on it.

    A border is the coordinate it is at, and those that it goes from and to.
    """

    number: int
    height: float
    words: tuple[PictureWord, ...] = ()
    across: tuple[tuple[float, float, float], ...] = ()
    down: tuple[tuple[float, float, float], ...] = ()


@frozen
class PagePicture:
    """A page as grey pixels, from the top: a PGM file; `fine` is how many pixels a point has."""

    pgm: bytes
    fine: float
    page: PicturePage

    def written(self) -> bytes:
        """A line of JSON, and the pixels."""
        plain = [self.fine, dataclasses.astuple(self.page)]
        return json.dumps(plain).encode("ascii") + b"\n" + self.pgm

    @classmethod
    def read(cls, written: bytes) -> PagePicture:
        """What `written` made."""
        head, _, pgm = written.partition(b"\n")
        fine, page = json.loads(head)
        return cls(pgm, fine, _page(page))


@dataclass(slots=True)
class PdfContent:
    """The rows of a PDF, and what is to be told of it; lists of numbers are pages.

    `blocks` are the rows outside tables, and the tables, where there are any; else the rows are
    all there is. On the pages `unclear_tables` something looks like a table, and is none of them:
    it stands among the rows. `artifacts` are lines that the PDF marks as no part of its text,
    `struck` what is struck through, and `unseen` lines in layers that are switched off.
    """

    rows: list[PdfRow] = field(default_factory=list)
    blocks: list[PdfRow | PdfTable] = field(default_factory=list)
    unclear_tables: list[int] = field(default_factory=list)
    refused: Refusal | None = None
    over: OverLimit | None = None
    over_by: int | None = None
    reason: str = ""
    pages: int = 0
    tagged: bool = False
    outside_tags: list[int] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    contents: list[int] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    blank: list[int] = field(default_factory=list)
    unreadable: list[int] = field(default_factory=list)
    recognised: list[int] = field(default_factory=list)
    fields: list[int] = field(default_factory=list)
    comments: list[int] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    artifacts: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    stamps: list[int] = field(default_factory=list)
    signatures: list[int] = field(default_factory=list)

    def place(self, page: int | None, within: Place) -> Place:
        """A place on a page, which tells whether its text was recognised in a picture."""
        return replace(within, page=page, recognised=page in self.recognised or None)

    def written(self) -> bytes:
        """The whole as ASCII JSON, whatever characters the file held."""
        plain = dataclasses.asdict(self)
        plain["rows"] = [dataclasses.astuple(row) for row in self.rows]
        plain["blocks"] = [dataclasses.astuple(block) for block in self.blocks]
        return json.dumps(plain, separators=(",", ":")).encode("ascii")

    @classmethod
    def read(cls, written: bytes) -> PdfContent:
        """What `written` made."""
        plain = json.loads(written)
        plain["rows"] = [PdfRow(*row) for row in plain["rows"]]
        plain["blocks"] = [_block(block) for block in plain["blocks"]]
        return cls(**plain)


def _block(plain: list[Any]) -> PdfRow | PdfTable:
    """A row, which begins with its text, or a table, which begins with its cells."""
    cells, *more = plain
    if isinstance(cells, str):
        return PdfRow(*plain)
    return PdfTable(tuple(PdfCell(*cell) for cell in cells), *more)


class PdfLimitExceeded(Exception):
    """The PDF holds more than it may; `limit` is the word that users set the limit by."""

    def __init__(self, limit: OverLimit, given: int | None = None) -> None:
        super().__init__(limit)
        self.limit = limit
        self.given = given


def written_pages(pages: Sequence[PicturePage]) -> bytes:
    """Pages as ASCII JSON."""
    return json.dumps([dataclasses.astuple(page) for page in pages]).encode("ascii")


def read_pages(written: bytes) -> list[PicturePage]:
    """What `written_pages` made."""
    return [_page(plain) for plain in json.loads(written)]


def _page(plain: list[Any]) -> PicturePage:
    number, height, words, across, down = plain
    return PicturePage(
        number,
        height,
        tuple(PictureWord(*word) for word in words),
        tuple(map(tuple, across)),
        tuple(map(tuple, down)),
    )
