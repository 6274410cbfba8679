"""Documents in MongoDB: a collection for each kind, which other systems may read and write.

A document stands there as it was given and nothing is added to it; provenance is kept in
`iacheck_provenance`. See `mongo_transaction` and `mongo_import` for how an import is all or
nothing, and `mongo_layout` for what the database itself watches over.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar

from bson.objectid import ObjectId
from pymongo import ReadPreference
from pymongo.client_session import ClientSession
from pymongo.database import Database
from pymongo.errors import PyMongoError

from iacheck.documents.document import Document
from iacheck.language.errors import CannotRun
from iacheck.language.messages import message
from iacheck.store.base import Collection, ImportRecord, Status, Store, StoredNames
from iacheck.store.changes import Changes, Seat, changes_of, refuse_clashes, refuse_unstorable
from iacheck.store.lookups import can_be_stored, check_lookup
from iacheck.store.mongo_client import Client, Connect, client_for, connect
from iacheck.store.mongo_faults import mongo_faults_as_errors
from iacheck.store.mongo_import import (
    Clock,
    Import,
    Write,
    batches,
    new_record,
    now,
    one_import,
    unfinished_imports,
)
from iacheck.store.mongo_layout import PROVENANCE, DatabaseLayout
from iacheck.store.mongo_moment import Fields, Images, Moment, encoded_id
from iacheck.store.mongo_transaction import (
    Transaction,
    has_transactions,
    in_transaction,
    is_too_large,
)
from iacheck.store.uri import public_address
from iacheck.store.values import json_value, key_of, origin_fields, origin_of

_READINGS: Final = 5
_WHOLE_NUMBER = re.compile("0|-?[1-9][0-9]{0,17}", re.ASCII)

_T = TypeVar("_T")


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
        with mongo_faults_as_errors(uri):  # the driver may not like the database's name
            store = MongoStore(uri, opened, collections, clock)
            store.prepare(create=create)
    except BaseException:
        opened.close()
        raise
    return store


class MongoStore(Store):
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
        self._layout = DatabaseLayout(uri, self._database, self._kinds.values())

    def close(self) -> None:
        self._client.close()

    def init(self) -> None:
        with mongo_faults_as_errors(self._uri):
            self._layout.make(self._clock, self.documents, renew=True)

    def prepare(self, *, create: bool) -> None:
        """Raise CannotRun for a newer version's store; with `create`, make what is missing."""
        self._layout.refuse_newer()
        if create:
            self._layout.make(self._clock, self.documents, renew=False)

    def get(self, kind: str, key: str) -> Document | None:
        if not can_be_stored(key):
            return None
        with mongo_faults_as_errors(self._uri):
            found = self._documents(kind, {"_id": {"$in": _identities(key)}})
        return next(iter(found), None)

    def find(self, kind: str, /, **fields: str) -> Iterator[Document]:
        texts = check_lookup(self._kinds[kind], fields)
        if not can_be_stored(*texts.values()):
            return iter(())
        with mongo_faults_as_errors(self._uri):
            found = self._documents(kind, {field: {"$eq": text} for field, text in texts.items()})
        # MongoDB also finds a text that stands in a list, or is equal by a collection's own rules.
        return (d for d in found if all(d.body.get(field) == text for field, text in texts.items()))

    def documents(self, kind: str | None = None) -> Iterator[Document]:
        kinds = sorted(self._kinds) if kind is None else [kind]
        with mongo_faults_as_errors(self._uri):
            for _ in range(_READINGS):
                moment = Moment.now(self._database)
                images = moment.images(self._database)
                found = [d for kind in kinds for d in self._documents(kind, {}, images=images)]
                if Moment.now(self._database) == moment:
                    return iter(found)
        raise CannotRun(
            message(
                "Others write to the store {store} all the time, so that it could not be read as "
                "at one moment; try again when they have finished",
                store=public_address(self._uri),
            )
        )

    def put_all(self, documents: Sequence[Document], *, file: str, sha256: str) -> StoredNames:
        refuse_unstorable(documents, file)

        def work(current: Import | Transaction) -> StoredNames:
            session = current.session
            changes = changes_of(documents, self._stored_documents(documents, session), self._kinds)

            def holders(*asked: Any) -> dict[Seat, str]:
                return self._holders(*asked, session=session)

            refuse_clashes(changes, self._kinds.values(), holders, file)
            current.write(list(self._writes(changes)))
            return changes.stored(current.undone)

        return self._import(work, file=file, sha256=sha256, count=len(documents))

    def delete(self, kind: str, key: str) -> bool:
        collection, name = self._kinds[kind].name, f"{kind}/{key}"
        if not can_be_stored(key):
            return False

        def work(current: Import | Transaction) -> bool:
            query = {"_id": {"$in": _identities(key)}}
            found = self._database[collection].find_one(query, session=current.session)
            if found is not None:
                gone = Write(collection, found["_id"], None)
                current.write([gone, Write(PROVENANCE, name, None)])
            return found is not None

        return self._import(work, file=name, sha256="", count=1)

    def unfinished(self) -> tuple[ImportRecord, ...]:
        with mongo_faults_as_errors(self._uri):
            return unfinished_imports(self._database)

    def status(self) -> Status:
        with mongo_faults_as_errors(self._uri):
            about = self._layout.about() or {}
            counts = {
                kind: self._database[collection.name].count_documents({})
                for kind, collection in sorted(self._kinds.items())
            }
            wrong = tuple(self._layout.wrong(self.documents)) if about else ()
            others = tuple(sorted(self._other_kinds()))
        since, version = about.get("created_at"), about.get("version")
        return Status(public_address(self._uri), counts, version, since, wrong, others)

    def _other_kinds(self) -> set[str]:
        """The kinds of documents that an import has stored here, and that are not known."""
        others: set[str] = set()
        while True:
            names = "|".join(map(re.escape, sorted({*self._kinds, *others})))
            query = {"$nor": [{"_id": {"$regex": f"^({names})/"}}]}
            found = self._database[PROVENANCE].find_one(query)
            if found is None:
                return others
            others.add(found["_id"].partition("/")[0])

    def _import(self, work: Callable[[Import | Transaction], _T], **about: Any) -> _T:
        """Do work that writes all of it or nothing, and nothing while another import is at it."""
        with mongo_faults_as_errors(self._uri):
            # One that was broken off was without a transaction: the same way undoes it.
            if has_transactions(self._client) and not unfinished_imports(self._database):
                record = new_record(self._clock, **about)
                try:
                    return in_transaction(self._client, self._database, record, work)
                except PyMongoError as error:
                    if not is_too_large(error):
                        raise
            with one_import(self._database, self._clock, **about) as current:
                return work(current)

    def _documents(
        self,
        kind: str,
        query: Mapping[str, Any],
        *,
        images: Images | None = None,
        session: ClientSession | None = None,
    ) -> list[Document]:
        """Documents in order of key, with the provenance that is theirs.

        `images` stand in the place of what is there now under the same names.
        """
        rows = self._rows(self._kinds[kind].name, query, images or {}, session)
        documents = [_document(kind, fields) for fields in sorted(rows, key=_order)]
        origins: dict[str, Fields] = {}
        for some in batches([document.name for document in documents]):
            found = self._rows(PROVENANCE, {"_id": {"$in": some}}, images or {}, session)
            origins.update((fields["_id"], fields) for fields in found)
        return [_with_origin(document, origins.get(document.name)) for document in documents]

    def _rows(
        self, name: str, query: Mapping[str, Any], images: Images, session: ClientSession | None
    ) -> list[Fields]:
        found = list(self._database[name].find(query, session=session))
        if not images:
            return found
        before = [row for (where, _), row in images.items() if where == name and row is not None]
        return before + [row for row in found if (name, encoded_id(row["_id"])) not in images]

    def _stored_documents(
        self, documents: Iterable[Document], session: ClientSession | None
    ) -> dict[str, Document]:
        """The documents that stand in the database under the same names."""
        keys: dict[str, list[str]] = {}
        for document in documents:
            keys.setdefault(document.kind, []).append(document.key)
        found = (
            self._documents(kind, {"_id": {"$in": some}}, session=session)
            for kind, of_kind in keys.items()
            for some in batches(of_kind)
        )
        return {document.name: document for part in found for document in part}

    def _holders(
        self,
        collection: Collection,
        fields: tuple[str, ...],
        wanted: Sequence[Seat],
        *,
        session: ClientSession | None,
    ) -> dict[Seat, str]:
        held: dict[Seat, str] = {}
        for some in batches(wanted):
            either = [dict(zip(fields, texts, strict=True)) for texts in some]
            for document in self._documents(collection.kind, {"$or": either}, session=session):
                texts = (_texts(document.body.get(field)) for field in fields)
                held.update(dict.fromkeys(itertools.product(*texts), document.key))
        return held

    def _writes(self, changes: Changes) -> Iterator[Write]:
        for document in changes.added + changes.replaced:
            name = self._kinds[document.kind].name
            yield Write(name, document.key, dict(document.body), document.name in changes.moved)
        for document in changes.added + changes.replaced + changes.retold:
            yield Write(PROVENANCE, document.name, _provenance(document))


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
    return Document(kind, key, {**json_value(fields), "_id": key})


def _provenance(document: Document) -> Fields | None:
    if document.origin is None:
        return None
    return {"_id": document.name, "content": document.sha256, **origin_fields(document.origin)}


def _with_origin(document: Document, provenance: Fields | None) -> Document:
    """With its provenance, unless another system has changed the document since."""
    if provenance is None or provenance["content"] != document.sha256:
        return document
    return dataclasses.replace(document, origin=origin_of(provenance))
