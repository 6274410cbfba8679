"""What lists and papers say of a subject that began or ended within the period."""

from __future__ import annotations

from collections.abc import Iterator

from iacheck.cases.findings import SubjectFindings
from iacheck.language.language import Language
from iacheck.language.messages import DocumentPart, Message, message


def existence_lines(judged: SubjectFindings, language: Language) -> list[str]:
    """When it began or ended, who took over, and by whose documents it goes; mostly nothing."""
    return list(map(language.say, existence_messages(judged)))


def existence_messages(judged: SubjectFindings) -> list[Message]:
    """The same, in no language yet."""
    return [*_beginning_and_end(judged), *_inherited(judged)]


def _beginning_and_end(judged: SubjectFindings) -> Iterator[Message]:
    exists = judged.existence
    if exists is None:
        return
    predecessors = [one.name for one in exists.predecessors]
    successors = [one.name for one in exists.successors]
    if exists.began_on and predecessors:
        yield message(
            "Began on {date}, and took over from {predecessors}.",
            date=exists.began_on,
            predecessors=predecessors,
        )
    elif exists.began_on:
        yield message("Began on {date}.", date=exists.began_on)
    if exists.ended_on and successors:
        yield message(
            "Ended on {date}; {successors} took over.",
            date=exists.ended_on,
            successors=successors,
        )
    elif exists.ended_on:
        yield message("Ended on {date}.", date=exists.ended_on)


def _inherited(judged: SubjectFindings) -> Iterator[Message]:
    for document, maker in judged.inherited.items():
        yield message(
            "Has none of its own, and goes by {document}, which {subject} made.",
            document=DocumentPart.at("", document),
            subject=maker.name,
        )
