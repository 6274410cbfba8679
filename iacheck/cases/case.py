"""A subject in a period, with the documents that rules about it look at."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Any, Literal, get_args

from iacheck.cases.bodies import Bodies
from iacheck.cases.dates import Unsent
from iacheck.cases.existence import Existence
from iacheck.cases.findings import Subject
from iacheck.cases.index import DocumentIndex
from iacheck.cases.registers import Registers
from iacheck.cases.roots import RootDocuments, Together, UnderRoot
from iacheck.cases.vocabulary import Party
from iacheck.documents.document import Document
from iacheck.documents.document_kind import Root
from iacheck.language.frozen import frozen
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


@frozen
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
    that took over from it. `previous_roots` give documents of the period before. `partly_read` are
    the documents of whose files something was not read.

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
    taken_over: Mapping[str, tuple[Document, Subject]] = field(default_factory=dict)
    previous_roots: frozenset[str] = frozenset()
    partly_read: tuple[Document, ...] = ()
    # What those who read it have made of it once, or of its period; no part of what it is.
    made_of_period: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)
    made: dict[Any, Any] = field(init=False, default_factory=dict, compare=False, repr=False)
    # Whether it has begun, and it is clear which documents it has: its own, all of them read, and
    # filled in.
    is_ordinary: bool = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        unfilled = any(one.is_unfilled for one in self.unsent.values())
        in_doubt = self.unclear or self.undated or self.taken_over or self.partly_read or unfilled
        others = self.inherited or any(isinstance(v, Together) for v in self.values.values())
        ordinary = self.existence.has_begun and not in_doubt and not others
        object.__setattr__(self, "is_ordinary", ordinary)

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
        self.period = period
        self.as_of = as_of
        self.bodies = Bodies(document_index, agreed, period, as_of)
        self._document_index = document_index
        self._documents = RootDocuments(self.bodies)
        self._made_of_period: dict[Any, Any] = {}

    def build(self, subject: Subject) -> Case:
        """The case of a subject in this builder's period."""
        return self._build(subject, frozenset())

    def _build(self, subject: Subject, later: frozenset[str]) -> Case:
        """The case; `later` are those that took over from it, whose cases are being built."""
        kind, exists = subject_kind(subject.kind, self.period), self.bodies.existence(subject)
        before = later | {subject.id}
        predecessors = tuple(
            self._build(one, before) for one in exists.predecessors if one.id not in before
        )
        registers = self.bodies.registers(exists.day)
        parties_then = self.bodies.parties_on(exists.day)
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
            values[name] = self._documents.value(under, registers, subject, exists.day)
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
            self.bodies.centre_of(subject),
            predecessors,
            {d: who for under in found.values() for d, who in under.inherited.items()},
            {name: under.taken_over for name, under in found.items() if under.taken_over},
            frozenset(name for name, under in found.items() if under.root.previous),
            tuple(
                document
                for under in found.values()
                for document in under.documents
                if document.is_partly_read
            ),
            self._made_of_period,
        )

    def _under_root(
        self, root: Root, subject: Subject, exists: Existence, predecessors: Sequence[Case]
    ) -> UnderRoot:
        """What there is under a root: the subject's own, else its predecessors'."""
        own = self._documents.of(root, subject, exists.day)
        if own:
            return UnderRoot(root, self._documents.counted(root.kind, own), own)
        vague = self._documents.undated(root, subject)
        if vague:
            return UnderRoot(root, (), vague[:1], undated=vague[0])
        if root.inherited and predecessors:
            return self._inherited(root, predecessors)
        if exists.ended_on and root.is_handed_in_by(subject.kind):
            later = (
                (documents[0], one)
                for one in self.bodies.all_after(subject)
                if (documents := self._documents.of(root, one, exists.day))
            )
            return UnderRoot(root, (), taken_over=next(later, None))
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
            () if undated else self._documents.counted(root.kind, documents.values()),
            undated=undated,
            # What is of the year before is history, and no document that the subject goes by.
            inherited={} if root.previous or undated else made_by,
            in_doubt=any(name in case.unclear for case in predecessors),
        )


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
