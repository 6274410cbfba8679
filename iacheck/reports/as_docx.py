"""The result as a Word document, with headings, captions and table heads as Word knows them."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from iacheck.cases.findings import Result
from iacheck.language.language import Language
from iacheck.reports import docx_parts as parts
from iacheck.reports.blocks import (
    Chart,
    Column,
    Facts,
    FlowBlock,
    Heading,
    Items,
    Mark,
    NewPage,
    Paper,
    Paragraph,
    Span,
    Table,
    Text,
    page_runs,
    plain_text,
)
from iacheck.reports.charts import picture
from iacheck.reports.deviations import deviation_paper
from iacheck.reports.docx_columns import ColumnLook, column_look
from iacheck.reports.docx_styles import set_page, set_styles, text_width
from iacheck.reports.visible_text import as_readable

if TYPE_CHECKING:
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph as Written

TELLS_PROBLEMS = True
REQUIRES = ("docx", "typst", "jinja2")
BINARY = True

_GREY = "4A4A4A"
# What is written, and what is behind it.
_MARKS: dict[Mark, tuple[str, str]] = {
    "error": ("8F1414", "FDF0F0"),
    "failed": ("8F1414", "FDF0F0"),
    "warning": ("6B4400", "FFF6E0"),
    "info": ("174A73", "EEF5FB"),
    "met": ("1B5A2A", "EEF8F0"),
}
_OTHER_MARK = (_GREY, "F0F0F0")
_STYLE = {"body": "Normal", "lead": "Lead", "note": "Note"}


def render(result: Result, language: Language) -> bytes:
    """The deviations as a Word document."""
    return write(deviation_paper(result, language))


def write(paper: Paper) -> bytes:
    """A paper as a Word document."""
    return _Writer(as_readable(paper)).written()


class _Writer:
    def __init__(self, paper: Paper) -> None:
        import docx  # noqa: PLC0415 - an extra

        self._paper = paper
        self._document = docx.Document()
        anchors = (b.anchor for b in paper.blocks if isinstance(b, Heading) and b.anchor)
        self._anchors = {anchor: number for number, anchor in enumerate(anchors, 1)}
        self._breaks = False
        self._after_table = False
        self._style_ids: Mapping[str, str] = {}

    def written(self) -> bytes:
        self._set_up()
        self._running(plain_text(self._paper.title), "Title")
        if self._paper.subtitle:
            self._running(plain_text(self._paper.subtitle), "Subtitle")
        for number, run in enumerate(page_runs(self._paper.blocks)):
            if number or run.sideways:
                self._turn(sideways=run.sideways)
            for kept in run.blocks:
                self._block(kept)
        if self._after_table:  # a document ends with a paragraph
            self._dress(parts.add_paragraph(self._document), "After Table")
        return parts.document_bytes(self._document)

    def _block(self, kept: FlowBlock) -> None:
        match kept.block:
            case Heading() as block:
                self._heading(block)
            case Paragraph() as block:
                self._running(block.text, _STYLE[block.style], kept=kept.with_next)
            case Items() as block:
                self._items(block)
            case Facts() as block:
                self._facts(block, kept=kept.with_next)
            case Table() as block:
                self._table(block)
            case Chart() as block:
                self._chart(block)
            case NewPage():
                self._breaks = True

    def _turn(self, *, sideways: bool) -> None:
        from docx.enum.section import WD_SECTION  # noqa: PLC0415 - an extra

        set_page(self._document.add_section(WD_SECTION.NEW_PAGE), sideways=sideways)
        self._breaks = self._after_table = False

    def _set_up(self) -> None:
        """Language, properties, page and styles."""
        document, paper = self._document, self._paper
        properties = document.core_properties
        properties.title, properties.author, properties.comments = paper.title[:255], "iacheck", ""
        properties.language = paper.lang
        parts.set_language(document, paper.lang)
        self._style_ids = set_styles(document)
        set_page(document.sections[0])
        footer = document.sections[0].footer.paragraphs[0]
        footer.text = f"{paper.footer} · " if paper.footer else ""
        parts.field(footer, "PAGE")
        footer.add_run(" / ")
        parts.field(footer, "NUMPAGES")

    def _paragraph(self, style: str) -> Written:
        # A break parts the table from what follows; space before it might fill a page of its own.
        if self._after_table and not self._breaks:
            self._dress(parts.add_paragraph(self._document), "After Table")
        self._after_table = False
        made = parts.add_paragraph(self._document)
        self._dress(made, style)
        if self._breaks:
            made.paragraph_format.page_break_before = True
            self._breaks = False
        return made

    def _dress(self, paragraph: Written, style: str) -> None:
        # By id: python-docx goes through all styles each time that one is asked for by name.
        paragraph._p.style = self._style_ids[style]

    def _running(self, text: Text, style: str, *, kept: bool = False) -> Written:
        made = self._paragraph(style)
        self._spans(made, text)
        if kept:
            made.paragraph_format.keep_with_next = True
        return made

    def _spans(self, paragraph: Written, text: Text) -> None:
        from docx.shared import RGBColor  # noqa: PLC0415 - an extra

        for span in text:
            run = paragraph.add_run(f" {span.text} " if span.mark else span.text)
            run.bold = True if span.strong or span.mark else None
            if span.mark:
                ink, fill = _MARKS.get(span.mark, _OTHER_MARK)
                run.font.color.rgb = RGBColor.from_string(ink)
                parts.shade(run, fill)
            if span.link in self._anchors:
                run.font.underline = True
                run.font.color.rgb = RGBColor.from_string("174A73")
                parts.link(paragraph, run, self._anchors[span.link])

    def _heading(self, block: Heading) -> None:
        made = self._running(plain_text(block.text), f"Heading {block.level}")
        if block.anchor:
            parts.bookmark(made, self._anchors[block.anchor])

    def _items(self, block: Items) -> None:
        style = "List Number" if block.numbered else "List Bullet"
        numbering = parts.restart_numbering(self._document, style) if block.numbered else None
        for text in block.items:
            made = self._running(text, style)
            if numbering:
                parts.number_paragraph(made, numbering)

    def _facts(self, block: Facts, *, kept: bool) -> None:
        last = len(block.pairs) - 1
        for number, (label, text) in enumerate(block.pairs):
            told = (Span(f"{label}: ", strong=True), *text)
            self._running(
                told, "Fact" if number < last else "Last Fact", kept=kept or number < last
            )

    def _table(self, block: Table) -> None:
        self._running(plain_text(block.caption), "Caption", kept=True)
        table = parts.add_table(
            self._document, rows=1 + len(block.rows), columns=len(block.columns)
        )
        table.style = "Table Grid"
        look = column_look(block)
        parts.fix_widths(table, look.widths)
        rows = [[(Span(column.heading, strong=True),) for column in block.columns], *block.rows]
        for number, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
            if number == 0:
                parts.repeat_as_head(row)
            parts.keep_row_whole(row)
            last = len(block.rows)
            # Neither the first rows nor the last one stand alone on a page.
            kept = number < last and (block.small or number < 3 or number == last - 1)
            self._cells(row.cells, texts, block.columns, look, is_head=number == 0, kept=kept)
        self._after_table = not block.sideways

    def _cells(
        self,
        cells: Sequence[_Cell],
        texts: Sequence[Text],
        columns: Sequence[Column],
        look: ColumnLook,
        *,
        is_head: bool,
        kept: bool,
    ) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - an extra
        from docx.shared import Twips  # noqa: PLC0415 - an extra

        for cell, text, column, wide in zip(cells, texts, columns, look.widths, strict=True):
            cell.width = Twips(wide)
            (paragraph,) = cell.paragraphs
            self._dress(paragraph, look.style)
            self._spans(paragraph, text)
            if column.numeric:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            if kept:
                paragraph.paragraph_format.keep_with_next = True
            if is_head:
                parts.shade_cell(cell, "E8EEF4")

    def _chart(self, block: Chart) -> None:
        from docx.shared import Twips  # noqa: PLC0415 - an extra

        self._running(plain_text(block.title), "Caption", kept=True)
        made = self._paragraph("Normal")
        shape = made.add_run().add_picture(io.BytesIO(picture(block)), Twips(text_width()))
        shape._inline.docPr.set("descr", f"{block.title}. {block.text}")
