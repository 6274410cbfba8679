"""Whole numbers written with a decimal point: `400000.0` is 400000, as JSON Schema has it."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from iacheck.documents.document import Document
from iacheck.documents.document_kind import DocumentKind
from iacheck.documents.field_types import Schema
from iacheck.documents.schema_error_words import LARGEST


def with_whole_numbers(document: Document, kind: DocumentKind) -> Document:
    """The document with an int wherever its schema wants one and a whole float stands."""
    change = _change_in(kind)
    body = document.body if change is None else change(document.body)
    return document if body is document.body else replace(document, body=body)


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
    if not (is_integer or of_items or of_fields):
        return None

    def change(value: Any) -> Any:
        if isinstance(value, float):
            return int(value) if is_integer and is_whole(value) else value
        if of_items is not None and isinstance(value, list):
            items = [of_items(item) for item in value]
            return items if any(a is not b for a, b in zip(items, value, strict=True)) else value
        if of_fields and isinstance(value, dict | Mapping):
            changed = {
                name: part
                for name, within in of_fields
                if name in value and (part := within(value[name])) is not value[name]
            }
            return {**value, **changed} if changed else value
        return value

    return change


def is_whole(number: float) -> bool:
    """Whether a number has no fraction, and is one that stores can hold."""
    return number.is_integer() and abs(number) <= LARGEST
