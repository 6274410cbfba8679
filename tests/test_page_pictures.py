"""Pages as pictures, borders in these, and recognised words as rows and tables."""

from __future__ import annotations

import dataclasses
import io
import json
import random
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdf_files import line, pdf, typeset, untagged
from pdf_samples import LO, MOST
from pdf_tables import stroked
from scans import Picture, blank_picture, scan_of_pictures, scanned

from iacheck.readers.pdf_child import child, cpu_limit, page_picture, picture_borders, process
from iacheck.readers.pdf_child.content import (
    PagePicture,
    PdfContent,
    PdfTable,
    PicturePage,
    PictureWord,
    read_pages,
    written_pages,
)
from iacheck.readers.pdf_child.page_picture import page_picture as picture_of
from iacheck.readers.pdf_child.picture_borders import without_borders
from iacheck.readers.pdf_child.picture_rows import picture_rows

WIDTH, HEIGHT = 400, 300


def picture(data: bytes, index: int = 0) -> PagePicture:
    found = picture_of(data, index)
    assert isinstance(found, PagePicture)
    return found


def size(found: PagePicture) -> tuple[int, int]:
    kind, width, height, *_ = found.pgm.split(maxsplit=4)
    assert kind == b"P5"
    return int(width), int(height)


def drawn(*boxes: tuple[int, int, int, int]) -> bytearray:
    """A white picture with black boxes: from the left and the top, to the right and the bottom."""
    pixels = bytearray(b"\xff" * (WIDTH * HEIGHT))
    for left, top, right, bottom in boxes:
        for row in range(top, bottom):
            pixels[row * WIDTH + left : row * WIDTH + right] = bytes(right - left)
    return pixels


def test_borders_are_told_and_gone() -> None:
    pixels = drawn((10, 20, 210, 22), (10, 120, 210, 122), (10, 20, 12, 122), (208, 20, 210, 122))
    across, down = without_borders(pixels, WIDTH, 1)
    assert across == ((21, 10, 210), (121, 10, 210))
    assert down == ((11, 20, 122), (209, 20, 122))
    assert pixels == drawn()


@pytest.mark.parametrize(
    "box",
    [(10, 20, 30, 22), (10, 20, 12, 40), (10, 20, 210, 60), (0, 0, WIDTH, HEIGHT)],
    ids=["short", "low", "a box", "black"],
)
def test_what_is_short_or_thick_is_no_border(box: tuple[int, int, int, int]) -> None:
    pixels = drawn(box)
    assert without_borders(pixels, WIDTH, 1) == ((), ())
    assert pixels == drawn(box)


def test_a_border_that_is_a_little_aslant_is_one() -> None:
    steps = [(10 + 50 * step, 20 + step, 60 + 50 * step + 2, 22 + step) for step in range(4)]
    across, down = without_borders(drawn(*steps), WIDTH, 1)
    assert across == ((22.5, 10, 212),)
    assert down == ()


def test_a_shade_is_no_border() -> None:
    pixels = drawn().replace(b"\xff" * WIDTH, b"\xd9" * WIDTH, 2)
    assert without_borders(pixels, WIDTH, 1) == ((), ())


def test_of_a_drawing_no_borders_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_borders, "_MOST_RUNS", 3)
    lines = [(10, at, 210, at + 1) for at in range(20, 60, 10)]
    assert len(without_borders(drawn(*lines[:3]), WIDTH, 1)[0]) == 3
    assert without_borders(drawn(*lines), WIDTH, 1) == ((), ())


