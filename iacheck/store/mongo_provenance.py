"""Documents of MongoDB and their provenance, put side by side as they are read."""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Iterable, Sequence

import bson

from iacheck.store.base import Collection
from iacheck.store.mongo_moment import Fields
from iacheck.store.mongo_rows import document_of
from iacheck.store.sqlite_layout import key_columns
from iacheck.store.temporary_holdings import Rows
from iacheck.store.values import is_json, key_of


class Provenance:
    """Provenance by the name of its document, out of memory."""

    def __init__(self, rows: Iterable[Fields]) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
        weakref.finalize(self, self._database.close)
        self._database.execute("CREATE TABLE provenance (name TEXT PRIMARY KEY, told BLOB)")
        told = ((row["_id"], bson.encode(row)) for row in rows)
        self._database.execute("BEGIN")
        self._database.executemany("INSERT INTO provenance VALUES (?, ?)", told)
        self._database.execute("COMMIT")

    def rows(self, found: Iterable[Fields], collection: Collection) -> Rows:
        """The documents of a kind as rows for tables, each with its provenance, if it has any."""
        columns = key_columns(collection)
        of_other_types: list[Sequence[str | bytes | None]] = []
        for fields in found:
            row = self._row(collection, fields, columns)
            # A key that is a text comes before another type's with the same text.
            if isinstance(fields["_id"], str):
                yield row
            else:
                of_other_types.append(row)
        yield from of_other_types

    def _row(
        self, collection: Collection, fields: Fields, columns: Sequence[str]
    ) -> Sequence[str | bytes | None]:
        kind, seals = collection.kind, collection.seals
        encoded, told = bson.encode(fields), self._told_of(f"{kind}/{key_of(fields['_id'])}")
        # What has a seal holds JSON values alone, as it did when it came.
        is_sealed = seals is not None and seals.is_on(encoded, told)
        if not is_sealed and not (isinstance(fields["_id"], str) and is_json(fields)):
            fields = dict(document_of(kind, fields).body)
            encoded = bson.encode(fields)
        texts = (fields.get(column) for column in columns)
        of_columns = (text if isinstance(text, str) else None for text in texts)
        return [fields["_id"], encoded, told, *of_columns]

    def _told_of(self, name: str) -> bytes | None:
        query = "SELECT told FROM provenance WHERE name = ?"
        found = self._database.execute(query, (name,)).fetchone()
        return None if found is None else found[0]
