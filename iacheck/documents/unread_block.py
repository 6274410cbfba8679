"""A part of a file that was not read into a document, and what it could have told."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace
from typing import Literal

from iacheck.language.frozen import frozen
from iacheck.language.messages import Message, message
from iacheck.language.places import Place

# What a person would call the part; a remainder is a row of a form about what was not read of the
# paper that it is filled in from.
BlockSort = Literal[
    "table", "row", "column", "cell", "list", "text", "sheet", "note", "remainder"
]  # fmt: skip
# What a sentence calls it.
BLOCK_NAMES: Mapping[BlockSort, Message] = {
    "table": message("the table"),
    "row": message("the row"),
    "column": message("the column"),
    "cell": message("the cell"),
    "list": message("the list"),
    "text": message("the text"),
    "sheet": message("the sheet"),
    "note": message("the note"),
    "remainder": message("the row"),
}


@frozen
class Lift:
    """A part of the document that the block could add to, as a JSON Pointer.

    The pointer of a list (`/activities`) means further items of it; that of a field, or of an
    item's field (`/activities/3/end`), its value. Where all items of a block would have one of some
    `values` in a `field`, as activities under “Sub-goal 2” have 2 in `sub_goals`, these are given:
    the block could not add items with others. Of a field, `values` are those of which the block
    names one: it is not known which, but none of the others stands there.
    """

    path: str
    field: str = ""
    values: tuple[Hashable, ...] = ()

    @property
    def is_choice(self) -> bool:
        """Whether the block names the value of a field, which is one of `values`."""
        return bool(self.values) and not self.field


@frozen
class UnreadBlock:
    """A part of a file that was not read: what sort it is, where it stands, and its first words.

    `lifts` are the parts of the document that it could add to: what is missing there cannot be
    told. Without any, nothing that is asked for could stand in it.
    """

    sort: BlockSort
    place: Place
    text: str
    lifts: tuple[Lift, ...] = ()


@frozen
class UnreadPart:
    """A part that was not read, and the file that it is in, as problems name it.

    What it could add to is each document's: a plan and a report of one file have the part alike.
    """

    file: str
    block: UnreadBlock

    def __post_init__(self) -> None:
        object.__setattr__(self, "block", replace(self.block, lifts=()))
