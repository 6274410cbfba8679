"""Copies of the stores that release 0.1.0 made, for the present program to work on."""

from __future__ import annotations

import gzip
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from pymongo import MongoClient
from servers import database_on, keeps_everything
from store_dumps import load
from store_suite import Server

from iacheck.store import mongo

RELEASE = Path(__file__).parent / "stores" / "0.1.0"
SQLITE, MONGODB = RELEASE / "iacheck.db", RELEASE / "mongodb"
ABSOLUTE_SQLITE = RELEASE / "absolute" / "iacheck.db.gz"
ABSOLUTE_MONGODB = RELEASE / "absolute" / "mongodb"


class Copy(NamedTuple):
    """A copy of a release's store: its address, and all that it holds at this moment.

    `database` is that of a MongoDB store, as another program would use it.
    """

    uri: str
    held: Callable[[], Any]
    whole: bool = True
    database: Any = None


@contextmanager
def copy_of(
    backend: str, sqlite: Path, mongodb: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Copy]:
    """The store in a file of its own, on a server in memory, or on a real one."""
    name = f"iacheck_test_{uuid.uuid4().hex}"
    if backend == "sqlite":
        path = folder / "iacheck.db"
        data = sqlite.read_bytes()
        path.write_bytes(gzip.decompress(data) if sqlite.suffix == ".gz" else data)
        yield Copy(f"sqlite:{path}", path.read_bytes)
    elif backend == "mongomock":
        server = Server()
        database = server.client["test"]
        load(mongodb, database, rules=False)
        monkeypatch.setattr(mongo, "client_for", lambda *_: server)
        yield Copy(f"mongodb://in-memory/{name}", lambda: rows_of(database), False, database)
    else:
        with database_on(backend, name) as uri, MongoClient[dict[str, Any]](uri) as client:
            database, whole = client[name], keeps_everything(backend)
            load(mongodb, database, rules=whole)
            yield Copy(uri, lambda: rows_of(database), whole, database)


def rows_of(database: Any) -> dict[str, list[Any]]:
    """Everything that is in a database, by collection."""
    names = sorted(database.list_collection_names())
    return {name: sorted(database[name].find(), key=str) for name in names}
