"""Which documents a paper is: of which kinds, whose, and for when, by what it calls itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import PurePath

from iacheck.cases.council_names import council_in, known_council
from iacheck.forms.days import months
from iacheck.forms.free_form.council_parts import (
    CouncilParts,
    begins_with_council,
    council_parts,
    names_council,
)
from iacheck.forms.free_form.trade_words import TradeWords
from iacheck.forms.paper_blocks import PaperBlock, PaperText, TextBlock
from iacheck.language.frozen import frozen
from iacheck.language.names import without_invisible
from iacheck.language.periods import Period
from iacheck.language.written_periods import find_half_year, period_in_words

_YEAR = re.compile(
    r"(?<!\d)(?P<first>20\d\d)(?:\s*(?:[-–/]|til|to)\s*(?P<last>(?:20)?\d\d)(?!\d))?(?!\d)"
)
# A day or month in a title is that of the paper, and not the year that it is for; but of months
# from one to another.
_DAY = re.compile(
    r"(?<!\d)(?:\d{1,2}\.\s?(?:\d{1,2}\.|[^\W\d]{3,9}\.?)\s?20\d\d|20\d\d-\d\d-\d\d"
    r"|\d{1,2}/\d{1,2}[-/]20\d\d)(?!\d)"
    rf"|(?<![–—-])(?<![–—-]\s)(?<!\btil\s)(?<!\bto\s)\b(?:{'|'.join(months())})\.?\s+20\d\d(?!\d)",
    re.IGNORECASE,
)
# “År 2015”, “For 2015”
_YEAR_ALONE = re.compile(r"(?:(?:for|gjelder|år(?:et)?|year)\s*:?\s*)+20\d\d\.?", re.IGNORECASE)
# How far down a paper what it is may stand before its first heading or table.
_FIRST_LINES = 8
_LONGEST_TITLE = 160
# “Til: IA-rådet i Hedmark”: whom a paper is for, and not whose it is.
_ADDRESSED = re.compile(
    r"\s*(?:til|kopi|kopi til|cc|mottaker|mottakar|to|copy)\b\s*(?::|(?=ia-?råd))", re.IGNORECASE
)


@frozen
class Identity:
    """What is known of a paper; None where nothing says it.

    `years` are all that a plan covers, where it is over several.
    """

    kinds: tuple[str, ...] = ()
    council: str | None = None
    period: Period | None = None
    years: tuple[int, ...] = ()


NOTHING_GIVEN = Identity()


def identity_given(kind: str | None, council: str | None, period: Period | None) -> Identity:
    """What the user says of papers; a council by its id, where its name is known."""
    whose = (known_council(council) or council) if council else None
    return Identity((kind,) if kind else (), whose, period)


@frozen
class PaperPart:
    """A document of a paper, or several that stand in one text; `titles` say what it is.

    So many of the first blocks stand above all documents of the paper: `shared`, None where there
    is but one. `addressee` is the council that it is sent to, by its id, where it says so.
    """

    kinds: tuple[str, ...]
    titles: tuple[str, ...]
    blocks: tuple[PaperBlock, ...]
    shared: int | None = None
    addressee: str | None = None

    @property
    def own_blocks(self) -> tuple[PaperBlock, ...]:
        """What is of this document alone."""
        return self.blocks[self.shared or 0 :]


def paper_parts(text: PaperText, file: str, words: TradeWords) -> tuple[PaperPart, ...]:
    """The documents of a paper: from a heading that names a kind or a council to the next one.

    In a workbook, the first text of a sheet is a heading too. What stands before the first
    belongs to all, and so do the heads of pages, the sender of a mail and the name of the file,
    which say what nothing else does.
    """
    sender = text.head.sender_name if text.head is not None else ""
    around = (*text.page_heads, *((sender,) if council_of_body(sender) else ()))
    return tuple(_parts(text.blocks, around, PurePath(file).stem, words))


def _parts(
    blocks: Sequence[PaperBlock], around: Sequence[str], stem: str, words: TradeWords
) -> Iterator[PaperPart]:
    councils = council_parts(blocks, (*around, stem), words)
    if councils.later:
        for start, end in pairwise((0, *councils.later, len(blocks))):
            yield from _parts(blocks[start:end], around, stem, words)
        return
    starts = list(_starts(blocks, councils, words))
    if len(starts) < 2 and not councils.heads:
        titles = (*_sentences_last((*_titles(blocks, words), *around), words), stem)
        kinds = _kinds(titles, words)
        own = tuple(one for one in titles if not _is_on_other_paper(one, kinds, words))
        yield PaperPart(kinds, own, tuple(blocks), None, _addressee(blocks))
        return
    before = tuple(blocks[: starts[0]])
    shared = (*_sentences_last((*_titles(before, words), *around), words), stem)
    for start, end in pairwise((*starts, len(blocks))):
        part = blocks[start:end]
        heads = (text for at, text in councils.heads.items() if start <= at < end)
        yield _part(before, tuple(part), (*heads, *_titles(part, words), *shared), words)


def _part(
    before: tuple[PaperBlock, ...],
    blocks: tuple[PaperBlock, ...],
    titles: tuple[str, ...],
    words: TradeWords,
) -> PaperPart:
    begins = blocks[0].text if isinstance(blocks[0], TextBlock) else ""
    kind = words.kind_beside_at_start(begins)
    if kind is not None and not _names_several(begins, words):
        return PaperPart((kind,), (begins, *titles), (*before, *blocks), len(before))
    return PaperPart(_kinds(titles, words), titles, (*before, *blocks), len(before))


def _sentences_last(titles: Iterable[str], words: TradeWords) -> Sequence[str]:
    """The titles, those last that are sentences: “Vi takker IA-rådet i Oppland.”"""
    return sorted(titles, key=lambda one: one.endswith(".") and not words.is_title(one))


def _is_on_other_paper(title: str, kinds: Sequence[str], words: TradeWords) -> bool:
    """Whether a sentence of a report is on a plan: “Handlingsplanen for 2016 er vedlagt.”"""
    named = words.kinds_named(title) if title.endswith(".") else ()
    return bool(named and kinds) and not any(kind in kinds for kind in named)


def identity(part: PaperPart, given: Identity) -> Identity:
    """What a part's titles say, and where they say nothing, what was `given`."""
    years: tuple[int, ...] = ()
    period: Period | None = None
    for title in part.titles:
        period, years = _period(title)
        if period is not None:
            break
    councils = (council_in(title) for title in part.titles)
    return Identity(
        part.kinds or given.kinds,
        next((found for found in councils if found is not None), given.council),
        period or given.period,
        years or given.years,
    )


