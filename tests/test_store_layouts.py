"""A store of an older version: read as it is, and brought forward by the first that writes."""

from __future__ import annotations

import dataclasses
import gzip
import json
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from commands import PLAN, Ran, put
from ordinary_user import ordinary_user
from own_kinds import OWNED, RULE, own_book
from release_stores import ABSOLUTE_MONGODB, ABSOLUTE_SQLITE, Copy, copy_of, rows_of
from servers import keeps_everything
from store_dumps import load
from store_suite import BACKENDS, SERVERS, Server

from iacheck.cli.loading import open_named_store
from iacheck.documents.document import Document, Origin
from iacheck.documents.schemas import load_schemas
from iacheck.language.errors import CannotRun
from iacheck.store import layouts, mongo

Run = Callable[..., Ran]

SCHEMAS = load_schemas()
# Where the release's store was filled from, by whole paths.
FOLDER = b"/home/user"
FILES = {
    "council/hordaland": "councils.yaml",
    "council/rogaland": "councils.yaml",
    "judgement/rogaland-2012-H15": "judgements.json",
    "party_report/nho-2012-h2": "party-reports-2012-h2.md",
    "party_report/virke-2012-h2": "party-reports-2012-h2.md",
    "plan/rogaland-2015": "plan-rogaland-2015.xlsx",
    "report/rogaland-2015": "report-rogaland-2015.json",
    "waiver/hordaland-2015-rapport": "waivers.yaml",
    "waiver/rogaland-2015-staten": "waivers.yaml",
}
CHECK = ("check", "--as-of", "2016-06-01", "--fail-on", "never", "--format", "json")


@pytest.fixture(params=BACKENDS)
def copy(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Copy]:
    sources = (ABSOLUTE_SQLITE, ABSOLUTE_MONGODB)
    with copy_of(request.param, *sources, tmp_path, monkeypatch) as made:
        yield made


def content(copy: Copy) -> bytes:
    """All that is stored, as bytes to look in."""
    held = copy.held()
    return held if isinstance(held, bytes) else repr(held).encode()


def documents(uri: str) -> dict[str, Document]:
    with open_named_store(uri, SCHEMAS, create=False) as store:
        return {document.name: document for document in store.documents()}


def files(uri: str) -> dict[str, str | None]:
    return {
        name: None if document.origin is None else document.origin.file
        for name, document in documents(uri).items()
    }


def version(uri: str) -> int | None:
    with open_named_store(uri, SCHEMAS, create=False) as store:
        return store.status().version


def test_it_is_read_as_it_is(run: Run, copy: Copy, tmp_path: Path) -> None:
    before = copy.held()
    assert FOLDER in content(copy)
    assert files(copy.uri) == FILES
    ran = run(*CHECK, "--store", copy.uri)
    assert ran.status == 0, ran.err
    outputs = [ran.out, ran.err]
    for command in (
        ("store", "status"),
        ("check", "--as-of", "2016-06-01", "--fail-on", "never", "--format", "csv"),
        ("report", "--as-of", "2016-06-01", "--period", "2015"),
    ):
        ran = run(*command, "--store", copy.uri)
        assert ran.status == 0, ran.err
        outputs += [ran.out, ran.err]
    ran = run("store", "copy", copy.uri, f"sqlite:{tmp_path / 'copy.db'}")
    assert ran.status == 0, ran.err
    assert copy.held() == before
    assert FOLDER.decode() not in "".join(outputs)
    assert FOLDER not in (tmp_path / "copy.db").read_bytes()


def test_that_it_is_older_is_told_until_it_is_brought_forward(run: Run, copy: Copy) -> None:
    ran = run("store", "status", "--store", copy.uri)
    assert ran.status == 0
    older = (
        "is of an older iacheck (layout 1, this one makes 3). It is read as it is; the next "
        "import, or `iacheck store init`, brings it forward, and older versions of iacheck"
    )
    assert ran.err.startswith("Note: The store ")
    assert older in ran.err
    assert run("store", "init", "--store", copy.uri).status == 0
    assert older not in run("store", "status", "--store", copy.uri).err


