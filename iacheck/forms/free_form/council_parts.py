"""Documents of several councils in one paper: the titles of all, and the headings of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from itertools import pairwise

from iacheck.cases.council_names import council_in, county_numbers, known_council
from iacheck.forms.free_form.label_forms import bare_heading
from iacheck.forms.free_form.trade_words import TradeWords
from iacheck.forms.paper_blocks import PaperBlock, TextBlock
from iacheck.language.frozen import frozen
from iacheck.language.names import words as words_of

# What a heading in bold, which has no rank, stands below.
_BOLD = 10
_LONGEST_TITLE = 160


@frozen
class CouncilParts:
    """The numbers of blocks: of titles of all councils, and of the headings of each one's part.

    `heads` has the text of each. `later` are the titles below the first heading: each begins the
    parts of another kind or year.
    """

    titles: frozenset[int] = frozenset()
    heads: Mapping[int, str] = field(default_factory=dict)
    later: Sequence[int] = ()


@frozen
class _Head:
    at: int
    text: str
    rank: int
    council: str


def council_parts(
    blocks: Sequence[PaperBlock], names: Sequence[str], words: TradeWords
) -> CouncilParts:
    """Where the parts of several councils begin; `names` are those of the paper, as of its file.

    At headings that name a council as their own, if no title is of one council: “IA-rådet i
    Hedmark”, or “Hedmark” alone where a title is of several: “Handlingsplaner 2016 – Agder”. A
    council of several counties above those of each is no council, but the title of both.
    """
    heads = _heads(blocks, names, words)
    if not heads:
        several = (at for at, block in _texts(blocks) if names_councils(block.text))
        return CouncilParts(frozenset(several))
    first, rank = heads[0].at, heads[0].rank
    titles = [
        at
        for at, block in _texts(blocks)
        if (at < first or (_rank(block) < rank and at > first)) and _is_title(block, words)
    ]
    later = [at for at in titles if at > first]
    return CouncilParts(frozenset(titles), {head.at: head.text for head in heads}, later)


def names_council(text: str) -> bool:
    """Whether a text has the words of an IA council in it."""
    return "iaråd" in "".join(words_of(text))


def begins_with_council(text: str) -> bool:
    """Whether a text begins with the words of an IA council."""
    return "".join(words_of(text)).startswith("iaråd")


def names_councils(text: str) -> bool:
    """Whether a title is that of several councils: “Handlingsplaner for IA-rådene i Agder”."""
    given = words_of(text)
    return any(pair in (("ia", "rådene"), ("ia", "råda")) for pair in pairwise(given))


def _heads(
    blocks: Sequence[PaperBlock], names: Sequence[str], words: TradeWords
) -> Sequence[_Head]:
    """The headings of parts, all of one rank; of one council alone only below one of several."""
    found = list(_own_headings(blocks, names, words))
    counties = {head.council: frozenset(county_numbers(head.council)) for head in found}
    found = [h for h in found if not any(counties[h.council] > c for c in counties.values())]
    for rank in sorted({head.rank for head in found}):
        heads = [head for head in found if head.rank == rank]
        councils = {head.council for head in heads}
        above = list(_councils_above(blocks[: heads[0].at], words))
        is_below = all(frozenset(county_numbers(a)) > counties[c] for a in above for c in councils)
        if is_below and (len(councils) > 1 or (above and rank <= 1)):
            return heads
    return ()


def _own_headings(
    blocks: Sequence[PaperBlock], names: Sequence[str], words: TradeWords
) -> Iterator[_Head]:
    """The headings that name a council as that of what stands below them."""
    is_of_several = any(_is_of_several(name, words) for name in names)
    for at, block in _texts(blocks):
        text = block.text
        if not _is_heading(block):
            continue
        is_of_several = is_of_several or _is_of_several(text, words)
        is_own = begins_with_council(text) or words.kind_at_start(text) is not None
        council = council_in(text) if is_own and not names_councils(text) else None
        if council is None and is_of_several:
            council = known_council(bare_heading(text))
        if council is not None:
            yield _Head(at, text, _rank(block), council)


def _councils_above(blocks: Sequence[PaperBlock], words: TradeWords) -> Iterator[str]:
    """The councils that titles above the parts name."""
    for _, block in _texts(blocks):
        if _is_heading(block) or words.is_title(block.text):
            council = council_in(block.text)
            if council is not None:
                yield council


def _is_of_several(title: str, words: TradeWords) -> bool:
    """Whether a title is of several councils' documents; those of one council may be of years."""
    if names_councils(title):
        return True
    return words.names_several(title) and not names_council(title)


def _is_title(block: TextBlock, words: TradeWords) -> bool:
    return _is_heading(block) and (
        words.kind_at_start(block.text) is not None or _is_of_several(block.text, words)
    )


def _is_heading(block: TextBlock) -> bool:
    return (block.rank is not None or block.is_bold) and len(block.text) <= _LONGEST_TITLE


def _rank(block: TextBlock) -> int:
    return _BOLD if block.rank is None else block.rank


def _texts(blocks: Sequence[PaperBlock]) -> Iterator[tuple[int, TextBlock]]:
    return ((at, block) for at, block in enumerate(blocks) if isinstance(block, TextBlock))
