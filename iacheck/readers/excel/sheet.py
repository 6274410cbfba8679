"""One sheet of a workbook: its cells, and what the eye sees otherwise than the file has it."""

from __future__ import annotations

import datetime
import re
import sys
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from functools import cache
from typing import Literal
from xml.etree.ElementTree import Element

from iacheck.forms.grids import Cell, Raw
from iacheck.language.frozen import frozen
from iacheck.language.limits import Limits, over_limit
from iacheck.language.messages import message
from iacheck.language.places import Place
from iacheck.readers.excel.number_formats import Meaning, number_value
from iacheck.readers.office.parts import (
    Broken,
    PackageParts,
    attribute_is_set,
    damaged_part,
    local_name,
)

ROWS = 1_048_576
COLUMNS = 16_384
_NAME = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})", re.ASCII)
# How a text holds what XML cannot: `_x0001_`; ECMA-376, part 1, 22.9.2.19.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_", re.ASCII)
_ISO_DATE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T00:00(?::00(?:\.0+)?)?)?Z?", re.ASCII)
NO_VALUE = message(
    "The formula has no value, because no program has worked it out yet; open the file in Excel "
    "or LibreOffice, save it, and try again"
)

Range = tuple[int, int, int, int]  # first row, first column, last row, last column


class Budget:
    """What is left of cells, of the memory for texts, and of the steps through merged cells.

    A text that stands in the file once may be shown in any number of cells, and a single sign
    beyond the usual ones makes a text four times as large in memory as in the file.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._cells = limits.cells
        self._texts = limits.unpacked_bytes
        self._steps = limits.elements

    def cell(self, place: Place) -> None:
        """One more cell that holds something."""
        self._cells -= 1
        if self._cells < 0:
            most = self.limits.cells
            told = message("More than {n} cells of the workbook hold something", n=most)
            raise Broken(over_limit("cells", most, told), place)

    def text(self, text: str, place: Place | None = None) -> None:
        """One more text."""
        self._texts -= sys.getsizeof(text)
        if self._texts < 0:
            most = self.limits.unpacked_mb
            told = message("The texts of the cells take more than {n} MB", n=most)
            raise Broken(over_limit("unpacked-mb", most, told), place)

    def steps(self, count: int, place: Place) -> None:
        """So many cells, or rows, to look at below a merged one."""
        self._steps -= count
        if self._steps < 0:
            most = self.limits.elements
            told = message("The merged cells span more than {n} cells", n=most)
            raise Broken(over_limit("elements", most, told), place)


@frozen
class Shared:
    """What the sheets of a workbook have in common: texts, and what their formats mean.

    `struck_strings` are the numbers of those texts of which some is struck through, and
    `struck_styles` those of the formats that strike through all.
    """

    strings: Sequence[str]
    struck_strings: Set[int]
    meanings: Sequence[Meaning]
    struck_styles: Set[int]
    since_1904: bool
    budget: Budget


@dataclass(slots=True)
class Sheet:
    """The cells of a sheet that hold something, by row and column; what is hidden and merged."""

    name: str
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[Range] = field(default_factory=list)
    struck: list[Place] = field(default_factory=list)

    def place(self, row: int, column: int) -> Place:
        return Place(sheet=self.name, cell=cell_name(row, column))


def read_sheet(name: str, part: str, parts: PackageParts, shared: Shared) -> Sheet:
    """The sheet in this part; raises Broken.

    Only what stands in the file is looked at, never the rectangle around it: a lone cell in
    XFD1048576 is one cell. A row is let go of when it has been read.
    """
    sheet = Sheet(name)
    row = 0
    for tag, element in parts.pieces(part):
        if tag == "row":
            row = _number(element.get("r"), row + 1, part)
            _read_row(sheet, row, element, shared, part)
            element.clear()
        elif tag == "col" and attribute_is_set(element, "hidden"):
            first = _number(element.get("min"), 1, part)
            sheet.hidden_columns.append((first, _number(element.get("max"), first, part)))
        elif tag == "mergeCell":
            sheet.merged.append(_range(element.get("ref", ""), part))
    return sheet


def _read_row(sheet: Sheet, row: int, element: Element, shared: Shared, part: str) -> None:
    cells: dict[int, Cell] = {}
    column = 0
    for child in element:
        if local_name(child.tag) != "c":
            continue
        row_named, column = _position(child.get("r"), (row, column + 1), part)
        if row_named != row or column in cells or row in sheet.rows:
            told = message("The file is damaged: the cell stands in it twice")
            raise Broken(told, sheet.place(row_named, column))
        try:
            held, struck = _cell_content(child, shared), _struck(child, shared)
        except (ValueError, IndexError, KeyError) as error:
            raise Broken(damaged_part(part).told, sheet.place(row, column)) from error
        place = sheet.place(row, column)
        if struck and held is not None:
            sheet.struck.append(place)
        if held is not None and held != "" and struck != "all":
            cells[column] = Cell(held, place)
            shared.budget.cell(place)
            if isinstance(held, str):
                shared.budget.text(held, place)
    if cells:
        sheet.rows[row] = cells
        if attribute_is_set(element, "hidden"):
            sheet.hidden_rows.append(row)


def _cell_content(cell: Element, shared: Shared) -> Raw | None:
    """What a cell holds; None where it holds nothing. Raises what `_value` raises."""
    children = {local_name(child.tag): child for child in cell}
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return cell_text(children["is"]) if "is" in children else None
    if "v" not in children or (kind != "str" and not children["v"].text):
        return NO_VALUE if "f" in children else None
    return _value(kind, children["v"].text or "", cell.get("s", "0"), shared)


def _struck(cell: Element, shared: Shared) -> Literal["", "all", "some"]:
    """How much of what a cell holds is struck through."""
    if _index(cell.get("s", "0")) in shared.struck_styles:
        return "all"
    children = {local_name(child.tag): child for child in cell}
    if cell.get("t") == "s" and "v" in children:
        return "some" if _index(children["v"].text or "") in shared.struck_strings else ""
    inline = children.get("is")
    return "some" if inline is not None and has_struck_text(inline) else ""


def _value(kind: str, written: str, style: str, shared: Shared) -> Raw:
    """Raises ValueError, IndexError or KeyError for what no program writes."""
    match kind:
        case "s":
            return shared.strings[_index(written)]
        case "str":
            return unescape(written)
        case "b":
            return {"0": False, "1": True, "false": False, "true": True}[written.strip().lower()]
        case "e":
            return message(
                "The cell holds the error {error}; mend the formula, or write the value itself",
                error=written[:20],
            )
        case "d":
            return _iso(written)
        case "n":
            means = shared.meanings[_index(style)] if shared.meanings else "number"
            return number_value(written, means, since_1904=shared.since_1904)
        case _:
            raise ValueError(kind)


def cell_text(element: Element) -> str:
    """The text of a cell or of a shared string, without what is struck through."""
    pieces: list[str] = []
    for child in element:
        name = local_name(child.tag)
        if name == "t":
            pieces.append(unescape(child.text or ""))
        elif name == "r" and not _is_struck(child):
            pieces += (
                unescape(inner.text or "") for inner in child if local_name(inner.tag) == "t"
            )
    return "".join(pieces)


def has_struck_text(element: Element) -> bool:
    """Whether some text of a cell or of a shared string is struck through."""
    return any(local_name(child.tag) == "r" and _is_struck(child) for child in element)


def _is_struck(run: Element) -> bool:
    return any(strikes(properties) for properties in run if local_name(properties.tag) == "rPr")


def strikes(font: Element) -> bool:
    """Whether a font strikes text through."""
    return any(local_name(e.tag) == "strike" and _holds(e.get("val")) for e in font)


def _holds(value: str | None) -> bool:
    return value not in ("0", "false")


def unescape(text: str) -> str:
    """The text with `_x0001_` as the character that it stands for."""
    if "_x" not in text:
        return text
    found = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    # Characters beyond the first 65 536 stand there in two halves.
    return found.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def cell_name(row: int, column: int) -> str:
    """`C7` of row 7, column 3."""
    return f"{column_name(column)}{row}"


@cache
def column_name(column: int) -> str:
    """`C` of 3."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return letters