def an_import(run: Run, uri: str, folder: Path) -> Ran:
    file = put(folder, "more.jsonl", {**PLAN, "_id": "p-2016", "period": "2016"})
    return run("import", file, "--store", uri)


def an_init(run: Run, uri: str, folder: Path) -> Ran:
    return run("store", "init", "--store", uri)


def a_copy_to_it(run: Run, uri: str, folder: Path) -> Ran:
    other = f"sqlite:{folder / 'copy.db'}"
    assert run("store", "copy", uri, other).status == 0
    return run("store", "copy", other, uri)


@pytest.mark.parametrize("write", [an_import, an_init, a_copy_to_it])
def test_the_first_command_that_writes_brings_it_forward(
    run: Run, copy: Copy, tmp_path: Path, write: Callable[..., Ran]
) -> None:
    before = documents(copy.uri)
    ran = write(run, copy.uri, tmp_path)
    assert ran.status == 0, ran.err
    assert version(copy.uri) == 3
    # Nothing of what was stored before is left, whoever reads it.
    assert FOLDER not in content(copy)
    after = documents(copy.uri)
    assert {name: after[name] for name in before} == before
    assert len(after) == len(before) + (write is an_import)


def test_what_is_not_written_does_not_bring_it_forward(
    run: Run, copy: Copy, tmp_path: Path
) -> None:
    before = copy.held()
    ran = run("import", put(tmp_path, "bad.jsonl", {**PLAN, "period": 7}), "--store", copy.uri)
    assert (ran.status, ran.out) == (3, "")
    assert copy.held() == before


