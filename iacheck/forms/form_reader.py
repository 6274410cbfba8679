"""A form that somebody has filled in, to the document that it is.

Sheets, headings and columns are known by their names in any of the languages, wherever they
stand. What is not known is kept as an unlisted field or told of; nothing is left out in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from iacheck.forms.form_draft import FormDraft
from iacheck.forms.form_tables import FormTableReader, filled_rows
from iacheck.forms.free_form.excerpts import excerpt
from iacheck.forms.free_form.table_remainders import texts_of_rows
from iacheck.forms.grids import Cell, Grid, shared_cell
from iacheck.forms.layout import (
    EITHER,
    GUIDE,
    Form,
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
from iacheck.forms.unread_rows import unread_rows
from iacheck.language.content import has_content
from iacheck.language.frozen import frozen
from iacheck.language.names import normalise, words
from iacheck.language.places import Place
from iacheck.language.problems import Problem


@frozen
class FormFile:
    """A file that may be a form: its name and fingerprint, and the tables in it.

    `titles` are the texts that may say which form it is: a document's title and headings.
    """

    file: str
    sha256: str
    grids: Sequence[Grid]
    titles: Sequence[str] = ()


@frozen
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
        self.draft = FormDraft(form)
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
                self.draft.tell_others(_cells(grid))
            elif id(grid) not in of_tables and normalise(grid.name) not in GUIDE_NAMES:
                self._fields(grid, of_tables)
        for grid in self.paper.grids:
            if id(grid) in of_tables:
                FormTableReader(self.draft).read(grid, of_tables[id(grid)])
        for grid in self.paper.grids:
            if normalise(grid.name) in NOT_READ_NAMES:
                self.draft.unread += unread_rows(grid, self.draft.body.value)
        return self._form_reading()

    def _form_reading(self) -> FormReading:
        body = self.draft.body.value
        key = body.get("_id")
        if not isinstance(key, str):
            key = _key(body, self.form.kind, self.paper.file)
        origin = Origin(
            self.paper.file, self.paper.sha256, self.draft.body.places, tuple(self.draft.unread)
        )
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
            for problem in (*self.draft.body.problems, *self.draft.problems)
        )
        return FormReading(document, problems)

    def _fields(self, grid: Grid, of_tables: dict[int, FormTable]) -> None:
        """What stands once: labels, each with its value beside it."""
        rows = list(field_rows(grid, self.form.fields))
        if not any(row.field for row in rows):
            self._unnamed(grid, of_tables)
            return
        self.draft.body.places.setdefault("", grid.place_of(1, 1))
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
                    self.draft.body.keep(str(row.label.value).strip(), cell)
            elif row.field.name in found:
                self.draft.problems.append(
                    form_problems.duplicate_heading(row.label, found[row.field.name])
                )
            else:
                used |= {row.label.place, grid.place_of(row.row, row.column)}
                found[row.field.name] = row.label.place
                covering = shared_cell(grid, row.row, row.column)
                if covering is not None and covering is not cell and covering is not row.label:
                    self.draft.tell_merged(covering)
                self.draft.body.fill(row.field, cell, grid.place_of(row.row, row.column))
        missing = [field for field in self.form.fields if field.name not in found]
        self.draft.problems += form_problems.unknown_headings(others, missing, "")
        self.draft.tell_others(cell for cell in _cells(grid) if cell.place not in used)

    def _either(self, label: Cell, cell: Cell) -> None:
        """A value that may be of either of two fields is of none, and could be what one lacks."""
        names = EITHER[normalised_label(label)]
        fields = [field for field in self.form.fields if field.name in names]
        self.draft.problems.append(form_problems.either_field(label, cell, fields))
        lifts = tuple(Lift(pointer(*field.steps)) for field in fields)
        told = f"{label.value}: {cell.value}"
        self.draft.unread.append(UnreadBlock("cell", cell.place, told, lifts))

    def _unnamed(self, grid: Grid, of_tables: dict[int, FormTable]) -> None:
        """A sheet of another name: a list's, if it has most of its headings, or else told of."""
        if not grid.rows:
            return
        found = best_table(grid, self.form.tables)
        if found is None:
            self.draft.problems.append(form_problems.unread_sheet(grid))
            self._tell_sheet(grid, self.form.tables)
            return
        table, columns = found
        is_whole = len(columns.fields) > len(table.columns) / 2
        if not is_whole or self._has_entries(table, of_tables):
            self.draft.problems.append(form_problems.lookalike_sheet(grid, table, columns.row))
            self._tell_sheet(grid, [table])
        elif any(filled_rows(grid, columns)):
            of_tables[id(grid)] = table
            self.draft.problems.append(form_problems.recognised_sheet(grid, table, columns.row))

    def _tell_sheet(self, grid: Grid, tables: Iterable[FormTable]) -> None:
        """A sheet that is not read could add to these lists."""
        lifts = tuple(Lift(pointer(*table.steps)) for table in tables)
        first = grid.rows[min(grid.rows)]
        text = excerpt(texts_of_rows(grid))
        self.draft.unread.append(UnreadBlock("sheet", first[min(first)].place, text, lifts))

    def _has_entries(self, table: FormTable, of_tables: Mapping[int, FormTable]) -> bool:
        """Whether another sheet of this list has any entry."""
        for grid in self.paper.grids:
            columns = (
                find_columns(grid, table.columns) if of_tables.get(id(grid)) is table else None
            )
            if columns is not None and any(
                row.keys() - _id_columns(columns) for _, row in filled_rows(grid, columns)
            ):
                return True
        return False


def _id_columns(columns: Columns) -> set[int]:
    return {at for at, field in columns.fields.items() if field.name == "id"}


def _cells(grid: Grid) -> Iterator[Cell]:
    return (cell for row in grid.rows.values() for cell in row.values())


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
