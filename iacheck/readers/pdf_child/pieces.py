"""The text of one page, object by object: what it says, where it stands, what tags it.

A page's content is a row of objects, each drawing some text on one line. PDFium finds the
characters of them all, puts spaces where they stand apart, and leaves out what is drawn twice
in one place. A hyphen at the end of a line it swallows, whichever it was; so an object with
one is read again by itself.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from itertools import groupby

import pypdfium2.raw as pdfium

from iacheck.readers.pdf_child.borders import Border
from iacheck.readers.pdf_child.library import Handle, handle_address, mark_name, page_characters

SOFT_HYPHEN = "\u00ad"
_INVISIBLE = 3
# The characters that PDFium puts between objects.
_GENERATED = {0x20, 0x0D, 0x0A}
_REPLACED = "\ufffd"
_LIGATURES = {
    0xFB00 + n: text for n, text in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))
}
# Control characters say nothing; what no character can be, neither.
_NOTHING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff\u200b]")
_LAYOUT = re.compile("[\t\n\r]")
_BOLD_NAME = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
_LONGEST_NAME = 256
_FORCED_BOLD = 1 << 18
# How high a line through letters stands, of their size; below are underlines.
_LOWEST_STRIKE, _HIGHEST_STRIKE = 0.12, 0.55
_SPACES = re.compile(" {2,}")
_FIRST_WORD = re.compile(r"\s*[^\s]+")


@dataclass(slots=True)
class Piece:
    """A stretch of text on one line; lengths are points, counted from the lower left corner.

    `mcid` is its marked-content id, -1 without one. `apart` tells that PDFium saw a gap before
    it, after the piece before it in the content. `word` is where its first word ends. Text that
    is `layered` may be in a layer that is switched off; what is `struck` through is left out of it.
    """

    page: int
    text: str
    mcid: int
    left: float
    right: float
    base: float
    size: float
    word: float
    font: int
    order: int
    apart: bool = False
    artifact: bool = False
    invisible: bool = False
    unreadable: bool = False
    bold: bool = False
    layered: bool = False
    struck: str = ""

    @property
    def blank(self) -> bool:
        return not self.text.strip()


@dataclass(slots=True)
class _Tag:
    mcid: int
    artifact: bool
    layered: bool = False


@dataclass(slots=True)
class _Run:
    """Characters in a row that one object draws."""

    handle: Handle
    indices: list[int] = field(default_factory=list)
    codes: list[int] = field(default_factory=list)
    spaces: set[int] = field(default_factory=set)
    apart: bool = False
    struck: set[int] = field(default_factory=set)


def page_pieces(
    page: Handle, number: int, lines: Sequence[Border] = (), strikes: Sequence[Border] = ()
) -> list[Piece]:
    """The text of a page, in the order of its content; `lines` are those drawn across it.

    `strikes` are lines that are there to strike text through, however far they reach.
    """
    objects = dict(text_objects(page))
    with page_characters(page) as text:
        runs = list(_runs(text))
        if lines or strikes:
            _strike(text, runs, (*lines, *strikes), frozenset(strikes))
        pieces = [
            _piece(text, run, objects, page=number, order=order) for order, run in enumerate(runs)
        ]
        _mark_bold(pieces, runs)
        swallowed = [
            (piece, run)
            for piece, run in zip(pieces, runs, strict=True)
            if not run.struck and pdfium.FPDFText_IsHyphen(text, run.indices[-1]) == 1
        ]
    if swallowed:
        _read_alone(page, swallowed, objects)
    return [piece for piece in pieces if piece.text or piece.struck]


def page_images(page: Handle) -> Iterator[Handle]:
    """The pictures among the page's objects, and those of its forms."""
    waiting = [
        pdfium.FPDFPage_GetObject(page, index)
        for index in range(pdfium.FPDFPage_CountObjects(page))
    ]
    while waiting:
        handle = waiting.pop()
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            yield handle
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            waiting += (
                pdfium.FPDFFormObj_GetObject(handle, index)
                for index in range(pdfium.FPDFFormObj_CountObjects(handle))
            )


