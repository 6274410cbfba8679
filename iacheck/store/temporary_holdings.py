"""Documents laid aside for one run, out of memory: a temporary database that nobody else sees."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from iacheck.cases.holdings import Holdings
from iacheck.documents.document import Document
from iacheck.store.base import Collection
from iacheck.store.sqlite_holdings import KindTable, SqliteHoldings
from iacheck.store.sqlite_layout import key_columns, row_of
from iacheck.store.sqlite_shelves import quote_name

# Key, body, provenance, and the texts in the key columns; of one kind, in order of key.
Rows: TypeAlias = Iterable[Sequence[str | bytes | None]]


@contextlib.contextmanager
def laid_aside(
    rows: Mapping[str, Rows], collections: Iterable[Collection], store: str
) -> Iterator[Holdings]:
    """Documents of these collections, by kind, while they are needed.

    They come from `store`, as messages call it. SQLite keeps them in memory while they are few, and
    else in a file without a name, which is gone whatever happens.
    """
    kinds = {collection.kind: collection for collection in collections}
    with contextlib.closing(sqlite3.connect("", isolation_level=None)) as database:
        tables = {}
        for kind, of_kind in rows.items():
            columns = key_columns(kinds[kind])
            _lay_out(database, kind, columns, of_kind)
            tables[kind] = KindTable(kind, columns, kinds[kind].seals)
        yield SqliteHoldings(database, tables, Path(store))


def rows_aside(documents: Iterable[Document], collection: Collection) -> Rows:
    """Documents of a kind, as rows."""
    columns = key_columns(collection)
    return (row_of(document, columns) for document in documents)


def _lay_out(database: sqlite3.Connection, kind: str, columns: Sequence[str], rows: Rows) -> None:
    table = quote_name(kind)
    texts = "".join(f", {quote_name(column)} TEXT" for column in columns)
    database.execute(f"CREATE TABLE {table} (_id TEXT, _body BLOB, _origin BLOB{texts})")
    places = ", ".join("?" * (3 + len(columns)))
    database.execute("BEGIN")
    database.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608
    for column in ("_id", *columns):
        index = quote_name(f"{kind} {column}")
        database.execute(f"CREATE INDEX {index} ON {table} ({quote_name(column)})")
    database.execute("COMMIT")
