"""A page of HTML as the texts and tables that a person sees on it.

Scripts, styles and what is hidden are left out. The parser ends every element that it begins,
whatever the page looks like.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from iacheck.forms.paper_blocks import SIGNS_OF_LEVEL, PaperBlock, TextBlock
from iacheck.language.frozen import frozen
from iacheck.language.limits import Limits, over_limit
from iacheck.language.messages import Message, message
from iacheck.language.places import Place
from iacheck.readers.html_page.table import HtmlTable
from iacheck.readers.paper_text.bold_text import text_blocks_of, text_of_pieces
from iacheck.readers.paper_text.links import beyond_text
from iacheck.readers.word.package_parts import DEPTH, nests_too_deep
from iacheck.readers.word.paragraph_text import PICTURES, hidden_text_message

_HEADING = re.compile(r"h[1-6]")
_BOLD = frozenset({"b", "strong", "th"})
_LEFT_OUT = frozenset(
    {
        *("script", "style", "head", "title", "template", "noscript", "iframe", "object", "embed"),
        *("svg", "math", "select", "textarea", "datalist", "audio", "video", "canvas", "map"),
    }
)
_BLOCKS = frozenset(
    {
        *("p", "div", "li", "ul", "ol", "dl", "dt", "dd", "body", "html", "article", "section"),
        *("header", "footer", "main", "nav", "aside", "address", "blockquote", "pre", "center"),
        *("figure", "figcaption", "form", "fieldset", "legend", "hr", "caption", "details"),
        *("summary", "table", "thead", "tbody", "tfoot", "tr", "td", "th"),
        *(f"h{rank}" for rank in range(1, 7)),
    }
)
_TABLES = ("table", "dl")
# Of a table, and of a list of terms.
_CELLS = (("td", "th"), ("dt", "dd"))
_HIDDEN = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE
)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_MARKS_OF_QUOTES = ("type", "cite", "class")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _quotes(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element quotes another mail."""
    # Programs for mail indent a writer's own text in the same element, by a margin alone.
    style = attributes.get("style", "")
    is_marked = "border-left" in style or not attributes.keys().isdisjoint(_MARKS_OF_QUOTES)
    return tag == "blockquote" and (is_marked or "margin" not in style)


@frozen
class HtmlPage:
    """What stands on a page, and what is told of what is not read.

    `quotes` are the numbers of the blocks before which another mail was quoted, and left out.
    """

    blocks: tuple[PaperBlock, ...]
    told: tuple[Message, ...] = ()
    quotes: tuple[int, ...] = ()


class UnreadablePage(Exception):
    """Why nothing of a page can be read."""

    def __init__(self, told: Message, expected: int) -> None:
        super().__init__(told.text)
        self.told = told
        self.expected = expected


def read_page(text: str, limits: Limits, *, is_mail: bool = False) -> HtmlPage:
    """The texts and tables of a page; what is damaged in it is read as browsers do.

    What a mail quotes from others is left out. Raises UnreadablePage.
    """
    from lxml import etree  # noqa: PLC0415 - comes with an extra

    walk = _Walk(limits, is_mail)
    # Not as a tree: one of many attributes would take for ever to build.
    parser = etree.HTMLParser(target=walk, encoding="utf-8", no_network=True)
    # No character that XML cannot have: the parser would end the page there.
    clean = _NO_XML.sub("\ufffd", text)
    etree.fromstring(clean.encode(), parser)
    return HtmlPage(tuple(walk.blocks), tuple(walk.told.values()), tuple(walk.quotes))


@dataclass(slots=True)
class _Open:
    """An element that is open, and how many pieces of which paragraph stood before it."""

    tag: str
    is_bold: bool
    is_left_out: bool
    is_hidden: bool
    address: str
    paragraph: int
    start: int


_PAGE = _Open("", False, False, False, "", 0, 0)


