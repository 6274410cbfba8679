"""The findings as CSV: a row for each violation, and for each finding without one.

Separated by semicolons, in UTF-8 with a mark at the start, as spreadsheets in Norway open it. Every
cell is quoted, and each row is one line, in which nothing is invisible.
"""

from __future__ import annotations

import codecs
import csv
import io
import itertools
import json
from collections.abc import Iterator
from typing import Any

from iacheck.cases.findings import Result, SourceReference
from iacheck.language.language import Language
from iacheck.reports.as_json import subject_as_dict
from iacheck.reports.split import found_on_others
from iacheck.reports.visible_text import escaped_in_json, without_line_breaks
from iacheck.reports.wording import UNSHOWABLE, sources

TELLS_PROBLEMS = False
REQUIRES = ()
BINARY = False

COLUMNS = (
    "subject", "name", "period", "rule", "demand", "title", "modality", "origin", "severity",
    "verdict", "reason", "key", "document", "path", "file", "place", "given", "expected",
    "message", "remedy", "answers", "due", "judgement", "waiver", "replies", "state",
    "change", "rounds", "sources",
)  # fmt: skip
# Characters of which a part has about as many.
_PART = 1 << 16
# A spreadsheet takes a text that begins so for a formula, perhaps after spaces.
_FORMULA_STARTS = ("=", "+", "-", "@")


def render(result: Result, language: Language) -> bytes:
    """A row for each violation, under the names of the columns."""
    return b"".join(render_parts(result, language))


def render_parts(result: Result, language: Language) -> Iterator[bytes]:
    """The same in parts, made one after another, which are not all in memory."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    yield codecs.BOM_UTF8
    for row in csv_rows(result, language):
        writer.writerow({name: _cell(value) for name, value in row.items()})
        if text.tell() > _PART:
            yield text.getvalue().encode(errors=UNSHOWABLE)
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode(errors=UNSHOWABLE)


def csv_rows(result: Result, language: Language) -> Iterator[dict[str, Any]]:
    """The values of every row, by column; last, in the list of one, what it can mend of others."""
    subjects = itertools.chain(result.subjects, found_on_others(result))
    for judged in (subject_as_dict(one, language) for one in subjects):
        for finding in judged["findings"]:
            where = sources(map(_reference, finding["sources"]), language)
            for violation in finding["violations"] or [{}]:
                # The body, and not the rule's word for it, which stands in the finding.
                answers = violation.get("answers")
                change = violation.get("change") or finding["change"]
                row = {**judged, **finding, **violation}
                row |= {"answers": answers, "change": change, "sources": where}
                row["replies"] = finding["replies"] or None
                yield {name: row.get(name) for name in COLUMNS}


def _reference(source: dict[str, Any]) -> SourceReference:
    return SourceReference(source["document"], source["section"], tuple(source["paragraphs"]))


def csv_value(value: Any) -> str:
    """A value as a cell has it: nothing for null, and JSON for what is no text."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return escaped_in_json(json.dumps(value, ensure_ascii=False))


def _cell(value: Any) -> str:
    text = without_line_breaks(csv_value(value))
    is_number = isinstance(value, int | float)
    # An apostrophe keeps it a text; spreadsheets do not show it.
    guarded = text.lstrip(" ").startswith(_FORMULA_STARTS) and not is_number
    return f"'{text}" if guarded else text
