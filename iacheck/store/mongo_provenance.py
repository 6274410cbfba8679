"""Documents of MongoDB and their provenance, put side by side as they are read."""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import bson
from bson.codec_options import CodecOptions
from bson.raw_bson import RawBSONDocument

from iacheck.store.base import Collection
from iacheck.store.mongo_moment import Fields
from iacheck.store.mongo_rows import document_of
from iacheck.store.sqlite_layout import key_columns
from iacheck.store.temporary_holdings import Rows
from iacheck.store.values import is_json


class Provenance:
    """Provenance by the name of its document, out of memory.

    Rows are taken encoded: most are laid aside as they come. What others are is told by `codec`.
    """

    def __init__(self, rows: Iterable[RawBSONDocument], codec: CodecOptions[Fields]) -> None:
        self._codec = codec
        self._database = sqlite3.connect("", isolation_level=None)
        weakref.finalize(self, self._database.close)
        self._database.execute("CREATE TABLE provenance (name TEXT PRIMARY KEY, told BLOB)")
        told = ((row["_id"], row.raw) for row in rows)
        self._database.execute("BEGIN")
        self._database.executemany("INSERT INTO provenance VALUES (?, ?)", told)
        self._database.execute("COMMIT")

    def rows(self, found: Iterable[RawBSONDocument], collection: Collection) -> Rows:
        """The documents of a kind as rows for tables, each with its provenance, if it has any."""
        columns = key_columns(collection)
        of_other_types: list[Sequence[str | bytes | None]] = []
        for encoded in found:
            row = self._row(collection, encoded, columns)
            # A key that is a text comes before another type's with the same text.
            if isinstance(encoded["_id"], str):
                yield row
            else:
                of_other_types.append(row)
        yield from of_other_types

    def _row(
        self, collection: Collection, row: RawBSONDocument, columns: Sequence[str]
    ) -> Sequence[str | bytes | None]:
        kind, seals, encoded, key = collection.kind, collection.seals, bytes(row.raw), row["_id"]
        told = self._told_of(f"{kind}/{key}") if isinstance(key, str) else None
        fields: Mapping[str, Any] = row
        # What has a seal holds JSON values alone, as it did when it came.
        if seals is None or not seals.is_on(encoded, told):
            decoded = bson.decode(encoded, self._codec)
            fields = decoded
            if not isinstance(key, str) or not is_json(decoded):
                fields = document_of(kind, decoded).body
                told = self._told_of(f"{kind}/{fields['_id']}")
            encoded = bson.encode(fields)
        texts = (fields.get(column) for column in columns)
        of_columns = (text if isinstance(text, str) else None for text in texts)
        return [fields["_id"], encoded, told, *of_columns]

    def _told_of(self, name: str) -> bytes | None:
        query = "SELECT told FROM provenance WHERE name = ?"
        found = self._database.execute(query, (name,)).fetchone()
        return None if found is None else found[0]
