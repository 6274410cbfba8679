"""Files to documents: the one place where input is read from disk."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from iacheck.cases.index import parties, party_documents
from iacheck.cases.vocabulary import Vocabulary
from iacheck.documents.document import Document
from iacheck.documents.schemas import unknown_kind_problem
from iacheck.documents.unread_block import UnreadPart
from iacheck.language.frozen import frozen
from iacheck.language.messages import message
from iacheck.language.periods import Period
from iacheck.language.problems import Problem
from iacheck.language.system_errors import cannot_read, endless_input
from iacheck.readers import ReaderContext, Reading, Source, read, reader_of
from iacheck.readers.files.names import InputFile

# What tells of files as they are read: it is given them, and gives them back one by one.
Watched = Callable[[Sequence[InputFile]], Iterable[InputFile]]


@frozen
class InputReading:
    """What files hold together: documents, all that is wrong, and what was not read of which."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]
    unread: tuple[UnreadPart, ...]


def read_files(
    files: Sequence[InputFile],
    known: ReaderContext,
    kinds: Collection[str],
    watched: Watched = iter,
) -> InputReading:
    """The documents of files, each key once, all of a known kind, and everything that is wrong.

    Papers are read last: the `party` documents of other files add to the parties that are
    looked for in them, or override them. `watched` is given the files in that order, and gives
    them back one by one.
    """
    kept = _Kept(kinds)

    @functools.cache
    def own() -> Sequence[Document]:
        return party_documents(kept.documents)

    def extended(period: Period | None) -> Vocabulary:
        agreed = known.vocabulary(period)
        return replace(agreed, parties=parties(agreed.parties, own()))

    for file in watched(sorted(files, key=_is_free_text)):
        told = replace(known, vocabulary=extended) if _is_free_text(file) else known
        kept.add(file.name, _read(file, told))
    return InputReading(kept.documents, tuple(kept.problems), tuple(kept.unread))


def _is_free_text(file: InputFile) -> bool:
    reader = reader_of(file.name)
    return reader is not None and reader.FREE_TEXT


def _read(file: InputFile, known: ReaderContext) -> Reading:
    try:
        if refused := endless_input(file.path, file.name):
            return Reading((), (refused,))
        with file.path.open("rb") as opened:
            # One byte more than allowed is enough to refuse it.
            data = opened.read(known.limits.file_bytes + 1)
    except OSError as error:
        return Reading((), (cannot_read(file.name, error),))
    return read(Source(file.name, data), known)


class _Kept:
    """Documents of known kinds, each key once, and what is wrong with the others."""

    def __init__(self, kinds: Collection[str]) -> None:
        self.kinds = kinds
        self.problems: list[Problem] = []
        self.unread: list[UnreadPart] = []
        self._by_name: dict[tuple[str, str], Document] = {}

    @property
    def documents(self) -> tuple[Document, ...]:
        return tuple(self._by_name.values())

    def add(self, file: str, reading: Reading) -> None:
        self.problems += reading.problems
        self.unread += [UnreadPart(file, block) for block in reading.unread]
        for document in reading.documents:
            if document.kind not in self.kinds:
                self.problems.append(unknown_kind_problem(document, self.kinds))
                continue
            first = self._by_name.setdefault((document.kind, document.key), document)
            if first is not document:
                self.problems.append(_twice(document, first))


def _twice(document: Document, first: Document) -> Problem:
    origin = first.origin
    place = origin.place("/_id") if origin else None
    files = [one.file for one in (origin, document.origin) if one]
    if origin and document.kind in ("plan", "report") and _are_papers(*files):
        told = message(
            "It tells of the same council and year as {file}, and only that one is used; keep the "
            "one that counts, and take the other out",
            file=origin.file,
        )
        return document.problem(told)
    told = message(
        "{name} is already in {file} ({place}); only that one is used. Remove one of them, or "
        "give it an _id of its own",
        name=document.name,
        file=origin.file if origin else None,
        place=place,
    )
    return document.problem(told, "/_id")


def _are_papers(*files: str) -> bool:
    """Whether these are several papers, in which nobody sees ids of documents."""
    readers = map(reader_of, files)
    return len(set(files)) > 1 and all(r is not None and r.FREE_TEXT for r in readers)
