"""A form that somebody has filled in, to the document that it is.

Sheets, headings and columns are known by their names in any of the languages, wherever they
stand. What is not known is kept as an unlisted field or told of; nothing is left out in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath
from typing import Any

from iacheck.cases.council_names import known_council
from iacheck.documents.document import Document, Origin, pointer
from iacheck.documents.document_kind import DocumentKind
from iacheck.documents.unread_block import Lift, UnreadBlock
from iacheck.forms import form_problems
from iacheck.forms.columns import (
    Columns,
    best_table,
    field_rows,
    find_columns,
    normalised_label,
)
from iacheck.forms.form_problems import FormProblem
from iacheck.forms.form_texts import FormTexts, cells_outside, is_text_alone
from iacheck.forms.grids import Cell, Grid, shared_cell
from iacheck.forms.layout import (
    EITHER,
    GUIDE,
    Form,
    FormField,
    Forms,
    FormTable,
    word_spellings,
)
from iacheck.forms.recognition import (
    GUIDE_NAMES,
    NOT_READ_NAMES,
    possible_kinds,
    undecided_message,
)
from iacheck.forms.records import Record
from iacheck.forms.totals import says_total
from iacheck.forms.unread_rows import unread_rows
from iacheck.language.content import has_content
from iacheck.language.names import normalise, words
from iacheck.language.places import Place
from iacheck.language.problems import Problem

# What several entries may have in common, so that a cell merged over their rows tells it of each.
_SHARED = frozenset(
    {
        *("sub_goal", "sub_goals", "goals", "responsible", "partners", "themes", "status", "type"),
        *("start", "end", "when", "method", "industries", "sectors", "enterprises"),
        *("occupations", "education_groups", "groups", "other"),
    }
)


def _adds_up(field: FormField) -> bool:
    """Whether people add up a column of it; nobody adds up sub-goals, which are numbers too."""
    return field.name.endswith("_nok") or field.name == "participants"


@dataclass(frozen=True, slots=True)
class FormFile:
    """A file that may be a form: its name and fingerprint, and the tables in it.

    `titles` are the texts that may say which form it is: a document's title and headings.
    """

    file: str
    sha256: str
    grids: Sequence[Grid]
    titles: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class FormReading:
    """What a form holds: its document, if it can be told, and everything that is wrong."""

    document: Document | None
    problems: tuple[Problem, ...]

    @property
    def documents(self) -> tuple[Document, ...]:
        return () if self.document is None else (self.document,)

    @property
    def unread(self) -> tuple[UnreadBlock, ...]:
        """What was not read of the file."""
        origin = self.document.origin if self.document else None
        return origin.unread if origin else ()


def read_form(paper: FormFile, forms: Forms) -> FormReading:
    """The document that a file's tables hold."""
    kinds = possible_kinds(paper.grids, paper.titles, forms)
    if len(kinds) != 1:
        return FormReading(None, (Problem(undecided_message(kinds, forms), file=paper.file),))
    return _Reading(paper, forms[kinds[0]]).read()