def council_of_body(name: str) -> str | None:
    """The council that the sender or addressee of a mail is.

    None for a centre of NAV, which may write for a council of several counties.
    """
    return council_in(name) if names_council(name) else None


def with_fields(found: Identity, council: str | None, period: str | None) -> Identity:
    """What the fields of the paper say goes before its titles."""
    told = period_in_words(period) if period else None
    is_name = council is not None and council.isprintable()
    whose = (known_council(council) or council) if council and is_name else None
    return Identity(
        found.kinds, whose or found.council, told or found.period, () if told else found.years
    )


def _starts(
    blocks: Sequence[PaperBlock], councils: CouncilParts, words: TradeWords
) -> Iterable[int]:
    """Where a document begins: at headings that name a kind, or a council, not named before."""
    seen: set[tuple[str | None, str | None]] = set()
    kind: str | None = None
    council: str | None = None
    has_several = any(isinstance(b, TextBlock) and _names_several(b.text, words) for b in blocks)
    last: int | None = None
    for at, block in enumerate(blocks):
        if not isinstance(block, TextBlock) or at in councils.titles:
            continue
        is_first = _is_first_of_sheet(blocks, at, words)
        is_head = at in councils.heads
        if not (is_first or is_head or _may_begin(block, words, has_several)):
            continue
        text = block.text
        named = None if _names_several(text, words) else words.kind_at_start(text)
        if has_several and named is None and not _names_several(text, words):
            named = words.kind_beside_at_start(text)
        whose = council_in(text) if named or is_head or begins_with_council(text) else None
        if named is None and whose is None:
            continue
        before = (kind, council)
        kind, council = named or kind, whose or council
        if (kind, council) in seen:
            continue
        is_same_head = last is not None and all(map(_is_heading, blocks[last:at]))
        if is_same_head:
            seen.discard(before)  # “IA-rådet i Hedmark” above “Handlingsplan 2016”
        else:
            last = at - 1 if is_first else at  # what stands on a sheet begins with its name
            yield last
        seen.add((kind, council))


def _is_first_of_sheet(blocks: Sequence[PaperBlock], at: int, words: TradeWords) -> bool:
    """Whether a text stands first on a sheet whose name is not that of a part of a document."""
    name, text = blocks[at - 1] if at else None, blocks[at]
    return (
        isinstance(name, TextBlock)
        and isinstance(text, TextBlock)
        and (name.rank, text.rank) == (0, None)
        and name.place.sheet is not None
        and len(text.text) <= _LONGEST_TITLE
        and not words.heading(name.text).is_known
    )


def _is_heading(block: PaperBlock) -> bool:
    return isinstance(block, TextBlock) and block.rank is not None


