"""Rows of MongoDB's collections as documents with their provenance, and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from bson.objectid import ObjectId
from bson.raw_bson import RawBSONDocument

from iacheck.documents.document import Document
from iacheck.store.kept_documents import KeptDocument
from iacheck.store.layouts import present_form
from iacheck.store.mongo_import import Write
from iacheck.store.mongo_moment import Fields
from iacheck.store.values import (
    CONTENT,
    json_value,
    key_of,
    origin_fields,
    origin_of,
    provenance_fields,
    with_provenance,
)

PROVENANCE: Final = "iacheck_provenance"

_WHOLE_NUMBER = re.compile("0|-?[1-9][0-9]{0,17}", re.ASCII)


def identities(key: str) -> list[Any]:
    """The values of `_id` that documents of other systems may have for a key."""
    found: list[Any] = [key]
    if ObjectId.is_valid(key):
        found.append(ObjectId(key))
    if _WHOLE_NUMBER.fullmatch(key):
        found.append(int(key))
    return found


def texts_under(value: object) -> list[str]:
    """The texts under which MongoDB's index has a value: those in a list are each by itself."""
    values = value if isinstance(value, list) else [value]
    return [text for text in values if isinstance(text, str)]


def row_order(fields: Fields) -> tuple[str, bool]:
    """By key; a key that is a text comes before another type's with the same text."""
    return key_of(fields["_id"]), not isinstance(fields["_id"], str)


def document_of(kind: str, fields: Fields) -> Document:
    """What a row of a kind's collection holds, in JSON values."""
    key = key_of(fields["_id"])
    return Document(kind, key, {**json_value(fields), "_id": key})


def body_row(document: Document) -> Fields | RawBSONDocument:
    """What is to stand in the collection of the document's kind."""
    if isinstance(document, KeptDocument):
        return RawBSONDocument(document.encoded)
    return dict(document.body)


def provenance_row(document: Document) -> Callable[[], Fields] | None:
    """What tells where a document came from, and of which content; None if it is not known."""
    if provenance_fields(document) is None:
        return None
    return lambda: {
        "_id": document.name,
        CONTENT: document.sha256,
        **(provenance_fields(document) or {}),
    }


def with_origin(document: Document, provenance: Fields | None) -> Document:
    """With its provenance, unless another system has changed the document since."""
    if provenance is None or provenance[CONTENT] != document.sha256:
        return document
    return with_provenance(document, provenance)


def old_provenance(rows: Iterable[Fields]) -> Iterator[Write]:
    """What to write in the place of provenance that an older version has stored otherwise."""
    for row in rows:
        old = Document("", row["_id"], {}, origin_of(row))
        origin = present_form(old).origin
        if origin is not None and old.origin is not None and origin != old.origin:
            yield Write(PROVENANCE, row["_id"], {**row, **origin_fields(origin)})
