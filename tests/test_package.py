"""What is looked at before a Word or Excel file is read."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Mapping

import pytest
from said import said

from iacheck.language.limits import Limits
from iacheck.language.problems import Problem
from iacheck.readers import Source
from iacheck.readers.office.package import open_package

TYPES = "[Content_Types].xml"
GOOD = {
    TYPES: b'<?xml version="1.0" encoding="UTF-8"?><Types/>',
    "word/document.xml": b"<d>tekst</d>",
    "word/media/a.png": bytes(range(256)) * 100,
}


def archive(parts: Mapping[str, bytes] = GOOD, packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packed) as written:
        for name, part in parts.items():
            written.writestr(name, part)
    return made.getvalue()


def refused(data: bytes, limits: Limits | None = None, name: str = "a.docx") -> str:
    found = open_package(Source(name, data), limits or Limits())
    assert isinstance(found, Problem)
    assert (found.level, found.file) == ("error", name)
    return said(found.message)


def parts(data: bytes, limits: Limits | None = None) -> dict[str, bytes]:
    found = open_package(Source("a.docx", data), limits or Limits())
    assert not isinstance(found, Problem), said(found.message)
    with zipfile.ZipFile(found) as read:
        return {name: read.read(name) for name in read.namelist()}


def test_xml_parts_come_out_as_they_are_and_others_empty() -> None:
    assert parts(archive()) == {**GOOD, "word/media/a.png": b""}
    assert parts(archive(packed=zipfile.ZIP_STORED)) == parts(archive())


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.docx", "old format"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.xlsx", "save it as .xlsx"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "a.docx",
            "remove the password",
        ),
        (b"{\\rtf1 tekst}", "a.docx", "no file of the format .docx"),
        (b"", "a.docx", "no file of the format .docx"),
        (b"PK\x03\x04", "a.docx", "damaged"),
        (archive()[:-30], "a.docx", "damaged"),
        (archive()[:200], "a.docx", "damaged"),
        (archive({"a.txt": b"tekst"}), "a.docx", "none that Word or Excel has made"),
        (archive({"mimetype": b"x", "content.xml": b"<a/>"}), "a.docx", "none that Word"),
        (archive(packed=zipfile.ZIP_BZIP2), "a.docx", "damaged"),
        (archive(packed=zipfile.ZIP_LZMA), "a.docx", "damaged"),
        (archive({**GOOD, "WORD/Document.xml": b"<a/>"}), "a.docx", "damaged"),
    ],
)
def test_what_is_no_whole_office_file_is_refused_in_words(
    data: bytes, name: str, sentence: str
) -> None:
    assert sentence in refused(data, name=name)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "declared",
    ['<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'],
)
def test_declarations_of_entities_are_refused(encoding: str, declared: str) -> None:
    data = archive({**GOOD, "word/styles.xml": declared.encode(encoding)})
    told = refused(data)
    assert "“word/styles.xml” inside the file declares a document type or entities" in told


@pytest.mark.parametrize("encoding", ["cp500", "utf-32", "utf-32-be", "utf-32-le"])
def test_encodings_that_hide_tags_are_refused(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a><a/>'
    assert "is not XML in UTF-8 or UTF-16" in refused(
        archive({**GOOD, "word/document.xml": text.encode(encoding)})
    )


def test_an_encoding_that_writes_tags_otherwise_is_refused() -> None:
    hidden = b'<?xml version="1.0" encoding="utf-7"?>+ADw-!DOCTYPE a+AD4APA-a/+AD4-'
    assert "is not XML" in refused(archive({**GOOD, "word/document.xml": hidden}))


def test_an_encoding_told_too_late_is_refused() -> None:
    late = b'<?xml version="1.0"' + b" " * 5000 + b'encoding="utf-7"?><a/>'
    assert "is not XML" in refused(archive({**GOOD, "word/document.xml": late}))


@pytest.mark.parametrize("encoding", ["utf-8", "UTF-8", "utf-16", "iso-8859-1"])
def test_encodings_that_show_tags_are_let_through(encoding: str) -> None:
    written = f'<?xml version="1.0" encoding="{encoding}"?><a>æ</a>'.encode(encoding)
    assert parts(archive({**GOOD, "word/a.xml": written}))["word/a.xml"] == written


def test_what_is_unpacked_is_counted_over_all_parts() -> None:
    bomb = {**GOOD, **{f"word/{n}.xml": b"<a>" + b" " * 2**20 for n in range(5)}}
    told = refused(archive(bomb), Limits(unpacked_mb=4))
    assert "larger than 4 MB when it is unpacked" in told
    assert "--limit unpacked-mb=8" in told
    assert len(parts(archive(bomb), Limits(unpacked_mb=6))) == 8


def test_elements_and_attributes_are_counted_over_all_parts() -> None:
    many = {**GOOD, "word/a.xml": b"<a>" + b"<b/>" * 50 + b"</a>", "word/b.xml": b"<a b='c'/>" * 25}
    weight = 2 + 1 + 2 + 1 + 50 + 50  # the declaration counts as an element of two attributes
    assert parts(archive(many), Limits(elements=weight + 1))
    told = refused(archive(many), Limits(elements=weight - 1))
    assert f"more than {weight - 1} elements" in told
    assert f"--limit elements={2 * weight - 2}" in told


def test_a_directory_of_many_entries_is_not_even_read() -> None:
    many = {**GOOD, **{f"word/{n}.xml": b"<a/>" for n in range(50)}}
    told = refused(archive(many), Limits(entries=52))
    assert "more than 52 files" in told
    assert "--limit entries=104" in told
    assert parts(archive(many), Limits(entries=53))


def central(data: bytes, name: str) -> int:
    """Where the entry of this name begins in the archive's directory."""
    return data.rindex(name.encode()) - 46


