"""The document schemas: which kinds of document there are, their fields, their validation."""

from __future__ import annotations

import functools
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from iacheck.documents.document import Document
from iacheck.documents.document_kind import DocumentKind, Root, kind_of, roots_of
from iacheck.documents.field_types import FieldType, Schema, without_references
from iacheck.documents.quick_validation import Test, quick_test
from iacheck.language import resources
from iacheck.language.hints import unknown_name
from iacheck.language.messages import LocalText, Message, by_door, message
from iacheck.language.problems import Problem

if TYPE_CHECKING:
    from iacheck.documents.validation import Validation

__all__ = ["FieldType", "Schema", "Schemas", "load_schemas"]

SUFFIX = ".schema.json"
# Documents of this kind the program writes itself, and keeps beside the others.
ROUND = "round"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SHARED = f"definitions{SUFFIX}"


def unknown_kind(given: str, kinds: Collection[str]) -> Message:
    """What to tell of a kind of document that there is not, or that nobody but a command writes."""
    if given == ROUND:
        return by_door(
            message(
                "A round is written by {command} alone, and never changed; leave it out",
                command="iacheck round keep",
            ),
            message("A round is no document that can be sent; leave it out"),
        )
    return unknown_name(message("“{given}” is no kind of document", given=given), given, kinds)


def unknown_kind_problem(document: Document, kinds: Collection[str]) -> Problem:
    """The problem that a document is of a kind that there is not."""
    told = unknown_kind(document.kind, kinds)
    return document.problem(told, "/kind", given=document.kind, expected=tuple(sorted(kinds)))


@dataclass(frozen=True, slots=True, eq=False)
class Schemas:
    """All kinds of document. Every method but `validate` raises KeyError for an unknown kind."""

    _kinds: Mapping[str, DocumentKind]
    _shared: Schema
    _roots: Mapping[str, Mapping[str, Root]] = field(repr=False)
    # Built for a kind when its first document comes; most commands need few of them.
    _quick_tests: dict[tuple[str, bool], Test] = field(default_factory=dict, repr=False)
    _validations: dict[str, Validation] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, kinds: Iterable[DocumentKind], shared: Schema) -> Schemas:
        """The schemas of these kinds, which share definitions."""
        by_name = {kind.name: kind for kind in sorted(kinds, key=lambda kind: kind.name)}
        roots: dict[str, dict[str, Root]] = defaultdict(dict)
        for root in (root for kind in by_name.values() for root in roots_of(kind)):
            for subject in root.subjects:
                roots[subject][root.name] = root
        return cls(by_name, shared, roots)

    def described(self, name: str, written: Schema) -> DocumentKind:
        """The kind that a schema describes which uses the same shared definitions."""
        return kind_of(
            name, written, without_references(name, {name: written, _SHARED: self._shared})
        )

    def with_kind(self, kind: DocumentKind) -> Schemas:
        """These schemas and one more."""
        return Schemas.of([*self._kinds.values(), kind], self._shared)

    @property
    def definitions(self) -> Schema:
        """The definitions that kinds share, by name."""
        return dict(self._shared["$defs"])

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds, in alphabetical order."""
        return tuple(self._kinds)

    def kind(self, kind: str) -> DocumentKind:
        """What is known of the kind."""
        return self._kinds[kind]

    def roots(self, subject: str) -> Mapping[str, Root]:
        """What paths of rules on a kind of subject (`council-year`) can begin with, by name."""
        return self._roots.get(subject, {})

    @property
    def root_labels(self) -> Mapping[str, LocalText]:
        """What people call the documents under each root, where schemas say so."""
        roots = (root for roots in self._roots.values() for root in roots.values())
        return {root.name: root.label for root in roots if root.label}

    @property
    def words(self) -> Mapping[str, Mapping[str, LocalText]]:
        """What people call kinds, roots and fields, by kind and by root, where schemas say so."""
        kinds = {name: kind.words for name, kind in self._kinds.items()}
        roots = (root for roots in self._roots.values() for root in roots.values())
        return {r.name: {**r.kind.words, r.name: r.label} for r in roots if r.label} | kinds

    def bundled(self, kind: str) -> Schema:
        """The schema as one file: the shared definitions go along in it, under `$defs`."""
        # A schema of a rule book may leave these out.
        head = {"$schema": _DIALECT, "$id": schema_uri(kind)}
        written = {**head, **self._kinds[kind].written}
        return {**written, "$defs": {**written.get("$defs", {}), "definitions": self._shared}}

    def field_type(self, kind: str) -> FieldType:
        """The kind's fields, as rules and readers use them."""
        return self._kinds[kind].field_type

    def validate(self, document: Document, *, require: bool = True) -> tuple[Problem, ...]:
        """Everything in the document that its schema does not allow, sorted by path.

        Also what no store could hold, and, as notices, fields that look misspelt. With
        `require=False` fields may be missing: the documents in a rule's examples are partial.
        """
        kind = self._kinds.get(document.kind)
        if kind is None:
            return (unknown_kind_problem(document, self._kinds),)
        quick = self._quick_tests.get((document.kind, require))
        if quick is None:
            quick = quick_test(kind.whole, require=require)
            self._quick_tests[document.kind, require] = quick
        if quick(document.body):
            return ()
        validation = self._validations.get(document.kind)
        if validation is None:
            from iacheck.documents.validation import (  # noqa: PLC0415 - jsonschema is slow to import
                Validation,
            )

            validation = self._validations[document.kind] = Validation(kind)
        return validation.problems(document, require=require)


def round_schema() -> Schema:
    """The schema of a round, whose documents nobody can import."""
    path = resources.folder("schemas") / f"{ROUND}{SUFFIX}"
    written: Schema = json.loads(path.read_text(encoding="utf-8"))
    return written


def schema_uri(kind: str) -> str:
    """What the schema of a kind is known by; references to what kinds share are beside it."""
    return f"https://iacheck.example/schemas/{kind}{SUFFIX}"


def load_schemas(folder: Path | None = None) -> Schemas:
    """The schemas of a folder; without one those that come with the program, read once."""
    return _shipped_schemas() if folder is None else _load(folder)


@functools.cache
def _shipped_schemas() -> Schemas:
    return _load(resources.folder("schemas"))


def _load(folder: Path) -> Schemas:
    files: dict[str, dict[str, Any]] = {
        path.name: json.loads(path.read_text(encoding="utf-8"))
        for path in folder.glob(f"*{SUFFIX}")
    }
    kinds = [
        kind_of(name.removesuffix(SUFFIX), written, without_references(name, files))
        for name, written in files.items()
        if "x-collection" in written
    ]
    return Schemas.of(kinds, files.get(_SHARED, {}))
