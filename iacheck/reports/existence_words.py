"""What lists and papers say of a subject that begins or ends within the period.

What has not come by the as-of date is told as what will be.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from iacheck.cases.existence import Existence
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
    if exists is not None and exists.began_on is not None:
        yield _beginning(exists, exists.began_on)
    if exists is not None and exists.ended_on is not None:
        yield _end(exists, exists.ended_on)


def _beginning(exists: Existence, day: datetime.date) -> Message:
    before = [one.name for one in exists.predecessors]
    if not before:
        if exists.has_begun:
            return message("Began on {date}.", date=day)
        return message("Begins on {date}.", date=day)
    if exists.has_begun:
        return message(
            "Began on {date}, and took over from {predecessors}.", date=day, predecessors=before
        )
    return message(
        "Begins on {date}, and takes over from {predecessors}.", date=day, predecessors=before
    )


def _end(exists: Existence, day: datetime.date) -> Message:
    after = [one.name for one in exists.successors]
    if not after:
        if exists.has_ended:
            return message("Ended on {date}.", date=day)
        return message("Ends on {date}.", date=day)
    if exists.has_ended:
        return message("Ended on {date}; {successors} took over.", date=day, successors=after)
    return message("Ends on {date}; {successors} will take over.", date=day, successors=after)


def _inherited(judged: SubjectFindings) -> Iterator[Message]:
    """By whose documents the subject goes, for each kind of which it has none of its own."""
    by_kind: dict[str, list[Message]] = {}
    for name, maker in judged.inherited.items():
        told = message("{document} of {subject}", document=DocumentPart(name), subject=maker.name)
        by_kind.setdefault(name.partition("/")[0], []).append(told)
    for kind, documents in by_kind.items():
        yield message(
            "Has no {kind} of its own for {period}, and goes by {documents}.",
            kind=DocumentPart(kind),
            period=judged.period,
            documents=documents,
        )
