"""What a store may be asked for: checked before a database sees it."""

from __future__ import annotations

from collections.abc import Mapping

from iacheck.store.base import Collection
from iacheck.store.shelves import Shelf


def check_lookup(collection: Collection, fields: Mapping[str, object]) -> dict[str, str]:
    """Fields to find by.

    Raises ValueError for one that the kind is not looked up by, TypeError for a value that is
    no text: a dict would be a query operator.
    """
    for field, value in fields.items():
        if field not in collection.keys:
            raise ValueError(f"{collection.kind} is not looked up by {field}")
        if not isinstance(value, str):
            raise TypeError(f"{field} is to be a text, not {type(value).__name__}")
    return {field: str(value) for field, value in fields.items()}


def check_row_lookup(shelf: Shelf, fields: Mapping[str, object]) -> dict[str, str]:
    """Fields to find rows by; all of a shelf without any. Raises as `check_lookup` does."""
    if fields and tuple(fields) not in shelf.keys:
        raise ValueError(f"{shelf.name} is not looked up by {', '.join(fields)}")
    if not all(isinstance(value, str) for value in fields.values()):
        raise TypeError("rows are looked up by texts")
    return {field: str(value) for field, value in fields.items()}


def can_be_stored(*texts: str) -> bool:
    """Whether every text can be written as UTF-8; one that cannot is in no store."""
    try:
        "".join(texts).encode()
    except UnicodeEncodeError:
        return False
    return True
