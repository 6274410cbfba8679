"""Scanned PDFs: what is told of them, and what is made of the words that were recognised.

In the place of Tesseract stands a program of a few lines; `test_recognition.py` has it itself.
"""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from agreement_2012 import vocabulary
from commands import OWN_BOOK, Ran
from pdf_files import line, pdf, untagged
from pdf_samples import ACTIVITY, EXPERIENCE, LO, told
from scans import blank_picture, hocr, put_tesseract, scan_of_pictures

from iacheck.language.limits import Limits
from iacheck.language.places import Place
from iacheck.readers import ReaderContext, Reading, Source, read
from iacheck.readers.pdf_child import process
from iacheck.readers.pdf_child.content import PdfContent, PdfLimits
from iacheck.readers.programs import limited_program
from iacheck.readers.scans import scan, tesseract
from iacheck.readers.scans.hocr import read_hocr

SCAN = scan_of_pictures([blank_picture()])
TWO_PAGES = scan_of_pictures([blank_picture()] * 2)
PAGE = hocr(
    LO, "", EXPERIENCE, "", "Kurset hjalp & ?rnange.", "", "Det er sant.", "", ACTIVITY, "", "Ja."
)


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Path]:
    """Puts a program in the place of Tesseract; gives the folder that it can leave things in."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)

    def put(code: str = "", languages: str = "nor", pages: tuple[str, ...] = ()) -> Path:
        put_tesseract(folder, code, languages, pages)
        return folder

    return put


@pytest.fixture
def no_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(tesseract, "_USUAL", ())


def reading(data: bytes = SCAN, *, ocr: bool = True, limits: Limits | None = None) -> Reading:
    known = ReaderContext(vocabulary, limits=limits or Limits(), ocr=ocr)
    return read(Source("p.pdf", data), known)


def refused(data: bytes = SCAN, *, ocr: bool = True, limits: Limits | None = None) -> str:
    found = reading(data, ocr=ocr, limits=limits)
    assert found.documents == ()
    (problem,) = told(found)
    return problem.removeprefix("error: ")


PICTURES = "The PDF holds pictures of pages and no text"
HAND_IN = "the document that the PDF was made from, such as the Word file"


@pytest.mark.usefixtures("no_program")
def test_without_tesseract_a_scan_is_to_be_handed_in_as_something_else() -> None:
    assert refused(ocr=False) == (
        f"{PICTURES}; perhaps it was scanned. Hand in the document that it was made from, such as "
        "the Word file, or a PDF that is saved from there"
    )


@pytest.mark.usefixtures("no_program")
def test_without_tesseract_nothing_can_be_recognised() -> None:
    assert refused() == (
        f"{PICTURES}, and Tesseract, which recognises such text, is not installed. Install "
        f"Tesseract with Norwegian (nor), or hand in {HAND_IN}"
    )


def test_with_tesseract_a_scan_can_be_recognised(program: Callable[..., Path]) -> None:
    program(languages="eng nor osd")
    assert refused(ocr=False) == (
        f"{PICTURES}; perhaps it was scanned. Hand in the document that it was made from, such as "
        "the Word file; or have its text recognised with --ocr, which the commands check, import, "
        "read, report know"
    )


def test_without_norwegian_nothing_can_be_recognised(program: Callable[..., Path]) -> None:
    program(languages="eng norse")
    assert refused() == (
        f"{PICTURES}, and Tesseract, which recognises such text, is installed without Norwegian. "
        f"Install its language data for Norwegian (nor), or hand in {HAND_IN}"
    )
    assert "--ocr" not in refused(ocr=False)


def broken(*_: object, **__: object) -> None:
    raise PermissionError


def silent(*_: object, **__: object) -> None:
    raise subprocess.TimeoutExpired("tesseract", 30)


@pytest.mark.parametrize("failing", [broken, silent])
def test_a_program_that_does_not_answer_is_none(
    failing: Callable[..., None], program: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    program()
    monkeypatch.setattr(subprocess, "run", failing)
    assert tesseract.installation() == "missing"


def test_what_is_recognised_is_read_and_marked(program: Callable[..., Path]) -> None:
    folder = program(
        "(left / 'how').write_text(' '.join([*sys.argv[3:], os.environ['OMP_THREAD_LIMIT']]))\n"
        "(left / 'given').write_bytes(given.read_bytes()[:20])\n"
        "assert {str(given.parent)} == {os.environ[name] for name in ('HOME', 'TMPDIR')}\n",
        pages=(PAGE,),
    )
    found = reading()
    (document,) = found.documents
    assert [(one["key"], one["text"]) for one in document.body["sections"]] == [
        ("experience", "Kurset hjalp & rnange.\n\nDet er sant."),
        ("successful_activity", "Ja."),
    ]
    assert document.origin is not None
    assert document.origin.places
    assert {place.recognised for place in document.origin.places.values()} == {True}
    assert told(found) == [
        "notice: The text of page 1 was recognised in pictures by Tesseract, and may be wrong in "
        "any word: compare what was read with the paper. Headings and paragraphs were told by the "
        "size of the letters and the gaps between lines",
        "notice: Of 26 recognised words, 1 is doubtful; look it up in the paper: “rnange.” "
        "(page 1)",
    ]
    assert (folder / "how").read_text() == "-l nor --dpi 300 hocr 1"
    assert (folder / "given").read_bytes().startswith(b"P5 2479 3508 255\n")


def test_of_many_doubtful_words_all_are_counted_and_some_shown(
    program: Callable[..., Path],
) -> None:
    doubtful = " ".join(f"?u{number}" for number in range(1, 12))
    program(pages=(PAGE, hocr(f"Til slutt: {doubtful}")))
    *_, problem = told(reading(TWO_PAGES))
    assert problem.startswith("notice: Of 39 recognised words, 12 are doubtful; look them up")
    assert "“rnange.” (page 1), “u1” (page 2)" in problem
    assert problem.endswith("“u8” (page 2), “u9” (page 2)")


def test_a_page_without_words_is_told_of(program: Callable[..., Path]) -> None:
    program(pages=(PAGE, hocr()))
    found = reading(TWO_PAGES)
    assert len(found.documents) == 1
    assert told(found)[-1] == (
        "notice: A picture on page 2 is not read, and has no text to be read in its place"
    )


def test_a_pdf_with_text_is_never_recognised(program: Callable[..., Path]) -> None:
    folder = program("(left / 'started').touch()")
    found = reading(pdf(untagged([line(LO, 60, 780)])))
    assert told(found)[1] == (
        "notice: The PDF has text, which is read as it stands; --ocr recognises only scans without "
        "text"
    )
    assert not (folder / "started").exists()


DOUBTFUL = hocr(" ".join(["?vvv"] * 11 + ["ord"] * 10))


@pytest.mark.parametrize(
    ("pages", "problem"),
    [
        ((hocr(), hocr()), "No text was recognised in the pictures of the PDF. Scan it anew"),
        ((PAGE, DOUBTFUL), "Most of what was recognised on page 2 is doubtful, so the scan is not"),
        ((hocr("?a b"), hocr("?c")), "Most of what was recognised on page 1, 2 is doubtful"),
    ],
)
def test_a_scan_of_which_most_is_doubtful_is_not_read(
    pages: tuple[str, ...], problem: str, program: Callable[..., Path]
) -> None:
    program(pages=pages)
    assert refused(TWO_PAGES).startswith(problem)


def test_a_page_of_few_doubtful_words_may_hold_a_signature(program: Callable[..., Path]) -> None:
    program(pages=(PAGE, hocr("?Ola ?Nn")))
    assert len(reading(TWO_PAGES).documents) == 1


ONE = Limits(ocr_seconds=1, ocr_mb=64, paper_mb=1)
BROKE_OFF = (
    "Tesseract broke off while it recognised the scan; its language data are damaged, or it takes "
    "more than 64 MB of memory; if it is meant to be so large, raise the limit with --limit "
    "ocr-mb=128"
)
OVER = (
    "Recognising the scan takes more than 1 seconds of processor time; if it is meant to be so "
    "large, raise the limit with --limit ocr-seconds=2"
)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="limits are those of Linux")
@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("while True: pass", OVER),
        ("end = time.process_time() + 0.7\nwhile time.process_time() < end: pass\n"
         "made.write_text('')", OVER),
    ],
)  # fmt: skip
def test_tesseract_may_not_take_more_than_its_limits(
    code: str, problem: str, program: Callable[..., Path]
) -> None:
    program(code)
    assert refused(TWO_PAGES, limits=ONE) == problem


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="limits are those of Linux")
@pytest.mark.parametrize("code", ["bytearray(2**27)", "made.write_bytes(bytes(2**21))", "pass"])
def test_tesseract_that_breaks_off_has_perhaps_no_memory(
    code: str, program: Callable[..., Path]
) -> None:
    program(code)
    assert refused(limits=dataclasses.replace(ONE, ocr_seconds=60)) == BROKE_OFF


def test_time_that_is_used_up_by_other_pages_is_no_longer_there(
    program: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    program(pages=(PAGE, PAGE))
    used = iter((5.0, 5.5, 6.0))
    monkeypatch.setattr(scan, "seconds_of_children", lambda: next(used))
    assert refused(TWO_PAGES, limits=ONE) == OVER


@pytest.mark.slow
def test_tesseract_that_waits_is_stopped(
    program: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    program("time.sleep(60)")
    monkeypatch.setattr(limited_program, "CLOCK_TIMES", 1)
    assert refused(limits=ONE).startswith("Tesseract was stopped after 10 seconds by the clock")


@pytest.mark.parametrize(
    ("found", "problem"),
    [
        (
            PdfContent(over="pdf-mb"),
            "No picture of page 1 could be made; it is damaged, or takes more than 512 MB of "
            "memory; if it is meant to be so large, raise the limit with --limit ocr-mb=1024",
        ),
        (PdfContent(refused="broke-off", reason="status -6"), "No picture of page 1 could be made"),
        (PdfContent(over="pdf-seconds"), "Reading the PDF takes more than 3 seconds"),
    ],
)
def test_a_picture_that_cannot_be_made_is_told_of(
    found: PdfContent,
    problem: str,
    program: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program()
    monkeypatch.setattr(process, "picture_in_child", lambda *_: found)
    assert refused().startswith(problem)


def test_the_child_that_is_ended_gives_no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    def late(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired("child", 30)

    monkeypatch.setattr(subprocess, "run", late)
    most = PdfLimits(pages=1, characters=1, memory=2**27, seconds=3)
    assert process.picture_in_child(SCAN, most, 0) == PdfContent(refused="timeout")
    assert process.rows_in_child([], most) == PdfContent(refused="timeout")


@pytest.mark.slow
@pytest.mark.parametrize("command", ["check", "import", "read", "report"])
def test_the_commands_that_the_advice_names_follow_it(
    command: str, program: Callable[..., Path], run: Callable[..., Ran], tmp_path: Path
) -> None:
    program(pages=(hocr("Handlingsplan 2016 for IA-rådet i Hedmark", size=20),))
    (tmp_path / "plan.pdf").write_bytes(SCAN)
    more = ("--period", "2016", "--as-of", "2016-06-01") if command in {"check", "report"} else ()
    asked = (command, "plan.pdf", *OWN_BOOK, *more)
    without = run(*asked)
    assert "recognised with --ocr" in " ".join((without.out + without.err).split())
    ran = run(*asked, "--ocr")
    told_of = " ".join((ran.out + ran.err).split())
    assert "was recognised in pictures by Tesseract" in told_of
    assert "The PDF holds pictures" not in told_of


def test_the_commands_that_the_advice_does_not_name_have_no_such_option(
    run: Callable[..., Ran],
) -> None:
    assert "--ocr" not in run("template", "--help").out


def test_words_of_hocr_stand_where_tesseract_says() -> None:
    picture = process.picture_in_child(
        SCAN, PdfLimits(pages=1, characters=1, memory=2**27, seconds=3), 0
    )
    assert not isinstance(picture, PdfContent)
    text = (
        "<p class='ocr_par'>uten linje <span class='ocr_line' title='bbox 250 100 500 150; "
        "baseline 0.01 -10; x_size 40; x_descenders 8; x_ascenders 7'>utenfor ord"
        "<span class='ocrx_word' title='bbox 250 110 375 140; x_wconf 95'>"
        "<em>Æ</em>rlig &lt;</span>"
        "<span class='ocrx_word' title='bbox 450 110 500 140; x_wconf 7'> </span></span>"
        "<span class='ocr_header' title='bbox 0 0 9 9; x_size 0; x_descenders 0; x_ascenders 0'>"
        "<span class='ocrx_word' title='bbox 0 0 9 9; x_wconf 0'>x</span></span></p>"
    )
    first, second = read_hocr(text, picture)
    assert (first.word.text, first.confidence) == ("Ærlig <", 95)
    assert first.word.left == pytest.approx(60)
    assert first.word.right == pytest.approx(90)
    assert first.word.base == pytest.approx(842 - 140 / 300 * 72)
    assert first.word.size == pytest.approx(12)
    assert second.word.size > 0


def test_places_of_recognised_text_say_so() -> None:
    content = PdfContent(recognised=[2])
    assert content.place(2, Place(row=1)) == Place(page=2, row=1, recognised=True)
    assert content.place(1, Place()) == Place(page=1)
    assert content.place(None, Place()) == Place()
