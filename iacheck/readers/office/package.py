"""Word and Excel files as the archives of XML that they are: looked through before they are read.

Nothing that such a file says of itself is trusted: what it holds is unpacked and counted here,
and what comes out is a new archive of the parts that were looked at, so that whoever reads it
sees the same as was counted.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import PurePath

from iacheck.language.limits import Limits, over_limit
from iacheck.language.messages import Message, message
from iacheck.language.problems import Problem
from iacheck.readers import Source

# What a compound file of the 1990s begins with; a file with a password is one too.
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ENTRY = b"PK\x01\x02"
# The bytes before an entry's name and content, at least.
_ENTRY_START = 30
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_TYPES = "[Content_Types].xml"
_XML = (".xml", ".rels")
_CHUNK = 2**18
# All that zipfile is known to raise of archives that are no archives.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OverflowError,
    UnicodeDecodeError,
)
# What declares entities, in the encodings that XML parts of such files may have.
_DECLARATIONS = tuple(
    mark.encode(encoding)
    for mark in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_UTF32 = (b"\xff\xfe\0\0", b"\0\0", b"<\0\0")
# Other encodings could hide a tag from those who look at bytes.
_ENCODINGS = ("utf-8", "utf8", "utf-16", "us-ascii", "ascii", "iso-8859-1", "windows-1252")
_ENCODING = re.compile(rb"""encoding\s*=\s*["']([^"']*)""")
_LONGEST_PROLOG = 500


class _Refused(Exception):
    """Why a file is not read any further."""

    def __init__(self, told: Message, expected: int | None = None) -> None:
        super().__init__(told.text)
        self.told = told
        self.expected = expected


def open_package(source: Source, limits: Limits) -> BytesIO | Problem:
    """An archive of the file's XML parts, each of them looked at; or why the file is refused.

    Parts that are no XML, such as pictures, are there, but empty. An element or an attribute of
    XML counts as one of `limits.elements`, whatever part of the file it stands in.
    """
    try:
        return _repack(source, limits)
    except _Refused as refused:
        return Problem(refused.told, file=source.name, expected=refused.expected)
    except _BROKEN:
        return Problem(_damaged_message(), file=source.name)


def _repack(source: Source, limits: Limits) -> BytesIO:
    data = source.data
    _refuse_other_formats(data, PurePath(source.name).suffix.lower())
    # Counted before anything is read: a directory of millions fills the memory by itself.
    if data.count(_ENTRY) > limits.entries:
        told = message("The file holds more than {limit} files", limit=limits.entries)
        raise _Refused(over_limit("entries", limits.entries, told), limits.entries)
    made = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as archive,
        zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as repacked,
    ):
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        _refuse_entries(entries, data)
        left, elements = limits.unpacked_bytes, 0
        for entry in entries:
            part = _unpack(archive, entry, left, limits) if _is_xml(entry) else b""
            left -= len(part)
            elements += _weight(part) if part else 0
            if elements > limits.elements:
                told = message(
                    "The file holds more than {limit} elements: cells, paragraphs, pieces of text",
                    limit=limits.elements,
                )
                raise _Refused(over_limit("elements", limits.elements, told), limits.elements)
            repacked.writestr(entry.filename, part)
    made.seek(0)
    return made


def _refuse_other_formats(data: bytes, suffix: str) -> None:
    if data.startswith(_OLD):
        raise _Refused(
            message(
                "The file is protected by a password; open it, remove the password, and save it"
            )
            if _ENCRYPTED in data
            else message(
                "The file is in the old format of Word and Excel; open it there and save it as "
                "{format}",
                format=suffix,
            )
        )
    if not data.startswith(b"PK"):
        raise _Refused(
            message(
                "This is no file of the format {format}; open it in the program that it was made "
                "in, and save it as {format}",
                format=suffix,
            )
        )


def _refuse_entries(entries: Sequence[zipfile.ZipInfo], data: bytes) -> None:
    """Refuses what no office program writes, and what is read differently by different programs."""
    names = [entry.filename.lower() for entry in entries]
    if _TYPES.lower() not in names:
        raise _Refused(
            message(
                "This is an archive, but none that Word or Excel has made; save the file anew from "
                "there"
            )
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise _Refused(
            message(
                "The file is protected by a password; open it, remove the password, and save it"
            )
        )
    if (
        len(set(names)) < len(names)
        or any(entry.compress_type not in _PACKED for entry in entries)
        or _overlapping(entries, data)
    ):
        raise _Refused(_damaged_message())


def _overlapping(entries: Sequence[zipfile.ZipInfo], data: bytes) -> bool:
    """Whether entries lie over one another: few bytes could then be unpacked many times."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            return True
        end = entry.header_offset + _ENTRY_START + entry.compress_size
    return end > len(data)


def _is_xml(entry: zipfile.ZipInfo) -> bool:
    return entry.filename.lower().endswith(_XML)


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int, limits: Limits) -> bytes:
    """An XML part, if it is no longer than `most` and declares no entities."""
    part = b"".join(_chunks(archive, entry, most, limits))
    if len(part) != entry.file_size:
        raise _Refused(_damaged_message())
    if any(mark in part for mark in _DECLARATIONS):
        raise _Refused(
            message(
                "“{part}” inside the file declares a document type or entities, which Word and "
                "Excel never do; save the file anew from there",
                part=entry.filename,
            )
        )
    if part and not _is_encoded_rightly(part):
        raise _Refused(
            message(
                "“{part}” inside the file is not XML in UTF-8 or UTF-16; save the file anew from "
                "Word or Excel",
                part=entry.filename,
            )
        )
    return part


def _chunks(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int, limits: Limits
) -> Iterator[bytes]:
    with archive.open(entry) as packed:
        while chunk := packed.read(_CHUNK):
            most -= len(chunk)
            if most < 0:
                told = message(
                    "The file is larger than {limit} MB when it is unpacked",
                    limit=limits.unpacked_mb,
                )
                raise _Refused(
                    over_limit("unpacked-mb", limits.unpacked_mb, told), limits.unpacked_bytes
                )
            yield chunk


def _is_encoded_rightly(part: bytes) -> bool:
    """Whether tags are seen by looking at the bytes: no encoding hides them."""
    if part.startswith(_UTF32):
        return False
    if part.startswith(_UTF16):
        return True
    start = part[:_LONGEST_PROLOG].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start.startswith(b"<"):
        return False
    if not start.startswith(b"<?xml"):
        return True
    prolog, end, _ = start.partition(b"?>")
    encoding = _ENCODING.search(prolog)
    return bool(end) and (encoding is None or encoding[1].decode("latin-1").lower() in _ENCODINGS)


def _weight(part: bytes) -> int:
    """How many elements and attributes there are at most: what the memory for them goes by."""
    return part.count(b"<") - part.count(b"</") + part.count(b"=")


def _damaged_message() -> Message:
    return message(
        "The file is damaged, or not whole; fetch it again, or save it anew from the program that "
        "it was made in"
    )
