"""Real servers that answer wrongly, late, half or not at all: a proxy stands before them."""

from __future__ import annotations

import datetime
import time
import uuid
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

import pytest
from proxy import Fault, Proxy, cut_before, cut_in_answer, late, refuse, refuse_write
from servers import shared
from store_suite import COLLECTIONS, SERVERS, council, origin, plan, problems, put

from iacheck.documents.document import Document
from iacheck.language.errors import CannotRun
from iacheck.store import Store, mongo_transaction
from iacheck.store.clock import now
from iacheck.store.mongo import MongoStore, open_mongo
from iacheck.store.mongo_import import LEASE

pytestmark = pytest.mark.slow

BEFORE = (
    replace(plan("a", "x"), origin=origin("old.json", 1)),
    plan("b", "y"),
    council("c", centre="x"),
)
# Exchanges the places of a and b, replaces c, adds d.
IMPORT = (plan("a", "y"), plan("b", "x"), council("c", centre="y"), council("d"))
NEXT = (council("e"),)


def later() -> datetime.datetime:
    return now() + LEASE + datetime.timedelta(seconds=1)


class Wire(NamedTuple):
    """A database on a real server, and the proxy by which it is reached.

    `own` reaches it without the proxy, at a time when what is not finished now is broken off.
    """

    proxy: Proxy
    name: str
    backend: str
    own: MongoStore

    def open(self, more: str = "") -> MongoStore:
        uri = (
            f"mongodb://127.0.0.1:{self.proxy.port}/{self.name}?directConnection=true"
            "&serverSelectionTimeoutMS=500&connectTimeoutMS=500&heartbeatFrequencyMS=500"
            f"&serverMonitoringMode=poll{more}"
        )
        return open_mongo(uri, COLLECTIONS, create=False)

    def held(self) -> list[Document]:
        return list(self.own.documents())

    def back(self, *documents: Document) -> None:
        """The store as it was before an import; what was broken off is undone."""
        put(self.own, *documents)
        self.own.delete("council", "d")
        assert self.own.unfinished() == ()


@pytest.fixture(scope="module", params=SERVERS)
def backend(request: pytest.FixtureRequest) -> str:
    shared(request.param)
    return str(request.param)


@pytest.fixture
def wire(backend: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Wire]:
    monkeypatch.setattr(mongo_transaction, "PATIENCE_S", 0.5)
    server = shared(backend)
    name = f"iacheck_test_{uuid.uuid4().hex}"
    with server.client() as client:
        ((_, port),) = client.nodes or [client.address]
        with (
            Proxy(port) as proxy,
            open_mongo(server.uri(name), COLLECTIONS, create=True, clock=later) as own,
        ):
            put(own, *BEFORE)
            yield Wire(proxy, name, backend, own)
        client.drop_database(name)


@pytest.mark.parametrize(
    ("fault", "every"),
    [(cut_before, 3), (cut_in_answer, 2), (late(0.3), 3)],
    ids=["no", "half", "late"],
)
def test_a_fault_at_any_command_of_an_import(wire: Wire, fault: Fault, every: int) -> None:
    undone = wire.held()
    assert attempt(wire)
    done, commands = wire.held(), len(wire.proxy.commands)
    assert done != undone
    assert commands > 2 * len(IMPORT)
    for at in range(1, commands + 1, every):
        wire.back(*BEFORE)
        assert wire.held() == undone
        wire.proxy.restart(fault, at=at)
        said_done = attempt(wire)
        wire.proxy.restart()
        found = wire.held()
        # Also where the import is broken off, a reader sees all of it or nothing.
        assert found in (undone, done), at
        assert found == done or not said_done, at
        put(wire.own)
        assert wire.held() == found, at


def attempt(wire: Wire) -> bool:
    """Whether the import says that it was done; else it says what to do."""
    start = time.monotonic()
    try:
        with wire.open("&socketTimeoutMS=200") as store:
            put(store, *IMPORT)
    except CannotRun as error:
        (told,) = problems(error)
        assert "try again" in told or "import again" in told or "see to it" in told, told
        return False
    finally:
        assert time.monotonic() - start < 10
    return True


WRITES = ("insert", "update", "delete")


