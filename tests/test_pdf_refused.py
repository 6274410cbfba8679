"""PDFs that cannot be read, or not all of them; limits, and the child process."""

from __future__ import annotations

import dataclasses
import importlib.util
import io
import json
import resource
import subprocess
import sys
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from pdf_files import line, lines, literal, pdf, stream, untagged
from pdf_samples import (
    ACTIVITY,
    EXPERIENCE,
    LO,
    MOST,
    REPORT,
    documents,
    found_in,
    rows,
    sections,
    told,
)

from iacheck.language.extras import install
from iacheck.language.limits import Limits
from iacheck.readers.pdf_child import child, cpu_limit, extract
from iacheck.readers.pdf_child.content import PdfContent, PdfLimits

IMAGE = stream(
    b"\0", b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
)


def scanned(behind: bytes = b"") -> bytes:
    objects = untagged([b"q 500 0 0 700 40 40 cm /I Do Q " + behind])
    objects[10] = objects[10].replace(b"/Resources<<", b"/Resources<</XObject<</I 20 0 R>>")
    return pdf(objects | {20: IMAGE})


def scanned_into_a_form() -> bytes:
    """The picture stands in a drawing that the page shows."""
    objects = untagged([b"/F Do"])
    objects[10] = objects[10].replace(b"/Resources<<", b"/Resources<</XObject<</F 21 0 R>>")
    form = stream(
        b"0 0 m 9 9 l S q 500 0 0 700 40 40 cm /I Do Q",
        b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</I 20 0 R>>>>",
    )
    return pdf(objects | {20: IMAGE, 21: form})


def encrypted() -> bytes:
    """Locked: the password's own fingerprint is wrong, so no password opens it."""
    lock = (
        b"/ID[(0123456789abcdef)(0123456789abcdef)]/Encrypt<</Filter/Standard/V 2/R 3/Length 128"
        b"/P -4/O(%s)/U(%s)>>" % (b"o" * 32, b"u" * 32)
    )
    return pdf(untagged([line(LO, 60, 780)]), lock)


def xfa() -> bytes:
    objects = untagged([line("Please wait...", 60, 780)], b"/NeedsRendering true/AcroForm 5 0 R")
    objects[5] = b"<</Fields[]/XFA 6 0 R>>"
    objects[6] = stream(b"<xdp/>")
    return pdf(objects)


