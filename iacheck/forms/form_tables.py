"""The lists of a form: a row for each item, below a row of headings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from iacheck.documents.document import pointer
from iacheck.forms import form_problems
from iacheck.forms.columns import Columns, find_columns
from iacheck.forms.form_draft import FormDraft
from iacheck.forms.form_texts import cells_outside, is_text_alone
from iacheck.forms.grids import Cell, Grid, shared_cell
from iacheck.forms.layout import WHEN, FormField, FormTable
from iacheck.forms.records import Record
from iacheck.forms.totals import says_total
from iacheck.language.frozen import frozen

# What several entries may have in common, so that a cell merged over their rows tells it of each.
_SHARED = frozenset(
    {
        *("sub_goal", "sub_goals", "goals", "responsible", "partners", "themes", "status", "type"),
        *("start", "end", "when", "method", "industries", "sectors", "enterprises"),
        *("occupations", "education_groups", "groups", "other"),
    }
)


@frozen
class FormTableReader:
    """Reads the lists of a form into its draft."""

    draft: FormDraft

    def read(self, grid: Grid, table: FormTable) -> None:
        """A list: a row for each item, below a row of headings."""
        columns = find_columns(grid, table.columns)
        if columns is None:
            if grid.rows:
                self.draft.problems.append(form_problems.missing_headings(grid, table))
            return
        self._headings(grid, columns, table)
        self.draft.body.places.setdefault(pointer(*table.steps), grid.place_of(columns.row, 1))
        items = self._items(table)
        of_rows: dict[int, str] = {}
        for number, row in filled_rows(grid, columns):
            item = self._item(grid, number, row, columns, (*table.steps, len(items)))
            if item is not None:
                of_rows[number] = pointer(*item.steps)
                items.append(item.value)
                self.draft.body.places |= item.places
                self.draft.problems += item.problems
        if items:
            self.draft.body.put(table.steps, items)
        for number, cell in cells_outside(grid, columns):
            self.draft.tell_others([cell], of_rows.get(number, pointer(*table.steps)))

    def _items(self, table: FormTable) -> list[Any]:
        """The list so far; that of a record that has nothing else in it is not there yet."""
        inner: Any = self.draft.body.value
        for step in table.steps[:-1]:
            inner = inner.get(step, {})
        if len(table.steps) == 1 and not table.may_be_untold:
            return list(inner.setdefault(table.name, []))
        return list(inner.get(table.name, ()))

    def _item(
        self,
        grid: Grid,
        number: int,
        row: Mapping[int, Cell],
        columns: Columns,
        steps: Sequence[str | int],
    ) -> Record | None:
        """The item of a row; None for a row with nothing but the number that a form gave it."""
        if self._is_total(row, columns):
            return None
        if is_text_alone(row, columns):
            self.draft.tell_others(row.values(), pointer(*steps[:-1]))
            return None
        item = Record(steps, next((f for f in columns.fields.values() if f.name == WHEN), None))
        item.places[pointer(*steps)] = grid.place_of(number, min(columns.fields))
        for column, field in columns.fields.items():
            item.fill(field, row.get(column), grid.place_of(number, column))
        for column, heading in columns.others.items():
            if column in row:
                item.keep(str(heading.value).strip(), row[column])
        if not item.value.keys() - {"id"}:
            return None
        self._fill_shared(item, grid, number, row, columns)
        return item

    def _fill_shared(
        self, item: Record, grid: Grid, number: int, row: Mapping[int, Cell], columns: Columns
    ) -> None:
        """Fill what merged cells above tell of an item too; told, where they tell it of one."""
        headings = grid.rows[columns.row]
        for column in (columns.fields.keys() | columns.others.keys()) - row.keys():
            cell = shared_cell(grid, number, column)
            if cell is None or cell is headings.get(column) or not columns.is_filled(column, cell):
                continue
            field = columns.fields.get(column)
            if field is not None and field.name in _SHARED and cell.columns == 1:
                item.fill(field, cell, cell.place)
            else:
                self.draft.tell_merged(cell)

    def _is_total(self, row: Mapping[int, Cell], columns: Columns) -> bool:
        """Whether a row adds up those above it; told, for it is left out.

        One that nobody has worked out yet has a title and no amount.
        """
        amounts = {c for c, field in columns.fields.items() if _adds_up(field)}
        ids = {c for c, field in columns.fields.items() if field.name == "id"}
        titles = {c for c, field in columns.fields.items() if field.name == "title" and amounts}
        named = [column for column, cell in row.items() if says_total(str(cell.value))]
        rest = row.keys() - amounts - ids - set(named)
        if len(named) != 1 or rest or not row.keys() & amounts | set(named) & titles:
            return False
        self.draft.problems.append(form_problems.total_row(row[named[0]]))
        return True

    def _headings(self, grid: Grid, columns: Columns, table: FormTable) -> None:
        """Tell of columns that the form does not have, has twice, or that look misspelt."""
        missing = [c for c in table.columns if c not in columns.fields.values()]
        used = {number for _, row in filled_rows(grid, columns) for number in row}
        others = [cell for number, cell in columns.others.items() if number in used]
        self.draft.problems += form_problems.unknown_headings(
            others, missing, pointer(*table.steps)
        )
        for field, heading in columns.again:
            first = next(c for c, known in columns.fields.items() if known is field)
            self.draft.problems.append(
                form_problems.duplicate_heading(heading, grid.place_of(columns.row, first))
            )


def filled_rows(grid: Grid, columns: Columns) -> Iterator[tuple[int, Mapping[int, Cell]]]:
    """The rows below the headings by number, each with those of its cells that say something."""
    for number, row in grid.rows.items():
        if number > columns.row:
            yield number, {at: cell for at, cell in row.items() if columns.is_filled(at, cell)}


def _adds_up(field: FormField) -> bool:
    """Whether people add up a column of it; nobody adds up sub-goals, which are numbers too."""
    return field.name.endswith("_nok") or field.name == "participants"
