"""What the program keeps beside documents: rows on shelves, each with a key of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

# Under `_id` a text; under each column a text, a number, None or, if it is packed, anything.
Row: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A collection or table of rows.

    `columns` are their fields beside `_id`; `packed` those of them that hold lists, objects or
    bytes, of which SQL sees nothing; and `keys` the groups of fields that rows are looked up by.
    """

    name: str
    columns: tuple[str, ...]
    packed: frozenset[str] = frozenset()
    keys: tuple[tuple[str, ...], ...] = ()


VERSIONS: Final = Shelf(
    "iacheck_versions",
    (
        "document", "number", "came_at", "file", "by", "sha256",
        "ended", "ended_at", "ended_by", "reason", "erased_at", "body", "origin",
    ),
    frozenset({"body", "origin"}),
    (("document",),),
)  # fmt: skip

SHELVES: Final = (VERSIONS,)
