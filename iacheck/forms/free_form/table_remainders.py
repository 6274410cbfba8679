"""Tables and rows that are not read, as they are noted."""

from __future__ import annotations

from collections.abc import Sequence

from iacheck.forms.free_form.drafts import Remainder
from iacheck.forms.free_form.excerpts import excerpt
from iacheck.forms.free_form.field_values import raw_text
from iacheck.forms.free_form.outline import Context, could_tell
from iacheck.forms.free_form.table_heads import Row
from iacheck.forms.grids import Grid
from iacheck.language.places import Place


def whole_table(grid: Grid, context: Context) -> Remainder:
    """A table that is not read, by its first rows."""
    place = next(iter(grid.rows[min(grid.rows)].values())).place
    parts = could_tell(context, lists_items=True)
    return Remainder("table", place, excerpt(texts_of_rows(grid)), parts, context.sub_goals)


def texts_of_rows(grid: Grid) -> Sequence[str]:
    """What stands in each row of a table."""
    return [_text_of(grid.rows[number]) for number in sorted(grid.rows)]


def row_remainder(
    place: Place, row: Row, parts: tuple[str, ...], sub_goals: tuple[int, ...] = ()
) -> Remainder:
    """A row that is not read, with what it could tell."""
    return Remainder("row", place, _text_of(row), parts, sub_goals)


def remark(place: Place, row: Row, context: Context) -> Remainder:
    """A row that is a text beside the entries of a table."""
    parts = could_tell(context, lists_items=True)
    return Remainder("text", place, _text_of(row), parts, context.sub_goals)


def _text_of(row: Row) -> str:
    return " | ".join(raw_text(cell.value) for _, cell in sorted(row.items()))
