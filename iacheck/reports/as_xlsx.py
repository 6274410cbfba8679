"""The result as a workbook: an overview, a row for each violation, the other findings, problems.

Every cell is written as text or as a count, so that nothing in a document becomes a formula.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from iacheck.findings import Result
from iacheck.language import Language
from iacheck.messages import Message, message
from iacheck.reports.as_csv import COLUMNS, rows, written
from iacheck.reports.as_json import problem_as_dict
from iacheck.reports.shown import shown
from iacheck.reports.wording import overview

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

TELLS_PROBLEMS = True
REQUIRES = ("xlsxwriter",)
BINARY = True

PROBLEM_COLUMNS = (
    "level", "file", "document", "place", "path", "given", "expected", "message",
)  # fmt: skip
# As much as a cell can hold; what is cut ends with a mark.
LONGEST = 32_767
_CUT = " […]"
# In characters; what is not named here is narrow.
_WIDTHS: Mapping[str, int] = {
    "name": 22, "demand": 8, "title": 28, "reason": 24, "document": 18, "file": 18, "given": 14,
    "expected": 14, "message": 36, "remedy": 36, "sources": 24, "subject": 22, "rule": 26,
    "key": 26, "path": 20,
}  # fmt: skip
_NARROW = 10
# What programs need and people do not: folded away, to be unfolded with a click.
_FOLDED = frozenset({"subject", "rule", "key", "path"})
# In points: a line, and the highest row that there may be.
_LINE, _HIGHEST = 15, 405
# No name of a sheet is longer.
_SHEET = 31
_OVERVIEW, _DEVIATIONS = message("Overview"), message("Deviations")
_OTHERS, _PROBLEMS = message("Other findings"), message("Problems")


def render(result: Result, language: Language) -> bytes:
    """Sheets with a fixed head, a filter on each column, and wrapped texts."""
    import xlsxwriter  # noqa: PLC0415 - an extra

    output = io.BytesIO()
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(output, settings) as workbook:
        # The day of the result, not of its making: the same result gives the same bytes.
        made = datetime.datetime.combine(result.as_of, datetime.time())
        title = language.say(message("Deviations as of {date}", date=result.as_of))
        workbook.set_properties({"title": title, "created": made})
        sheets = _Sheets(workbook, language)
        sheets.add(_OVERVIEW, *_counts(result, language))
        found = list(rows(result, language))
        # A deviation and what is waived have violations; only a violation has a key.
        sheets.add(_DEVIATIONS, COLUMNS, (row.values() for row in found if row["key"]))
        sheets.add(_OTHERS, COLUMNS, (row.values() for row in found if not row["key"]))
        problems = (problem_as_dict(problem, language) for problem in result.problems)
        sheets.add(
            _PROBLEMS, PROBLEM_COLUMNS, ([p[name] for name in PROBLEM_COLUMNS] for p in problems)
        )
    return output.getvalue()


def _counts(result: Result, language: Language) -> tuple[Sequence[str], Iterator[Iterable[Any]]]:
    headings, counted = overview(result)
    names = (message("Subject"), message("Who"), message("Period"), *headings)
    lines = (
        (str(judged.subject), language.value(judged.subject.name), str(judged.period), *numbers)
        for judged, numbers in counted
    )
    return [language.say(name) for name in names], lines


class _Sheets:
    """The sheets of a workbook that is being written."""

    def __init__(self, workbook: Workbook, language: Language) -> None:
        self._workbook = workbook
        self._language = language
        self._head: Format = workbook.add_format(
            {"bold": True, "bg_color": "#E8EEF4", "border": 1, "text_wrap": True, "valign": "top"}
        )
        self._cell: Format = workbook.add_format(
            {"text_wrap": True, "valign": "top", "bottom": 1, "bottom_color": "#B9C7D3"}
        )

    def add(self, name: Message, columns: Sequence[str], lines: Iterable[Iterable[Any]]) -> None:
        """A sheet with a head and lines, ready to be read, filtered and printed."""
        sheet = self._workbook.add_worksheet(self._language.say(name)[:_SHEET])
        widths = [self._width(number, column, columns) for number, column in enumerate(columns)]
        for number, column in enumerate(columns):
            folded = {"level": 1, "hidden": True} if column in _FOLDED else {}
            sheet.set_column(number, number, widths[number], None, folded)
            sheet.write_string(0, number, column, self._head)
        last = 0
        for last, line in enumerate(lines, 1):
            values = [v if _is_count(v, columns) else _text(v) for v in line]
            # Not every program fits the height of a row to texts that are wrapped.
            seen = [(v, w) for v, w, c in zip(values, widths, columns, strict=True)
                    if c not in _FOLDED]  # fmt: skip
            lines_high = max(_lines(str(value), width) for value, width in seen)
            sheet.set_row(last, min(lines_high * _LINE, _HIGHEST))
            for number, value in enumerate(values):
                if isinstance(value, str):
                    sheet.write_string(last, number, value, self._cell)
                else:
                    sheet.write_number(last, number, value, self._cell)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last, len(columns) - 1)
        sheet.ignore_errors({"number_stored_as_text": f"A1:Z{last + 1}"})
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(2 if columns is COLUMNS else 1, 0)
        sheet.repeat_rows(0)
        sheet.set_footer("&R&P / &N")

    def _width(self, number: int, column: str, columns: Sequence[str]) -> int:
        if columns is COLUMNS or columns is PROBLEM_COLUMNS:
            return _WIDTHS.get(column, _NARROW)
        return (26, 40)[number] if number < 2 else _NARROW


def _is_count(value: Any, columns: Sequence[str]) -> bool:
    """Whether it is a number of the overview; those of documents are written as texts."""
    return columns is not COLUMNS and columns is not PROBLEM_COLUMNS and isinstance(value, int)


def _lines(text: str, width: int) -> int:
    """About how many lines a text takes in a column."""
    return sum(-(-len(line) // width) or 1 for line in text.split("\n"))


def _text(value: Any) -> str:
    text = shown(written(value))
    return text if len(text) <= LONGEST else text[: LONGEST - len(_CUT)] + _CUT
