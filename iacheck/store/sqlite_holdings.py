"""The documents in tables of SQLite as holdings: nothing is read before it is asked for."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from iacheck.documents.document import Body, Document, Origin, StoredDocument
from iacheck.documents.seals import Seals
from iacheck.language.frozen import frozen
from iacheck.store.encoding import decode_fields
from iacheck.store.sqlite_faults import sqlite_faults_as_errors
from iacheck.store.sqlite_shelves import quote_name
from iacheck.store.values import CONTENT, origin_of

# SQLite takes no more than 999 values at a time where it is old.
_BATCH: Final = 500
# What BSON has before the parts that were not read, as `values.origin_fields` writes them.
_UNREAD: Final = b"\x04unread\x00"
# Of key, and rows of one key as they came.
_IN_ORDER: Final = "ORDER BY _id, rowid"


@frozen
class KindTable:
    """The table of a kind, and the columns by which its documents are found beside `_id`.

    Without `seals`, nothing is known of what is right.
    """

    name: str
    columns: Collection[str]
    seals: Seals | None = None

    def is_sealed(self, body: bytes, origin: bytes | None) -> bool:
        """Whether the seal of the body stands in what is kept beside it."""
        return self.seals is not None and self.seals.is_on(body, origin)


@frozen
class SqliteHoldings:
    """The documents of some kinds, in a database that is not written to meanwhile.

    Documents stand there in their present form. `file` is what messages call the store.
    """

    database: sqlite3.Connection
    tables: Mapping[str, KindTable]
    file: Path

    def __iter__(self) -> Iterator[Document]:
        for kind in sorted(self.tables):
            yield from self.of_kind(kind)

    def __bool__(self) -> bool:
        with sqlite_faults_as_errors(self.file):
            return any(
                self.database.execute(f"SELECT 1 FROM {quote_name(t.name)} LIMIT 1").fetchone()  # noqa: S608
                for t in self.tables.values()
            )

    def of_kind(self, kind: str) -> Iterator[Document]:
        return self._read(kind, _IN_ORDER)

    def unsealed(self) -> Iterator[Document]:
        for kind in sorted(self.tables):
            is_sealed = self.tables[kind].is_sealed
            for key, body, origin in self._rows(kind, _IN_ORDER):
                if not is_sealed(body, origin):
                    yield self._document(kind, key, body, origin)

    def having(self, kind: str, field: str, texts: Collection[str]) -> Iterator[Document]:
        if field != "_id" and field not in self.tables[kind].columns:
            found = [d for d in self.of_kind(kind) if d.body.get(field) in texts]
            return iter(found)
        listed = list(texts)
        found = [
            document
            for some in (listed[at : at + _BATCH] for at in range(0, len(listed), _BATCH))
            for document in self._read(
                kind, f"WHERE {quote_name(field)} IN ({', '.join('?' * len(some))})", some
            )
        ]
        return iter(sorted(found, key=lambda document: document.key))

    def texts(self, kind: str, *fields: str) -> Iterator[tuple[tuple[str | None, ...], int]]:
        table = self.tables[kind]
        if not set(fields) <= set(table.columns):
            yield from Counter(_texts_of(d.body, fields) for d in self.of_kind(kind)).items()
            return
        columns = ", ".join(map(quote_name, fields))
        with sqlite_faults_as_errors(self.file):
            for *texts, count in self.database.execute(
                f"SELECT {columns}, count(*) FROM {quote_name(table.name)} GROUP BY {columns}"  # noqa: S608
            ):
                yield tuple(texts), count

    def _read(self, kind: str, which: str, values: Collection[str] = ()) -> Iterator[Document]:
        for key, body, origin in self._rows(kind, which, values):
            yield self._document(kind, key, body, origin)

    def _rows(
        self, kind: str, which: str, values: Collection[str] = ()
    ) -> Iterator[tuple[str, bytes, bytes | None]]:
        table = quote_name(self.tables[kind].name)
        with sqlite_faults_as_errors(self.file):
            yield from self.database.execute(
                f"SELECT _id, _body, _origin FROM {table} {which}",  # noqa: S608
                tuple(values),
            )

    def _document(self, kind: str, key: str, body: bytes, origin: bytes | None) -> Document:
        document = Document(kind, key, decode_fields(body))
        if origin is None:
            return document

        def look_up() -> Origin | None:
            with sqlite_faults_as_errors(self.file):
                told = decode_fields(origin)
                is_sealed = self.tables[kind].is_sealed(body, origin)
                return origin_of(told) if is_sealed else _told_of(document, told)

        found = look_up() if _UNREAD in origin else None
        partly = found is not None and bool(found.unread)
        return StoredDocument(kind, key, document.body, look_up, is_partly_read=partly)


def _told_of(document: Document, provenance: Mapping[str, Any]) -> Origin | None:
    """Where a document came from, unless that is told of other content than it has now."""
    content = provenance.get(CONTENT)
    if content is not None and content != document.sha256:
        return None
    return origin_of(provenance)


def _texts_of(body: Body, fields: Collection[str]) -> tuple[str | None, ...]:
    values: Iterator[Any] = map(body.get, fields)
    return tuple(value if isinstance(value, str) else None for value in values)
