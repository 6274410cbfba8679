"""Documents in MongoDB: a collection for each kind, which other systems may read and write.

A document stands there as it was given and nothing is added to it; provenance is kept in
`iacheck_provenance`. See `mongo_import` for how an import is all or nothing.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Final, Self

from bson.objectid import ObjectId
from pymongo import MongoClient, ReadPreference
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError, InvalidURI
from pymongo.uri_parser import parse_uri

from iacheck.documents import Document
from iacheck.errors import CannotRun
from iacheck.messages import message
from iacheck.problems import Problem
from iacheck.store.base import Collection, ImportRecord, Status, Stored
from iacheck.store.changes import Changes, Seat, changes_of, refuse_clashes, refuse_unstorable, seat
from iacheck.store.lookups import can_be_stored, checked
from iacheck.store.mongo_faults import bad_address, faults_told
from iacheck.store.mongo_import import BATCH, Clock, Fields, Write, now, one_import, unfinished
from iacheck.store.uri import is_well_formed, options, shown
from iacheck.store.values import key_of, origin_fields, origin_of, plain

VERSION: Final = 1

_PROVENANCE: Final = "iacheck_provenance"
_ABOUT: Final = "iacheck_store"
_WHOLE_NUMBER = re.compile("0|-?[1-9][0-9]{0,17}", re.ASCII)

# For options that the address does not give: a person waits, so say soon what is wrong.
_OPTIONS: Final[Mapping[str, Any]] = {
    "serverSelectionTimeoutMS": 5_000,
    "connectTimeoutMS": 5_000,
    "socketTimeoutMS": 30_000,
    "w": "majority",
    "wTimeoutMS": 30_000,
    "journal": True,
}

Client = MongoClient[Fields]


def connect(uri: str) -> Client:
    """A client of the driver's. Does not wait for the server."""
    if uri.startswith("mongodb://"):  # the other form asks the network
        parse_uri(uri)  # raises for misspelt options, of which the client only warns
    given = options(uri)
    defaults = {name: value for name, value in _OPTIONS.items() if name.lower() not in given}
    return MongoClient(
        uri,
        datetime_conversion="datetime_auto",  # dates beyond Python's must not stop a reading
        unicode_decode_error_handler="replace",
        **defaults,
    )


def open_mongo(
    uri: str,
    collections: Iterable[Collection],
    *,
    create: bool,
    client: Callable[[str], Client] = connect,
    clock: Clock = now,
) -> MongoStore:
    """The store at an address, in the database that it names or in `iacheck`.

    Raises CannotRun where it cannot be reached or used. Without `create` nothing is written.
    """
    if not is_well_formed(uri):
        raise CannotRun(bad_address(uri))
    with faults_told(uri):
        try:
            opened = client(uri)
        except (InvalidURI, ValueError) as error:
            raise CannotRun(bad_address(uri)) from error
        try:
            return _ready(MongoStore(uri, opened, collections, clock), create=create)
        except BaseException:
            opened.close()
            raise


def _ready(store: MongoStore, *, create: bool) -> MongoStore:
    store.refuse_newer()
    if create:
        store.init()
    return store


class MongoStore:
    """A `Store` in one database of an open client."""

    def __init__(
        self, uri: str, client: Client, collections: Iterable[Collection], clock: Clock
    ) -> None:
        self._uri = uri
        self._client = client
        self._clock = clock
        self._kinds: Mapping[str, Collection] = {c.kind: c for c in collections}
        # What has just been written must be read: never from a copy that lags behind.
        self._database: Database[Fields] = client.get_default_database(
            "iacheck", read_preference=ReadPreference.PRIMARY
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self._client.close()

    def init(self) -> None:
        with faults_told(self._uri):
            # Two programs may do this at once: the second finds it done.
            if self._about() is None:
                about = {"_id": "store", "version": VERSION, "created_at": self._now()}
                with contextlib.suppress(DuplicateKeyError):
                    self._database[_ABOUT].insert_one(about)
            for collection in self._kinds.values():
                for fields in collection.unique:
                    self._keep_unique(collection, fields)
                for field in collection.keys:
                    self._database[collection.name].create_index([(field, 1)])

    def refuse_newer(self) -> None:
        """Raise CannotRun for a store that a newer version of the program has laid out."""
        with faults_told(self._uri):
            about = self._about()
        if about is not None and about["version"] > VERSION:
            raise CannotRun(
                message(
                    "The store {store} was made by a newer iacheck (layout {version}, this one "
                    "knows {known}); update iacheck",
                    store=shown(self._uri),
                    version=about["version"],
                    known=VERSION,
                )
            )

    def get(self, kind: str, key: str) -> Document | None:
        if not can_be_stored(key):
            return None
        found = self._found(kind, {"_id": {"$in": _identities(key)}})
        return next(iter(found), None)

    def find(self, kind: str, /, **fields: str) -> Iterator[Document]:
        texts = checked(self._kinds[kind], fields)
        if not can_be_stored(*texts.values()):
            return iter(())
        found = self._found(kind, {field: {"$eq": text} for field, text in texts.items()})
        # MongoDB also finds a text that stands in a list, or is equal by the collection's own rules.
        return (d for d in found if all(d.body[field] == text for field, text in texts.items()))

    def documents(self, kind: str | None = None) -> Iterator[Document]:
        kinds = sorted(self._kinds) if kind is None else [kind]
        return iter([document for kind in kinds for document in self._found(kind, {})])

    def put_all(self, documents: Sequence[Document], *, file: str, sha256: str) -> Stored:
        refuse_unstorable(documents, file)
        with (
            faults_told(self._uri),
            one_import(
                self._database, self._clock, file=file, sha256=sha256, count=len(documents)
            ) as current,
        ):
            changes = changes_of(documents, self._stored(documents), self._kinds)
            refuse_clashes(changes, self._kinds.values(), self._holders, file)
            current.write(list(self._writes(changes)))
        return changes.stored(current.undone)

    def delete(self, kind: str, key: str) -> bool: ...
