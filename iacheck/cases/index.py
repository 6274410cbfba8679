"""All documents of one run, found by kind, owner and period, and the registers they form."""

from __future__ import annotations

import datetime
import functools
import itertools
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeGuard

from iacheck.cases.dates import DatedDocument
from iacheck.cases.documents_by_period import DocumentsByPeriod
from iacheck.cases.findings import Subject
from iacheck.cases.party_register import PartyRegister
from iacheck.cases.registers import (
    CouncilRegister,
    Record,
    Register,
    Registers,
    names_of,
    unregistered_council,
)
from iacheck.cases.spans import spans_of
from iacheck.cases.vocabulary import Party
from iacheck.documents.document import Document
from iacheck.documents.schemas import Schemas
from iacheck.documents.whole_numbers import with_whole_numbers
from iacheck.language.names import normalise
from iacheck.language.periods import Period

# What scorecards name as their centre where they count all centres together.
NATIONAL_CENTRE = "national"
# Whose documents are found by the body's id. (Which party is meant depends on the period: the
# agreement's parties change.)
REGISTERED = ("council", "centre")


@dataclass(frozen=True)
class DocumentIndex:
    """The documents of one run, all of kinds that the schemas know.

    `councils` and `centres` are registers of those documents. A council that no register knows
    goes by its county, where that is known; any other name that none knows is its own id, the same
    for every way of writing it.
    """

    documents: Iterable[Document]
    schemas: Schemas
    councils: CouncilRegister
    centres: Register
    _unregistered: Mapping[tuple[str, str], str] = field(repr=False)
    _by_kind: Mapping[str, tuple[Document, ...]] = field(default_factory=dict, repr=False)
    _owned: Mapping[tuple[str, str], Sequence[Document]] = field(default_factory=dict, repr=False)
    # What those that are looked at are as of a day, by the identity of each.
    dated: defaultdict[datetime.date, dict[int, DatedDocument]] = field(
        default_factory=lambda: defaultdict(dict), repr=False, compare=False
    )

    @classmethod
    def of(cls, documents: Iterable[Document], schemas: Schemas) -> DocumentIndex:
        """Index documents; their order does not matter."""
        whole = (with_whole_numbers(d, schemas.kind(d.kind)) for d in documents)
        ordered = tuple(sorted(whole, key=lambda d: (d.kind, d.key)))
        by_kind = {
            kind: tuple(group) for kind, group in itertools.groupby(ordered, lambda d: d.kind)
        }
        unregistered = {("centre", NATIONAL_CENTRE): NATIONAL_CENTRE}
        # Most names stand in many documents.
        for kind, text in sorted(set(_mentioned_bodies(ordered, schemas, REGISTERED))):
            if is_name(text):
                unregistered.setdefault((kind, normalise(text)), text)
        owned: dict[tuple[str, str], list[Document]] = defaultdict(list)
        document_index = cls(
            ordered,
            schemas,
            CouncilRegister(_records(by_kind.get("council", ()))).with_successors(),
            Register(_records(by_kind.get("centre", ()))),
            unregistered,
            by_kind,
            owned,
        )
        for document in ordered:
            owner = schemas.kind(document.kind).owner
            name = document.head.get(owner) if owner in REGISTERED else None
            if owner and is_name(name):
                owned[document.kind, document_index.owner(owner, name)].append(document)
        return document_index

    @cached_property
    def centre_names(self) -> frozenset[str]:
        """The ids and names of centres that documents describe or refer to, normalised."""
        known = (name for record in self.centres.records.values() for name in names_of(record))
        mentioned = (form for kind, form in self._unregistered if kind == "centre")
        return frozenset({*map(normalise, (*self.centres.records, *known)), *mentioned})

    @cached_property
    def parties(self) -> Callable[[tuple[Party, ...], frozenset[Party]], PartyRegister]:
        """The register of these parties; of them, of those that are parties on a day."""
        return functools.cache(PartyRegister.among)

    @cached_property
    def registers(self) -> Callable[[tuple[Party, ...], frozenset[Party]], Registers]:
        """All registers, with that of these parties.

        Most periods have the same parties: what names mean is then found once for all of them.
        """
        return functools.cache(self._registers_with)

    def _registers_with(self, listed: tuple[Party, ...], on_the_day: frozenset[Party]) -> Registers:
        registers = {"council": self.councils, "centre": self.centres}
        then = self.parties(listed, on_the_day)
        return Registers({**registers, "party": then}, self.centre_names)

    def of_kind(self, kind: str) -> tuple[Document, ...]:
        return self._by_kind.get(kind, ())

    def called(self, kind: str, key: str) -> tuple[Document, ...]:
        """The documents of a kind with this key."""
        return self._by_key.get((kind, key), ())

    def come_to(self, subjects: Sequence[Subject]) -> None:
        """Say that what belongs to these is looked at next, and to no others for a while."""

    def expect(self, kind: str, keys: Sequence[str]) -> None:
        """Say that fields of these bodies may be looked at next."""

    def active(self, document: Document) -> Any:
        """What the document of a body says of when that exists."""
        return document.body.get("active")

    def possible_rivals(self) -> Iterable[Document]:
        """All of which two may be of one body and period, in order of kind and key."""
        return self.documents

    def is_same(self, one: Document, other: Document) -> bool:
        """Whether two documents of this index are one."""
        return one is other

    @cached_property
    def _by_key(self) -> Mapping[tuple[str, str], tuple[Document, ...]]:
        groups = itertools.groupby(self.documents, lambda document: (document.kind, document.key))
        return {key: tuple(group) for key, group in groups}

    @cached_property
    def by_period(self) -> Callable[[str, str | None], DocumentsByPeriod]:
        """The documents of a kind, those of the body with an id or, for None, all, by period."""
        return functools.cache(self._find_by_period)

    def _find_by_period(self, kind: str, owner: str | None) -> DocumentsByPeriod:
        found = self.of_kind(kind) if owner is None else self.owned(kind, owner)
        return DocumentsByPeriod(self.schemas.kind(kind), found)

    def owned(self, kind: str, owner: str) -> Sequence[Document]:
        """Documents of a kind that belong to the body with id `owner`, in order of key."""
        return self._owned.get((kind, owner), ())

    def owner(self, kind: str, text: str) -> str:
        """The id of the council or centre that `text` names."""
        register = self.councils if kind == "council" else self.centres
        record = register.find(text)
        if record is not None:
            return str(record["id"])
        called = self._unregistered.get((kind, normalise(text)), text)
        return str(unregistered_council(called)["id"]) if kind == "council" else called

    @cached_property
    def named_owners(self) -> Callable[[str], frozenset[str]]:
        """The ids of councils or centres that documents belong to or refer to."""
        return functools.cache(self._find_named_owners)

    def _find_named_owners(self, kind: str) -> frozenset[str]:
        return frozenset(self.owner(kind, text) for text in self.named(kind) if is_name(text))

    def named(self, kind: str) -> Iterator[str]:
        """Every text by which a document names a body of this kind."""
        return (text for _, text in _mentioned_bodies(self.documents, self.schemas, (kind,)))

    def periods(self) -> tuple[Period, ...]:
        """Every period that a document is about, in order."""
        found = (self.schemas.kind(d.kind).period_of(d.head) for d in self.documents)
        return tuple(sorted({period for period in found if period is not None}))