REFUSED: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "The file is empty"),
    "another format": (lambda: b"PK\3\4" + bytes(2000), "The file is no PDF, whatever"),
    "scanned": (scanned, "The PDF holds pictures of pages and no text"),
    "scanned into a form": (scanned_into_a_form, "The PDF holds pictures of pages and no text"),
    "text that is drawn": (
        lambda: pdf(untagged([b"60 780 m 90 700 l S"])),
        "The PDF holds no text. Perhaps its letters are drawn",
    ),
    "blank": (lambda: pdf(untagged([b""])), "The PDF holds no text"),
    "no pages": (lambda: pdf(untagged([])), "The PDF is damaged or cut off"),
    "cut off": (lambda: pdf(untagged([lines(REPORT)]))[:300], "The PDF is damaged or cut off"),
    "locked": (encrypted, "The PDF is locked with a password"),
    "XFA": (xfa, "The PDF is a form that only Adobe's own programs can show"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_pdf_that_cannot_be_read_is_refused_with_the_reason(name: str) -> None:
    made, reason = REFUSED[name]
    found = documents(made())
    assert found.documents == ()
    (problem,) = told(found)
    assert problem.startswith(f"error: {reason}")
    if made():
        found_in(made() if name != "another format" else b"%PDF-")  # in this process as well


def test_text_recognised_in_pictures_is_told_of() -> None:
    found = documents(scanned(b"3 Tr " + lines((LO, "", ACTIVITY, "", "Ja."))))
    assert "notice: The text of page 1 was recognised in pictures" in told(found)[1]
    assert sections(found) == [("successful_activity", ACTIVITY, "Ja.")]


def test_a_page_that_is_a_picture_is_told_of() -> None:
    objects = untagged([lines((LO, "", ACTIVITY, "", "Ja.")), b"q 500 0 0 700 40 40 cm /I Do Q"])
    objects[12] = objects[12].replace(b"/Resources<<", b"/Resources<</XObject<</I 20 0 R>>")
    found = documents(pdf(objects | {20: IMAGE}))
    assert told(found)[1:] == [
        "notice: A picture on page 2 is not read, and has no text to be read in its place"
    ]


def test_form_fields_are_read_where_they_stand() -> None:
    objects = untagged(
        [lines((LO, "", EXPERIENCE, "", "", "", ACTIVITY))],
        b"/AcroForm<</Fields[20 0 R 21 0 R 22 0 R 23 0 R]/DR<</Font<</F1 3 0 R>>>>>>",
        b"/Annots[20 0 R 21 0 R 22 0 R 23 0 R]",
    )
    widget = b"<</Type/Annot/Subtype/Widget/P 10 0 R/F 4"
    objects[20] = widget + b"/FT/Tx/Ff 4096/T(a)/V(Vi samarbeider.\\nMer.)/Rect[60 710 500 745]>>"
    objects[21] = widget + b"/FT/Tx/T(b)/V(Kurset.)/Rect[60 640 500 690]>>"
    objects[22] = widget + (
        b"/FT/Btn/T(c)/TU(Gjennomf\370rt)/V/Ja/AS/Ja/AP<</N<</Ja 24 0 R/Off 24 0 R>>>>"
        b"/Rect[60 600 80 620]>>"
    )
    objects[23] = widget + b"/FT/Btn/T(d)/AS/Off/AP<</N<</Ja 24 0 R>>>>/Rect[60 560 80 580]>>"
    objects[24] = stream(b"", b"/Type/XObject/Subtype/Form/BBox[0 0 20 20]")
    assert found_in(pdf(objects)).fields == [1]
    found = documents(pdf(objects))
    assert told(found)[1:] == [
        "notice: Filled-in form fields on page 1 are read where they stand on it"
    ]
    assert sections(found) == [
        ("experience", EXPERIENCE, "Vi samarbeider.\nMer."),
        ("successful_activity", ACTIVITY, "Kurset.\n\n☒ Gjennomført"),
    ]


def test_comments_and_attachments_are_told_of() -> None:
    objects = untagged(
        [lines((LO, "", ACTIVITY, "", "Ja."))],
        b"/Names<</EmbeddedFiles<</Names[(vedlegg.xlsx) 21 0 R]>>>>",
        b"/Annots[20 0 R]",
    )
    objects[20] = b"<</Type/Annot/Subtype/Text/Contents(Sjekk dette)/Rect[10 10 20 20]>>"
    objects[21] = b"<</Type/Filespec/F(vedlegg.xlsx)/UF(vedlegg.xlsx)/EF<</F 22 0 R>>>>"
    objects[22] = stream(b"x", b"/Type/EmbeddedFile")
    assert found_in(pdf(objects)).comments == [1]
    assert told(documents(pdf(objects)))[1:] == [
        "notice: Comments on page 1 are not read",
        "notice: Files that lie in the PDF are not read: vedlegg.xlsx",
    ]


def test_characters_that_the_pdf_does_not_tell_are_told_of() -> None:
    objects = untagged([lines((LO, "", ACTIVITY, "")) + b"BT /F3 11 Tf 60 700 Td <00010002> Tj ET"])
    objects[10] = objects[10].replace(b"/Font<<", b"/Font<</F3 20 0 R")
    objects[20] = (
        b"<</Type/Font/Subtype/Type0/BaseFont/Ukjent/Encoding/Identity-H/DescendantFonts[21 0 R]>>"
    )
    objects[21] = (
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Ukjent/FontDescriptor 22 0 R"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 600>>"
    )
    objects[22] = (
        b"<</Type/FontDescriptor/FontName/Ukjent/Flags 4/FontBBox[0 0 600 700]/ItalicAngle 0"
        b"/Ascent 700/Descent 0/CapHeight 700/StemV 80>>"
    )
    found = documents(pdf(objects))
    assert told(found)[1:] == [
        "notice: Some characters on page 1 cannot be read: the PDF does not tell which they are"
    ]


def test_control_characters_say_nothing() -> None:
    content = b"BT /F1 11 Tf 60 780 Td " + literal("Rent\x07\x1b") + b" Tj ET"
    assert all(text.isprintable() for _, text in rows(pdf(untagged([content]))))


def test_without_the_library_the_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def hidden(name: str, *_: Any) -> None:
        assert name == "pypdfium2"

    monkeypatch.setattr(importlib.util, "find_spec", hidden)
    assert told(documents(pdf(untagged([b""])))) == [
        "error: Reading PDF files takes a library that is not installed; install it with "
        f"{install('pdf')}"
    ]


def test_a_limit_is_named_and_can_be_set() -> None:
    data = pdf(untagged([line(LO, 60, 780), line(ACTIVITY, 60, 780)]))
    assert told(documents(data, Limits(pages=1))) == [
        "error: The PDF has 2 pages, and no more than 1 are read; if it is meant to be so large, "
        "raise the limit with --limit pages=2"
    ]
    assert [text.partition(":")[0] for text in told(documents(data, Limits(pages=2)))] == ["notice"]


def test_the_child_reads_standard_input_and_tells_what_it_found(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    data = pdf(untagged([line(LO, 60, 780)]))
    limits: list[tuple[int, tuple[int, int]]] = []
    seconds: list[float] = []
    monkeypatch.setattr(resource, "setrlimit", lambda *limit: limits.append(limit))
    monkeypatch.setattr(cpu_limit, "end_after", seconds.append)
    monkeypatch.setattr(sys, "argv", ["child", json.dumps(dataclasses.asdict(MOST))])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    child.main()
    assert PdfContent.read(capsysbinary.readouterr().out) == found_in(data)
    assert (resource.RLIMIT_DATA, (MOST.memory, MOST.memory)) in limits
    assert seconds == [MOST.seconds]


def test_a_child_without_memory_says_so(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    def exhausted(data: bytes, most: PdfLimits) -> PdfContent:
        raise MemoryError

    monkeypatch.setattr(resource, "setrlimit", lambda *_: None)
    monkeypatch.setattr(cpu_limit, "end_after", lambda _: None)
    monkeypatch.setattr(extract, "extract_content", exhausted)
    monkeypatch.setattr(sys, "argv", ["child", json.dumps(dataclasses.asdict(MOST))])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"%PDF-")))
    child.main()
    assert PdfContent.read(capsysbinary.readouterr().out).over == "pdf-mb"


