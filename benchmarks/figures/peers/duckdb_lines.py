"""DuckDB: SQL over JSON lines, of which it reads as much as it needs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import duckdb

from figures.peers import Documents, numbers
from figures.six_rules import NUMBERS

_GRANTED = "CASE len(council.counties) WHEN 1 THEN 400000 WHEN 2 THEN 600000 END"
_RULES = (
    "len(plan.goals) > 0 AND len(plan.activities) > 0 AND len(list_filter(plan.activities,"
    ' lambda a: a."start" IS NULL OR a."end" IS NULL)) = 0',
    "report.submitted_on <= DATE '2016-03-01'",
    "list_has_all(flatten(list_transform(report.activities, lambda a: a.sub_goals)), [1, 2, 3])",
    "report.funds.used_nok <= report.funds.received_nok"
    f" AND report.funds.received_nok = {_GRANTED}",
    "list_has_all(list_transform(plan.activities, lambda a: a.id),"
    " list_transform(report.activities, lambda a: coalesce(a.plan_activity, '')))",
    "list_sum(list_transform(report.activities, lambda a: a.cost_nok)) = report.funds.used_nok",
)
_QUERY = (
    f"SELECT {', '.join(f'coalesce({rule}, false)' for rule in _RULES)} "  # noqa: S608
    "FROM read_json(?, format = 'newline_delimited')"
)


def write(load: Iterable[Documents], file: Path) -> None:
    """The council-years as JSON lines."""
    lines = (json.dumps(documents, ensure_ascii=False) + "\n" for documents in load)
    file.write_text("".join(lines), "utf-8")


def broken(file: Path) -> list[list[int]]:
    """The rules that each council-year of a file breaks; the file is read anew each time."""
    with duckdb.connect() as db:
        return [numbers(NUMBERS, row) for row in db.execute(_QUERY, [str(file)]).fetchall()]
