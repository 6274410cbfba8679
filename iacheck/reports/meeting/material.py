"""What a paper is made from: the findings of its periods, beside the documents that they are on."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from iacheck.cases.case import Case, CaseBuilder, SubjectKind
from iacheck.cases.findings import (
    SUBJECT_TYPES,
    Finding,
    Result,
    RuleHead,
    Subject,
    SubjectFindings,
)
from iacheck.cases.index import DocumentIndex
from iacheck.cases.vocabulary import Area
from iacheck.checks.rule import Rule, RuleBook, agreed_parties
from iacheck.documents.document import Document
from iacheck.documents.schemas import Schemas
from iacheck.follow_up.due_dates import DueEntry
from iacheck.language.frozen import frozen
from iacheck.language.labels import WORDS
from iacheck.language.messages import LocalText, Message
from iacheck.language.periods import Period
from iacheck.reports.order import in_order_of_names

Item = TypeVar("Item")
Key = TypeVar("Key")


@frozen
class JudgedSubject:
    """A subject in a period: what was found, and the documents that its rules looked at."""

    found: SubjectFindings
    case: Case

    @property
    def subject(self) -> Subject:
        return self.found.subject

    @property
    def period(self) -> Period:
        return self.found.period


@dataclass(frozen=True)
class Material:
    """One period, a year or a half-year, and everything that is known of it.

    `books` are those in force, and `result` is what they found in the period. `judged` has every
    subject of it: councils by name, parties in the agreement's order, centres by name, the nation.
    """

    period: Period
    result: Result
    books: tuple[RuleBook, ...]
    judged: tuple[JudgedSubject, ...]
    schemas: Schemas

    @classmethod
    def of(
        cls,
        result: Result,
        document_index: DocumentIndex,
        books: Iterable[RuleBook],
        schemas: Schemas,
        period: Period,
    ) -> Material:
        """The material of a period of a result made from these documents by these books."""
        in_force = tuple(book for book in books if book.covers(period))
        ids = {book.id for book in in_force}
        part = replace(
            result,
            rulebooks=tuple(book for book in result.rulebooks if book.id in ids),
            subjects=tuple(found for found in result.subjects if found.period == period),
            unjudged=tuple(body for body in result.unjudged if body.period == period),
            dropped=tuple(one for one in result.dropped if one.period == period),
        )
        builder = CaseBuilder(document_index, agreed_parties(in_force), period, result.as_of)
        judged = [
            JudgedSubject(found, builder.build(found.subject))
            for found in in_order_of_names(part).subjects
        ]
        return cls(period, part, in_force, tuple(sorted(judged, key=_in_agreement)), schemas)

    def of_kind(self, *kinds: SubjectKind) -> Sequence[JudgedSubject]:
        """The subjects of these kinds, in order."""
        return [judged for judged in self.judged if judged.case.kind in kinds]

    def subjects(self, kind: str) -> Sequence[Subject]:
        """Everybody of one kind (`council`)."""
        return tuple(judged.subject for judged in self.judged if judged.subject.kind == kind)

    def findings(self) -> Iterator[tuple[JudgedSubject, Finding]]:
        for judged in self.judged:
            for finding in judged.found.findings:
                yield judged, finding

    def rules(self) -> Mapping[RuleHead, Rule]:
        """The rules of the books, by the head that findings carry."""
        return {rule.head: rule for book in self.books for rule in book.rules}

    def label(self, code: str) -> LocalText | Message | str:
        """What people call a code: a rule book's own words before the program's."""
        own = (book.labels.own[code] for book in self.books if code in book.labels.own)
        return next(own, None) or WORDS.get(code) or code

    def areas(self) -> Sequence[Area]:
        """What papers show as reached by activities or not, each once."""
        return tuple({area.name: area for book in self.books for area in book.areas}.values())


@dataclass(frozen=True)
class MeetingMaterial:
    """What a paper for a meeting is about: the periods that were asked for, a year with its halves.

    `materials` has, in order of time, each of them that somebody was judged in, or that was asked
    for by itself. `result` is that of all of them together, from which nothing is counted. `due` is
    what comes next, whichever period it is for.
    """

    asked: tuple[Period, ...]
    result: Result
    materials: tuple[Material, ...]
    due: tuple[DueEntry, ...] = ()

    @classmethod
    def of(
        cls,
        result: Result,
        documents: Iterable[Document],
        books: Sequence[RuleBook],
        schemas: Schemas,
        asked: Iterable[Period],
        due: tuple[DueEntry, ...] = (),
    ) -> MeetingMaterial:
        """The material of a result that was made from these documents by these books."""
        document_index = DocumentIndex.of(documents, schemas)
        wanted = set(asked)
        covered = {one for one in wanted if any(book.covers(one) for book in books)}
        periods = sorted({found.period for found in result.subjects} | covered)
        # What is wrong with the documents is told once, of all the periods.
        part = result if len(periods) == 1 else replace(result, problems=())
        return cls(
            tuple(
                one
                for one in sorted(wanted)
                if any(map(one.includes, periods))
                and not any(other.includes(one) for other in wanted - {one})
            ),
            result,
            tuple(Material.of(part, document_index, books, schemas, one) for one in periods),
            due,
        )


def newest_round(
    documents: Iterable[Document],
    books: Sequence[RuleBook],
    schemas: Schemas,
    as_of: datetime.date,
) -> Period | None:
    """The last period that documents are about, a book covers, and that is over.

    Where none is over yet, the last one that there is; None where no book covers any.
    """
    periods = [
        period
        for period in DocumentIndex.of(documents, schemas).periods()
        if any(book.covers(period) for book in books)
    ]
    over = [period for period in periods if period.last_day < as_of]
    return max(over or periods, default=None)


def _in_agreement(judged: JudgedSubject) -> tuple[int, int]:
    """Parties come as the agreement lists them; everybody else stays where they are."""
    subject = judged.subject
    place = 0
    if subject.kind == "party":
        place = list(judged.case.registers.registers["party"].records).index(subject.id)
    return SUBJECT_TYPES.index(subject.kind), place


def group_by(items: Iterable[Item], key: Callable[[Item], Key]) -> Mapping[Key, Sequence[Item]]:
    """The items by a key of theirs; keys come in the order in which they are met."""
    found: dict[Key, list[Item]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return found
