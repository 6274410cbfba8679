"""The whole way with every kind of store: import, check, status, copy; the same bytes."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from commands import COUNCIL, OWN_BOOK, PLAN, REPORT, Ran, put
from servers import database_on
from store_suite import BACKENDS, Server

from iacheck.store import mongo

Run = Callable[..., Ran]
YEAR = Path(__file__).parents[1] / "examples" / "2015"
CHECK = ("check", "--period", "2015", "--as-of", "2016-06-01", "--fail-on", "never")


class Addresses:
    """A new store of a kind: its address."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, stack: ExitStack) -> None:
        self._folder = folder
        self._monkeypatch = monkeypatch
        self._stack = stack

    def new(self, backend: str) -> str:
        name = f"iacheck_test_{uuid.uuid4().hex}"
        if backend == "sqlite":
            return f"sqlite:{self._folder / name}.db"
        if backend == "mongomock":
            server = Server()
            self._monkeypatch.setattr(mongo, "client_for", lambda *_: server)
            return f"mongodb://in-memory/{name}"
        return self._stack.enter_context(database_on(backend, name))


@pytest.fixture
def addresses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Addresses]:
    with ExitStack() as stack:
        yield Addresses(tmp_path, monkeypatch, stack)


@pytest.mark.parametrize("backend", BACKENDS)
def test_the_same_bytes_from_every_store(run: Run, addresses: Addresses, backend: str) -> None:
    uri = addresses.new(backend)
    assert run("import", YEAR, "--store", uri).out.startswith("84 documents read: 84 new")
    assert run("import", YEAR, "--store", uri).out.startswith("84 documents read: 0 new")
    ran = run(*CHECK, "--format", "json", "--store", uri)
    assert ran.status == 0
    assert json.loads(ran.out)["summary"]["subjects"] > 17
    assert ran.out == run(*CHECK, "--format", "json", YEAR).out
    counts = run("store", "status", "--store", uri).out.splitlines()
    assert sum(int(line.split()[-1]) for line in counts[2:]) == 84


@pytest.mark.parametrize("backend", BACKENDS)
def test_copies_there_and_back(
    run: Run, addresses: Addresses, tmp_path: Path, backend: str
) -> None:
    old, new, back = addresses.new("sqlite"), addresses.new(backend), addresses.new("sqlite")
    put(tmp_path, "year.jsonl", COUNCIL, PLAN, REPORT)
    assert run("import", "year.jsonl", *OWN_BOOK, "--store", old).status == 0
    copied = run("store", "copy", old, new)
    assert copied.status == 0, copied.err
    first, second = copied.out.splitlines()
    assert first == "3 documents copied: 3 new, 0 there already"
    assert second.startswith("Both stores hold the same now: SHA-256 ")
    again = run("store", "copy", old, new)
    assert again.out.splitlines() == ["3 documents copied: 0 new, 3 there already", second]
    assert run("store", "copy", new, back).out.splitlines() == [first, second]
    check = ("check", *OWN_BOOK, "--as-of", "2016-06-01", "--format", "json", "--store")
    expected = run(*check, old).out
    assert "council/rogaland" in expected
    assert {run(*check, uri).out for uri in (new, back)} == {expected}


def test_copies_that_would_mix_two_stores(run: Run, tmp_path: Path) -> None:
    put(tmp_path, "a.jsonl", COUNCIL, PLAN)
    put(tmp_path, "b.jsonl", {**COUNCIL, "name": "Another"}, REPORT)
    assert run("import", "a.jsonl", *OWN_BOOK, "--store", "sqlite:a.db").status == 0
    assert run("import", "b.jsonl", *OWN_BOOK, "--store", "sqlite:b.db").status == 0
    before = Path("b.db").read_bytes()
    refused = run("store", "copy", "sqlite:a.db", "sqlite:b.db")
    assert (refused.status, refused.out) == (3, "")
    assert "sqlite:b.db holds 2 documents that sqlite:a.db does not have like that" in refused.err
    assert "council/rogaland" in refused.err
    assert Path("b.db").read_bytes() == before
    assert run("store", "copy", "sqlite:none.db", "sqlite:c.db").status == 4
    assert run("store", "init", "--store", "sqlite:empty.db").status == 0
    empty = run("store", "copy", "sqlite:empty.db", "sqlite:c.db")
    assert empty.status == 4
    assert "holds no documents to copy" in empty.err
    assert not Path("c.db").exists()


OPERATORS = ['{"$ne": null}', '{"$gt": ""}', "$where", "/.*/"]


@pytest.mark.parametrize("backend", BACKENDS)
def test_an_operator_given_for_a_council_finds_nothing(
    run: Run, addresses: Addresses, tmp_path: Path, backend: str
) -> None:
    uri = addresses.new(backend)
    put(tmp_path, "year.jsonl", COUNCIL, PLAN)
    assert run("import", "year.jsonl", *OWN_BOOK, "--store", uri).status == 0
    asked = ("check", *OWN_BOOK, "--as-of", "2016-01-01", "--store", uri)
    assert run(*asked, "--council", "rogaland").status == 0
    for operator in OPERATORS:
        for option in (("--council", operator), ("--subject", f"council/{operator}")):
            ran = run(*asked, *option)
            assert (ran.status, ran.out) == (4, "")
        for field in ("_id", "council", "period"):
            bad: dict[str, Any] = {**PLAN, "_id": "new", "period": "2016", field: {"$ne": None}}
            put(tmp_path, "bad.jsonl", bad)
            assert run("import", "bad.jsonl", *OWN_BOOK, "--store", uri).status == 3
    lines = run("store", "status", "--store", uri).out.splitlines()[2:]
    assert [line.split() for line in lines] == [["council", "1"], ["plan", "1"]]
