"""From bytes to documents: one module for each input format.

A module that lies in this folder is a format; what formats share lies in the folders below. It
has `SUFFIXES` (lower case, with the dot), `FREE_TEXT` and a function
`read(source, known) -> Reading`. It raises nothing for bad input: what is wrong comes
back as problems.
"""

from __future__ import annotations

import hashlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import field, replace
from functools import cache
from importlib import import_module
from os.path import commonprefix
from pathlib import PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol, cast

from iacheck.cases.vocabulary import VocabularyOf
from iacheck.documents.document import Document
from iacheck.documents.unread_block import UnreadBlock
from iacheck.forms.layout import Forms
from iacheck.language.frozen import frozen
from iacheck.language.limits import DEFAULTS, Limits, too_large
from iacheck.language.messages import Message, message
from iacheck.language.problems import Problem

if TYPE_CHECKING:
    from iacheck.forms.free_form.context import FreeFormContext


@frozen
class Source:
    """A file's name, as the user gave it, and its bytes.

    Where they were made of others, those of the file itself are `converted_from`.
    """

    name: str
    data: bytes
    converted_from: bytes | None = None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.converted_from or self.data).hexdigest()


@frozen
class Reading:
    """What a file holds: the documents that could be read, and everything that is wrong.

    `unread` are the parts of it that were not read, whichever document they could belong to.
    `is_kept` tells that each document has been handed to `keep` of the context.
    """

    documents: tuple[Document, ...] = ()
    problems: tuple[Problem, ...] = ()
    unread: tuple[UnreadBlock, ...] = ()
    is_kept: bool = field(default=False, compare=False, repr=False)


def same_document(document: Document) -> Document:
    """Nothing else is kept of a document than itself."""
    return document


@frozen
class ReaderContext:
    """What readers are told beside a file: words, forms, and how large things may be.

    `free_form` gives what is needed for plans and reports in any form, and is asked for it only
    where one is read. `ocr` tells that the text of scans is to be recognised, and `office` that
    LibreOffice may be started. Each document is handed to `keep` as it comes, and what that gives
    is read in its place.
    """

    vocabulary: VocabularyOf
    forms: Forms = field(default_factory=dict)
    limits: Limits = DEFAULTS
    free_form: Callable[[], FreeFormContext] | None = None
    ocr: bool = False
    keep: Callable[[Document], Document] = same_document
    office: bool = True


# Files that new ones are made from: by their ending the program, and the ending of what it makes.
_TEMPLATES: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys((".dotx", ".dotm", ".dot"), ("Word", ".docx")),
    **dict.fromkeys((".xltx", ".xltm", ".xlt"), ("Excel", ".xlsx")),
}


class Reader(Protocol):
    """What a module of this folder offers.

    `FREE_TEXT` tells that parties are recognised by their names in running text; such a file
    is read after those that may define parties.
    """

    SUFFIXES: tuple[str, ...]
    FREE_TEXT: bool

    def read(self, source: Source, known: ReaderContext) -> Reading: ...


@cache
def suffixes() -> Mapping[str, str]:
    """The ends of file names that can be read, each with the name of its format's module."""
    found = {suffix: name for name in _names() for suffix in _reader(name).SUFFIXES}
    return MappingProxyType(dict(sorted(found.items())))


def reader_of(file: str) -> Reader | None:
    """The reader of files whose name ends as this one's; None if there is none."""
    return _reader_of_suffix(_suffix(file))


@cache
def _reader_of_suffix(suffix: str) -> Reader | None:
    # Those called most like it are looked at first: most readers are slow to import.
    likeliest = sorted(
        _names(),
        key=lambda name: len(commonprefix((name, suffix[1:]))),  # noqa: RUF071 - of letters
        reverse=True,
    )
    return next((_reader(name) for name in likeliest if suffix in _reader(name).SUFFIXES), None)


@cache
def _names() -> tuple[str, ...]:
    return tuple(module.name for module in pkgutil.iter_modules(__path__) if not module.ispkg)


def read(source: Source, known: ReaderContext) -> Reading:
    """The documents of a file, read as the end of its name tells."""
    reader = reader_of(source.name)
    if reader is None:
        return Reading((), (unknown_format(source.name),))
    if not source.data:
        return Reading((), (Problem(message("The file is empty"), file=source.name),))
    refused = too_large(source.name, source.data, known.limits)
    if refused is not None:
        return Reading((), (refused,))
    reading = reader.read(source, known)
    if reading.is_kept:
        return reading
    return replace(reading, documents=tuple(map(known.keep, reading.documents)), is_kept=True)


def unknown_format(file: str) -> Problem:
    """The problem with a file whose name ends as none that is read: what to do with it."""
    ending = _suffix(file)
    return Problem(_what_to_do(ending), file=file, given=ending, expected=tuple(suffixes()))


def _what_to_do(ending: str) -> Message:
    """How to go on with a file that no reader reads."""
    if ending in _TEMPLATES:
        program, meant = _TEMPLATES[ending]
        return message(
            "This is a template of {program}; open it there, save what is written as {meant}, and "
            "use that file",
            program=program,
            meant=meant,
        )
    return message(
        "Files of this format cannot be read; save it as a Word or Excel file, as PDF, or as "
        "text (.txt)"
    )


def _suffix(file: str) -> str:
    return PurePath(file).suffix.lower()


def _reader(name: str) -> Reader:
    return cast("Reader", import_module(f"{__name__}.{name}"))
