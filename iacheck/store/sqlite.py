"""The embedded store: one SQLite file, a table for each kind, documents as BSON.

All or nothing is one transaction, and readers go on while another program writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import bson

from iacheck.documents.document import Document
from iacheck.language.problems import Problem
from iacheck.store.base import Collection, ImportRecord, Status, Store, StoredNames
from iacheck.store.changes import Changes, Seat, changes_of, refuse_clashes, refuse_unstorable
from iacheck.store.lookups import can_be_stored, check_lookup
from iacheck.store.sqlite_faults import damaged_message, sqlite_faults_as_errors
from iacheck.store.sqlite_file import StoreFile, open_file
from iacheck.store.sqlite_layout import (
    VERSION,
    decode_body,
    insert,
    other_tables,
    prepare,
    quote_name,
    transaction,
)
from iacheck.store.values import origin_fields, origin_of

_PATIENCE_S = 10.0

_Row = tuple[str, bytes, bytes | None]


def open_sqlite(
    location: str,
    collections: Iterable[Collection],
    *,
    create: bool,
    patience: float = _PATIENCE_S,
) -> SqliteStore:
    """The store in a file; `patience` is how many seconds to wait for other writers.

    Raises NothingToCheck and CannotRun as `store.open` tells.
    """
    known = tuple(collections)
    return SqliteStore(open_file(Path(location), known, create=create, patience=patience), known)


class SqliteStore(Store):
    """A `Store` in an open file."""

    def __init__(self, file: StoreFile, collections: Sequence[Collection]) -> None:
        self._file = file
        self._db = file.connection
        self._collections: Mapping[str, Collection] = {c.kind: c for c in collections}

    def close(self) -> None:
        self._db.close()

    def init(self) -> None:
        with sqlite_faults_as_errors(self._file.path):
            prepare(self._db, self._collections.values())

    def get(self, kind: str, key: str) -> Document | None:
        return next(self._find(self._collections[kind], {"_id": key}), None)

    def find(self, kind: str, /, **fields: str) -> Iterator[Document]:
        collection = self._collections[kind]
        return self._find(collection, check_lookup(collection, fields))

    def documents(self, kind: str | None = None) -> Iterator[Document]:
        wanted = sorted(self._collections) if kind is None else [kind]
        with sqlite_faults_as_errors(self._file.path):
            self._db.execute("BEGIN")  # one moment for all tables
            try:
                found = [(kind, self._rows(self._collections[kind], {})) for kind in wanted]
            finally:
                self._db.execute("ROLLBACK")
        return (document for kind, rows in found for document in self._read(kind, rows))

    def put_all(self, documents: Sequence[Document], *, file: str, sha256: str) -> StoredNames:
        del sha256  # names an import that is broken off, which leaves nothing behind here
        refuse_unstorable(documents, file)
        with sqlite_faults_as_errors(self._file.path), transaction(self._db):
            changes = changes_of(documents, self._stored_documents(documents), self._collections)
            refuse_clashes(changes, self._collections.values(), self._holders, file)
            self._write(changes)
        return changes.stored()

    def delete(self, kind: str, key: str) -> bool:
        collection = self._collections[kind]
        if not can_be_stored(key):
            return False
        with sqlite_faults_as_errors(self._file.path), transaction(self._db):
            return self._remove(collection, key)

    def unfinished(self) -> tuple[ImportRecord, ...]:
        """None ever: an import that is broken off leaves nothing behind."""
        return ()

    def status(self) -> Status:
        with sqlite_faults_as_errors(self._file.path):
            counts = {
                kind: self._db.execute(f"SELECT count(*) FROM {quote_name(c.name)}").fetchone()[0]  # noqa: S608
                for kind, c in sorted(self._collections.items())
            }
            (since,) = self._db.execute("SELECT created_at FROM iacheck").fetchone()
            found = [said for (said,) in self._db.execute("PRAGMA quick_check(1)")]
            others = other_tables(self._db, self._collections.values())
        wrong = tuple(
            Problem(damaged_message(self._file.path, said)) for said in found if said != "ok"
        )
        return Status(f"sqlite:{self._file.path}", counts, VERSION, since, wrong, others)

    def _find(self, collection: Collection, texts: Mapping[str, str]) -> Iterator[Document]:
        if not can_be_stored(*texts.values()):
            return iter(())
        with sqlite_faults_as_errors(self._file.path):
            rows = self._rows(collection, texts)
        return self._read(collection.kind, rows)

    def _rows(self, collection: Collection, texts: Mapping[str, str]) -> list[_Row]:
        """Rows in order of key, which Python and SQLite see alike."""
        where = " AND ".join(f"{quote_name(column)} = ?" for column in texts) or "TRUE"
        rows = self._db.execute(
            f"SELECT _id, _body, _origin FROM {quote_name(collection.name)} WHERE {where}",  # noqa: S608
            tuple(texts.values()),
        ).fetchall()
        self._file.refuse_change()
        return sorted(rows)

    def _read(self, kind: str, rows: Iterable[_Row]) -> Iterator[Document]:
        with sqlite_faults_as_errors(self._file.path):
            for key, body, origin in rows:
                yield Document(
                    kind,
                    key,
                    decode_body(body),
                    None if origin is None else origin_of(decode_body(origin)),
                )

    def _stored_documents(self, documents: Iterable[Document]) -> dict[str, Document]:
        found = (self.get(document.kind, document.key) for document in documents)
        return {document.name: document for document in found if document is not None}

    def _holders(
        self, collection: Collection, fields: tuple[str, ...], wanted: Sequence[Seat]
    ) -> dict[Seat, str]:
        rows = ((s, self._rows(collection, dict(zip(fields, s, strict=True)))) for s in wanted)
        return {seat: found[0][0] for seat, found in rows if found}

    def _write(self, changes: Changes) -> None:
        """All old rows go before new ones come: documents may exchange their unique fields."""
        for document in changes.replaced + changes.retold:
            self._remove(self._collections[document.kind], document.key)
        for document in changes.added + changes.replaced + changes.retold:
            insert(
                self._db,
                self._collections[document.kind],
                document.body,
                bson.encode(document.body),
                None if document.origin is None else bson.encode(origin_fields(document.origin)),
            )

    def _remove(self, collection: Collection, key: str) -> bool:
        gone = self._db.execute(f"DELETE FROM {quote_name(collection.name)} WHERE _id = ?", (key,))  # noqa: S608
        return gone.rowcount > 0
