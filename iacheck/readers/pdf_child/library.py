"""PDFium as the other modules of the child need it: documents, pages and objects by handle.

PDFium is called through the bindings that `pypdfium2` generates from its headers; nothing else
of that package is used. Handles are pointers: they are passed on and never looked into.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2.raw as pdfium

Handle = Any


def string(function: Callable[..., int], *arguments: Any) -> str:
    """What a PDFium function writes into a buffer, as UTF-16, when told how long it is."""
    length = function(*arguments, None, 0)
    if length <= 2:
        return ""
    buffer = (pdfium.FPDF_WCHAR * ((length + 1) // 2))()
    function(*arguments, buffer, length)
    return bytes(buffer)[: length - 2].decode("utf-16-le", "replace")


def mark_name(mark: Handle) -> str:
    """The name of a mark around marked content; nothing if it is longer than any known one."""
    length = ctypes.c_ulong()
    buffer = (pdfium.FPDF_WCHAR * 32)()
    done = pdfium.FPDFPageObjMark_GetName(mark, buffer, ctypes.sizeof(buffer), length)
    return bytes(buffer)[: length.value - 2].decode("utf-16-le", "replace") if done else ""


def handle_address(handle: Handle) -> int:
    """What tells one handle from another; 0 if there is none."""
    return ctypes.c_void_p.from_buffer(handle).value or 0


@contextmanager
def page_of(document: Handle, index: int) -> Iterator[Handle]:
    """A page, counted from 0; None where the file names a page that is not there."""
    page = pdfium.FPDF_LoadPage(document, index)
    try:
        yield page or None
    finally:
        if page:
            pdfium.FPDF_ClosePage(page)


@contextmanager
def page_characters(page: Handle) -> Iterator[Handle]:
    """The characters of a page's active objects."""
    text = pdfium.FPDFText_LoadPage(page)
    try:
        yield text
    finally:
        pdfium.FPDFText_ClosePage(text)
