"""The embedded store: its file, other programs, faults."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from said import said
from store_files import filled, opened, refused
from store_suite import COLLECTIONS, council, plan, problems, put

from iacheck import store as stores
from iacheck.language.errors import CannotRun, NothingToCheck
from iacheck.store import Collection, sqlite
from iacheck.store.sqlite import SqliteStore, open_sqlite
from iacheck.store.sqlite_faults import sqlite_faults_as_errors
from iacheck.store.sqlite_layout import insert


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "iacheck.db"


def changed(path: Path, *statements: str) -> Path:
    """The file as another program leaves it."""
    with sqlite3.connect(path) as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()
    return path


def test_one_file_is_left(path: Path) -> None:
    filled(path)
    assert [entry.name for entry in path.parent.iterdir()] == ["iacheck.db"]


@pytest.mark.parametrize("name", ["å é.db", "a?b#c%20d.db", "'\".db"])
def test_names_of_files(tmp_path: Path, name: str) -> None:
    filled(tmp_path / name)
    with stores.open(f"SQLite:{tmp_path / name}", COLLECTIONS, create=False) as store:
        assert [d.name for d in store.documents()] == ["council/c", "plan/a"]
        assert store.status().uri == f"sqlite:{tmp_path / name}"
    assert [entry.name for entry in tmp_path.iterdir()] == [name]


def test_there_is_no_store_yet(path: Path) -> None:
    def refused_as_missing(nothing: Path) -> bool:
        with pytest.raises(NothingToCheck) as caught:
            opened(nothing, create=False)
        return problems(caught.value)[0].startswith(f"There is no store {nothing} yet; `iacheck")

    assert refused_as_missing(path)
    assert not path.exists()
    path.touch()
    assert refused_as_missing(path)
    assert refused_as_missing(path / "below")
    opened(path).close()
    opened(path, create=False).close()


def test_files_that_are_no_stores(path: Path) -> None:
    path.write_text("x" * 2000)
    told = f"{path} is no store of iacheck but another kind of file"
    assert refused(path).startswith(told)
    assert refused(path, create=True).startswith(told)
    assert path.read_text() == "x" * 2000


@pytest.mark.parametrize(
    "statement", ["CREATE TABLE plans (x)", "PRAGMA application_id = 5", "PRAGMA user_version = 1"]
)
def test_databases_of_other_programs(path: Path, statement: str) -> None:
    before = changed(path, statement).read_bytes()
    assert refused(path) == (
        f"{path} is a database of another program; choose another file with --store"
    )
    assert refused(path, create=True) == refused(path)
    assert path.read_bytes() == before


def test_a_store_of_a_newer_version(path: Path) -> None:
    changed(filled(path), "PRAGMA user_version = 4")
    told = "was made by a newer iacheck (layout 4, this one knows 3); update iacheck"
    before = path.read_bytes()
    for create in (False, True):
        assert refused(path, create=create) == f"The store {path} {told}"
    assert path.read_bytes() == before


def test_a_folder_in_place_of_a_file(tmp_path: Path) -> None:
    told = f"{tmp_path} is a folder; write the name of a file in it, such as sqlite:{tmp_path}/"
    assert refused(tmp_path).startswith(told)
    assert refused(tmp_path, create=True).startswith(told)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    told = refused(tmp_path / "no" / "x.db", create=True)
    assert told.endswith(f"because there is no folder {tmp_path / 'no'}; make the folder first")


@contextmanager
def writer(path: Path) -> Iterator[sqlite3.Connection]:
    """Another program in the middle of writing."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("DELETE FROM plans")
    yield connection
    connection.close()


def test_reading_goes_on_while_another_program_writes(path: Path) -> None:
    with writer(filled(path)) as other, opened(path, create=False) as store:
        assert [d.key for d in store.documents("plan")] == ["a"]
        with pytest.raises(CannotRun) as caught:
            put(store, plan("b", "b"))
        assert problems(caught.value) == [
            f"Another program is writing to the store {path}; try again when it has finished"
        ]
        with pytest.raises(CannotRun):
            store.delete("plan", "a")
        other.execute("COMMIT")
        put(store, plan("b", "b"))
        assert [d.key for d in store.documents("plan")] == ["b"]


@pytest.mark.parametrize("finishes", [True, False])
def test_two_programs_make_a_store_at_once(path: Path, finishes: bool) -> None:
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    end = threading.Timer(0.1, other.close)
    if finishes:
        end.start()
        opened(path, patience=10).close()
        end.join()
    else:
        assert refused(path, create=True).startswith("Another program is writing to the store")
        other.close()


def test_what_another_program_had_not_finished_is_not_there(path: Path) -> None:
    with writer(filled(path)):
        pass
    with opened(path) as store:
        assert store.get("plan", "a") == plan("a")


