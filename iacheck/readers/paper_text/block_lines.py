"""The texts and tables of a paper as its lines, for whoever reads running text alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from iacheck.forms.paper_blocks import PaperBlock, TextBlock
from iacheck.readers.paper_text.line import Line


def block_lines(blocks: Iterable[PaperBlock]) -> Iterator[Line]:
    """The lines of texts and of the cells of tables, in order; what has a rank is a heading."""
    was_item = False
    for block in blocks:
        if isinstance(block, TextBlock):
            yield from _text_lines(block, begins=not (was_item and block.is_item))
            was_item = block.is_item
            continue
        was_item = False
        for number in sorted(block.rows):
            begins = True
            for _, cell in sorted(block.rows[number].items()):
                for text in filter(None, map(str.strip, str(cell.value).split("\n"))):
                    # The cells of a row stand close together.
                    yield Line(text, cell.place, None, begins)
                    begins = False


def _text_lines(block: TextBlock, *, begins: bool) -> Iterator[Line]:
    if block.rank is not None:
        # The title of a paper names no party: it is no heading of the parties' parts.
        yield Line(" ".join(block.text.split()), block.place, block.rank or None)
        return
    mark = "- " if block.is_item else ""
    for text in filter(None, map(str.strip, block.text.split("\n"))):
        yield Line(mark + text, block.place, None, begins)
        begins, mark = False, ""