def text_objects(page: Handle) -> Iterator[tuple[int, tuple[Handle, _Tag]]]:
    """The text objects of a page, those of its forms too, each with what tags it."""
    waiting = [
        (pdfium.FPDFPage_GetObject(page, index), _Tag(-1, artifact=False))
        for index in range(pdfium.FPDFPage_CountObjects(page))
    ]
    while waiting:
        handle, around = waiting.pop()
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind not in {pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_FORM}:
            continue
        tag = _tag(handle, around)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            yield handle_address(handle), (handle, tag)
            continue
        waiting += (
            (pdfium.FPDFFormObj_GetObject(handle, index), tag)
            for index in range(pdfium.FPDFFormObj_CountObjects(handle))
        )


def _tag(handle: Handle, around: _Tag) -> _Tag:
    mcid = pdfium.FPDFPageObj_GetMarkedContentID(handle)
    marks = {
        mark_name(pdfium.FPDFPageObj_GetMark(handle, index))
        for index in range(pdfium.FPDFPageObj_CountMarks(handle))
    }
    return _Tag(
        mcid if mcid >= 0 else around.mcid,
        artifact=around.artifact or "Artifact" in marks,
        layered=around.layered or "OC" in marks,
    )


def _strike(text: Handle, runs: Sequence[_Run], lines: Sequence[Border], sure: Set[Border]) -> None:
    """Take out of runs what a line goes through that is no longer than the text on its line.

    Longer ones may be borders of tables, but for those that are `sure` to strike through.
    """
    through: dict[Border, list[tuple[_Run, float, float]]] = {}
    for run in runs:
        left, base = _origin(text, run.indices[0])
        right, size = _right(text, run.indices[-1]), _size(text, run.indices[0])
        for line in lines:
            height = (line.at - base) / size
            if _LOWEST_STRIKE < height < _HIGHEST_STRIKE and line.start < right and left < line.end:
                through.setdefault(line, []).append((run, left - size, right + size))
    for line, found in through.items():
        edges = min(left for _, left, _ in found), max(right for _, _, right in found)
        if line in sure or (edges[0] <= line.start and line.end <= edges[1]):
            for run, _, _ in found:
                _strike_run(text, run, line)


def _strike_run(text: Handle, run: _Run, line: Border) -> None:
    box = pdfium.FS_RECTF()
    for index in run.indices:
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        if line.start <= (box.left + box.right) / 2 <= line.end:
            run.struck.add(index)


def _runs(text: Handle) -> Iterator[_Run]:
    """The characters of a page by the objects that draw them; gaps that PDFium saw between."""
    run: _Run | None = None
    current = 0
    gap = False
    for index in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code in _GENERATED and pdfium.FPDFText_IsGenerated(text, index) == 1:
            gap = True
            continue
        handle = pdfium.FPDFText_GetTextObject(text, index)
        drawn_by = handle_address(handle)
        if run is None or drawn_by != current:
            if run is not None:
                yield run
            run, current = _Run(handle, apart=gap), drawn_by
        elif gap:
            run.spaces.add(index)
        run.indices.append(index)
        run.codes.append(code)
        gap = False
    if run is not None:
        yield run


