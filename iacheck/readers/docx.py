"""Word: a half-year paper, one party's or the joint one; or a form filled in, in tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib.util import find_spec

from iacheck.forms.form_reader import FormFile, read_form
from iacheck.forms.grids import Grid
from iacheck.forms.layout import Forms
from iacheck.forms.paper_blocks import SIGNS_OF_LEVEL, PaperBlock, PaperText, TextBlock
from iacheck.forms.recognition import is_form, possible_kinds
from iacheck.language.extras import NOT_READ_HERE, install
from iacheck.language.frozen import frozen
from iacheck.language.messages import by_door, message
from iacheck.language.names import normalise
from iacheck.language.places import Place
from iacheck.language.problems import Problem
from iacheck.readers import ReaderContext, Reading, Source
from iacheck.readers.office.package import open_package
from iacheck.readers.paper_text.bold_text import text_blocks_of, text_of_pieces
from iacheck.readers.paper_text.free_form import free_form_reading
from iacheck.readers.paper_text.headings import Headings
from iacheck.readers.paper_text.line import Line
from iacheck.readers.paper_text.list_items import number_of_mark
from iacheck.readers.paper_text.paper import read_paper
from iacheck.readers.paper_text.samples import sample
from iacheck.readers.word.document_body import Block, WordParagraph, WordTable, word_blocks
from iacheck.readers.word.package_parts import UnreadableWordFile
from iacheck.readers.word.table_grid import table_grid

SUFFIXES = (".docx", ".docm")
FREE_TEXT = True
# A longer paragraph is no heading, whatever it begins with; the longest of the half-year paper of
# 2012 has 136 characters.
_LONGEST_HEADING = 300


def read(source: Source, known: ReaderContext) -> Reading:
    """The party reports of a paper, or the document that a form holds."""
    if find_spec("lxml") is None:
        told = by_door(
            message(
                "Word files can be read once this is installed: {command}",
                command=install("docs"),
            ),
            NOT_READ_HERE,
        )
        return Reading((), (Problem(told, file=source.name),))
    package = open_package(source, known.limits)
    if isinstance(package, Problem):
        return Reading((), (package,))
    try:
        held = word_blocks(package, known.limits)
    except UnreadableWordFile as error:
        return Reading((), (Problem(error.told, file=source.name, expected=error.expected),))
    document = WordDocument(held, known)
    problems = document.told(source.name)
    if not document.has_party_part():
        text = PaperText(tuple(document.paper_blocks()), page_heads=_page_heads(held))
        free = free_form_reading(source, text, known, problems)
        if free is not None:
            return free
    if document.is_paper(known.forms):
        lines = tuple(document.lines())
        return read_paper(source, lines, known.vocabulary, problems)
    paper = FormFile(source.name, source.sha256, tuple(document.grids()), document.titles())
    form = read_form(paper, known.forms)
    beside = document.beside_tables(source.name)
    return Reading(form.documents, (*problems, *beside, *form.problems), form.unread)


def _page_heads(held: Iterable[Block]) -> tuple[str, ...]:
    return tuple(
        head for block in held if isinstance(block, WordParagraph) for head in block.page_heads
    )


@frozen
class _Placed:
    """A paragraph or table, and where it stands; `begins` is as for lines.

    `is_in_grid` tells of a paragraph that it is part of a table with several cells.
    """

    block: Block
    place: Place
    is_heading: bool = False
    begins: bool = True
    is_in_grid: bool = False


class WordDocument:
    """What stands in a Word file, and where: as lines of a paper, or as tables of a form."""

    def __init__(self, held: Iterable[Block], known: ReaderContext) -> None:
        self._headings = Headings(known.vocabulary(None))
        self._tables = frozenset(
            name
            for form in known.forms.values()
            if form.is_known_by_its_tables
            for table in form.tables
            for name in table.names
        )
        self._heading: str | None = None
        self._paragraph = 0
        self._depth = 0
        self._placed = tuple(self._place(held))

    def is_paper(self, forms: Forms) -> bool:
        """Whether this is a half-year paper; else it is a form that is filled in.

        A paper has a party's part; and what has neither that nor a form's tables is told about
        parts.
        """
        if self.has_party_part():
            return True
        grids = tuple(self.grids())
        return not grids or not (
            is_form(grids, forms) or possible_kinds(grids, self.titles(), forms)
        )

    def has_party_part(self) -> bool:
        """Whether a heading is that of a party's part of a half-year paper."""
        return any(placed.is_heading and self._names_party(placed.block) for placed in self._placed)

    def beside_tables(self, file: str) -> list[Problem]:
        """What a form has in plain text, which nobody reads."""
        for number, placed in enumerate(self._placed):
            block = placed.block
            if (
                isinstance(block, WordTable)
                or placed.place.row is not None
                or not block.text.strip()
            ):
                continue
            if number and not placed.is_heading and not block.is_bold:
                told = message(
                    "Of a form, only tables are read, and not what stands beside them: “{text}”",
                    text=sample((block.text,)),
                )
                return [Problem(told, "notice", file, placed.place)]
        return []

    def lines(self) -> Iterator[Line]:
        """The lines of the text, in tables and out of them."""
        for placed in self._placed:
            if isinstance(placed.block, WordParagraph):
                yield from _lines(placed.block, placed)

    def titles(self) -> tuple[str, ...]:
        """The headings, and the paragraphs before the first table: one of them tells the title."""
        found: list[str] = []
        is_before = True
        for placed in self._placed:
            if isinstance(placed.block, WordTable):
                is_before = False
            elif placed.block.text.strip() and (is_before or placed.is_heading):
                found.append(_on_one_line(placed.block.text))
        return tuple(found)

    def grids(self) -> Iterator[Grid]:
        """The tables, those in tables too, each by the heading above it."""
        above: _Placed | None = None
        for placed in self._placed:
            if isinstance(placed.block, WordTable):
                yield table_grid(_name(above, placed.place), placed.block, placed.place)
            elif placed.block.text.strip():
                above = placed

    def paper_blocks(self) -> Iterator[PaperBlock]:
        """The texts and tables in order; a table in a cell comes after the one that it is in."""
        above: _Placed | None = None
        for placed in self._placed:
            block = placed.block
            if isinstance(block, WordTable):
                if not block.is_box:
                    yield table_grid(_name(above, placed.place), block, placed.place)
            elif block.text.strip():
                above = placed
                if not placed.is_in_grid:
                    yield from _text_blocks(block, placed.place)

    def told(self, file: str) -> list[Problem]:
        """What was not read, each sort of thing once, where it stands first."""
        found: dict[str, Problem] = {}
        for placed in self._placed:
            for told in placed.block.told if isinstance(placed.block, WordParagraph) else ():
                found.setdefault(told.text, Problem(told, "notice", file, placed.place))
        return list(found.values())

    def _place(
        self,
        held: Iterable[Block],
        row: int | None = None,
        column: int | None = None,
        *,
        in_grid: bool = False,
    ) -> Iterator[_Placed]:
        before = ""
        for block in held:
            if isinstance(block, WordTable):
                yield from self._place_table(block, row, column)
                before = ""
                continue
            is_heading = self._is_heading(block)
            self._count(block, is_heading=is_heading)
            place = Place(
                heading=self._heading, paragraph=self._paragraph or None, row=row, column=column
            )
            # The items of a list stand close together.
            begins = not before or block.list != before
            yield _Placed(block, place, is_heading, begins, in_grid)
            before = block.list if block.text.strip() else before

    def _place_table(
        self, table: WordTable, row: int | None, column: int | None
    ) -> Iterator[_Placed]:
        self._paragraph += self._depth == 0
        place = Place(
            heading=self._heading, paragraph=self._paragraph or None, row=row, column=column
        )
        yield _Placed(table, place)
        self._depth += 1
        for number, cells in enumerate(table.rows, 1):
            for index, cell in enumerate(cells):
                is_first = index == 0
                for placed in self._place(
                    cell.blocks, number, cell.column, in_grid=not table.is_box
                ):
                    # The cells of a row stand close together.
                    yield placed if is_first else replace(placed, begins=False)
                    is_first = True
        self._depth -= 1

    def _count(self, paragraph: WordParagraph, *, is_heading: bool) -> None:
        """Goes on to a paragraph: a table counts as one, what is in its cells does not."""
        if is_heading:
            self._heading, self._paragraph = _on_one_line(paragraph.text), 0
        elif paragraph.text.strip() and self._depth == 0:
            self._paragraph += 1

    def _names_party(self, block: Block) -> bool:
        """Whether a heading is that of a party's part."""
        if isinstance(block, WordTable):
            return False
        line = Line(_on_one_line(block.text), Place(), block.level)
        return self._headings.begins_part(line) and self._headings.is_titled_for_a_party(line.text)

    def _is_heading(self, paragraph: WordParagraph) -> bool:
        """Whether a paragraph has the style of a heading, or equals a heading that is known."""
        if paragraph.level is not None and paragraph.text.strip():
            return True
        if not 0 < len(paragraph.text) <= _LONGEST_HEADING:
            return False
        text = _on_one_line(paragraph.text)
        if self._headings.section_key(text) or self._headings.begins_part(Line(text, Place())):
            return True
        return paragraph.is_bold and self._depth == 0 and normalise(text) in self._tables


