"""PDFs made for tests: object by object, or by typst, which tags what it sets."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

import typst

WIDTH, HEIGHT = 595, 842
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
BOLD = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>"

# Sets what it is told as data, so that no text is taken for markup.
_SETTING = """
#set document(title: "Rapport")
#set text(lang: "nb", size: 11pt, hyphenate: {hyphenate})
#set page(width: 15cm, height: 20cm, header: {header}, footer: {footer}, numbering: none)
#set par(justify: {justify})
#let said(text) = text.split("\\n").map(line => [#line]).join(linebreak())
#for block in json(bytes(sys.inputs.blocks)) {{
  if block.kind == "heading" {{ heading(level: block.level, block.text) }}
  else if block.kind == "list" {{ list(..block.items) }}
  else if block.kind == "numbered" {{ enum(..block.items) }}
  else {{ par(said(block.text)) }}
}}
"""

Block = Mapping[str, Any]


def typeset(source: str, **inputs: str) -> bytes:
    """A tagged PDF from typst's own markup."""
    made = typst.compile(source.encode(), sys_inputs=inputs)
    assert isinstance(made, bytes)
    return made


def from_blocks(
    blocks: Sequence[Block],
    *,
    hyphenate: bool = True,
    justify: bool = True,
    header: str = "[IA-rapport, topptekst]",
    footer: str = "[Side #context counter(page).display()]",
) -> bytes:
    """A tagged PDF of headings, paragraphs and lists, which go through no markup."""
    source = _SETTING.format(
        hyphenate=str(hyphenate).lower(),
        justify=str(justify).lower(),
        header=header,
        footer=footer,
    )
    return typeset(source, blocks=json.dumps(list(blocks)))


def pdf(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """A PDF of numbered objects, of which 1 is the catalogue, with a right table of them."""
    written = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places: dict[int, int] = {}
    for number, body in objects.items():
        places[number] = len(written)
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(written)
    most = max(objects) + 1
    written += b"xref\n0 %d\n0000000000 65535 f \n" % most
    for number in range(1, most):
        written += (
            b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 00000 f \n"
        )
    written += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        most,
        trailer,
        start,
    )
    return bytes(written)


def stream(content: bytes, entries: bytes = b"", *, packed: bool = False) -> bytes:
    """A stream object; with `packed`, compressed."""
    if packed:
        content, entries = zlib.compress(content, 9), entries + b"/Filter/FlateDecode"
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(content), content)


def literal(text: str) -> bytes:
    """A string of a PDF, in the encoding of its fonts."""
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return b"(" + escaped.encode("cp1252") + b")"


def line(text: str, x: float, y: float, size: float = 11, font: str = "F1") -> bytes:
    """The instructions that draw a line of text."""
    return b"BT /%s %g Tf %g %g Td %s Tj ET\n" % (font.encode(), size, x, y, literal(text))


def untagged(pages: Sequence[bytes], catalogue: bytes = b"", page: bytes = b"") -> dict[int, bytes]:
    """The objects of a PDF without tags, of pages drawn by instructions; 10 and up are theirs."""
    kids = b" ".join(b"%d 0 R" % (10 + 2 * index) for index in range(len(pages)))
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R%s>>" % catalogue,
        2: b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), kids),
        3: FONT,
        4: BOLD,
    }
    for index, content in enumerate(pages):
        number = 10 + 2 * index
        objects[number] = (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>%s>>"
        ) % (WIDTH, HEIGHT, number + 1, page)
        objects[number + 1] = stream(content)
    return objects


def lines(texts: Sequence[str], top: float = 780, x: float = 60, pitch: float = 14) -> bytes:
    """Instructions for lines beneath each other; an empty text leaves a gap."""
    drawn = b""
    for text in texts:
        if text:
            drawn += line(text, x, top)
        top -= pitch
    return drawn
