"""Word and Excel files of the 1990s by their bytes: which of them they are, and whether locked.

They are file systems of sectors; streams begin at the start of one. Nothing more is read of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from iacheck.readers.office.archive import RefusedArchive, locked_message, no_such_format
from iacheck.readers.office.package import ENCRYPTED, OLD

# The streams that make a compound file a document of the format.
_STREAMS = {
    ".doc": ("WordDocument",),
    ".xls": ("Workbook", "Book"),
}
_SECTOR = 512
# A Word document begins with this, and tells in the twelfth byte whether it is encrypted.
_WORD, _FLAGS, _ENCRYPTED_FLAG = b"\xec\xa5", 11, 1
# A workbook begins with a record of this type, and one that is encrypted has that one next.
_WORKBOOK, _FILEPASS = b"\x09\x08", b"\x2f\x00"
_HEAD = 4


def look_at(data: bytes, suffix: str, saved_as: str) -> None:
    """RefusedArchive if a file is not what its name says.

    `saved_as` is the format that it should be saved in then.
    """
    if not data.startswith(OLD):
        raise RefusedArchive(no_such_format(suffix, saved_as))
    if ENCRYPTED in data:
        raise RefusedArchive(locked_message())
    if not any(_entry(stream) in data for stream in _STREAMS[suffix]):
        raise RefusedArchive(no_such_format(suffix, saved_as))


def has_password(data: bytes) -> bool:
    """Whether a file that could not be opened says that it is encrypted."""
    return any(_is_locked_word(sector) or _is_locked_excel(sector) for sector in _sectors(data))


def _entry(stream: str) -> bytes:
    """A stream's name as the directory has it: it ends with a zero."""
    return f"{stream}\0".encode("utf-16-le")


def _sectors(data: bytes) -> Iterator[bytes]:
    for start in range(_SECTOR, len(data), _SECTOR):
        yield data[start : start + _SECTOR]


def _is_locked_word(sector: bytes) -> bool:
    flags = sector[_FLAGS : _FLAGS + 1]
    return sector.startswith(_WORD) and any(flag & _ENCRYPTED_FLAG for flag in flags)


def _is_locked_excel(sector: bytes) -> bool:
    if not sector.startswith(_WORKBOOK):
        return False
    after = _HEAD + int.from_bytes(sector[2:_HEAD], "little")
    return sector[after : after + 2] == _FILEPASS
