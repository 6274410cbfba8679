"""The document schemas: which kinds of document there are, their fields, their validation."""

from __future__ import annotations

import functools
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from iacheck.documents.document import Document
from iacheck.documents.field_types import FieldType, Schema, field_type_of, without_references
from iacheck.language import resources
from iacheck.language.hints import unknown_name
from iacheck.language.messages import Message, message
from iacheck.language.problems import Problem

if TYPE_CHECKING:
    from iacheck.documents.validation import Validation

__all__ = ["FieldType", "Schema", "Schemas", "load_schemas"]

_SUFFIX = ".schema.json"
_SHARED = f"definitions{_SUFFIX}"


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind's schema as written, the same without references, and its shape."""

    written: Schema
    whole: Schema
    shape: FieldType


def unknown_kind(given: str, kinds: Collection[str]) -> Message:
    """What to tell of a kind of document that there is not."""
    return unknown_name(message("“{given}” is no kind of document", given=given), given, kinds)


@dataclass(frozen=True, slots=True, eq=False)
class Schemas:
    """All kinds of document. Every method but `validate` raises KeyError for an unknown kind."""

    _kinds: Mapping[str, _Kind]
    _shared: Schema
    # Built for a kind when its first document comes; most commands need few of them.
    _validations: dict[str, Validation] = field(default_factory=dict, repr=False)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds, in alphabetical order."""
        return tuple(self._kinds)

    def collection(self, kind: str) -> str:
        """The database collection of the kind's documents: `plans` for `plan`."""
        return str(self._kinds[kind].written["x-collection"])

    def unique(self, kind: str) -> tuple[tuple[str, ...], ...]:
        """Groups of fields whose values, taken together, the database keeps once."""
        return tuple(tuple(fields) for fields in self._kinds[kind].written.get("x-unique", ()))

    def keys(self, kind: str) -> tuple[str, ...]:
        """Fields by which documents of the kind are looked up, beside `_id`."""
        return tuple(self._kinds[kind].written.get("x-keys", ()))

    def document(self, kind: str) -> Schema:
        """The schema as it stands in its file, with references to the shared definitions."""
        return self._kinds[kind].written

    def bundled(self, kind: str) -> Schema:
        """The schema as one file: the shared definitions go along in it, under `$defs`."""
        written = self._kinds[kind].written
        return {**written, "$defs": {**written.get("$defs", {}), "definitions": self._shared}}

    def whole(self, kind: str) -> Schema:
        """The schema with what its references stand for put in their place."""
        return self._kinds[kind].whole

    def shape(self, kind: str) -> FieldType:
        """The kind's fields, as rules and readers use them."""
        return self._kinds[kind].shape

    def validate(self, document: Document, *, require: bool = True) -> tuple[Problem, ...]:
        """Everything in the document that its schema does not allow, sorted by path.

        Also what no store could hold, and, as notices, fields that look misspelt. With
        `require=False` fields may be missing: the documents in a rule's examples are partial.
        """
        kind = self._kinds.get(document.kind)
        if kind is None:
            return (self._unknown(document),)
        validation = self._validations.get(document.kind)
        if validation is None:
            from iacheck.documents.validation import (  # noqa: PLC0415 - jsonschema is slow to import
                Validation,
            )

            validation = self._validations[document.kind] = Validation(kind.whole, kind.shape)
        return validation.problems(document, require=require)

    def _unknown(self, document: Document) -> Problem:
        return Problem(
            unknown_kind(document.kind, self._kinds),
            file=document.origin.file if document.origin else None,
            place=document.origin.place("/kind") if document.origin else None,
            path="/kind",
            given=document.kind,
            expected=self.kinds,
            document=document.name,
        )


def load_schemas(folder: Path | None = None) -> Schemas:
    """The schemas of a folder; without one those that come with the program, read once."""
    return _shipped() if folder is None else _load(folder)


@functools.cache
def _shipped() -> Schemas:
    return _load(resources.folder("schemas"))


def _load(folder: Path) -> Schemas:
    files: dict[str, dict[str, Any]] = {
        path.name: json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob(f"*{_SUFFIX}"))
    }
    kinds = {}
    for name, written in files.items():
        if "x-collection" in written:
            whole = without_references(name, files)
            kinds[name.removesuffix(_SUFFIX)] = _Kind(written, whole, field_type_of(whole))
    return Schemas(kinds, files.get(_SHARED, {}))
