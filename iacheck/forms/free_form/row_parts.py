"""Rows that hold several activities: `Kurs` and `Messe` in paragraphs of one cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from iacheck.forms.free_form.table_heads import COUNTS, Row, TableHead
from iacheck.forms.grids import Cell
from iacheck.language.content import has_content

_BULLET = re.compile(r"\s*(?:[-–—•·▪●*]|\d{1,2}[.)]|[a-zæøå]\))\s+")
_DASH = re.compile(r"[-–—•·▪●*]\s+")
# A line that is longer, or ends so, describes what the one above it names.
_MOST_WORDS = 10
_GOES_ON = re.compile(r"(?:[,:;–-]|\b(?:og|eller|and|or|for|i|på|av|om|med|til))\s*\Z")
# What one line can say for all that a row names.
_FOR_ALL = frozenset({"sub_goals", "goal_words", *COUNTS})


def rows_of(row: Row, head: TableHead) -> Sequence[Row]:
    """The rows that a row is: one, or as many as each of its cells has lines."""
    names = _names(row, head)
    if len(names) < 2:
        return [row]
    parted: dict[int, Sequence[str]] = {}
    for at, cell in row.items():
        own = [_DASH.sub("", line, count=1) for line in _lines(cell)]
        lines = names if at == head.essential else own
        column = head.columns.get(at)
        is_for_all = column is not None and column.field in _FOR_ALL and len(lines) < len(names)
        if is_for_all and len(lines) == 1:
            continue
        if len(lines) != len(names):
            return [row]
        parted[at] = lines
    if len(parted) < 2:
        return [row]
    return [
        {at: replace(c, value=parted[at][n]) if at in parted else c for at, c in row.items()}
        for n in range(len(names))
    ]


def may_name_several(row: Row, head: TableHead) -> bool:
    """Whether a row may name several activities in one cell."""
    return len(_names(row, head)) > 1


def _names(row: Row, head: TableHead) -> Sequence[str]:
    """The lines of a row's name that each may be that of an activity; none where one goes on."""
    cell = row.get(head.essential)
    if head.table != "activities" or cell is None:
        return ()
    lines = _lines(cell)
    bare = [_BULLET.sub("", line, count=1) for line in lines]
    is_marked = all(map(_BULLET.match, lines))
    return bare if is_marked or _are_names(bare) else ()


def _are_names(lines: Sequence[str]) -> bool:
    """Whether each line begins as a name does, and none goes on in the next or is a sentence."""
    return all(
        line[:1].isupper() and len(line.split()) <= _MOST_WORDS and not line.endswith(".")
        for line in lines
    ) and not any(map(_GOES_ON.search, lines[:-1]))


def _lines(cell: Cell) -> Sequence[str]:
    if not isinstance(cell.value, str):
        return (str(cell.value),)
    return [line.strip() for line in cell.value.split("\n") if has_content(line)]
