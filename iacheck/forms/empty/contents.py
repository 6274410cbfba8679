"""What a document puts into the cells of a form, and what no cell can hold."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any

from iacheck.documents.document import pointer
from iacheck.documents.field_types import FieldType
from iacheck.forms import cells
from iacheck.forms.empty.description import CellValue
from iacheck.forms.layout import FormField, FormTable
from iacheck.language.content import has_content
from iacheck.language.frozen import frozen
from iacheck.language.messages import Lang, Message, message
from iacheck.language.names import normalise
from iacheck.language.problems import Problem

LONGEST = 32_767  # characters that a cell of Excel holds; it counts as UTF-16 does
# A field that the schema does not list; what stands in it is written as it is.
UNLISTED = FieldType(type="unlisted")

Steps = tuple[str, ...]
Record = Mapping[str, Any]


@frozen
class Rows:
    """The fields of some records, unlisted ones last, and what each record has in them."""

    fields: tuple[FormField, ...]
    rows: tuple[Mapping[int, CellValue], ...]


class Contents:
    """Takes the records of a document apart; `problems` are all that no cell can hold."""

    def __init__(self, lang: Lang) -> None:
        self.lang: Lang = lang
        self.problems: list[Problem] = []

    def rows(
        self,
        fields: Sequence[FormField],
        records: Sequence[Record],
        before: Steps,
        inner: Sequence[FormTable] = (),
    ) -> Rows:
        """The cells of records: the document itself, or the items of the list at `before`.

        `inner` are the lists of the records that have tables of their own.
        """
        known = {one.steps for one in fields} | {one.steps for one in inner}
        placed: list[tuple[tuple[str | int, ...], Record]] = [
            ((*before, index) if before else (), one) for index, one in enumerate(records)
        ]
        others: dict[str, FormField] = {}
        for where, record in placed:
            for steps, value in _unlisted_fields(record, known, ()):
                if self._can_stand(steps, value, fields, where):
                    others.setdefault(steps[0], FormField(steps, UNLISTED))
        every = (*fields, *others.values())
        return Rows(every, tuple(self._row(every, record, where) for where, record in placed))

    def _row(
        self, fields: Sequence[FormField], record: Record, where: Sequence[str | int]
    ) -> Mapping[int, CellValue]:
        row: dict[int, CellValue] = {}
        for place, one in enumerate(fields):
            value = value_at(record, one.steps)
            if value is None or value == []:
                continue
            cell = self._cell(value, one.field_type)
            if (
                isinstance(cell, str)
                and len(cell.encode("utf-16-le", "surrogatepass")) > 2 * LONGEST
            ):
                told = message(
                    "The text is longer than {limit} characters, which is all that a cell holds; "
                    "shorten it",
                    limit=LONGEST,
                )
                self._wrong(told, (*where, *one.steps))
            elif cell != "":
                row[place] = cell
        return row

    def _cell(self, value: Any, field_type: FieldType) -> CellValue:
        if field_type is UNLISTED:
            written: CellValue = value
            return written
        raw = cells.cell_content(value, field_type, self.lang)
        if isinstance(raw, Message | datetime.time):
            raise TypeError(raw)
        return raw

    def _can_stand(
        self, steps: Steps, value: Any, fields: Sequence[FormField], where: Sequence[str | int]
    ) -> bool:
        """Whether an unlisted field has something in it; told, where no cell can hold it."""
        if not has_content(value):
            return False
        taken = any(normalise(steps[0]) in one.names for one in fields)
        if len(steps) == 1 and isinstance(value, str | int | float) and not taken:
            return True
        told = message("A form has no place for this field; leave it out, or use a JSON file")
        self._wrong(told, (*where, *steps))
        return False

    def _wrong(self, told: Message, steps: Sequence[str | int]) -> None:
        self.problems.append(Problem(told, path=pointer(*steps)))


def value_at(record: Record, steps: Sequence[str]) -> Any:
    """What stands there; None if nothing does."""
    value: Any = record
    for step in steps:
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def _length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _unlisted_fields(
    record: Record, known: Set[Steps], before: Steps
) -> Iterator[tuple[Steps, Any]]:
    for name, value in record.items():
        steps = (*before, name)
        if steps in known:
            continue
        around = any(one[: len(steps)] == steps for one in known)
        if around and isinstance(value, Mapping):
            yield from _unlisted_fields(value, known, steps)
        else:
            yield steps, value
