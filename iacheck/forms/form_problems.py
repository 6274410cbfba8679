"""What is told of a form: what cannot be read, and what is no part of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from iacheck.forms.grids import Cell, Grid
from iacheck.forms.layout import FormField, FormTable
from iacheck.language.frozen import frozen
from iacheck.language.hints import with_hint
from iacheck.language.messages import LANGS, Message, OneOf, message
from iacheck.language.names import nearest
from iacheck.language.places import Place
from iacheck.language.problems import Level

# Looking for what is meant takes a while, and a sheet may have thousands of headings.
_MOST_MISSPELT = 200


@frozen
class FormProblem:
    """What is wrong at a place of a form; `path` leads to the part of the document it is about."""

    told: Message
    place: Place
    path: str = ""
    given: str | int | float | datetime.date | None = None
    level: Level = "error"


def unknown_headings(
    names: Sequence[Cell], missing: Sequence[FormField], path: str
) -> Iterator[FormProblem]:
    """Headings and labels that are no field's; an error where one resembles a missing field."""
    known = [field.label.read_in(lang) for field in missing for lang in LANGS]
    for place, name in enumerate(names):
        given = str(name.value).strip()
        meant = nearest(given, known) if place < _MOST_MISSPELT else None
        if meant is None:
            told = message(
                "“{given}” is no field of the form; what stands there is kept, but no rule reads "
                "it",
                given=given,
            )
            yield FormProblem(told, name.place, given=given, level="notice")
        else:
            told = message("“{given}” is no heading of the form", given=given)
            yield FormProblem(with_hint(told, meant), name.place, path, given)


def duplicate_heading(name: Cell, first: Place) -> FormProblem:
    """The problem that a field has a heading or label already."""
    told = message(
        "“{given}” stands twice, first at {place}; remove one of them",
        given=str(name.value).strip(),
        place=first,
    )
    return FormProblem(told, name.place)


def either_field(name: Cell, value: Cell, fields: Sequence[FormField]) -> FormProblem:
    """The notice that a label may mean either of two fields, and its value is read as neither."""
    told = message(
        "“{given}” may be {fields}, and is not read; write which of them it is",
        given=str(name.value).strip(),
        fields=OneOf([field.label for field in fields]),
    )
    return FormProblem(told, value.place, level="notice")


def missing_headings(grid: Grid, table: FormTable) -> FormProblem:
    """The problem that a sheet holds something, but no headings."""
    told = message(
        "No row of “{sheet}” has the headings of its columns; they are {headings}",
        sheet=grid.name,
        headings=[column.label for column in table.columns],
    )
    return FormProblem(told, grid.place_of(1, 1))


def total_row(cell: Cell) -> FormProblem:
    """The notice that a row adds up those above it, and is no item."""
    told = message("The row is taken for a total, and is no entry of its own")
    return FormProblem(told, cell.place, level="notice")


def merged_cell(cell: Cell) -> FormProblem:
    """The notice that what a merged cell says is not said of all the rows that it spans."""
    told = message(
        "The cell is merged over several rows or columns, and counts for the first of them only"
    )
    return FormProblem(told, cell.place, level="notice")


def lookalike_sheet(grid: Grid, table: FormTable, row: int) -> FormProblem:
    """The problem that a sheet may be a list's that has another sheet, or other headings."""
    told = message(
        "“{sheet}” has headings of “{table}”, and is not read; what is to count must stand on the "
        "sheet “{table}”",
        sheet=grid.name,
        table=table.label,
    )
    return FormProblem(told, grid.place_of(row, 1))


def recognised_sheet(grid: Grid, table: FormTable, row: int) -> FormProblem:
    """The notice that a sheet of another name is read for its headings."""
    told = message(
        "“{sheet}” has the headings of “{table}”, and is read as that",
        sheet=grid.name,
        table=table.label,
    )
    return FormProblem(told, grid.place_of(row, 1), level="notice")


def unread_sheet(grid: Grid) -> FormProblem:
    """The notice that a sheet is none of the form's."""
    told = message("“{sheet}” is no part of the form, and is not read", sheet=grid.name)
    return FormProblem(told, grid.place_of(1, 1), level="notice")
