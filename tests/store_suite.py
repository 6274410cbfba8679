"""What the tests of the stores share: kinds, documents, and a MongoDB that can fail."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import bson
import mongomock
import pytest
from bson.codec_options import CodecOptions
from bson.raw_bson import RawBSONDocument
from pymongo import DeleteOne
from pymongo.errors import AutoReconnect, BulkWriteError, DuplicateKeyError, OperationFailure
from said import said
from servers import database_on

from iacheck import store as stores
from iacheck.documents.document import Document, Origin
from iacheck.language.errors import IacheckError
from iacheck.language.places import Place
from iacheck.store import Collection, Store
from iacheck.store.mongo import open_mongo

COLLECTIONS = (
    Collection("plan", "plans", ("council", "period"), (("council", "period"),)),
    Collection("council", "councils", ("centre",)),
    Collection("party", "parties"),
)
# `mongodb` is FerretDB or the server that IACHECK_TEST_MONGODB names.
SERVERS = ("mongodb", "replica-set")
ON_SERVERS = [pytest.param(server, marks=pytest.mark.slow) for server in SERVERS]
BACKENDS = ("sqlite", "mongomock", *ON_SERVERS)

Reopen = Callable[..., Store]


def plan(key: str, council: str = "rogaland", period: str = "2015", **fields: Any) -> Document:
    return Document("plan", key, {"_id": key, "council": council, "period": period, **fields})


def council(key: str, **fields: Any) -> Document:
    return Document("council", key, {"_id": key, **fields})


def origin(file: str, *lines: int) -> Origin:
    return Origin(file, file * 2, {f"/{line}": Place(line) for line in lines})


def put(store: Store, *documents: Document, file: str = "a.json") -> None:
    store.put_all(documents, file=file, sha256="0" * 64)


def problems(error: IacheckError) -> list[str]:
    return [said(problem.message) for problem in error.problems]


@contextmanager
def store_on(backend: str, folder: Path) -> Iterator[Reopen]:
    """A way to open one and the same store, which is gone afterwards."""
    if backend == "sqlite":
        uri = f"sqlite:{folder / uuid.uuid4().hex}.db"
        yield lambda known=COLLECTIONS: stores.open(uri, known, create=True)
    elif backend == "mongomock":
        server = Server()
        yield server.open
    else:
        with database_on(backend, f"iacheck_test_{uuid.uuid4().hex}") as uri:
            yield lambda known=COLLECTIONS: stores.open(uri, known, create=True)


def prepared(*imports: Sequence[Document]) -> Server:
    """A server with a store into which this was imported."""
    server = Server()
    with server.open() as store:
        for documents in imports:
            put(store, *documents)
    server.restart()
    return server


def without_times(fields: dict[str, Any]) -> dict[str, Any]:
    """A row that does not tell when a version came and ended."""
    named = {"came_at", "ended_at"}
    return {
        name: without_times(part) if isinstance(part, dict) else part
        for name, part in fields.items()
        if name not in named
    }


class Server:
    """MongoDB in memory. The write with number `fails_at`, counted from 1, fails.

    `applied`: it is carried out all the same, only the answer is lost. `dies`: nothing is
    answered any more from then on, until `restart`.
    """

    uri = "mongodb://user:s3cr3t@host:27017/test"

    def __init__(self) -> None:
        self.client: Any = mongomock.MongoClient()
        # No server of it is known to have transactions.
        self.codec_options = CodecOptions[dict[str, Any]]()
        self.topology_description: Any = SimpleNamespace(server_descriptions=dict)
        self.part: type[Part] = Part
        self.restart()

    def restart(
        self, fails_at: int | None = None, *, applied: bool = False, dies: bool = False
    ) -> None:
        self.writes = 0
        self.fails_at = fails_at
        self.applied = applied
        self.dies = dies
        self.dead = False

    def open(self, known: Sequence[Collection] = COLLECTIONS, **options: Any) -> Store:
        options = {"create": True, **options}
        return open_mongo(self.uri, known, client=lambda _: self, **options)  # type: ignore[arg-type,return-value]

    def close(self) -> None: ...

    def get_default_database(self, name: str, **_: Any) -> Server:
        assert name == "iacheck"
        return self

    def list_collections(self) -> list[dict[str, Any]]:
        self.answer()
        names = self.client["test"].list_collection_names()
        return [{"name": name, "options": {}} for name in names]

    def create_collection(self, name: str, *, check_exists: bool, **options: Any) -> None:
        assert not check_exists
        if options:
            raise OperationFailure("no such options", 238)
        self.write(lambda: self.client["test"].create_collection(name))

    def command(self, *_: Any, **__: Any) -> None:
        raise OperationFailure("no such command", 59)

    def __getitem__(self, name: str) -> Part:
        return self.part(self, self.client["test"][name])

    def raw(self, name: str) -> Any:
        """A collection as another system would use it."""
        return self.client["test"][name]

    def contents(self) -> dict[str, list[Any]]:
        """Everything but empty collections, the time of the store's making, and when what came."""
        names = set(self.client["test"].list_collection_names()) - {"iacheck_store"}
        found = {name: sorted(self.raw(name).find(), key=str) for name in names}
        return {name: list(map(without_times, rows)) for name, rows in found.items() if rows}

    def answer(self) -> None:
        if self.dead:
            raise AutoReconnect("host:27017: connection closed")

    def write(self, write: Callable[[], Any]) -> Any:
        self.answer()
        self.writes += 1
        if self.writes != self.fails_at:
            return write()
        self.dead = self.dies
        if self.applied:
            with suppress(DuplicateKeyError):
                write()
        raise AutoReconnect("host:27017: connection closed")


def _decoded(written: Any) -> Any:
    """What a server makes of a document that comes to it encoded."""
    return bson.decode(written.raw) if isinstance(written, RawBSONDocument) else written


class Encoded:
    """A collection that is read encoded."""

    def __init__(self, part: Part) -> None:
        self._part = part

    def find(self) -> Iterator[RawBSONDocument]:
        return (RawBSONDocument(bson.encode(row)) for row in self._part.find())


class Part:
    """A collection of a `Server`, each of whose documents is one write."""

    def __init__(self, server: Server, real: Any) -> None:
        self._server = server
        self._real = real

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._real, name)

        def call(*arguments: Any, **options: Any) -> Any:
            if name in {"find", "find_one", "count_documents", "list_indexes"}:
                self._server.answer()
                return method(*arguments, **options)
            return self._server.write(lambda: method(*arguments, **options))

        return call

    def with_options(self, *, codec_options: CodecOptions[Any]) -> Encoded:
        """The collection as one whose documents come encoded: mongomock's come as dicts alone."""
        assert codec_options.document_class is RawBSONDocument
        return Encoded(self)

    def insert_many(self, documents: list[Any]) -> None:
        for document in documents:
            self.insert_one(document)

    def bulk_write(self, steps: list[Any], *, ordered: bool, **_: Any) -> None:
        """One by one: mongomock's own does not know all arguments that the driver passes."""
        assert ordered
        for index, step in enumerate(steps):
            try:
                if isinstance(step, DeleteOne):
                    self.delete_one(step._filter)
                else:
                    self.replace_one(step._filter, _decoded(step._doc), upsert=True)
            except DuplicateKeyError as error:
                told = {"index": index, "code": error.code, "errmsg": str(error)}
                raise BulkWriteError({"writeErrors": [told]}) from error
