"""Word documents: language, styles, repeated heads, widths, captions, links, fixed bytes."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.document import Document
from docx.oxml.document import CT_Body
from docx.oxml.ns import qn
from paper_material import meeting_of
from paper_rounds import ROUNDS
from result_samples import rendered

from iacheck.language.language import language
from iacheck.language.messages import LANGS
from iacheck.reports import as_docx
from iacheck.reports.blocks import (
    Bar,
    Chart,
    Column,
    Heading,
    Items,
    NewPage,
    Paper,
    Paragraph,
    Span,
    Table,
    plain_text,
)
from iacheck.reports.docx_columns import column_look
from iacheck.reports.docx_styles import text_width
from iacheck.reports.meeting.paper import paper as meeting_paper


def opened(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


@pytest.mark.parametrize("lang", LANGS)
def test_the_language_the_title_and_the_headings(lang: str) -> None:
    document = opened(rendered("docx", lang))
    languages = {e.get(qn("w:val")) for e in document.styles.element.iter(qn("w:lang"))}
    assert languages == {{"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}[lang]}
    assert "2016" in document.core_properties.title
    styles = [p.style.name for p in document.paragraphs if p.style]
    levels = [int(name[-1]) for name in styles if name.startswith("Heading ")]
    assert styles[0] == "Title"
    assert {1, 2, 3} <= set(levels)
    # No level is skipped on the way down.
    assert all(b - a <= 1 for a, b in zip([0, *levels], levels, strict=False))


def test_tables_have_captions_repeated_heads_and_widths() -> None:
    document = opened(rendered("docx", "nb"))
    (table,) = document.tables
    heads = [len(list(row._tr.iter(qn("w:tblHeader")))) for row in table.rows]
    assert heads == [1] + [0] * (len(table.rows) - 1)
    assert all(list(row._tr.iter(qn("w:cantSplit"))) for row in table.rows)
    grid = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
    assert len(grid) == len(table.columns)
    assert 9000 < sum(grid) <= 11906 - 2 * 1134
    assert grid[0] > 2 * grid[2]
    before = table._tbl.getprevious()
    assert before.pPr.pStyle.val == "Caption"
    assert before.pPr.find(qn("w:keepNext")) is not None


def test_nothing_tells_when_it_was_made() -> None:
    with zipfile.ZipFile(io.BytesIO(rendered("docx", "nb"))) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = file.read("docProps/core.xml")
    assert b"dcterms:created" not in core
    assert b"dcterms:modified" not in core


def paper(*blocks: object) -> Document:
    return opened(as_docx.write(Paper("x", "nb", blocks, footer="Bunn")))  # type: ignore[arg-type]


def test_each_numbered_list_begins_at_one() -> None:
    items = Items([plain_text("en"), plain_text("to")], numbered=True)
    document = paper(items, Paragraph(plain_text("x")), items)
    numbers = [e.get(qn("w:val")) for e in document.element.body.iter(qn("w:numId"))]
    assert numbers == [numbers[0]] * 2 + [numbers[2]] * 2
    assert numbers[0] != numbers[2]


def test_a_chart_is_a_picture_that_says_what_it_shows() -> None:
    document = paper(Chart("Figur", [Bar("a", 1, "1"), Bar("b", 0, "0")], "a: 1, b: 0"))
    (field_type,) = document.inline_shapes
    assert field_type._inline.docPr.get("descr") == "Figur. a: 1, b: 0"


def test_nothing_looks_through_the_whole_body_for_each_block(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked = []
    whole = CT_Body.first_child_found_in

    def counted(self: CT_Body, *names: str) -> object:
        looked.append(names)
        return whole(self, *names)

    monkeypatch.setattr(CT_Body, "first_child_found_in", counted)
    table = Table("T", [Column("a"), Column("b")], [[plain_text("1"), plain_text("2")]])
    document = paper(*[Heading(2, "H"), Paragraph(plain_text("x")), table] * 20)
    assert len(document.tables) == 20
    assert document.element.body[-1].tag == qn("w:sectPr")
    assert len(looked) < 10


def test_links_lead_to_headings_and_others_are_text() -> None:
    document = paper(Heading(1, "Her", "her"),
                     Paragraph((Span("hit", link="her"), Span("dit", link="der"))))  # fmt: skip
    body = document.element.body
    (mark,) = body.iter(qn("w:bookmarkStart"))
    (link,) = body.iter(qn("w:hyperlink"))
    assert link.get(qn("w:anchor")) == mark.get(qn("w:name"))
    assert document.paragraphs[-1].text == "hitdit"


def test_pages_begin_and_turn_where_the_paper_says_so() -> None:
    wide = Table("x", [Column(f"B{n:02}") for n in range(28)], [[plain_text("x")] * 28])
    document = paper(Paragraph(plain_text("a")), NewPage(), Paragraph(plain_text("b")),
                     Heading(1, "Bred"), wide, Paragraph(plain_text("c")))  # fmt: skip
    widths = [s.page_width and s.page_height and s.page_width > s.page_height
              for s in document.sections]  # fmt: skip
    assert widths == [False, True, False]
    breaks = [p.text for p in document.paragraphs if p.paragraph_format.page_break_before]
    assert breaks == ["b"]
    assert "Bunn" in document.sections[0].footer.paragraphs[0].text


LONG = Table(
    "Tall",
    [
        Column("Hvem", 6),
        Column("Gjennomføringsevne", numeric=True),
        *(Column(f"B{number}", numeric=True) for number in range(6)),
    ],
    [[plain_text("IA-rådet i Møre og Romsdal"), *[plain_text("1 000")] * 7]],
)


def test_a_column_is_as_wide_as_the_longest_word_of_its_heading() -> None:
    look = column_look(LONG)
    assert look.style == "Cell"
    assert sum(look.widths) <= text_width()
    # Arial's bold letters of 9.5 points, 18 of them, and the margins of the cell.
    assert look.widths[1] > 18 * 0.56 * 9.5 * 20 + 140
    assert len(set(look.widths[2:])) == 1
    assert look.widths[0] > 3 * look.widths[2]
    (table,) = paper(LONG).tables
    grid = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
    assert grid == list(look.widths)


@pytest.mark.parametrize(
    ("heading", "count", "style"),
    [("Feil", 5, "Cell"), ("Gjennomført", 6, "Small Cell"), ("Gjennomført", 20, "Smallest Cell")],
)
def test_letters_are_as_large_as_the_headings_allow(heading: str, count: int, style: str) -> None:
    table = Table("Tall", [Column("Hvem"), *[Column(heading)] * count], [])
    assert column_look(table).style == style


def test_no_heading_of_the_paper_is_broken() -> None:
    for lang in LANGS:
        made = meeting_paper(meeting_of(*ROUNDS["2015"]), language(lang))
        for table in (block for block in made.blocks if isinstance(block, Table)):
            look = column_look(table)
            size = {"Cell": 9.5, "Small Cell": 8, "Smallest Cell": 7.5}[look.style]
            for column, width in zip(table.columns, look.widths, strict=True):
                # Few letters of Arial are wider than half their size, and “i” and “l” are not.
                longest = max(map(len, column.heading.split()), default=0)
                assert width > longest * 0.55 * size * 20 + 140, column
