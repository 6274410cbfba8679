"""What python-docx has no words for: language, links, table heads, numbering, fixed bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from iacheck.language.messages import Lang

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Row
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

FONT = "Calibri"
_LANGUAGE = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
# The oldest time that a zip file can tell: the same on every day.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def element(name: str, /, **attributes: str) -> Any:
    """An element of WordprocessingML: `element("w:lang", val="nb-NO")`."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - an extra
    from docx.oxml.ns import qn  # noqa: PLC0415 - an extra

    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def set_language(document: Document, lang: Lang) -> None:
    """The language of the whole document, and one font in all its styles."""
    from docx.oxml.ns import qn  # noqa: PLC0415 - an extra

    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), _LANGUAGE[lang])
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), FONT)
    document.settings.element.insert_element_before(
        element("w:autoHyphenation"), "w:consecutiveHyphenLimit", "w:hyphenationZone",
        "w:doNotHyphenateCaps", "w:defaultTabStop", "w:characterSpacingControl", "w:compat",
    )  # fmt: skip


# python-docx looks through the whole body for the place before its section, which is its last
# element, each time that something is added: twice as long a document took four times as long.
def add_paragraph(document: Document) -> Paragraph:
    """A new paragraph at the end of the document."""
    from docx.text.paragraph import Paragraph  # noqa: PLC0415 - an extra

    made = element("w:p")
    document.element.body[-1].addprevious(made)
    return Paragraph(made, document._body)


def add_table(document: Document, *, rows: int, columns: int) -> Table:
    """A new table at the end of the document, whose columns have no width yet."""
    from docx.oxml.table import CT_Tbl  # noqa: PLC0415 - an extra
    from docx.shared import Twips  # noqa: PLC0415 - an extra
    from docx.table import Table  # noqa: PLC0415 - an extra

    made = CT_Tbl.new_tbl(rows, columns, Twips(0))
    document.element.body[-1].addprevious(made)
    return Table(made, document._body)


def shade(run: Run, fill: str) -> None:
    """A background behind a run."""
    run._element.get_or_add_rPr().append(element("w:shd", val="clear", color="auto", fill=fill))


def shade_cell(cell: Any, fill: str) -> None:
    """A background behind a cell."""
    cell._element.get_or_add_tcPr().append(element("w:shd", val="clear", color="auto", fill=fill))


def line_before(style: Any, colour: str) -> None:
    """A line along the left side of every paragraph of a style."""
    borders = element("w:pBdr")
    borders.append(element("w:left", val="single", sz="12", space="8", color=colour))
    style.element.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc"
    )


def repeat_as_head(row: _Row) -> None:
    """A row that is said again on each page that its table goes on to."""
    row._tr.get_or_add_trPr().append(element("w:tblHeader"))


def keep_row_whole(row: _Row) -> None:
    """A row that is not parted by the end of a page."""
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))


def fix_widths(table: Table, widths: Sequence[int]) -> None:
    """Widths, in twips, that hold in every program, and narrow margins in the cells."""
    from docx.oxml.ns import qn  # noqa: PLC0415 - an extra

    table.autofit = False
    properties = table._tbl.tblPr
    for old in properties.findall(qn("w:tblW")):
        properties.remove(old)
    properties.insert_element_before(
        element("w:tblW", w=str(sum(widths)), type="dxa"),
        "w:jc", "w:tblCellSpacing", "w:tblInd", "w:tblBorders", "w:shd", "w:tblLayout", "w:tblLook",
    )  # fmt: skip
    margins = element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(element(f"w:{side}", w="70", type="dxa"))
    properties.insert_element_before(margins, "w:tblLook")
    for column, width in zip(table._tbl.tblGrid.findall(qn("w:gridCol")), widths, strict=True):
        column.set(qn("w:w"), str(width))


def field(paragraph: Paragraph, name: str) -> None:
    """A field that the program that shows the document fills in, such as `PAGE`."""
    simple = element("w:fldSimple", instr=name)
    run = element("w:r")
    text = element("w:t")
    text.text = "1"
    run.append(text)
    simple.append(run)
    paragraph._p.append(simple)


def bookmark(paragraph: Paragraph, number: int) -> None:
    """A place that links lead to."""
    start = element("w:bookmarkStart", id=str(number), name=_name(number))
    paragraph._p.insert_element_before(start, "w:r")
    paragraph._p.append(element("w:bookmarkEnd", id=str(number)))


def link(paragraph: Paragraph, run: Run, number: int) -> None:
    """A run that leads to a bookmark."""
    made = element("w:hyperlink", anchor=_name(number), history="1")
    paragraph._p.append(made)
    made.append(run._element)


def _name(number: int) -> str:
    return f"part{number}"


def restart_numbering(document: Document, style: str) -> str:
    """The id of a numbering like that of a list style, which begins at 1 again."""
    from docx.oxml.ns import qn  # noqa: PLC0415 - an extra

    numbering = document.part.numbering_part.element
    used = document.styles[style].element.pPr.numPr.numId.val
    (like,) = [num for num in numbering.num_lst if num.numId == used]
    made = numbering.add_num(like.abstractNumId.val)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return str(made.get(qn("w:numId")))


def number_paragraph(paragraph: Paragraph, numbering: str) -> None:
    """A paragraph that is counted in a numbering of its own."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = int(numbering)


def document_bytes(document: Document) -> bytes:
    """The document as bytes that do not tell when it was made."""
    core = document.core_properties
    for dated in [e for e in core._element if e.tag.endswith(("}created", "}modified"))]:
        core._element.remove(dated)
    rels = document.part.package.rels
    for key in [key for key, rel in rels.items() if rel.reltype.endswith("/thumbnail")]:
        del rels[key]
    written = io.BytesIO()
    document.save(written)
    timeless = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(timeless, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _NO_TIME)
            new.writestr(entry, old.read(name), zipfile.ZIP_DEFLATED)
    return timeless.getvalue()