@pytest.mark.parametrize(
    ("done", "message"),
    [
        (
            subprocess.TimeoutExpired("child", 30),
            "Reading the PDF was stopped after 30 seconds by the clock. It may take 3 seconds of "
            "processor time, but the machine is probably busy",
        ),
        (
            subprocess.CompletedProcess("child", max(cpu_limit.ENDED), b"", b""),
            "Reading the PDF takes more than 3 seconds of processor time",
        ),
        (
            subprocess.CompletedProcess("child", -6, b"", b""),
            "Reading the PDF broke off (status -6); it is damaged, or takes more than 128 MB",
        ),
        (
            subprocess.CompletedProcess("child", 1, b"", b"Traceback\nKeyError: 'x'\n"),
            "Reading the PDF broke off (KeyError: 'x'); it is damaged",
        ),
        (
            subprocess.CompletedProcess("child", 0, PdfContent(over="pdf-mb").written(), b""),
            "Reading the PDF takes more than 128 MB",
        ),
        (
            subprocess.CompletedProcess("child", 0, PdfContent(over="paper-mb").written(), b""),
            "A paper cannot be larger than 4 MB",
        ),
    ],
)
def test_what_ends_the_child_is_told(
    monkeypatch: pytest.MonkeyPatch, done: Any, message: str
) -> None:
    def ended(*_: Any, **__: Any) -> Any:
        if isinstance(done, Exception):
            raise done
        return done

    monkeypatch.setattr(subprocess, "run", ended)
    (problem,) = told(documents(pdf(untagged([line(LO, 60, 780)])), Limits()))
    assert problem.startswith(f"error: {message}")
    assert "raise the limit with --limit" in problem


def test_more_text_than_a_paper_holds_is_refused() -> None:
    data = pdf(untagged([line("x" * 100, 60, 780)]))
    assert extract.extract_content(data, PdfLimits(200, 99, 2**27, 10)).over == "paper-mb"
    assert extract.extract_content(data, PdfLimits(200, 100, 2**27, 10)).over is None