@pytest.mark.parametrize(
    ("on", "fault", "words"),
    [
        (("find",), refuse(13, "Unauthorized"), "You have no right to do this in mongodb://"),
        (WRITES, refuse(13, "Unauthorized"), "ask the one who runs the database for the role re"),
        (WRITES, refuse_write(13, "Unauthorized"), "You have no right to do this in mongodb://"),
        (WRITES, refuse(14031, "OutOfDiskSpace"), "is full; ask for room there"),
        (WRITES, refuse_write(14031, "OutOfDiskSpace"), "is full; ask for room there"),
        (WRITES, refuse(189, "PrimarySteppedDown"), "takes no writes now"),
        (WRITES, refuse(10107, "NotWritablePrimary"), "takes no writes now"),
        (WRITES, refuse(50, "MaxTimeMSExpired"), "try again"),
        (("find",), late(0.4), "was cut or gave no answer"),
        (("find",), cut_in_answer, "was cut or gave no answer"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_server_that_keeps_refusing(
    wire: Wire, on: tuple[str, ...], fault: Fault, words: str
) -> None:
    before = wire.held()
    for command in on:
        with wire.open("&socketTimeoutMS=200") as store:
            wire.proxy.restart(fault, on=command)
            start = time.monotonic()
            with pytest.raises(CannotRun) as caught:
                put(store, *IMPORT)
            assert time.monotonic() - start < 10
            (told,) = problems(caught.value)
            assert words in told
            wire.proxy.restart()
        assert wire.held() == before
        wire.back()
        assert wire.held() == before


def test_a_login_that_is_refused(wire: Wire) -> None:
    wire.proxy.restart(refuse(18, "AuthenticationFailed"), on="saslStart")
    address = f"127.0.0.1:{wire.proxy.port}/{wire.name}?directConnection=true"
    with pytest.raises(CannotRun) as caught:
        open_mongo(f"mongodb://user:s3cr3t@{address}", COLLECTIONS, create=False)
    (told,) = problems(caught.value)
    assert "does not accept the user name and password; correct them in the address" in told
    assert "s3cr3t" not in told


def test_a_primary_that_steps_down_once(wire: Wire) -> None:
    """On a replica set the import goes on with the next primary; elsewhere it is undone."""
    label = ("TransientTransactionError",)
    # Outside of a transaction the driver asks questions again; here it is a write.
    at = 9 if wire.backend == "replica-set" else 20
    with wire.open() as store:
        wire.proxy.restart(refuse(189, "PrimarySteppedDown", label), at=at)
        said_done = works(store)
        assert len(wire.proxy.commands) > at
    assert said_done == (wire.backend == "replica-set")
    found = {document.name for document in wire.held()}
    assert ("council/d" in found) == said_done


def test_an_import_too_large_for_a_transaction(wire: Wire) -> None:
    """It is written as on a server without transactions."""
    with wire.open() as store:
        wire.proxy.restart(refuse(388, "TransactionTooLargeForCache"), at=9)
        said_done = works(store)
        written = {command.get("insert") for command in wire.proxy.commands}
    assert said_done == (wire.backend == "replica-set")
    assert not said_done or "iacheck_journal" in written
    found = {document.name for document in wire.held()}
    assert ("council/d" in found) == said_done


def works(store: Store) -> bool:
    try:
        put(store, *IMPORT)
    except CannotRun:
        return False
    return True


OPERATORS: list[Any] = [{"$ne": None}, {"$gt": ""}, {"$where": "true"}, {"$regex": ".*"}]


def test_no_operator_comes_from_a_document_or_a_question(wire: Wire) -> None:
    """Every `$` in a question to the server is ours, and stands over texts."""
    texts = ['{"$ne": null}', "$where", '{"$gt": ""}']
    with wire.open() as store:
        wire.proxy.restart()
        put(store, *(plan(text, council=text) for text in texts))
        for text in texts:
            assert [d.key for d in store.find("plan", council=text)] == [text]
            assert store.get("plan", text) is not None
        for value in OPERATORS:
            with pytest.raises(TypeError):
                store.find("plan", council=value)
            with pytest.raises(CannotRun):
                put(store, plan("p", council=value))
            with pytest.raises(CannotRun):
                put(store, Document("plan", value, {"_id": value, "council": "x"}))
        for text in texts:
            assert store.delete("plan", text)
    seen = list(operators(wire.proxy.commands))
    assert {name for name, _ in seen} == {"$in", "$or", "$eq", "$set"} - unused(seen)
    for name, value in seen:
        assert name == "$set" or not list(operators(value)) or name == "$or"


def unused(seen: list[tuple[str, Any]]) -> set[str]:
    """A transaction renews no record, and so sets nothing."""
    return {"$set"} - {name for name, _ in seen}


def operators(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for name, part in value.items():
            if name.startswith("$") and name not in {"$db", "$clusterTime", "$readPreference"}:
                yield name, part
            yield from operators(part)
    elif isinstance(value, list):
        for part in value:
            yield from operators(part)
