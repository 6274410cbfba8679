"""Shelves in the embedded store: a table each, with a column for each field."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import bson

from iacheck.store.shelves import VERSIONS, Row, Shelf
from iacheck.store.values import json_value

# SQLite takes no more than 999 values at a time where it is old.
BATCH = 500


def quote_name(identifier: str) -> str:
    """A table's or column's name as SQL takes it."""
    return '"' + identifier.replace('"', '""') + '"'


def in_batches(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    """Parts small enough for one statement."""
    return (keys[at : at + BATCH] for at in range(0, len(keys), BATCH))


def shelf_columns(db: sqlite3.Connection, shelf: Shelf) -> frozenset[str]:
    """The columns that the shelf has here; none where it is not there."""
    found = db.execute(f"PRAGMA table_info({quote_name(shelf.name)})")
    return frozenset(name for _, name, *_ in found)


def is_made(db: sqlite3.Connection, shelf: Shelf) -> bool:
    """Whether the shelf is there, with all columns."""
    return shelf_columns(db, shelf) >= {"_id", *shelf.columns}


def make_shelf(db: sqlite3.Connection, shelf: Shelf) -> None:
    """Make the table and its indexes, or what it lacks of columns."""
    table, there = quote_name(shelf.name), shelf_columns(db, shelf)
    if there:
        for column in shelf.columns:
            if column not in there:
                db.execute(f"ALTER TABLE {table} ADD COLUMN {quote_name(column)}")
        return
    columns = ", ".join(map(quote_name, shelf.columns))
    db.execute(f"CREATE TABLE {table} (_id TEXT PRIMARY KEY NOT NULL, {columns})")
    for group in shelf.keys:
        called = quote_name(f"INDEX {shelf.name} {' '.join(group)}")
        db.execute(f"CREATE INDEX {called} ON {table} ({', '.join(map(quote_name, group))})")


def holds_nothing(db: sqlite3.Connection, shelf: Shelf) -> bool:
    """Whether there is nothing on it."""
    return db.execute(f"SELECT 1 FROM {quote_name(shelf.name)} LIMIT 1").fetchone() is None  # noqa: S608


def shelf_rows(db: sqlite3.Connection, shelf: Shelf, fields: Mapping[str, str]) -> list[Row]:
    """The rows with these texts, in order of `_id`, with the columns that there are."""
    where = " AND ".join(f"{quote_name(name)} = ?" for name in fields) or "TRUE"
    there = shelf_columns(db, shelf)
    names = ("_id", *(name for name in shelf.columns if name in there))
    found = db.execute(
        f"SELECT {', '.join(map(quote_name, names))} FROM {quote_name(shelf.name)} "  # noqa: S608
        f"WHERE {where} ORDER BY _id",
        tuple(fields.values()),
    )
    return [
        {
            name: _unpacked(value) if name in shelf.packed and value is not None else value
            for name, value in zip(names, row, strict=True)
        }
        for row in found
    ]


def highest_kept_numbers(db: sqlite3.Connection, documents: Sequence[str]) -> dict[str, int]:
    """By name, the highest number of a version on the shelf, of those documents that have some."""
    return {
        name: number
        for some in in_batches(documents)
        for name, number in db.execute(
            f"SELECT document, max(number) FROM {quote_name(VERSIONS.name)} "  # noqa: S608
            f"WHERE document IN ({', '.join('?' * len(some))}) GROUP BY document",
            tuple(some),
        )
    }


def put_rows(db: sqlite3.Connection, shelf: Shelf, rows: Iterable[Row]) -> None:
    """Each row, in the place of one with the same `_id`."""
    names = ("_id", *shelf.columns)
    places = ", ".join("?" * len(names))
    values = (
        [
            bson.encode({"": row[name]})
            if name in shelf.packed and row.get(name) is not None
            else row.get(name)
            for name in names
        ]
        for row in rows
    )
    into = f"{quote_name(shelf.name)} ({', '.join(map(quote_name, names))})"
    db.executemany(f"INSERT OR REPLACE INTO {into} VALUES ({places})", values)  # noqa: S608


def _unpacked(data: bytes) -> Any:
    value = bson.decode(data)[""]
    return value if isinstance(value, bytes) else json_value(value)
