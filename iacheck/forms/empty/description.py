"""What a workbook for filling in holds: texts of one language, and how cells are filled in.

Nothing here knows a file format.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Literal

from iacheck.documents.document import MadeFrom
from iacheck.language.frozen import frozen
from iacheck.language.messages import Lang

Kind = Literal["text", "date", "kroner", "whole"]
CellValue = str | int | float | bool | datetime.date


@frozen
class Choices:
    """The words of a drop-down; where it is not `closed`, other words are right too."""

    words: tuple[str, ...]
    closed: bool


@frozen
class Entry:
    """A column, or a row of the front sheet: its heading, and how its cells are filled in.

    `demands` are the demands on it, each with its source; `hint` is shown beside a cell that is
    chosen; `refused` is said of what the cell cannot hold. `width` is in characters.
    """

    heading: str
    demands: tuple[str, ...] = ()
    hint: str = ""
    refused: str = ""
    kind: Kind = "text"
    choices: Choices | None = None
    width: int = 24


@frozen
class FrontSheet:
    """What stands once: a row for each field, below headings of the three columns.

    `values` are by the place of the field among `fields`.
    """

    name: str
    title: str
    intro: str
    headings: tuple[str, str, str]
    fields: tuple[Entry, ...]
    values: Mapping[int, CellValue]


@frozen
class TableSheet:
    """A list: a row for each item. Each row has its values by the place of their column."""

    name: str
    title: str
    intro: str
    columns: tuple[Entry, ...]
    rows: tuple[Mapping[int, CellValue], ...]


@frozen
class GuideSheet:
    """What helps to fill in: paragraphs, each with what it is about."""

    name: str
    title: str
    paragraphs: tuple[tuple[str, str], ...]


@frozen
class UnreadSheet:
    """What was not read of a paper: below headings, a row for each part, the last cell a code."""

    name: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@frozen
class FormBook:
    """A whole workbook; `page` is how pages are numbered, with `{page}` and `{pages}`.

    `unread` tells what was not read of the paper that it is filled in from, and `made_from` which
    version of a stored document it was made from.
    """

    title: str
    lang: Lang
    page: str
    guide: GuideSheet
    front: FrontSheet
    tables: tuple[TableSheet, ...]
    unread: UnreadSheet | None = None
    made_from: MadeFrom | None = None
