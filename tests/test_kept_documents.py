"""Documents that wait on the disk while they are imported are what they were."""

from __future__ import annotations

import datetime
import errno
import random
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from building import SCHEMAS
from commands import BOOK, COUNCIL, OWN_BOOK, PLAN, REPORT, Ran, content, put
from hypothesis import given, settings
from hypothesis import strategies as st
from repeats import times
from test_validation_laws import VALID

from iacheck.cases.consistency import consistency_problems
from iacheck.cases.index import DocumentIndex
from iacheck.documents.document import Document, Origin, Version
from iacheck.documents.whole_numbers import with_whole_numbers
from iacheck.language.places import Place
from iacheck.rulebooks import load_rulebooks
from iacheck.store import importing, kept_documents
from iacheck.store.importing import ComingDocuments, import_problems
from iacheck.store.kept_documents import KeptDocument, KeptDocuments, encoded_body

Run = Callable[..., Ran]

BOOKS = load_rulebooks([BOOK], SCHEMAS)
KINDS = ("council", "plan", "report", "allocation", "party_report", "centre", "scorecard")
NAMES = st.sampled_from(["rogaland", "Rogaland", "oslo", "NHO", "nobody"])
DAYS = st.sampled_from(["2015-02-10", "2016-03-01", "2014-12-31", "2015-06-30"])


@st.composite
def made(draw: st.DrawFn) -> Document:
    """A document that is right by its schema, with names and days that may not fit others."""
    kind = draw(st.sampled_from(KINDS))
    body = dict(draw(VALID[kind]))
    changes = draw(st.dictionaries(st.sampled_from(["council", "party", "centre"]), NAMES))
    body |= {name: value for name, value in changes.items() if name in body}
    if "submitted_on" in body:
        body["submitted_on"] = draw(DAYS)
    for held in body.get("meetings") or ():
        held["held_on"] = draw(DAYS)
    body["_id"] = draw(st.sampled_from("abcdefgh"))
    origin = Origin("x.json", "0" * 64, {"": Place(draw(st.integers(1, 9)))})
    return with_whole_numbers(Document(kind, body["_id"], body, origin), SCHEMAS.kind(kind))


def unlike(documents: list[Document]) -> list[Document]:
    return list({document.name: document for document in documents}.values())


SEVERAL = st.lists(made()).map(unlike)


@given(SEVERAL, SEVERAL, st.randoms(use_true_random=False))
@settings(max_examples=times(15))
def test_the_same_is_told_and_found_of_them(
    given: list[Document], before: list[Document], drawn: random.Random
) -> None:
    today = datetime.date(2016, 4, 1)
    with KeptDocuments() as kept:
        taken = list(map(ComingDocuments(SCHEMAS, kept).take, given))
        told = [
            list(import_problems(documents, [], BOOKS, SCHEMAS, today))
            for documents in (given, taken)
        ]
        stored = list(map(ComingDocuments(SCHEMAS, kept).take_stored, before))
        told += [
            list(import_problems(documents, beside, BOOKS, SCHEMAS, today))
            for documents, beside in ((given, before), (taken, stored))
        ]
        assert told[0] == told[1]
        assert told[2] == told[3]
        for one, other in drawn.sample(list(zip(given, taken, strict=True)), len(given)):
            assert (one.name, one.body, one.origin) == (other.name, other.body, other.origin)
            assert (one.sha256, encoded_body(one)) == (other.sha256, encoded_body(other))
            head = SCHEMAS.kind(one.kind).head
            assert [other.head.get(name) for name in head] == [one.body.get(name) for name in head]


@given(made())
@settings(max_examples=times(20))
def test_what_is_right_is_kept_on_the_disk(given: Document) -> None:
    with KeptDocuments() as kept:
        taken = ComingDocuments(SCHEMAS, kept).take(given)
        index = DocumentIndex.of([given], SCHEMAS)
        wrong = [*SCHEMAS.validate(given), *consistency_problems([given], index, lambda _: None)]
        assert isinstance(taken, KeptDocument) == taken.is_settled
        # What registers say may be wrong with others, which is told all the same.
        assert not (taken.is_settled and wrong and given.kind not in ("council", "centre"))


