"""What a MongoDB server watches over itself: indexes, rules from the schemas; what it lacks."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bson import Decimal128, Int64
from pymongo import MongoClient
from pymongo.errors import DuplicateKeyError, WriteError
from pymongo.write_concern import WriteConcern
from said import said
from sample_documents import FULL, SMALLEST
from servers import Mongod, Server, database_on, own
from store_suite import SERVERS, problems
from test_broken_documents import JUNK, changed, places

from iacheck import store as stores
from iacheck.cli.loading import open_named_store
from iacheck.documents.document import Document
from iacheck.documents.schemas import load_schemas
from iacheck.language.errors import CannotRun
from iacheck.store import Collection, Status, Store

pytestmark = pytest.mark.slow

SCHEMAS = load_schemas()
MANUAL = Path(__file__).parent.parent / "docs" / "mongodb.md"
NOT_SEEN_TO = "cannot see to it that a council has one plan"
NOT_CHECKED = "cannot check documents against the schemas"


@pytest.fixture(params=SERVERS)
def uri(request: pytest.FixtureRequest) -> Iterator[str]:
    with database_on(request.param, f"iacheck_test_{uuid.uuid4().hex}") as found:
        yield found


@pytest.fixture
def whole() -> Iterator[str]:
    """A database on a server that has everything."""
    with database_on("replica-set", f"iacheck_test_{uuid.uuid4().hex}") as found:
        yield found


def is_whole(uri: str) -> bool:
    with MongoClient[dict[str, Any]](uri) as client:
        return "ferretdbVersion" not in client.server_info()


def wrong(status: Status) -> list[str]:
    return [f"{problem.level}: {said(problem.message)}" for problem in status.wrong]


def test_init_makes_everything_and_may_be_repeated(uri: str) -> None:
    with open_named_store(uri, SCHEMAS, create=True) as store:
        first = store.status()
        made = contents(uri)
        store.init()
        store.init()
        assert contents(uri) == made
        again = store.status()
    assert again == first
    assert first.since is not None
    expected = [] if is_whole(uri) else [NOT_CHECKED, NOT_SEEN_TO]
    assert len(wrong(first)) == len(expected)
    for told, words in zip(wrong(first), expected, strict=True):
        assert told.startswith("notice: ")
        assert words in told


def contents(uri: str) -> dict[str, Any]:
    """Collections with their rules, and their indexes."""
    with MongoClient[dict[str, Any]](uri) as client:
        database = client.get_default_database()
        found = {c["name"]: c["options"] for c in database.list_collections()}
        return {
            name: (options, sorted(database[name].index_information()))
            for name, options in found.items()
        }


def test_every_document_that_an_import_takes_passes_the_rules(whole: str) -> None:
    """And most of what an import refuses, the database refuses too."""
    with open_named_store(whole, SCHEMAS, create=True):
        pass
    refused_by_us = refused_by_both = 0
    with MongoClient[dict[str, Any]](whole) as client:
        database = client.get_default_database()
        for kind, body in [*FULL.items(), *SMALLEST.items()]:
            document = Document(kind, body["_id"], body)
            collection = database[SCHEMAS.kind(kind).collection].with_options(
                write_concern=WriteConcern(w=1, j=False)  # nobody waits for the disk
            )
            assert passes(collection, body)
            for place in places(body):
                for value in [*JUNK, None, Int64(5), 2**40]:
                    broken = changed(document, place, value)
                    levels = {problem.level for problem in SCHEMAS.validate(broken)}
                    accepted = place == ("_id",) or passes(collection, broken.body)
                    assert accepted or "error" in levels, (kind, place, value)
                    refused_by_us += "error" in levels
                    refused_by_both += not accepted
    assert refused_by_both > 0.8 * refused_by_us > 1000


def passes(collection: Any, body: Any) -> bool:
    try:
        collection.insert_one(dict(body))
    except WriteError as error:
        if error.code != 121:
            raise
        return False
    collection.delete_one({"_id": body["_id"]})
    return True


def test_values_of_other_systems_pass_the_rules(whole: str) -> None:
    day = datetime.datetime(2015, 2, 10, 12, tzinfo=datetime.UTC)
    with (
        open_named_store(whole, SCHEMAS, create=True) as store,
        MongoClient[dict[str, Any]](whole) as client,
    ):
        plans = client.get_default_database()["plans"]
        plans.insert_one({"council": "x", "period": "2015", "adopted_on": day, "goals": None})
        allocations = client.get_default_database()["allocations"]
        amount = Decimal128("400000")
        allocations.insert_one({"council": "x", "period": "2015", "amount_nok": amount})
        found = list(store.documents())
    assert [problem for document in found for problem in SCHEMAS.validate(document)] == []
    assert {document.body.get("adopted_on") for document in found} == {"2015-02-10", None}


def test_the_database_refuses_what_others_write_wrongly(whole: str) -> None:
    with (
        open_named_store(whole, SCHEMAS, create=True),
        MongoClient[dict[str, Any]](whole) as client,
    ):
        plans = client.get_default_database()["plans"]
        plans.insert_one({"_id": "a", "council": "x", "period": "2015"})
        with pytest.raises(DuplicateKeyError):
            plans.insert_one({"_id": "b", "council": "x", "period": "2015"})
        with pytest.raises(WriteError, match="validation"):
            plans.insert_one({"_id": "b", "council": "x", "period": 2015})


def old_store(uri: str) -> Store:
    """A store with one index fewer, and without rules."""
    known = [Collection(kind, SCHEMAS.kind(kind).collection) for kind in SCHEMAS.kinds]
    return stores.open(uri, known, create=True)


def test_what_is_missing_is_told_and_made(whole: str) -> None:
    old_store(whole).close()
    with open_named_store(whole, SCHEMAS, create=False) as store:
        (told,) = wrong(store.status())
        assert "lacks indexes or rules, or has old ones, for " in told
        assert "plans" in told
        assert told.endswith("`iacheck store init` makes them")
    with open_named_store(whole, SCHEMAS, create=True) as store:  # as an import does
        (told,) = wrong(store.status())
        store.init()
        assert wrong(store.status()) == []
    with MongoClient[dict[str, Any]](whole) as client:
        database = client.get_default_database()
        ours = {"$jsonSchema": {"title": "iacheck: plan", "required": ["old"]}}
        database.command("collMod", "plans", validator=ours)
        database.command("collMod", "reports", validator={"x": 1})
        with open_named_store(whole, SCHEMAS, create=False) as store:
            others, old = wrong(store.status())
            assert others.startswith("notice: The collection reports has rules of another")
            assert "for plans;" in old
            store.init()
            (told,) = wrong(store.status())
            assert told == (
                "notice: The collection reports has rules of another system's, which are left as "
                "they are"
            )


def test_doubles_that_others_put_there_are_told(uri: str) -> None:
    old_store(uri).close()
    with MongoClient[dict[str, Any]](uri) as client:
        rows = [{"_id": key, "council": "x", "period": "2015"} for key in "ab"]
        client.get_default_database()["plans"].insert_many(rows)
    double = "plan/b and plan/a in the store have the same council, period: x, 2015;"
    with open_named_store(uri, SCHEMAS, create=False) as store:
        assert [told for told in wrong(store.status()) if told.startswith(f"error: {double}")]
    if is_whole(uri):
        with pytest.raises(CannotRun, match="have the same"):
            open_named_store(uri, SCHEMAS, create=True)


def test_an_import_over_what_breaks_the_rules_can_be_undone() -> None:
    """On a server without transactions: what was there first is put back all the same."""
    server = own(Mongod)
    try:
        uri = server.uri("test")
        with open_named_store(uri, SCHEMAS, create=True) as store, server.client() as client:
            plans = client["test"]["plans"]
            broken = {"_id": "a", "council": "x", "period": 2015}
            client["test"].command(
                "insert", "plans", documents=[broken], bypassDocumentValidation=True
            )
            documents = [Document("plan", "a", {"_id": "a", "council": "x", "period": "2015"})]
            documents.append(Document("report", "r", {"_id": "r", "council": "x", "period": 2015}))
            with pytest.raises(CannotRun) as caught:
                store.put_all(documents, file="f", sha256="0")
            assert "refuses a document by a rule of its own" in problems(caught.value)[0]
            assert list(plans.find()) == [broken]
            assert store.unfinished() == ()
    finally:
        server.close()


PASSWORD = "s3cr3t"  # noqa: S105
READER, IMPORTER, KEEPER = "reader", "importer", "keeper"
LEAST = "least"  # what docs/mongodb.md names as enough for imports into a store that is prepared
ACTIONS = ["find", "insert", "update", "remove", "listCollections", "listIndexes"]


@pytest.fixture(scope="module")
def guarded() -> Iterator[Server]:
    """A server that asks who one is, with three users in the database `test`."""
    server = own(Mongod)
    try:
        with server.client() as client:
            roles = {READER: ["read"], IMPORTER: ["readWrite"], KEEPER: ["readWrite", "dbAdmin"]}
            everywhere = {"db": "test", "collection": ""}
            allowed = [{"resource": everywhere, "actions": ACTIONS}]
            client["test"].command("createRole", LEAST, privileges=allowed, roles=[])
            roles[LEAST] = [LEAST]
            for user, given in roles.items():
                client["test"].command("createUser", user, pwd=PASSWORD, roles=given)
        server.stop()
        server.arguments = ("--auth",)
        server.start()
        yield server
    finally:
        server.close()


def login(server: Server, user: str, password: str = PASSWORD) -> str:
    return server.uri("test").replace("://", f"://{user}:{password}@")


def test_least_rights(guarded: Server) -> None:
    plan = Document("plan", "a", {"_id": "a", "council": "x", "period": "2015"})
    with pytest.raises(CannotRun) as caught:
        open_named_store(login(guarded, KEEPER, "wrong"), SCHEMAS, create=True)
    assert "does not accept the user name and password" in problems(caught.value)[0]
    with pytest.raises(CannotRun) as caught:
        open_named_store(login(guarded, READER), SCHEMAS, create=True)
    assert "You have no right to do this" in problems(caught.value)[0]
    with pytest.raises(CannotRun, match="no right"):
        open_named_store(guarded.uri("test"), SCHEMAS, create=False)
    with open_named_store(login(guarded, IMPORTER), SCHEMAS, create=True) as store:
        store.put_all([plan], file="f", sha256="0")
        store.init()  # everything is as it is to be: nothing is to be changed
        assert wrong(store.status()) == []
    with open_named_store(login(guarded, LEAST), SCHEMAS, create=True) as store:
        assert store.delete("plan", "a")
        store.put_all([plan], file="f", sha256="0")
        assert list(store.documents()) == [plan]
    assert str(ACTIONS).replace("'", '"') in MANUAL.read_text("utf-8")
    with MongoClient[dict[str, Any]](login(guarded, KEEPER)) as client:
        ours = {"$jsonSchema": {"title": "iacheck: plan"}}
        client["test"].command("collMod", "plans", validator=ours)
    with open_named_store(login(guarded, IMPORTER), SCHEMAS, create=True) as store:
        store.put_all([plan], file="f", sha256="0")
        with pytest.raises(CannotRun) as caught:
            store.init()
        assert "let somebody with the role dbAdmin run" in problems(caught.value)[0]
    with open_named_store(login(guarded, KEEPER), SCHEMAS, create=True) as store:
        store.init()
        assert wrong(store.status()) == []
    with MongoClient[dict[str, Any]](login(guarded, KEEPER)) as client:
        older = {"$set": {"version": 1}}
        client["test"]["iacheck_store"].update_one({"_id": "store"}, older)
    open_named_store(login(guarded, LEAST), SCHEMAS, create=True).close()
    with MongoClient[dict[str, Any]](login(guarded, KEEPER)) as client:
        found = client["test"]["iacheck_store"].find_one({"_id": "store"})
        assert found is not None
        assert found["version"] == 3
        client["test"]["iacheck_store"].update_one({"_id": "store"}, older)
        client["test"].command("collMod", "plans", validator=ours)
    with pytest.raises(CannotRun) as caught:
        open_named_store(login(guarded, IMPORTER), SCHEMAS, create=True)
    assert "let somebody with the role dbAdmin run" in problems(caught.value)[0]
    open_named_store(login(guarded, KEEPER), SCHEMAS, create=True).close()
    with open_named_store(login(guarded, READER), SCHEMAS, create=False) as store:
        assert list(store.documents()) == [plan]
        assert wrong(store.status()) == []
        assert store.unfinished() == ()
        with pytest.raises(CannotRun, match="no right"):
            store.delete("plan", "a")
