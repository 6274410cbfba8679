"""The documents that a root gives: whose they are, of which period, and what paths read of them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import Any

from iacheck.cases.bodies import Bodies
from iacheck.cases.dates import (
    DatedDocument,
    Unsent,
    counting_body,
    has_dates_to_count_by,
    unsent,
)
from iacheck.cases.documents_by_period import DocumentsByPeriod
from iacheck.cases.findings import Subject
from iacheck.cases.index import REGISTERED
from iacheck.cases.registers import Registers, whole_record
from iacheck.cases.spans import exists_on, spans_of
from iacheck.documents.document import Body, Document
from iacheck.documents.document_kind import DocumentKind, Root
from iacheck.documents.unfilled_forms import is_unfilled_form
from iacheck.language.frozen import frozen


class Together(tuple[Mapping[str, Any], ...]):
    """Several documents that paths read as if they were one: plans of councils that became one."""

    __slots__ = ()


# A document, and as much of it as counts by its dates; None where no date keeps any of it out.
Counted = tuple[Document, Body | None]


@frozen
class UnderRoot:
    """What there is under a root of a case; the fields are as in `Case`, of this root alone.

    `counted` are the documents as far as they count; `own` those of the subject itself, also what
    counts for nothing and what is undated. `in_doubt` says that predecessors have several.
    """

    root: Root
    counted: tuple[Counted, ...]
    own: Sequence[Document] = ()
    undated: Document | None = None
    inherited: Mapping[str, Subject] = field(default_factory=dict)
    in_doubt: bool = False
    taken_over: tuple[Document, Subject] | None = None
    documents: tuple[Document, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "documents", tuple([document for document, _ in self.counted]))

    @property
    def unclear(self) -> bool:
        """Whether several documents claim to be the one that the root gives."""
        several = len(self.counted) > 1 and not self.inherited
        return not self.root.many and (self.in_doubt or several)

    def value(self, registers: Registers, subject: Subject) -> Any:
        """What paths read; bodies as their register has them."""
        register = registers.registers.get(self.root.kind.name)
        if self.root.many:
            return [register.records[d.key] if register else _body(d, b) for d, b in self.counted]
        if register:
            return whole_record(register.records.get(subject.id))
        if self.unclear or not self.counted:
            return None
        bodies = [_body(document, body) for document, body in self.counted]
        return Together(bodies) if len(bodies) > 1 else bodies[0]

    def own_names(self, subject: Subject) -> Iterator[str]:
        """The names of those documents that are the subject's, or may be.

        Those of other periods in the year are history, or another case's.
        """
        if not self.root.of_year and subject.kind in (self.root.kind.name, self.root.kind.owner):
            yield from (document.name for document in self.own)


def _body(document: Document, counted: Body | None) -> Body:
    return document.body if counted is None else counted


@frozen
class RootDocuments:
    """Finds the documents of the period and the day of these bodies."""

    bodies: Bodies

    def of(self, root: Root, subject: Subject, day: datetime.date) -> tuple[Document, ...]:
        """The documents under a root for a subject whose facts are read on a day."""
        kind = root.kind
        if kind.name == subject.kind:
            return self.bodies.document_index.called(kind.name, subject.id)
        if kind.period is None:
            return self._of_no_period(kind, subject, day)
        period = root.period(self.bodies.period)
        if period is None:
            return ()
        found = self._by_period(kind, subject)
        if root.of_year:
            return self._own(kind, found.of_year(period.whole_year), subject)
        exact = self._own(kind, found.of(period), subject)
        return exact or self._own(kind, found.covering(period), subject)

    def counted(self, kind: DocumentKind, documents: Iterable[Document]) -> tuple[Counted, ...]:
        """Documents of a kind as far as they count by their dates.

        What counts for nothing is not among them.
        """
        if not has_dates_to_count_by(kind):
            return tuple([(document, None) for document in documents])
        dated = [self._dated(kind, document) for document in documents]
        return tuple([(one.document, one.counts) for one in dated if one.counts is not None])

    def value(
        self, under: UnderRoot, registers: Registers, subject: Subject, day: datetime.date
    ) -> Any:
        """What paths read under a root; of all bodies of a register the same for everybody."""
        kind = under.root.kind
        is_register = under.root.many and kind.name in REGISTERED
        if is_register and not has_dates_to_count_by(kind):  # noqa: SIM102 - all are found for few
            if under.own is self.bodies.existing_on(kind.name, day):
                return self.bodies.everybody_on(kind.name, day)
        return under.value(registers, subject)

    def unsent(self, under: UnderRoot) -> Unsent | None:
        """Why the one document that a root gives is not delivered, if it is not."""
        if under.root.many or not under.counted:
            return None
        dated = [self._dated(under.root.kind, document) for document in under.documents]
        if all(one.is_unfilled for one in dated):
            return Unsent(why="unfilled")
        return dated[0].unsent if len(dated) == 1 else None

    def _dated(self, kind: DocumentKind, document: Document) -> DatedDocument:
        """What the dates of a document tell; several roots of several periods give the same one."""
        as_of = self.bodies.as_of
        # Which party it is depends on the period.
        kept = None if kind.owner == "party" else self.bodies.document_index.dated[as_of]
        found = None if kept is None else kept.get(id(document))
        if found is None:
            last, body = self.bodies.last_day(document), document.body
            found = DatedDocument(
                document,
                counting_body(kind, body, as_of, last),
                unsent(kind, body, as_of, last),
                is_unfilled_form(document),
            )
            if kept is not None:
                kept[id(document)] = found
        return found

    def undated(self, root: Root, subject: Subject) -> Sequence[Document]:
        """Documents that may be what the root gives, had they a period that can be read."""
        if root.kind.period is None or root.period(self.bodies.period) is None:
            return ()
        return self._own(root.kind, self._by_period(root.kind, subject).undated, subject)

    def _of_no_period(
        self, kind: DocumentKind, subject: Subject, day: datetime.date
    ) -> tuple[Document, ...]:
        if kind.owner == subject.kind and kind.owner in REGISTERED:
            owned = self.bodies.document_index.owned(kind.name, subject.id)
            active = self.bodies.document_index.active
            return tuple(d for d in owned if exists_on(spans_of(active(d)), day))
        return self._own(kind, self.bodies.existing_on(kind.name, day), subject)

    def _by_period(self, kind: DocumentKind, subject: Subject) -> DocumentsByPeriod:
        """The documents of a kind that may be the subject's; everybody's, if none is anybody's."""
        is_own = kind.owner == subject.kind and kind.owner in REGISTERED
        return self.bodies.document_index.by_period(kind.name, subject.id if is_own else None)

    def _own(
        self, kind: DocumentKind, documents: Iterable[Document], subject: Subject
    ) -> tuple[Document, ...]:
        """Those that are the subject's: of parties' documents, the period tells whose they are."""
        if kind.owner != subject.kind or kind.owner != "party":
            return tuple(documents)
        return tuple(
            document
            for document in documents
            if isinstance(text := document.body.get("party"), str)
            and self.bodies.party_id(text) == subject.id
        )
