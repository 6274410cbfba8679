"""The index of documents that are kept elsewhere: fetched body by body, and let go of again.

In memory are the registers, as far as names and days of existence go, and what is no council's and
no centre's: party reports, gatherings, decisions. What belongs to councils and centres, which is
nearly all that there is, is there while they are looked at.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from iacheck.cases.documents_by_period import DocumentsByPeriod
from iacheck.cases.fetched_documents import BodyDocument, FetchedDocuments
from iacheck.cases.findings import Subject
from iacheck.cases.holdings import Holdings
from iacheck.cases.index import NATIONAL_CENTRE, REGISTERED, DocumentIndex, is_name
from iacheck.cases.registers import CouncilRegister, Record, Register, RegisterRecord
from iacheck.documents.document import Document
from iacheck.documents.document_kind import DocumentKind
from iacheck.documents.schemas import Schemas
from iacheck.language.names import normalise
from iacheck.language.periods import Period, read_period

# Of how many kinds and bodies what belongs to them is remembered, where nobody has come to these.
_REMEMBERED = 256

# A kind of document, or of body, and a body's id.
_Owned = tuple[str, str]


@dataclass(frozen=True)
class StoredDocumentIndex(DocumentIndex):
    """An index of documents that nobody holds in memory."""

    fetched: FetchedDocuments = field(kw_only=True, repr=False)
    # Which documents of bodies were read in part only, by what they are and the key.
    _partly_read: frozenset[_Owned] = field(default=frozenset(), kw_only=True, repr=False)
    # By which texts documents name a body, if not by its id alone.
    _other_texts: dict[_Owned, set[str]] = field(default_factory=dict, repr=False)
    # Kinds, and who is named as the owner of several documents of them for one period.
    _repeated: set[_Owned] = field(default_factory=set, repr=False)
    # What belongs to the bodies that are looked at.
    _here: dict[_Owned, Sequence[Document]] = field(default_factory=dict, repr=False)
    _here_by_period: dict[_Owned, DocumentsByPeriod] = field(default_factory=dict, repr=False)

    @classmethod
    def over(cls, holdings: Holdings, schemas: Schemas) -> StoredDocumentIndex:
        """The index of these documents, all of kinds that the schemas know."""
        fetched = FetchedDocuments(holdings, schemas)
        partly_read: set[_Owned] = set()
        mentioned: set[tuple[str, str]] = set()
        councils, centres = (_records(kind, fetched, partly_read, mentioned) for kind in REGISTERED)
        registers = CouncilRegister(councils).with_successors(), Register(centres)
        others = [schemas.kind(kind) for kind in schemas.kinds if kind not in REGISTERED]
        mentioned.update(_mentioned(holdings, others, REGISTERED))
        index = cls(
            fetched,
            schemas,
            *registers,
            _unregistered(mentioned, dict(zip(REGISTERED, registers, strict=True))),
            fetched=fetched,
            _partly_read=frozenset(partly_read),
        )
        for kind, owner, text, count in index._owners():
            index._note(kind, owner, text, count)
        # Whoever is named otherwise may be named by the id, too.
        for _, owner, text, _ in index._owners() if index._other_texts else ():
            if (owner, text) in index._other_texts and index.owner(owner, text) == text:
                index._other_texts[owner, text].add(text)
        return index

    def _owners(self) -> Iterator[tuple[str, str, str, int]]:
        """Kind and owner of documents, the text that names it, and how many are of one period."""
        for kind in map(self.schemas.kind, self.schemas.kinds):
            if kind.owner not in REGISTERED:
                continue
            fields = [kind.owner, *([kind.period] if kind.period else [])]
            for (text, *period), count in self.fetched.holdings.texts(kind.name, *fields):
                if text is not None:
                    yield kind.name, kind.owner, text, count if any(period) else 1

    def _note(self, kind: str, owner: str, text: str, count: int) -> None:
        id_ = self.owner(owner, text) if is_name(text) else text
        if text != id_:
            self._other_texts.setdefault((owner, id_), set()).add(text)
        if count > 1:
            self._repeated.add((kind, text))

    def of_kind(self, kind: str) -> tuple[Document, ...]:
        return self._of_kind(kind)

    @cached_property
    def _of_kind(self) -> Callable[[str], tuple[Document, ...]]:
        return functools.cache(self._find_of_kind)

    def _find_of_kind(self, kind: str) -> tuple[Document, ...]:
        if kind not in REGISTERED:
            return tuple(self.fetched.of_kind(kind))
        register = self.councils if kind == "council" else self.centres
        find = self.called
        return tuple(
            BodyDocument(kind, id_, find, is_partly_read=(kind, id_) in self._partly_read)
            for id_ in sorted(register.records)
        )

    def called(self, kind: str, key: str) -> tuple[Document, ...]:
        return self.fetched.called(kind, key)

    def come_to(self, subjects: Sequence[Subject]) -> None:
        self._let_go()
        for kind in REGISTERED:
            ids = [subject.id for subject in subjects if subject.kind == kind]
            if ids:
                self._fetch(kind, ids)

    def expect(self, kind: str, keys: Sequence[str]) -> None:
        self.fetched.expect(kind, keys)

    def _let_go(self) -> None:
        self._here.clear()
        self._here_by_period.clear()
        for kept in self.dated.values():
            kept.clear()
        self.fetched.let_go()

    def _fetch(self, kind: str, ids: Sequence[str]) -> None:
        """Fetch the documents of some bodies, and what belongs to them, kind by kind."""
        self.fetched.fetch(kind, ids)
        owners = {text: id_ for id_ in ids for text in self._texts(kind, id_)}
        for of in map(self.schemas.kind, self.schemas.kinds):
            if of.owner == kind:
                found: dict[str, list[Document]] = {id_: [] for id_ in ids}
                for document in self.fetched.having(of.name, kind, owners):
                    found[owners[document.body[kind]]].append(document)
                self._here.update(((of.name, id_), owned) for id_, owned in found.items())

    def _texts(self, kind: str, id_: str) -> set[str]:
        """All texts by which documents may name a body as theirs."""
        named_otherwise = self._other_texts.get((kind, id_))
        # What looks like the id may mean another body.
        return named_otherwise or ({id_} if self.owner(kind, id_) == id_ else set())

    def owned(self, kind: str, owner: str) -> Sequence[Document]:
        if (kind, owner) not in self._here:
            if len(self._here) > _REMEMBERED:
                self._let_go()
            by = self.schemas.kind(kind).owner or ""
            texts = self._texts(by, owner)
            self._here[kind, owner] = tuple(self.fetched.having(kind, by, texts))
        return self._here[kind, owner]

    @cached_property
    def by_period(self) -> Callable[[str, str | None], DocumentsByPeriod]:
        everybodys = functools.cache(functools.partial(self._find_by_period, owner=None))

        def find(kind: str, owner: str | None) -> DocumentsByPeriod:
            if owner is None:
                return everybodys(kind)
            if (kind, owner) not in self._here_by_period:
                self._here_by_period[kind, owner] = self._find_by_period(kind, owner)
            return self._here_by_period[kind, owner]

        return find

    def active(self, document: Document) -> Any:
        if document.kind not in REGISTERED:
            return super().active(document)
        register = self.councils if document.kind == "council" else self.centres
        return register.records[document.key].get("active")

    def possible_rivals(self) -> Iterator[Document]:
        for kind in map(self.schemas.kind, self.schemas.kinds):
            if kind.owner == "party":
                yield from self.of_kind(kind.name)
            elif kind.owner and (texts := self._shared_texts(kind)):
                yield from self.fetched.having(kind.name, kind.owner, texts)

    def _shared_texts(self, kind: DocumentKind) -> set[str]:
        """The owners named by several documents of a kind for one period, or in several ways."""
        named = (
            text
            for (owner, id_), texts in self._other_texts.items()
            if owner == kind.owner and len(texts) > 1
            for text in texts
        )
        return {*named, *(text for name, text in self._repeated if name == kind.name)}

    def is_same(self, one: Document, other: Document) -> bool:
        return (one.kind, one.key) == (other.kind, other.key)

    def named(self, kind: str) -> Iterator[str]:
        among = map(self.schemas.kind, self.schemas.kinds)
        return (text for _, text in _mentioned(self.fetched.holdings, among, (kind,)))

    def periods(self) -> tuple[Period, ...]:
        found = {
            read_period(text)
            for kind in map(self.schemas.kind, self.schemas.kinds)
            if kind.period
            for (text,), _ in self.fetched.holdings.texts(kind.name, kind.period)
        }
        return tuple(sorted(period for period in found if period is not None))


def _records(
    kind: str,
    fetched: FetchedDocuments,
    partly_read: set[_Owned],
    mentioned: set[tuple[str, str]],
) -> Mapping[str, Record]:
    """The bodies of a kind, by id.

    Noted are the documents that are read in part only, and kind and text of the bodies that they
    mention.
    """
    records: dict[str, Record] = {}
    whole = functools.partial(fetched.record, kind)
    references = fetched.schemas.kind(kind).references
    for document in fetched.of_kind(kind):
        for one in references:
            if one.body in REGISTERED:
                mentioned.update((one.body, text) for text in one.texts(document))
        records[document.key] = RegisterRecord(document.key, document.body, whole)
        if document.is_partly_read:
            partly_read.add((kind, document.key))
    return records


def _unregistered(
    mentioned: Iterable[tuple[str, str]], registers: Mapping[str, Register]
) -> Mapping[tuple[str, str], str]:
    """The names of bodies that no register knows, as `DocumentIndex` has them."""
    found = {("centre", NATIONAL_CENTRE): NATIONAL_CENTRE}
    unknown = {
        (kind, text)
        for kind, text in mentioned
        if is_name(text) and registers[kind].find(text) is None
    }
    for kind, text in sorted(unknown):
        found.setdefault((kind, normalise(text)), text)
    return found


def _mentioned(
    holdings: Holdings, among: Iterable[DocumentKind], kinds: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Kind and text of the bodies of these kinds that documents belong to or refer to.

    The documents are those of the kinds `among`.
    """
    for kind in among:
        references = [one for one in kind.references if one.body in kinds]
        if references and all(len(one.steps) == 1 for one in references):
            for texts, _ in holdings.texts(kind.name, *(one.steps[0] for one in references)):
                named = zip(references, texts, strict=True)
                yield from ((one.body, text) for one, text in named if text is not None)
        elif references:
            for document in holdings.of_kind(kind.name):
                for one in references:
                    yield from ((one.body, text) for text in one.texts(document))
