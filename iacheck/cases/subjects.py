"""Who is judged: every subject that exists, or those that files define or name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from iacheck.cases.bodies import Bodies, national
from iacheck.cases.case import CaseBuilder
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
    found = {str(subject): subject for subject in every(document_index, builder.bodies)}
    return tuple(sorted(found.values(), key=lambda s: (SUBJECT_TYPES.index(s.kind), s.id)))


def _everybody(document_index: DocumentIndex, bodies: Bodies) -> Iterator[Subject]:
    if document_index.councils.records:
        yield from bodies.councils()
    else:
        yield from _councils_named(document_index, bodies)
    yield from bodies.parties()
    yield from bodies.centres()
    yield bodies.centre(NATIONAL_CENTRE)
    yield national()


def _subjects_in_files(document_index: DocumentIndex, bodies: Bodies) -> Iterator[Subject]:
    yield from bodies.councils()
    if not document_index.councils.records:
        yield from _councils_named(document_index, bodies)
    named = {bodies.party_id(text) for text in _parties_named(document_index)}
    yield from (party for party in bodies.parties() if party.id in named)
    yield from bodies.centres()
    if any(
        document_index.schemas.kind(d.kind).owner == "national" for d in document_index.documents
    ):
        yield national()


def _councils_named(document_index: DocumentIndex, bodies: Bodies) -> Iterator[Subject]:
    """Councils that only other documents speak of: no register says that there are others."""
    for id_ in sorted(document_index.named_owners("council")):
        yield bodies.council(id_)


def _parties_named(document_index: DocumentIndex) -> Iterator[str]:
    yield from (document.key for document in document_index.of_kind("party"))
    yield from document_index.named("party")
