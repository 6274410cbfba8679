"""A table for programs as CSV, as spreadsheets in Norway open it.

Separated by semicolons, in UTF-8 with a mark at the start. Every cell is quoted, and each row is
one line, in which nothing is invisible.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from iacheck.language.text_cache import text_cache
from iacheck.reports.visible_text import without_line_breaks
from iacheck.reports.wording import UNSHOWABLE

# Characters of which a part has about as many.
_PART = 1 << 16
# The last texts are remembered, for titles, sources and reasons stand in very many rows: a list is
# written in half the time.
_REMEMBERED = 1 << 12
# A spreadsheet takes a text that begins so for a formula, perhaps after spaces.
_FORMULA_STARTS = ("=", "+", "-", "@")


def csv_table(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Rows below the names of their columns; a list is joined by commas, and None is empty."""
    return b"".join(csv_parts(columns, rows))


def csv_parts(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """The same in parts, made one after another, which are not all in memory."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerow(columns)
    yield codecs.BOM_UTF8
    for row in rows:
        writer.writerow([_cell(row[name]) for name in columns])
        if text.tell() > _PART:
            yield text.getvalue().encode(errors=UNSHOWABLE)
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode(errors=UNSHOWABLE)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    return _text_cell(", ".join(value) if isinstance(value, list) else str(value))


@text_cache(_REMEMBERED)
def _text_cell(told: str) -> str:
    text = without_line_breaks(told)
    # An apostrophe keeps it a text; spreadsheets do not show it.
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA_STARTS) else text
