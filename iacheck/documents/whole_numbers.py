"""Whole numbers written with a decimal point: `400000.0` is 400000, as JSON Schema has it."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from iacheck.documents.document import Document
from iacheck.documents.document_kind import DocumentKind
from iacheck.documents.field_types import Schema
from iacheck.documents.schema_error_words import LARGEST


def with_whole_numbers(document: Document, kind: DocumentKind) -> Document:
    """The document with an int wherever its schema wants one and a whole float stands."""
    if document.is_settled:
        return document
    change = _change_in(kind)
    body = document.body if change is None else change(document.body)
    return document if body is document.body else document.with_body(body)


# What a part of a document is with whole numbers; the same object where nothing changes.
_Change = Callable[[Any], Any]


@functools.lru_cache(256)
def _change_in(kind: DocumentKind) -> _Change | None:
    return _change(kind.whole)


def _change(schema: Schema) -> _Change | None:
    """The change of what a schema describes, made once: most parts of it can hold no number."""
    is_integer = "integer" in schema.get("type", ())
    of_items = _change(schema["items"]) if "items" in schema else None
    described = ((name, _change(known)) for name, known in schema.get("properties", {}).items())
    of_fields = [(name, change) for name, change in described if change is not None]
    if of_items is None and not of_fields:
        return _as_integer if is_integer else None

    def change(value: Any) -> Any:
        if isinstance(value, dict | Mapping):
            return _with_fields(value, of_fields)
        if of_items is not None and isinstance(value, list):
            return _with_items(value, of_items)
        return _as_integer(value) if is_integer else value

    return change


def _as_integer(value: Any) -> Any:
    return int(value) if type(value) is float and is_whole(value) else value


def _with_fields(record: Mapping[str, Any], of_fields: Iterable[tuple[str, _Change]]) -> Any:
    changed = {}
    for name, within in of_fields:
        part = record.get(name)
        if part is not None and (made := within(part)) is not part:
            changed[name] = made
    return {**record, **changed} if changed else record


def _with_items(items: list[Any], of_items: _Change) -> Any:
    if of_items is _as_integer and float not in map(type, items):
        return items
    changed = None
    for at, item in enumerate(items):
        if (made := of_items(item)) is not item:
            changed = changed or [*items]
            changed[at] = made
    return items if changed is None else changed


def is_whole(number: float) -> bool:
    """Whether a number has no fraction, and is one that stores can hold."""
    return number.is_integer() and abs(number) <= LARGEST
