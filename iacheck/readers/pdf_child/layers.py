"""Text in layers of a PDF that are switched off: nobody sees it on the page."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

import pypdfium2.raw as pdfium

from iacheck.readers.pdf_child.library import Handle
from iacheck.readers.pdf_child.page_picture import page_pixels
from iacheck.readers.pdf_child.pieces import Piece, text_objects

# Pixels of the picture that tells, for each point; what is paler is not there.
_FINE = 1.5
_SEEN = 250
# A larger page is looked at less finely.
_LONGEST_SIDE = 2000
# How high letters are, of their size.
_HIGH = 0.7


def unseen_pieces(page: Handle, pieces: Sequence[Piece]) -> list[Piece]:
    """Those of the pieces in layers that leave no trace when the layers are drawn alone.

    PDFium tells of no layer whether it is on; what it draws, it draws as a person sees it.
    """
    layered = [piece for piece in pieces if piece.layered and not piece.blank]
    if not layered:
        return []
    objects = [handle for _, (handle, tag) in text_objects(page) if not tag.layered]
    objects += _drawn_otherwise(page)
    for handle in objects:
        pdfium.FPDFPageObj_SetIsActive(handle, False)
    wide, high = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    fine = min(_FINE, _LONGEST_SIDE / max(wide, high))
    width, height = max(1, round(wide * fine)), max(1, round(high * fine))
    pixels = page_pixels(page, width, height)
    for handle in objects:
        pdfium.FPDFPageObj_SetIsActive(handle, True)
    return [p for p in layered if not _is_seen(p, page, pixels, width, height)]


def _drawn_otherwise(page: Handle) -> list[Handle]:
    """What is drawn on a page and is neither text nor a form with text in it."""
    with_text = {pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_FORM}
    every = (
        pdfium.FPDFPage_GetObject(page, index)
        for index in range(pdfium.FPDFPage_CountObjects(page))
    )
    return [handle for handle in every if pdfium.FPDFPageObj_GetType(handle) not in with_text]


def _is_seen(piece: Piece, page: Handle, pixels: bytearray, width: int, height: int) -> bool:
    x, y = ctypes.c_int(), ctypes.c_int()
    corners = []
    for left, base in ((piece.left, piece.base), (piece.right, piece.base + _HIGH * piece.size)):
        pdfium.FPDF_PageToDevice(page, 0, 0, width, height, 0, left, base, x, y)
        corners.append((x.value, y.value))
    (x1, y1), (x2, y2) = corners
    left, right = max(0, min(x1, x2)), min(width, max(x1, x2) + 1)
    top, bottom = max(0, min(y1, y2)), min(height, max(y1, y2) + 1)
    rows = (pixels[row * width + left : row * width + right] for row in range(top, bottom))
    return any(min(row, default=_SEEN) < _SEEN for row in rows)
