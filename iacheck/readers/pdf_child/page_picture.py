"""A page as a picture, for a program that recognises text; the borders on it are gone from there.

Such programs take the borders of tables for letters. Where they were is told beside the picture.
"""

from __future__ import annotations

import ctypes
import math

import pypdfium2.raw as pdfium

from iacheck.readers.pdf_child.content import (
    PagePicture,
    PdfContent,
    PdfLimitExceeded,
    PicturePage,
)
from iacheck.readers.pdf_child.library import Handle, page_of
from iacheck.readers.pdf_child.picture_borders import without_borders
from iacheck.readers.pdf_child.pieces import page_images

_POINTS = 72
# What Tesseract is made for; a page larger than A3, which has 17 million pixels then, is made less
# fine.
_FINE = 300 / _POINTS
_MOST_PIXELS = 18_000_000
# Tesseract reads none that is longer.
_LONGEST_SIDE = 32_000
_WHITE, _BLACK = 255, 0
# In bytes; a smaller picture has room in every limit that leaves room for a page.
_LARGE = 2**24


def page_picture(data: bytes, index: int) -> PagePicture | PdfContent:
    """The picture of a page, counted from 0; or that the file is damaged."""
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    try:
        with page_of(document, index) as page:
            return PdfContent(refused="damaged") if page is None else _picture(page, index + 1)
    finally:
        pdfium.FPDF_CloseDocument(document)


def _picture(page: Handle, number: int) -> PagePicture:
    wide, high = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    fine = min(_FINE, math.sqrt(_MOST_PIXELS / (wide * high)), _LONGEST_SIDE / max(wide, high))
    width, height = max(1, round(wide * fine)), max(1, round(high * fine))
    pixels = page_pixels(page, width, height)
    if _is_left_out(page, pixels, width, height):
        raise PdfLimitExceeded("pdf-mb")
    across, down = without_borders(pixels, width, fine)
    return PagePicture(
        b"P5 %d %d 255\n" % (width, height) + pixels,
        fine,
        PicturePage(
            number,
            high,
            across=tuple((high - at, start, end) for at, start, end in across),
            down=tuple((at, high - end, high - start) for at, start, end in down),
        ),
    )


def page_pixels(page: Handle, width: int, height: int, shade: int = _WHITE) -> bytearray:
    """A byte for each pixel, row by row, on paper of a shade; 0 is black."""
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, None, 0)
    if not bitmap:
        raise PdfLimitExceeded("pdf-mb")
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFF000000 | shade * 0x010101)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, pdfium.FPDF_GRAYSCALE)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        held = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    if stride == width:
        return bytearray(held)
    rows = (held[at : at + width] for at in range(0, stride * height, stride))
    return bytearray(b"".join(rows))


def _is_left_out(page: Handle, pixels: bytearray, width: int, height: int) -> bool:
    """Whether a page is empty because there was no room to unpack what is on it.

    PDFium leaves out what it has no room for, and tells nobody. A picture that is white makes a
    black page white; one that is left out does not.
    """
    if pixels.count(_WHITE) < len(pixels) or not any(
        _is_large(image, page) for image in page_images(page)
    ):
        return False
    on_black = page_pixels(page, width, height, _BLACK)
    return on_black.count(_BLACK) == len(on_black)


def _is_large(image: Handle, page: Handle) -> bool:
    told = pdfium.FPDF_IMAGEOBJ_METADATA()
    pdfium.FPDFImageObj_GetImageMetadata(image, page, told)
    return bool(told.width * told.height * told.bits_per_pixel > 8 * _LARGE)
