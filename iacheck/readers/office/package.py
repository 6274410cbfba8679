"""Word and Excel files as the archives that they are, looked through before they are read."""

from __future__ import annotations

from io import BytesIO
from pathlib import PurePath

from iacheck.language.limits import Limits
from iacheck.language.messages import message
from iacheck.language.problems import Problem
from iacheck.readers import Source
from iacheck.readers.office.archive import (
    ArchiveFormat,
    RefusedArchive,
    locked_message,
    no_such_format,
    repack,
)

# What a compound file of the 1990s begins with; a file with a password is one too.
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OFFICE = ArchiveFormat(
    sign="[Content_Types].xml",
    no_sign=message(
        "This is an archive, but none that Word or Excel has made; save the file anew from there"
    ),
    forbidden=("<!DOCTYPE", "<!ENTITY"),
    is_read=lambda name: name.endswith((".xml", ".rels")),
)


def open_package(source: Source, limits: Limits) -> BytesIO | Problem:
    """An archive of the file's XML parts, each of them looked at; or why the file is refused.

    Parts that are no XML, such as pictures, are there, but empty.
    """
    try:
        _refuse_other_formats(source.data, PurePath(source.name).suffix.lower())
        return repack(source.data, limits, _OFFICE)
    except RefusedArchive as refused:
        return Problem(refused.told, file=source.name, expected=refused.expected)


def _refuse_other_formats(data: bytes, suffix: str) -> None:
    if data.startswith(OLD):
        raise RefusedArchive(
            locked_message()
            if ENCRYPTED in data
            else message(
                "The file is in the old format of Word and Excel; open it there and save it as "
                "{format}",
                format=suffix,
            )
        )
    if not data.startswith(b"PK"):
        raise RefusedArchive(no_such_format(suffix, suffix))