def _iso(written: str) -> Raw:
    whole = _ISO_DATE.fullmatch(written.strip())
    if whole:
        return datetime.date.fromisoformat(whole[1])
    return datetime.datetime.fromisoformat(written.strip())


def _index(written: str) -> int:
    number = int(written)
    if number < 0:
        raise ValueError(written)
    return number


def _number(written: str | None, otherwise: int, part: str) -> int:
    """The number of a row or column."""
    if written is None:
        return otherwise
    if not (written.isascii() and written.isdecimal() and len(written) < 8 and int(written)):
        raise damaged_part(part)
    return int(written)


def _position(written: str | None, otherwise: tuple[int, int], part: str) -> tuple[int, int]:
    """Row and column of a cell's name."""
    if written is None:
        return otherwise
    match = _NAME.fullmatch(written)
    if match is None:
        raise damaged_part(part)
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    row = int(match[2])
    if not (1 <= row <= ROWS and column <= COLUMNS):
        told = message("The file is damaged: no sheet has a cell {name}", name=written)
        raise Broken(told)
    return row, column


def _range(written: str, part: str) -> Range:
    first, _, last = written.partition(":")
    top, left = _position(first, (0, 0), part)
    bottom, right = _position(last or first, (0, 0), part)
    return min(top, bottom), min(left, right), max(top, bottom), max(left, right)
