"""The bodies of a period: who is meant by a name, when they exist, and whose a document is."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from iacheck.cases.council_names import council_name
from iacheck.cases.everybody import Everybody
from iacheck.cases.existence import Existence, existence, fact_day
from iacheck.cases.findings import Subject
from iacheck.cases.index import NATIONAL_CENTRE, DocumentIndex, is_name, parties
from iacheck.cases.party_register import PartyRegister
from iacheck.cases.registers import Record, Registers
from iacheck.cases.spans import TimeSpans, exists_in, exists_on, spans_of
from iacheck.cases.vocabulary import Party, parties_of
from iacheck.documents.document import Document
from iacheck.language.messages import message
from iacheck.language.periods import Period


class Bodies:
    """The councils, parties and centres of one period, as of a day."""

    def __init__(
        self,
        document_index: DocumentIndex,
        agreed: Sequence[Party],
        period: Period,
        as_of: datetime.date,
    ) -> None:
        self.document_index = document_index
        self.period = period
        self.as_of = as_of
        self._agreed = parties_of(parties(agreed, document_index.of_kind("party")), period)
        self.parties_on = functools.cache(self._parties_on)
        self._day = fact_day(period, as_of)
        self._parties = self.parties_on(self._day)
        self._registers = {"council": document_index.councils, "centre": document_index.centres}
        self.registers = functools.cache(self._registers_on)
        self.existing_on = functools.cache(self._existing_on)
        self.everybody_on = functools.cache(self._everybody_on)

    def _parties_on(self, day: datetime.date) -> PartyRegister:
        """The parties as they are on a day of the period."""
        return self.document_index.parties(self._agreed, self._active_on(day))

    def _registers_on(self, day: datetime.date) -> Registers:
        """The registers of all of them; the parties as they are on a day of the period."""
        return self.document_index.registers(self._agreed, self._active_on(day))

    def _active_on(self, day: datetime.date) -> frozenset[Party]:
        return frozenset(party for party in self._agreed if party.active_on(day))

    def _existing_on(self, kind: str, day: datetime.date) -> tuple[Document, ...]:
        """The documents of a kind of the bodies that exist on a day."""
        found = self.document_index.of_kind(kind)
        active = self.document_index.active
        return tuple(d for d in found if exists_on(spans_of(active(d)), day))

    def _everybody_on(self, kind: str, day: datetime.date) -> Everybody:
        """The councils or the centres that exist on a day, as their register has them."""
        records = self._registers[kind].records
        existing = self.existing_on(kind, day)
        expect = functools.partial(self.document_index.expect, kind)
        return Everybody((records[document.key] for document in existing), expect)

    def existence(self, subject: Subject) -> Existence:
        """When the subject exists in this period, and whom it took over from."""
        found = existence(self.spans(subject), self.period, self.as_of)
        if subject.kind != "council":
            return found
        councils = self.document_index.councils
        before = councils.predecessors.get(subject.id, ())
        after = councils.successors.get(subject.id, ())
        if not before and not after:
            return found
        return replace(
            found,
            predecessors=tuple(map(self.council, before)),
            successors=tuple(map(self.council, after)),
        )

    def all_after(self, subject: Subject) -> Iterator[Subject]:
        """The councils that came after a council, one after the other."""
        return map(self.council, self.document_index.councils.all_after(subject.id))

    def last_day(self, document: Document) -> datetime.date | None:
        """The last day of the time that a document tells of; None where no period can be read.

        It is that of its period, or its owner's own last day, where that lies in it.
        """
        kind = self.document_index.schemas.kind(document.kind)
        period = kind.period_of(document.body)
        if period is None:
            return None
        owner = self.owner(document)
        spans = self.spans(owner) if owner else ()
        return existence(spans, period, self.as_of).last_day if spans else period.last_day

    def owner(self, document: Document) -> Subject | None:
        """Whose document it is; None where it is no one body's, or that cannot be told."""
        kind = self.document_index.schemas.kind(document.kind).owner
        if kind == "national":
            return national()
        name = document.body.get(kind) if kind else None
        if kind is None or not is_name(name):
            return None
        if kind == "party":
            record = self._parties.find(name)
            return Subject("party", str(record["id"]), str(record["name"])) if record else None
        id_ = self.document_index.owner(kind, name)
        return self.council(id_) if kind == "council" else self.centre(id_)

    def spans(self, subject: Subject) -> TimeSpans:
        """When the subject exists; empty where it always does, or nothing says when."""
        if subject.kind == "party":
            return next((party.active for party in self._agreed if party.id == subject.id), ())
        register = self._registers.get(subject.kind)
        record = register.records.get(subject.id, {}) if register else {}
        return spans_of(record.get("active"))

    def centre_of(self, subject: Subject) -> Subject | None:
        """The centre that a council's own document names."""
        records = self.document_index.councils.records if subject.kind == "council" else {}
        named = records.get(subject.id, {}).get("centre")
        return self.centre(self.document_index.owner("centre", named)) if is_name(named) else None

    def registered(self, kind: str, text: str) -> Subject | None:
        """The council or centre with a document that `text` names, whether or not it exists."""
        if kind not in self._registers:
            return None
        id_ = self.document_index.owner(kind, text)
        if id_ not in self._registers[kind].records:
            return None
        return self.council(id_) if kind == "council" else self.centre(id_)

    def party_id(self, text: str) -> str | None:
        """The id of the party that `text` names in this period."""
        record = self._parties.find(text)
        return str(record["id"]) if record else None

    def is_council(self, subject: Subject, text: str) -> bool:
        """Whether the subject is the council that `text` names."""
        return subject.kind == "council" and subject.id == self.document_index.owner(
            "council", text
        )

    def named(self, text: str, *kinds: str) -> Sequence[Record]:
        """The bodies of these kinds that free words name in this period."""
        return self.registers(self._day).bodies(kinds, text, reference=False)

    def parties(self) -> Iterator[Subject]:
        """Every party of the agreement in this period."""
        for id_, record in self._parties.records.items():
            yield Subject("party", id_, str(record["name"]))

    def councils(self) -> Iterator[Subject]:
        """Every registered council that exists on any day of the period."""
        for id_, record in sorted(self.document_index.councils.records.items()):
            if exists_in(spans_of(record.get("active")), self.period):
                yield self.council(id_)

    def centres(self) -> Iterator[Subject]:
        """Every registered centre that exists on any day, and all that other documents name."""
        records = self.document_index.centres.records
        for id_ in sorted({*records, *self.document_index.named_owners("centre")}):
            known = records.get(id_)
            if (
                exists_in(spans_of(known.get("active")), self.period)
                if known is not None
                else self._may_exist(id_)
            ):
                yield self.centre(id_)

    def _may_exist(self, centre: str) -> bool:
        """Whether a centre without a document exists: with one of its councils, or one of its own.

        Of one that only documents of other periods name it cannot be told.
        """
        councils = self.document_index.councils.served_by(centre)
        if not councils or any(
            exists_in(spans_of(record.get("active")), self.period) for _, record in councils
        ):
            return True
        schemas, by_period = self.document_index.schemas, self.document_index.by_period
        kinds = [kind for kind in schemas.kinds if schemas.kind(kind).owner == "centre"]
        return any(by_period(kind, centre).of_year(self.period.whole_year) for kind in kinds)

    def council(self, id_: str) -> Subject:
        record = self.document_index.councils.records.get(id_)
        if record is None:
            return Subject("council", id_, council_name(id_) or id_)
        return Subject("council", id_, _name(record.get("name"), id_))

    def centre(self, id_: str) -> Subject:
        if id_ == NATIONAL_CENTRE:
            return Subject("centre", id_, message("All centres together"))
        record = self.document_index.centres.records.get(id_, {})
        return Subject("centre", id_, _name(record.get("name"), id_))


def national() -> Subject:
    """The nation as a subject."""
    return Subject("national", "national", message("The whole country"))


def _name(value: object, otherwise: str) -> str:
    return value if isinstance(value, str) and value.strip() else otherwise
