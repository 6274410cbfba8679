"""No text of a document is ever a formula, markup or an instruction, whatever the format."""

from __future__ import annotations

import csv
import functools
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser

import openpyxl
import pytest
from hostile import HOSTILE, long_result, result_with
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt
from markdown_it.token import Token
from pypdf import PdfReader
from pypdfium2 import PdfDocument
from repeats import times
from result_samples import MET, rendered, result_of

from iacheck.cases.findings import Finding, Result
from iacheck.language.names import with_named_invisible
from iacheck.reports import formats
from iacheck.reports.as_csv import COLUMNS
from iacheck.reports.visible_text import (
    escaped_in_json,
    on_one_line,
    without_line_breaks,
)

ALL = result_with(HOSTILE)
# Demands that differ, as the hostile ones do: those of one would stand together.
HARMLESS = result_with([f"x{number:02}" for number in range(len(HOSTILE))])


@functools.cache
def hostile(format_: str) -> bytes:
    return rendered(format_, "nb", ALL)


# The schema of the JSON result, which tests hold it against, knows what ids look like.
@pytest.mark.parametrize("format_", sorted({*formats()} - {"json"}))
def test_every_format_takes_any_text(format_: str) -> None:
    assert hostile(format_)
    assert rendered(format_, "nb", long_result())


def _is_shown(told: str, text: str) -> bool:
    """Whether a text stands in another as it can be shown: as a message has it, or otherwise."""
    forms = (told, with_named_invisible(told))
    return any(on_one_line(form).strip() in text for form in forms)


class Page(HTMLParser):
    """The elements of a page with their attributes' names, and its text."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, ...]] = []
        self.pieces: list[str] = []
        self.feed(data.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, *(name for name, _ in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.elements.append((f"/{tag}",))

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


def test_html_is_the_same_page_whatever_the_texts_are() -> None:
    page = Page(hostile("html"))
    assert page.elements == Page(rendered("html", "nb", HARMLESS)).elements
    text = "".join(page.pieces)
    for told in HOSTILE:
        assert _is_shown(told, text)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


def tokens(data: bytes) -> Iterator[Token]:
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for token in reader.parse(data.decode()):
        yield token
        yield from token.children or ()


def test_markdown_is_the_same_paper_whatever_the_texts_are() -> None:
    """Bold may be lost beside a mark of punctuation; nothing is won."""
    allowed = {"strong_open", "strong_close", "text", "text_special", "softbreak"}
    kinds: list[str] = []
    plain: list[str] = []
    for result, into in ((ALL, kinds), (HARMLESS, plain)):
        into += [token.type for token in tokens(rendered("md", "nb", result))]
    assert [k for k in kinds if k not in allowed] == [k for k in plain if k not in allowed]
    text = "".join(t.content for t in tokens(rendered("md", "nb", ALL)) if t.type in allowed)
    for told in HOSTILE:
        assert _is_shown(told, text)


def xml_parts(data: bytes) -> Iterator[tuple[str, etree._Element]]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        for name in file.namelist():
            if name.endswith((".xml", ".rels")):
                yield name, etree.fromstring(file.read(name))


def test_word_is_the_same_document_whatever_the_texts_are() -> None:
    given, plain = (
        [(name, [str(e.tag) for e in root.iter()]) for name, root in xml_parts(data)]
        for data in (hostile("docx"), rendered("docx", "nb", HARMLESS))
    )
    assert given == plain
    body = dict(xml_parts(hostile("docx")))["word/document.xml"]
    text = "".join(body.itertext())
    for told in HOSTILE:
        assert _is_shown(told, text)


def structure(data: bytes) -> list[str]:
    """The kinds of structure elements, in order."""

    def below(node: object) -> Iterator[str]:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for one in node:
                yield from below(one)
        elif isinstance(node, dict) and "/S" in node:
            # Long texts are parted in pieces of lines; the pieces are no structure.
            if node["/S"] != "/Span":
                yield str(node["/S"])
            yield from below(node.get("/K", []))

    root = PdfReader(io.BytesIO(data)).root_object["/StructTreeRoot"]
    return list(below(root.get_object()["/K"]))  # type: ignore[index]


def test_a_pdf_is_the_same_document_whatever_the_texts_are() -> None:
    data = hostile("pdf")
    assert structure(data) == structure(rendered("pdf", "nb", HARMLESS))
    text = "".join(page.get_textpage().get_text_range() for page in PdfDocument(data))
    told = re.sub(r"\s|\u200b|\xad|\ufffe|-(?=\r)", "", text)
    for shown_as in ("#setpage(width:1pt)", "#panic()", "<script>alert(1)</script>", "(U+0000)",
                     "(U+202E)abc", "(U+D800)", "a(U+DCFF)b", "[x](y)", "$x$", "(U+4E2D)(U+6587)",
                     "(U+1F600)"):  # fmt: skip
        assert shown_as in told


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    data = hostile("xlsx")
    for name, root in xml_parts(data):
        names = {etree.QName(e).localname for e in root.iter() if isinstance(e.tag, str)}
        assert not names & {"f", "hyperlink", "ddeLink", "externalReference"}, name
    book = openpyxl.load_workbook(io.BytesIO(data))
    kinds = {cell.data_type for sheet in book for row in sheet for cell in row}
    assert kinds == {"s", "n"}
    numbers = {cell.coordinate for sheet in book.worksheets[1:] for row in sheet for cell in row
               if cell.data_type == "n" and cell.value is not None}  # fmt: skip
    assert not numbers


@pytest.mark.parametrize("text", ["&P", "&[Page] & &D", "A&B", '&"Arial"&24x', "12 x", "\x00&"])
def test_a_name_in_the_header_of_a_workbook_is_no_code(text: str) -> None:
    result = result_of(Finding(MET, "met"), name=text)
    (told, *_) = [
        str(element.text)
        for _, root in xml_parts(rendered("xlsx", "nb", result))
        for element in root.iter("{*}oddHeader")
    ]
    name = with_named_invisible(text).replace("&", "&&")
    assert told == f"&L Avvik: {name}, 2015&R&A"


def data(workbook: bytes) -> list[list[str]]:
    """The rows of the last sheet, with its head."""
    sheet = openpyxl.load_workbook(io.BytesIO(workbook)).worksheets[-1]
    return [[str(value or "") for value in line] for line in sheet.iter_rows(values_only=True)]


def from_csv(result: Result) -> list[list[str]]:
    """The rows of the CSV, without the apostrophes that keep texts from being formulas."""
    text = io.StringIO(rendered("csv", "nb", result).decode("utf-8-sig"), newline="")
    return [list(map(_unguarded, row)) for row in csv.reader(text, delimiter=";")]


def _unguarded(value: str) -> str:
    return re.sub("^'(?= *[=+@-])", "", value)


def test_a_workbook_reads_back_as_the_rows_of_the_csv() -> None:
    result = result_with(["=1+1", "-1", "a\nb", "ærlig", " x ", "_x0041_", "400 000", "007"])
    rows = data(rendered("xlsx", "nb", result))
    # A row of the CSV is one line.
    assert [[text.replace("\n", " ") for text in row] for row in rows] == from_csv(result)
    # Below the head, what is the council's, waived, of others to mend, and of others' to be mended.
    assert len(rows) == 1 + 8 + 3 * 4


def test_hostile_texts_read_back_as_they_can_be_shown() -> None:
    """Each row, in its place; an apostrophe that stands in front is nobody's guard here."""
    wanted = [[text[1:] if text[:2] == "'=" else text for text in row] for row in from_csv(ALL)]
    found = [
        [text[1:] if text[:2] == "'=" else text for text in map(without_line_breaks, row)]
        for row in data(hostile("xlsx"))
    ]
    assert found == wanted


