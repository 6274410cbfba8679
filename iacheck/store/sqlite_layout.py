"""The tables of the embedded store, made and kept in step with the kinds' key fields."""

from __future__ import annotations

import contextlib
import datetime
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import bson
from bson.codec_options import CodecOptions, TypeDecoder, TypeRegistry
from bson.int64 import Int64

from iacheck.store.base import Collection

APPLICATION_ID: Final = 0x69614368  # tells a store from any other SQLite file
VERSION: Final = 1

_COLUMNS: Final = "_id TEXT PRIMARY KEY NOT NULL, _body BLOB NOT NULL, _origin BLOB"
_ABOUT: Final = "CREATE TABLE iacheck (created_at TEXT NOT NULL)"


class _Integers(TypeDecoder):
    """Integers of more than 32 bits, read as what they were."""

    bson_type = Int64

    def transform_bson(self, value: Any) -> int:
        return int(value)


_CODEC: Final = CodecOptions[dict[str, Any]](type_registry=TypeRegistry([_Integers()]))


def decode_body(data: bytes) -> dict[str, Any]:
    """The JSON values that were encoded. Raises bson's BSONError for damaged bytes."""
    return bson.decode(data, _CODEC)


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


def prepare(db: sqlite3.Connection, collections: Iterable[Collection]) -> None:
    """Make what is missing; a table whose key fields have changed is laid out anew."""
    with transaction(db):
        if _ABOUT not in _statements_of(db, "iacheck"):
            db.execute(_ABOUT)
            now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
            db.execute("INSERT INTO iacheck VALUES (?)", (now,))
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            db.execute(f"PRAGMA user_version = {VERSION}")
        for collection in collections:
            if not _is_laid_out(db, collection):
                _lay_out(db, collection)


def is_prepared(db: sqlite3.Connection, collections: Iterable[Collection]) -> bool:
    """Whether every table is there, with the key fields that it should have."""
    return all(_is_laid_out(db, collection) for collection in collections)


def other_tables(db: sqlite3.Connection, collections: Iterable[Collection]) -> tuple[str, ...]:
    """The tables of documents of other kinds that have any in them."""
    known = {collection.name for collection in collections}
    laid_out = db.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE ?", (f"%({_COLUMNS}%",)
    )
    others = sorted(table for (table,) in laid_out.fetchall() if table not in known)
    return tuple(
        table
        for table in others
        if db.execute(f"SELECT 1 FROM {quote_name(table)} LIMIT 1").fetchone()  # noqa: S608
    )


def insert(
    db: sqlite3.Connection,
    collection: Collection,
    body: Mapping[str, Any],
    encoded: bytes,
    origin: bytes | None,
) -> None:
    """Add a row; `encoded` is the body as bytes."""
    texts = (body.get(field) for field in _fields(collection))
    row = [body["_id"], encoded, origin, *(t if isinstance(t, str) else None for t in texts)]
    places = ", ".join("?" * len(row))
    db.execute(f"INSERT INTO {quote_name(collection.name)} VALUES ({places})", row)  # noqa: S608


def quote_name(identifier: str) -> str:
    """A table's or column's name as SQL takes it."""
    return '"' + identifier.replace('"', '""') + '"'


def _fields(collection: Collection) -> tuple[str, ...]:
    unique = (field for group in collection.unique for field in group)
    return tuple(dict.fromkeys((*collection.keys, *unique)))


def _table_statements(collection: Collection) -> list[str]:
    """The statements that make the table and its indexes, in order."""
    table = collection.name
    columns = "".join(f", {quote_name(field)} TEXT" for field in _fields(collection))
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
    rows: list[tuple[bytes, bytes | None]] = []
    if _statements_of(db, collection.name):
        rows = db.execute(f"SELECT _body, _origin FROM {table}").fetchall()  # noqa: S608
        db.execute(f"DROP TABLE {table}")
    for statement in _table_statements(collection):
        db.execute(statement)
    for encoded, origin in rows:
        insert(db, collection, decode_body(encoded), encoded, origin)
