"""A subject in a period, with the documents that rules about it look at."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from iacheck.cases.dates import Unsent, counting_body, unsent
from iacheck.cases.findings import Subject
from iacheck.cases.index import NATIONAL_CENTRE, DocumentIndex, is_name, parties
from iacheck.cases.registers import PartyRegister, Registers
from iacheck.cases.spans import exists_on, spans_of
from iacheck.cases.vocabulary import Party, parties_of
from iacheck.documents.document import Body, Document
from iacheck.documents.document_kind import DocumentKind, Root
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

    It is seen as of the day `as_of`; what counts for nothing by its date is not in it. Facts with
    `from` and `to` are read on `day`.
    """

    subject: Subject
    period: Period
    as_of: datetime.date
    day: datetime.date
    registers: Registers
    values: Mapping[str, Any]
    documents: Mapping[str, tuple[Document, ...]]
    unclear: frozenset[str] = frozenset()
    undated: Mapping[str, Document] = field(default_factory=dict)
    unsent: Mapping[str, Unsent] = field(default_factory=dict)
    own_documents: tuple[str, ...] = ()
    centre: Subject | None = None

    @property
    def kind(self) -> SubjectKind:
        return subject_kind(self.subject.kind, self.period)

    @property
    def begun(self) -> bool:
        """Whether the period has begun as of the case's day."""
        return self.period.first_day <= self.as_of

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
    """Builds the cases of one period from all documents and the parties in force.

    `day` is the day on which they read facts with `from` and `to`, and who is registered.
    """

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
        self.day = fact_day(period, as_of)
        known = parties(agreed, document_index.of_kind("party"))
        self._parties = PartyRegister.of(parties_of(known, period), self.day)
        self._registers = Registers(
            {
                "party": self._parties,
                "council": document_index.councils,
                "centre": document_index.centres,
            },
            document_index.centre_names,
        )

    def build(self, subject: Subject) -> Case:
        """The case of a subject in this builder's period."""
        kind = subject_kind(subject.kind, self.period)
        values: dict[str, Any] = {
            "subject": {"kind": subject.kind, "id": subject.id},
            "period": _period_value(self.period),
            "parties": list(self._parties.on_the_day.values()),
        }
        documents: dict[str, tuple[Document, ...]] = {}
        unclear: set[str] = set()
        undated: dict[str, Document] = {}
        not_sent: dict[str, Unsent] = {}
        own: set[str] = set()
        for name, root in self._document_index.schemas.roots(kind).items():
            every = self._documents(root, subject)
            counted = [(d, body) for d in every if (body := self._body(d)) is not None]
            found = documents[name] = tuple(document for document, _ in counted)
            vague = () if every else self._documents_without_period(root, subject)
            undated.update((name, document) for document in vague[:1])
            if len(found) > 1 and not root.many:
                unclear.add(name)
            values[name] = None if name in unclear else self._value(root, subject, counted)
            if len(found) == 1 and not root.many:
                why = unsent(root.kind, found[0].body, self.as_of)
                not_sent.update({name: why} if why else {})
            if subject.kind in (root.kind.name, root.kind.owner):
                own.update(document.name for document in (*every, *vague[:1]))
        return Case(
            subject,
            self.period,
            self.as_of,
            self.day,
            self._registers,
            values,
            documents,
            frozenset(unclear),
            undated,
            not_sent,
            tuple(sorted(own)),
            self._centre_of(subject),
        )

    def _centre_of(self, subject: Subject) -> Subject | None:
        """The centre that a council's own document names."""
        records = self._document_index.councils.records if subject.kind == "council" else {}
        named = records.get(subject.id, {}).get("centre")
        return self.centre(self._document_index.owner("centre", named)) if is_name(named) else None

    def _body(self, document: Document) -> Body | None:
        """The document as far as it counts by its dates; None where it counts for nothing."""
        return counting_body(
            self._document_index.schemas.kind(document.kind), document.body, self.as_of
        )

    def _value(self, root: Root, subject: Subject, found: Sequence[tuple[Document, Body]]) -> Any:
        """What paths read under a root; bodies as their register has them."""
        register = self._registers.registers.get(root.kind.name)
        if root.many:
            return [register.records[d.key] if register else body for d, body in found]
        if register:
            return register.records.get(subject.id)
        return found[0][1] if found else None

    def _documents(self, root: Root, subject: Subject) -> tuple[Document, ...]:
        kind, candidates = root.kind, self._candidates(root.kind, subject)
        if kind.name == subject.kind:
            return tuple(d for d in candidates if d.key == subject.id)
        if kind.period is None:
            return tuple(d for d in candidates if _is_there(d.body, self.day))
        period = root.period(self.period)
        if period is None:
            return ()
        exact = tuple(d for d in candidates if kind.period_of(d.body) == period)
        return exact or tuple(d for d in candidates if kind.covers_too(d.body, period))

    def _documents_without_period(self, root: Root, subject: Subject) -> Sequence[Document]:
        """Documents that may be what the root gives, had they a period that can be read."""
        if root.kind.period is None or root.period(self.period) is None:
            return ()
        candidates = self._candidates(root.kind, subject)
        return [d for d in candidates if not root.kind.is_dated(d.body)]

    def _candidates(self, kind: DocumentKind, subject: Subject) -> Sequence[Document]:
        """The subject's documents of a kind; everybody's, where they are no such subject's."""
        if kind.owner != subject.kind or kind.owner == "national":
            return self._document_index.of_kind(kind.name)
        if kind.owner == "party":
            return [
                document
                for document in self._document_index.of_kind(kind.name)
                if isinstance(text := document.body.get("party"), str)
                and self.party_id(text) == subject.id
            ]
        return self._document_index.owned(kind.name, subject.id)

    def party_id(self, text: str) -> str | None:
        """The id of the party that `text` names in this period."""
        record = self._parties.find(text)
        return str(record["id"]) if record else None

    def parties(self) -> Iterator[Subject]:
        """Every party of the agreement in this period."""
        for id_, record in self._parties.records.items():
            yield Subject("party", id_, str(record["name"]))

    def councils(self) -> Iterator[Subject]:
        """Every registered council that exists on the day on which facts are read."""
        for id_, record in sorted(self._document_index.councils.records.items()):
            if _is_there(record, self.day):
                yield self.council(id_)

    def council(self, id_: str) -> Subject:
        record = self._document_index.councils.records.get(id_, {})
        return Subject("council", id_, _name(record.get("name"), id_))

    def centre(self, id_: str) -> Subject:
        if id_ == NATIONAL_CENTRE:
            return Subject("centre", id_, message("All centres together"))
        record = self._document_index.centres.records.get(id_, {})
        return Subject("centre", id_, _name(record.get("name"), id_))


def _is_there(body: Mapping[str, Any], day: datetime.date) -> bool:
    """Whether a body exists on a day, as its document says."""
    return exists_on(spans_of(body.get("active")), day)


def fact_day(period: Period, as_of: datetime.date) -> datetime.date:
    """The day on which a period's facts with `from` and `to` are read.

    It is the last day of the period, or the as-of date while the period runs. Of a period that
    has not begun it is the first day: by that day its bodies have their names.
    """
    return max(period.first_day, min(period.last_day, as_of))


def national() -> Subject:
    """The nation as a subject."""
    return Subject("national", "national", message("The whole country"))


def _period_value(period: Period) -> Mapping[str, str]:
    return {
        "id": str(period),
        "first_day": period.first_day.isoformat(),
        "last_day": period.last_day.isoformat(),
    }


def _name(value: object, otherwise: str) -> str:
    return value if isinstance(value, str) and value.strip() else otherwise
