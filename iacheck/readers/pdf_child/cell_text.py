"""What stands in a cell of a table, whose width is known by its column.

A column that is too narrow for a word breaks it, without a hyphen.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from iacheck.language.frozen import frozen
from iacheck.readers.pdf_child.layout import (
    BULLET,
    LineLayout,
    PageLine,
    breaks_date,
    breaks_within,
    tidy,
)

# Two letters, or what stands in numbers, that can stand inside a word; what ends an amount and is
# no word of its own; what is one.
_INSIDE = re.compile(r"[^\W\d_][^\W\d_A-ZÆØÅ]|\d[\d.,]|[.,]\d")
_DASH = re.compile(r"[-–]\s*")
_LETTER = re.compile(r"[^\W_iåA-ZÆØÅ]\s*")
_OWN_WORD = re.compile(
    r"(?:og|eller|samt|av|på|til|for|med|som|om|i|å|ved|fra|frå|hos|mot)\b", re.IGNORECASE
)


@frozen
class Width:
    """From where to where lines reach, in points; at least so far, unless borders tell."""

    left: float = math.inf
    right: float = -math.inf
    is_exact: bool = False

    def with_lines(self, lines: Iterable[PageLine]) -> Width:
        """The width with that of more lines."""
        kept = list(lines)
        return Width(
            min([self.left, *(line.left for line in kept)]),
            max([self.right, *(line.right for line in kept)]),
            self.is_exact,
        )

    def between(self, left: float, right: float) -> Width:
        """The width between borders, as far from the right one as from the left."""
        return replace(self, right=max(self.right, right - max(self.left - left, 0)), is_exact=True)


class ColumnWidths:
    """How wide the columns of a table are at least, by the lines that stand in them."""

    def __init__(self) -> None:
        self._by_column: dict[int, Width] = {}

    def add(self, column: int, lines: Iterable[PageLine]) -> None:
        """Learn from the lines of a cell that stands in one column alone."""
        known = self._by_column.get(column, Width())
        self._by_column[column] = known.with_lines(lines)

    def over(self, column: int, columns: int) -> Width:
        """How wide a cell is that spans some columns."""
        known = [
            self._by_column[one]
            for one in range(column, column + columns)
            if one in self._by_column
        ]
        return Width(
            min((width.left for width in known), default=math.inf),
            max((width.right for width in known), default=-math.inf),
        )


def text_in_width(
    paragraphs: Iterable[Sequence[PageLine]], width: Width, layout: LineLayout
) -> str:
    """The lines that were written in a cell: its paragraphs, and those that someone broke.

    `width` is what is known of the cell's beside these lines.
    """
    kept = [lines for lines in paragraphs if lines]
    whole = width.with_lines(line for lines in kept for line in lines)
    return "\n".join(text for lines in kept for text in _written(lines, whole, layout) if text)


def _written(lines: Sequence[PageLine], width: Width, layout: LineLayout) -> Iterator[str]:
    text = ""
    for index, line in enumerate(lines):
        own = layout.hyphens(line.text)
        if not index:
            text = own
            continue
        before = lines[index - 1]
        if _is_broken_value(before.text, own):
            text += own
        elif BULLET.match(own) or breaks_within(before, line, width.left, width.right):
            yield _without_bullet(text)
            text = own
        elif _is_broken_word(before, own, width, layout):
            text += own
        else:
            text = layout.join(text, own)
    yield _without_bullet(text)


def _without_bullet(text: str) -> str:
    return tidy(BULLET.sub("", text.lstrip()))


def _is_broken_value(before: str, text: str) -> bool:
    """Whether two lines are a date, or an amount with a dash for what is less than a krone."""
    return breaks_date(before, text) or (before.endswith(",") and bool(_DASH.fullmatch(text)))


def _is_broken_word(before: PageLine, text: str, width: Width, layout: LineLayout) -> bool:
    """Whether a line goes on inside the word or number that fills the line before.

    Programs that write the space at which they break a line leave it out where it has no room;
    where nothing but the letters can tell, a small word stands for itself.
    """
    if any(map(str.isspace, before.text)) or not _INSIDE.fullmatch(before.text[-1:] + text[:1]):
        return False
    if before.right - before.left + before.main.size <= width.right - width.left:
        return False
    breaks_words = width.is_exact and layout.breaks_words and not _OWN_WORD.match(text)
    return breaks_words or _LETTER.fullmatch(text) is not None
