"""Writers and servers killed with -9, several programs at once: nothing is lost or half there."""

from __future__ import annotations

import itertools
import json
import random
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from commands import COUNCIL, OWN_BOOK, PLAN, Ran, environ, put
from pymongo.errors import AutoReconnect
from repeats import REPEATS, times
from servers import FerretDb, ReplicaSet, Server, database_on, own
from store_suite import COLLECTIONS, SERVERS, Reopen, council, plan, problems, store_on
from test_store_wire import later

from iacheck import store as stores
from iacheck.language.errors import CannotRun
from iacheck.store import mongo_transaction
from iacheck.store.mongo import open_mongo

HERE = Path(__file__).parent
pytestmark = pytest.mark.slow


def told(uri: str, rounds: int) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, HERE / "killed.py", uri, str(rounds), HERE, HERE.parent],
        capture_output=True,
        check=False,
        timeout=300 * REPEATS,
    )
    assert done.returncode == 0, done.stderr.decode()
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def is_whole(found: dict[str, Any]) -> bool:
    assert found["lost"] + found["half"] + found["wrong"] == []
    assert found["stored"] >= found["acknowledged"]
    return bool(found["unfinished"] == 0)


@pytest.mark.long
def test_writers_are_killed_in_sqlite(tmp_path: Path) -> None:
    found = told(f"sqlite:{tmp_path / 'x.db'}", times(50))
    assert is_whole(found)
    assert found["acknowledged"] >= times(25)


@pytest.mark.long
@pytest.mark.parametrize("backend", SERVERS)
def test_writers_are_killed_in_mongodb(backend: str) -> None:
    with database_on(backend, f"iacheck_test_{uuid.uuid4().hex}") as uri:
        found = told(uri, times(2))
    assert is_whole(found)
    assert found["acknowledged"] >= times(1)