def test_a_reading_of_all_kinds_is_of_one_moment(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = SqliteStore._rows

    def meanwhile(self: SqliteStore, collection: Collection, texts: Any) -> Any:
        rows = read(self, collection, texts)
        if collection.kind == "council":
            with opened(path) as other:
                monkeypatch.undo()
                put(other, plan("b", "b"), council("d"))
        return rows

    with opened(filled(path), create=False) as store:
        monkeypatch.setattr(SqliteStore, "_rows", meanwhile)
        assert [d.name for d in store.documents()] == ["council/c", "plan/a"]
        assert len(list(store.documents())) == 4


def test_a_failure_in_the_middle_leaves_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(db: sqlite3.Connection, collection: Collection, coming: Any) -> None:
        insert(db, collection, list(coming)[:3])
        raise KeyboardInterrupt

    monkeypatch.setattr(sqlite, "insert", stopped)
    with opened(path) as store:
        with pytest.raises(KeyboardInterrupt):
            put(store, *(council(key) for key in "abcd"))
        assert list(store.documents()) == []
        monkeypatch.undo()
        put(store, council("a"))
        assert [d.name for d in store.documents()] == ["council/a"]


def test_a_full_disk(path: Path) -> None:
    with opened(filled(path)) as store:
        (pages,) = store._db.execute("PRAGMA page_count").fetchone()
        store._db.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(CannotRun) as caught:
            put(store, council("d"), council("e", text="x" * 100_000))
        assert problems(caught.value) == [
            f"The disk that holds the store {path} is full; nothing was stored. Make room and try "
            "again"
        ]
        assert [d.name for d in store.documents()] == ["council/c", "plan/a"]
        put(store, council("d"))


def test_a_damaged_file(path: Path) -> None:
    changed(filled(path), "UPDATE plans SET _body = x'00'")
    with opened(path) as store:
        with pytest.raises(CannotRun, match="is damaged"):
            list(store.documents())
        assert store.get("council", "c") is not None
    pages = path.read_bytes()
    path.write_bytes(pages[:4096] + b"\xff" * (len(pages) - 4096))
    with pytest.raises(CannotRun, match="is damaged"), opened(path) as store:
        store.status()


def test_damage_that_nobody_has_read_yet_is_told(path: Path) -> None:
    with opened(filled(path)) as store:
        put(store, *(council(f"c{n}", text="x" * 3000) for n in range(20)))
        assert store.status().wrong == ()
    pages = path.read_bytes()
    last = pages[:-4096] + b"\0" * 4096
    path.write_bytes(last)
    with opened(path) as store:
        (problem,) = store.status().wrong
    assert problem.level == "error"
    assert said(problem.message).startswith(f"The store {path} is damaged (")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("SQLITE_IOERR_WRITE", "The disk or network drive that holds the store x.db fails (why)"),
        ("SQLITE_PERM", "The store x.db can only be read"),
        ("SQLITE_CONSTRAINT_UNIQUE", "The store x.db cannot be used: why"),
    ],
)
def test_rare_faults(name: str, words: str) -> None:
    def fail() -> None:
        error = sqlite3.OperationalError("why")
        error.sqlite_errorname = name
        with sqlite_faults_as_errors(Path("x.db")):
            raise error

    with pytest.raises(CannotRun) as caught:
        fail()
    assert problems(caught.value)[0].startswith(words)


def test_mistakes_of_the_program_are_not_told_as_faults(path: Path) -> None:
    store = opened(path)
    store.close()
    with pytest.raises(sqlite3.ProgrammingError):
        store.get("plan", "a")


def test_new_key_fields_of_a_kind(path: Path) -> None:
    plain = [Collection("plan", "plans"), Collection("extra", "extras", ("x",))]
    with open_sqlite(str(path), plain, create=True) as old:
        put(old, plan("a", "x"), plan("b", "y"), plan("c", "y", "2016"))
    with opened(path, create=False) as store:
        assert [d.key for d in store.find("plan", council="y")] == ["b", "c"]
        with pytest.raises(CannotRun):
            put(store, plan("d", "y"))
    with open_sqlite(str(path), plain, create=False) as old:
        assert [d.key for d in old.documents("plan")] == ["a", "b", "c"]
        put(old, plan("d", "y"))
    with pytest.raises(CannotRun, match="cannot be used"):
        opened(path)
    with open_sqlite(str(path), plain, create=False) as old:
        assert [d.key for d in old.documents("plan")] == ["a", "b", "c", "d"]


def test_every_lookup_uses_an_index(path: Path) -> None:
    with opened(path) as store:
        explained: list[str] = []
        store._db.set_trace_callback(explained.append)
        assert store.get("plan", "a") is None
        for fields in ({"council": "x"}, {"period": "x"}, {"council": "x", "period": "x"}):
            assert list(store.find("plan", **fields)) == []
        store._db.set_trace_callback(None)
        assert len(explained) == 4
        for sql in explained:
            (step,) = store._db.execute("EXPLAIN QUERY PLAN " + sql).fetchall()
            assert "USING INDEX" in step[-1]


def test_threads_that_write_at_once(path: Path) -> None:
    faults: list[BaseException] = []

    def work(name: str) -> None:
        try:
            with opened(path, patience=10) as store:
                for number in range(10):
                    put(store, council(f"{name}-{number}"), plan(f"{name}-{number}", name, "2015"))
                    store.delete("plan", f"{name}-{number}")
        except BaseException as fault:  # noqa: BLE001 - told below
            faults.append(fault)

    threads = [threading.Thread(target=work, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    with opened(path) as store:
        assert store.status().counts == {"council": 40, "party": 0, "plan": 0}


PROGRAM = """
import sys
from pathlib import Path
sys.path[:0] = sys.argv[3:]
from said import said
from store_files import filled, opened, refused
from store_suite import council, put, COLLECTIONS
from iacheck import store
with store.open("sqlite:" + sys.argv[1], COLLECTIONS, create=True) as opened:
    for number in range(10):
        put(opened, council(sys.argv[2] + str(number)))
    if sys.argv[2] == "killed":
        opened._db.execute("BEGIN IMMEDIATE")
        opened._db.execute("DELETE FROM councils")
        __import__("os")._exit(0)
"""


@pytest.mark.slow
def test_four_programs_that_write_at_once_and_one_that_dies(path: Path) -> None:
    here = str(Path(__file__).parent)
    command = [sys.executable, "-c", PROGRAM, str(path)]
    folders = [here, str(Path(here).parent)]
    names = ("a", "b", "c", "killed")
    running = [subprocess.Popen([*command, name, *folders]) for name in names]
    assert [program.wait(60) for program in running] == [0, 0, 0, 0]
    with opened(path, create=False) as store:
        assert store.status().counts["council"] == 40
