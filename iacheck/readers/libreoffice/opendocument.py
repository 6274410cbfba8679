"""OpenDocument files as the archives that they are, looked through before they are read."""

from __future__ import annotations

import zipfile

from iacheck.language.limits import Limits
from iacheck.readers.office.archive import ArchiveFormat, RefusedArchive, no_such_format, repack

_MIMETYPES = {
    ".odt": b"application/vnd.oasis.opendocument.text",
    ".ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
_SIGN = "mimetype"
_MANIFEST = "META-INF/manifest.xml"
_LOCK = b"encryption-data"
# A manifest of a thousand parts is a tenth of it.
_LONGEST_MANIFEST = 2**20
# Where macros lie.
_PROGRAMS = ("basic/", "scripts/")


def looked_through(data: bytes, suffix: str, saved_as: str, limits: Limits) -> bytes:
    """An OpenDocument file without its pictures and macros; else RefusedArchive.

    `saved_as` is the format that a file which is none should be saved in.
    """
    other = no_such_format(suffix, saved_as)
    if not data.startswith(b"PK"):
        raise RefusedArchive(other)
    # Documents of before 2007 declare the type of their parts.
    known = ArchiveFormat(_SIGN, other, ("<!ENTITY",), _is_read, _is_locked)
    made = repack(data, limits, known)
    with zipfile.ZipFile(made) as archive:
        if archive.read(_SIGN).strip() != _MIMETYPES[suffix]:
            raise RefusedArchive(other)
    return made.getvalue()


def _is_read(name: str) -> bool:
    return name == _SIGN or (name.endswith((".xml", ".rdf")) and not name.startswith(_PROGRAMS))


def _is_locked(archive: zipfile.ZipFile) -> bool:
    """Whether the manifest tells how a part is encrypted."""
    if _MANIFEST not in archive.namelist():
        return False
    with archive.open(_MANIFEST) as manifest:
        return _LOCK in manifest.read(_LONGEST_MANIFEST)
