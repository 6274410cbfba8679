"""The lines of a page that are drawn across it or down it: the borders of tables."""

from __future__ import annotations

import ctypes
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import pypdfium2.raw as pdfium

from iacheck.language.frozen import frozen
from iacheck.readers.pdf_child.library import Handle

# A line is no thicker, in points; what is thicker both ways is a box, of which the edges count
# where they are drawn.
_THICKEST = 4
_BOX_SEGMENTS = {4, 5, 6}
# More are a drawing.
_MOST_PARTS = 4000
_MOST_SEGMENTS = 20_000
# How far apart two lines that are meant as one may stand, or end and go on.
NEAR = 3


@frozen
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


@frozen
class _Box:
    """What is around something drawn, and of how many segments this is."""

    left: float
    bottom: float
    right: float
    top: float
    segments: int


def page_borders(drawn: Borders) -> Borders:
    """The borders of a page, each of which may be drawn in many parts."""
    return Borders(list(whole_borders(drawn.across)), list(whole_borders(drawn.down)))


def drawn_lines(page: Handle) -> Borders:
    """The lines of a page as they are drawn; none where there is a drawing.

    What stands in forms of the page is not asked.
    """
    drawn = Borders()
    parts = 0
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        handle = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(handle) == pdfium.FPDF_PAGEOBJ_PATH:
            segments = pdfium.FPDFPath_CountSegments(handle)
            if segments > _MOST_SEGMENTS:
                return Borders()
            for box in _boxes(handle, segments):
                parts += 1
                if parts > _MOST_PARTS:
                    return Borders()
                _add(box, handle, drawn)
    return drawn


def _boxes(handle: Handle, segments: int) -> Iterator[_Box]:
    """The boxes around what a path draws; around each of its parts, if it has more than one."""
    if segments > max(_BOX_SEGMENTS):
        yield from map(_box, _subpaths(handle, segments))
        return
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if pdfium.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
        yield _Box(left.value, bottom.value, right.value, top.value, segments)


def _subpaths(handle: Handle, segments: int) -> Iterator[list[tuple[float, float]]]:
    """The points of each part of a path, as they stand on the page."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(handle, matrix)
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(segments):
        segment = pdfium.FPDFPath_GetPathSegment(handle, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if points and pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            yield points
            points = []
        points.append(
            (
                matrix.a * x.value + matrix.c * y.value + matrix.e,
                matrix.b * x.value + matrix.d * y.value + matrix.f,
            )
        )
    yield points


def _box(points: Sequence[tuple[float, float]]) -> _Box:
    xs, ys = zip(*points, strict=True)
    return _Box(min(xs), min(ys), max(xs), max(ys), len(points))


def _is_stroked(handle: Handle) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(handle, fill, stroke)
    return bool(stroke.value)


def _add(box: _Box, handle: Handle, drawn: Borders) -> None:
    wide, high = box.right - box.left, box.top - box.bottom
    if high <= _THICKEST < wide:
        drawn.across.append(Border((box.bottom + box.top) / 2, box.left, box.right))
    elif wide <= _THICKEST < high:
        drawn.down.append(Border((box.left + box.right) / 2, box.bottom, box.top))
    elif wide > _THICKEST and box.segments in _BOX_SEGMENTS and _is_stroked(handle):
        drawn.across += (Border(at, box.left, box.right) for at in (box.bottom, box.top))
        drawn.down += (Border(at, box.bottom, box.top) for at in (box.left, box.right))


def whole_borders(parts: Sequence[Border]) -> Iterator[Border]:
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
