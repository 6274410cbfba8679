"""Files and folders on disk to documents: the one place where input is read from disk."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from iacheck.cases.index import Holdings
from iacheck.cases.vocabulary import Vocabulary
from iacheck.documents.document import Document
from iacheck.documents.schema_error_words import printable
from iacheck.language.messages import Message, message
from iacheck.language.names import nearest
from iacheck.language.periods import Period
from iacheck.language.problems import Problem
from iacheck.readers import Known, Reading, Source, read, reader_of, suffixes


def gather(paths: Sequence[Path]) -> tuple[list[Path], tuple[Problem, ...]]:
    """The files that are meant by files and folders, each once, and what could not be found.

    A file that is named is meant, whatever its name. Of a folder, and of the folders in it, the
    files that can be read are meant, in order of name; the others are told of in a notice.
    Passed over in silence are hidden files and folders, and READMEs: they tell of the folder.
    """
    found: dict[str, Path] = {}
    problems: list[Problem] = []
    for path in paths:
        files, told = _meant_by(path)
        problems += told
        for file in files:
            found.setdefault(os.path.realpath(file), file)
    return list(found.values()), tuple(problems)


def read_files(
    paths: Sequence[Path],
    known: Known,
    kinds: Collection[str],
    watched: Callable[[Sequence[Path]], Iterable[Path]] = iter,
) -> Reading:
    """The documents of files, each key once, all of a known kind, and everything that is wrong.

    Papers are read last: the `party` documents of other files add to the parties that are
    looked for in them, or override them. `watched` is given the files in that order, and gives
    them back one by one.
    """
    kept = _Kept(kinds)

    @functools.cache
    def parties() -> Holdings:
        return Holdings.of(document for document in kept.documents if document.kind == "party")

    def extended(period: Period | None) -> Vocabulary:
        agreed = known.vocabulary(period)
        return replace(agreed, parties=parties().parties(agreed.parties))

    for path in watched(sorted(paths, key=_is_free_text)):
        told = replace(known, vocabulary=extended) if _is_free_text(path) else known
        kept.add(_read(path, told))
    return Reading(kept.documents, tuple(kept.problems))


def _meant_by(path: Path) -> tuple[list[Path], list[Problem]]:
    try:
        if path.is_dir():
            return _in_folder(path)
        if path.exists():
            return [path], []
    except OSError as error:
        return [], [_cannot_read(str(path), error)]
    return [], [_missing(path)]


def _missing(path: Path) -> Problem:
    """Nothing of this name is there; named is what it looks like a misspelling of."""
    try:
        beside = {file.name for file in path.parent.iterdir() if not file.name.startswith(".")}
    except OSError:
        beside = set()
    # A link that leads nowhere is there, and is not what was meant.
    meant = nearest(path.name, beside - {path.name})
    told = (
        message("There is no file or folder of this name")
        if meant is None
        else message(
            "There is no file or folder of this name; did you mean “{meant}”?",
            meant=printable(str(path.with_name(meant))),
        )
    )
    return Problem(told, file=str(path))


def _in_folder(folder: Path) -> tuple[list[Path], list[Problem]]:
    problems: list[Problem] = []
    files: list[Path] = []
    others: list[str] = []

    def unreadable(error: OSError) -> None:
        problems.append(_cannot_read(str(error.filename), error))

    for where, folders, names in os.walk(folder, onerror=unreadable):
        root = Path(where)
        folders[:] = (name for name in folders if not name.startswith("."))
        # Links to folders are not followed: they may lead round in a circle.
        others += (str(root / name) for name in folders if (root / name).is_symlink())
        for name in names:
            if name.startswith(".") or name.split(".")[0].upper() == "README":
                continue
            if reader_of(name) is None:
                others.append(str(root / name))
            else:
                files.append(root / name)
    if others:
        told = message(
            "Not read, because they are in another format than {known}: {files}",
            known=tuple(suffixes()),
            files=tuple(sorted(others)),
        )
        problems.append(Problem(told, "notice", str(folder)))
    return sorted(files), problems


def _is_free_text(path: Path) -> bool:
    reader = reader_of(path.name)
    return reader is not None and reader.FREE_TEXT


def _read(path: Path, known: Known) -> Reading:
    try:
        with path.open("rb") as file:
            # One byte more than allowed is enough to refuse it.
            data = file.read(known.limits.file_bytes + 1)
    except OSError as error:
        return Reading((), (_cannot_read(str(path), error),))
    # A name may hold bytes that are no text, which no store could keep.
    return read(Source(printable(str(path)), data), known)


def _cannot_read(file: str, error: OSError) -> Problem:
    told = message("Cannot be read: {reason}", reason=error.strerror or type(error).__name__)
    return Problem(told, file=file)


class _Kept:
    """Documents of known kinds, each key once, and what is wrong with the others."""

    def __init__(self, kinds: Collection[str]) -> None:
        self.kinds = kinds
        self.problems: list[Problem] = []
        self._by_name: dict[tuple[str, str], Document] = {}

    @property
    def documents(self) -> tuple[Document, ...]:
        return tuple(self._by_name.values())

    def add(self, reading: Reading) -> None:
        self.problems += reading.problems
        for document in reading.documents:
            if document.kind not in self.kinds:
                self.problems.append(_unknown_kind(document, self.kinds))
                continue
            first = self._by_name.setdefault((document.kind, document.key), document)
            if first is not document:
                self.problems.append(_twice(document, first))


def _unknown_kind(document: Document, kinds: Collection[str]) -> Problem:
    meant = nearest(document.kind, kinds)
    if meant is not None:
        told = message(
            "“{given}” is no kind of document; did you mean “{meant}”?",
            given=document.kind,
            meant=meant,
        )
    else:
        told = message(
            "“{given}” is no kind of document; the kinds are {known}",
            given=document.kind,
            known=tuple(sorted(kinds)),
        )
    return replace(
        _problem(document, "/kind", told), given=document.kind, expected=tuple(sorted(kinds))
    )


def _twice(document: Document, first: Document) -> Problem:
    origin = first.origin
    place = origin.place("/_id") if origin else None
    told = message(
        "{name} is already in {file} ({place}); only that one is used. Remove one of them, or "
        "give it an _id of its own",
        name=document.name,
        file=origin.file if origin else None,
        place=place,
    )
    return _problem(document, "/_id", told)


def _problem(document: Document, path: str, told: Message) -> Problem:
    origin = document.origin
    return Problem(
        told,
        file=origin.file if origin else None,
        place=origin.place(path) if origin else None,
        path=path,
        document=document.name,
    )
