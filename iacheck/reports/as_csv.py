"""The findings as CSV: a row for each violation, and for each finding without one."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from iacheck.cases.findings import Result, SourceReference
from iacheck.language.language import Language
from iacheck.reports.as_json import subject_as_dict
from iacheck.reports.csv_table import csv_parts
from iacheck.reports.split import found_on_others
from iacheck.reports.visible_text import escaped_in_json
from iacheck.reports.wording import sources

TELLS_PROBLEMS = False
REQUIRES = ()
BINARY = False

COLUMNS = (
    "subject", "name", "period", "rule", "demand", "title", "modality", "origin", "severity",
    "verdict", "reason", "key", "document", "path", "file", "place", "given", "expected",
    "message", "remedy", "answers", "due", "judgement", "waiver", "replies", "state",
    "change", "rounds", "sources",
)  # fmt: skip


def render(result: Result, language: Language) -> bytes:
    """A row for each violation, under the names of the columns."""
    return b"".join(render_parts(result, language))


def render_parts(result: Result, language: Language) -> Iterator[bytes]:
    """The same in parts, made one after another, which are not all in memory."""
    rows = csv_rows(result, language)
    yield from csv_parts(COLUMNS, ({name: _cell(row[name]) for name in COLUMNS} for row in rows))


def csv_rows(result: Result, language: Language) -> Iterator[dict[str, Any]]:
    """The values of every row, by column; last, in the list of one, what it can mend of others."""
    subjects = itertools.chain(result.subjects, found_on_others(result))
    # Rows tell of nobody's concerns, of which a party may have those of very many.
    alone = (replace(one, concerns=()) if one.concerns else one for one in subjects)
    told_sources: dict[tuple[SourceReference, ...], str] = {}
    for one in alone:
        judged = subject_as_dict(one, language)
        for found, finding in zip(one.findings, judged["findings"], strict=True):
            of_rule = found.rule.sources
            where = told_sources.get(of_rule)
            if where is None:
                where = told_sources[of_rule] = sources(of_rule, language)
            for violation in finding["violations"] or [{}]:
                # The body, and not the rule's word for it, which stands in the finding.
                answers = violation.get("answers")
                change = violation.get("change") or finding["change"]
                row = {**judged, **finding, **violation}
                row |= {"answers": answers, "change": change, "sources": where}
                row["replies"] = finding["replies"] or None
                yield {name: row.get(name) for name in COLUMNS}


def csv_value(value: Any) -> str:
    """A value as a cell has it: nothing for null, and JSON for what is no text."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return escaped_in_json(json.dumps(value, ensure_ascii=False))


def _cell(value: Any) -> Any:
    """The same, but a number as it is: no spreadsheet takes it for a formula."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return value if is_number else csv_value(value)
