"""What papers are said to be, against what they say themselves: that counts, and is told of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iacheck.documents.document import Document
from iacheck.forms.book_words import PAPER_KINDS, SaidOfPapers
from iacheck.language.messages import DocumentPart, by_door, message
from iacheck.language.problems import Problem


def overruled_kind(documents: Sequence[Document], said: SaidOfPapers) -> Iterator[Problem]:
    """A notice for each file of papers of which none is of the kind that they are said to be."""
    if said.kind is None:
        return
    by_file: dict[str, list[Document]] = {}
    for document in documents:
        if document.kind in PAPER_KINDS and document.origin is not None:
            by_file.setdefault(document.origin.file, []).append(document)
    for papers in by_file.values():
        if all(paper.kind != said.kind for paper in papers):
            yield _notice(papers[0], said.kind)


def _notice(paper: Document, said: str) -> Problem:
    """The notice; it says what was done, and not who is right."""
    is_, given = DocumentPart(paper.kind), DocumentPart(said)
    told = by_door(
        message(
            "{option} is for a paper that does not say what it is; this one is read as what it "
            "says: {kind}",
            option=f"--kind {said}",
            kind=is_,
        ),
        message(
            "“{given}” was chosen beside the file, but this paper is read as what it says that it "
            "is: {kind}",
            given=given,
            kind=is_,
        ),
        message(
            "{name} is for a paper that does not say what it is; this one is read as what it "
            "says: {kind}",
            name=f"kind={said}",
            kind=is_,
        ),
    )
    return paper.problem(told, level="notice")
