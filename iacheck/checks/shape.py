"""What a term or path gives, so far as it is known before any case: a number, a date, …."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from iacheck.checks.parameters import is_deadline
from iacheck.documents.field_types import FieldType
from iacheck.language.frozen import frozen
from iacheck.language.messages import Message, message
from iacheck.language.periods import Period, read_date

Sort = Literal["number", "date", "period", "text", "yes_or_no", "stem", "record", "anything"]
# Texts: dates and periods are, too.
TEXTS: frozenset[Sort] = frozenset({"text", "date", "period"})
# What may be the same as another value: all but groups of fields.
VALUES: frozenset[Sort] = TEXTS | {"number", "yes_or_no"}
# What may be more or less than another of the same sort.
ORDERED: frozenset[Sort] = frozenset({"number", "date", "period"})
CALLED: Mapping[Sort, Message] = {
    "number": message("a number"),
    "date": message("a date"),
    "period": message("a year or half-year"),
    "text": message("a text"),
    "yes_or_no": message("true or false"),
    "stem": message("a word stem"),
    "record": message("a group of fields"),
}
_OF_SCHEMA: Mapping[str, Sort] = {
    "integer": "number",
    "number": "number",
    "string": "text",
    "boolean": "yes_or_no",
}
_OF_FORMAT: Mapping[str, Sort] = {
    "date": "date",
    "year": "period",
    "half-year": "period",
    "period": "period",
}


@frozen
class Shape:
    """One value of a sort, or a list with `several` of it.

    What is `told` stands in documents: nobody wrote it as a word stem.
    """

    sort: Sort = "anything"
    several: bool = False
    told: bool = False

    def may_be(self, *sorts: Sort) -> bool:
        """Whether its values may be of one of these sorts."""
        return self.sort == "anything" or self.sort in sorts

    @property
    def called(self) -> Message:
        return message("a list") if self.several else CALLED[self.sort]


ANYTHING = Shape()


def shape_of(value: Any) -> Shape:
    """The shape of a value that stands in a rule book."""
    if isinstance(value, list):
        return Shape(common_sort(map(shape_of, value)), several=True)
    if isinstance(value, bool):
        return Shape("yes_or_no")
    if isinstance(value, int | float):
        return Shape("number")
    if isinstance(value, str):
        return Shape(_sort_of_text(value))
    return Shape("date" if is_deadline(value) else "record")


def shape_of_field(field_type: FieldType) -> Shape:
    """The shape of what a path gives that ends at a field or a list's items."""
    sort = _OF_SCHEMA.get(field_type.type, "record")
    if sort == "text":
        sort = _OF_FORMAT.get(field_type.format or "", sort)
    return Shape(sort, told=True)


def common_sort(shapes: Iterable[Shape]) -> Sort:
    """The sort that all of these have; of dates and other texts, text."""
    sorts = {shape.sort for shape in shapes}
    if len(sorts) > 1 and sorts <= TEXTS:
        return "text"
    return sorts.pop() if len(sorts) == 1 else "anything"


def _sort_of_text(text: str) -> Sort:
    if read_date(text) is not None:
        return "date"
    try:
        Period.parse(text)
    except ValueError:
        return "text"
    return "period"