def _may_begin(block: TextBlock, words: TradeWords, has_several: bool) -> bool:
    """Whether a document may begin at a text.

    Below a title that names a plan and a report, lower headings, and lines of these words alone,
    may be those of the one and the other.
    """
    if block.rank is not None:
        return block.rank <= 1 or has_several
    return has_several and not block.is_item and words.is_kind_alone(block.text)


def _names_several(text: str, words: TradeWords) -> bool:
    """Whether a title is that of a plan and a report: “Årsrapport 2015 med handlingsplan 2016”."""
    if len(text) > _LONGEST_TITLE:
        return False
    if len(words.kinds_of_title(text)) > 1:
        return True
    years = {match.group() for match in _YEAR.finditer(_DAY.sub(" ", without_invisible(text)))}
    return len(years) > 1 and len(words.kinds_named(text)) > 1


def _titles(blocks: Sequence[PaperBlock], words: TradeWords) -> tuple[str, ...]:
    """The texts that may say what a paper is: those that stand first, and headings that name it.

    The names of sheets behind the first say what nothing else does.
    """
    first: list[str] = []
    later: list[str] = []
    sheets: list[str] = []
    years_of_sheets = _years_of_sheets(blocks)
    is_below_part = False
    for at, block in enumerate(blocks):
        if not isinstance(block, TextBlock) or len(block.text) > _LONGEST_TITLE:
            continue
        text = " ".join(line for line in block.text.split("\n") if not _ADDRESSED.match(line))
        text = " ".join(text.split())
        is_early = at < _FIRST_LINES and not is_below_part
        if text in years_of_sheets:
            continue
        is_of_kind = block.rank is not None and words.kind_at_start(text) is not None
        if block.rank == 0 and block.place.sheet is not None and at > 0 and not is_of_kind:
            sheets.append(text)
        elif block.rank == 0 or is_of_kind:
            first.append(text)
        elif _heads_part(block, text, words) or (is_early and _may_tell(block, text, words)):
            later.append(text)
        is_part = at > 0 and block.rank is not None and words.heading(text).is_known
        is_below_part = is_below_part or is_part
    return (*first, *later, *sheets)


def _addressee(blocks: Sequence[PaperBlock]) -> str | None:
    """The council in the first lines that say to whom a paper goes, and no other."""
    texts = (block.text for block in blocks[:_FIRST_LINES] if isinstance(block, TextBlock))
    lines = (line for text in texts for line in text.split("\n") if names_council(line))
    named = {council_in(line) for line in lines if _ADDRESSED.match(line)}
    return named.pop() if len(named) == 1 else None


def _years_of_sheets(blocks: Iterable[PaperBlock]) -> frozenset[str]:
    """The names of sheets with years, where these are several: none of them is the paper's.

    So it is with the years alone, `2015` and `2016`, and with `Økonomi 2014` and `Økonomi 2015`
    behind a first sheet that says none.
    """
    names = [
        block.text.strip()
        for block in blocks
        if isinstance(block, TextBlock) and block.rank == 0 and block.place.sheet is not None
    ]
    for several in (filter(_YEAR.fullmatch, names), filter(_YEAR.search, names[1:])):
        told = list(several)
        if len({match[0] for name in told if (match := _YEAR.search(name))}) > 1:
            return frozenset(told)
    return frozenset()


def _heads_part(block: TextBlock, text: str, words: TradeWords) -> bool:
    """Whether a text is the heading of a part, which may say the year."""
    section = words.heading(text).section
    return block.rank is not None and section not in (None, "plans", "discontinued")


def _may_tell(block: TextBlock, text: str, words: TradeWords) -> bool:
    """Whether a text that is no heading may say what the paper is."""
    if block.is_item:
        return False
    is_year = _YEAR_ALONE.fullmatch(text) is not None
    return is_year or bool(words.kinds_of_title(text) or names_council(text))


def _kinds(titles: Iterable[str], words: TradeWords) -> tuple[str, ...]:
    return next((found for title in titles if (found := words.kinds_of_title(title))), ())


def _period(text: str) -> tuple[Period | None, tuple[int, ...]]:
    """The period that a title names, and the years of one over several."""
    text = without_invisible(text)
    half = find_half_year(text)
    if half is not None:
        return half[0], ()
    found = list(_YEAR.finditer(_DAY.sub(" ", text)))
    if len({match.group() for match in found}) != 1:
        return None, ()
    first, last = found[0]["first"], found[0]["last"]
    if last is None:
        return Period(int(first)), ()
    until = int(last) if len(last) == 4 else int(first[:2] + last)
    years = tuple(range(int(first), until + 1))
    return (Period(int(first)), years) if 1 < len(years) <= 10 else (None, ())
