"""A document, or an item of one of its lists, while it is read from the cells of a form."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from iacheck.documents.document import pointer
from iacheck.documents.field_types import FieldType
from iacheck.forms import cells
from iacheck.forms.form_problems import FormProblem
from iacheck.forms.grids import Cell
from iacheck.forms.layout import FormField
from iacheck.forms.times import is_words
from iacheck.forms.unreadable import UnreadableCell
from iacheck.language.content import has_content
from iacheck.language.messages import Message, message
from iacheck.language.places import Place


class Record:
    """Fields as they are filled; `steps` lead to it from the document.

    `words_field` is the one that takes a time in words, if the form has it there.
    """

    def __init__(
        self, steps: Sequence[str | int] = (), words_field: FormField | None = None
    ) -> None:
        self.steps = tuple(steps)
        self.words_field = words_field
        self.value: dict[str, Any] = {}
        self.places: dict[str, Place] = {}
        self.problems: list[FormProblem] = []

    def fill(self, field: FormField, cell: Cell | None, place: Place) -> None:
        """Read a field's cell, which may be empty; what is wrong with it is noted.

        What cannot be read gets a value that breaks the schema, so that no rule takes the field
        for absent.
        """
        path = pointer(*self.steps, *field.steps)
        self.places[path] = place
        if cell is None:
            return
        try:
            value = cells.read_cell(cell.value, field.field_type)
        except UnreadableCell as error:
            told = self._with_words_field(error.told, field, cell)
            self.problems.append(FormProblem(told, cell.place, path, _cell_value(cell)))
            value = _broken(field.field_type)
        if value is None:
            return
        if cells.may_be_several(cell.value, field.field_type):
            told = message(
                "“{given}” is read as one entry; if several are meant, part them with semicolons",
                given=cell.value if isinstance(cell.value, str) else None,
            )
            self.problems.append(FormProblem(told, cell.place, path, _cell_value(cell), "notice"))
        self.put(field.steps, value)

    def _with_words_field(self, told: Message, field: FormField, cell: Cell) -> Message:
        """What is told of words in the place of a day, with the field that they belong in."""
        if (
            self.words_field is None
            or field.field_type.format != "date"
            or not is_words(cell.value)
        ):
            return told
        return message(
            "{told}, or write it in words under “{field}”",
            told=told,
            field=self.words_field.label,
        )

    def put(self, steps: Sequence[str], value: Any) -> None:
        """Set a value, and make the records on the way to it."""
        inner = self.value
        for step in steps[:-1]:
            inner = inner.setdefault(step, {})
        inner[steps[-1]] = value

    def keep(self, name: str, cell: Cell) -> None:
        """Keep what the form has no field for, if it says anything, under the name it has there."""
        value = cell.value
        if not has_content(value):
            return
        self.places[pointer(*self.steps, name)] = cell.place
        if isinstance(value, Message):
            self.problems.append(FormProblem(value, cell.place))
        elif isinstance(value, datetime.date | datetime.time):
            self.value.setdefault(name, value.isoformat())
        else:
            self.value.setdefault(name, value)


def _cell_value(cell: Cell) -> str | int | float | datetime.date | None:
    value = cell.value
    if isinstance(value, datetime.time | datetime.datetime):
        return str(value)
    return None if isinstance(value, Message) else value


def _broken(field_type: FieldType) -> Any:
    """A value that no field of this type may have."""
    return "" if field_type.type == "boolean" else False
