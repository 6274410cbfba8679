"""The structure tree of a tagged PDF: which element holds which marked content.

PDFium gives a page's part of the tree. An element keeps its place among its siblings on every
page, so the parts are put together by these places; a paragraph that runs over a page break
becomes one element again.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2.raw as pdfium

from iacheck.readers.pdf_child.library import Handle, handle_address, string

# A page and a marked-content id on it.
Mark = tuple[int, int]

CELLS = {"TH", "TD"}
TABLE_PARTS = {"THead", "TBody", "TFoot"}
_WITH_PLACES = {"Table", "TR", *TABLE_PARTS}
# Wider than any table that someone reads.
_WIDEST_SPAN = 1000


@dataclass(slots=True)
class Element:
    """An element and what is in it, by place; `kind` is a standard type where the file maps it.

    A cell spans so many `rows` and `columns`. In a table and its rows, `kids` is None where the
    place is taken by what has no content on any page, such as an empty cell.
    """

    kind: str
    page: int
    actual: str = ""
    alternative: str = ""
    rows: int = 1
    columns: int = 1
    kids: dict[int, Element | Mark | None] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Element | Mark]:
        for kid in self.places():
            if kid is not None:
                yield kid

    def places(self) -> Iterator[Element | Mark | None]:
        """What is in it, with None for what has no content."""
        for index in sorted(self.kids):
            yield self.kids[index]


def marks_of(element: Element) -> Iterator[Mark]:
    """The marks in an element, at any depth."""
    for kid in element:
        if isinstance(kid, Element):
            yield from marks_of(kid)
        else:
            yield kid


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
        elif element.kind in _WITH_PLACES:
            element.kids.setdefault(index, None)


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
    if made.kind in CELLS:
        made.rows, made.columns = _span(handle, b"RowSpan"), _span(handle, b"ColSpan")
    around.kids[index] = made
    return made


def _span(handle: Handle, name: bytes) -> int:
    """How many rows or columns a cell says that it spans."""
    span = ctypes.c_float(1)
    for index in range(max(pdfium.FPDF_StructElement_GetAttributeCount(handle), 0)):
        attribute = pdfium.FPDF_StructElement_GetAttributeAtIndex(handle, index)
        value = pdfium.FPDF_StructElement_Attr_GetValue(attribute, name)
        if value:
            pdfium.FPDF_StructElement_Attr_GetNumberValue(value, span)
    return int(span.value) if 1 <= span.value <= _WIDEST_SPAN else 1
