"""What a PDF holds beside its pages' text: form fields, comments, attachments."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2.raw as pdfium

from iacheck.language.frozen import frozen
from iacheck.readers.pdf_child.borders import Border
from iacheck.readers.pdf_child.library import Handle, string
from iacheck.readers.pdf_child.pieces import visible_text

_CHECKED = "☒"
_OFF = {"", "Off"}


@frozen
class FilledFormField:
    """A form field that is filled in; `top` is where it begins on its page, in points."""

    page: int
    top: float
    text: str


def fields(page: Handle, form: Handle, number: int) -> Iterator[FilledFormField]:
    """The filled-in fields of a page, from top to bottom."""
    # Else boxes are never ticked.
    pdfium.FORM_OnAfterLoadPage(page, form)
    found = [
        FilledFormField(number, _top(annotation), text)
        for annotation in _annotations(page)
        if pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_WIDGET
        and (text := _value(form, annotation))
    ]
    pdfium.FORM_OnBeforeClosePage(page, form)
    yield from sorted(found, key=lambda one: -one.top)


def has_comments(page: Handle) -> bool:
    """Whether someone has written notes onto the page."""
    silent = {
        pdfium.FPDF_ANNOT_WIDGET,
        pdfium.FPDF_ANNOT_LINK,
        pdfium.FPDF_ANNOT_POPUP,
        pdfium.FPDF_ANNOT_FILEATTACHMENT,
    }
    return any(
        pdfium.FPDFAnnot_GetSubtype(annotation) not in silent
        and string(pdfium.FPDFAnnot_GetStringValue, annotation, b"Contents").strip()
        for annotation in _annotations(page)
    )


def has_stamps(page: Handle) -> bool:
    """Whether something is put onto the page that may show text, and is no note: a stamp."""
    shown = {
        pdfium.FPDF_ANNOT_STAMP,
        pdfium.FPDF_ANNOT_FREETEXT,
        pdfium.FPDF_ANNOT_INK,
        pdfium.FPDF_ANNOT_WATERMARK,
        pdfium.FPDF_ANNOT_REDACT,
    }
    return any(
        pdfium.FPDFAnnot_GetSubtype(annotation) in shown
        and not string(pdfium.FPDFAnnot_GetStringValue, annotation, b"Contents").strip()
        for annotation in _annotations(page)
    )


def has_signatures(page: Handle, form: Handle) -> bool:
    """Whether a field of the page is for a digital signature."""
    return any(
        pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_WIDGET
        and pdfium.FPDFAnnot_GetFormFieldType(form, annotation) == pdfium.FPDF_FORMFIELD_SIGNATURE
        for annotation in _annotations(page)
    )


def struck_by_notes(page: Handle) -> list[Border]:
    """The lines of notes that strike text through."""
    found: list[Border] = []
    quad = pdfium.FS_QUADPOINTSF()
    for annotation in _annotations(page):
        if pdfium.FPDFAnnot_GetSubtype(annotation) != pdfium.FPDF_ANNOT_STRIKEOUT:
            continue
        for index in range(pdfium.FPDFAnnot_CountAttachmentPoints(annotation)):
            pdfium.FPDFAnnot_GetAttachmentPoints(annotation, index, quad)
            xs = quad.x1, quad.x2, quad.x3, quad.x4
            ys = quad.y1, quad.y2, quad.y3, quad.y4
            found.append(Border((min(ys) + max(ys)) / 2, min(xs), max(xs)))
    return found


def attachments(document: Handle) -> list[str]:
    """The names of the files that lie in a PDF."""
    return [
        visible_text(
            string(pdfium.FPDFAttachment_GetName, pdfium.FPDFDoc_GetAttachment(document, index))
        )
        for index in range(pdfium.FPDFDoc_GetAttachmentCount(document))
    ]


def _annotations(page: Handle) -> Iterator[Handle]:
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if annotation:
            yield annotation
            pdfium.FPDFPage_CloseAnnot(annotation)


def _top(annotation: Handle) -> float:
    box = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(annotation, box)
    return float(box.top)


def _value(form: Handle, annotation: Handle) -> str:
    kind = pdfium.FPDFAnnot_GetFormFieldType(form, annotation)
    if kind in {pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON}:
        if not pdfium.FPDFAnnot_IsChecked(form, annotation):
            return ""
        name = string(pdfium.FPDFAnnot_GetFormFieldAlternateName, form, annotation) or string(
            pdfium.FPDFAnnot_GetFormFieldName, form, annotation
        )
        return f"{_CHECKED} {visible_text(name)}".strip()
    if kind == pdfium.FPDF_FORMFIELD_PUSHBUTTON:
        return ""
    value = string(pdfium.FPDFAnnot_GetFormFieldValue, form, annotation)
    return "\n".join(visible_text(line).strip() for line in value.splitlines()).strip()
