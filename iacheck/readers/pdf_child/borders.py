"""The lines of a page that are drawn across it or down it: the borders of tables."""

from __future__ import annotations

import ctypes
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import pypdfium2.raw as pdfium

from iacheck.readers.pdf_child.library import Handle

# A line is no thicker, in points; what is thicker both ways is a box, of which the edges count
# where they are drawn.
_THICKEST = 4
_BOX_SEGMENTS = {4, 5, 6}
# More are a drawing.
_MOST_PATHS = 4000
# How far apart two lines that are meant as one may stand, or end and go on.
NEAR = 3


@dataclass(frozen=True, slots=True)
class Border:
    """A line at one coordinate, from one of the other kind to another, in points."""

    at: float
    start: float
    end: float

    def reaches(self, where: float) -> bool:
        """Whether it is there at the other coordinate."""
        return self.start - NEAR <= where <= self.end + NEAR


@dataclass(slots=True)
class Borders:
    """Lines across a page, by how high they are, and down it, by how far from the left."""

    across: list[Border] = field(default_factory=list)
    down: list[Border] = field(default_factory=list)

    def beside(self, left: float, height: float) -> tuple[float, float] | None:
        """Between which borders a line stands that begins there."""
        found = [border.at for border in self.down if border.reaches(height)]
        before = [at for at in found if at <= left + NEAR]
        after = [at for at in found if at > left + NEAR]
        return (max(before), min(after)) if before and after else None


def page_borders(page: Handle) -> Borders:
    """The borders of a page, each drawn in as many parts as may be; none where there is a drawing.

    What stands in forms of the page is not asked.
    """
    drawn = Borders()
    paths = 0
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        handle = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(handle) == pdfium.FPDF_PAGEOBJ_PATH:
            paths += 1
            if paths > _MOST_PATHS:
                return Borders()
            _add(handle, drawn)
    return Borders(list(_whole(drawn.across)), list(_whole(drawn.down)))


def _add(handle: Handle, drawn: Borders) -> None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
        return
    wide, high = right.value - left.value, top.value - bottom.value
    middle = (left.value + right.value) / 2, (bottom.value + top.value) / 2
    if high <= _THICKEST < wide:
        drawn.across.append(Border(middle[1], left.value, right.value))
    elif wide <= _THICKEST < high:
        drawn.down.append(Border(middle[0], bottom.value, top.value))
    elif wide > _THICKEST and _is_drawn_box(handle):
        drawn.across += (Border(at, left.value, right.value) for at in (bottom.value, top.value))
        drawn.down += (Border(at, bottom.value, top.value) for at in (left.value, right.value))


def _is_drawn_box(handle: Handle) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(handle, fill, stroke)
    return bool(stroke.value) and pdfium.FPDFPath_CountSegments(handle) in _BOX_SEGMENTS


def _whole(parts: Sequence[Border]) -> Iterator[Border]:
    """The lines that parts make together."""
    places = clusters(part.at for part in parts)
    gathered: list[list[Border]] = [[] for _ in places]
    for part in parts:
        gathered[bisect_right(places, part.at) - 1].append(part)
    for at, group in zip(places, gathered, strict=True):
        group.sort(key=lambda part: part.start)
        start, end = group[0].start, group[0].end
        for part in group:
            if part.start > end + NEAR:
                yield Border(at, start, end)
                start = part.start
            end = max(end, part.end)
        yield Border(at, start, end)


def clusters(values: Iterable[float]) -> list[float]:
    """Values in order; of those that stand near each other, the least."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > NEAR:
            found.append(value)
    return found
