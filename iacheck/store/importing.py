"""What must be right before documents are stored."""

from __future__ import annotations

import datetime
import functools
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence

from iacheck.cases.case import CaseBuilder
from iacheck.cases.consistency import BuilderOf, consistency_problems
from iacheck.cases.index import DocumentIndex
from iacheck.cases.losses import losses
from iacheck.checks.rule import RuleBook, agreed_parties
from iacheck.documents.document import Document
from iacheck.documents.schemas import Schemas
from iacheck.judging.decisions import DECISION_KINDS, Decisions, read_decisions
from iacheck.judging.judged_cases import JudgedCases
from iacheck.language.periods import Period
from iacheck.language.problems import Problem


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
    broken: dict[str, list[str]] = defaultdict(list)
    kept = (d for d in stored if d.kind in DECISION_KINDS and d.name not in coming)
    for document in (*documents, *kept):
        for problem in schemas.validate(document):
            if problem.level == "error":
                broken[document.name].append(problem.path or "")
            if document.name in coming:
                yield problem
    before = DocumentIndex.of((d for d in stored if d.kind in schemas.kinds), schemas)
    together = {document.name: document for document in (*before.documents, *documents)}
    after = DocumentIndex.of(together.values(), schemas)
    was, will_be = _builders(before, books), _builders(after, books)
    yield from consistency_problems(documents, after, will_be)
    yield from losses(before, after, was, will_be)
    cases = JudgedCases.of(after, books, after.periods(), "everybody", today)
    yield from _decision_notices(coming, read_decisions(cases, broken, today, is_import=True))


def _builders(document_index: DocumentIndex, books: Sequence[RuleBook]) -> BuilderOf:
    """What builds the cases of a period, over the whole of it, made once for each."""

    @functools.cache
    def builder_of(period: Period) -> CaseBuilder | None:
        in_force = [book for book in books if book.covers(period)]
        parties = agreed_parties(in_force)
        return CaseBuilder(document_index, parties, period, period.last_day) if in_force else None

    return builder_of


def _decision_notices(coming: Container[str], decisions: Decisions) -> Iterator[Problem]:
    """What the decisions that come now lack, and which stored ones rest on what is replaced now."""
    replaced = {lapse.judgement for lapse in decisions.lapses.values() if lapse.document in coming}
    for problem in decisions.notices:
        if problem.document in coming or problem.document in replaced:
            yield problem