def _lines(paragraph: WordParagraph, placed: _Placed) -> Iterator[Line]:
    if placed.is_heading:
        # A heading is one, on however many lines it is written; its number is Word's.
        yield Line(_on_one_line(paragraph.text), placed.place, paragraph.level)
        return
    begins = placed.begins
    for written in f"{paragraph.mark} {paragraph.text}".split("\n"):
        text = written.strip()
        if text and text != paragraph.mark:
            yield Line(text, placed.place, None, begins)
            begins = False


def _text_blocks(paragraph: WordParagraph, place: Place) -> Iterator[TextBlock]:
    """A heading, an item, or a paragraph with the items of a list in it whose marks are typed."""
    rank = 0 if paragraph.level is None and paragraph.is_title else paragraph.level
    if rank is not None:
        yield TextBlock(_on_one_line(paragraph.text), place, rank, paragraph.is_bold)
        return
    bold = len(paragraph.text) if paragraph.is_bold else paragraph.bold
    written = text_of_pieces(((paragraph.text[:bold], True), (paragraph.text[bold:], False)))
    number = number_of_mark(paragraph.mark)
    for block in text_blocks_of(written, place):
        indent = paragraph.list_level * SIGNS_OF_LEVEL
        yield (
            replace(block, is_item=True, number=number, indent=indent) if paragraph.list else block
        )


def _name(above: _Placed | None, place: Place) -> str:
    """What a table is called: the paragraph above it, if it stands out, or else its heading."""
    if above is not None and isinstance(above.block, WordParagraph):
        is_beside = (above.place.row, above.place.column) == (place.row, place.column)
        if is_beside and (above.is_heading or above.block.is_bold):
            return _on_one_line(above.block.text)
    return place.heading or ""


def _on_one_line(text: str) -> str:
    """A text of perhaps several lines on one."""
    return " ".join(filter(None, map(str.strip, text.split("\n"))))