@dataclass(slots=True)
class _Walk:
    """Is given the elements and texts of a page as they come; names are those of lxml."""

    limits: Limits
    is_mail: bool
    blocks: list[PaperBlock] = field(default_factory=list)
    told: dict[str, Message] = field(default_factory=dict)
    quotes: list[int] = field(default_factory=list)
    _pieces: list[tuple[str, bool]] = field(default_factory=list)
    _open: list[_Open] = field(default_factory=list)
    _hidden: list[str] = field(default_factory=list)
    _tables: list[HtmlTable] = field(default_factory=list)
    _rank: int | None = None
    _is_item: bool = False
    _verbatim: int = 0
    _heading: str | None = None
    _paragraph: int = 0
    _flushed: int = 0
    _elements: int = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._elements += 1
        if self._elements > self.limits.elements:
            most = self.limits.elements
            told = message("The page has more than {limit} elements", limit=most)
            raise UnreadablePage(over_limit("elements", most, told), most)
        around = self._open[-1] if self._open else _PAGE
        style = attributes.get("style", "")
        is_hidden = "hidden" in attributes or _HIDDEN.search(style) is not None
        is_left_out = around.is_left_out or is_hidden or tag in _LEFT_OUT
        if self.is_mail and not is_left_out and _quotes(tag, attributes):
            self.flush()
            self.quotes.append(len(self.blocks))
            is_left_out = True
        elif tag in _BLOCKS and not is_left_out:
            self.flush()
            self._begin_block(tag, attributes)
        elif tag == "br" and not is_left_out:
            self._pieces.append(("\n", around.is_bold))
        elif tag == "img" and not is_left_out:
            self.told.setdefault(PICTURES.text, PICTURES)
        is_bold = around.is_bold or tag in _BOLD or _BOLD_STYLE.search(style) is not None
        address = attributes.get("href", "") if tag == "a" else ""
        is_hidden = tag not in _LEFT_OUT and (
            around.is_hidden or (is_hidden and not around.is_left_out)
        )
        self._open.append(
            _Open(tag, is_bold, is_left_out, is_hidden, address, self._flushed, len(self._pieces))
        )

    def data(self, text: str) -> None:
        around = self._open[-1] if self._open else _PAGE
        if not around.is_left_out:
            self._say(text, is_bold=around.is_bold)
        elif around.is_hidden:
            self._hidden.append(text)

    def end(self, tag: str) -> None:
        # The parser ends what it has begun, and nothing else.
        ended = self._open.pop()
        if ended.is_left_out:
            return
        if ended.address:
            start = ended.start if ended.paragraph == self._flushed else 0
            shown = "".join(text for text, _ in self._pieces[start:])
            self._pieces.append((beyond_text(ended.address, shown), ended.is_bold))
        if tag in _BLOCKS:
            self.flush()
            self._end_block(tag)

    def close(self) -> None:
        self.flush()
        if any(map(str.strip, self._hidden)):
            told = hidden_text_message(self._hidden)
            self.told.setdefault(told.text, told)

    def flush(self) -> None:
        """Ends the paragraph that is open, if it says anything."""
        if not self._pieces:
            return
        written = text_of_pieces(self._pieces)
        self._pieces.clear()
        # A line of a paragraph takes as long to read as one that stands by itself.
        self._flushed += max(1, sum(map(bool, map(str.strip, written.text.split("\n")))))
        if self._flushed > self.limits.paragraphs:
            most = self.limits.paragraphs
            told = message("The document has more than {limit} paragraphs", limit=most)
            raise UnreadablePage(over_limit("paragraphs", most, told), most)
        whole = written.part(0, len(written.text))
        if not any(map(str.isalnum, whole.text)):
            return
        if not self._tables:
            self._count(whole.text)
        place = self._place()
        if self._rank is not None:
            line = " ".join(whole.text.split())
            self._into().append(TextBlock(line, place, self._rank, whole.is_bold))
            return
        for block in text_blocks_of(whole, place):
            self._into().append(self._as_item(block) if self._is_item else block)
            self._is_item = False

    def _as_item(self, block: TextBlock) -> TextBlock:
        depth = sum(one.tag in ("ul", "ol") for one in self._open)
        return replace(block, is_item=True, indent=depth * SIGNS_OF_LEVEL)

    def _count(self, text: str) -> None:
        if self._rank is None:
            self._paragraph += 1
        else:
            self._heading, self._paragraph = " ".join(text.split()), 0

    def _place(self) -> Place:
        cell = self._tables[-1].cell if self._tables else None
        if cell is not None:
            return self._tables[-1].place_of(cell.row, cell.column)
        return Place(heading=self._heading, paragraph=self._paragraph or None)

    def _into(self) -> list[PaperBlock]:
        """Where what is read goes: into the cell that is open, or onto the page."""
        if not self._tables:
            return self.blocks
        table = self._tables[-1]
        return table.around if table.cell is None else table.cell.blocks

    def _begin_block(self, tag: str, attributes: Mapping[str, str]) -> None:
        table = self._tables[-1] if self._tables else None
        if _HEADING.fullmatch(tag):
            self._rank = int(tag[1])
        elif tag == "li":
            self._is_item = True
        elif tag == "pre":
            self._verbatim += 1
        elif tag in _TABLES:
            if len(self._tables) == DEPTH:
                raise UnreadablePage(nests_too_deep().told, DEPTH)
            self._paragraph += table is None
            begun = HtmlTable(self._heading or "", self._place(), self._into(), tag == "dl")
            self._tables.append(begun)
        elif table is not None:
            _begin_part(table, tag, attributes)

    def _end_block(self, tag: str) -> None:
        if _HEADING.fullmatch(tag):
            self._rank = None
        elif tag == "li":
            self._is_item = False
        elif tag == "pre":
            self._verbatim -= 1
        elif tag in _TABLES and self._tables:
            table = self._tables.pop()
            table.around.extend(table.blocks())
        elif self._tables and tag in _CELLS[self._tables[-1].of_terms]:
            self._tables[-1].cell = None

    def _say(self, text: str, *, is_bold: bool) -> None:
        written = text if self._verbatim else _SPACES.sub(" ", text)
        before = self._pieces[-1][0] if self._pieces else ""
        if not self._verbatim and (not before or before[-1:].isspace()):
            written = written.removeprefix(" ")
        if written:
            self._pieces.append((written, is_bold))


def _begin_part(table: HtmlTable, tag: str, attributes: Mapping[str, str]) -> None:
    """Begins a row or a cell, if the element is one of such a table."""
    if table.of_terms:
        if tag == "dt":
            table.begin_term()
        elif tag == "dd":
            table.begin_description()
    elif tag == "tr":
        table.begin_row()
    elif tag in ("td", "th"):
        table.begin_cell(attributes.get("rowspan"), attributes.get("colspan"))
