"""How wide the columns of a Word table are: by their shares, and none narrower than its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from iacheck.reports.blocks import Column, Table
from iacheck.reports.docx_styles import CELL_STYLES, text_width

# Where a program may begin a new line.
_WORDS = re.compile(r"[^ \t\n-]+-?")
# What bold letters take of their size in the widest font that programs show them in.
_NARROW, _LEAN, _WIDE = frozenset("ijlI.,:;|!' "), frozenset("frtJ()*-–"), frozenset("mwMW@%ÆŒæœ")
# In twips: the margins within a cell with its border, and a point.
_BESIDE, _POINT = 160, 20


class ColumnLook(NamedTuple):
    """The style of a table's cells, and how wide each column is, in twips."""

    style: str
    widths: Sequence[int]


def column_look(table: Table) -> ColumnLook:
    """The largest letters in which no word is broken; of those too long for any, the smallest."""
    whole = text_width(sideways=table.sideways)
    first = 2 if len(table.columns) > 12 else 1 if len(table.columns) > 8 else 0
    styles = list(CELL_STYLES.items())[first:]
    for style, points in styles:
        least = [_least(table, at, points) for at in range(len(table.columns))]
        if sum(least) <= whole:
            return ColumnLook(style, _widths(table.columns, least, whole))
    return ColumnLook(styles[-1][0], _widths(table.columns, [0] * len(table.columns), whole))


def _least(table: Table, at: int, points: float) -> int:
    """How wide a column is at least: so that its heading, and its figures, are whole."""
    column = table.columns[at]
    texts = [column.heading]
    if column.numeric:
        texts += ("".join(span.text for span in row[at]) for row in table.rows)
    longest = max(map(_ems, _words(texts)), default=0)
    return int(longest * points * _POINT) + _BESIDE


def _words(texts: Iterable[str]) -> Iterable[str]:
    return (word for text in texts for word in _WORDS.findall(text))


def _ems(word: str) -> float:
    return sum(map(_em, word))


def _em(letter: str) -> float:
    if letter in _WIDE:
        return 1.1
    if letter in _NARROW:
        return 0.4
    return 0.5 if letter in _LEAN else 0.86 if letter.isupper() else 0.73


def _widths(columns: Sequence[Column], least: Sequence[int], whole: int) -> Sequence[int]:
    """Widths by shares; what some need beyond theirs is taken from the others, by shares."""
    widths = [0] * len(columns)
    left = set(range(len(columns)))
    room = whole
    while left:
        shares = sum(columns[at].share for at in left)
        given = {at: int(room * columns[at].share / shares) for at in left}
        short = {at for at in left if given[at] < least[at]}
        for at in short or left:
            widths[at] = least[at] if short else given[at]
            room -= widths[at]
        left -= short or left
    return widths