# What programs take for the end of a line.
BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
# What is not shown as it is, and the apostrophe, which the CSV puts before some texts.
CHANGED = "'\u2028\u2029\ufffe\uffff"
PLAIN = st.text(
    st.characters(exclude_categories=["Cc", "Cf", "Cs"], exclude_characters=CHANGED),
    min_size=1,
    max_size=12,
)


@settings(max_examples=times(7))
@given(st.lists(PLAIN, min_size=4, max_size=4))
def test_any_text_reads_back_from_a_workbook(given: list[str]) -> None:
    result = result_with(given)
    assert data(rendered("xlsx", "nb", result)) == from_csv(result)


def test_what_a_cell_cannot_hold_is_cut_and_says_so() -> None:
    head, row = data(rendered("xlsx", "nb", long_result()))
    told = row[head.index("message")]
    assert len(told) == 32_767
    assert told.endswith("xxx […]")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a\r\nb", "a\nb"),
        ("\x00\x1f\x7f\x9f", "(U+0000)(U+001F)(U+007F)(U+009F)"),
        ("\u202e\u2069\ud800\ufffe", "(U+202E)(U+2069)(U+D800)(U+FFFE)"),
        ("\u200b\u200f\u061c\ufeff\U000e0041", "(U+200B)(U+200F)(U+061C)(U+FEFF)(U+E0041)"),
        ("a\tb\u00a0c é\u00ad", "a\tb\u00a0c é\u00ad"),
    ],
)
def test_what_would_not_be_seen_is_written_as_its_code(text: str, told: str) -> None:
    assert with_named_invisible(text) == told
    assert on_one_line("a \n\t b\u2028") == "a b "
    assert without_line_breaks("a \n\t b\u2028") == "a    b "


def unseen(text: str) -> set[str]:
    """The control and direction characters, and all that nobody sees, in a text."""
    return {c for c in text if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"}} - {"\n"}


@pytest.mark.parametrize("format_", ["text", "csv"])
def test_nothing_of_a_document_is_a_command_to_a_terminal(format_: str) -> None:
    assert not unseen(rendered(format_, "nb", ALL).decode("utf-8-sig").replace("\r\n", "\n"))


def test_json_without_what_is_not_seen_says_the_same() -> None:
    text = '\x1b[2J \x9b31m \u202e \ud800 \U000e0041 \\ " å'
    written = escaped_in_json(json.dumps({text: [text]}, ensure_ascii=False, indent=1))
    assert not unseen(written)
    assert "å" in written
    assert json.loads(written) == {text: [text]}


def test_a_row_of_the_csv_is_a_line_and_every_cell_is_quoted() -> None:
    result = result_with(["Kurs,=1+1,y", "a\nb", "a\r\nFEIL", "a\u2028b", 'a"b'])
    lines = rendered("csv", "nb", result).decode("utf-8-sig").split("\r\n")
    assert len(lines) == len(from_csv(result)) + 1
    assert all(line.startswith('"') and line.endswith('"') for line in lines[:-1])
    assert all(line.count('";"') == len(COLUMNS) - 1 for line in lines[:-1])


def test_no_text_of_a_document_begins_a_line() -> None:
    told = rendered("text", "nb", result_with([f"a{end}XYZ" for end in BREAKS])).decode()
    assert "XYZ" in told
    assert not [line for line in told.splitlines() if line.startswith("XYZ")]