@given(st.binary(min_size=0, max_size=40), st.integers(1, 9))
def test_borders_are_only_ever_made_white(pattern: bytes, width: int) -> None:
    pixels = bytearray((pattern * width * 8)[: len(pattern) // width * width * 8])
    before = bytes(pixels)
    without_borders(pixels, width, 0.1)
    assert all(new in {old, 255} for old, new in zip(before, pixels, strict=True))


A4 = (2479, 3508)


@pytest.mark.parametrize(
    ("points", "pixels"),
    [
        ((595, 842), A4),
        ((842, 1191), (3508, 4962)),
        ((14_400, 14_400), (4243, 4243)),
        ((14_400, 3), (32_000, 7)),
        ((3, 14_400), (7, 32_000)),
        ((1, 1), (4, 4)),
        ((0.01, 0.01), A4),
    ],
)
def test_pages_of_any_size_make_pictures_of_some_size(
    points: tuple[float, float], pixels: tuple[int, int]
) -> None:
    found = picture(scan_of_pictures([blank_picture(points)]))
    width, height = size(found)
    assert len(found.pgm) == len(b"P5 %d %d 255\n" % (width, height)) + width * height
    assert width * height <= 18_010_000
    if points != (0.01, 0.01):  # PDFium takes another size for such a page
        assert (width, height) == pytest.approx(pixels, abs=1)


def test_a_page_that_is_not_there_has_no_picture() -> None:
    assert picture_of(scan_of_pictures([blank_picture()]), 1) == PdfContent(refused="damaged")


def test_a_picture_that_has_no_room_is_over_the_limit(
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    monkeypatch.setattr(page_picture.pdfium, "FPDFBitmap_CreateEx", lambda *_: None)
    assert PdfContent.read(in_this_process(b"0", monkeypatch, capsysbinary)).over == "pdf-mb"


def in_this_process(
    task: bytes,
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
    given_data: bytes | None = None,
) -> bytes:
    data = scan_of_pictures([blank_picture()]) if given_data is None else given_data
    monkeypatch.setattr("resource.setrlimit", lambda *_: None)
    monkeypatch.setattr(cpu_limit, "end_after", lambda _: None)
    argument = json.dumps(dataclasses.asdict(MOST))
    monkeypatch.setattr(sys, "argv", ["child", argument, task.decode()])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    child.main()
    return capsysbinary.readouterr().out


def test_the_child_gives_the_picture_of_a_page(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    data = pdf(untagged([stroked((60, 500), (700, 760)) + line(LO, 60, 780)]))
    written = in_this_process(b"0", monkeypatch, capsysbinary, data)
    found = PagePicture.read(written)
    assert found == picture(data) == process.picture_in_child(data, MOST, 0)
    assert found.page.across != ()


def test_the_child_makes_rows_of_words(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    pages = [page(word("Mål", 60, 700), borders=[((10.0, 20.0, 30.5),), ()])]
    assert read_pages(written_pages(pages)) == pages
    written = in_this_process(b"rows", monkeypatch, capsysbinary, written_pages(pages))
    found = PdfContent.read(written)
    assert found == picture_rows(pages) == process.rows_in_child(pages, MOST)
    assert [row.text for row in found.rows] == ["Mål"]


def word(text: str, left: float, base: float, size: float = 11) -> PictureWord:
    return PictureWord(text, left, left + 5 * len(text), base, size)


def page(
    *words: PictureWord,
    number: int = 1,
    borders: list[tuple[tuple[float, float, float], ...]] | None = None,
) -> PicturePage:
    across, down = borders or ((), ())
    return PicturePage(number, 842, words, across, down)


def test_letters_that_are_nearly_as_high_are_as_high() -> None:
    words = [word("tekst" * 9, 60, 700), word("tekst", 60, 688, 10.4), word("tekst", 60, 676, 11.8)]
    headings = [word("Mål", 60, 640 - 30 * at, size) for at, size in enumerate((14, 14.6, 16, 9))]
    found = picture_rows([page(*words, *headings)])
    assert [row.size for row in found.rows] == [11, 11, 14, 14, 16, 9]
    assert found.recognised == [1]


def test_what_no_letter_shows_is_no_word() -> None:
    found = picture_rows([page(word("\x07", 60, 700)), page(word("en", 60, 700), number=2)])
    assert [(row.text, row.page) for row in found.rows] == [("en", 2)]
    assert found.recognised == [2]
    assert picture_rows([page()]).rows == []


def test_words_between_borders_are_a_table() -> None:
    across = tuple((at, 50.0, 250.0) for at in (700.0, 670.0, 640.0))
    down = tuple((at, 640.0, 700.0) for at in (50.0, 150.0, 250.0))
    words = [
        word("Aktiviteter", 60, 720),
        word("Tiltak", 60, 680),
        word("Frist", 160, 680),
        word("Kurs", 60, 650),
        word("i", 85, 650),
        word("mai", 160, 650),
    ]
    found = picture_rows([page(*words, borders=[across, down])])
    heading, table = found.blocks
    assert isinstance(table, PdfTable)
    assert [(cell.row, cell.column, cell.text) for cell in table.cells] == [
        (1, 1, "Tiltak"),
        (1, 2, "Frist"),
        (2, 1, "Kurs i"),
        (2, 2, "mai"),
    ]
    assert found.unclear_tables == []
    assert [row.text for row in picture_rows([page(*words[:1])]).rows] == ["Aktiviteter"]
    assert not isinstance(heading, PdfTable)
    assert heading.text == "Aktiviteter"


def test_the_borders_of_a_scan_are_those_of_the_paper() -> None:
    paper = typeset(
        "#set page(width: 595pt, height: 842pt)\n"
        "#table(columns: (100pt, 150pt), stroke: 1pt, [a], [b], [c], [d], [e], [f])"
    )
    found = picture(scanned(paper)).page
    lefts = [at for at, _, _ in found.down]
    assert len(found.across) == 4
    assert [right - left for left, right in pairwise(lefts)] == pytest.approx([100, 150], abs=0.5)


def test_noise_has_no_borders() -> None:
    pixels = random.Random(1).randbytes(10**6)  # noqa: S311 - no secret
    found = picture(scan_of_pictures([Picture(1000, 1000, pixels)]))
    assert found.page.across == found.page.down == ()
