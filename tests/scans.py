"""Scans made for tests: PDFs whose pages are pictures, and a program in the place of Tesseract."""

from __future__ import annotations

import ctypes
import math
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pypdfium2.raw as pdfium
from pdf_files import HEIGHT, WIDTH, pdf, stream

# Pixels for each point in the hOCR that tests write: a page of 300 dots per inch.
FINE = 300 / 72
FONT_SIZE = 11


class Picture(NamedTuple):
    """Grey pixels, row by row, for a page of some points."""

    width: int
    height: int
    pixels: bytes
    points: tuple[float, float] = (WIDTH, HEIGHT)
    degrees: float = 0  # that it lies askew

    @property
    def shown(self) -> bytes:
        """The content of its page: the picture, turned about the middle."""
        wide, high = self.points
        turned = math.radians(self.degrees)
        cos, sin = math.cos(turned), math.sin(turned)
        return b"q 1 0 0 1 %f %f cm %f %f %f %f 0 0 cm %f 0 0 %f %f %f cm /I Do Q" % (
            *(wide / 2, high / 2),
            *(cos, sin, -sin, cos),
            *(wide, high, -wide / 2, -high / 2),
        )


def scan_of_pictures(pictures: Sequence[Picture]) -> bytes:
    """A PDF of pages that are nothing but pictures."""
    kids = b" ".join(b"%d 0 R" % (10 + 3 * index) for index in range(len(pictures)))
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pictures), kids),
    }
    for at, one in zip(range(10, 10 + 3 * len(pictures), 3), pictures, strict=True):
        objects[at] = (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %f %f]/Contents %d 0 R"
            b"/Resources<</XObject<</I %d 0 R>>>>>>" % (*one.points, at + 1, at + 2)
        )
        objects[at + 1] = stream(one.shown)
        objects[at + 2] = stream(
            zlib.compress(one.pixels, 1),
            b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray"
            b"/BitsPerComponent 8/Filter/FlateDecode" % (one.width, one.height),
        )
    return pdf(objects)


def blank_picture(points: tuple[float, float] = (WIDTH, HEIGHT)) -> Picture:
    return Picture(1, 1, b"\xff", points)


def scanned(data: bytes, dots_per_inch: int = 200, degrees: float = 0) -> bytes:
    """A PDF as it comes from a scanner, in which the paper lies askew."""
    found = pictures_of(data, dots_per_inch)
    return scan_of_pictures([one._replace(degrees=degrees) for one in found])


def pictures_of(data: bytes, dots_per_inch: int) -> list[Picture]:
    """The pages of a PDF as pictures."""
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    found = []
    for index in range(pdfium.FPDF_GetPageCount(document)):
        page = pdfium.FPDF_LoadPage(document, index)
        points = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        width, height = (round(length * dots_per_inch / 72 / 4) * 4 for length in points)
        bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, None, 0)
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, pdfium.FPDF_GRAYSCALE)
        assert pdfium.FPDFBitmap_GetStride(bitmap) == width
        pixels = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), width * height)
        found.append(Picture(width, height, pixels, points))
        pdfium.FPDFBitmap_Destroy(bitmap)
        pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(document)
    return found


def hocr(*lines: str, size: float = FONT_SIZE, confidence: int = 96) -> str:
    """What Tesseract says of a page with these lines, from its top; `?word` is a doubtful one."""
    high, letter = round(size * FINE), round(size * FINE / 2)
    written = []
    for number, line in enumerate(lines):
        left, bottom = 60 * FINE, (100 + number * size * 1.3) * FINE
        written.append(
            f"<span class='ocr_line' title=\"bbox {left:.0f} {bottom - high:.0f} 2000 "
            f"{bottom + 10:.0f}; baseline 0 -10; x_size {high}; x_descenders {high // 4}; "
            f'x_ascenders {high - high // 4 - letter / 2:.1f}">'
        )
        for word in line.split():
            sure = 20 if word.startswith("?") else confidence
            said = word.removeprefix("?").replace("&", "&amp;")
            right = left + len(said) * letter
            written.append(
                f"<span class='ocrx_word' title='bbox {left:.0f} {bottom - high:.0f} {right:.0f} "
                f"{bottom:.0f}; x_wconf {sure}'>{said}</span>"
            )
            left = right + letter
        written.append("</span>")
    return f"<!DOCTYPE html><html><body>{''.join(written)}</body></html>"


def put_tesseract(
    folder: Path, code: str = "", languages: str = "nor", pages: Sequence[str] = ()
) -> None:
    """Put a program into a folder that says of the pages what is given, in order, after `code`."""
    for number, page in enumerate(pages):
        (folder / f"{number}.hocr").write_text(page, "utf-8")
    program = folder / "tesseract"
    program.write_text(
        f"#!{sys.executable}\n"
        "import os, pathlib, subprocess, sys, time\n"
        "if sys.argv[1:] == ['--list-langs']:\n"
        f"    print('List of available languages (1):', *{languages.split()!r}, sep='\\n')\n"
        "    sys.exit()\n"
        f"left = pathlib.Path({str(folder)!r})\n"
        "given, made = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2] + '.hocr')\n"
        f"{code}\n"
        "known = sorted(left.glob('*.hocr'), key=lambda file: int(file.stem))\n"
        "if known:\n"
        "    made.write_bytes(known[0].read_bytes())\n"
        "    known[0].unlink()\n"
    )
    program.chmod(0o700)
