"""What tests of the paper for a meeting share: rounds to make it of."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from paper_material import alone, material

from iacheck.documents.document import Document
from iacheck.language.language import language
from iacheck.reports.blocks import Block, Heading, Items, NewPage, Paragraph, Table, Text
from iacheck.reports.meeting.delivery import deliveries
from iacheck.reports.meeting.material import Material
from iacheck.reports.meeting.paper import paper
from iacheck.reports.meeting.parts.accounts import blocks as accounts

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
ENGLISH = language("en")
PARTS = EXAMPLES / "halvaarsrapport-2012-h2.md"
ROUNDS = {
    "2015": ((EXAMPLES / "2015",), "2015", "2016-06-01"),
    "2012-h2": ((EXAMPLES / "2012", PARTS), "2012-H2", "2013-02-15"),
    "2012": ((EXAMPLES / "2012", PARTS), "2012", "2013-02-15"),
    "half-year-paper": ((PARTS,), "2012-H2", "2013-01-15"),
}


def opening(given: Material) -> list[Block]:
    """What the paper of a period opens with, before its annexes."""
    blocks = list(paper(alone(given), ENGLISH).blocks)
    return blocks[: blocks.index(NewPage())]


def words(text: Text) -> str:
    return "".join(span.text for span in text)


def told(*documents: Document) -> list[str]:
    given_ = material(documents, "2012-H2", "2013-02-01", extent="everybody")
    lines = []
    for block in accounts(given_, deliveries(given_), ENGLISH):
        if isinstance(block, Heading):
            lines.append(f"{'#' * block.level} {block.text}")
        elif isinstance(block, Paragraph):
            lines.append(words(block.text))
        elif isinstance(block, Items):
            lines += [f"- {words(item)}" for item in block.items]
    return lines


def tables(blocks: Iterable[Block]) -> dict[str, list[list[str]]]:
    """The cells of each table, by its caption."""
    return {
        block.caption: [[words(cell) for cell in row] for row in block.rows]
        for block in blocks
        if isinstance(block, Table)
    }


def sentences(blocks: Iterable[Block]) -> list[str]:
    """The paragraphs, and the points of lists."""
    lines = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.append(words(block.text))
        elif isinstance(block, Items):
            lines += map(words, block.items)
    return lines
