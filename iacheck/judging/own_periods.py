"""Which periods a council's own papers are about, where files are all that is known of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from iacheck.cases.index import DocumentIndex, is_name
from iacheck.documents.document import Document
from iacheck.judging.selection import ToJudge
from iacheck.language.periods import Period, read_period


def in_own_periods(cases: Sequence[ToJudge], document_index: DocumentIndex) -> Sequence[ToJudge]:
    """The cases without those of councils in periods that only papers of others are about.

    Where a register says which councils there are, each of them owes its papers for every period;
    so may one of which some paper does not say for when it is.
    """
    if document_index.councils.records:
        return cases
    papers = _papers(document_index)
    return [
        case
        for case in cases
        if case[0].kind != "council"
        or case[0].id not in papers
        or any(_may_be_about(one, case[1].period, document_index) for one in papers[case[0].id])
    ]


def _papers(document_index: DocumentIndex) -> dict[str, list[Document]]:
    """The documents that are a council's, or decisions about it, by its id."""
    found: dict[str, list[Document]] = defaultdict(list)
    for document in document_index.documents:
        owner = document_index.schemas.kind(document.kind).owner
        whose = document.body.get("council") if owner == "council" else None
        if owner is None and isinstance(subject := document.body.get("subject"), str):
            kind, _, name = subject.partition("/")
            whose = name if kind == "council" else None
        if is_name(whose):
            found[document_index.owner("council", whose)].append(document)
    return found


def _may_be_about(document: Document, period: Period, document_index: DocumentIndex) -> bool:
    kind = document_index.schemas.kind(document.kind)
    of = read_period(document.body.get("period"))
    return of in (period, None) or kind.covers_too(document.body, period)
