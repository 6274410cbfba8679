"""Rounds that are larger than a server takes at a time: written in parts, and read as one.

Its lists stand in parts in a collection of their own, some entries in each; what is left of the
round says how many parts there are. They are written by the same import, all of it or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import bson

from iacheck.language.errors import CannotRun
from iacheck.language.messages import message
from iacheck.store.mongo_import import Write
from iacheck.store.mongo_moment import Fields
from iacheck.store.shelves import ROUNDS, Row

PARTS: Final = "iacheck_round_parts"
# Less than MongoDB could keep: FerretDB takes a time that grows with the square of the fields in an
# object, and for 14 MB of a round longer than anybody waits for an answer.
LARGEST: Final = 4 * 2**20

_COUNT: Final = "parts"
# As long as the place in a list, under which BSON has each entry, can be.
_PLACE: Final = "0000000"
# The fields that are objects: of their entries, name and value are kept.
_OBJECTS: Final = frozenset({"documents", "versions"})


def round_writes(row: Row) -> Iterator[Write]:
    """What to write for a round to stand there: itself where it is small enough, or its parts."""
    if len(bson.encode(row)) <= LARGEST:
        yield Write(ROUNDS.name, row["_id"], dict(row))
        return
    head = {name: value for name, value in row.items() if name not in ROUNDS.packed}
    count = 0
    for field in row:
        for values in _shares(row[field]) if field in ROUNDS.packed else ():
            part = {"round": row["_id"], "field": field, "values": values}
            yield Write(PARTS, _part_id(row["_id"], count), part, alone=True)
            count += 1
    yield Write(ROUNDS.name, row["_id"], {**head, _COUNT: count})


def whole_rounds(
    found: Iterable[Fields], parts: Callable[[Sequence[str]], Iterable[Fields]]
) -> list[Fields]:
    """Rounds with what stands in parts in its place again; `parts` finds these by their ids."""
    return [_whole(row, parts) if _COUNT in row else row for row in found]


def _whole(row: Fields, parts: Callable[[Sequence[str]], Iterable[Fields]]) -> Fields:
    ids = [_part_id(row["_id"], number) for number in range(row[_COUNT])]
    there = {part["_id"]: part for part in parts(ids)}
    if lost := [id_ for id_ in ids if id_ not in there]:
        raise CannotRun(
            message(
                "The round {id} is not whole: {parts} is missing in {collection}",
                id=row["_id"],
                parts=lost[0],
                collection=PARTS,
            )
        )
    lists: dict[str, list[Any]] = {}
    for id_ in ids:
        lists.setdefault(there[id_]["field"], []).extend(there[id_]["values"])
    whole = {name: row[name] for name in row if name != _COUNT}
    for field, values in lists.items():
        is_object = field in _OBJECTS
        whole[field] = {one["name"]: one["value"] for one in values} if is_object else values
    return whole


def _shares(value: Mapping[str, Any] | Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Its entries, as many together as one document holds; one share where there are none."""
    share: list[Any] = []
    size = 0
    for entry in map(_entry, value.items()) if isinstance(value, Mapping) else value:
        more = len(bson.encode({_PLACE: entry}))
        if share and size + more > LARGEST:
            yield share
            share, size = [], 0
        share.append(entry)
        size += more
    yield share


def _entry(of: tuple[str, Any]) -> Mapping[str, Any]:
    return {"name": of[0], "value": of[1]}


def _part_id(round_: str, number: int) -> str:
    return f"{round_} {number}"
