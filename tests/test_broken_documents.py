"""Whatever is broken in a document, it is told, and hits the rules that read it and no others."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from repeats import times
from test_laws import BOOKS, DOCUMENTS, LATER, SCHEMAS

from iacheck.cases.findings import Result
from iacheck.documents.document import Document
from iacheck.judging.run import check
from iacheck.judging.run_input import RunInput
from iacheck.judging.selection import CaseSelection
from iacheck.language.periods import Period

FEW = settings(max_examples=times(10))
JUNK: list[Any] = [5, True, "x", "", [], {}, [5], {"a": 1}, [[1]], [None], "2015-13-40"]
# Fields that say whose a document is, or what a violation's key is made of.
OWNERS_AND_IDS = {"_id", "council", "party", "centre", "id", "label", "outlet", "date", "title"}

Step = str | int


def places(value: Any, before: tuple[Step, ...] = ()) -> Iterator[tuple[Step, ...]]:
    """Where a part of a document stands, whole lists and objects included."""
    parts = value.items() if isinstance(value, dict) else enumerate(value)
    for step, part in parts:
        yield (*before, step)
        if isinstance(part, dict | list):
            yield from places(part, (*before, step))


def at(body: Any, place: tuple[Step, ...]) -> Any:
    for step in place:
        body = body[step]
    return body


def changed(document: Document, place: tuple[Step, ...], value: Any) -> Document:
    body = copy.deepcopy(document.body)
    at(body, place[:-1])[place[-1]] = value
    return Document(document.kind, document.key, body)


def judged(documents: list[Document]) -> Result:
    periods = (Period(2012), Period(2015), Period(2016))
    return check(
        RunInput(tuple(documents), (), "everybody"), BOOKS, SCHEMAS, LATER, CaseSelection(periods)
    )


def verdicts(result: Result) -> dict[tuple[str, str, str], tuple[str, list[str]]]:
    return {
        (f.rule.id, str(s.subject), str(s.period)): (f.verdict, sorted(v.key for v in f.violations))
        for s in result.subjects
        for f in s.findings
    }


@given(DOCUMENTS, st.data())
@FEW
def test_nothing_in_a_document_makes_the_checker_fail(
    documents: list[Document], data: st.DataObject
) -> None:
    for _ in range(2):
        index = data.draw(st.integers(0, len(documents) - 1))
        found = [place for place in places(documents[index].body) if place != ("_id",)]
        place, junk = data.draw(st.sampled_from(found)), data.draw(st.sampled_from(JUNK))
        documents[index] = changed(documents[index], place, junk)
    assert judged(documents).count("error") == 0


@given(DOCUMENTS, st.data())
@FEW
def test_a_broken_field_makes_verdicts_undetermined_or_leaves_them(
    documents: list[Document], data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(documents) - 1))
    document = documents[index]
    leaves = [
        place
        for place in places(document.body)
        if place[-1] not in OWNERS_AND_IDS and not isinstance(at(document.body, place), dict | list)
    ]
    place = data.draw(st.sampled_from(leaves or [("period",)]))
    broken = changed(document, place, {"broken": 1})
    before = verdicts(judged(documents))
    result = judged([*documents[:index], broken, *documents[index + 1 :]])
    assert [p for p in result.problems if p.level == "error" and p.document == broken.name]
    for of, after in verdicts(result).items():
        # With a period that cannot be read, one of two documents no longer claims the place.
        was_two = place == ("period",) and before[of][0] == "undetermined"
        assert after[0] == "undetermined" or after == before.get(of, after) or was_two
