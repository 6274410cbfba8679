"""Word files made to bring a program down: read rightly or refused, in bounded time and memory."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from agreement_2012 import HEADINGS
from measured import Measured, checked
from word_corpus import PART
from word_files import (
    DECLARED,
    STYLES,
    archive,
    p,
    parts_of,
    run,
    table,
    tag,
    tc,
    word,
)

pytestmark = pytest.mark.slow

START = p(PART, style="Overskrift1") + p(HEADINGS["experience"][0], style="Overskrift2")
MAIN = "word/document.xml"
ATTRIBUTES = " ".join(f"a{n}=''" for n in range(999))


def with_part(name: str, content: bytes) -> bytes:
    return archive({**parts_of(word(START, p("en"))), name: content}, level=1)


def nested(levels: int, around: Callable[[str], str], inside: str = "") -> str:
    for _ in range(levels):
        inside = around(inside)
    return inside


def body(content: str, declared: str = "") -> bytes:
    return (
        f"{declared}<w:document {DECLARED}><w:body>{START}{content}</w:body></w:document>".encode()
    )


def lying() -> bytes:
    """A directory that says that the text is short."""
    data = bytearray(word(START, p("en " * 10**6)))
    struct.pack_into("<L", data, data.rindex(MAIN.encode()) - 46 + 24, 100)
    return bytes(data)


def laughs() -> str:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    return f"<!DOCTYPE w [{entities}]>"


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "zip bomb": (lambda: with_part(MAIN, b"<a>" + b" " * (200 * 2**20)), "unpacked-mb=96"),
    "bomb that nobody asks for": (
        lambda: with_part("word/extra.xml", b"<a>" + b" " * (100 * 2**20)),
        "unpacked-mb=96",
    ),
    "three million paragraphs": (
        lambda: with_part(MAIN, body("<w:p/>" * 3_000_000)),
        "elements=800000",
    ),
    "three million paragraphs of text": (
        lambda: with_part(MAIN, body("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 1_000_000)),
        "elements=800000",
    ),
    "millions of attributes": (
        lambda: with_part(MAIN, body(f"<w:p {ATTRIBUTES}/>" * 3_000)),
        "elements=800000",
    ),
    "hundred thousand files": (
        lambda: archive({f"word/{n}.xml": b"" for n in range(100_000)}),
        "entries=8000",
    ),
    "five million characters": (lambda: word(START, p("ord " * 1_250_000)), "paper-mb=8"),
    "a text of twenty million": (lambda: word(START, p("ord " * 5_000_000)), "more than 10 MB"),
    "an address a million times": (
        lambda: word(
            START,
            *[p('<w:hyperlink r:id="a"><w:r/></w:hyperlink>')] * 15_000,
            links={"a": "https://nav.no/" + "a" * 100_000},
        ),
        "paper-mb=8",
    ),
    "more paragraphs than may be": (
        lambda: word(START, "<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 130_000),
        "paragraphs=40000",
    ),
    "empty paragraphs": (lambda: word(START, "<w:p/>" * 390_000), "paragraphs=40000"),
    "cells": (lambda: word(START, table(*[["a"] * 20] * 2_000)), "paragraphs=40000"),
    "entities": (lambda: with_part(MAIN, body("", laughs())), "document type or entities"),
    "a file of the machine": (
        lambda: with_part(MAIN, body("", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>')),
        "document type or entities",
    ),
    "entities in UTF-16": (
        lambda: with_part("word/styles.xml", "<!DOCTYPE a><a/>".encode("utf-16")),
        "document type or entities",
    ),
    "a directory that lies": (lying, "damaged"),
    "control characters": (
        lambda: with_part(MAIN, body(p("en\x01to"))),
        "damaged: it holds characters or marks",
    ),
    "control characters in disguise": (
        lambda: with_part(MAIN, body(p("<w:r><w:t>&#8;</w:t></w:r>"))),
        "damaged: it holds characters or marks",
    ),
    "tags that do not end": (lambda: with_part(MAIN, b"<w:p>" * 10_000), "damaged"),
    "a hundred thousand levels": (
        lambda: with_part(MAIN, body(nested(100_000, lambda inside: f"<w:x>{inside}</w:x>"))),
        "more than 100 deep",
    ),
    "controls in controls": (
        lambda: word(START, nested(110, lambda inside: tag("sdt", inside), p("en"))),
        "more than 100 deep",
    ),
    "tags in tags": (
        lambda: word(START, p(nested(110, lambda inside: tag("smartTag", inside), run("en")))),
        "more than 100 deep",
    ),
    "fields in fields": (
        lambda: word(START, p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 50_000)),
        "more than 100 deep",
    ),
    "another document": (
        lambda: with_part(MAIN, b"<workbook/>"),
        "holds no Word document",
    ),
    "no text": (
        lambda: archive({n: c for n, c in parts_of(word()).items() if n != MAIN}),
        "holds no Word document",
    ),
}
LONG_CHAIN = STYLES + "".join(
    f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>'
    for n in range(19_000)
)
READ: dict[str, Callable[[], bytes]] = {
    "as many paragraphs as may be": lambda: word(
        START, "<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 19_990
    ),
    "as many pieces of text as may be": lambda: word(START, p("<w:r><w:t>a</w:t></w:r>" * 195_000)),
    "tables in tables": lambda: word(
        START, nested(70, lambda inside: table([tc(inside + p(""))]), p("en"))
    ),
    "marks of lists without end": lambda: word(
        START,
        *[p("en", properties='<w:numPr><w:numId w:val="1"/></w:numPr>')] * 9_000,
        numbering=f'<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:lvlText w:val="'
        f'{"%1" * 1_000_000}"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId '
        'w:val="1"/></w:num>',
    ),
    "a long chain of styles": lambda: word(
        START, *(p("a", style=f"s{n}") for n in range(19_000)), styles=LONG_CHAIN
    ),
    "styles in a ring": lambda: word(
        START,
        p("a", style="en"),
        styles=STYLES
        + '<w:style w:styleId="en"><w:basedOn w:val="to"/></w:style>'
        + '<w:style w:styleId="to"><w:basedOn w:val="en"/></w:style>',
    ),
    "a million spaces in a heading": lambda: word(
        START, p("2. halvår" + " " * 10**6 + "2012", style="Overskrift2"), p("a")
    ),
    "a million commas in a heading": lambda: word(
        START, p("Rapportering om IA-arbeidet " + "," * 10**6 + "x"), p("a")
    ),
    "hidden text in plenty": lambda: word(
        START, p(*[run("a " * 100_000, "<w:vanish/>")] * 40), p("a")
    ),
    "a note referred to a hundred thousand times": lambda: word(
        START,
        p('<w:r><w:footnoteReference w:id="1"/></w:r>' * 60_000),
        footnotes={1: p("note " * 10_000)},
    ),
    "a picture as large as may be": lambda: archive(
        {**parts_of(word(START, p("a"))), "word/media/a.png": bytes(60 * 2**20)}
    ),
}


def checked_file(data: bytes, folder: Path) -> Measured:
    file = folder / "a.docx"
    file.write_bytes(data)
    done = checked(file)
    assert "Traceback" not in done.err
    assert done.is_within_bounds, done
    return done


@pytest.mark.parametrize("name", REFUSED)
def test_refused_in_bounded_time_and_memory(name: str, tmp_path: Path) -> None:
    made, said = REFUSED[name]
    done = checked_file(made(), tmp_path)
    assert done.status == 3
    told = " ".join(done.out.split())
    assert said in told
    assert "a.docx" in told


@pytest.mark.parametrize("name", READ)
def test_read_in_bounded_time_and_memory(name: str, tmp_path: Path) -> None:
    done = checked_file(READ[name](), tmp_path)
    assert done.status in {0, 1}, done.out
    assert "party/LO" in done.out
