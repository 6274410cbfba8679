"""Word files made by tests: from XML as Word writes it, or from Markdown."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_OFFICE = NAMESPACES["r"]
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml."
# Styles as a Norwegian Word has them: the names of its own styles are English in the file.
STYLES = "".join(
    [
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "</w:style>",
        *(
            f'<w:style w:type="paragraph" w:styleId="Overskrift{n}"><w:name w:val="heading {n}"/>'
            f'<w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="{n - 1}"/></w:pPr>'
            "<w:rPr><w:b/></w:rPr></w:style>"
            for n in range(1, 7)
        ),
        '<w:style w:type="paragraph" w:styleId="INNH1"><w:name w:val="toc 1"/></w:style>',
        '<w:style w:type="character" w:styleId="Plassholder"><w:name w:val="Placeholder Text"/>'
        "</w:style>",
        '<w:style w:type="character" w:styleId="Strøket"><w:rPr><w:strike/></w:rPr></w:style>',
        '<w:style w:type="paragraph" w:styleId="Utgår"><w:rPr><w:dstrike/></w:rPr></w:style>',
        '<w:style w:type="paragraph" w:styleId="Punktliste"><w:name w:val="List Bullet"/><w:pPr>'
        '<w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
    ]
)
BULLETS, NUMBERS = 1, 2


def level(at: int, form: str, text: str, start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def definition(number: int, levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{levels}</w:abstractNum>'


def numbered(number: int, of: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


# Definition 1 is of bullets, 2 of numbers; lists 1 and 2 follow them.
DEFINITIONS = definition(1, "".join(level(n, "bullet", "\uf0b7") for n in range(3))) + definition(
    2,
    level(0, "decimal", "%1.")
    + level(1, "lowerLetter", "%2)")
    + level(2, "lowerRoman", "%1.%2.%3"),
)
LISTS = DEFINITIONS + numbered(BULLETS, 1) + numbered(NUMBERS, 2)


def p(*content: str, style: str = "", properties: str = "") -> str:
    """A paragraph; what is no XML is text."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{_runs(content)}</w:p>"


def tag(name: str, *content: str) -> str:
    return f"<w:{name}>{''.join(content)}</w:{name}>"


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr>{t(text)}</w:r>"


def t(text: str) -> str:
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return "<w:br/>".join(lines)


def bold(text: str) -> str:
    return run(text, "<w:b/>")


def item(*content: str, of: int = BULLETS, at: int = 0) -> str:
    return p(
        *content,
        properties=f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{of}"/></w:numPr>',
    )


def table(*rows: Iterable[str]) -> str:
    """A table; a cell that is no XML is text."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(map(tr, rows))}</w:tbl>"


def tr(cells: Iterable[str], properties: str = "") -> str:
    written = (one if one.startswith("<w:tc>") or "<w:sdt>" in one else tc(one) for one in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(written)}</w:tr>"


def tc(content: str, properties: str = "") -> str:
    held = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{held}</w:tc>"


def field(instruction: str, *shown: str, ended: bool = True) -> str:
    """A field as most are written: its marks, instruction and result in runs of their own.

    What is no XML of what it shows is text.
    """
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    end = mark("end") if ended else ""
    told = f"<w:r><w:instrText>{escape(instruction)}</w:instrText></w:r>"
    return mark("begin") + told + mark("separate") + _runs(shown) + end


def control(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def prompt(text: str) -> str:
    return control(run(text), "<w:showingPlcHdr/>")


def drawing(content: str) -> str:
    graphic = f"<a:graphic><a:graphicData>{content}</a:graphicData></a:graphic>"
    return f"<w:drawing><wp:inline>{graphic}</wp:inline></w:drawing>"


def box(*paragraphs: str) -> str:
    """A text box as Word writes it: twice, for new programs and for old ones."""
    held = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    new = drawing(f"<wps:wsp><wps:txbx>{held}</wps:txbx></wps:wsp>")
    old = f"<w:pict><v:shape><v:textbox>{held}</v:textbox></v:shape></w:pict>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def word(
    *body: str,
    styles: str = STYLES,
    numbering: str = LISTS,
    footnotes: Mapping[int, str] | None = None,
    endnotes: Mapping[int, str] | None = None,
    links: Mapping[str, str] | None = None,
    headers: Iterable[str] = (),
    more: Mapping[str, bytes] | None = None,
) -> bytes:
    """A Word file with this body; `more` adds files to the archive, or puts others in place."""
    related = [
        ("styles", "styles.xml", "styles", styles),
        ("numbering", "numbering.xml", "numbering", numbering),
        ("footnotes", "footnotes.xml", "footnotes", _notes("footnote", footnotes)),
        ("endnotes", "endnotes.xml", "endnotes", _notes("endnote", endnotes)),
        *(("header", f"header{n}.xml", "hdr", one) for n, one in enumerate(headers)),
    ]
    parts = {
        "word/document.xml": _xml("document", f"<w:body>{''.join(body)}<w:sectPr/></w:body>"),
        **{f"word/{name}": _xml(root, content) for _, name, root, content in related},
    }
    inside = "".join(
        f'<Relationship Id="part{n}" Type="{_OFFICE}/{kind}" Target="{name}"/>'
        for n, (kind, name, _, _) in enumerate(related)
    )
    outside = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/hyperlink" Target={quoteattr(target)} '
        'TargetMode="External"/>'
        for key, target in (links or {}).items()
    )
    main = f'<Relationship Id="r" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    types = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    types += 'relationships+xml"/>' + "".join(
        f'<Override PartName="/{name}" ContentType="{_MAIN}{_content(name)}+xml"/>'
        for name in parts
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}content-types">{types}</Types>',
        "_rels/.rels": _relations(main),
        "word/_rels/document.xml.rels": _relations(inside + outside),
        **parts,
    }
    return archive({**{name: text.encode() for name, text in files.items()}, **(more or {})})


def archive(files: Mapping[str, bytes], level: int | None = None) -> bytes:
    """A package of these files; packing takes a third of the time at level 1."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in files.items():
            written.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED, level)
    return made.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as read:
        return {name: read.read(name) for name in read.namelist()}


