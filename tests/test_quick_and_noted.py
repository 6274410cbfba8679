"""What is judged quickly is what is judged with every note taken, around every due date.

Where somebody asks why, nothing is remembered, left out or looked at once for many: all is gone
through, item by item. So the two ways check each other, on the example years with what is in
their documents moved about.
"""

from __future__ import annotations

import copy
import datetime
import json
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from example_years import EXAMPLES
from repeats import times
from shipped import shipped

from iacheck.cases.index import DocumentIndex
from iacheck.documents.document import Document
from iacheck.judging.judge import judge, judge_and_explain
from iacheck.judging.judged_cases import JudgedCases

# On them, and on the days beside them, what is due changes.
DUE = ("2012-09-01", "2013-03-01", "2015-03-01", "2015-07-01", "2016-03-01", "2016-12-31")


@cache
def written(year: str) -> tuple[dict[str, Any], ...]:
    files = sorted(path for path in (EXAMPLES / year).rglob("*") if path.is_file())
    return tuple(one for path in files for one in _read(path))


def _read(path: Path) -> Iterator[dict[str, Any]]:
    text = path.read_text("utf-8")
    if path.suffix == ".jsonl":
        yield from map(json.loads, text.splitlines())
    elif path.suffix in (".json", ".yaml"):
        given = json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)
        yield from given if isinstance(given, list) else [given]


def moved_about(given: Any, drawn: random.Random) -> Any:
    """The same, with fields and items left out, and items in another order or twice."""
    if isinstance(given, dict):
        kept = given.items() if drawn.random() < 0.9 else list(given.items())[1:]
        return {name: moved_about(part, drawn) for name, part in kept if drawn.random() < 0.98}
    if isinstance(given, list):
        items = [moved_about(part, drawn) for part in given if drawn.random() < 0.9]
        if items and drawn.random() < 0.2:
            items.append(copy.deepcopy(drawn.choice(items)))
        return drawn.sample(items, len(items)) if drawn.random() < 0.2 else items
    return given


def documents(year: str, drawn: random.Random) -> Iterator[Document]:
    for one in written(year):
        fixed = {name: one[name] for name in ("_id", "period") if name in one}
        body = {**moved_about(one, drawn), **fixed}
        body.pop("kind", None)
        yield Document(one["kind"], one["_id"], body)


@pytest.mark.parametrize("year", ["2012", "2015"])
@pytest.mark.parametrize("seed", range(times(1)))
def test_both_find_the_same(year: str, seed: int) -> None:
    books, schemas = shipped()
    drawn = random.Random(f"{year} {seed}")  # noqa: S311 - nothing secret
    as_of = datetime.date.fromisoformat(drawn.choice(DUE))
    as_of += datetime.timedelta(days=drawn.choice((-1, 0, 1)))
    index = DocumentIndex.of(documents(year, drawn), schemas)
    cases = JudgedCases.of(index, books, index.periods(), "everybody", as_of)
    tried = 0
    for subject, builder, in_force in cases.cases:
        case = builder.build(subject)
        for rule in (rule for book in in_force for rule in book.rules_for(case.kind)):
            noted, _ = judge_and_explain(rule, case)
            assert judge(rule, case) == noted, (subject, rule.id, as_of)
            assert noted.verdict != "error", noted
            tried += 1
    assert tried > 200
