"""What older versions of the program have stored otherwise than this one does.

A store tells the number of its layout. Whatever is read from it is brought into its present
form, so that commands that only read leave an older store as it is. The first command that writes
brings all of it forward and sets the number; from then on, older programs refuse it.

Where something is to be stored otherwise than before, raise `LAYOUT` and add a step to `_STEPS`.
A step gives a document as it is stored now. It is harmless when repeated, and takes documents
that lack fields: other systems write some, too.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import Final

from iacheck.documents.document import Document
from iacheck.language.file_names import portable_name
from iacheck.language.messages import Message, message

LAYOUT: Final = 3


def present_form(document: Document) -> Document:
    """A document that any version has stored, as this one stores it."""
    for step in _STEPS:
        document = step(document)
    return document


def present_record_file(file: str) -> str:
    """What the record of an import says is imported: files and folders, or a store."""
    parts = (part.rpartition("sqlite:") for part in file.split(", "))
    return ", ".join(scheme + mark + portable_name(name) for scheme, mark, name in parts)


def newer_version_message(store: str, version: int) -> Message:
    """Why a store is refused that a newer version of the program has made or brought forward."""
    return message(
        "The store {store} was made by a newer iacheck (layout {version}, this one knows "
        "{known}); update iacheck",
        store=store,
        version=version,
        known=LAYOUT,
    )


def older_version_message(store: str, version: int) -> Message:
    """What is to be known of a store that no command of this version has written to yet."""
    return message(
        "The store {store} is of an older iacheck (layout {version}, this one makes {known}). It "
        "is read as it is; the next import, or {command}, brings it forward, and older versions "
        "of iacheck cannot open it then",
        store=store,
        version=version,
        known=LAYOUT,
        command="`iacheck store init`",
    )


def _portable_origin(document: Document) -> Document:
    """Version 1 kept the paths of files as they were given, also those from the root."""
    origin = document.origin
    if origin is None or (name := portable_name(origin.file)) == origin.file:
        return document
    return document.with_origin(dataclasses.replace(origin, file=name))


# In the order of the versions that they came with.
_STEPS: Sequence[Callable[[Document], Document]] = (_portable_origin,)
