"""Pieces that no structure holds to rows: paragraphs by the gaps between lines."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from iacheck.language.look_alikes import look
from iacheck.readers.paper_text.contents_titles import CONTENTS_TITLES
from iacheck.readers.pdf_child.content import PdfRow
from iacheck.readers.pdf_child.layout import LineLayout, PageLine
from iacheck.readers.pdf_child.letters import letters_of

# Measured by `benchmarks/thresholds.py`, which sets one text in 36 ways: 34 are read right.
# How much further apart than a paragraph's lines two paragraphs stand. The same 34 from 1.13 to
# 1.37, fewer with 1 and with 1.5.
_GAP = 1.25
# How far apart lines stand as a rule, and at most where too few go on in the next to tell. The 36
# have lines enough to do without either; `tests/test_pdf_untagged.py` has texts that do not.
_PITCH, _WIDE_PITCH = 1.2, 1.6
_TELLING = 4
# How much larger or smaller the letters of another paragraph are. The 34 stay with 0.01 to 0.5.
_OTHER_SIZE = 0.1
# Lines above the one before them, on a page whose content is in no order for reading: one or two
# are columns. The 34 stay with up to 15.
_JUMBLED = 3
_ITEM = re.compile(r"^(?:[•‣⁃◦▪▫●○■□♦➢➔·*–-]|\d{1,2}[.)]|[a-zæøå]\))\s+\S")
# A number may be that of a day or of a half-year, and stays in the text.
_MARK = re.compile(r"[-·–]\s+")
_LEADER = re.compile(r"(?:\.{4}|(?:\. ){4}|…{2}|_{4})\s*\d+$")
# So many letters of a heading tell it from others.
_SAME_START = 40
_DIGITS = re.compile(r"\d+")
_ENDS = (".", "!", "?", ":", ";")
# How high the margins are at the top and at the bottom, and how much the heights of a line in
# them may differ from page to page; in points. A margin of 2.5 cm is 71 points, and from there on
# the first lines of the text count as headers: the 34 stay with 7 to 71, and with heights up to 15.
_MARGIN = 68
_SAME_HEIGHT = 3


def rows_of_lines(
    lines: Sequence[PageLine], layout: LineLayout
) -> Iterator[tuple[PdfRow, PageLine]]:
    """The rows that lines make, each with the line it begins on."""
    ordered = list(in_reading_order(lines))
    pitch = _pitch(ordered, layout)
    block: list[PageLine] = []
    for line in ordered:
        if block and not _goes_on(block, line, pitch, layout):
            yield from _block_rows(block, layout)
            block = []
        block.append(line)
    if block:
        yield from _block_rows(block, layout)


def contents_lines(lines: Sequence[PageLine]) -> list[PageLine]:
    """The lines of tables of contents: they name what stands elsewhere, or the table has a title.

    Dots before a number may stand in a list of figures too: “Kurs ........ 12”.
    """
    texts = [look(line.text) for line in lines]
    starts = Counter(text[:_SAME_START] for text in texts)
    found: list[PageLine] = []
    run: list[PageLine] = []
    title = ""
    for line, text in zip(lines, texts, strict=True):
        if _LEADER.search(line.text.rstrip()):
            run.append(line)
            continue
        found += run if _is_contents(run, title, starts) else []
        run, title = [], text
    return found + (run if _is_contents(run, title, starts) else [])


def _is_contents(run: Sequence[PageLine], title: str, starts: Mapping[str, int]) -> bool:
    """Whether lines with leaders below a title are a table of contents."""
    texts = [line.text.rstrip() for line in run]
    pages = [int(_DIGITS.findall(text)[-1]) for text in texts]
    if not run or any(after < before for before, after in pairwise(pages)):
        return False
    named = [look(_LEADER.sub("", text))[:_SAME_START] for text in texts]
    # Each has itself among the lines, but with the number of a page.
    elsewhere = sum(bool(name) and starts[name] > (len(name) == _SAME_START) for name in named)
    return title in CONTENTS_TITLES or elsewhere * 2 >= len(run)


def repeated_lines(lines: Sequence[PageLine], heights: Mapping[int, float]) -> list[PageLine]:
    """The headers, footers and page numbers: lines in the margins that most pages have.

    Numbers in them may differ; a page that has nothing else keeps them. `heights` are those of
    the pages, in points.
    """
    within = [
        line for line in lines if not _MARGIN <= line.main.base <= heights[line.page] - _MARGIN
    ]
    found_on: dict[tuple[str, int], set[int]] = defaultdict(set)
    for line in within:
        found_on[_text_and_height(line)].add(line.page)
    gone = [
        line for line in within if len(found_on[_text_and_height(line)]) * 2 > max(len(heights), 2)
    ]
    gone_ids = set(map(id, gone))
    with_more = {line.page for line in lines if id(line) not in gone_ids}
    return sorted(
        (line for line in gone if line.page in with_more),
        key=lambda line: (line.page, -line.main.base),
    )


def _text_and_height(line: PageLine) -> tuple[str, int]:
    """What a line says, whatever numbers are in it, and how high it stands."""
    said = _DIGITS.sub("#", " ".join(line.text.split()))
    return said, round(line.main.base / _SAME_HEIGHT)


def in_reading_order(lines: Sequence[PageLine]) -> Iterator[PageLine]:
    """Lines as the content has them, unless it jumps up and down a page."""
    by_page: dict[int, list[PageLine]] = defaultdict(list)
    for line in lines:
        by_page[line.page].append(line)
    for page in sorted(by_page):
        found = by_page[page]
        up = sum(_is_above(line, before) for before, line in pairwise(found))
        if up >= _JUMBLED:
            found.sort(key=lambda line: (-round(line.main.base), line.left))
        yield from found


def _is_above(line: PageLine, before: PageLine) -> bool:
    overlaps = line.left < before.right and before.left < line.right
    return overlaps and line.main.base > before.main.base + before.main.size


def _pitch(lines: Sequence[PageLine], layout: LineLayout) -> float:
    """How far apart the lines of a paragraph stand, by the height of their letters.

    Only lines that go on are asked; where few do, lines that are far apart are paragraphs.
    """
    beneath = [
        (down / line.main.size, layout.breaks(before, line))
        for before, line in pairwise(lines)
        if before.page == line.page and (down := before.main.base - line.main.base) > 0
    ]
    downs = sorted(down for down, broken in beneath if not broken)
    if not downs:
        return _PITCH
    pitch = downs[len(downs) // 4]
    telling = len(downs) >= _TELLING and len(downs) * 2 > len(beneath)
    return pitch if telling else min(pitch, _WIDE_PITCH)


def _goes_on(block: Sequence[PageLine], line: PageLine, pitch: float, layout: LineLayout) -> bool:
    """Whether a line belongs to the paragraph of the lines before it."""
    before = block[-1]
    if before.page != line.page:
        return _goes_on_overleaf(before, line, layout)
    down = before.main.base - line.main.base
    return (
        0 < down <= _GAP * pitch * line.main.size
        and _alike(before, line)
        and line.left < before.right
        and before.left < line.right
    )


def _goes_on_overleaf(before: PageLine, line: PageLine, layout: LineLayout) -> bool:
    """Only where it is certain: the sentence goes on."""
    return (
        _alike(before, line)
        and line.text[:1].islower()
        and not before.text.rstrip().endswith(_ENDS)
        and not layout.breaks(before, line)
    )


def _alike(before: PageLine, line: PageLine) -> bool:
    """Whether two lines are in letters of one size, and neither alone is all in bold, say."""
    fonts, others = ({piece.font for piece in one.pieces} for one in (before, line))
    close = abs(before.main.size - line.main.size) <= _OTHER_SIZE * line.main.size
    return close and bool(fonts & others)


def _block_rows(block: Sequence[PageLine], layout: LineLayout) -> Iterator[tuple[PdfRow, PageLine]]:
    begins = True
    for item in _items(block):
        letters = letters_of(item)
        lead_in = letters.lead_in
        for text, first in layout.written(item):
            if text:
                marked = _MARK.match(text)
                mark = marked[0] if marked else ""
                row = PdfRow(
                    text, first.page, None, begins, mark, letters.bold, lead_in, letters.size
                )
                yield row, first
                begins, lead_in = False, ""


def _items(block: Sequence[PageLine]) -> Iterator[Sequence[PageLine]]:
    """The list items of a block, or the whole of it."""
    item: list[PageLine] = []
    for line in block:
        if item and _ITEM.match(line.text):
            yield item
            item = []
        item.append(line)
    yield item
