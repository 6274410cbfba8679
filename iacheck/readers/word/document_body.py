"""A Word file as paragraphs and tables, in the order in which people read them.

Text boxes come after the paragraph that they are fastened to, and notes after the paragraph or
table that refers to them. Tables of contents are left out: they repeat headings. What else is
not read is told of, by the paragraph that it stands in. A first letter over several lines (a drop
cap) is one with the paragraph that it begins.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import TypeAlias, Union

from iacheck.language.frozen import frozen
from iacheck.language.limits import Limits
from iacheck.language.look_alikes import look
from iacheck.language.messages import Message, message
from iacheck.readers.paper_text.page_numbers import is_page_number
from iacheck.readers.paper_text.samples import sample
from iacheck.readers.word.contents import is_contents_control, is_contents_line
from iacheck.readers.word.list_marks import ListMarks
from iacheck.readers.word.merged_cells import CellSpan, cell_span, merge_cells
from iacheck.readers.word.package_parts import (
    DEPTH,
    Element,
    W,
    WordPart,
    WordParts,
    integer,
    nests_too_deep,
    read_parts,
)
from iacheck.readers.word.paragraph_text import (
    ALTERNATIVE,
    CHANGES,
    CONTROL,
    DELETED,
    ELSEWHERE,
    MATH,
    ParagraphText,
    Story,
    TextBudget,
    hidden_text_message,
)
from iacheck.readers.word.prompts import ControlText, control_text
from iacheck.readers.word.styles import Styles, level

Block: TypeAlias = Union["WordParagraph", "WordTable"]
# An equation may stand where a paragraph does.
_BLOCKS = (W + "p", W + "tbl", MATH + "oMathPara", MATH + "oMath")


@frozen
class WordParagraph:
    """A paragraph; line breaks in it are line ends of `text`.

    `mark` is `-` or the number that an item of the list `list` has, on `list_level` from 0.
    `told` is what of it
    is not read. `bold` is how many characters of its beginning are bold. `page_heads` are what
    stands above and below the pages; one without text holds them.
    """

    text: str
    level: int | None = None
    is_bold: bool = False
    mark: str = ""
    list: str = ""
    told: tuple[Message, ...] = ()
    bold: int = 0
    is_title: bool = False
    page_heads: tuple[str, ...] = ()
    list_level: int = 0


@frozen
class WordTableCell:
    """A cell, in the first of the columns, and of the rows, that it spans."""

    column: int
    blocks: tuple[Block, ...]
    rows: int = 1
    columns: int = 1


@frozen
class WordTable:
    """A table's rows; cells that are merged stand once, in the first row.

    `is_box` tells that it has but one cell, which is no table to whoever sees it.
    """

    rows: tuple[tuple[WordTableCell, ...], ...]
    is_box: bool = False


def word_blocks(package: BytesIO, limits: Limits) -> tuple[Block, ...]:
    """What a package that was looked through holds; raises Unreadable."""
    return tuple(_Walk(read_parts(package), limits).everything())


class _Walk:
    def __init__(self, found: WordParts, limits: Limits) -> None:
        self._parts = found
        self._styles = Styles(found.styles)
        self._lists = ListMarks(found.numbering, self._styles)
        self._spent = TextBudget(limits)
        self._story = self._story_of(found.document)
        # Each note is read where it is first referred to.
        self._notes = {
            (tag, note.get(W + "id", "")): (note, self._story_of(part))
            for tag, part in found.notes.items()
            for note in part.root.iterfind(tag)
        }

    def everything(self) -> Iterator[Block]:
        for body in self._parts.document.root.iterfind(W + "body"):
            yield from self._blocks(body, 0)
        heads = tuple(self._around())
        if heads:
            told = message("Headers and footers are not read: “{text}”", text=sample(heads[:1]))
            yield WordParagraph("", told=(told,), page_heads=heads)
        if self._parts.has_macros:
            macros = message(
                "The document has macros; they are not run, and nothing is read in them"
            )
            yield WordParagraph("", told=(macros,))

    def _story_of(self, part: WordPart) -> Story:
        return Story(self._styles, part.links, self._spent)

    def _blocks(self, container: Element, depth: int) -> Iterator[Block]:
        """The blocks in a body, cell, box, note or control."""
        text: ParagraphText | None = None
        for child, told in self._flat(container, depth):
            if told is None and child.tag != W + "tbl":
                text = text or ParagraphText(self._story)
                text.add(child, depth)
                text.is_in_contents |= self._repeats_headings(child, text)
                if _is_mark_deleted(text.properties):
                    text.tell(CHANGES)
                    continue
                if _is_drop_cap(text.properties):
                    continue
            if text is not None:
                yield from self._paragraph(text, depth)
                text = None
            if told is not None:
                yield WordParagraph("", told=(told,))
            elif child.tag == W + "tbl":
                yield from self._table(child, depth)
        if text is not None:
            yield from self._paragraph(text, depth)

    def _flat(self, container: Element, depth: int) -> Iterator[tuple[Element, Message | None]]:
        """The paragraphs and tables of a container, also those inside controls and changes."""
        if depth > DEPTH:
            raise nests_too_deep()
        for child in container:
            if child.tag in _BLOCKS:
                yield child, None
            elif child.tag == W + "altChunk":
                yield child, ELSEWHERE
            elif child.tag in DELETED:
                yield child, CHANGES
            elif child.tag == ALTERNATIVE:
                # Its branches say the same.
                yield from next(
                    (found for one in child if (found := list(self._flat(one, depth + 1)))), ()
                )
            else:
                said = self._said(child)
                if said.told is not None:
                    yield child, said.told
                if said.is_read:
                    yield from self._flat(child, depth + 1)

    def _said(self, child: Element) -> ControlText:
        """What to make of an element that is no block: only controls may be left out."""
        if child.tag != CONTROL:
            return ControlText(is_read=True)
        return control_text(child, self._styles)

    def _repeats_headings(self, paragraph: Element, text: ParagraphText) -> bool:
        """Whether a paragraph is a line of a table of contents, and does not only look like one."""
        is_meant = text.looks.is_contents or any(
            map(is_contents_control, paragraph.iterancestors(CONTROL))
        )
        if not is_meant:
            return False
        written = str(text)
        return is_contents_line(written, paragraph) or look(written) in self._outside_contents

    @functools.cached_property
    def _outside_contents(self) -> frozenset[str]:
        """The paragraphs that stand in no table of contents, as they look."""
        root = self._parts.document.root
        return frozenset(
            look("".join(text.text or "" for text in paragraph.iter(W + "t")))
            for paragraph in root.iter(W + "p")
            if not self._styles.of_paragraph(paragraph.find(W + "pPr")).is_contents
            and not any(map(is_contents_control, paragraph.iterancestors(CONTROL)))
        )

    def _paragraph(self, text: ParagraphText, depth: int) -> Iterator[Block]:
        """A paragraph, as its last mark makes it; and what is fastened to it."""
        mark, its_list, list_level = self._lists.mark(text.properties, text.looks)
        written = "" if text.is_in_contents else str(text)
        if text.told or written.strip():
            depth_of_heading = level(text.properties, text.looks)
            told = tuple(text.told.values())
            mark = self._spent.add(mark)
            yield WordParagraph(
                written,
                depth_of_heading,
                text.is_bold,
                mark,
                its_list,
                told,
                text.bold,
                text.looks.is_title,
                list_level=list_level,
            )
        for box in text.boxes:
            yield from self._blocks(box, depth + 1)
        yield from self._note_blocks(text.notes, depth)

    def _note_blocks(self, references: Iterable[tuple[str, str]], depth: int) -> Iterator[Block]:
        for reference in references:
            note, story = self._notes.pop(reference, (None, None))
            if note is None or story is None:
                continue
            around, self._story = self._story, story
            # Not one by one: the story must not change under whoever asks for the next.
            noted = tuple(self._blocks(note, depth + 1))
            self._story = around
            yield from noted

    def _table(self, table: Element, depth: int) -> Iterator[Block]:
        if depth > DEPTH:
            raise nests_too_deep()
        rows = [row for row, _ in self._inside(table, W + "tr", depth)]
        left = [row for row in rows if _child(row.find(W + "trPr"), "del") is None]
        if len(left) < len(rows):
            yield WordParagraph("", told=(CHANGES,))
        found = [[*self._cells(row, depth)] for row in left]
        spans = [[cell for cell, _ in row] for row in found]
        # Where all rows have as many cells, their order tells the column: edges drawn a little
        # askew would part a column in two.
        if len({len(row) for row in spans}) == 1:
            for row in spans:
                for at, cell in enumerate(row, 1):
                    cell.column, cell.columns = at, 1
        merge_cells(spans)
        held = tuple(
            tuple(
                WordTableCell(cell.column, blocks, cell.rows, cell.columns)
                for cell, blocks in row
                if blocks
            )
            for row in found
        )
        if any(held):
            yield WordTable(held, is_box=[len(row) for row in found] == [1])

    def _cells(self, row: Element, depth: int) -> Iterator[tuple[CellSpan, tuple[Block, ...]]]:
        column = 1 + integer(_value(row.find(W + "trPr"), "gridBefore"), 0)
        for cell, said in self._inside(row, W + "tc", depth):
            properties = cell.find(W + "tcPr")
            if _child(properties, "cellDel") is not None:
                continue
            held = tuple(self._blocks(cell, depth + 1)) if said.is_read else ()
            if said.told is not None:
                held = (WordParagraph("", told=(said.told,)), *held)
            own = cell_span(properties, column)
            yield own, _unseen(held) if own.merge else held
            column += own.columns

    def _inside(
        self, parent: Element, tag: str, depth: int
    ) -> Iterator[tuple[Element, ControlText]]:
        """Rows of a table or cells of a row, and what to make of the controls around them."""
        if depth > DEPTH:
            raise nests_too_deep()
        for child in parent:
            if child.tag == tag:
                yield child, ControlText(is_read=True)
            elif child.tag not in (W + "tblPr", W + "tblGrid", W + "trPr", W + "tcPr", *DELETED):
                said = self._said(child)
                for found, inner in self._inside(child, tag, depth + 1):
                    is_read = said.is_read and inner.is_read
                    yield found, ControlText(is_read, said.told or inner.told)

    def _around(self) -> Iterator[str]:
        """The headers and footers that say more than the number of the page."""
        for root in self._parts.around:
            for paragraph in root.iter(W + "p"):
                text = ParagraphText(Story(self._styles, {}, self._spent))
                text.add(paragraph, 0)
                written = " ".join(str(text).split())
                if not is_page_number(written):
                    yield written


def _unseen(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """What is told of blocks that nobody sees, since their cell is merged with another."""
    texts = [block.text for block in blocks if isinstance(block, WordParagraph)]
    return (
        (WordParagraph("", told=(hidden_text_message(texts),)),)
        if any(map(str.strip, texts))
        else ()
    )


def _is_mark_deleted(properties: Element | None) -> bool:
    """Whether the end of a paragraph is deleted, so that it goes on in the next."""
    mark = _child(properties, "rPr")
    return mark is not None and any(mark.find(tag) is not None for tag in DELETED)


def _is_drop_cap(properties: Element | None) -> bool:
    """Whether a paragraph is the large first letter of the next."""
    frame = _child(properties, "framePr")
    return frame is not None and frame.get(W + "dropCap") in ("drop", "margin")


def _child(properties: Element | None, name: str) -> Element | None:
    return None if properties is None else properties.find(W + name)


def _value(properties: Element | None, name: str) -> str | None:
    element = _child(properties, name)
    return None if element is None else element.get(W + "val")
