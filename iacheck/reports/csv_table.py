"""A list for programs as CSV, as spreadsheets in Norway open it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from iacheck.reports.visible_text import without_line_breaks
from iacheck.reports.wording import UNSHOWABLE

# A spreadsheet takes a text that begins so for a formula, perhaps after spaces.
_FORMULA_STARTS = ("=", "+", "-", "@")


def csv_table(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Rows below the names of their columns, in UTF-8 with a mark at the start.

    Separated by semicolons, every cell quoted; a list is joined by commas, and None is empty.
    """
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _cell(row[name]) for name in columns})
    return text.getvalue().encode("utf-8-sig", errors=UNSHOWABLE)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, int):
        return str(value)
    told = ", ".join(value) if isinstance(value, list) else str(value)
    text = without_line_breaks(told)
    # An apostrophe keeps it a text; spreadsheets do not show it.
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA_STARTS) else text