def _piece(
    text: Handle, run: _Run, objects: dict[int, tuple[Handle, _Tag]], *, page: int, order: int
) -> Piece:
    written, unreadable = _run_text(text, run, run.struck)
    if run.struck:
        written = _SPACES.sub(" ", written)
    _, tag = objects.get(handle_address(run.handle), (None, _Tag(-1, artifact=False)))
    left, base = _origin(text, run.indices[0])
    first = _FIRST_WORD.match(written)
    ends = min(first.end() if first else len(written), len(run.indices)) - 1
    return Piece(
        page=page,
        text=written,
        mcid=tag.mcid,
        left=left,
        right=_right(text, run.indices[-1]),
        base=base,
        size=_size(text, run.indices[0]),
        word=_right(text, run.indices[max(0, ends)]),
        font=handle_address(pdfium.FPDFTextObj_GetFont(run.handle)) if run.handle else 0,
        order=order,
        apart=run.apart,
        artifact=tag.artifact,
        invisible=pdfium.FPDFTextObj_GetTextRenderMode(run.handle) == _INVISIBLE,
        unreadable=unreadable,
        layered=tag.layered,
        struck=_run_text(text, run, set(run.indices) - run.struck)[0] if run.struck else "",
    )


def _mark_bold(pieces: Sequence[Piece], runs: Sequence[_Run]) -> None:
    """Tell which pieces are in bold; each font of the page is asked once."""
    bold: dict[int, bool] = {}
    for piece, run in zip(pieces, runs, strict=True):
        if piece.font not in bold:
            bold[piece.font] = bool(piece.font) and _is_bold(run.handle)
        piece.bold = bold[piece.font]


def _is_bold(handle: Handle) -> bool:
    font = pdfium.FPDFTextObj_GetFont(handle)
    name = ctypes.create_string_buffer(_LONGEST_NAME)
    pdfium.FPDFFont_GetBaseFontName(font, name, _LONGEST_NAME)
    flags = pdfium.FPDFFont_GetFlags(font)
    return _BOLD_NAME.search(name.value) is not None or (flags > 0 and bool(flags & _FORCED_BOLD))


def _run_text(text: Handle, run: _Run, but: Set[int] = frozenset()) -> tuple[str, bool]:
    """The characters of a run but these, and whether some of them cannot be told."""
    unreadable = False
    written: list[str] = []
    for index, code in zip(run.indices, run.codes, strict=True):
        if index in but:
            continue
        if index in run.spaces:
            written.append(" ")
        if pdfium.FPDFText_HasUnicodeMapError(text, index) == 1:
            unreadable = True
            written.append(_REPLACED)
        else:
            written.append(chr(code) if code <= 0x10FFFF else _REPLACED)
    return visible_text("".join(written)), unreadable


def visible_text(text: str) -> str:
    """Text without what is there for layout alone."""
    # PDFium gives the two halves of a character beyond the first 65 536 one by one.
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _LAYOUT.sub(" ", _NOTHING.sub("", whole)).translate(_LIGATURES)


def _origin(text: Handle, index: int) -> tuple[float, float]:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, index, x, y)
    return x.value, y.value


def _size(text: Handle, index: int) -> float:
    """The height of a letter's font on the page; never nothing, for it is divided by."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, index, matrix)
    size = pdfium.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
    return size if math.isfinite(size) and size > 0 else 1.0


def _right(text: Handle, index: int) -> float:
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text, index, box)
    return float(box.right)


def _read_alone(
    page: Handle,
    swallowed: list[tuple[Piece, _Run]],
    objects: dict[int, tuple[Handle, _Tag]],
) -> None:
    """Give pieces that end in a hyphen the text that their objects have by themselves."""
    handles = [handle for handle, _ in objects.values()]
    for handle in handles:
        pdfium.FPDFPageObj_SetIsActive(handle, False)
    for run_address, group in groupby(swallowed, lambda pair: handle_address(pair[1].handle)):
        pieces = [piece for piece, _ in group]
        handle = objects[run_address][0]
        pdfium.FPDFPageObj_SetIsActive(handle, True)
        with page_characters(page) as text:
            alone = [_run_text(text, run)[0] for run in _runs(text)]
        pdfium.FPDFPageObj_SetIsActive(handle, False)
        if len(pieces) == len(alone) == 1:
            pieces[0].text = alone[0]
    for handle in handles:
        pdfium.FPDFPageObj_SetIsActive(handle, True)
