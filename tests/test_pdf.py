"""PDFs that a screen reader can read: tagged, in a language, with a title, in reading order."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream
from result_samples import rendered

from iacheck.language.messages import LANGS
from iacheck.reports import as_pdf
from iacheck.reports.blocks import (
    Bar,
    Block,
    Chart,
    Column,
    Heading,
    Items,
    Paper,
    Paragraph,
    Span,
    Table,
    plain_text,
)

SHOWS_TEXT = {b"Tj", b"TJ", b"'", b'"'}


def reader(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


def texts_by_mark(page: PageObject) -> Iterator[int | str | None]:
    """For each piece of text that a page shows: its number in the structure tree, or why none."""
    inside: list[int | str | None] = []
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        if operator == b"BMC":
            inside.append(str(operands[0]))
        elif operator == b"BDC":
            number = operands[1].get("/MCID") if isinstance(operands[1], dict) else None
            inside.append(str(operands[0]) if number is None else int(number))
        elif operator == b"EMC":
            inside.pop()
        elif operator in SHOWS_TEXT:
            numbers = [mark for mark in inside if isinstance(mark, int)]
            artifact = "/Artifact" if "/Artifact" in inside else None
            yield numbers[-1] if numbers else artifact


def in_the_tree(pdf: PdfReader) -> Iterator[tuple[int, int]]:
    """Page and number of all content that the structure tree names."""

    def below(node: Any, page: Any) -> Iterator[tuple[int, int]]:
        node = node.get_object()
        if isinstance(node, list):
            for one in node:
                yield from below(one, page)
        elif isinstance(node, int):
            yield page, int(node)
        elif "/MCID" in node:
            yield pages[node["/Pg"].get_object().indirect_reference.idnum], int(node["/MCID"])
        elif "/K" in node:
            if "/Pg" in node:
                page = pages[node["/Pg"].get_object().indirect_reference.idnum]
            yield from below(node["/K"], page)

    pages = {p.indirect_reference.idnum: i for i, p in enumerate(pdf.pages) if p.indirect_reference}
    root: Any = pdf.root_object["/StructTreeRoot"]
    return below(root["/K"], None)


@pytest.mark.parametrize("lang", LANGS)
def test_every_text_stands_in_the_structure_tree(lang: str) -> None:
    pdf = reader(rendered("pdf", lang))
    named = set(in_the_tree(pdf))
    shown = 0
    for number, page in enumerate(pdf.pages):
        for mark in texts_by_mark(page):
            # Page numbers and the footer are artifacts; all else is named by the tree.
            assert mark == "/Artifact" or (number, mark) in named
            shown += mark != "/Artifact"
    assert shown > 50


@pytest.mark.parametrize("lang", LANGS)
def test_it_says_that_it_is_accessible(lang: str) -> None:
    pdf = reader(rendered("pdf", lang))
    root: Any = pdf.root_object
    assert root["/Lang"] == lang
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert pdf.metadata is not None
    assert "2016" in str(pdf.metadata.title)
    # No day or time of making, which would be another each time.
    assert pdf.metadata.creation_date is None


def kinds(pdf: PdfReader) -> list[str]:
    def below(node: Any) -> Iterator[str]:
        node = node.get_object()
        if isinstance(node, list):
            for one in node:
                yield from below(one)
        elif isinstance(node, dict) and "/S" in node:
            yield str(node["/S"])
            yield from below(node["/K"]) if "/K" in node else ()

    root: Any = pdf.root_object["/StructTreeRoot"]
    return list(below(root["/K"]))


def test_headings_tables_lists_and_figures_are_what_they_look_like() -> None:
    table = Table("Tabell", [Column("Råd", 2), Column("Antall", numeric=True)],
                  [[plain_text("Agder"), plain_text("3")]] * 2)  # fmt: skip
    blocks: list[Block] = [
        Heading(1, "Første", "her"),
        Paragraph((Span("Se ", strong=True), Span("første", link="her"))),
        Heading(2, "Andre"), table, Items([plain_text("en"), plain_text("to")], numbered=True),
        Chart("Figur", [Bar("a", 1, "1")], "a: 1"),
    ]  # fmt: skip
    pdf = reader(as_pdf.write(Paper("Tittel", "nb", blocks, "Undertittel", "Bunn")))
    found = kinds(pdf)
    for kind, count in (("/H1", 1), ("/H2", 1), ("/Table", 1), ("/TH", 2), ("/TD", 4), ("/L", 1),
                        ("/LI", 2), ("/Figure", 1), ("/Link", 1)):  # fmt: skip
        assert found.count(kind) == count, (kind, found)
    assert "Bunn" in pdf.pages[0].extract_text()


def test_norwegian_and_sami_letters_are_letters() -> None:
    letters = "Æ Ø Å æ ø å Č Đ Ŋ Š Ŧ Ž á č đ ŋ š ŧ ž «» – § € ½"
    paper = Paper("x", "nn", [Paragraph(plain_text(letters))])
    assert letters in reader(as_pdf.write(paper)).pages[0].extract_text()


def test_a_wide_table_stands_on_a_turned_page_with_its_heading() -> None:
    wide = Table("x", [Column(f"B{n:02}") for n in range(28)], [[plain_text("x")] * 28] * 17)
    before: list[Block] = [Heading(1, "Først"), Paragraph(plain_text("y")), Heading(1, "Bred")]
    blocks = [*before, wide, Heading(1, "Etter")]
    pdf = reader(as_pdf.write(Paper("x", "nb", blocks)))
    upright = [page.mediabox.width < page.mediabox.height for page in pdf.pages]
    assert upright == [True, False, True]
    turned = pdf.pages[1].extract_text()
    assert turned.startswith("Bred")
    assert "B27" in turned