class _Reading:
    """Reads one form; gathers the document and everything that is wrong with it."""

    def __init__(self, paper: FormFile, form: Form) -> None:
        self.paper = paper
        self.form = form
        self.body = Record()
        self.problems: list[FormProblem] = []
        self.unread: list[UnreadBlock] = []
        self._merged: set[Place] = set()
        self._found: dict[str, Place] = {}

    def read(self) -> FormReading:
        of_tables = {
            id(grid): table
            for grid in self.paper.grids
            for table in self.form.tables
            if normalise(grid.name) in table.names
        }
        for grid in self.paper.grids:
            if normalise(grid.name) in word_spellings(GUIDE):
                self._tell_others(_cells(grid))
            elif id(grid) not in of_tables and normalise(grid.name) not in GUIDE_NAMES:
                self._fields(grid, of_tables)
        for grid in self.paper.grids:
            if id(grid) in of_tables:
                self._table(grid, of_tables[id(grid)])
        for grid in self.paper.grids:
            if normalise(grid.name) in NOT_READ_NAMES:
                self.unread += unread_rows(grid, self.body.value)
        return self._form_reading()

    def _form_reading(self) -> FormReading:
        body = self.body.value
        key = body.get("_id")
        if not isinstance(key, str):
            key = _key(body, self.form.kind, self.paper.file)
        origin = Origin(self.paper.file, self.paper.sha256, self.body.places, tuple(self.unread))
        document = Document(self.form.kind.name, key, {**body, "_id": key}, origin)
        problems = tuple(
            Problem(
                problem.told,
                problem.level,
                self.paper.file,
                problem.place,
                problem.path,
                given=problem.given,
                document=document.name,
            )
            for problem in (*self.body.problems, *self.problems)
        )
        return FormReading(document, problems)

    def _fields(self, grid: Grid, of_tables: dict[int, FormTable]) -> None:
        """What stands once: labels, each with its value beside it."""
        rows = list(field_rows(grid, self.form.fields))
        if not any(row.field for row in rows):
            self._unnamed(grid, of_tables)
            return
        self.body.places.setdefault("", grid.place_of(1, 1))
        found = self._found
        used: set[Place] = set()
        others: list[Cell] = []
        for row in rows:
            cell = grid.rows[row.row].get(row.column)
            if row.field is None:
                if cell is None or not has_content(cell.value):
                    continue
                used |= {row.label.place, cell.place}
                if normalised_label(row.label) in EITHER:
                    self._either(row.label, cell)
                else:
                    others.append(row.label)
                    self.body.keep(str(row.label.value).strip(), cell)
            elif row.field.name in found:
                self.problems.append(
                    form_problems.duplicate_heading(row.label, found[row.field.name])
                )
            else:
                used |= {row.label.place, grid.place_of(row.row, row.column)}
                found[row.field.name] = row.label.place
                covering = shared_cell(grid, row.row, row.column)
                if covering is not None and covering is not cell and covering is not row.label:
                    self._tell_merged(covering)
                self.body.fill(row.field, cell, grid.place_of(row.row, row.column))
        missing = [field for field in self.form.fields if field.name not in found]
        self.problems += form_problems.unknown_headings(others, missing, "")
        self._tell_others(cell for cell in _cells(grid) if cell.place not in used)

    def _tell_others(self, cells: Iterable[Cell], path: str = "") -> None:
        """Tell of texts that no field reads; each could add to a list or an item, or to any."""
        paths = [path] if path else [pointer(*table.steps) for table in self.form.tables]
        for cell in filter(self._texts.is_other, cells):
            lifts = tuple(map(Lift, paths))
            self.unread.append(UnreadBlock("cell", cell.place, str(cell.value).strip(), lifts))

    @cached_property
    def _texts(self) -> FormTexts:
        return FormTexts(self.form)

    def _either(self, label: Cell, cell: Cell) -> None:
        """A value that may be of either of two fields is of none, and could be what one lacks."""
        names = EITHER[normalised_label(label)]
        fields = [field for field in self.form.fields if field.name in names]
        self.problems.append(form_problems.either_field(label, cell, fields))
        lifts = tuple(Lift(pointer(*field.steps)) for field in fields)
        told = f"{label.value}: {cell.value}"
        self.unread.append(UnreadBlock("cell", cell.place, told, lifts))

    def _table(self, grid: Grid, table: FormTable) -> None:
        """A list: a row for each item, below a row of headings."""
        columns = find_columns(grid, table.columns)
        if columns is None:
            if grid.rows:
                self.problems.append(form_problems.missing_headings(grid, table))
            return
        self._headings(grid, columns, table)
        self.body.places.setdefault(pointer(*table.steps), grid.place_of(columns.row, 1))
        items = self._items(table)
        of_rows: dict[int, str] = {}
        for number, row in _filled_rows(grid, columns):
            item = self._item(grid, number, row, columns, (*table.steps, len(items)))
            if item is not None:
                of_rows[number] = pointer(*item.steps)
                items.append(item.value)
                self.body.places |= item.places
                self.problems += item.problems
        if items:
            self.body.put(table.steps, items)
        for number, cell in cells_outside(grid, columns):
            self._tell_others([cell], of_rows.get(number, pointer(*table.steps)))

    def _items(self, table: FormTable) -> list[Any]:
        """The list so far; that of a record that has nothing else in it is not there yet."""
        inner: Any = self.body.value
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
            self._tell_others(row.values(), pointer(*steps[:-1]))
            return None
        item = Record(steps)
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
                self._tell_merged(cell)

    def _tell_merged(self, cell: Cell) -> None:
        if cell.place not in self._merged:
            self._merged.add(cell.place)
            self.problems.append(form_problems.merged_cell(cell))

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
        self.problems.append(form_problems.total_row(row[named[0]]))
        return True

    def _headings(self, grid: Grid, columns: Columns, table: FormTable) -> None:
        """Tell of columns that the form does not have, has twice, or that look misspelt."""
        missing = [c for c in table.columns if c not in columns.fields.values()]
        used = {number for _, row in _filled_rows(grid, columns) for number in row}
        others = [cell for number, cell in columns.others.items() if number in used]
        self.problems += form_problems.unknown_headings(others, missing, pointer(*table.steps))
        for field, heading in columns.again:
            first = next(c for c, known in columns.fields.items() if known is field)
            self.problems.append(
                form_problems.duplicate_heading(heading, grid.place_of(columns.row, first))
            )

    def _unnamed(self, grid: Grid, of_tables: dict[int, FormTable]) -> None:
        """A sheet of another name: a list's, if it has most of its headings, or else told of."""
        if not grid.rows:
            return
        found = best_table(grid, self.form.tables)
        if found is None:
            self.problems.append(form_problems.unread_sheet(grid))
            self._tell_sheet(grid, self.form.tables)
            return
        table, columns = found
        is_whole = len(columns.fields) > len(table.columns) / 2
        if not is_whole or self._has_entries(table, of_tables):
            self.problems.append(form_problems.lookalike_sheet(grid, table, columns.row))
            self._tell_sheet(grid, [table])
        elif any(_filled_rows(grid, columns)):
            of_tables[id(grid)] = table
            self.problems.append(form_problems.recognised_sheet(grid, table, columns.row))

    def _tell_sheet(self, grid: Grid, tables: Iterable[FormTable]) -> None:
        """A sheet that is not read could add to these lists."""
        lifts = tuple(Lift(pointer(*table.steps)) for table in tables)
        self.unread.append(UnreadBlock("sheet", grid.place_of(1, 1), grid.name, lifts))

    def _has_entries(self, table: FormTable, of_tables: Mapping[int, FormTable]) -> bool:
        """Whether another sheet of this list has any entry."""
        for grid in self.paper.grids:
            columns = (
                find_columns(grid, table.columns) if of_tables.get(id(grid)) is table else None
            )
            if columns is not None and any(
                row.keys() - _id_columns(columns) for _, row in _filled_rows(grid, columns)
            ):
                return True
        return False


def _id_columns(columns: Columns) -> set[int]:
    return {at for at, field in columns.fields.items() if field.name == "id"}


def _cells(grid: Grid) -> Iterator[Cell]:
    return (cell for row in grid.rows.values() for cell in row.values())


def _filled_rows(grid: Grid, columns: Columns) -> Iterator[tuple[int, Mapping[int, Cell]]]:
    """The rows below the headings by number, each with those of its cells that say something."""
    for number, row in grid.rows.items():
        if number > columns.row:
            yield number, {at: cell for at, cell in row.items() if columns.is_filled(at, cell)}


def _key(body: Mapping[str, Any], kind: DocumentKind, file: str) -> str:
    """The key of a form that names none: whose it is and for when, as `rogaland-2015`.

    A council's own is that of its counties, or made of its name.
    """
    if kind.name == "council" and isinstance(name := body.get("name"), str):
        return known_council(name) or "-".join(words(name))
    parts = [body.get(name) for name in (kind.owner, kind.period) if name not in (None, "national")]
    if parts and all(isinstance(part, str) for part in parts):
        return "-".join(word for part in parts for word in words(str(part)))
    return PurePath(file).stem
