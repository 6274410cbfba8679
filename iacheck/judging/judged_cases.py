"""Which cases there are to judge: the periods, the rule books in force, and whom they bind."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from iacheck.cases.case import CaseBuilder, SubjectKind, subject_kind
from iacheck.cases.findings import Subject
from iacheck.cases.index import DocumentIndex, is_name
from iacheck.cases.registers import names_of
from iacheck.cases.subjects import Extent
from iacheck.checks.rule import Rule, RuleBook, agreed_parties, books_in_force
from iacheck.documents.document import Document
from iacheck.judging.cases_of_periods import CasesOfPeriods
from iacheck.language.frozen import frozen
from iacheck.language.names import normalise
from iacheck.language.periods import Period


@frozen
class JudgedPeriod:
    """The rule books in force in a period, who is judged by them (by names in results), and how.

    `is_judged` says whether this run judges it: nothing need be about it.
    """

    period: Period
    books: tuple[RuleBook, ...]
    builder: CaseBuilder
    subjects: Mapping[str, Subject]
    is_judged: bool

    def rules_called(self, id_: str) -> tuple[Rule, ...]:
        """The rule with this id, now or formerly; several, where one was parted into them."""
        return rules_called(id_, self.books)

    def kind(self, subject: Subject) -> SubjectKind:
        return subject_kind(subject.kind, self.period)

    def subject_called(self, written: str) -> Subject | None:
        """The subject that `council/` and an id, name or alias mean, whatever the spelling.

        None where nobody judged is so called, or several are.
        """
        if written in self.subjects:
            return self.subjects[written]
        kind, _, name = written.partition("/")
        if not is_name(name):
            return None
        alike = [subject for subject in self.subjects.values() if subject.kind == kind]
        own = [subject for subject in alike if normalise(subject.id) == normalise(name)]
        found = own or [s for s in alike if normalise(name) in map(normalise, self._names(s))]
        return found[0] if len(found) == 1 else None

    def is_called(self, subject: Subject, name: str) -> bool:
        """Whether free words name a body, among others perhaps, or are its id."""
        bodies = self.builder.bodies
        named = {str(body["id"]) for body in bodies.named(name, subject.kind)}
        is_its_id = normalise(name) == normalise(subject.id)
        return subject.id in named or is_its_id or bodies.is_council(subject, name)

    def _names(self, subject: Subject) -> Sequence[str]:
        register = self.builder.bodies.registers(self.period.last_day).registers[subject.kind]
        return names_of(register.records.get(subject.id, {}))


def rules_called(id_: str, books: Iterable[RuleBook]) -> tuple[Rule, ...]:
    """The rules of these books with this id, now or formerly."""
    return tuple(rule for book in books for rule in book.rules if rule.head.is_called(id_))


@frozen
class DocumentsByName:
    """Documents by `kind/_id`."""

    document_index: DocumentIndex

    def get(self, name: str) -> Document | None:
        """The document that is so called; None where there is none."""
        kind, _, key = name.partition("/")
        found = self.document_index.called(kind, key)
        return found[-1] if found else None

    def __getitem__(self, name: str) -> Document:
        found = self.get(name)
        if found is None:
            raise KeyError(name)
        return found


@dataclass(frozen=True)
class JudgedCases:
    """Every case of some periods, whether or not a run is for it.

    `books` are all rule books, `books_of` those in force in each of the periods that any of them
    covers; `builders` build the cases of these.
    """

    document_index: DocumentIndex
    books: Sequence[RuleBook]
    extent: Extent
    as_of: datetime.date
    books_of: Mapping[Period, tuple[RuleBook, ...]]
    builders: Mapping[Period, CaseBuilder]
    cases: CasesOfPeriods

    @classmethod
    def of(
        cls,
        document_index: DocumentIndex,
        books: Sequence[RuleBook],
        periods: Sequence[Period],
        extent: Extent,
        as_of: datetime.date,
    ) -> JudgedCases:
        """The cases of these periods, as they are seen as of a day."""
        found = {p: books_in_force(books, p) for p in periods}
        books_of = {period: in_force for period, in_force in found.items() if in_force}
        builders = {
            period: CaseBuilder(document_index, agreed_parties(in_force), period, as_of)
            for period, in_force in books_of.items()
        }
        cases = CasesOfPeriods.of(document_index, books_of, builders, extent)
        return cls(document_index, books, extent, as_of, books_of, builders, cases)

    def period(self, period: Period) -> JudgedPeriod | None:
        """A period, also one that is not judged here; None where no rule book covers it."""
        if period not in self._periods:
            is_judged, cases = period in self.books_of, self
            if not is_judged:
                cases = self.of(self.document_index, self.books, [period], self.extent, self.as_of)
            self._periods[period] = cases._made_period(period, is_judged=is_judged)
        return self._periods[period]

    @cached_property
    def _periods(self) -> dict[Period, JudgedPeriod | None]:
        return {}

    def _made_period(self, period: Period, *, is_judged: bool) -> JudgedPeriod | None:
        in_force = self.books_of.get(period)
        if in_force is None:
            return None
        subjects = {str(subject): subject for subject in self.cases.subjects[period]}
        return JudgedPeriod(period, in_force, self.builders[period], subjects, is_judged)

    @property
    def documents(self) -> DocumentsByName:
        """The documents that cases are made of, by `kind/_id`."""
        return DocumentsByName(self.document_index)
