"""What a rule is tried on: a case's documents as dicts, and the bodies that texts may name."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from iacheck.cases.case import Case
from iacheck.cases.vocabulary import Party, parties_of
from iacheck.checks.rule import RuleBook
from iacheck.documents.document import Document
from iacheck.documents.field_types import FieldType
from iacheck.documents.schemas import Schemas
from iacheck.language.periods import Period


@dataclass(frozen=True)
class Spot:
    """A value and where it stands: the name of a document, and a JSON Pointer.

    `within` is the record that it is a field of. Past a name of a body, it stands where the name
    does (`fixed`).
    """

    value: Any
    document: str | None
    pointer: str
    type: FieldType
    fixed: bool = False
    within: Mapping[str, Any] | None = None


NOWHERE = Spot(None, None, "", FieldType("string"))


@dataclass(frozen=True)
class World:
    """A case, the book that judges it, the day facts are read on, and the item of an `each`.

    `record` is the item of the list that a condition is about.
    """

    case: Case
    book: RuleBook
    schemas: Schemas
    parties: tuple[Party, ...]
    bodies: Mapping[str, Mapping[str, Mapping[str, Any]]]
    day: datetime.date
    item: Spot | None = None
    item_type: FieldType | None = field(default=None)

    @classmethod
    def of(
        cls, case: Case, book: RuleBook, schemas: Schemas, documents: Iterable[Document]
    ) -> World:
        """The world of a case that is made of these documents."""
        in_period = parties_of(book.parties, case.period)
        parties = sorted(in_period, key=lambda party: not party.active_on(case.day))
        bodies: dict[str, dict[str, Any]] = {"council": {}, "centre": {}}
        for document in documents:
            if document.kind in bodies:
                bodies[document.kind][document.key] = {**document.body, "id": document.key}
        bodies["party"] = {
            party.id: {
                "id": party.id,
                "_id": party.id,
                "name": party.name,
                "side": party.side,
                "aliases": party.aliases,
            }
            for party in parties
        }
        return cls(case, book, schemas, tuple(parties), bodies, case.day)

    @property
    def period(self) -> Period:
        return self.case.period

    def parameter(self, name: str) -> Any:
        """The value of a `$name` in the period; None where none is decided."""
        return self.book.parameters[name].value(self.period)