def party_documents(documents: Iterable[Document]) -> tuple[Document, ...]:
    """Those of the documents that describe a party."""
    return tuple(document for document in documents if document.kind == "party")


def parties(agreed: Iterable[Party], documents: Iterable[Document]) -> tuple[Party, ...]:
    """The agreement's parties as the `party` documents add to or override them, by id.

    A document whose id is another name of one of them is about that one: each agreement calls
    the state by the ministry that it then was.
    """
    found = {party.id: party for party in agreed}
    other_names = {normalise(n): id_ for id_, party in found.items() for n in party.names}
    for document in documents:
        party = read_party(document)
        if party is None:
            continue
        id_ = party.id if party.id in found else other_names.get(normalise(party.id), party.id)
        before = found.get(id_)
        found[id_] = party if before is None else _overridden(before, party)
    return tuple(found.values())


def read_party(document: Document) -> Party | None:
    """The party that a `party` document describes; None where its fields do not allow it."""
    body = document.body
    name, side = body.get("name"), body.get("side")
    if not isinstance(name, str) or side not in ("employer", "employee", "authority"):
        return None
    return Party(
        id=document.key,
        name=name,
        side=side,
        aliases=tuple(names_of(body)[1:]),
        active=spans_of(body.get("active")),
    )


def _overridden(before: Party, by: Party) -> Party:
    """The rule book's party with what a document says of it.

    First words of names stay the book's. Spans are added: that the body was a party at another
    time, too, takes none away. One that is called by another name keeps the book's.
    """
    known, same = (*by.aliases, before.name, *before.aliases), before.id == by.id
    return Party(
        before.id,
        by.name if same else before.name,
        by.side if same else before.side,
        tuple(dict.fromkeys(known if same else (*before.aliases, *by.names))),
        before.prefixes,
        before.active and (*before.active, *by.active),
        before.associations,
        before.not_with,
        before.parts,
    )


def _records(documents: Iterable[Document]) -> Mapping[str, Record]:
    return {document.key: {**document.body, "id": document.key} for document in documents}


def _mentioned_bodies(
    documents: Iterable[Document], schemas: Schemas, kinds: Container[str]
) -> Iterator[tuple[str, str]]:
    """Kind and text of every body of these kinds that a document belongs to or refers to."""
    for document in documents:
        for reference in schemas.kind(document.kind).references:
            if reference.body in kinds:
                for text in reference.texts(document):
                    yield reference.body, text


def is_name(text: object) -> TypeGuard[str]:
    """Whether a text can name anybody: one without a letter or digit names nobody."""
    return isinstance(text, str) and normalise(text) != ""
