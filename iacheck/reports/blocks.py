"""What a paper is made of, whatever format it is written in; all texts are in one language.

What comes from documents stands in these values as plain text. A format that has markup escapes
it; nothing in a text is markup.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from iacheck.language.frozen import frozen
from iacheck.language.messages import Lang

# What a section of a list is about, where that is more than what was found.
Section = Literal["problems", "unread", "undetermined", "not_due"]
# What a coloured mark stands for; the text of what is marked says it in words, too.
Mark = Literal[
    "error", "warning", "info", "met", "undetermined", "not_due", "waived", "not_applicable",
    "failed", "others",
]  # fmt: skip


@frozen
class Span:
    """A piece of running text.

    `link` is the anchor of a heading in the same paper, `file` the name of a file beside it, and
    `demand` the number of what it is about, for whoever has a page of that.
    """

    text: str
    strong: bool = False
    mark: Mark | None = None
    link: str | None = None
    file: str | None = None
    demand: str | None = None


Text = Sequence[Span]


@frozen
class Heading:
    """A heading, level 1 to 4; `anchor` is what links in the same paper point to.

    `about` tells those that show some sections otherwise what stands below it, and `count` of how
    many checks it tells. `demand` is the number of the demand that it is the heading of.
    """

    level: int
    text: str
    anchor: str | None = None
    about: Section | None = None
    count: int | None = None
    demand: str | None = None


@frozen
class Paragraph:
    """Running text. A `lead` sums up what follows; a `note` is said beside it."""

    text: Text
    style: Literal["body", "lead", "note"] = "body"


@frozen
class Items:
    """A list of points, in order."""

    items: Sequence[Text]
    numbered: bool = False


@frozen
class Facts:
    """Pairs of a label and what it says: `Hvor: plan/rogaland-2016, …`."""

    pairs: Sequence[tuple[str, Text]]


@frozen
class Column:
    """A column of a table; `share` is its part of the width, beside the others'."""

    heading: str
    share: float = 1.0
    numeric: bool = False


# As many characters as a figure of a few digits has.
_SHORT_FIGURE = 4


@frozen
class Table:
    """A table with a caption. The first column names its rows; a row has a text for each column."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Text]]

    @property
    def sideways(self) -> bool:
        """Whether there are so many columns that a page must be turned for them."""
        return len(self.columns) > 12

    @property
    def has_short_figures(self) -> bool:
        """Whether it is of several columns with figures of a few digits, fit for a small screen."""
        numeric = [at for at, column in enumerate(self.columns) if column.numeric]
        written = ("".join(span.text for span in row[at]) for row in self.rows for at in numeric)
        return len(numeric) > 3 and all(len(text) <= _SHORT_FIGURE for text in written)

    @property
    def small(self) -> bool:
        """Whether it has so few rows that it should stand whole on one page."""
        return len(self.rows) <= 20


@frozen
class Bar:
    """One bar of a chart, and how people write its value."""

    label: str
    value: float
    written: str


@frozen
class Chart:
    """Horizontal bars. `text` says the same in a sentence or two, for those who cannot see it."""

    title: str
    bars: Sequence[Bar]
    text: str


@frozen
class NewPage:
    """What follows begins on a page of its own, where there are pages."""


Block = Heading | Paragraph | Items | Facts | Table | Chart | NewPage


@frozen
class Paper:
    """A whole paper. `footer` stands on every page, where there are pages."""

    title: str
    lang: Lang
    blocks: Sequence[Block]
    subtitle: str | None = None
    footer: str | None = None


def plain_text(text: str) -> Text:
    """Running text without emphasis."""
    return (Span(text),)


@frozen
class FlowBlock:
    """A block; `with_next` if it must not stand last on a page, for it says what follows."""

    block: Block
    with_next: bool


@frozen
class PageRun:
    """Blocks that follow each other on pages of one kind: upright, or turned for a wide table."""

    blocks: Sequence[FlowBlock]
    sideways: bool


# A paragraph after a heading that is longer than this may stand on a page without what follows.
_SHORT = 200


def page_runs(blocks: Sequence[Block]) -> Iterator[PageRun]:
    """A paper's blocks, parted where the pages turn.

    Headings go with the table below them, and so does what is said beside a table.
    """
    upright: list[FlowBlock] = []
    turned: list[FlowBlock] = []
    for kept in _flow_blocks(blocks):
        beside = isinstance(kept.block, Paragraph) and kept.block.style == "note"
        if turned and beside:
            turned.append(kept)
            continue
        if turned:
            yield PageRun(turned, sideways=True)
            turned = []
        if isinstance(kept.block, Table) and kept.block.sideways:
            start = len(upright)
            while start and upright[start - 1].with_next:
                start -= 1
            if upright[:start]:
                yield PageRun(upright[:start], sideways=False)
            turned, upright = [*upright[start:], kept], []
        else:
            upright.append(kept)
    if turned or upright:
        yield PageRun(turned or upright, sideways=bool(turned))


def _flow_blocks(blocks: Sequence[Block]) -> Iterator[FlowBlock]:
    for index, block in enumerate(blocks):
        before = blocks[index - 1] if index else None
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        yield FlowBlock(block, _says_what_follows(block, before, after))


def _says_what_follows(block: Block, before: Block | None, after: Block | None) -> bool:
    if not isinstance(block, Paragraph):
        return isinstance(block, Heading) or (
            isinstance(block, Facts) and isinstance(after, Table | Facts)
        )
    if block.style == "note" and isinstance(before, Table):
        return False
    if isinstance(after, Facts | Items | Table | Chart):
        return True
    is_short = sum(len(span.text) for span in block.text) < _SHORT
    return is_short and isinstance(before, Heading) and isinstance(after, Paragraph)
