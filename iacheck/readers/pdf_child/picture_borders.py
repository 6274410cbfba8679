"""The borders of tables in the picture of a page: long, thin and straight lines of dark pixels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from iacheck.language.frozen import frozen

# A border is as long at least, and no thicker, in points: the strokes of letters that are as high
# are thicker.
_SHORTEST = 24
_THICKEST = 3
# How far the grey edge of a border reaches that a coarse scan leaves.
_FRINGE = 0.7
# Grey as dark is part of a line; the shade behind the cells of a heading is lighter.
_DARKEST_SHADE = 160
_DARK = bytes(value > _DARKEST_SHADE for value in range(256))
_WHITE = b"\xff"
# More are a drawing, or no page at all.
_MOST_RUNS = 40_000

# The coordinate of a line, and those that it goes from and to.
Line: TypeAlias = tuple[float, float, float]


@frozen
class _Run:
    """Dark pixels side by side in a row or column, up to but without `end`."""

    at: int
    start: int
    end: int


@dataclass(slots=True, eq=False)
class _Bar:
    """Runs in rows or columns side by side."""

    runs: list[_Run] = field(default_factory=list)

    @property
    def start(self) -> int:
        return min(run.start for run in self.runs)

    @property
    def end(self) -> int:
        return max(run.end for run in self.runs)

    @property
    def thickness(self) -> float:
        """How thick it is where it is dark, even if it runs aslant."""
        return sum(run.end - run.start for run in self.runs) / (self.end - self.start)

    @property
    def middle(self) -> float:
        return (self.runs[0].at + self.runs[-1].at + 1) / 2


def without_borders(
    pixels: bytearray, width: int, fine: float
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Make the borders in a picture white; they come back, those across it and those down it.

    They are in points, of which each is `fine` pixels wide, from the upper left corner.
    """
    dark = pixels.translate(_DARK)
    least = max(1, round(_SHORTEST * fine))
    rows = (dark[at : at + width] for at in range(0, len(dark), width))
    across = _bars(rows, least, fine)
    down = _bars((dark[at::width] for at in range(width)), least, fine)
    fringe = round(_FRINGE * fine)
    for run in _runs_of(across):
        _whiten(pixels, width, (run.start, run.at - fringe, run.end, run.at + 1 + fringe))
    for run in _runs_of(down):
        _whiten(pixels, width, (run.at - fringe, run.start, run.at + 1 + fringe, run.end))
    return _lines(across, fine), _lines(down, fine)


def _bars(stripes: Iterable[bytearray], least: int, fine: float) -> list[_Bar]:
    """The bars that are thin enough for borders; none where there are too many of them."""
    open_bars: list[_Bar] = []
    found: list[_Bar] = []
    count = 0
    for at, stripe in enumerate(stripes):
        going_on = []
        for run in _runs(stripe, at, least):
            count += 1
            if count > _MOST_RUNS:
                return []
            before = next((bar for bar in open_bars if _touches(bar, run)), None)
            bar = before or _Bar()
            bar.runs.append(run)
            going_on.append(bar)
        found += (bar for bar in open_bars if bar not in going_on)
        open_bars = going_on
    return [bar for bar in (*found, *open_bars) if bar.thickness <= _THICKEST * fine]


def _touches(bar: _Bar, run: _Run) -> bool:
    last = bar.runs[-1]
    return last.at <= run.at and last.start < run.end and run.start < last.end


def _runs(stripe: bytearray, at: int, least: int) -> Iterator[_Run]:
    needle = bytes(least)
    start = stripe.find(needle)
    while start >= 0:
        end = stripe.find(b"\1", start + least)
        end = len(stripe) if end < 0 else end
        yield _Run(at, start, end)
        start = stripe.find(needle, end)


def _whiten(pixels: bytearray, width: int, box: tuple[int, int, int, int]) -> None:
    """Make what is from left and top to right and bottom white, as far as it is in the picture."""
    left, right = max(0, box[0]), min(width, box[2])
    top, bottom = max(0, box[1]), min(len(pixels) // width, box[3])
    for row in range(top * width, bottom * width, width):
        pixels[row + left : row + right] = _WHITE * (right - left)


def _runs_of(bars: Iterable[_Bar]) -> Iterator[_Run]:
    for bar in bars:
        yield from bar.runs


def _lines(bars: Iterable[_Bar], fine: float) -> tuple[Line, ...]:
    return tuple((bar.middle / fine, bar.start / fine, bar.end / fine) for bar in bars)
