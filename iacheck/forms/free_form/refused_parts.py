"""What stands in a part of a paper of which no document is made: all of it, heading by heading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iacheck.documents.unread_block import UnreadBlock
from iacheck.forms.free_form.excerpts import excerpt
from iacheck.forms.free_form.table_remainders import texts_of_rows
from iacheck.forms.grids import Grid
from iacheck.forms.paper_blocks import PaperBlock, TextBlock
from iacheck.language.places import Place


def unread_sections(blocks: Sequence[PaperBlock]) -> Iterator[UnreadBlock]:
    """Each heading with what stands below it, and a table that stands without one."""
    section: list[PaperBlock] = []
    for block in blocks:
        if section and isinstance(block, TextBlock) and block.rank is not None:
            yield _unread(section)
            section = []
        section.append(block)
    if section:
        yield _unread(section)


def first_place(blocks: Sequence[PaperBlock]) -> Place:
    """Where blocks begin."""
    if not blocks:
        return Place()
    first = blocks[0]
    return first.place if isinstance(first, TextBlock) else first.place_of(1, 1)


def _unread(section: Sequence[PaperBlock]) -> UnreadBlock:
    texts = [
        text
        for block in section
        for text in (texts_of_rows(block) if isinstance(block, Grid) else (block.text,))
    ]
    is_table = all(isinstance(block, Grid) for block in section)
    return UnreadBlock("table" if is_table else "text", first_place(section), excerpt(texts))
