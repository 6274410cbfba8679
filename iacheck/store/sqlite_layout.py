"""The tables of the embedded store, made and kept in step with the kinds' key fields."""

from __future__ import annotations

import contextlib
import datetime
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import bson

from iacheck.documents.document import Document, Version
from iacheck.store.base import Collection
from iacheck.store.encoding import decode_fields
from iacheck.store.kept_documents import encoded_body
from iacheck.store.layouts import LAYOUT, present_form
from iacheck.store.shelves import SHELVES
from iacheck.store.sqlite_shelves import is_made, make_shelf, quote_name
from iacheck.store.values import provenance_fields, with_provenance

APPLICATION_ID: Final = 0x69614368  # tells a store from any other SQLite file

_COLUMNS: Final = "_id TEXT PRIMARY KEY NOT NULL, _body BLOB NOT NULL, _origin BLOB"
_ABOUT: Final = "CREATE TABLE iacheck (created_at TEXT NOT NULL)"


def decode_document(kind: str, key: str, body: bytes, origin: bytes | None) -> Document:
    """What a row holds, in its present form. Raises bson's BSONError for damaged bytes."""
    found = Document(kind, key, decode_fields(body), version=Version(1))
    return present_form(with_provenance(found, None if origin is None else decode_fields(origin)))


def encode_document(document: Document) -> tuple[bytes, bytes | None]:
    """A document's body and, where anything is known of it, its provenance."""
    beside = provenance_fields(document)
    return encoded_body(document), None if beside is None else bson.encode(beside)


@contextlib.contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Alone in writing; everything or, after any exception, nothing."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:  # a full disk has ended it already
            db.execute("ROLLBACK")
        raise


def prepare(db: sqlite3.Connection, collections: Sequence[Collection]) -> None:
    """Make what is missing, and bring forward what an older version has made.

    A table whose key fields have changed is laid out anew.
    """
    if is_prepared(db, collections):
        return
    with transaction(db):
        version = version_of(db)
        if _ABOUT not in _statements_of(db, "iacheck"):
            db.execute(_ABOUT)
            now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
            db.execute("INSERT INTO iacheck VALUES (?)", (now,))
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        for shelf in SHELVES:
            if not is_made(db, shelf):
                make_shelf(db, shelf)
        for collection in collections:
            if version < LAYOUT or not _is_laid_out(db, collection):
                _lay_out(db, collection)
        if version < LAYOUT:
            for table in _other_tables(db, collections):
                _bring_forward(db, table)
            db.execute(f"PRAGMA user_version = {LAYOUT}")
    if 0 < version < LAYOUT:
        db.execute("VACUUM")  # what was stored before stands nowhere in the file any more


def version_of(db: sqlite3.Connection) -> int:
    """The version of the store; 0 where nothing has been made yet."""
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    return version


def is_prepared(db: sqlite3.Connection, collections: Iterable[Collection]) -> bool:
    """Whether every table is there, as this version makes it."""
    return (
        version_of(db) == LAYOUT
        and all(is_made(db, shelf) for shelf in SHELVES)
        and all(_is_laid_out(db, c) for c in collections)
    )


def columns_of(db: sqlite3.Connection, collection: Collection) -> frozenset[str]:
    """The columns of a table; none where there is no such table."""
    found = db.execute(f"PRAGMA table_info({quote_name(collection.name)})")
    return frozenset(name for _, name, *_ in found)


def other_tables(db: sqlite3.Connection, collections: Iterable[Collection]) -> tuple[str, ...]:
    """The tables of documents of other kinds that have any in them."""
    return tuple(
        table
        for table in _other_tables(db, collections)
        if db.execute(f"SELECT 1 FROM {quote_name(table)} LIMIT 1").fetchone()  # noqa: S608
    )


def _other_tables(db: sqlite3.Connection, collections: Iterable[Collection]) -> Sequence[str]:
    known = {collection.name for collection in collections}
    laid_out = db.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE ?", (f"%({_COLUMNS}%",)
    )
    return sorted(table for (table,) in laid_out.fetchall() if table not in known)


def insert(db: sqlite3.Connection, collection: Collection, documents: Iterable[Document]) -> None:
    """Add a row for each document."""
    fields = key_columns(collection)
    places = ", ".join("?" * (3 + len(fields)))
    rows = (row_of(document, fields) for document in documents)
    db.executemany(f"INSERT INTO {quote_name(collection.name)} VALUES ({places})", rows)  # noqa: S608


def row_of(document: Document, fields: Sequence[str]) -> Sequence[str | bytes | None]:
    """Key, body, provenance, and the texts that the document has in some fields."""
    texts = (document.head.get(field) for field in fields)
    keys = (text if isinstance(text, str) else None for text in texts)
    return [document.key, *encode_document(document), *keys]


def key_columns(collection: Collection) -> tuple[str, ...]:
    """The columns by which documents are found, beside `_id`."""
    unique = (field for group in collection.unique for field in group)
    return tuple(dict.fromkeys((*collection.keys, *unique)))


def _table_statements(collection: Collection) -> list[str]:
    """The statements that make the table and its indexes, in order."""
    table = collection.name
    columns = "".join(f", {quote_name(field)} TEXT" for field in key_columns(collection))
    return [
        f"CREATE TABLE {quote_name(table)} ({_COLUMNS}{columns})",
        *(_index("UNIQUE INDEX", table, group) for group in collection.unique),
        *(_index("INDEX", table, (field,)) for field in collection.keys),
    ]


def _index(what: str, table: str, fields: Sequence[str]) -> str:
    called = quote_name(f"{what} {table} {' '.join(fields)}")
    return f"CREATE {what} {called} ON {quote_name(table)} ({', '.join(map(quote_name, fields))})"


def _statements_of(db: sqlite3.Connection, table: str) -> set[str]:
    """The statements with which a table and its indexes were made: SQLite keeps their text."""
    found = db.execute(
        "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL", (table,)
    )
    return {sql for (sql,) in found}


def _is_laid_out(db: sqlite3.Connection, collection: Collection) -> bool:
    return _statements_of(db, collection.name) == set(_table_statements(collection))


def _lay_out(db: sqlite3.Connection, collection: Collection) -> None:
    table = quote_name(collection.name)
    documents: list[Document] = []
    if _statements_of(db, collection.name):
        documents = _documents_of(db, collection.kind, collection.name)
        db.execute(f"DROP TABLE {table}")
    for statement in _table_statements(collection):
        db.execute(statement)
    insert(db, collection, documents)


def _bring_forward(db: sqlite3.Connection, table: str) -> None:
    """Store what is in the table of a kind that is not known here in its present form."""
    for document in _documents_of(db, table, table):
        db.execute(
            f"UPDATE {quote_name(table)} SET _body = ?, _origin = ? WHERE _id = ?",  # noqa: S608
            (*encode_document(document), document.key),
        )


def _documents_of(db: sqlite3.Connection, kind: str, table: str) -> list[Document]:
    rows = db.execute(f"SELECT _id, _body, _origin FROM {quote_name(table)}")  # noqa: S608
    return [decode_document(kind, *row) for row in rows]
