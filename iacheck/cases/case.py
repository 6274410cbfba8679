"""A subject in a period, with the documents that rules about it look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from iacheck.cases.findings import Subject
from iacheck.cases.index import NATIONAL_CENTRE, DocumentIndex, in_force
from iacheck.cases.registers import PartyRegister, Registers
from iacheck.cases.vocabulary import Party
from iacheck.documents.document import Document
from iacheck.language.messages import message
from iacheck.language.periods import Period, read_period

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
class Root:
    """A name that paths begin with: which kind of document it gives, one or a list of them."""

    name: str
    kind: str
    many: bool = False


def _roots(*roots: Root) -> Mapping[str, Root]:
    return {root.name: root for root in roots}


# Kinds of document that are bodies, and are of no period.
_BODIES = frozenset({"council", "party", "centre"})

_PLAN_AND_PREVIOUS = (Root("plan", "plan"), Root("previous_plan", "plan"))
_REPORTS = (Root("report", "report"), Root("previous_report", "report"))
_COUNCILS = Root("councils", "council", many=True)

# What a rule on each kind of subject can read, beside `subject`, `period` and `parties`.
ROOTS: Mapping[SubjectKind, Mapping[str, Root]] = {
    "council-year": _roots(
        Root("council", "council"),
        *_PLAN_AND_PREVIOUS,
        *_REPORTS,
        Root("allocations", "allocation", many=True),
        Root("previous_allocations", "allocation", many=True),
    ),
    "council-half-year": _roots(Root("council", "council"), *_PLAN_AND_PREVIOUS, *_REPORTS),
    "party-year": _roots(Root("party", "party"), _COUNCILS),
    "party-half-year": _roots(
        Root("party", "party"),
        Root("party_report", "party_report"),
        Root("previous_party_report", "party_report"),
        _COUNCILS,
    ),
    "centre-year": _roots(
        Root("centre", "centre"),
        Root("scorecard", "scorecard"),
        Root("previous_scorecard", "scorecard"),
    ),
    "national-year": _roots(Root("gatherings", "gathering", many=True), _COUNCILS),
    "national-half-year": _roots(Root("panel_meetings", "panel_meeting", many=True), _COUNCILS),
}


@dataclass(frozen=True, slots=True)
class Case:
    """What a rule judges.

    `values` maps each root to what paths read (a body, a list of bodies, or None);
    `documents` maps it to the documents themselves; `unclear` names roots that more than
    one document claims, which are then None; `undated` maps a root for which there is none to
    one that may be it, had it a period that can be read.
    """

    subject: Subject
    period: Period
    registers: Registers
    values: Mapping[str, Any]
    documents: Mapping[str, tuple[Document, ...]]
    unclear: frozenset[str] = frozenset()
    undated: Mapping[str, Document] = field(default_factory=dict)

    @property
    def kind(self) -> SubjectKind:
        return subject_kind(self.subject.kind, self.period)

    @property
    def own_documents(self) -> tuple[str, ...]:
        """The names of the subject's documents, also those that may be its; not the councils'."""
        own = [d for root, found in self.documents.items() if root != _COUNCILS.name for d in found]
        return tuple(sorted({document.name for document in (*own, *self.undated.values())}))

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

    def __init__(self, holdings: DocumentIndex, agreed: Sequence[Party], period: Period) -> None:
        self._holdings = holdings
        self.period = period
        self._day = period.last_day
        parties = [p for p in holdings.parties(agreed) if p.active_on(self._day)]
        self._parties = PartyRegister.of(parties)
        self._registers = Registers(
            {"party": self._parties, "council": holdings.councils, "centre": holdings.centres}
        )
        self._councils = [
            record
            for id_, record in sorted(holdings.councils.records.items())
            if in_force(record.get("active"), self._day)
        ]

    def build(self, subject: Subject) -> Case:
        """The case of a subject in this builder's period."""
        kind = subject_kind(subject.kind, self.period)
        values: dict[str, Any] = {
            "subject": {"kind": subject.kind, "id": subject.id},
            "period": _period_value(self.period),
            "parties": list(self._parties.records.values()),
        }
        documents: dict[str, tuple[Document, ...]] = {}
        unclear: set[str] = set()
        undated: dict[str, Document] = {}
        for name, root in ROOTS[kind].items():
            found = self._documents(root, subject)
            documents[name] = found
            if not found and (vague := self._undated(root, subject)):
                undated[name] = vague[0]
            if root.many:
                values[name] = self._councils if name == "councils" else [d.body for d in found]
            elif len(found) > 1:
                values[name] = None
                unclear.add(name)
            else:
                values[name] = self._value(root, subject, found)
        return Case(
            subject, self.period, self._registers, values, documents, frozenset(unclear), undated
        )

    def _value(self, root: Root, subject: Subject, found: tuple[Document, ...]) -> Any:
        if root.kind == "party":
            return self._parties.records.get(subject.id)
        if root.kind == "council":
            return self._holdings.councils.records.get(subject.id)
        if root.kind == "centre":
            return self._holdings.centres.records.get(subject.id)
        return found[0].body if found else None

    def _documents(self, root: Root, subject: Subject) -> tuple[Document, ...]:
        if root.name == "councils":
            ids = {record["id"] for record in self._councils}
            return tuple(d for d in self._holdings.of_kind("council") if d.key in ids)
        if root.kind in _BODIES:
            return tuple(d for d in self._holdings.of_kind(root.kind) if d.key == subject.id)
        period = self._period_of(root)
        if period is None:
            return ()
        candidates = self._candidates(root.kind, subject)
        exact = tuple(d for d in candidates if read_period(d.body.get("period")) == period)
        if root.kind == "plan" and not exact:
            return tuple(d for d in candidates if covers(d, period))
        return exact

    def _undated(self, root: Root, subject: Subject) -> Sequence[Document]:
        wanted = self._period_of(root)
        if root.kind in _BODIES or wanted is None:
            return ()
        candidates = self._candidates(root.kind, subject)
        return [document for document in candidates if not _is_dated(document, wanted)]

    def _period_of(self, root: Root) -> Period | None:
        whole_year = root.kind in ("plan", "allocation")
        period = self.period.whole_year if whole_year else self.period
        return period.previous if root.name.startswith("previous_") else period

    def _candidates(self, kind: str, subject: Subject) -> Sequence[Document]:
        if subject.kind == "national":
            return self._holdings.of_kind(kind)
        if subject.kind == "party":
            return [
                document
                for document in self._holdings.of_kind(kind)
                if isinstance(text := document.body.get("party"), str)
                and self.party_id(text) == subject.id
            ]
        return self._holdings.owned(kind, subject.id)

    def party_id(self, text: str) -> str | None:
        """The id of the party that `text` names in this period."""
        record = self._parties.find(text)
        return str(record["id"]) if record else None

    def parties(self) -> Iterator[Subject]:
        """Every party of the agreement in this period."""
        for id_, record in self._parties.records.items():
            yield Subject("party", id_, str(record["name"]))

    def councils(self) -> Iterator[Subject]:
        """Every registered council that exists on the period's last day."""
        for record in self._councils:
            yield self.council(str(record["id"]))

    def council(self, id_: str) -> Subject:
        record = self._holdings.councils.records.get(id_, {})
        return Subject("council", id_, _name(record.get("name"), id_))

    def centre(self, id_: str) -> Subject:
        if id_ == NATIONAL_CENTRE:
            return Subject("centre", id_, message("All centres together"))
        record = self._holdings.centres.records.get(id_, {})
        return Subject("centre", id_, _name(record.get("name"), id_))


def national() -> Subject:
    """The nation as a subject."""
    return Subject("national", "national", message("The whole country"))


def covers(plan: Document, year: Period) -> bool:
    """Whether a plan names the year among those it covers."""
    years = plan.body.get("covers")
    if not isinstance(years, list | tuple):
        return False
    return any(str(y) == str(year) for y in years)


def _is_dated(document: Document, wanted: Period) -> bool:
    """Whether it can be told which periods the document is about."""
    period, years = read_period(document.body.get("period")), document.body.get("covers")
    if period is None or (document.kind != "report" and period.length != wanted.length):
        return False
    if document.kind != "plan" or years is None:
        return True
    return isinstance(years, list | tuple) and all(read_period(str(year)) for year in years)


def _period_value(period: Period) -> Mapping[str, str]:
    return {
        "id": str(period),
        "first_day": period.first_day.isoformat(),
        "last_day": period.last_day.isoformat(),
    }


def _name(value: object, otherwise: str) -> str:
    return value if isinstance(value, str) and value.strip() else otherwise
