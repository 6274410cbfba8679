"""A subject in a period, with the documents that rules about it look at."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

from iacheck.cases.dates import Unsent
from iacheck.cases.existence import Existence, existence, fact_day
from iacheck.cases.findings import Subject
from iacheck.cases.index import NATIONAL_CENTRE, DocumentIndex, is_name, parties
from iacheck.cases.registers import PartyRegister, Record, Registers
from iacheck.cases.roots import RootDocuments, UnderRoot
from iacheck.cases.spans import TimeSpans, exists_in, spans_of
from iacheck.cases.vocabulary import Party, parties_of
from iacheck.documents.document import Document
from iacheck.documents.document_kind import Root
from iacheck.language.messages import message
from iacheck.language.periods import Period

SubjectKind = Literal[
    "council-year",
    "council-half-year",
    "party-year",
    "party-half-year",
    "centre-year",
    "national-year",
    "national-half-year",
]
SUBJECT_KINDS: tuple[SubjectKind, ...] = get_args(SubjectKind)


@dataclass(frozen=True, slots=True)
class Case:
    """What a rule judges.

    `values` maps each root to what paths read (a body, a list of bodies, or None);
    `documents` maps it to the documents themselves; `unclear` names roots that more than
    one document claims, which are then None; `undated` maps a root for which there is none to
    one that may be it, had it a period that can be read; `unsent` maps a root to why the document
    that it gives does not count as delivered. `own_documents` are the names of the
    subject's documents, also of those that may be its; not those of other bodies. `centre` is the
    council's centre, where its register tells which that is.

    Of a subject that took over from others, `predecessors` are their cases in the same period, and
    `inherited` maps the names of documents that it has from them to those who made these. Of one
    that has ended, `taken_over` maps a root for which there is none to the document of the subject
    that took over from it.

    It is seen as of the day `as_of`; what counts for nothing by its date is not in it. Facts with
    `from` and `to` are read on `day`.
    """

    subject: Subject
    period: Period
    as_of: datetime.date
    existence: Existence
    registers: Registers
    values: Mapping[str, Any]
    documents: Mapping[str, tuple[Document, ...]]
    unclear: frozenset[str] = frozenset()
    undated: Mapping[str, Document] = field(default_factory=dict)
    unsent: Mapping[str, Unsent] = field(default_factory=dict)
    own_documents: tuple[str, ...] = ()
    centre: Subject | None = None
    predecessors: tuple[Case, ...] = ()
    inherited: Mapping[str, Subject] = field(default_factory=dict)
    taken_over: Mapping[str, Document] = field(default_factory=dict)

    @property
    def kind(self) -> SubjectKind:
        return subject_kind(self.subject.kind, self.period)

    @property
    def day(self) -> datetime.date:
        """The day on which facts are read: within the period, and not after the as-of date."""
        return self.existence.day

    @property
    def begun(self) -> bool:
        """Whether the subject's time in the period has begun as of the case's day."""
        return self.existence.has_begun

    def has(self, root: str) -> bool:
        """Whether there is anything under this root."""
        return bool(self.values.get(root))


def subject_kind(kind: str, period: Period) -> SubjectKind:
    """The kind of subject that rules name: `council` in a year is `council-year`."""
    return next(k for k in SUBJECT_KINDS if k == f"{kind}-{period.length}")


def has_subject_kind(kind: str, period: Period) -> bool:
    """Whether anything is judged of such a body over such a period (centres: years only)."""
    return f"{kind}-{period.length}" in SUBJECT_KINDS


class CaseBuilder:
    """Builds the cases of one period from all documents and the parties in force."""

    def __init__(
        self,
        document_index: DocumentIndex,
        agreed: Sequence[Party],
        period: Period,
        as_of: datetime.date,
    ) -> None:
        self._document_index = document_index
        self.period = period
        self.as_of = as_of
        self._agreed = parties_of(parties(agreed, document_index.of_kind("party")), period)
        self._parties_on = functools.cache(functools.partial(PartyRegister.of, self._agreed))
        self._parties = self._parties_on(fact_day(period, as_of))
        self._registers = {"council": document_index.councils, "centre": document_index.centres}
        self._documents = RootDocuments(document_index, period, as_of, self.party_id, self.last_day)

    def build(self, subject: Subject) -> Case:
        """The case of a subject in this builder's period."""
        return self._build(subject, frozenset())

    def _build(self, subject: Subject, later: frozenset[str]) -> Case:
        """The case; `later` are those that took over from it, whose cases are being built."""
        kind, exists = subject_kind(subject.kind, self.period), self.existence(subject)
        before = later | {subject.id}
        predecessors = tuple(
            self._build(one, before) for one in exists.predecessors if one.id not in before
        )
        parties_then = self._parties_on(exists.day)
        registers = Registers(
            {**self._registers, "party": parties_then}, self._document_index.centre_names
        )
        found = {
            name: self._under_root(root, subject, exists, predecessors)
            for name, root in self._document_index.schemas.roots(kind).items()
        }
        values: dict[str, Any] = {
            "subject": _subject_value(subject, exists),
            "period": _period_value(self.period),
            "parties": list(parties_then.on_the_day.values()),
        }
        for name, under in found.items():
            values[name] = under.value(registers, subject)
        return Case(
            subject,
            self.period,
            self.as_of,
            exists,
            registers,
            values,
            {name: under.documents for name, under in found.items()},
            frozenset(name for name, under in found.items() if under.unclear),
            {name: under.undated for name, under in found.items() if under.undated},
            {n: why for n, under in found.items() if (why := self._documents.unsent(under))},
            tuple(sorted({n for under in found.values() for n in under.own_names(subject)})),
            self._centre_of(subject),
            predecessors,
            {d: who for under in found.values() for d, who in under.inherited.items()},
            {name: under.taken_over for name, under in found.items() if under.taken_over},
        )

    def _under_root(
        self, root: Root, subject: Subject, exists: Existence, predecessors: Sequence[Case]
    ) -> UnderRoot:
        """What there is under a root: the subject's own, else its predecessors'."""
        own = self._documents.of(root, subject, exists.day)
        if own:
            return UnderRoot(root, self._documents.counted(own), own)
        vague = self._documents.undated(root, subject)
        if vague:
            return UnderRoot(root, (), vague[:1], undated=vague[0])
        if root.inherited and predecessors:
            return self._inherited(root, predecessors)
        if exists.ended_on and root.is_handed_in_by(subject.kind):
            later = (self._documents.of(root, one, exists.day) for one in exists.successors)
            return UnderRoot(root, (), taken_over=next((d[0] for d in later if d), None))
        return UnderRoot(root, ())

    def _inherited(self, root: Root, predecessors: Sequence[Case]) -> UnderRoot:
        """What the predecessors have under a root, where it can be told of each."""
        name = root.name
        undated = next((c.undated[name] for c in predecessors if name in c.undated), None)
        pairs = [(document, case) for case in predecessors for document in case.documents[name]]
        made_by = {d.name: case.inherited.get(d.name, case.subject) for d, case in pairs}
        documents = {document.name: document for document, _ in pairs}
        return UnderRoot(
            root,
            () if undated else self._documents.counted(tuple(documents.values())),
            undated=undated,
            # What is of the year before is history, and no document that the subject goes by.
            inherited={} if root.previous or undated else made_by,
            in_doubt=any(name in case.unclear for case in predecessors),
        )

    def existence(self, subject: Subject) -> Existence:
        """When the subject exists in this period, and whom it took over from."""
        found = existence(self._spans(subject.kind, subject.id), self.period, self.as_of)
        if subject.kind != "council":
            return found
        councils = self._document_index.councils
        return replace(
            found,
            predecessors=tuple(map(self.council, councils.predecessors.get(subject.id, ()))),
            successors=tuple(map(self.council, councils.successors.get(subject.id, ()))),
        )

    def last_day(self, document: Document) -> datetime.date | None:
        """The last day of the time that a document tells of; None where no period can be read.

        It is that of its period, or its owner's own last day, where that lies in it.
        """
        kind = self._document_index.schemas.kind(document.kind)
        period = kind.period_of(document.body)
        if period is None:
            return None
        owner = self.owner(document)
        spans = self._spans(*owner) if owner else ()
        return existence(spans, period, self.as_of).last_day

    def owner(self, document: Document) -> tuple[str, str] | None:
        """Kind and id of the body whose document it is; None where that cannot be told.

        A body's own entry in a register is its own document.
        """
        kind = self._document_index.schemas.kind(document.kind)
        if kind.owner is None:
            return (kind.name, document.key) if kind.name in self._registers else None
        name = document.body.get(kind.owner)
        if kind.owner == "national":
            return "national", "national"
        if not is_name(name):
            return None
        if kind.owner != "party":
            return kind.owner, self._document_index.owner(kind.owner, name)
        id_ = self.party_id(name)
        return ("party", id_) if id_ else None

    def _spans(self, kind: str, id_: str) -> TimeSpans:
        if kind == "party":
            return next((party.active for party in self._agreed if party.id == id_), ())
        register = self._registers.get(kind)
        record = register.records.get(id_, {}) if register else {}
        return spans_of(record.get("active"))

    def _centre_of(self, subject: Subject) -> Subject | None:
        """The centre that a council's own document names."""
        records = self._document_index.councils.records if subject.kind == "council" else {}
        named = records.get(subject.id, {}).get("centre")
        return self.centre(self._document_index.owner("centre", named)) if is_name(named) else None

    def party_id(self, text: str) -> str | None:
        """The id of the party that `text` names in this period."""
        record = self._parties.find(text)
        return str(record["id"]) if record else None

    def bodies(self, text: str, *kinds: str) -> Sequence[Record]:
        """The bodies of these kinds that free words name in this period."""
        known = {**self._registers, "party": self._parties}
        registers = Registers(known, self._document_index.centre_names)
        return registers.bodies(kinds, text, reference=False)

    def parties(self) -> Iterator[Subject]:
        """Every party of the agreement in this period."""
        for id_, record in self._parties.records.items():
            yield Subject("party", id_, str(record["name"]))

    def councils(self) -> Iterator[Subject]:
        """Every registered council that exists on any day of the period."""
        for id_, record in sorted(self._document_index.councils.records.items()):
            if exists_in(spans_of(record.get("active")), self.period):
                yield self.council(id_)

    def centres(self) -> Iterator[Subject]:
        """Every registered centre that exists on any day, and all that other documents name."""
        records = self._document_index.centres.records
        for id_ in sorted({*records, *self._document_index.named_owners("centre")}):
            if exists_in(spans_of(records.get(id_, {}).get("active")), self.period):
                yield self.centre(id_)

    def council(self, id_: str) -> Subject:
        record = self._document_index.councils.records.get(id_, {})
        return Subject("council", id_, _name(record.get("name"), id_))

    def centre(self, id_: str) -> Subject:
        if id_ == NATIONAL_CENTRE:
            return Subject("centre", id_, message("All centres together"))
        record = self._document_index.centres.records.get(id_, {})
        return Subject("centre", id_, _name(record.get("name"), id_))


def national() -> Subject:
    """The nation as a subject."""
    return Subject("national", "national", message("The whole country"))


def _subject_value(subject: Subject, exists: Existence) -> Mapping[str, str]:
    return {
        "kind": subject.kind,
        "id": subject.id,
        "first_day": exists.first_day.isoformat(),
        "last_day": exists.last_day.isoformat(),
    }


def _period_value(period: Period) -> Mapping[str, str]:
    return {
        "id": str(period),
        "first_day": period.first_day.isoformat(),
        "last_day": period.last_day.isoformat(),
    }


def _name(value: object, otherwise: str) -> str:
    return value if isinstance(value, str) and value.strip() else otherwise
