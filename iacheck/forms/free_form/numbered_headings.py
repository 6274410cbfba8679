"""Headings that look like items of a list: “2. Aktiviteter”, alone above what stands under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from iacheck.forms.free_form.trade_words import TradeWords
from iacheck.forms.paper_blocks import PaperBlock, TextBlock

# One alone may be the name of an activity: “1. Medieomtale”.
_FEWEST = 2


def with_numbered_headings(blocks: Sequence[PaperBlock], words: TradeWords) -> Sequence[PaperBlock]:
    """The blocks, in which such headings are no items.

    They are of known words, stand beside no other item of their count, and are counted on
    through the paper.
    """
    found = {
        at: replace(block, is_item=False, number=None)
        for at, block in enumerate(blocks)
        if isinstance(block, TextBlock) and _may_head(blocks, at, block, words)
    }
    numbers = [_number(blocks[at]) or 0 for at in found]
    if len(found) < _FEWEST or any(after <= before for before, after in pairwise(numbers)):
        return blocks
    return [found.get(at, block) for at, block in enumerate(blocks)]


def _may_head(blocks: Sequence[PaperBlock], at: int, block: TextBlock, words: TradeWords) -> bool:
    if block.number is None or words.heading(block.text).section is None:
        return False
    before = _number(blocks[at - 1]) if at else None
    after = _number(blocks[at + 1]) if at + 1 < len(blocks) else None
    return before != block.number - 1 and after != block.number + 1


def _number(block: PaperBlock) -> int | None:
    return block.number if isinstance(block, TextBlock) else None
