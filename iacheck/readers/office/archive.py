"""Archives of XML looked through before they are read: Word, Excel and OpenDocument files.

Nothing that such a file says of itself is trusted: what it holds is unpacked and counted here,
and what comes out is a new archive of the parts that were looked at, so that whoever reads it
sees the same as was counted.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field
from io import BytesIO

from iacheck.language.frozen import frozen
from iacheck.language.limits import Limits, over_limit
from iacheck.language.messages import Message, message

_ENTRY = b"PK\x01\x02"
# The bytes before an entry's name and content, at least.
_ENTRY_START = 30
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
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
_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_UTF32 = (b"\xff\xfe\0\0", b"\0\0", b"<\0\0")
# Other encodings could hide a tag from those who look at bytes.
_ENCODINGS = ("utf-8", "utf8", "utf-16", "us-ascii", "ascii", "iso-8859-1", "windows-1252")
_ENCODING = re.compile(rb"""encoding\s*=\s*["']([^"']*)""")
_LONGEST_PROLOG = 500


class RefusedArchive(Exception):
    """Why a file is not read any further; `expected` is the limit that it is over."""

    def __init__(self, told: Message, expected: int | None = None) -> None:
        super().__init__(told.text)
        self.told = told
        self.expected = expected


@frozen
class ArchiveFormat:
    """What makes an archive a file of a format, and which of its parts are read.

    `sign` is the part that every such file has, `no_sign` what is told of one without.
    `forbidden` are declarations that no XML part may have. Parts that are not read, by their names
    in lower case, are there, but empty. `is_locked` tells whether there is a password.
    """

    sign: str
    no_sign: Message
    forbidden: Sequence[str]
    is_read: Callable[[str], bool]
    is_locked: Callable[[zipfile.ZipFile], bool] = field(default=lambda _: False)

    @property
    def marks(self) -> tuple[bytes, ...]:
        """The declarations, in the encodings that XML parts of such files may have."""
        return tuple(
            mark.encode(encoding)
            for mark in self.forbidden
            for encoding in ("ascii", "utf-16-le", "utf-16-be")
        )


def repack(data: bytes, limits: Limits, known: ArchiveFormat) -> BytesIO:
    """An archive of the parts that are read, each of them looked at; else RefusedArchive.

    An element or an attribute of XML counts as one of `limits.elements`, whatever part of the
    file it stands in.
    """
    try:
        return _repack(data, limits, known)
    except _BROKEN as error:
        raise RefusedArchive(_damaged_message()) from error


def no_such_format(format_: str, saved_as: str) -> Message:
    """What is told of a file that is not what its name says."""
    return message(
        "This is no file of the format {format}; open it in the program that it was made in, and "
        "save it as {saved_as}",
        format=format_,
        saved_as=saved_as,
    )


def locked_message() -> Message:
    """What is told of a file with a password."""
    return message("The file is protected by a password; open it, remove the password, and save it")


def _repack(data: bytes, limits: Limits, known: ArchiveFormat) -> BytesIO:
    # Counted before anything is read: a directory of millions fills the memory by itself.
    if data.count(_ENTRY) > limits.entries:
        told = message("The file holds more than {limit} files", limit=limits.entries)
        raise RefusedArchive(over_limit("entries", limits.entries, told), limits.entries)
    made = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as archive,
        zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as repacked,
    ):
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        _refuse_entries(entries, data, known)
        if known.is_locked(archive):
            raise RefusedArchive(locked_message())
        left, elements = limits.unpacked_bytes, 0
        for entry in entries:
            part = b""
            if known.is_read(entry.filename.lower()):
                part = _unpack(archive, entry, left, limits)
                _look_at(entry.filename, part, known)
            left -= len(part)
            elements += _weight(part) if part else 0
            if elements > limits.elements:
                told = message(
                    "The file holds more than {limit} elements: cells, paragraphs, pieces of text",
                    limit=limits.elements,
                )
                raise RefusedArchive(over_limit("elements", limits.elements, told), limits.elements)
            repacked.writestr(entry.filename, part)
    made.seek(0)
    return made


def _refuse_entries(entries: Sequence[zipfile.ZipInfo], data: bytes, known: ArchiveFormat) -> None:
    """Refuses what no office program writes, and what is read differently by different programs."""
    names = [entry.filename.lower() for entry in entries]
    if known.sign.lower() not in names:
        raise RefusedArchive(known.no_sign)
    if any(entry.flag_bits & 1 for entry in entries):
        raise RefusedArchive(locked_message())
    if (
        len(set(names)) < len(names)
        or any(entry.compress_type not in _PACKED for entry in entries)
        or _overlapping(entries, data)
    ):
        raise RefusedArchive(_damaged_message())


def _overlapping(entries: Sequence[zipfile.ZipInfo], data: bytes) -> bool:
    """Whether entries lie over one another: few bytes could then be unpacked many times."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            return True
        end = entry.header_offset + _ENTRY_START + entry.compress_size
    return end > len(data)


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int, limits: Limits) -> bytes:
    """A part, if it is no longer than `most`."""
    part = b"".join(_chunks(archive, entry, most, limits))
    if len(part) != entry.file_size:
        raise RefusedArchive(_damaged_message())
    return part


def _look_at(name: str, part: bytes, known: ArchiveFormat) -> None:
    """Refuses XML that declares entities, or hides what it declares."""
    if not name.lower().endswith(_XML):
        return
    if any(mark in part for mark in known.marks):
        raise RefusedArchive(
            message(
                "“{part}” inside the file declares a document type or entities, which office "
                "programs never do; save the file anew from the program that it was made in",
                part=name,
            )
        )
    if part and not _is_encoded_rightly(part):
        raise RefusedArchive(
            message(
                "“{part}” inside the file is not XML in UTF-8 or UTF-16; save the file anew from "
                "the program that it was made in",
                part=name,
            )
        )


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
                raise RefusedArchive(
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