@pytest.mark.long
@pytest.mark.parametrize("kind", [FerretDb, ReplicaSet])
def test_a_server_is_killed_at_random_moments(
    kind: type[Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mongo_transaction, "PATIENCE_S", 0.5)
    server = own(kind)
    acknowledged: set[str] = set()
    uri, rounds = server.uri("test"), times(1)
    try:
        for number in range(rounds):
            before = len(acknowledged)
            writing = threading.Thread(target=write, args=(uri, f"round-{number}", acknowledged))
            writing.start()
            # A busy machine takes its time to begin with; the moment is random from then on.
            patience = time.monotonic() + 30
            while len(acknowledged) < before + 2 and time.monotonic() < patience:
                time.sleep(0.01)
            time.sleep(random.uniform(0.1, 1.0))  # noqa: S311
            server.kill()
            writing.join(30)
            assert not writing.is_alive()
            server.start()
            with open_mongo(uri, COLLECTIONS, create=True, clock=later) as store:
                store.put_all((), file="mend", sha256="0")
                assert store.unfinished() == ()
                found = Counter(str(d.body["batch"]) for d in store.documents())
            assert set(found.values()) <= {8}
            assert acknowledged <= found.keys()
        assert len(acknowledged) > 5 * rounds / 4
    finally:
        server.close()


def test_the_primary_steps_down_while_imports_come(monkeypatch: pytest.MonkeyPatch) -> None:
    """No import fails: each goes on with the next primary, which is the same server here."""
    monkeypatch.setattr(mongo_transaction, "PATIENCE_S", 30.0)
    server = own(ReplicaSet)
    acknowledged: set[str] = set()
    uri = server.uri("test", "heartbeatFrequencyMS=500").replace("TimeoutMS=2000", "TimeoutMS=9000")
    try:
        # Making the store is no transaction, and is not tried again.
        open_mongo(uri, COLLECTIONS, create=True).close()
        writing = threading.Thread(target=write, args=(uri, "steady", acknowledged, 60))
        writing.start()
        with server.client() as client:
            for _ in range(2):
                seen = len(acknowledged)
                while writing.is_alive() and len(acknowledged) < seen + 5:
                    time.sleep(0.01)
                with suppress(AutoReconnect):
                    client.admin.command("replSetStepDown", 1, force=True)
        writing.join(90)
        assert len(acknowledged) == 60
        with open_mongo(uri, COLLECTIONS, create=False) as store:
            found = Counter(str(d.body["batch"]) for d in store.documents())
        assert found == dict.fromkeys(acknowledged, 8)
    finally:
        server.close()


def write(uri: str, name: str, acknowledged: set[str], batches: int = 1000) -> None:
    with suppress(CannotRun), stores.open(uri, COLLECTIONS, create=True) as store:
        for number in range(batches):
            batch = f"{name}-{number}"
            documents = [council(f"{batch}-{n}", batch=batch) for n in range(8)]
            store.put_all(documents, file=batch, sha256="0")
            acknowledged.add(batch)


class AtOnce:
    """Two imports that replace everything, and a reader that must never see parts of two."""

    def __init__(self, reopen: Reopen) -> None:
        self.reopen = reopen
        self.end = time.monotonic() + 60
        self.done: Counter[str] = Counter()
        self.faults: list[object] = []

    def run(self) -> None:
        threads = [
            threading.Thread(target=self.importing, args=("a",)),
            threading.Thread(target=self.importing, args=("b",)),
            threading.Thread(target=self.checking),
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)

    def importing(self, name: str) -> None:
        with self.reopen() as store:
            for number in itertools.takewhile(self.is_time, itertools.count()):
                with self.allowed():
                    store.put_all(generation(f"{name}-{number}"), file=name, sha256="0")
                    self.done[name] += 1

    def checking(self) -> None:
        with self.reopen() as store:
            for _ in itertools.takewhile(self.is_time, itertools.count()):
                with self.allowed():
                    seen = [str(document.body["generation"]) for document in store.documents()]
                    if len(set(seen)) != 1 or len(seen) != 24:
                        self.faults.append(Counter(seen))
                    self.done["check"] += 1

    def is_time(self, _: int) -> bool:
        """Until enough is done, of which each has done some."""
        enough = self.done.total() >= times(15) and len(self.done) == 3
        return not enough and time.monotonic() < self.end

    @contextmanager
    def allowed(self) -> Iterator[None]:
        try:
            yield
        except CannotRun as error:
            (said,) = problems(error)
            if "try again" not in said:
                self.faults.append(said)


@pytest.mark.parametrize("backend", ["sqlite", *SERVERS])
def test_two_imports_and_a_check_at_once(backend: str, tmp_path: Path) -> None:
    with store_on(backend, tmp_path) as reopen:
        with reopen() as store:
            store.put_all(generation("first"), file="first", sha256="0")
        at_once = AtOnce(reopen)
        at_once.run()
    assert at_once.faults == []
    assert at_once.done.keys() == {"a", "b", "check"}


def generation(name: str) -> list[Any]:
    some = [council(f"c{n}", generation=name) for n in range(12)]
    return [*some, *(plan(f"p{n}", f"c{n}", generation=name) for n in range(12))]


# The program, but that it waits less for another primary.
IMPATIENT = """
from iacheck.__main__ import main
from iacheck.store import mongo_transaction
mongo_transaction.PATIENCE_S = 0.5
main()
"""


@pytest.mark.parametrize("kind", [FerretDb, ReplicaSet])
def test_the_server_is_stopped_before_during_and_after(
    kind: type[Server], tmp_path: Path, run: Callable[..., Ran]
) -> None:
    """As a user meets it: by the command line, with what it says and its exit status."""
    server = own(kind)
    uri = server.uri("test")
    stopped_uri = uri.replace("SelectionTimeoutMS=2000", "SelectionTimeoutMS=200")
    put(tmp_path, "first.jsonl", COUNCIL, PLAN)
    texts = [{"id": f"g{n}", "sub_goal": 1, "text": "Lavere sykefravær " * 20} for n in range(20)]
    years = [{**PLAN, "_id": f"p-{n}", "period": str(n), "goals": texts} for n in range(2100, 2250)]
    put(tmp_path, "large.jsonl", *years)
    arguments = ("import", "large.jsonl", *OWN_BOOK, "--store")
    unchanged = "150 documents read: 0 new, 0 replaced, 150 unchanged\n"
    try:
        assert run("import", "first.jsonl", *OWN_BOOK, "--store", uri).status == 0
        importing = subprocess.Popen(
            [sys.executable, "-c", IMPATIENT, *arguments, uri],
            cwd=tmp_path,
            env=environ({}),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        wait_until_it_writes(server)
        server.stop(signal.SIGKILL)
        out, err = importing.communicate(timeout=60)
        assert (importing.returncode, out) == (3, b"")
        assert b"Traceback" not in err
        # Stopped while it was storing, the server has said neither that it has, nor that not.
        may_be_stored = b"has not said whether the import was stored" in err
        assert may_be_stored or b"try again" in err or b"see to it that" in err
        check = ("check", *OWN_BOOK, "--store")
        for stopped in (arguments, check, ("store", "status", "--store")):
            ran = run(*stopped, stopped_uri)
            assert (ran.status, ran.out) == (3, "")
            assert "No server answers at mongodb://127.0.0.1" in ran.err
        server.start()
        if not may_be_stored:
            nothing_is_told_of_it(kind, uri, run)
        with open_mongo(uri, COLLECTIONS, create=True, clock=later) as store:
            store.put_all((), file="mend", sha256="0")
            names = sorted(d.name for d in store.documents())
        assert may_be_stored or names == ["council/rogaland", "plan/p-2015"]
        done = run(*arguments, uri)
        stored = "150 documents read: 150 new, 0 replaced, 0 unchanged\n"
        assert done.out == stored or (may_be_stored and done.out == unchanged), done.err
        server.stop()
        server.start()
        again = run(*arguments, uri)
        assert again.out == unchanged
    finally:
        server.close()


def nothing_is_told_of_it(kind: type[Server], uri: str, run: Callable[..., Ran]) -> None:
    """Of the documents of an import that was stopped, now that the server is there again."""
    checked = run("check", *OWN_BOOK, "--store", uri, "--as-of", "2016-01-01")
    assert "2100" not in checked.out
    status = run("store", "status", "--store", uri)
    counts = [line.split() for line in status.out.splitlines()[2:]]
    if kind is FerretDb:
        for ran in (checked, status):
            assert "An import of large.jsonl, begun" in ran.out + ran.err
    else:
        assert counts == [["council", "1"], ["plan", "1"]]


def wait_until_it_writes(server: Server) -> None:
    """Until an import has begun to write, or a transaction is open."""
    end = time.monotonic() + 30
    with server.client() as client:
        while time.monotonic() < end:
            if isinstance(server, ReplicaSet):
                status = client.admin.command("serverStatus")["transactions"]
                if status["currentOpen"] and status["currentActive"] + status["currentInactive"]:
                    break
            elif client["test"]["iacheck_imports"].find_one({"writing": True}):
                break
            time.sleep(0.005)
        else:
            raise AssertionError("the import does not begin")
