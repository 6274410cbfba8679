"""Tables as people made them, whatever program they made them in."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from iacheck.language.messages import Message
from iacheck.language.places import Place

# What a cell can hold. A message is why what it holds has no value: an error of a formula.
Raw = str | int | float | bool | datetime.date | datetime.datetime | datetime.time | Message


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that holds something, and where it is.

    It is merged over as many `rows` and `columns`; it stands in the first of them alone.
    """

    value: Raw
    place: Place
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet of a workbook, or a table of a text document.

    `name` is the sheet's name, or the heading above the table. `rows` holds, by number, those
    rows that are not empty, each with its cells by number of column; both count from 1.
    `place_of` tells where the cell of a row and column is, also of an empty one.
    """

    name: str
    rows: Mapping[int, Mapping[int, Cell]]
    place_of: Callable[[int, int], Place] = field(repr=False, compare=False)
