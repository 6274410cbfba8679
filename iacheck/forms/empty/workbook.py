"""The description of a form as an Excel workbook, with XlsxWriter."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from iacheck.documents.version_mark import STORE_VERSION
from iacheck.forms.empty.description import (
    CellValue,
    Entry,
    FormBook,
    FrontSheet,
    GuideSheet,
    Kind,
    TableSheet,
    UnreadSheet,
)
from iacheck.language.errors import CannotRun
from iacheck.language.extras import NOT_WRITTEN_HERE, install
from iacheck.language.frozen import frozen
from iacheck.language.messages import Lang, by_door, message

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

# The same form gives the same bytes, whenever it is made.
_CREATED = datetime.datetime(2015, 1, 1)
_LANGUAGES: Mapping[Lang, str] = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
# `@`: what is typed stays as it is typed, and no spreadsheet makes a date of 1.1.
_NUMBER_FORMATS: Mapping[Kind, str] = {
    "text": "@",
    "date": "dd.mm.yyyy",
    "kroner": "#,##0",  # shown with the spaces of Norwegian
    "whole": "0",
}
# Programs without this font have one that is as wide.
_USUAL: Mapping[str, Any] = {"font_name": "Arial", "font_size": 10}
_DARK, _PALE, _LINE, _GREY = "#1F3864", "#EEF2F8", "#A6A6A6", "#404040"
# Rows that help while they are filled in, beyond those made ready.
_HELPED = 500
_FIRST_DAY, _LAST_DAY = datetime.date(1990, 1, 1), datetime.date(2099, 12, 31)
_TALLEST = 405  # points; no row of Excel is taller than 409
_SMALL, _PLAIN = 8, 10  # points
# Demands in a narrow column would make a tall row: the column gets wider instead, up to a point.
_DEMAND_LINES, _WIDEST = 11, 44
# Characters that fit into a width of one, by size.
_PER_WIDTH = {_SMALL: 1.33, _PLAIN: 1.02}
_LINE_HEIGHT = {_SMALL: 11.5, _PLAIN: 13.5}
# About what fits on a page across at a size that can be read, and on a screen.
_PAGE_WIDTH, _HEAD_WIDTH = 220, 120
_LAST_COLUMN = "ZZ"  # beyond those of any form
_LONGEST_TITLE = 32  # of the box beside a chosen cell
_CHAINED = re.compile(r"_x[0-9A-Fa-f]{4}_x[0-9A-Fa-f]{4}_")
_ESCAPED = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_BEFORE_X = re.compile(r"(?<=_)(?=x)")


@frozen
class _Formats:
    """How cells look; `cell` by kind of content, `column` those that were not made ready."""

    title: Format
    intro: Format
    demands: Format
    beside: Format
    heading: Format
    label: Format
    code: Format
    cell: Mapping[Kind, Format]
    column: Mapping[Kind, Format]


def form_workbook(book: FormBook) -> bytes:
    """The workbook; the same description gives the same bytes. Needs the extra `docs`."""
    try:
        import xlsxwriter  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise CannotRun(
            by_door(
                message(
                    "Excel workbooks cannot be written, because a library is missing; install it "
                    "with {command}",
                    command=install("docs"),
                ),
                NOT_WRITTEN_HERE,
            )
        ) from error
    made = BytesIO()
    # Widths are in digits of the usual font, so that font is what the cells have.
    options = {"in_memory": True, "default_format_properties": dict(_USUAL)}
    with xlsxwriter.Workbook(made, options) as written:
        written.set_properties({"title": book.title, "created": _CREATED})
        written.set_custom_property("Language", _LANGUAGES[book.lang])
        if book.made_from is not None:
            mark = f"{book.made_from.number} {book.made_from.sha256}"
            written.set_custom_property(STORE_VERSION, mark)
        formats = _formats(written)
        _guide(_sheet(written, book, book.guide.name), book.guide, formats)
        _front(_sheet(written, book, book.front.name), book.front, formats)
        for table in book.tables:
            _table(_sheet(written, book, table.name), table, formats)
        if book.unread is not None:
            _unread(_sheet(written, book, book.unread.name), book.unread, formats)
    return made.getvalue()


def _formats(written: Workbook) -> _Formats:
    def made(**properties: Any) -> Format:
        return written.add_format({**_USUAL, "valign": "top", **properties})

    boxed = {"border": 1, "border_color": _LINE, "text_wrap": True}
    return _Formats(
        title=made(bold=True, font_size=16, font_color=_DARK),
        intro=made(font_color=_GREY, text_wrap=True),
        demands=made(font_size=_SMALL, bg_color=_PALE, valign="bottom", **boxed),
        beside=made(font_size=_SMALL, bg_color=_PALE, **boxed),
        heading=made(bold=True, font_color="#FFFFFF", bg_color=_DARK, valign="vcenter", **boxed),
        label=made(bold=True, **boxed),
        code=made(font_size=_SMALL, font_color=_GREY),
        cell={kind: made(num_format=code, **boxed) for kind, code in _NUMBER_FORMATS.items()},
        column={kind: made(num_format=c, text_wrap=True) for kind, c in _NUMBER_FORMATS.items()},
    )


def _sheet(written: Workbook, book: FormBook, name: str) -> Worksheet:
    sheet = written.add_worksheet(name)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.7)
    look = '&"Arial,Regular"&9'
    page = book.page.replace("{page}", "&P").replace("{pages}", "&N")
    sheet.set_footer(f"&L{look}{book.title.replace('&', '&&')}: &A&R{look}{page}")
    sheet.fit_to_pages(1, 0)
    return sheet


def _guide(sheet: Worksheet, guide: GuideSheet, formats: _Formats) -> None:
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 96)
    sheet.set_row(0, 26)
    _write(sheet, 0, 0, guide.title, formats.title)
    for row, (about, text) in enumerate(guide.paragraphs, start=2):
        sheet.set_row(row, _height([(about, 22), (text, 96)], _PLAIN) + 4)
        _write(sheet, row, 0, about, formats.label)
        _write(sheet, row, 1, text, formats.cell["text"])


def _unread(sheet: Worksheet, unread: UnreadSheet, formats: _Formats) -> None:
    widths = (30, 70, 40, 12)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    _head(sheet, unread.title, "", widths, formats)
    for column, heading in enumerate(unread.headings):
        _write(sheet, 2, column, heading, formats.heading)
    for row, (*texts, code) in enumerate(unread.rows, start=3):
        sheet.set_row(row, min(_TALLEST, _height(zip(texts, widths, strict=False), _PLAIN) + 4))
        for column, text in enumerate(texts):
            _write(sheet, row, column, text, formats.cell["text"])
        _write(sheet, row, len(texts), code, formats.code)
    sheet.freeze_panes(3, 0)
    sheet.repeat_rows(2)


def _front(sheet: Worksheet, front: FrontSheet, formats: _Formats) -> None:
    widths = (30, 45, 80)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    _head(sheet, front.title, front.intro, widths, formats)
    for column, heading in enumerate(front.headings):
        _write(sheet, 2, column, heading, formats.heading)
    sheet.set_row(2, 22)
    for place, entry in enumerate(front.fields):
        row = place + 3
        demands = "\n".join(entry.demands) or entry.hint
        written = _height([(_shown(front.values.get(place)), widths[1])], _PLAIN)
        tall = max(_height([(demands, widths[2])], _SMALL), written) + 4
        sheet.set_row(row, min(_TALLEST, max(20, tall)))
        _write(sheet, row, 0, entry.heading, formats.label)
        _write(sheet, row, 1, front.values.get(place), formats.cell[entry.kind])
        _write(sheet, row, 2, demands, formats.beside)
        _help(sheet, (row, 1, row, 1), entry)
    sheet.freeze_panes(3, 0)
    sheet.repeat_rows(2)


def _table(sheet: Worksheet, table: TableSheet, formats: _Formats) -> None:
    widths = tuple(map(_width, table.columns))
    last = 4 + max(_HELPED, len(table.rows))
    for column, (entry, width) in enumerate(zip(table.columns, widths, strict=True)):
        # Rows below those made ready take what is typed in the same way.
        sheet.set_column(column, column, width, formats.column[entry.kind])
        _help(sheet, (4, column, last, column), entry)
    _head(sheet, table.title, table.intro, widths, formats)
    demands = ["\n".join(entry.demands) for entry in table.columns]
    sheet.set_row(2, min(_TALLEST, _height(zip(demands, widths, strict=True), _SMALL) + 4))
    headings = ((entry.heading, width) for entry, width in zip(table.columns, widths, strict=True))
    sheet.set_row(3, _height(headings, _PLAIN) + 8)
    for column, entry in enumerate(table.columns):
        _write(sheet, 2, column, demands[column], formats.demands)
        _write(sheet, 3, column, entry.heading, formats.heading)
    for place, row in enumerate(table.rows):
        texts = [(_shown(row.get(column)), width) for column, width in enumerate(widths)]
        sheet.set_row(place + 4, min(_TALLEST, _height(texts, _PLAIN) + 4))
        for column, entry in enumerate(table.columns):
            _write(sheet, place + 4, column, row.get(column), formats.cell[entry.kind])
    # A text such as “1” is meant; no corner of a cell need warn of it.
    sheet.ignore_errors({"number_stored_as_text": f"A1:{_LAST_COLUMN}{last + 1}"})
    sheet.freeze_panes(4, 2)
    sheet.repeat_rows(3)
    pages = -(-sum(widths) // _PAGE_WIDTH)
    if pages > 1:
        sheet.fit_to_pages(pages, 0)
        sheet.repeat_columns(0)


def _head(
    sheet: Worksheet, title: str, intro: str, widths: Sequence[int], formats: _Formats
) -> None:
    """The title and what is to be known of the whole sheet, each over all columns."""
    # As wide as a screen: a line over all columns of a wide table would be read by nobody.
    across = 0
    while across + 1 < len(widths) and sum(widths[: across + 1]) < _HEAD_WIDTH:
        across += 1
    sheet.set_row(0, 26)
    sheet.set_row(1, _height([(intro, sum(widths[: across + 1]))], _PLAIN) + 4)
    for row, (text, look) in enumerate(((title, formats.title), (intro, formats.intro))):
        if across:
            sheet.merge_range(row, 0, row, across, "", look)
        _write(sheet, row, 0, text, look)


def _write(sheet: Worksheet, row: int, column: int, value: CellValue | None, look: Format) -> None:
    """Write a value as what it is: a text is never taken for a formula or a number."""
    if isinstance(value, str) and value:
        pieces = _pieces(value)
        if len(pieces) > 1:
            sheet.write_rich_string(row, column, *pieces, look)
        else:
            sheet.write_string(row, column, value, look)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value, look)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, look)
    elif isinstance(value, datetime.date):
        moment = datetime.datetime(value.year, value.month, value.day)
        sheet.write_datetime(row, column, moment, look)
    else:
        sheet.write_blank(row, column, None, look)


def _shown(value: CellValue | None) -> str:
    """A text that may take several lines; whatever else a cell holds takes one."""
    return value if isinstance(value, str) else ""


def _pieces(text: str) -> list[str]:
    """A text in one piece; in several, where XlsxWriter would take the whole for something else.

    It writes what begins and ends with tags of its own as XML, and escapes but the first of
    `_x0041_x0042_`. Raises CannotRun where pieces do not help: it escapes those twice.
    """
    if text.startswith("<r>") and text.endswith("</r>"):
        pieces = ["<", "r", *_BEFORE_X.split(text[2:])]
    elif _CHAINED.search(text):
        pieces = _BEFORE_X.split(text)
    else:
        return [text]
    if _ESCAPED.search(text):
        raise CannotRun(message("The text “{text}” cannot be written in a workbook", text=text))
    return pieces


def _help(sheet: Worksheet, cells: tuple[int, int, int, int], entry: Entry) -> None:
    """What is shown beside a cell that is chosen, what may be chosen, and what is refused."""
    rules: dict[str, Any]
    if entry.choices is not None:
        severity = "stop" if entry.choices.closed else "information"
        rules = {"validate": "list", "source": list(entry.choices.words), "error_type": severity}
    elif entry.kind == "date":
        days = {"minimum": _FIRST_DAY, "maximum": _LAST_DAY}
        rules = {"validate": "date", "criteria": "between", "error_type": "warning", **days}
    elif entry.kind in {"kroner", "whole"}:
        rules = {"validate": "integer", "criteria": ">=", "value": 0, "error_type": "warning"}
    elif entry.hint:
        rules = {"validate": "any"}
    else:
        return
    if len(entry.heading) <= _LONGEST_TITLE:
        rules |= {"input_title": entry.heading, "error_title": entry.heading}
    sheet.data_validation(
        *cells, {**rules, "input_message": entry.hint, "error_message": entry.refused}
    )


def _width(entry: Entry) -> int:
    """How wide a column is, so that its demands need no more than some lines."""
    width = entry.width
    widest = min(_WIDEST, 2 * width + 6)
    while width < widest and _lines("\n".join(entry.demands), width, _SMALL) > _DEMAND_LINES:
        width += 2
    return width


def _height(texts: Iterable[tuple[str, int]], size: int) -> float:
    """How tall a row is that shows these texts, each in a width, whole.

    No program works this out for merged cells, nor for a file that it has not written itself.
    """
    lines = max((_lines(text, width, size) for text, width in texts), default=1)
    return lines * _LINE_HEIGHT[size]


def _lines(text: str, width: int, size: int) -> int:
    most = max(1, int(width * _PER_WIDTH[size]))
    return sum(max(1, len(wrap(line, most))) for line in text.split("\n"))
