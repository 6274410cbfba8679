"""A workbook of sheets that people read and print, and of one for programs.

Every cell is written as text, as a count or as a day, so that nothing in a document becomes a
formula.
"""

from __future__ import annotations

import datetime
import io
import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from iacheck.language.frozen import frozen
from iacheck.language.names import with_named_invisible
from iacheck.reports.visible_text import on_one_line

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

# As much as a cell can hold; what is cut ends with a mark.
LONGEST = 32_767
_CUT = " […]"
# No name of a sheet is longer.
_NAME = 31
# As much of a title as a page's header, ampersands twice, and as the properties can hold.
_HEADER, _PROPERTY = 120, 255
# In points: the letters, the line they stand on, the title's line, and the highest row there is.
_SIZE, _LINE, _TITLE_LINE, _HIGHEST = 10, 13, 20, 405
# Widths are counted in digits of the usual size, which are wider than these letters.
_LETTERS = 1.15
_A4 = 9
# In inches: left, right, top and bottom.
_MARGINS = (0.4, 0.4, 0.7, 0.6)

_ONE_LINE = {"font_size": _SIZE, "valign": "top"}
_LINES = {**_ONE_LINE, "text_wrap": True}
_HEAD = {**_LINES, "bold": True, "bg_color": "#E8EEF4", "border": 1}
_CELL = {**_LINES, "border": 1, "border_color": "#B9C7D3"}
_LOOKS: Mapping[str, Mapping[str, Any]] = {
    "title": {**_ONE_LINE, "bold": True, "font_size": 14},
    "above": _LINES,
    "head text": _HEAD,
    "head strong": _HEAD,
    "head count": {**_HEAD, "align": "right"},
    "head date": _HEAD,
    "head data": _ONE_LINE,
    "text": _CELL,
    "strong": {**_CELL, "bold": True},
    # No count stands out less than the others.
    "count": {**_CELL, "num_format": '0;-0;"·"'},
    "date": {**_CELL, "num_format": "dd.mm.yyyy", "align": "left"},
    "data": _ONE_LINE,
}
# A day as a cell is as wide as it is.
_DAY_WRITTEN = "31.12.2015"


Row = Sequence[str | int | datetime.date]


class SheetColumn(NamedTuple):
    """What stands above a column, how wide it is, and what is in it."""

    heading: str
    width: int = 14
    holds: Literal["text", "strong", "count", "date", "data"] = "text"


@frozen
class ReportSheet:
    """Rows below a head; above it, lines that tell what they are, the first as a title.

    A hidden one is neither in the way nor printed. One that is upright has room for more rows.
    """

    name: str
    columns: Sequence[SheetColumn]
    rows: Sequence[Row]
    above: Sequence[str] = ()
    upright: bool = False
    hidden: bool = False


def sheets_workbook(sheets: Sequence[ReportSheet], title: str, made: datetime.date) -> bytes:
    """The file, as made on that day: the same sheets give the same bytes."""
    import xlsxwriter  # noqa: PLC0415 - an extra

    output = io.BytesIO()
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(output, settings) as book:
        created = datetime.datetime.combine(made, datetime.time())
        book.set_properties({"title": on_one_line(title)[:_PROPERTY], "created": created})
        looks = {name: book.add_format(dict(look)) for name, look in _LOOKS.items()}
        for sheet in sheets:
            _add(book, sheet, looks, title)
    return output.getvalue()


def _add(book: Workbook, sheet: ReportSheet, looks: Mapping[str, Format], title: str) -> None:
    written = book.add_worksheet(sheet.name[:_NAME])
    for number, column in enumerate(sheet.columns):
        written.set_column(number, number, column.width)
    _write_above(written, sheet, looks)
    head, columns = len(sheet.above), sheet.columns
    heads = [looks[f"head {column.holds}"] for column in columns]
    _write_row(written, head, [column.heading for column in columns], columns, heads)
    each = [looks[column.holds] for column in columns]
    for number, values in enumerate(sheet.rows, head + 1):
        _write_row(written, number, values, columns, each)
    last = head + len(sheet.rows)
    written.freeze_panes(head + 1, 0)
    written.autofilter(head, 0, last, len(columns) - 1)
    written.ignore_errors({"number_stored_as_text": f"A1:Z{last + 1}"})
    if sheet.hidden:
        written.hide()
    else:
        _print(written, sheet, title)


def _write_above(written: Worksheet, sheet: ReportSheet, looks: Mapping[str, Format]) -> None:
    """Each line across all columns, so that it is not cut at the side."""
    whole = SheetColumn("", sum(column.width for column in sheet.columns))
    for number, line in enumerate(sheet.above):
        look = looks["above" if number else "title"]
        written.merge_range(number, 0, number, len(sheet.columns) - 1, "", look)
        _write_row(written, number, [line], [whole], [look])
        if not number:
            written.set_row(number, _TITLE_LINE)


def _write_row(
    written: Worksheet,
    number: int,
    values: Row,
    columns: Sequence[SheetColumn],
    looks: Sequence[Format],
) -> None:
    for column, (value, look) in enumerate(zip(values, looks, strict=True)):
        if isinstance(value, str):
            written.write_string(number, column, write_cell(value), look)
        elif isinstance(value, datetime.date):
            written.write_datetime(number, column, value, look)
        else:
            written.write_number(number, column, value, look)
    if columns[0].holds != "data":
        written.set_row(number, _height(values, columns))


def write_cell(text: str) -> str:
    """A text as a cell holds it: seen as it is, and cut where it is longer than a cell may be."""
    seen = with_named_invisible(text)
    return seen if len(seen) <= LONGEST else seen[: LONGEST - len(_CUT)] + _CUT


def _written(value: str | int | datetime.date) -> str:
    return _DAY_WRITTEN if isinstance(value, datetime.date) else str(value)


def _height(values: Row, columns: Sequence[SheetColumn]) -> float:
    """The height of a row in points; not every program fits it to texts that are wrapped."""
    lines = max(
        sum(
            len(textwrap.wrap(line, int(column.width * _LETTERS))) or 1
            for line in _written(value).split("\n")
        )
        for value, column in zip(values, columns, strict=True)
    )
    return min(lines * _LINE + 2, _HIGHEST)


def _print(written: Worksheet, sheet: ReportSheet, title: str) -> None:
    """On A4, as wide as a page, with the head on each and the sheet's name beside the title."""
    if not sheet.upright:
        written.set_landscape()
    written.set_paper(_A4)
    written.set_margins(*_MARGINS)
    written.fit_to_pages(1, 0)
    written.repeat_rows(len(sheet.above))
    # An ampersand begins a code, and two are one; a digit first would be a size of letters.
    plain = on_one_line(title)[:_HEADER].replace("&", "&&")
    written.set_header(f"&L {plain}&R&A")
    written.set_footer("&R&P / &N")
