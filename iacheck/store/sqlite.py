"""The embedded store: one SQLite file, a table for each kind, documents as BSON.

All or nothing is one transaction, and readers go on while another program writes.
"""

from __future__ import annotations

import contextlib
import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from iacheck.cases.holdings import Holdings
from iacheck.documents.document import Document, Version
from iacheck.language.problems import Problem
from iacheck.store.base import Collection, ImportRecord, Status, Store, StoredNames
from iacheck.store.changes import Changes, Seat, changes_of, refuse_clashes, refuse_unstorable
from iacheck.store.clock import Clock, now, timestamp
from iacheck.store.history import (
    in_order,
    keep_documents,
    removal_rows,
    version_row,
)
from iacheck.store.layouts import LAYOUT, older_version_message
from iacheck.store.lookups import can_be_stored, check_lookup, check_row_lookup
from iacheck.store.past_version import NO_REASON, PastVersion, Removal
from iacheck.store.shelves import VERSIONS, Row, Shelf
from iacheck.store.sqlite_faults import damaged_message, sqlite_faults_as_errors
from iacheck.store.sqlite_file import StoreFile, open_file
from iacheck.store.sqlite_holdings import KindTable, SqliteHoldings
from iacheck.store.sqlite_layout import (
    columns_of,
    decode_document,
    insert,
    is_prepared,
    key_columns,
    other_tables,
    prepare,
    transaction,
    version_of,
)
from iacheck.store.sqlite_shelves import (
    highest_kept_numbers,
    holds_nothing,
    in_batches,
    put_rows,
    quote_name,
    shelf_columns,
    shelf_rows,
)
from iacheck.store.stale import refuse_stale
from iacheck.store.temporary_holdings import Rows, laid_aside, rows_aside

_PATIENCE_S = 10.0

_Row = tuple[str, bytes, bytes | None]


def open_sqlite(
    location: str,
    collections: Iterable[Collection],
    *,
    create: bool,
    patience: float = _PATIENCE_S,
    clock: Clock = now,
) -> SqliteStore:
    """The store in a file; `patience` is how many seconds to wait for other writers.

    Raises NothingToCheck and CannotRun as `store.open` tells.
    """
    known = tuple(collections)
    file = open_file(Path(location), known, create=create, patience=patience)
    return SqliteStore(file, known, clock, prepared=create)