def _runs(content: Iterable[str]) -> str:
    return "".join(one if one.startswith("<") else run(one) for one in content)


def _xml(root: str, content: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {DECLARED}>{content}</w:{root}>'


def _relations(content: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}relationships">{content}</Relationships>'


def _content(name: str) -> str:
    kind = re.sub(r"\d", "", name.removeprefix("word/").removesuffix(".xml"))
    return "document.main" if kind == "document" else kind


def _notes(tag: str, notes: Mapping[int, str] | None) -> str:
    return "".join(
        f'<w:{tag} w:id="{number}">{content}</w:{tag}>' for number, content in (notes or {}).items()
    )


_HEADING = re.compile(r"(#{1,6}) +(.*)")
_ITEM = re.compile(r"(-|\d+[.)]) +(.*)")
_LINK = re.compile(r"\[([^]]*)\]\(([^)]*)\)")
_EMPHASIS = re.compile(r"(\*\*?)(.+?)\1")


def from_markdown(text: str, *, styled: bool = True) -> bytes:
    """A Markdown text as a person would write it in Word.

    With real lists, line breaks and links; with styles for headings, or else in bold.
    """
    return _FromMarkdown(text, styled=styled).word()


class _FromMarkdown:
    def __init__(self, text: str, *, styled: bool) -> None:
        self.styled = styled
        self.body: list[str] = []
        self.lists: list[str] = []
        self.links: dict[str, str] = {}
        for block in re.split(r"\n(?:[ \t]*\n)+", text.strip("\n")):
            self._block([line.strip() for line in block.split("\n") if line.strip()])

    def word(self) -> bytes:
        return word(*self.body, numbering=DEFINITIONS + "".join(self.lists), links=self.links)

    def _block(self, lines: list[str]) -> None:
        """Lines without a blank one between them; the items of a list are one list."""
        paragraph: list[str] = []
        current = ""
        for line in lines:
            heading = _HEADING.fullmatch(line)
            # A line of a paragraph may begin with a number.
            listed = None if paragraph else _ITEM.fullmatch(line)
            if heading is None and listed is None and line != "---":
                paragraph.append(line)
                continue
            self._paragraph(paragraph)
            paragraph.clear()
            if heading is not None:
                self._heading(len(heading[1]), heading[2])
                current = ""
            elif listed is not None:
                current = current or self._list(listed[1])
                self.body.append(item(self._runs(listed[2]), of=int(current)))
        self._paragraph(paragraph)

    def _paragraph(self, lines: list[str]) -> None:
        if lines:
            self.body.append(p(self._runs("\n".join(lines))))

    def _heading(self, depth: int, text: str) -> None:
        if self.styled:
            self.body.append(p(self._runs(text), style=f"Overskrift{depth}"))
        else:
            self.body.append(p(bold(_EMPHASIS.sub(r"\2", text))))

    def _list(self, mark: str) -> str:
        """A list of its own, which begins where this mark says."""
        number = len(self.lists) + 1
        if mark == "-":
            self.lists.append(numbered(number, 1))
        else:
            start = f'<w:startOverride w:val="{int(mark[:-1])}"/>'
            override = f'<w:lvlOverride w:ilvl="0">{start}</w:lvlOverride>'
            self.lists.append(numbered(number, 2, override))
        return str(number)

    def _runs(self, text: str) -> str:
        made = ""
        for n, part in enumerate(_LINK.split(text)):
            if n % 3 == 0:
                made += _emphasised(part)
            elif n % 3 == 1:
                made += f'<w:hyperlink r:id="link{len(self.links)}">{run(part)}</w:hyperlink>'
            else:
                self.links[f"link{len(self.links)}"] = part
        return made


def _emphasised(text: str) -> str:
    """Runs, in bold and italics where the text says so."""
    made = ""
    mark = ""
    for n, part in enumerate(_EMPHASIS.split(text)):
        if n % 3 == 1:
            mark = "<w:b/>" if part == "**" else "<w:i/>"
        elif part:
            made += run(part, mark if n % 3 == 2 else "")
    return made