def test_a_kept_document_is_given_origin_and_version() -> None:
    plan = Document("plan", "p", {"_id": "p", "council": "oslo", "period": "2015"})
    with KeptDocuments() as kept:
        taken = kept.keep(plan, SCHEMAS.kind("plan"), encoded_body(plan))
        assert not taken.is_settled
        told = taken.with_origin(Origin("a", "b")).with_version(Version(3))
        assert (taken.origin, taken.version) == (None, None)
        assert (told.origin, told.version, told.body) == (Origin("a", "b"), Version(3), plan.body)
        more = kept.keep(plan, SCHEMAS.kind("plan"), encoded_body(plan))
        assert more.body == taken.body == plan.body


@pytest.mark.parametrize("in_memory", [0, 300, 2**20])
def test_wherever_they_wait_the_store_is_the_same(
    run: Run, monkeypatch: pytest.MonkeyPatch, in_memory: int
) -> None:
    late = REPORT | {"_id": "late", "period": "2016", "submitted_on": "2015-01-01", "nots": "é"}
    put(Path.cwd(), "a.jsonl", COUNCIL, PLAN, REPORT, late, PLAN | {"_id": "q", "period": "2017"})
    at_once = run("import", "a.jsonl", *OWN_BOOK, "--store", "sqlite:plain.db")
    monkeypatch.setattr(kept_documents, "_IN_MEMORY", in_memory)
    assert run("import", "a.jsonl", *OWN_BOOK, "--store", "sqlite:kept.db") == at_once
    assert at_once.status == 0
    stores = [content(Path(name)) for name in ("plain.db", "kept.db")]
    assert without_times(stores[0]) == without_times(stores[1])


def without_times(found: dict[str, list[Any]]) -> Any:
    return {name: [row[:2] for row in rows] for name, rows in found.items() if name != "iacheck"}


class FullDisk:
    """A file to which nothing can be written."""

    def seek(self, at: int) -> int:
        return at

    def write(self, data: bytes) -> int:
        del data
        raise OSError(errno.ENOSPC, "No space left on device")

    def close(self) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    put(Path.cwd(), "a.jsonl", COUNCIL)
    monkeypatch.setattr(kept_documents, "_IN_MEMORY", 0)
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda **_: FullDisk())
    ran = run("import", "a.jsonl", *OWN_BOOK)
    assert (ran.status, ran.out) == (3, "")
    assert "is full; make room" in ran.err
    assert not Path("iacheck.db").exists()


def test_what_no_store_keeps_is_not_kept() -> None:
    large = Document("council", "x", {"_id": "x", "name": "x" * (16 * 2**20), "counties": ["11"]})
    with KeptDocuments() as kept:
        assert ComingDocuments(SCHEMAS, kept).take(large) is large


@pytest.mark.parametrize("few", [0, 2])
def test_of_many_documents_the_same_is_told(
    run: Run, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    wrong = PLAN | {"_id": "w", "period": "2020", "covers": 5}
    half = REPORT | {"_id": "h", "period": "2017", "name": "\ud800"}
    put(Path.cwd(), "a.jsonl", COUNCIL, PLAN, REPORT, wrong, half)
    at_once = run("import", "a.jsonl", *OWN_BOOK)
    monkeypatch.setattr(importing, "_FEW", few)
    assert run("import", "a.jsonl", *OWN_BOOK) == at_once
    assert at_once.status == 3
    put(Path.cwd(), "b.jsonl", COUNCIL, PLAN, REPORT)
    assert run("import", "b.jsonl", *OWN_BOOK).out == (
        "3 documents read: 3 new, 0 replaced, 0 unchanged\n"
    )
