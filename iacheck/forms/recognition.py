"""Which form a file is, by what it calls itself and by the tables in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iacheck.forms.columns import field_rows
from iacheck.forms.grids import Grid
from iacheck.forms.layout import GUIDE, NOT_READ, Forms, word_spellings
from iacheck.language.messages import Message, OneOf, by_door, message
from iacheck.language.names import normalise, words

# A field, its value, and what is demanded of it.
_FRONT_COLUMNS = 3
NOT_READ_NAMES = word_spellings(NOT_READ)
GUIDE_NAMES = word_spellings(GUIDE) | NOT_READ_NAMES


def is_form(grids: Sequence[Grid], forms: Forms) -> bool:
    """Whether any of the tables is one of a form's."""
    names = {
        name
        for form in forms.values()
        if form.is_known_by_its_tables
        for table in form.tables
        for name in table.names
    }
    return any(normalise(grid.name) in names for grid in grids)


def is_filled_form(grids: Sequence[Grid], forms: Forms) -> bool:
    """Whether sheets are a form: they have its guide, or its list of fields, alone on a sheet.

    A cover sheet in words of one's own has some of the fields too, and more rows that are none.
    """
    if any(normalise(grid.name) in GUIDE_NAMES for grid in grids):
        return True
    lists = [g for g in grids if all(len(row) <= _FRONT_COLUMNS for row in g.rows.values())]
    return any(
        _is_list_of_fields([row.field is not None for row in field_rows(grid, form.fields)])
        for grid in lists
        for form in forms.values()
        if form.is_known_by_its_tables
    )


def _is_list_of_fields(known: Sequence[bool]) -> bool:
    return sum(known) >= max(2, len(known) / 2)


def possible_kinds(grids: Sequence[Grid], titles: Sequence[str], forms: Forms) -> Sequence[str]:
    """The forms that a file may be: by what it is called, else by tables that only one has.

    `titles` are texts, beside the names of the tables, that may say it.
    """
    said = [words(text) for text in (*titles, *_titles(grids))]
    named = [
        kind
        for kind, form in forms.items()
        if any(text[: len(title)] == title for title in form.titles for text in said)
    ]
    if len(named) == 1:
        return named
    sheets = {normalise(grid.name) for grid in grids}
    by_tables = [kind for kind, form in forms.items() if form.is_known_by_its_tables]
    return [kind for kind in named or by_tables if sheets & _own_tables(forms, kind)] or named


def _titles(grids: Sequence[Grid]) -> Iterator[str]:
    """The names of sheets, and what stands first in each."""
    for grid in grids:
        yield grid.name
        first = next((cell for row in grid.rows.values() for cell in row.values()), None)
        if first is not None and isinstance(first.value, str):
            yield first.value


def _own_tables(forms: Forms, kind: str) -> set[str]:
    """The names of tables that no other form has."""
    names = {k: {n for table in form.tables for n in table.names} for k, form in forms.items()}
    return names[kind].difference(*(others for k, others in names.items() if k != kind))


def undecided_message(kinds: Sequence[str], forms: Forms) -> Message:
    """Why a file is not read as a form: it may be none of the kinds, or one of several."""
    if not kinds:
        known, title = OneOf([form.title for form in forms.values()]), "Handlingsplan 2016"
        return by_door(
            message(
                "Nothing says that it is {known}; let its title say so, such as “{title}”, or say "
                "it with {option}. {command} makes an empty form",
                known=known,
                title=title,
                option="--kind plan",
                command="iacheck template plan --out plan.xlsx",
            ),
            message(
                "Nothing says that it is {known}; let its title say so, such as “{title}”, or say "
                "it beside the file. Empty forms are on the page of the forms",
                known=known,
                title=title,
            ),
            message(
                "Nothing says that it is {known}; let its title say so, such as “{title}”, or say "
                "it with {name}. {address} is an empty form",
                known=known,
                title=title,
                name="kind",
                address="/api/v1/templates/plan.xlsx",
            ),
        )
    return message(
        "It may be {kinds}; let the name of the first sheet or the title say which, and keep each "
        "in a file of its own",
        kinds=OneOf([forms[kind].title for kind in kinds]),
    )
