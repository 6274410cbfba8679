"""Who is judged: every subject that exists, or those that files define or name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from iacheck.cases.case import CaseBuilder, national
from iacheck.cases.findings import SUBJECT_TYPES, Subject
from iacheck.cases.index import NATIONAL_CENTRE, DocumentIndex

# Where documents come from decides who is judged: a store holds the registers of everybody;
# files are somebody's own.
Extent = Literal["everybody", "named"]


def subjects(
    document_index: DocumentIndex, builder: CaseBuilder, extent: Extent
) -> tuple[Subject, ...]:
    """The subjects of one period, each once, by kind and id."""
    every = _everybody if extent == "everybody" else _subjects_in_files
    found = {str(subject): subject for subject in every(document_index, builder)}
    return tuple(sorted(found.values(), key=lambda s: (SUBJECT_TYPES.index(s.kind), s.id)))


def _everybody(document_index: DocumentIndex, builder: CaseBuilder) -> Iterator[Subject]:
    if document_index.councils.records:
        yield from builder.councils()
    else:
        yield from _councils_named(document_index, builder)
    yield from builder.parties()
    yield from builder.centres()
    yield builder.centre(NATIONAL_CENTRE)
    yield national()


def _subjects_in_files(document_index: DocumentIndex, builder: CaseBuilder) -> Iterator[Subject]:
    yield from builder.councils()
    if not document_index.councils.records:
        yield from _councils_named(document_index, builder)
    named = {builder.party_id(text) for text in _parties_named(document_index)}
    yield from (party for party in builder.parties() if party.id in named)
    yield from builder.centres()
    if any(
        document_index.schemas.kind(d.kind).owner == "national" for d in document_index.documents
    ):
        yield national()


def _councils_named(document_index: DocumentIndex, builder: CaseBuilder) -> Iterator[Subject]:
    """Councils that only other documents speak of: no register says that there are others."""
    for id_ in sorted(document_index.named_owners("council")):
        yield builder.council(id_)


def _parties_named(document_index: DocumentIndex) -> Iterator[str]:
    yield from (document.key for document in document_index.of_kind("party"))
    yield from document_index.named("party")
