"""Shelves in MongoDB: a collection each, and what is looked up there while something is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from pymongo.client_session import ClientSession
from pymongo.database import Database

from iacheck.store.history import highest_numbers
from iacheck.store.mongo_import import Write, batches
from iacheck.store.mongo_moment import Fields
from iacheck.store.mongo_parts import round_writes
from iacheck.store.mongo_rows import PROVENANCE
from iacheck.store.shelves import ROUNDS, VERSIONS, Row, Shelf

_NUMBER: Final = {"document": 1, "number": 1, "version.number": 1}


def shelf_writes(rows: Mapping[Shelf, Iterable[Row]]) -> list[Write]:
    """What to write so that rows stand on their shelves."""
    return [
        write
        for shelf, some in rows.items()
        for row in some
        for write in (
            round_writes(row) if shelf == ROUNDS else [Write(shelf.name, row["_id"], dict(row))]
        )
    ]


def past_rows(database: Database[Fields], session: ClientSession | None, name: str) -> list[Row]:
    """The versions on the shelf of a document, the first first."""
    found = database[VERSIONS.name].find({"document": name}, session=session)
    return sorted(found, key=lambda row: int(row["number"]))


def highest_known(
    database: Database[Fields],
    session: ClientSession | None,
    names: Sequence[str],
    foreign: Sequence[str],
) -> dict[str, int]:
    """By name of a document, the highest number that is known of a version beside the present one.

    `foreign` are those of them that another system has written over, or removed: their provenance
    has stayed.
    """
    kept: list[Row] = []
    for some in batches(names):
        kept += database[VERSIONS.name].find({"document": {"$in": some}}, _NUMBER, session=session)
    for some in batches(foreign):
        found = database[PROVENANCE].find({"_id": {"$in": some}}, _NUMBER, session=session)
        kept += (
            {"document": row["_id"], "number": row["version"]["number"]}
            for row in found
            if "version" in row
        )
    return highest_numbers(kept)
