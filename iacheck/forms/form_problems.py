"""What is told of a form: what cannot be read, and what is no part of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from iacheck.forms.grids import Cell, Grid
from iacheck.forms.layout import Field, Table
from iacheck.language.messages import LANGS, Message, message
from iacheck.language.names import nearest
from iacheck.language.places import Place
from iacheck.language.problems import Level

# Looking for what is meant takes a while, and a sheet may have thousands of headings.
_MOST_MISSPELT = 200


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong at a place of a form; `path` leads to the part of the document it is about."""

    told: Message
    place: Place
    path: str = ""
    given: str | int | float | datetime.date | None = None
    level: Level = "error"


def not_of_the_form(
    names: Sequence[Cell], missing: Sequence[Field], path: str
) -> Iterator[Trouble]:
    """Of headings and labels that are no field's; one that looks like a missing one is an error."""
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
            yield Trouble(told, name.place, given=given, level="notice")
        else:
            told = message(
                "“{given}” is no heading of the form; if “{meant}” is meant, write it so",
                given=given,
                meant=meant,
            )
            yield Trouble(told, name.place, path, given)


def twice(name: Cell, first: Place) -> Trouble:
    """Of a heading or label whose field has one already."""
    told = message(
        "“{given}” stands twice, first at {place}; remove one of them",
        given=str(name.value).strip(),
        place=first,
    )
    return Trouble(told, name.place)


def without_headings(grid: Grid, table: Table) -> Trouble:
    """Of a sheet with something in it, but no headings."""
    told = message(
        "No row of “{sheet}” has the headings of its columns; they are {headings}",
        sheet=grid.name,
        headings=[column.label for column in table.columns],
    )
    return Trouble(told, grid.place_of(1, 1))


def total(cell: Cell) -> Trouble:
    """Of a row that adds up those above it."""
    told = message("The row is taken for a total, and is no entry of its own")
    return Trouble(told, cell.place, level="notice")


def lookalike(grid: Grid, table: Table, row: int) -> Trouble:
    """Of a sheet with another name than its headings call for."""
    told = message(
        "“{sheet}” has the headings of “{table}”; if it is that, call it so",
        sheet=grid.name,
        table=table.label,
    )
    return Trouble(told, grid.place_of(row, 1))


def not_read(grid: Grid) -> Trouble:
    """Of a sheet that is none of the form's."""
    told = message("“{sheet}” is no part of the form, and is not read", sheet=grid.name)
    return Trouble(told, grid.place_of(1, 1), level="notice")
