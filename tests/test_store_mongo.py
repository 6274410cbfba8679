"""MongoDB: other systems' documents, addresses, faults of server and network."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from bson import (
    Binary,
    Code,
    DBRef,
    Decimal128,
    Int64,
    MaxKey,
    ObjectId,
    Regex,
    Timestamp,
)
from bson.datetime_ms import DatetimeMS
from pymongo import errors
from store_suite import COLLECTIONS, Part, Server, council, origin, plan, prepared, problems, put

from iacheck.language.errors import CannotRun
from iacheck.store import Collection, Store, mongo_client
from iacheck.store.mongo import open_mongo
from iacheck.store.mongo_client import connect


@pytest.fixture
def server() -> Server:
    return prepared()


@pytest.fixture
def store(server: Server) -> Iterator[Store]:
    with server.open() as opened:
        yield opened


DAY = datetime.datetime(2015, 2, 10, 12, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (DAY, "2015-02-10"),
        (datetime.datetime(2015, 2, 10, 23), "2015-02-11"),
        (datetime.datetime(2015, 7, 10, 22, tzinfo=datetime.UTC), "2015-07-11"),
        (datetime.datetime.max.replace(tzinfo=datetime.UTC, microsecond=0), "9999-12-31"),
        (DatetimeMS(10**17), "DatetimeMS(100000000000000000)"),
        (Int64(5), 5),
        (Decimal128("400000"), 400_000),
        (Decimal128("4E+5"), 400_000),
        (Decimal128("0.5"), 0.5),
        (Decimal128("1E+6000"), "inf"),
        (Decimal128("1E+30"), 1e30),
        (Decimal128("NaN"), "nan"),
        (Decimal128("sNaN"), "nan"),
        (float("inf"), "inf"),
        (float("nan"), "nan"),
        (b"\x00\xff", "AP8="),
        (Binary(b"\x00\xff", 5), "AP8="),
        (ObjectId("507f1f77bcf86cd799439011"), "507f1f77bcf86cd799439011"),
        (DBRef("c", Int64(1)), {"$ref": "c", "$id": 1}),
        (Regex("a"), "Regex('a', 0)"),
        (Timestamp(1, 2), "Timestamp(1, 2)"),
        (Code("x"), "x"),
        (MaxKey(), "MaxKey()"),
        ([{"x": Int64(1)}, None, True, "é"], [{"x": 1}, None, True, "é"]),
    ],
)
def test_values_of_other_systems(server: Server, store: Store, value: Any, read: Any) -> None:
    server.raw("councils").insert_one({"_id": "a", "x": value})
    (found,) = store.documents("council")
    assert found.body == {"_id": "a", "x": read}
    assert type(found.body["x"]) is type(read)
    assert found.origin is None
    assert found.sha256


@pytest.mark.parametrize(
    ("identity", "key"),
    [
        (ObjectId("507f1f77bcf86cd799439011"), "507f1f77bcf86cd799439011"),
        (5, "5"),
        (-12, "-12"),
        ("007", "007"),
    ],
)
def test_keys_of_other_systems(server: Server, store: Store, identity: Any, key: str) -> None:
    server.raw("councils").insert_one({"_id": identity})
    assert [(d.key, dict(d.body)) for d in store.documents()] == [(key, {"_id": key})]
    assert store.get("council", key) is not None
    assert store.delete("council", key)
    assert list(store.documents()) == []


def test_a_key_of_ours_comes_before_another_system_s(server: Server, store: Store) -> None:
    server.raw("councils").insert_many([{"_id": 5, "x": 1}, {"_id": "5", "x": 2}])
    found = store.get("council", "5")
    assert found is not None
    assert found.body["x"] == 2


def test_no_place_is_shown_for_what_another_system_changed(server: Server, store: Store) -> None:
    document = replace(council("a", x=1), origin=origin("a.json", 1))
    put(store, document)
    server.raw("councils").update_one({"_id": "a"}, {"$set": {"x": 2}})
    assert store.get("council", "a") == council("a", x=2)
    put(store, document)
    assert store.get("council", "a") == document


def test_a_text_in_a_list_is_not_found(server: Server, store: Store) -> None:
    rows = [{"_id": "a", "centre": ["x"]}, {"_id": "b", "centre": "x"}]
    server.raw("councils").insert_many(rows)
    assert [d.key for d in store.find("council", centre="x")] == ["b"]


def test_a_text_in_a_list_takes_its_place(server: Server, store: Store) -> None:
    server.raw("plans").insert_one({"_id": "c", "council": ["x", 1], "period": "2015"})
    put(store, plan("d", "y"))
    with pytest.raises(CannotRun) as caught:
        put(store, plan("e", "x"))
    assert "as plan/c in the store: x, 2015" in problems(caught.value)[0]


def test_the_collections_stay_clean(server: Server, store: Store) -> None:
    document = replace(plan("a", x=[1]), origin=origin("a.json", 1))
    put(store, document)
    assert list(server.raw("plans").find()) == [document.body]
    (kept,) = server.raw("iacheck_provenance").find()
    assert kept["_id"] == "plan/a"
    assert kept["places"] == [{"path": "/1", "place": {"line": 1}}]


def test_without_create_nothing_is_written() -> None:
    server = Server()
    server.restart(fails_at=1, dies=True)
    with server.open(create=False) as store:
        assert list(store.documents()) == []
        assert store.status().version is None
        assert store.status().since is None
        assert store.unfinished() == ()
    assert server.writes == 0


def test_other_systems_documents_of_which_only_one_may_be_there() -> None:
    server = Server()
    rows = [{"_id": key, "council": "x", "period": "2015"} for key in "abc"]
    server.raw("plans").insert_many([*rows, {"_id": "d"}, {"_id": "e"}])
    with pytest.raises(CannotRun) as caught:
        server.open()
    assert problems(caught.value) == [
        f"plan/{key} and plan/a in the store have the same council, period: x, 2015; only one "
        "such document may be there, so remove one of them or correct it"
        for key in "bc"
    ]


def test_a_store_of_a_newer_version() -> None:
    server = prepared()
    server.raw("iacheck_store").update_one({}, {"$set": {"version": 4}})
    for create in (False, True):
        with pytest.raises(CannotRun) as caught:
            server.open(create=create)
        assert problems(caught.value) == [
            "The store mongodb://user@host:27017/test was made by a newer iacheck (layout 4, this "
            "one knows 3); update iacheck"
        ]


def test_two_programs_prepare_a_store_at_once() -> None:
    server = Server()

    class Behind(Part):
        def find_one(self, _: dict[str, Any]) -> None:
            """Nothing is there yet, and directly afterwards it is."""
            there = {"version": 3, "created_at": "2015"}
            self._real.update_one({"_id": "store"}, {"$setOnInsert": there}, upsert=True)

    server.part = Behind
    with server.open() as store:
        server.part = Part
        assert store.status().since == "2015"


def answered(code: int, text: str = "the server's words") -> errors.OperationFailure:
    return errors.OperationFailure(text, code, {"code": code, "errmsg": text})


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            errors.ServerSelectionTimeoutError("host: refused, Timeout: 5s, Topology: <…>"),
            "No server answers at mongodb://user@host:27017/test (host: refused); see to it",
        ),
        (errors.AutoReconnect("closed"), "The connection to mongodb://user@host:27017/test was"),
        (errors.NetworkTimeout("timed out"), "was cut or gave no answer (timed out); try again"),
        (errors.WaitQueueTimeoutError("full"), "was cut or gave no answer (full); try again"),
        (errors.CursorNotFound("gone", 43), "was cut or gave no answer (gone); try again"),
        (errors.NotPrimaryError("no", {"code": 10107}), "takes no writes now"),
        (errors.NotPrimaryError("no"), "takes no writes now"),
        (answered(189), "takes no writes now"),
        (answered(18), "does not accept the user name and password"),
        (answered(13), "You have no right to do this in mongodb://user@host:27017/test (the"),
        (answered(14031), "is full"),
        (answered(121), "refuses a document by a rule of its own (the server's words)"),
        (answered(1234, "pw s3cr3t"), "cannot be used: pw ***"),
        (errors.WTimeoutError("slow", 64), "did not confirm what was written (slow)"),
        (errors.ConfigurationError("too old"), "cannot be used with this address or driver: too"),
        (errors.PyMongoError("odd"), "The store mongodb://user@host:27017/test cannot be used:"),
        (errors.DocumentTooLarge("16 MB"), "cannot be used: 16 MB"),
        (errors.BulkWriteError({"writeErrors": [{"code": 13, "errmsg": "no!"}]}), "(no!)"),
        (
            errors.BulkWriteError(
                {"writeErrors": [], "writeConcernErrors": [{"code": 64, "errmsg": "slow"}]}
            ),
            "did not confirm what was written (slow)",
        ),
    ],
)
def test_faults_are_told(error: Exception, words: str) -> None:
    server = prepared()

    class Failing(Part):
        def __getattr__(self, name: str) -> Any:
            raise error

    with server.open() as store:
        server.part = Failing
        for act in (
            lambda: store.get("plan", "a"),
            lambda: store.find("plan", council="x"),
            store.documents,
            lambda: put(store, plan("a")),
            lambda: store.delete("plan", "a"),
            store.unfinished,
            store.status,
            store.init,
        ):
            with pytest.raises(CannotRun) as caught:
                act()
            (told,) = problems(caught.value)
            assert words in told
            assert "s3cr3t" not in told
    with pytest.raises(CannotRun):
        server.open()


def test_no_server() -> None:
    uri = "mongodb://user:s3cr3t@127.0.0.1:9/iacheck?serverSelectionTimeoutMS=30"
    with pytest.raises(CannotRun) as caught:
        open_mongo(uri, COLLECTIONS, create=False)
    (told,) = problems(caught.value)
    assert told.startswith("No server answers at mongodb://user@127.0.0.1:9/iacheck (127.0.0.1:9")
    assert "s3cr3t" not in told


@pytest.mark.parametrize(
    ("uri", "words"),
    [
        ("mongodb://user:pa/s3cr3t@host/db", "The address mongodb://… cannot be read"),
        ("mongodb://user:s3cr3t@x@host/db", "The address mongodb://… cannot be read"),
        ("mongodb://", "The address mongodb://… cannot be read"),
        ("mongodb:host", "The address mongodb:host cannot be read"),
        ("mongodb://host:99999/db", "or driver: Port must be an integer between 0 and 65535"),
        ("mongodb://user:s3cr3t%@host/db", "driver: Username and password must be escaped"),
        ("mongodb://h/db?sslServers=1", "The option sslServers in the address of the store mon"),
        ("mongodb+srv://h.x.y/db?w=1&tlz=true", "The option tlz in the address of the store mon"),
        ("mongodb://h/db?journal=perhaps", "The option journal in the address"),
        ("mongodb://h/db?w", "The option w in the address"),
        ("mongodb://user:s3cr3t@h/db?authMechanism=x", "The option authMechanism in the"),
        ("mongodb://h/db?tls=true&ssl=false", "Can not specify conflicting values"),
        ("mongodb://user:s3cr3t@h/db?w=0", "With w=0 in its address the store mongodb://user@h/db"),
        (
            "mongodb://h/db?tls=true&tlsCAFile=/no/ca.pem",
            "The option tlsCAFile in the address of the store mongodb://h/db",
        ),
        ("mongodb://h/a$b", "or driver: Bad database name"),
        (r"mongodb://h/a\b", "or driver: database names cannot contain"),
        ("mongodb://h/a.b", "The address mongodb://… cannot be read"),
    ],
)
def test_addresses_that_are_not_right(uri: str, words: str) -> None:
    with pytest.raises(CannotRun) as caught:
        open_mongo(uri, COLLECTIONS, create=True)
    (told,) = problems(caught.value)
    assert words in told
    assert "s3cr3t" not in told


def test_how_the_driver_is_set_up() -> None:
    with connect("mongodb://h/db") as client:
        options = client.options
        assert options.server_selection_timeout == 5
        assert options.pool_options.connect_timeout == 5
        assert options.pool_options.socket_timeout == 30
        assert options.write_concern.document == {"w": "majority", "wtimeout": 30_000, "j": True}
    with connect("mongodb://h/?serverSelectionTimeoutMS=700&w=1&socketTimeoutMS=1000") as client:
        options = client.options
        assert options.server_selection_timeout == 0.7
        assert options.pool_options.socket_timeout == 1
        assert options.write_concern.document == {"w": 1, "wtimeout": 30_000, "j": True}
        assert client.get_default_database("iacheck").name == "iacheck"


def test_a_list_of_servers_in_the_net_is_not_asked_for_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[Any] = []
    monkeypatch.setattr(mongo_client, "MongoClient", lambda uri, **_: seen.append(uri))
    connect("mongodb+srv://user:s3cr3t@host.example/db")
    assert seen == ["mongodb+srv://user:s3cr3t@host.example/db"]


def test_kinds_the_store_was_not_told_of_are_left_alone(server: Server, store: Store) -> None:
    server.raw("other").insert_one({"_id": 1})
    put(store, plan("a"))
    assert [d.name for d in store.documents()] == ["plan/a"]
    with pytest.raises(KeyError):
        store.documents("other")


def test_an_index_of_another_shape() -> None:
    server = prepared()
    other = [Collection("plan", "plans", ("period",), (("council",),))]
    with open_mongo(server.uri, other, create=True, client=lambda _: server) as store:  # type: ignore[arg-type,return-value]
        put(store, plan("a", "x"))
        with pytest.raises(CannotRun):
            put(store, plan("b", "x", "2016"))
