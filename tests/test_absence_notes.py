"""A rule that decides though a document has not come, and no example says that it is meant to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from building import SCHEMAS, say, write_book, written_rule

from iacheck.rulebooks import load_rulebooks
from iacheck.rulebooks.notes import book_notes

LINE = {"purpose": "course", "amount_nok": 5}
ONE: Any = {"report": {"media": [], "funds": {"used_nok": 1, "received_nok": 9, "lines": [LINE]}}}
TWO: Any = {
    "report": {"media": [], "funds": {"used_nok": 2, "received_nok": 9, "lines": [LINE, LINE]}}
}
AT_MOST = 'count: {values: "report.funds.lines[]", at_most: 1}'
AT_LEAST = 'count: {values: "report.funds.lines[]", at_least: 2}'
COMPARE = "compare: {left: {path: report.funds.used_nok}, is: at_most, right: 1}"
DELIVERED = 'delivered: {document: report, due: "2016-03-01", late: deviation}'
MET = "No example lacks report, and without it the rule is met. Name report under “needs”, or"
DEVIATION = "No example lacks report, and without it the rule finds a deviation. Name report under"


@pytest.mark.parametrize(
    ("check", "met", "deviation", "fields", "said"),
    [
        (AT_MOST, [ONE], TWO, {}, MET),
        (AT_MOST, [ONE, {}], TWO, {}, None),
        (AT_MOST, [ONE], TWO, {"needs": ["report"]}, None),
        (AT_MOST, [ONE], TWO, {"needs_any": ["report", "plan"]}, None),
        (AT_LEAST, [TWO], ONE, {}, DEVIATION),
        (AT_LEAST, [TWO], ONE, {"needs": ["council"]}, DEVIATION),
        (COMPARE, [ONE], TWO, {}, None),
        (DELIVERED, [{"report": {"submitted_on": "2016-03-01"}}],
         {"report": {"submitted_on": "2016-03-02"}}, {}, None),
    ],
)  # fmt: skip
def test_what_comes_of_a_case_without_a_document(
    check: str, met: list[Any], deviation: Any, fields: Any, said: str | None, tmp_path: Path
) -> None:
    council = {"council": {"name": "X"}} if fields.get("needs") == ["council"] else {}
    examples = {
        "met": [{**council, **case} for case in met],
        "deviation": [{"case": {**council, **deviation}, "violations": [{}]}],
    }
    rule = {**written_rule(f"check: {{{check}}}", examples=examples), **fields}
    folder = write_book(tmp_path / "book", rule)
    (book,) = load_rulebooks([folder], SCHEMAS)
    found = [n for n in book_notes(folder, book, SCHEMAS) if n.path == "/check"]
    assert [say(note.message)[: len(said or "")] for note in found] == ([said] if said else [])