@pytest.mark.parametrize(
    ("offset", "form", "value"),
    [
        (20, "<L", 3),  # packed size
        (24, "<L", 3),  # unpacked size: less than there is
        (24, "<L", 10**6),  # more than there is
        (16, "<L", 1),  # checksum
        (10, "<H", 99),  # method
        (42, "<L", 10**6),  # where it begins: outside
        (42, "<L", 0),  # where the first one begins
        (42, "<L", 0xFFFFFFFE),
    ],
)
def test_a_directory_that_lies_is_found_out(offset: int, form: str, value: int) -> None:
    data = bytearray(archive())
    struct.pack_into(form, data, central(bytes(data), "word/document.xml") + offset, value)
    assert "damaged" in refused(bytes(data))


def test_a_size_told_too_small_with_a_checksum_to_match_gives_no_more_than_told() -> None:
    """Who reads by the directory sees that much; nobody sees more than was counted."""
    data = bytearray(archive({**GOOD, "word/document.xml": b"<d/>" + b" " * 10**6}))
    at = central(bytes(data), "word/document.xml")
    struct.pack_into("<L", data, at + 24, 4)
    struct.pack_into("<L", data, at + 16, zlib.crc32(b"<d/>"))
    assert parts(bytes(data))["word/document.xml"] == b"<d/>"


def test_entries_with_a_password_are_refused() -> None:
    data = bytearray(archive())
    struct.pack_into("<H", data, central(bytes(data), "word/document.xml") + 8, 1)
    assert "remove the password" in refused(bytes(data))


def test_entries_that_lie_over_one_another_are_refused() -> None:
    data = archive({TYPES: b"<a/>", "word/a.xml": b"<b/>", "word/b.xml": b"<c/>"})
    changed = bytearray(data)
    first = struct.unpack_from("<L", data, central(data, "word/a.xml") + 42)[0]
    struct.pack_into("<L", changed, central(data, "word/b.xml") + 42, first)
    assert "damaged" in refused(bytes(changed))


def test_damage_anywhere_is_told_or_harmless() -> None:
    """Whatever byte is wrong, nothing is raised; and what comes out was counted."""
    data = archive()
    chance = random.Random(1)  # noqa: S311 - no secret
    for _ in range(3000):
        changed = bytearray(data)
        for _ in range(chance.randint(1, 4)):
            changed[chance.randrange(len(data))] = chance.randrange(256)
        found = open_package(Source("a.docx", bytes(changed)), Limits())
        assert isinstance(found, (Problem, io.BytesIO))
