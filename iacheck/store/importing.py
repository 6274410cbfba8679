"""What must be right before documents are stored."""

from __future__ import annotations

import datetime
import functools
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from iacheck.cases.case import CaseBuilder
from iacheck.cases.consistency import (
    BuilderOf,
    consistency_problems,
    is_consistent_by_itself,
)
from iacheck.cases.findings import Subject, SubjectFindings
from iacheck.cases.index import DocumentIndex
from iacheck.cases.losses import losses
from iacheck.cases.years_in_doubt import years_in_doubt
from iacheck.checks.rule import RuleBook, agreed_parties
from iacheck.documents.bulk_validation import bulk_test
from iacheck.documents.document import Document
from iacheck.documents.document_kind import DocumentKind
from iacheck.documents.schemas import Schemas
from iacheck.judging.broken_fields import BrokenFields
from iacheck.judging.decisions import (
    DECISION_KINDS,
    Decisions,
    read_decisions,
)
from iacheck.judging.idle_decisions import idle_judgements
from iacheck.judging.judged_cases import JudgedCases, JudgedPeriod
from iacheck.judging.subject_findings import subject_findings
from iacheck.language.periods import Period
from iacheck.language.problems import Problem
from iacheck.store.changes import is_over_largest
from iacheck.store.encoding import encoded_if_possible
from iacheck.store.kept_documents import KeptDocuments, encoded_body

# What many documents are validated with takes as long to import as these take without.
_FEW = 500


class ComingDocuments:
    """Documents on their way into a store, each validated and put aside as it comes."""

    def __init__(self, schemas: Schemas, kept: KeptDocuments) -> None:
        self._schemas = schemas
        self._kept = kept
        self._taken = 0
        self._bulk_test = functools.cache(lambda kind: bulk_test(kind.whole))

    def take(self, document: Document) -> Document:
        """The document, of a kind that is known and with its whole numbers written as such.

        Where nothing is wrong with it by itself, it is kept on the disk.
        """
        self._taken += 1
        kind = self._schemas.kind(document.kind)
        encoded = self._encoded_if_right(document, kind)
        if encoded is None or not is_consistent_by_itself(document, kind):
            return document
        return self._kept.keep(document, kind, encoded, settled=True)

    def _encoded_if_right(self, document: Document, kind: DocumentKind) -> bytes | None:
        """The body of a document of which nothing is to be told, encoded."""
        encoded = None
        if self._taken > _FEW:
            encoded = encoded_if_possible(document.body)
        if encoded is None or not self._bulk_test(kind)(document.body):
            if self._schemas.validate(document):
                return None
            encoded = encoded_body(document)
        return None if is_over_largest(encoded) else encoded

    def take_stored(self, document: Document) -> Document:
        """A document that the store holds beside them, kept on the disk as well."""
        kind = self._schemas.kind(document.kind)
        return self._kept.keep(document, kind, encoded_body(document))


def import_problems(
    documents: Sequence[Document],
    stored: Sequence[Document],
    books: Sequence[RuleBook],
    schemas: Schemas,
    today: datetime.date,
) -> Iterator[Problem]:
    """Everything that is wrong with documents about to be stored; notices among it.

    They are seen together with what the store will hold beside them.
    """
    coming = {document.name for document in documents}
    invalid = [
        problem
        for document in documents
        if not document.is_settled
        for problem in schemas.validate(document)
    ]
    yield from invalid
    before = DocumentIndex.of((d for d in stored if d.kind in schemas.kinds), schemas)
    together = {document.name: document for document in (*before.documents, *documents)}
    after = DocumentIndex.of(together.values(), schemas)
    was, will_be = _builders(before, books), _builders(after, books)
    yield from consistency_problems(documents, after, will_be)
    for document in documents:
        yield from years_in_doubt(document, schemas.kind(document.kind), today)
    yield from losses(before, after, was, will_be)
    kept = [
        problem
        for document in stored
        if document.kind in DECISION_KINDS
        for problem in schemas.validate(document)
    ]
    told = _decision_notices(before, books, _broken(kept), today)
    still = (problem for problem in kept if problem.document not in coming)
    for problem in _decision_notices(after, books, _broken((*invalid, *still)), today, coming):
        if problem.document in coming or problem not in told:
            yield problem


def _builders(document_index: DocumentIndex, books: Sequence[RuleBook]) -> BuilderOf:
    """What builds the cases of a period, over the whole of it, made once for each."""

    @functools.cache
    def builder_of(period: Period) -> CaseBuilder | None:
        in_force = [book for book in books if book.covers(period)]
        parties = agreed_parties(in_force)
        return CaseBuilder(document_index, parties, period, period.last_day) if in_force else None

    return builder_of


def _broken(problems: Iterable[Problem]) -> Mapping[str, Sequence[str]]:
    """What breaks its schema: documents, by `kind/_id`, to JSON Pointers."""
    found: dict[str, list[str]] = defaultdict(list)
    for problem in problems:
        if problem.level == "error" and problem.document is not None:
            found[problem.document].append(problem.path or "")
    return found


def _decision_notices(
    document_index: DocumentIndex,
    books: Sequence[RuleBook],
    broken: Mapping[str, Sequence[str]],
    today: datetime.date,
    coming: Container[str] = (),
) -> Sequence[Problem]:
    """What keeps decisions from any effect, and those that come now from deciding anything."""
    if not any(document_index.of_kind(kind) for kind in DECISION_KINDS):
        return ()
    cases = JudgedCases.of(document_index, books, document_index.periods(), "everybody", today)
    decided = read_decisions(cases, broken, today, is_import=True)
    about = dict.fromkeys(
        (subject, period)
        for (_, subject, period), judgement in decided.judgements.items()
        if judgement.document in coming
    )
    results = [
        _findings(judged, judged.subjects[subject], decided, document_index.schemas)
        for subject, period in about
        if (judged := cases.period(Period.parse(period)))
    ]
    return *decided.notices, *idle_judgements(decided, results, cases)


def _findings(
    judged: JudgedPeriod, subject: Subject, decided: Decisions, schemas: Schemas
) -> SubjectFindings:
    """What is found on a subject, as a check would find it."""
    documents = judged.builder.build(subject).documents.values()
    read = {document.name: document for under in documents for document in under}
    broken = _broken(problem for d in read.values() for problem in schemas.validate(d))
    fields = BrokenFields(broken)
    return subject_findings(subject, judged.builder, judged.books, fields, decided)
