"""What must be right before documents are stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iacheck.cases.case import CaseBuilder
from iacheck.cases.consistency import consistency_problems
from iacheck.cases.index import DocumentIndex
from iacheck.checks.rule import RuleBook, agreed_parties
from iacheck.documents.document import Document
from iacheck.documents.schemas import Schemas
from iacheck.language.periods import Period
from iacheck.language.problems import Problem


def import_problems(
    documents: Sequence[Document],
    stored: Sequence[Document],
    books: Sequence[RuleBook],
    schemas: Schemas,
) -> Iterator[Problem]:
    """Everything that is wrong with documents about to be stored; notices among it.

    They are seen together with what the store will hold beside them.
    """
    for document in documents:
        yield from schemas.validate(document)
    together = {document.name: document for document in (*stored, *documents)}
    document_index = DocumentIndex.of(together.values(), schemas)
    builders: dict[Period, CaseBuilder | None] = {}

    def builder_of(period: Period) -> CaseBuilder | None:
        if period not in builders:
            in_force = [book for book in books if book.covers(period)]
            parties = agreed_parties(in_force)
            builders[period] = (
                CaseBuilder(document_index, parties, period, period.last_day) if in_force else None
            )
        return builders[period]

    yield from consistency_problems(documents, document_index, builder_of)