def test_two_steps_change_documents_and_where_they_came_from(
    copy: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a later version might: what is read, looked for and stored is what the step gives."""

    def moved(document: Document) -> Document:
        if document.body.get("council") != "rogaland":
            return document
        return dataclasses.replace(document, body={**document.body, "council": "stavanger"})

    monkeypatch.setattr(layouts, "_STEPS", (*layouts._STEPS, moved))
    before = copy.held()
    told = {name: moved(document) for name, document in documents(copy.uri).items()}
    for create in (False, True):
        with open_named_store(copy.uri, SCHEMAS, create=create) as store:
            assert {document.name: document for document in store.documents()} == told
            assert store.get("plan", "rogaland-2015") == told["plan/rogaland-2015"]
        assert (copy.held() == before) == (not create)
    with open_named_store(copy.uri, SCHEMAS, create=False) as store:
        (found,) = store.find("plan", council="stavanger")
        assert found == told["plan/rogaland-2015"]
        assert list(store.find("plan", council="rogaland")) == []
        assert store.status().version == 3
    assert files(copy.uri) == FILES
    assert b"stavanger" in content(copy)


@pytest.mark.parametrize("file", ["/home/user/ia/ny.json", "C:\\Users\\user\\ny.json", "ny.json"])
def test_no_whole_path_is_stored_whoever_gives_it(copy: Copy, file: str) -> None:
    given = Document("plan", "ny", {"_id": "ny", "council": "oslo", "period": "2015"},
                     Origin(file, "0"))  # fmt: skip
    with open_named_store(copy.uri, SCHEMAS, create=True) as store:
        store.put_all([given], file=file, sha256="0")
        found = store.get("plan", "ny")
        assert found is not None
        assert found.origin == Origin("ny.json", "0")
        assert store.put_all([given], file=file, sha256="0").unchanged == ("plan/ny",)
    assert b"kari" not in content(copy)


# What only one of the databases has


def packed_store(folder: Path) -> Path:
    path = folder / "iacheck.db"
    path.write_bytes(gzip.decompress(ABSOLUTE_SQLITE.read_bytes()))
    return path


def test_a_store_that_can_only_be_read_lacks_the_tables_of_a_kind(run: Run, folder: Path) -> None:
    """A kind that came after the store was made, from a new version or a rule book."""
    path, book = packed_store(folder), own_book(folder, RULE, budget=OWNED)
    before = path.read_bytes()
    path.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
    folder.chmod(0o555)
    with ordinary_user():
        ran = run("store", "status", "--store", f"sqlite:{path}", "--rulebook", book)
        assert ran.status == 0, ran.err
        assert "budget" not in ran.out
        ran = run("check", "--store", f"sqlite:{path}", "--rulebook", book, "--period", "2016",
                  "--as-of", "2018-01-01", "--fail-on", "never")  # fmt: skip
        assert ran.status == 0, ran.err
        assert "2 subjects checked" in ran.out
    assert path.read_bytes() == before
    assert sorted(entry.name for entry in folder.glob("iacheck.db*")) == ["iacheck.db"]


def test_tables_of_kinds_that_are_not_known_are_brought_forward(run: Run, tmp_path: Path) -> None:
    path, book = packed_store(tmp_path), own_book(tmp_path, RULE, budget=OWNED)
    with closing(sqlite3.connect(path)) as db:
        (statement,) = db.execute("SELECT sql FROM sqlite_master WHERE name = 'plans'").fetchone()
        db.execute(statement.replace('"plans"', '"budgets"'))
        db.execute("INSERT INTO budgets SELECT * FROM plans")
        db.commit()
    assert run("store", "init", "--store", f"sqlite:{path}").status == 0
    assert FOLDER not in path.read_bytes()
    ran = run("store", "status", "--store", f"sqlite:{path}", "--rulebook", book)
    assert "budget                1" in ran.out


def in_memory(monkeypatch: pytest.MonkeyPatch) -> Server:
    """The release's database on a server that can fail."""
    server = Server()
    load(ABSOLUTE_MONGODB, server.client["test"], rules=False)
    monkeypatch.setattr(mongo, "client_for", lambda *_: server)
    return server


def test_provenance_of_what_is_not_read_is_brought_forward(monkeypatch: pytest.MonkeyPatch) -> None:
    server = in_memory(monkeypatch)
    rows = server.raw("iacheck_provenance")
    windows = {**rows.find_one({"_id": "plan/rogaland-2015"}), "file": "C:\\Users\\user\\b.json"}
    rows.insert_one({**windows, "_id": "budget/b"})  # of a kind that is not known here
    # Another system has changed what it was about.
    server.raw("reports").update_one({"_id": "rogaland-2015"}, {"$set": {"priorities": "x"}})
    before = {row["_id"]: row for row in rows.find()}
    open_named_store("mongodb://h/d", SCHEMAS, create=True).close()
    after = {row["_id"]: row for row in rows.find()}
    expected = {**FILES, "budget/b": "b.json"}
    assert after == {name: {**row, "file": expected[name]} for name, row in before.items()}


def test_it_is_brought_forward_all_of_it_or_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    server = in_memory(monkeypatch)
    open_named_store("mongodb://h/d", SCHEMAS, create=True).close()
    writes, done = server.writes, rows_of(server.client["test"])
    assert writes > 10
    for at in range(1, writes + 1):
        server = in_memory(monkeypatch)
        before = {name: d.body for name, d in documents("mongodb://h/d").items()}
        server.restart(fails_at=at, dies=True)
        with pytest.raises(CannotRun):
            open_named_store("mongodb://h/d", SCHEMAS, create=True)
        server.restart()
        assert files("mongodb://h/d") == FILES
        assert {name: d.body for name, d in documents("mongodb://h/d").items()} == before
        with open_named_store("mongodb://h/d", SCHEMAS, create=False) as store:
            left = store.unfinished()
        if left:
            server.raw("iacheck_imports").update_one(
                {}, {"$set": {"expires_at": "2000-01-01T00:00:00+00:00"}}
            )
        with open_named_store("mongodb://h/d", SCHEMAS, create=True) as store:
            assert store.unfinished() == ()
        again = rows_of(server.client["test"])
        for rows in (again, done):
            rows["iacheck_store"] = [row for row in rows["iacheck_store"] if row["_id"] == "store"]
        assert again == done


def test_no_whole_path_of_an_import_that_was_broken_off_is_told(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = in_memory(monkeypatch)
    record = {
        "_id": "import", "owner": "o", "journal": "o", "writing": False, "sha256": "0", "count": 1,
        "started_at": "2026-01-01T00:00:00+00:00", "expires_at": "2026-01-01T00:02:00+00:00",
        "file": "plan.json, /home/user/ia/2015, C:\\Users\\user\\b.json",
    }  # fmt: skip
    server.raw("iacheck_imports").insert_one(record)
    told = "An import of plan.json, 2015, b.json, begun"
    ran = run("check", "--store", "mongodb://h/d", "--as-of", "2016-06-01", "--format", "json")
    assert any(told in problem["message"] for problem in json.loads(ran.out)["problems"])
    assert FOLDER.decode() not in ran.out + ran.err


@pytest.mark.slow
@pytest.mark.parametrize("server", SERVERS)
def test_the_rules_of_the_database_are_brought_forward_too(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = (ABSOLUTE_SQLITE, ABSOLUTE_MONGODB)
    with copy_of(server, *sources, tmp_path, monkeypatch) as copy:
        if keeps_everything(server):
            old = {"$jsonSchema": {"title": "iacheck: plan", "required": ["old"]}}
            copy.database.command("collMod", "plans", validator=old)
        open_named_store(copy.uri, SCHEMAS, create=True).close()
        with open_named_store(copy.uri, SCHEMAS, create=False) as store:
            assert not any("iacheck store init" in str(p.message) for p in store.status().wrong)


@pytest.mark.parametrize(
    ("old", "present"),
    [
        ("plan.json", "plan.json"),
        ("documents/plan.json", "documents/plan.json"),
        ("../saker/plan.json", "../saker/plan.json"),
        ("/home/user/ia/plan.json", "plan.json"),
        ("/plan.json", "plan.json"),
        ("C:\\Users\\user\\plan.json", "plan.json"),
        ("c:/Users/user/plan.json", "plan.json"),
        ("\\\\server\\felles\\plan.json", "plan.json"),
        ("\\felles\\plan.json", "plan.json"),
        ("2015\\planer\\plan.json", "2015/planer/plan.json"),
        ("2015/planer\\plan.json", "2015/planer/plan.json"),
        ("C:plan.json", "C:plan.json"),
        # A name with bytes that are no text.
        ("\\udcff\\udcf8.json", "\\udcff\\udcf8.json"),
        ("/home/user/\\udcff.json", "\\udcff.json"),
        ("C:\\Users\\\\udcff.json", "\\udcff.json"),
    ],
)
def test_what_becomes_of_a_path(old: str, present: str) -> None:
    given = Document("plan", "p", {"_id": "p"}, Origin(old, "0"))
    for document in (given, layouts.present_form(given)):
        found = layouts.present_form(document)
        assert found == dataclasses.replace(given, origin=Origin(present, "0"))


@pytest.mark.parametrize(
    ("old", "present"),
    [
        ("plan.json, 2015", "plan.json, 2015"),
        ("/home/user/ia/2015, ../b.json", "2015, ../b.json"),
        ("sqlite:/home/user/iacheck.db", "sqlite:iacheck.db"),
        ("mongodb://host/iacheck", "mongodb://host/iacheck"),
        ("plan/rogaland-2015", "plan/rogaland-2015"),
    ],
)
def test_what_becomes_of_what_an_import_was_of(old: str, present: str) -> None:
    assert layouts.present_record_file(old) == present
    assert layouts.present_record_file(present) == present
