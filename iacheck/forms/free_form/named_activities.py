"""Lines that name activities by what stands below: “2.1 Lederkurs”, and `Ansvarlig: NAV`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from iacheck.forms.free_form.label_tables import fields_of_bare_card
from iacheck.forms.free_form.trade_words import TradeWords
from iacheck.forms.grids import Grid
from iacheck.forms.paper_blocks import PaperBlock, TextBlock
from iacheck.forms.running_fields import parts

# One label may be of all that stands under a heading of a theme.
_FEWEST_LABELS = 2
_MOST_WORDS = 14
_SENTENCE_END = (".", "!", "?", ";", ",", ":")


def with_named_activities(blocks: Sequence[PaperBlock], words: TradeWords) -> Sequence[PaperBlock]:
    """The blocks, in which the names of activities say so.

    Below them stand two labels of an activity or more, and no list or other table.
    """
    return [
        replace(block, names_activity=True)
        if isinstance(block, TextBlock)
        and _may_name(block, words)
        and len(set(_labels_below(blocks, at + 1, words))) >= _FEWEST_LABELS
        else block
        for at, block in enumerate(blocks)
    ]


def _may_name(block: TextBlock, words: TradeWords) -> bool:
    text = block.text.strip()
    is_name = 0 < len(text.split()) <= _MOST_WORDS and not text.endswith(_SENTENCE_END)
    return is_name and not block.is_item and ":" not in text and not words.heading(text).is_known


def _labels_below(blocks: Sequence[PaperBlock], start: int, words: TradeWords) -> Iterator[str]:
    """The fields that paragraphs of labels tell of an activity; none where a list follows them."""

    def label_of(text: str) -> str | None:
        column = words.column(text, "activities")
        return column.field if column is not None and column.field != "title" else None

    found: list[str] = []
    for block in blocks[start:]:
        if isinstance(block, Grid) and not found:
            found += fields_of_bare_card(block, words)
            break
        if not isinstance(block, TextBlock) or block.is_item:
            return
        before, labelled = parts(block.text.strip(), label_of)
        if block.rank is not None or before or not labelled:
            break
        found += (field for field, _ in labelled)
    yield from found
