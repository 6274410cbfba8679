"""What stands in a cell of a table, whose width is known by its column.

A column that is too narrow for a word breaks it, without a hyphen.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from iacheck.readers.pdf_child.layout import LineLayout, PageLine, breaks_within, tidy

# What can stand inside a word or a number, and what is no word of its own.
_INSIDE = re.compile(r"[^\W_A-ZÆØÅ]")
_LETTER = re.compile(r"[^\W_iåA-ZÆØÅ]\s*")
_OWN_WORD = re.compile(
    r"(?:og|eller|samt|av|på|til|for|med|som|om|i|å|ved|fra|frå|hos|mot)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Width:
    """From where to where lines reach, in points."""

    left: float = math.inf
    right: float = -math.inf

    def with_lines(self, lines: Iterable[PageLine]) -> Width:
        """The width with that of more lines."""
        kept = list(lines)
        return Width(
            min([self.left, *(line.left for line in kept)]),
            max([self.right, *(line.right for line in kept)]),
        )


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


def cell_text(paragraphs: Iterable[Sequence[PageLine]], width: Width, layout: LineLayout) -> str:
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
        before = lines[index - 1] if index else None
        if before is None:
            text = own
        elif breaks_within(before, line, width.left, width.right):
            yield tidy(text)
            text = own
        elif _fills(before, width) and _goes_on(text, own, layout):
            text += own
        else:
            text = layout.join(text, own)
    yield tidy(text)


def _fills(line: PageLine, width: Width) -> bool:
    """Whether a line is one word, and leaves no room for another letter."""
    is_word = not any(map(str.isspace, line.text))
    return is_word and line.right - line.left + line.main.size > width.right - width.left


def _goes_on(before: str, text: str, layout: LineLayout) -> bool:
    """Whether a text goes on inside a word or a number: its own end, where nothing else shows it.

    Programs that write the space at which they break a line leave it out where it has no room.
    """
    if not before[-1:].isalnum() or not _INSIDE.match(text):
        return False
    return _LETTER.fullmatch(text) is not None or (
        layout.breaks_words and not _OWN_WORD.match(text)
    )
