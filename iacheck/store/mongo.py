"""Documents in MongoDB: a collection for each kind, which other systems may read and write.

A document stands there as it was given and nothing is added to it; provenance is kept in
`iacheck_provenance`. See `mongo_transaction` and `mongo_import` for how an import is all or
nothing, and `mongo_layout` for what the database itself watches over.
"""

from __future__ import annotations

import contextlib
import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from pymongo import ReadPreference
from pymongo.client_session import ClientSession
from pymongo.database import Database
from pymongo.errors import PyMongoError

from iacheck.cases.holdings import Holdings
from iacheck.documents.document import Document, Version
from iacheck.store.base import Collection, ImportRecord, Status, Store, StoredNames
from iacheck.store.changes import Changes, Seat, changes_of, refuse_clashes, refuse_unstorable
from iacheck.store.clock import Clock, now, timestamp
from iacheck.store.history import (
    in_order,
    keep_documents,
    removal_rows,
    version_row,
)
from iacheck.store.layouts import present_form
from iacheck.store.lookups import can_be_stored, check_lookup, check_row_lookup
from iacheck.store.mongo_client import Client, Connect, client_for, connect
from iacheck.store.mongo_faults import mongo_faults_as_errors
from iacheck.store.mongo_import import (
    Import,
    Write,
    new_record,
    one_import,
    unfinished_imports,
)
from iacheck.store.mongo_layout import DatabaseLayout
from iacheck.store.mongo_moment import Fields, Images
from iacheck.store.mongo_parts import PARTS, whole_rounds
from iacheck.store.mongo_reader import MongoReader
from iacheck.store.mongo_rows import (
    PROVENANCE,
    body_row,
    identities,
    old_provenance,
    provenance_row,
)
from iacheck.store.mongo_shelves import highest_known, past_rows, shelf_writes
from iacheck.store.mongo_transaction import (
    Transaction,
    has_transactions,
    in_transaction,
    is_too_large,
)
from iacheck.store.past_version import NO_REASON, PastVersion, Removal
from iacheck.store.shelves import ROUNDS, VERSIONS, Row, Shelf
from iacheck.store.stale import refuse_stale
from iacheck.store.uri import public_address

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
        self._reader = MongoReader(uri, self._database, self._kinds, self._layout)

    def close(self) -> None:
        self._client.close()

    def init(self) -> None:
        with mongo_faults_as_errors(self._uri):
            self._layout.make(self._clock, self.documents, renew=True)

    def prepare(self, *, create: bool) -> None:
        """Raise CannotRun for a newer version's store.

        With `create`, make what is missing and bring an older version's store forward.
        """
        self._layout.refuse_newer()
        if create:
            older = self._layout.is_older()
            self._layout.make(self._clock, self.documents, renew=older)
            if older:
                self._bring_forward()

    def _bring_forward(self) -> None:
        """Store everything in its present form, all of it or nothing."""

        def work(current: Import | Transaction) -> None:
            current.write(self._old_forms(current.session))

        self._import(work, file=public_address(self._uri), sha256="", count=0)
        self._layout.write_version()

    def _old_forms(self, session: ClientSession | None) -> Sequence[Write]:
        """What to write in the place of all that an older version has stored otherwise."""
        # Only a document whose `_id` is a text can have been stored here.
        stored = [
            document
            for kind in self._kinds
            for document in self._reader.documents(
                kind, {"_id": {"$type": "string"}}, session=session
            )
        ]
        changes = changes_of(stored, {document.name: document for document in stored}, self._kinds)
        writes = {(write.collection, write.id): write for write in self._writes(changes)}
        # Of documents that are not known here, or have been changed since, there is provenance too.
        for write in old_provenance(self._database[PROVENANCE].find(session=session)):
            writes.setdefault((write.collection, write.id), write)
        return list(writes.values())

    def get(self, kind: str, key: str) -> Document | None:
        if not can_be_stored(key):
            return None
        with mongo_faults_as_errors(self._uri):
            found = self._reader.documents(kind, {"_id": {"$in": identities(key)}})
        return next(map(present_form, found), None)

    def find(self, kind: str, /, **fields: str) -> Iterator[Document]:
        texts = check_lookup(self._kinds[kind], fields)
        if not can_be_stored(*texts.values()):
            return iter(())
        with mongo_faults_as_errors(self._uri):
            found = self._reader.documents(
                kind, {field: {"$eq": text} for field, text in texts.items()}
            )
        # MongoDB also finds a text that stands in a list, or is equal by a collection's own rules.
        return (
            document
            for document in map(present_form, found)
            if all(document.body.get(field) == text for field, text in texts.items())
        )

    def documents(self, kind: str | None = None) -> Iterator[Document]:
        kinds = sorted(self._kinds) if kind is None else [kind]
        found = self._reader.at_one_moment(
            lambda images: [
                d for kind in kinds for d in self._reader.documents(kind, {}, images=images)
            ]
        )
        return map(present_form, found)

    @contextlib.contextmanager
    def reading(self) -> Iterator[Holdings]:
        with self._reader.laid_aside() as holdings:
            yield holdings

    def put_all(
        self,
        documents: Sequence[Document],
        *,
        file: str,
        sha256: str,
        by: str | None = None,
        force: bool = False,
        as_they_are: bool = False,
    ) -> StoredNames:
        refuse_unstorable(documents, file)

        def work(current: Import | Transaction) -> StoredNames:
            session = current.session
            changes = changes_of(
                documents, self._reader.stored_documents(documents, session), self._kinds
            )

            def holders(*asked: Any) -> dict[Seat, str]:
                return self._reader.holders(*asked, session=session)

            if not force:
                refuse_stale(changes, functools.partial(past_rows, self._database, session))
            refuse_clashes(changes, self._kinds.values(), holders, file)
            if not as_they_are:
                kept = highest_known(
                    self._database, session, changes.told, changes.of_unknown_version
                )
                changes = changes.numbered(kept, timestamp(self._clock), by)
            current.write(list(self._writes(changes)))
            return changes.stored(current.undone)

        return self._import(work, file=file, sha256=sha256, count=len(documents))

    def delete(self, kind: str, key: str, removal: Removal = NO_REASON) -> bool:
        collection, name = self._kinds[kind].name, f"{kind}/{key}"
        if not can_be_stored(key):
            return False

        def work(current: Import | Transaction) -> bool:
            query = {"_id": {"$in": identities(key)}}
            found = self._database[collection].find_one(query, session=current.session)
            present = self._reader.documents(kind, query, session=current.session)
            past, at = past_rows(self._database, current.session, name), timestamp(self._clock)
            writes = [
                Write(VERSIONS.name, row["_id"], dict(row))
                for row in removal_rows(next(iter(present), None), past, at, removal)
            ]
            if found is not None:
                writes.append(Write(collection, found["_id"], None))
                writes.append(Write(PROVENANCE, name, None))
            if writes:
                current.write(writes)
            return found is not None

        return self._import(work, file=name, sha256="", count=1)

    def history(self, kind: str, key: str) -> tuple[PastVersion, ...]:
        present = self.get(kind, key)
        return in_order(present, self.rows(VERSIONS, document=f"{kind}/{key}"))

    def rows(self, shelf: Shelf, /, **fields: str) -> list[Row]:
        texts = check_row_lookup(shelf, fields)
        if not can_be_stored(*texts.values()):
            return []
        query = {field: {"$eq": text} for field, text in texts.items()}

        def read(images: Images) -> list[Fields]:
            def parts(ids: Sequence[str]) -> Iterator[Fields]:
                # One at a time: FerretDB takes long over each, and is given up after a while.
                for id_ in ids:
                    yield from self._reader.rows(PARTS, {"_id": id_}, images, None)

            return whole_rounds(self._reader.rows(shelf.name, query, images, None), parts)

        found = self._reader.at_one_moment(read)
        matching = (row for row in found if all(row.get(name) == texts[name] for name in texts))
        return sorted(matching, key=lambda row: str(row["_id"]))

    def keep(
        self,
        documents: Sequence[Document],
        rows_for: Callable[[Mapping[str, Version]], Mapping[Shelf, Sequence[Row]]],
    ) -> None:
        def work(current: Import | Transaction) -> None:
            names = [document.name for document in documents]
            # All of them: an `_id` of another system's need not be a text.
            there = (
                document
                for kind in sorted({document.kind for document in documents})
                for document in self._reader.documents(kind, {}, session=current.session)
            )
            stored = {document.name: present_form(document) for document in there}
            foreign = [name for name in names if name in stored and not stored[name].version]
            kept = keep_documents(
                documents, stored, highest_known(self._database, current.session, names, foreign)
            )
            writes = [Write(VERSIONS.name, row["_id"], dict(row)) for row in kept.copies]
            writes += [Write(PROVENANCE, d.name, provenance_row(d)) for d in kept.adopted]
            writes += shelf_writes(rows_for(kept.versions))
            current.write(writes)

        self._import(work, file=ROUNDS.name, sha256="", count=len(documents))

    def put_rows(self, rows: Mapping[Shelf, Sequence[Row]]) -> None:
        writes = shelf_writes(rows)
        names = ", ".join(shelf.name for shelf in rows)
        self._import(
            lambda current: current.write(writes), file=names, sha256="", count=len(writes)
        )

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

    def _writes(self, changes: Changes) -> Iterator[Write]:
        for document in changes.added + changes.replaced:
            name = self._kinds[document.kind].name
            body = functools.partial(body_row, document)
            yield Write(name, document.key, body, document.name in changes.moved)
        for document in changes.added + changes.replaced + changes.retold:
            yield Write(PROVENANCE, document.name, provenance_row(document))
        for version in changes.past:
            row = version_row(version)
            yield Write(VERSIONS.name, row["_id"], dict(row))
