"""Whole numbers written with a decimal point: `400000.0` is 400000, as JSON Schema has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from iacheck.documents.document import Document
from iacheck.documents.document_kind import DocumentKind
from iacheck.documents.field_types import Schema
from iacheck.documents.schema_error_words import LARGEST

_NO_FLOATS = frozenset({str, int, bool, type(None)})


def with_whole_numbers(document: Document, kind: DocumentKind) -> Document:
    """The document with an int wherever its schema wants one and a whole float stands."""
    if _is_without_floats(document.body):
        return document
    body = _part(document.body, kind.whole)
    return document if body is document.body else replace(document, body=body)


def _is_without_floats(value: Any) -> bool:
    """Whether there is surely nothing to change: so it is in most documents, and found at once."""
    for part in value.values() if isinstance(value, dict) else value:
        kind = type(part)
        if kind not in _NO_FLOATS and not (
            (kind is dict or kind is list) and _is_without_floats(part)
        ):
            return False
    return True


def _part(value: Any, schema: Schema) -> Any:
    """The part of a document that a schema describes; the same object where nothing changes."""
    if isinstance(value, float):
        return int(value) if "integer" in schema.get("type", ()) and is_whole(value) else value
    if isinstance(value, list) and "items" in schema:
        items = [_part(item, schema["items"]) for item in value]
        return items if any(a is not b for a, b in zip(items, value, strict=True)) else value
    if isinstance(value, Mapping) and "properties" in schema:
        changed = {
            name: part
            for name, known in schema["properties"].items()
            if name in value and (part := _part(value[name], known)) is not value[name]
        }
        return {**value, **changed} if changed else value
    return value


def is_whole(number: float) -> bool:
    """Whether a number has no fraction, and is one that stores can hold."""
    return number.is_integer() and abs(number) <= LARGEST
