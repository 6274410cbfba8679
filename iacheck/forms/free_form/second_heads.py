"""Headings in two rows: groups of columns above, and what each column is below."""

from __future__ import annotations

from collections.abc import Iterator

from iacheck.forms.free_form.field_values import raw_text
from iacheck.forms.free_form.sub_goal_columns import tick_columns_below
from iacheck.forms.free_form.table_heads import Row, TableHead
from iacheck.forms.free_form.trade_words import TradeWords
from iacheck.forms.grids import Cell
from iacheck.forms.periods_in_words import is_period

# The heading of a group is no sentence.
_MOST_WORDS = 4
_FEWEST = 2


def with_second_row(head: TableHead, above: Row, row: Row, words: TradeWords) -> TableHead | None:
    """The headings in two rows: what the second says goes before; None where it is an entry.

    `above` is the first row.
    """
    of_sub_goals = [
        *(at for at, one in head.columns.items() if one.field == "sub_goals"),
        *(at for at, cell in head.others.items() if _is_area(cell, words)),
    ]
    ticks = tick_columns_below(row, next(iter(of_sub_goals), 0)) if not head.ticks else {}
    columns = {
        at: words.column(raw_text(cell.value), head.table)
        for at, cell in row.items()
        if at not in ticks
    }
    known = {at: column for at, column in columns.items() if column is not None}
    unknown = {at: row[at] for at, column in columns.items() if column is None}
    # “Geografi” is a heading too, where it stands below one that is over several columns.
    is_below = unknown.keys() <= set(_grouped(above))
    is_of_periods = bool(unknown) and all(
        is_period(raw_text(cell.value)) for cell in unknown.values()
    )
    is_certain = is_below and (_is_over_rows(above, head) or is_of_periods)
    if len(known) < _FEWEST and not (ticks or is_certain):
        return None
    if not is_below or head.essential in row:
        return None
    fields = {column.field for column in known.values()} | ({"sub_goals"} if ticks else set())
    kept = {
        at: one for at, one in head.columns.items() if one.field not in fields and at not in unknown
    }
    told = {*known, *ticks}
    others = {at: cell for at, cell in head.others.items() if at not in told} | unknown
    return TableHead(head.table, kept | known, others, {**head.ticks, **ticks})


def is_row_of_groups(row: Row, head: TableHead, words: TradeWords) -> bool:
    """Whether a row right above headings only says what these have in common: `Tidsrom`."""
    is_alone = len(row) == 1 and min(row) == 1
    return not is_alone and all(
        words.column(raw_text(cell.value), head.table) is not None
        or (cell.columns > 1 and _is_name(raw_text(cell.value)))
        for cell in row.values()
    )


def _is_name(text: str) -> bool:
    is_short = len(text.split()) <= _MOST_WORDS
    return is_short and not any(map(str.isdecimal, text)) and text[-1:] not in ".:;!?"


def _grouped(row: Row) -> Iterator[int]:
    """The columns below headings that are merged over several."""
    for at, cell in row.items():
        if cell.columns > 1:
            yield from range(at, at + cell.columns)


def _is_over_rows(row: Row, head: TableHead) -> bool:
    """Whether the heading of what a row must have is merged over the next row too."""
    return head.essential in row and row[head.essential].rows > 1


def _is_area(cell: Cell, words: TradeWords) -> bool:
    """Whether a heading is that of areas of work."""
    column = words.column(raw_text(cell.value), "activities")
    return column is not None and column.field == "area"
