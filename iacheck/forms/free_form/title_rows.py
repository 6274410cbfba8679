"""Titles that stand in cells beside each other: `Årsrapport 2015 | IA-rådet i Telemark`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from iacheck.forms.free_form.field_values import raw_text
from iacheck.forms.free_form.table_heads import Row
from iacheck.forms.free_form.trade_words import TradeWords
from iacheck.forms.grids import Grid
from iacheck.forms.paper_blocks import PaperBlock, TextBlock

# Further down, nothing says what a paper is.
_FIRST = 6
_FEWEST_CELLS = 2


def with_title_rows(blocks: Sequence[PaperBlock], words: TradeWords) -> Sequence[PaperBlock]:
    """The blocks, in which the titles in the first rows of a table are texts."""
    first = (
        _apart(block, words) if isinstance(block, Grid) else (block,) for block in blocks[:_FIRST]
    )
    return [*(part for parts in first for part in parts), *blocks[_FIRST:]]


def _apart(grid: Grid, words: TradeWords) -> Iterator[PaperBlock]:
    rows = [grid.rows[number] for number in sorted(grid.rows)]
    titles = list(takewhile(lambda row: _is_of_titles(row, words), rows))
    for row in titles:
        for _, cell in sorted(row.items()):
            yield TextBlock(raw_text(cell.value), cell.place)
    left = dict(sorted(grid.rows.items())[len(titles) :])
    if left:
        yield replace(grid, rows=left) if titles else grid


def _is_of_titles(row: Row, words: TradeWords) -> bool:
    """Whether each cell of a row tells which paper it is, one of them its kind, and nothing else.

    “IA-råd | Oppland” is a label with its value.
    """
    texts = [raw_text(cell.value) for cell in row.values()]
    return (
        len(texts) >= _FEWEST_CELLS
        and all(map(words.is_title, texts))
        and any(map(words.kinds_named, texts))
    )
