"""Tables that stand on their side: labels down the first column, and an activity in each other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from iacheck.forms.free_form.activity_names import counts_activity
from iacheck.forms.free_form.field_values import raw_text
from iacheck.forms.free_form.table_heads import AMOUNTS, COUNTS, Row
from iacheck.forms.free_form.trade_words import TradeWords
from iacheck.forms.grids import Cell, Grid
from iacheck.language.frozen import frozen

# Of two columns, these are a label and its value.
_FEWEST_COLUMNS = 3
_FEWEST_LABELS = 2
# Stands above names that have no label.
_TITLE = "Tiltak"
_LETTERS = re.compile(r"[^\W\d_]{2}")


@frozen
class TurnedTable:
    """A table with its activities in rows, made of one that had them in columns.

    `grid` is None where the names of these are not certain. `titles` stand above them, or over the
    table's width.
    """

    grid: Grid | None
    titles: Sequence[Cell] = ()


def turned_table(grid: Grid, words: TradeWords) -> TurnedTable | None:
    """The table on its feet; None where it stands so already."""
    labels = {number: _field(row, words) for number, row in sorted(grid.rows.items())}
    if not _is_on_its_side(grid, labels, words):
        return None
    titles = {n for n, row in grid.rows.items() if _is_title(row, labels[n])}
    rows = {n: row for n, row in grid.rows.items() if n not in titles and len(row) > 1}
    named = [n for n in rows if labels[n] == "title"] or [*rows][:1]
    names = [raw_text(cell.value) for n in named for at, cell in grid.rows[n].items() if at > 1]
    if len(named) != 1 or not all(map(_LETTERS.search, names)):
        return TurnedTable(None)
    (at,) = named
    kept = {n: row for n, row in rows.items() if n >= at or not _only_counts(row, words)}
    if labels[at] is None:
        kept[at] = {**rows[at], 1: Cell(_TITLE, grid.place_of(at, 1))}
    return TurnedTable(_on_its_feet(grid, kept), [grid.rows[n][1] for n in sorted(titles)])


def _field(row: Row, words: TradeWords) -> str | None:
    column = words.column(raw_text(row[1].value), "activities") if 1 in row else None
    return None if column is None else column.field


def _is_on_its_side(grid: Grid, labels: Mapping[int, str | None], words: TradeWords) -> bool:
    """Whether the first column, and not the first row, names fields of activities."""
    known = {*labels.values()} - {None}
    said = sum(1 in row for row in grid.rows.values())
    return (
        max(map(max, grid.rows.values())) >= _FEWEST_COLUMNS
        and len(known) >= _FEWEST_LABELS
        and len(known) * 2 >= said
        and not known <= AMOUNTS | COUNTS
        and len(known) > max(_known_across(row, words) for row in grid.rows.values())
    )


def _known_across(row: Row, words: TradeWords) -> int:
    """How many fields a row names, as headings do."""
    columns = (words.column(raw_text(cell.value), "activities") for cell in row.values())
    return len({column.field for column in columns if column is not None})


def _is_title(row: Row, label: str | None) -> bool:
    return row.keys() == {1} and label is None and row[1].columns > 1


def _only_counts(row: Row, words: TradeWords) -> bool:
    """Whether a row only counts the names: `Felt | Tiltak 1 | Tiltak 2`."""
    texts = [raw_text(cell.value) for at, cell in row.items() if at > 1]
    return all(counts_activity(text, words) or text.strip(" .").isdecimal() for text in texts)


def _on_its_feet(grid: Grid, rows: Mapping[int, Row]) -> Grid:
    """Columns for rows; a cell that is merged over some of these, is over the others."""
    turned: dict[int, dict[int, Cell]] = {}
    for number, row in rows.items():
        for at, cell in row.items():
            there = replace(cell, rows=cell.columns, columns=cell.rows)
            turned.setdefault(at, {})[number] = there
    return Grid(grid.name, turned, lambda row, column: grid.place_of(column, row))
