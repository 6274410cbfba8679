"""What documents that are about to be stored would take from those that are there.

Bodies that no longer exist in a period of which something is stored, and documents that name a
body by what nobody is called any more.
"""

from __future__ import annotations

from collections.abc import Iterator

from iacheck.cases.consistency import BuilderOf
from iacheck.cases.findings import Subject
from iacheck.cases.index import DocumentIndex
from iacheck.cases.subjects import subjects
from iacheck.documents.document import Document
from iacheck.language.messages import Message, message
from iacheck.language.periods import Period
from iacheck.language.problems import Problem


def losses(
    before: DocumentIndex, after: DocumentIndex, was: BuilderOf, will_be: BuilderOf
) -> Iterator[Problem]:
    """A notice of each body, and of each stored document, that would no longer be seen.

    `was` and `will_be` build the cases of a period from what is stored before and afterwards.
    """
    later = {document.name: document for document in after.documents}
    owners = {
        document.name: _owner(document, before, was)
        for document in before.documents
        if later[document.name] is document
    }
    told = set()
    for subject, periods in _lost_bodies(before, after, was, will_be):
        about = [
            name
            for name, owner in owners.items()
            if owner == str(subject) and _period_of(later[name], before) in periods
        ]
        if not about and subject.kind == "centre" and subject.id not in before.centres.records:
            continue  # a centre that a council named, and of which nothing is known
        told.update(about)
        yield _problem(_body_is_lost(subject, periods, about), later.get(str(subject)))
    for name, owner in owners.items():
        if owner and name not in told and not _owner(later[name], after, will_be):
            yield Problem(_owner_is_lost(name, owner), "notice")


def _lost_bodies(
    before: DocumentIndex, after: DocumentIndex, was: BuilderOf, will_be: BuilderOf
) -> Iterator[tuple[Subject, list[Period]]]:
    lost: dict[str, tuple[Subject, list[Period]]] = {}
    for period in before.periods():
        old, new = was(period), will_be(period)
        if old is None or new is None:
            continue
        there = {str(subject) for subject in subjects(after, new, "everybody")}
        for subject in subjects(before, old, "everybody"):
            if str(subject) not in there:
                lost.setdefault(str(subject), (subject, []))[1].append(period)
    yield from lost.values()


def _body_is_lost(subject: Subject, periods: list[Period], about: list[str]) -> Message:
    if about:
        return message(
            "After this, {subject} does not exist in {periods}, and is not judged by what is "
            "stored about it: {documents}. If it did exist, give it these days in “active”",
            subject=str(subject),
            periods=periods,
            documents=about,
        )
    return message(
        "After this, {subject} does not exist in {periods}, of which something is stored. If it "
        "did exist, give it these days in “active”",
        subject=str(subject),
        periods=periods,
    )


def _owner_is_lost(document: str, owner: str) -> Message:
    return message(
        "After this, nobody is called what {document} says, which was about {subject}; give that "
        "one the name among its “aliases”, or correct the document",
        document=document,
        subject=owner,
    )


def _problem(told: Message, register: Document | None) -> Problem:
    return register.problem(told, "/active", "notice") if register else Problem(told, "notice")


def _owner(document: Document, document_index: DocumentIndex, builder_of: BuilderOf) -> str | None:
    """Whose the document is, as results name it; None where nobody is so called."""
    owner = document_index.schemas.kind(document.kind).owner
    named = document.head.get(owner) if owner else None
    if not owner or not isinstance(named, str):
        return None
    if owner == "party":
        period = _period_of(document, document_index)
        builder = builder_of(period) if period else None
        id_ = builder.bodies.party_id(named) if builder else None
        return f"party/{id_}" if id_ else None
    councils = document_index.councils
    if owner == "council" and councils.records and councils.find(named) is None:
        return None
    return f"{owner}/{document_index.owner(owner, named)}"


def _period_of(document: Document, document_index: DocumentIndex) -> Period | None:
    return document_index.schemas.kind(document.kind).period_of(document.head)
