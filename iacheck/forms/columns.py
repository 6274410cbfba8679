"""Which columns of a table, and which rows of a list of fields, are which fields of a form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from iacheck.forms.cells import is_empty
from iacheck.forms.grids import Cell, Grid
from iacheck.forms.layout import VALUE, FormField, FormTable, word_spellings
from iacheck.language.content import has_content
from iacheck.language.frozen import frozen
from iacheck.language.names import normalise

_VALUE = word_spellings(VALUE)


@frozen
class Columns:
    """The headings of a table: in which row they stand, and the field of each column.

    `others` are the columns with a heading that is no field's; `again` those of a field that
    another column was taken for.
    """

    row: int
    fields: Mapping[int, FormField]
    others: Mapping[int, Cell]
    again: Sequence[tuple[FormField, Cell]]

    def is_filled(self, column: int, cell: Cell) -> bool:
        """Whether a cell below the headings says something, as what its column asks for."""
        known = self.fields.get(column)
        if known is None:
            return has_content(cell.value)
        return not is_empty(cell.value, known.field_type)


def find_columns(grid: Grid, fields: Sequence[FormField]) -> Columns | None:
    """The columns below the first row that names most of the fields; None if none names any."""
    by_name = {name: known for known in fields for name in known.names}
    best: Columns | None = None
    for number, row in grid.rows.items():
        columns = _columns(number, row, by_name)
        if columns.fields and (best is None or len(columns.fields) > len(best.fields)):
            best = columns
    return best


def best_table(grid: Grid, tables: Sequence[FormTable]) -> tuple[FormTable, Columns] | None:
    """The list that a sheet has most headings of, of the most of its own; None for one or none."""
    found = [(table, columns) for table in tables if (columns := find_columns(grid, table.columns))]
    if not found:
        return None
    best = max(found, key=lambda one: (len(one[1].fields), -len(one[0].columns)))
    return best if len(best[1].fields) > 1 else None


def _columns(number: int, row: Mapping[int, Cell], by_name: Mapping[str, FormField]) -> Columns:
    fields: dict[int, FormField] = {}
    others: dict[int, Cell] = {}
    again: list[tuple[FormField, Cell]] = []
    for column, cell in row.items():
        known = by_name.get(normalised_label(cell))
        if known is None:
            others[column] = cell
        elif known in fields.values():
            again.append((known, cell))
        else:
            fields[column] = known
    return Columns(number, fields, others, again)


@frozen
class FieldRow:
    """A row of a list of fields: its label, the field it is, and where its value is."""

    label: Cell
    field: FormField | None
    row: int
    column: int


def field_rows(grid: Grid, fields: Sequence[FormField]) -> Iterator[FieldRow]:
    """The rows of a list of fields: a label, and the value in the column beside it.

    Where a row above has the heading “Value”, the values are in that column, and what stands above
    it is no field.
    """
    by_name = {name: known for known in fields for name in known.names}
    head, values = _heading(grid)
    for number, row in grid.rows.items():
        if head is not None and number <= head:
            continue
        named = (
            (column, cell) for column, cell in row.items() if normalised_label(cell) in by_name
        )
        column, cell = next(named, min(row.items(), key=lambda pair: pair[0]))
        known = by_name.get(normalised_label(cell))
        if known is not None or column != values:
            yield FieldRow(cell, known, number, column + 1 if values is None else values)


def _heading(grid: Grid) -> tuple[int | None, int | None]:
    """The row and column of the heading “Value”."""
    for number, row in grid.rows.items():
        for column, cell in row.items():
            if normalised_label(cell) in _VALUE:
                return number, column
    return None, None


def normalised_label(cell: Cell) -> str:
    """A label or heading in the form in which spellings of it are equal; nothing if no text."""
    return normalise(cell.value.strip(" \n*:")) if isinstance(cell.value, str) else ""
