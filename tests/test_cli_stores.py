"""Stores that cannot be used: what is told, with which status, and that nothing is half stored."""

from __future__ import annotations

import resource
import signal
import sqlite3
import stat
import subprocess
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from commands import BOOK, COUNCIL, OWN_BOOK, PLAN, REPORT, Ran, command, content, environ, put
from ordinary_user import ordinary_user

Run = Callable[..., Ran]

UNREACHABLE = "mongodb://user:secret@127.0.0.1:1/ia?serverSelectionTimeoutMS=100"


@pytest.fixture
def stores(run: Run) -> Path:
    """A folder with everything in it that is no store."""
    put(Path.cwd(), "year.jsonl", COUNCIL, PLAN)
    Path("text.db").write_text("Dette er ingen database.\n" * 100)
    Path("folder").mkdir()
    with closing(sqlite3.connect("other.db")) as db:
        db.execute("CREATE TABLE calls (number TEXT)")
        db.commit()
    return Path.cwd()


CANNOT_BE_USED = [
    ("sqlite:text.db", "text.db is no store of iacheck but another kind of file"),
    ("sqlite:other.db", "other.db is a database of another program"),
    ("sqlite:folder", "folder is a folder; write the name of a file in it, such as sqlite:folder/"),
    (UNREACHABLE, "No server answers at mongodb://user@127.0.0.1:1/ia"),
    ("mongodb://user:sec/ret@host/ia", "The address mongodb://… cannot be read; write it as"),
    ("mongodb://127.0.0.1:1/ia?nonsense=1", "The option nonsense in the address of the store"),
]
CANNOT_BE_MADE = [
    ("sqlite:nowhere/a.db", "because there is no folder "),
    ("sqlite:year.jsonl/a.db", "because there is no folder "),
    ("sqlite:/proc/a.db", "The store /proc/a.db cannot be opened"),
    ("sqlite:/dev/full", "The disk that holds the store /dev/full is full; nothing was stored"),
]


@pytest.mark.parametrize(
    "arguments",
    [["check"], ["import", "year.jsonl"], ["store", "init"], ["store", "status"]],
    ids=" ".join,
)
@pytest.mark.parametrize(("uri", "told"), CANNOT_BE_USED, ids=[uri for uri, _ in CANNOT_BE_USED])
def test_a_store_that_cannot_be_used(
    run: Run, stores: Path, arguments: Sequence[str], uri: str, told: str
) -> None:
    before = {path: path.read_bytes() for path in stores.iterdir() if path.is_file()}
    book = () if "store" in arguments else OWN_BOOK
    ran = run(*arguments, *book, "--store", uri)
    assert (ran.status, ran.out) == (3, "")
    assert told in ran.err
    assert "secret" not in ran.err
    assert {path: path.read_bytes() for path in stores.iterdir() if path.is_file()} == before


@pytest.mark.parametrize("arguments", [["import", "year.jsonl"], ["store", "init"]], ids=" ".join)
@pytest.mark.parametrize(("uri", "told"), CANNOT_BE_MADE, ids=[uri for uri, _ in CANNOT_BE_MADE])
def test_a_store_that_cannot_be_made(
    run: Run, stores: Path, arguments: Sequence[str], uri: str, told: str
) -> None:
    if not Path("/proc").is_dir() or not Path("/dev/full").exists():
        pytest.skip("there are no such files here")
    book = () if "store" in arguments else OWN_BOOK
    ran = run(*arguments, *book, "--store", uri)
    assert (ran.status, ran.out) == (3, "")
    assert told in ran.err


def test_the_environment_names_the_store(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    put(Path.cwd(), "year.jsonl", COUNCIL, PLAN)
    monkeypatch.setenv("IACHECK_STORE", "sqlite:named.db")
    assert run("import", "year.jsonl", *OWN_BOOK).status == 0
    assert run("store", "status").out.startswith("Store: sqlite:named.db\n")
    assert run("check", *OWN_BOOK, "--as-of", "2016-01-01").status == 0
    # Files given are checked as they are, whatever the environment says.
    assert run("check", "year.jsonl", *OWN_BOOK, "--as-of", "2016-01-01").status == 0
    # The option beats the environment, and the environment the default.
    assert run("check", *OWN_BOOK, "--store", "sqlite:other.db").status == 4
    monkeypatch.setenv("IACHECK_STORE", "")
    assert "iacheck.db" in run("check", *OWN_BOOK).err
    assert [path.name for path in Path.cwd().glob("*.db")] == ["named.db"]


def test_what_a_store_holds_is_told(run: Run) -> None:
    assert run("store", "init").out == "The store sqlite:iacheck.db is ready\n"
    told = run("store", "status").out.splitlines()
    assert told[0] == "Store: sqlite:iacheck.db"
    assert told[1].startswith("Prepared: 20")
    assert told[2:] == ["It holds no documents"]
    put(Path.cwd(), "year.jsonl", COUNCIL, PLAN, PLAN | {"_id": "p-2016", "period": "2016"})
    assert run("import", "year.jsonl", *OWN_BOOK).status == 0
    assert run("store", "init").status == 0
    told = run("store", "status").out.splitlines()
    assert [line.split() for line in told[2:]] == [["council", "1"], ["plan", "2"]]


def test_a_store_that_can_only_be_read(run: Run, folder: Path) -> None:
    put(folder, "year.jsonl", COUNCIL, PLAN)
    put(folder, "more.jsonl", REPORT)
    store, readable = folder / "iacheck.db", stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH
    uri = f"sqlite:{store}"
    assert run("import", folder / "year.jsonl", *OWN_BOOK, "--store", uri).status == 0
    store.chmod(readable)
    folder.chmod(0o555)
    before = store.read_bytes()
    with ordinary_user():
        imported = run("import", folder / "more.jsonl", *OWN_BOOK, "--store", uri)
        checked = run("check", *OWN_BOOK, "--store", uri, "--as-of", "2016-01-01")
        written = run("rules", "list", *OWN_BOOK, "--out", folder / "rules.txt")
    assert (imported.status, imported.out) == (3, "")
    assert f"The store {store} can only be read" in imported.err
    assert store.read_bytes() == before
    assert checked.status == 0
    assert written.status == 3
    assert "you may not write there; choose another place" in written.err


@pytest.mark.slow
def test_an_import_for_which_there_is_no_room(run: Run, tmp_path: Path) -> None:
    put(tmp_path, "year.jsonl", COUNCIL, PLAN)
    assert run("import", "year.jsonl", *OWN_BOOK).status == 0
    before = content(tmp_path / "iacheck.db")
    goals = [{"id": f"g{n}", "sub_goal": 1, "text": "Lavere sykefravær " * 60} for n in range(400)]
    put(tmp_path, "more.jsonl", REPORT, PLAN | {"_id": "p-2016", "period": "2016", "goals": goals})

    def no_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

    done = subprocess.run(
        command("import", "more.jsonl", "--rulebook", BOOK),
        cwd=tmp_path,
        env=environ({}),
        capture_output=True,
        preexec_fn=no_room,
        check=False,
    )
    assert (done.returncode, done.stdout) == (3, b"")
    assert b"iacheck.db" in done.stderr
    assert b"Traceback" not in done.stderr
    assert content(tmp_path / "iacheck.db") == before
    assert run("import", "more.jsonl", *OWN_BOOK).status == 0
