"""Documents in MongoDB: a collection for each kind, which other systems may read and write.

A document stands there as it was given and nothing is added to it; provenance is kept in
`iacheck_provenance`. See `mongo_import` for how an import is all or nothing.
"""

from __future__ import annotations

import contextlib
import dataclasses
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Final, Self

from bson.objectid import ObjectId
from pymongo import ReadPreference
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from iacheck.documents import Document
from iacheck.errors import CannotRun
from iacheck.messages import message
from iacheck.store.base import Collection, ImportRecord, Status, Stored
from iacheck.store.changes import (
    Changes,
    Seat,
    changes_of,
    doubles,
    refuse_clashes,
    refuse_unstorable,
)
from iacheck.store.lookups import can_be_stored, checked
from iacheck.store.mongo_client import Client, Connect, client_for, connect
from iacheck.store.mongo_faults import faults_told
from iacheck.store.mongo_import import Clock, Fields, Write, batches, now, one_import, unfinished
from iacheck.store.uri import shown
from iacheck.store.values import key_of, origin_fields, origin_of, plain

VERSION: Final = 1

_PROVENANCE: Final = "iacheck_provenance"
_ABOUT: Final = "iacheck_store"
_WHOLE_NUMBER = re.compile("0|-?[1-9][0-9]{0,17}", re.ASCII)


def open_mongo(
    uri: str,
    collections: Iterable[Collection],
    *,
    create: bool,
    client: Connect = connect,
    clock: Clock = now,
) -> MongoStore:
    """The store at an address, in the database that it names or in `iacheck`.

    Raises CannotRun where it cannot be reached or used. Without `create` nothing is written.
    """
    opened = client_for(uri, client)
    try:
        with faults_told(uri):  # the driver may not like the database's name
            store = MongoStore(uri, opened, collections, clock)
        store.refuse_newer()
        if create:
            store.init()
    except BaseException:
        opened.close()
        raise
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
                about = {
                    "_id": "store",
                    "version": VERSION,
                    "created_at": self._clock().isoformat(timespec="seconds"),
                }
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
        # MongoDB also finds a text that stands in a list, or is equal by a collection's own rules.
        return (d for d in found if all(d.body.get(field) == text for field, text in texts.items()))

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

    def delete(self, kind: str, key: str) -> bool:
        collection = self._kinds[kind]
        name = f"{kind}/{key}"
        if not can_be_stored(key):
            return False
        with (
            faults_told(self._uri),
            one_import(self._database, self._clock, file=name, sha256="", count=1) as current,
        ):
            found = self._database[collection.name].find_one({"_id": {"$in": _identities(key)}})
            if found is None:
                return False
            current.write(
                [Write(collection.name, found["_id"], None), Write(_PROVENANCE, name, None)]
            )
        return True

    def unfinished(self) -> tuple[ImportRecord, ...]:
        with faults_told(self._uri):
            return unfinished(self._database)

    def status(self) -> Status:
        with faults_told(self._uri):
            about = self._about() or {}
            counts = {
                kind: self._database[collection.name].count_documents({})
                for kind, collection in sorted(self._kinds.items())
            }
        return Status(shown(self._uri), counts, about.get("version"), about.get("created_at"))

    def _about(self) -> Fields | None:
        return self._database[_ABOUT].find_one({"_id": "store"})

    def _keep_unique(self, collection: Collection, fields: tuple[str, ...]) -> None:
        """Let the database refuse a second document with the same texts in the fields."""
        try:
            self._database[collection.name].create_index(
                [(field, 1) for field in fields],
                name=f"iacheck unique {' '.join(fields)}",
                unique=True,
                partialFilterExpression={field: {"$type": "string"} for field in fields},
            )
        except DuplicateKeyError as error:
            raise CannotRun(doubles(self.documents(collection.kind), fields)) from error

    def _found(self, kind: str, query: Mapping[str, Any]) -> list[Document]:
        """Documents in order of key, with the provenance that is theirs."""
        with faults_told(self._uri):
            raw = self._database[self._kinds[kind].name].find(query)
            documents = [_document(kind, fields) for fields in sorted(raw, key=_order)]
            origins: dict[str, Fields] = {}
            for some in batches([document.name for document in documents]):
                found = self._database[_PROVENANCE].find({"_id": {"$in": some}})
                origins.update((fields["_id"], fields) for fields in found)
        return [_with_origin(document, origins.get(document.name)) for document in documents]

    def _stored(self, documents: Iterable[Document]) -> dict[str, Document]:
        """The documents that stand in the database under the same names."""
        keys: dict[str, list[str]] = {}
        for document in documents:
            keys.setdefault(document.kind, []).append(document.key)
        found = (
            self._found(kind, {"_id": {"$in": some}})
            for kind, of_kind in keys.items()
            for some in batches(of_kind)
        )
        return {document.name: document for part in found for document in part}

    def _holders(
        self, collection: Collection, fields: tuple[str, ...], wanted: Sequence[Seat]
    ) -> dict[Seat, str]:
        held: dict[Seat, str] = {}
        for some in batches(wanted):
            either = [dict(zip(fields, texts, strict=True)) for texts in some]
            for document in self._found(collection.kind, {"$or": either}):
                texts = (_texts(document.body.get(field)) for field in fields)
                held.update(dict.fromkeys(itertools.product(*texts), document.key))
        return held

    def _writes(self, changes: Changes) -> Iterator[Write]:
        for document in changes.added + changes.replaced:
            name = self._kinds[document.kind].name
            yield Write(name, document.key, dict(document.body), document.name in changes.moved)
        for document in changes.added + changes.replaced + changes.retold:
            yield Write(_PROVENANCE, document.name, _provenance(document))


def _identities(key: str) -> list[Any]:
    """The values of `_id` that documents of other systems may have for a key."""
    found: list[Any] = [key]
    if ObjectId.is_valid(key):
        found.append(ObjectId(key))
    if _WHOLE_NUMBER.fullmatch(key):
        found.append(int(key))
    return found


def _texts(value: object) -> list[str]:
    """The texts under which MongoDB's index has a value: those in a list are each by itself."""
    values = value if isinstance(value, list) else [value]
    return [text for text in values if isinstance(text, str)]


def _order(fields: Fields) -> tuple[str, bool]:
    """By key; a key that is a text comes before another type's with the same text."""
    return key_of(fields["_id"]), not isinstance(fields["_id"], str)


def _document(kind: str, fields: Fields) -> Document:
    key = key_of(fields["_id"])
    return Document(kind, key, {**plain(fields), "_id": key})


def _provenance(document: Document) -> Fields | None:
    if document.origin is None:
        return None
    return {"_id": document.name, "content": document.sha256, **origin_fields(document.origin)}


def _with_origin(document: Document, provenance: Fields | None) -> Document:
    """With its provenance, unless another system has changed the document since."""
    if provenance is None or provenance["content"] != document.sha256:
        return document
    return dataclasses.replace(document, origin=origin_of(provenance))
