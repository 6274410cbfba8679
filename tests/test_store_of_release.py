"""A store that release 0.1.0 made is read, checked and added to by the present program."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import shutil
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from commands import PLAN, Ran, content, put
from pymongo import MongoClient
from release_stores import MONGODB, RELEASE, SQLITE, Copy, copy_of
from servers import database_on
from store_dumps import collections, dump, load, rows
from store_suite import BACKENDS

from iacheck.cli import run as run_command_line
from iacheck.cli.loading import open_named_store
from iacheck.documents.document import Document
from iacheck.documents.schemas import load_schemas
from iacheck.language.places import Place

Run = Callable[..., Ran]

CHECK = ("check", "--as-of", "2016-06-01", "--fail-on", "never", "--format", "json")


def kinds() -> dict[str, str]:
    """The kinds of document that the release knew, each with its collection."""
    rules = {
        name: about["options"].get("validator") for name, about in collections(MONGODB).items()
    }
    titles = {name: rule["$jsonSchema"]["title"] for name, rule in rules.items() if rule}
    return {title.removeprefix("iacheck: "): name for name, title in sorted(titles.items())}


@pytest.fixture(scope="module", autouse=True)
def the_release_is_not_written_to() -> Iterator[None]:
    before = {path: path.read_bytes() for path in RELEASE.rglob("*") if path.is_file()}
    yield
    assert {path: path.read_bytes() for path in RELEASE.rglob("*") if path.is_file()} == before


@pytest.fixture(params=BACKENDS)
def copy(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Copy]:
    with copy_of(request.param, SQLITE, MONGODB, tmp_path, monkeypatch) as made:
        yield made


@pytest.fixture(scope="module")
def checked_from_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the present program says of the files that the store was made from."""
    out = tmp_path_factory.mktemp("files") / "result.json"
    with contextlib.chdir(RELEASE):
        ended = run_command_line([*CHECK, "documents", "--lang", "en", "--out", str(out)])
    assert ended == 0
    result: dict[str, Any] = json.loads(out.read_bytes())
    return result


def documents(uri: str) -> list[Document]:
    with open_named_store(uri, load_schemas(), create=False) as store:
        return list(store.documents())


def test_every_kind_of_document_occurs_in_it(tmp_path: Path) -> None:
    assert set(kinds()) <= set(load_schemas().kinds)
    tables = content(shutil.copyfile(SQLITE, tmp_path / "iacheck.db"))
    for name in kinds().values():
        assert len(tables[name]) == len(rows(MONGODB, name)) > 0, name


def test_documents_are_what_was_stored(copy: Copy) -> None:
    expected = {
        f"{kind}/{row['_id']}": row for kind, name in kinds().items() for row in rows(MONGODB, name)
    }
    found = documents(copy.uri)
    assert {document.name: document.body for document in found} == expected
    provenance = {row["_id"]: row for row in rows(MONGODB, "iacheck_provenance")}
    assert len(provenance) == len(found)
    for document in found:
        row, origin = provenance[document.name], document.origin
        assert origin is not None
        assert (origin.file, origin.sha256) == (row["file"], row["sha256"])
        places = {item["path"]: item["place"] for item in row["places"]}
        assert {path: stated(place) for path, place in origin.places.items()} == places


def stated(place: Place) -> dict[str, Any]:
    return {name: part for name, part in dataclasses.asdict(place).items() if part is not None}


def test_it_is_checked_like_the_files_that_it_was_made_from(
    run: Run, copy: Copy, checked_from_files: dict[str, Any]
) -> None:
    before = copy.held()
    ran = run(*CHECK, "--store", copy.uri)
    assert ran.status == 0, ran.err
    result = json.loads(ran.out)
    assert result["subjects"] == checked_from_files["subjects"]
    assert all(result["summary"][verdict] for verdict in ("met", "deviation", "waived"))
    assert copy.held() == before


def test_what_it_holds_is_told(run: Run, copy: Copy) -> None:
    before = copy.held()
    ran = run("store", "status", "--store", copy.uri)
    assert ran.status == 0, ran.err
    _, prepared, *counts = ran.out.splitlines()
    assert prepared.startswith("Prepared: 20")
    assert {kind: int(count) for kind, count in map(str.split, counts)} == {
        kind: len(rows(MONGODB, name)) for kind, name in kinds().items()
    }
    assert copy.held() == before


def test_an_import_into_it_keeps_everything(
    run: Run, copy: Copy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = documents(copy.uri)
    put(tmp_path, "more.jsonl", {**PLAN, "_id": "p-2016", "period": "2016"})
    ran = run("import", "more.jsonl", "--store", copy.uri)
    assert ran.out == "1 document read: 1 new, 0 replaced, 0 unchanged\n", ran.err
    monkeypatch.chdir(RELEASE)
    ran = run("import", "documents", "--store", copy.uri)
    assert ran.out == f"{len(before)} documents read: 0 new, 0 replaced, {len(before)} unchanged\n"
    after = [document for document in documents(copy.uri) if document.key != "p-2016"]
    assert [dataclasses.replace(document, origin=None) for document in after] == [
        dataclasses.replace(document, origin=None) for document in before
    ]
    # The release noted the place of every part; now those that stand where the part around them
    # does have none of their own, and are found by it.
    for then, now in zip(before, after, strict=True):
        assert then.origin
        assert now.origin
        assert {path: now.origin.place(path) for path in then.origin.places} == then.origin.places
        assert (then.origin.file, then.origin.sha256) == (now.origin.file, now.origin.sha256)
    assert len(documents(copy.uri)) == len(before) + 1


def test_it_is_brought_up_to_date(run: Run, copy: Copy) -> None:
    before = documents(copy.uri)
    assert run("store", "init", "--store", copy.uri).status == 0
    ran = run("store", "status", "--store", copy.uri)
    assert ran.status == 0
    assert ran.err == "" or not copy.whole
    assert "iacheck store init" not in ran.err
    assert documents(copy.uri) == before


@pytest.mark.slow
def test_the_dump_is_loaded_with_all_that_is_in_it(tmp_path: Path) -> None:
    name = f"iacheck_test_{uuid.uuid4().hex}"
    with database_on("replica-set", name) as uri, MongoClient[dict[str, Any]](uri) as client:
        load(MONGODB, client[name])
        dump(client[name], tmp_path)
    files = {path.name for path in MONGODB.iterdir()}
    assert {path.name for path in tmp_path.iterdir()} == files
    for file in files:
        assert (tmp_path / file).read_text("utf-8") == (MONGODB / file).read_text("utf-8"), file
