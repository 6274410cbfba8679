"""The structure tree of a tagged PDF: which element holds which marked content.

PDFium gives a page's part of the tree. An element keeps its place among its siblings on every
page, so the parts are put together by these places; a paragraph that runs over a page break
becomes one element again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2.raw as pdfium

from iacheck.readers.pdf_child.library import Handle, handle_address, string

# A page and a marked-content id on it.
Mark = tuple[int, int]


@dataclass(slots=True)
class Element:
    """An element and what is in it, by place; `kind` is a standard type where the file maps it."""

    kind: str
    page: int
    actual: str = ""
    alternative: str = ""
    kids: dict[int, Element | Mark] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Element | Mark]:
        for index in sorted(self.kids):
            yield self.kids[index]


def add_page(root: Element, page: Handle, number: int) -> None:
    """Add to the tree what a page has of it."""
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return
    try:
        waiting: list[tuple[Handle, Element]] = []
        for index in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            child = pdfium.FPDF_StructTree_GetChildAtIndex(tree, index)
            if child:
                waiting.append((child, _element(root, index, child, number)))
        met: set[int] = set()
        while waiting:
            handle, element = waiting.pop()
            # A broken tree may lead round in a circle.
            if handle_address(handle) not in met:
                met.add(handle_address(handle))
                waiting += _kids(handle, element, number)
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _kids(handle: Handle, element: Element, number: int) -> Iterator[tuple[Handle, Element]]:
    for index in range(pdfium.FPDF_StructElement_CountChildren(handle)):
        mcid = pdfium.FPDF_StructElement_GetChildMarkedContentID(handle, index)
        if mcid >= 0:
            element.kids[index] = (number, mcid)
            continue
        child = pdfium.FPDF_StructElement_GetChildAtIndex(handle, index)
        if child:
            yield child, _element(element, index, child, number)


def _element(around: Element, index: int, handle: Handle, number: int) -> Element:
    known = around.kids.get(index)
    if isinstance(known, Element):
        return known
    made = Element(
        kind=string(pdfium.FPDF_StructElement_GetType, handle),
        page=number,
        actual=string(pdfium.FPDF_StructElement_GetActualText, handle)
        or string(pdfium.FPDF_StructElement_GetExpansion, handle),
        alternative=string(pdfium.FPDF_StructElement_GetAltText, handle),
    )
    around.kids[index] = made
    return made
