"""What amounts are multiplied by where it stands beside them: “Tall i hele 1000 kroner”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from iacheck.forms.free_form.field_values import UNCERTAIN_SCALE, raw_text
from iacheck.forms.free_form.outline import BOLD_RANK
from iacheck.forms.free_form.trade_words import TradeWords
from iacheck.forms.grids import Grid
from iacheck.forms.paper_blocks import PaperBlock, TextBlock

_THOUSAND = 1000
_IN_WORDS = r"TNOK|tkr|kkr"
_UNIT = (
    rf"(?:(?:hele|heile|whole)\s+)?(?:(?:kr\.?|nok)\s+)?(?:(?:1[ .\u00a0]?000|tusen|thousands?)"
    rf"(?:\s+(?:of\s+)?(?:norske\s+)?(?:kr\.?|kroner|nok))?|{_IN_WORDS})"
)
# “Alle beløp er oppgitt i 1000 kroner.”
_SENTENCE = (
    r"\b(?:tall\w*|tal|tala|beløp\w*|sum(?:mer|mar|mene|mane)?|kr|kroner|nok|figures|amounts|numbers"
    rf"|regnskap\w*|rekneskap\w*|budsjett\w*)\b[^.\n\d:]{{0,40}}?\b(?:i|in)\s+{_UNIT}"
    r"(?=\s*(?:[.,;:)\]\n]|\Z))"
)
_SAYS_THOUSANDS = re.compile(
    rf"{_SENTENCE}|[(\[]\s*(?:(?:i|in)\s+{_UNIT}|tusen(?:\s+kr\w*)?|{_IN_WORDS})\.?\s*[)\]]",
    re.IGNORECASE,
)
_THOUSANDS_ALONE = re.compile(
    rf"\W*(?:(?:(?:alle|all)\s+)?(?:{_SENTENCE})|(?:i|in)\s+{_UNIT}|{_IN_WORDS})\W*", re.IGNORECASE
)
_OF_ALL = re.compile(r"\b(?:alle|all)\b", re.IGNORECASE)
# Longer than this, and a line that begins with a known word is no heading.
_MOST_WORDS = 6


def is_scale_alone(text: str) -> bool:
    """Whether a text says that amounts are in thousands, and nothing else."""
    return _THOUSANDS_ALONE.fullmatch(text) is not None


def amount_scales(blocks: Sequence[PaperBlock], words: TradeWords) -> Iterator[int]:
    """What the amounts of each block are multiplied by, where they do not say so themselves.

    What is said under a heading holds below it until the next of its rank. Above where it is said
    it may hold, and elsewhere where it is said of all amounts, or in a remark in a cell: there it
    is uncertain.
    """
    ranks = [_rank(block, words) for block in blocks]
    said = [
        at
        for at, block in enumerate(blocks)
        if isinstance(block, TextBlock) and _is_said(block.text)
    ]
    spans = [(_start(ranks, at), at, _end(ranks, at)) for at in said]
    is_of_all = any(_is_of_all(blocks[at]) for at in said)
    for number, block in enumerate(blocks):
        holding = [at for start, at, end in spans if start <= number < end]
        is_own = isinstance(block, Grid) and _says_thousands(block, words)
        if is_own or any(at <= number for at in holding):
            yield _THOUSAND
        else:
            is_uncertain = holding or is_of_all or _may_say_thousands(block)
            yield UNCERTAIN_SCALE if is_uncertain else 1


def _is_said(text: str) -> bool:
    return _SAYS_THOUSANDS.search(text) is not None or is_scale_alone(text)


def _is_of_all(block: PaperBlock) -> bool:
    """Whether it is said of all amounts, wherever they stand."""
    return isinstance(block, TextBlock) and _OF_ALL.search(block.text) is not None


def _says_thousands(grid: Grid, words: TradeWords) -> bool:
    """Whether a table says it of all its amounts, and not in the heading of one column."""
    cells = (cell for row in grid.rows.values() for cell in row.values())
    texts = {raw_text(cell.value) for cell in cells if isinstance(cell.value, str)}
    return any(
        all((one := words.column(text, name)) is None or one.scale == 1 for name in words.tables)
        for text in texts
        if _is_said(text)
    )


def _may_say_thousands(block: PaperBlock) -> bool:
    """Whether a cell below the first row of a table says it alone: a remark, or a late heading."""
    if not isinstance(block, Grid):
        return False
    below = sorted(block.rows)[1:]
    cells = (cell for number in below for cell in block.rows[number].values())
    return any(isinstance(c.value, str) and is_scale_alone(c.value) for c in cells)


def _rank(block: PaperBlock, words: TradeWords) -> int | None:
    """The rank of a heading, or of a line that stands out as one; None of all else."""
    if not isinstance(block, TextBlock):
        return None
    if block.rank is not None:
        return block.rank
    is_short = len(block.text.split()) <= _MOST_WORDS and not is_scale_alone(block.text)
    is_line = is_short and not block.is_item and ":" not in block.text.strip()[:-1]
    is_heading = block.is_bold or words.heading(block.text).section is not None
    return BOLD_RANK if is_line and is_heading else None


def _start(ranks: Sequence[int | None], at: int) -> int:
    """The heading that a block stands under, or is."""
    return next((one for one in range(at, -1, -1) if ranks[one] is not None), 0)


def _end(ranks: Sequence[int | None], at: int) -> int:
    """Where the part of the paper ends that a block stands in."""
    own = ranks[_start(ranks, at)]
    after = range(at + 1, len(ranks))
    higher = (one for one in after if (rank := ranks[one]) is not None and rank <= (own or 0))
    return next(higher, len(ranks))