class SqliteStore(Store):
    """A `Store` in an open file.

    One that is not `prepared` for this version and these kinds is read as it is, and prepared
    when something is to be written.
    """

    def __init__(
        self,
        file: StoreFile,
        collections: Sequence[Collection],
        clock: Clock,
        *,
        prepared: bool,
    ) -> None:
        self._file = file
        self._db = file.connection
        self._collections: Mapping[str, Collection] = {c.kind: c for c in collections}
        self._clock = clock
        self._prepared = prepared

    def close(self) -> None:
        self._db.close()

    def init(self) -> None:
        with sqlite_faults_as_errors(self._file.path):
            self._prepare()

    def _prepare(self) -> None:
        prepare(self._db, tuple(self._collections.values()))
        self._prepared = True

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

    @contextlib.contextmanager
    def reading(self) -> Iterator[Holdings]:
        collections = tuple(self._collections.values())
        with sqlite_faults_as_errors(self._file.path):
            if not is_prepared(self._db, collections):
                with self._apart() as holdings:
                    yield holdings
                return
            self._db.execute("BEGIN")
            try:
                # The moment is that of the first reading.
                self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()
                tables = {c.kind: KindTable(c.name, key_columns(c), c.seals) for c in collections}
                yield SqliteHoldings(self._db, tables, self._file.path)
                self._file.refuse_change()
            finally:
                self._db.execute("ROLLBACK")

    def _apart(self) -> AbstractContextManager[Holdings]:
        """The documents in their present form, in another place."""
        found = itertools.groupby(self.documents(), lambda document: document.kind)
        rows = {kind: list(rows_aside(of, self._collections[kind])) for kind, of in found}
        none: dict[str, Rows] = dict.fromkeys(self._collections, ())
        return laid_aside(none | rows, self._collections.values(), str(self._file.path))

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
        del sha256  # names an import that is broken off, which leaves nothing behind here
        refuse_unstorable(documents, file)
        with self._writing():
            changes = changes_of(documents, self._stored_documents(documents), self._collections)
            if not force:
                refuse_stale(changes, self._past)
            refuse_clashes(changes, self._collections.values(), self._holders, file)
            if not as_they_are:
                kept = self._highest(changes.told)
                changes = changes.numbered(kept, timestamp(self._clock), by)
            self._write(changes)
        return changes.stored()

    def delete(self, kind: str, key: str, removal: Removal = NO_REASON) -> bool:
        collection = self._collections[kind]
        if not can_be_stored(key):
            return False
        with self._writing():
            present = self.get(kind, key)
            past, at = self._past(f"{kind}/{key}"), timestamp(self._clock)
            put_rows(self._db, VERSIONS, removal_rows(present, past, at, removal))
            gone = self._remove(collection, key)
        if removal.erase:
            with sqlite_faults_as_errors(self._file.path):
                # What is forgotten stands nowhere in the file any more, nor in its log.
                self._db.execute("VACUUM")
                self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return gone

    def history(self, kind: str, key: str) -> tuple[PastVersion, ...]:
        present = self.get(kind, key)
        return in_order(present, self.rows(VERSIONS, document=f"{kind}/{key}"))

    def rows(self, shelf: Shelf, /, **fields: str) -> list[Row]:
        texts = check_row_lookup(shelf, fields)
        if not can_be_stored(*texts.values()):
            return []
        with sqlite_faults_as_errors(self._file.path):
            if not (self._prepared or shelf_columns(self._db, shelf)):
                return []
            found = shelf_rows(self._db, shelf, texts)
            self._file.refuse_change()
        return found

    def keep(
        self,
        documents: Sequence[Document],
        rows_for: Callable[[Mapping[str, Version]], Mapping[Shelf, Sequence[Row]]],
    ) -> None:
        names = [document.name for document in documents]
        with self._writing():
            stored = self._stored_documents(documents)
            kept = keep_documents(documents, stored, self._highest(names))
            put_rows(self._db, VERSIONS, kept.copies)
            for shelf, some in rows_for(kept.versions).items():
                put_rows(self._db, shelf, some)

    def put_rows(self, rows: Mapping[Shelf, Sequence[Row]]) -> None:
        with self._writing():
            for shelf, some in rows.items():
                put_rows(self._db, shelf, some)

    def _past(self, name: str) -> Sequence[Row]:
        return shelf_rows(self._db, VERSIONS, {"document": name})

    def _highest(self, names: Sequence[str]) -> dict[str, int]:
        return {} if holds_nothing(self._db, VERSIONS) else highest_kept_numbers(self._db, names)

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        """Alone in writing to a store that is prepared; everything or nothing."""
        with sqlite_faults_as_errors(self._file.path):
            if not self._prepared:
                self._prepare()
            with transaction(self._db):
                yield

    def unfinished(self) -> tuple[ImportRecord, ...]:
        """None ever: an import that is broken off leaves nothing behind."""
        return ()

    def status(self) -> Status:
        with sqlite_faults_as_errors(self._file.path):
            counts = {kind: self._count(c) for kind, c in sorted(self._collections.items())}
            (since,) = self._db.execute("SELECT created_at FROM iacheck").fetchone()
            version = version_of(self._db)
            found = [said for (said,) in self._db.execute("PRAGMA quick_check(1)")]
            others = other_tables(self._db, self._collections.values())
        uri = f"sqlite:{self._file.path}"
        wrong = [Problem(damaged_message(self._file.path, said)) for said in found if said != "ok"]
        if version < LAYOUT:
            wrong.append(Problem(older_version_message(uri, version), level="notice"))
        return Status(uri, counts, version, since, tuple(wrong), others)

    def _count(self, collection: Collection) -> int:
        if not columns_of(self._db, collection):
            return 0
        rows = self._db.execute(f"SELECT count(*) FROM {quote_name(collection.name)}")  # noqa: S608
        count: int = rows.fetchone()[0]
        return count

    def _find(self, collection: Collection, texts: Mapping[str, str]) -> Iterator[Document]:
        if not can_be_stored(*texts.values()):
            return iter(())
        with sqlite_faults_as_errors(self._file.path):
            rows = self._rows(collection, texts)
        found = self._read(collection.kind, rows)
        # A table of an older version may lack the columns to look for them by.
        return (d for d in found if all(d.body.get(field) == texts[field] for field in texts))

    def _rows(self, collection: Collection, texts: Mapping[str, str]) -> list[_Row]:
        """Rows in order of key, which Python and SQLite see alike.

        They have these texts in the columns that there are; none where there is no table.
        """
        columns = texts.keys() if self._prepared else columns_of(self._db, collection)
        if not (self._prepared or columns):
            return []
        known = {column: text for column, text in texts.items() if column in columns}
        where = " AND ".join(f"{quote_name(column)} = ?" for column in known) or "TRUE"
        rows = self._db.execute(
            f"SELECT _id, _body, _origin FROM {quote_name(collection.name)} WHERE {where}",  # noqa: S608
            tuple(known.values()),
        ).fetchall()
        self._file.refuse_change()
        return sorted(rows)

    def _read(self, kind: str, rows: Iterable[_Row]) -> Iterator[Document]:
        with sqlite_faults_as_errors(self._file.path):
            for row in rows:
                yield decode_document(kind, *row)

    def _stored_documents(self, documents: Iterable[Document]) -> dict[str, Document]:
        keys: dict[str, list[str]] = defaultdict(list)
        for document in documents:
            keys[document.kind].append(document.key)
        found = (
            document
            for kind, of_kind in keys.items()
            for some in in_batches(of_kind)
            for document in self._read(kind, self._rows_of(self._collections[kind], some))
        )
        return {document.name: document for document in found}

    def _rows_of(self, collection: Collection, keys: Sequence[str]) -> list[_Row]:
        """The rows that there are of these keys, in no order."""
        places = ", ".join("?" * len(keys))
        table = quote_name(collection.name)
        return self._db.execute(
            f"SELECT _id, _body, _origin FROM {table} WHERE _id IN ({places})",  # noqa: S608
            tuple(keys),
        ).fetchall()

    def _holders(
        self, collection: Collection, fields: tuple[str, ...], wanted: Sequence[Seat]
    ) -> dict[Seat, str]:
        if not wanted or self._is_empty(collection):
            return {}
        rows = ((s, self._rows(collection, dict(zip(fields, s, strict=True)))) for s in wanted)
        return {seat: found[0][0] for seat, found in rows if found}

    def _is_empty(self, collection: Collection) -> bool:
        table = quote_name(collection.name)
        return self._db.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() is None  # noqa: S608

    def _write(self, changes: Changes) -> None:
        """All old rows go before new ones come: documents may exchange their unique fields."""
        put_rows(self._db, VERSIONS, map(version_row, changes.past))
        for document in changes.replaced + changes.retold:
            self._remove(self._collections[document.kind], document.key)
        coming: dict[str, list[Document]] = defaultdict(list)
        for document in changes.added + changes.replaced + changes.retold:
            coming[document.kind].append(document)
        for kind, documents in coming.items():
            insert(self._db, self._collections[kind], documents)

    def _remove(self, collection: Collection, key: str) -> bool:
        gone = self._db.execute(f"DELETE FROM {quote_name(collection.name)} WHERE _id = ?", (key,))  # noqa: S608
        return gone.rowcount > 0
