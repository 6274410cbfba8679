"""From pieces of text to lines on the page, and from these to the lines that were written.

Where a line on the page ends says nothing, unless it ends early: if the next word had room in
it, someone broke the line there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from iacheck.readers.pdf_child.pieces import SOFT_HYPHEN, Piece

# Of a letter's height: what is a space at least, how far a full stop may hang out into the margin,
# and how far off a line superscripts stand. In `benchmarks/thresholds.py`, where 34 of 36 ways of
# setting a text are read right, as many are with 0.02 to 1, 0.03 to 1.25 and 0.05 to 1.
_SPACE = 0.2
_HANGING = 0.25
_OFF_LINE = 0.5
# A line's right end is its column's if one line in ten at most reaches further.
_REACHING = 10
# Of the lines that are full, one in so many ends with a space at least, if spaces are written; for
# some are the last of a paragraph.
_KEPT = 4
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}")
# How far letters may overlap those before them, in points.
_ROUNDING = 0.5
# A word before which a hyphen at a line's end stands for a part that both words share.
_SHARING = re.compile(r"(?:og|eller|samt|and|or)\b", re.IGNORECASE)
BULLET = re.compile(r"^[•‣⁃◦▪▫●○■□♦➢➔·*\uf0b7\uf0a7\uf0d8]\s+")


@dataclass(slots=True)
class PageLine:
    """Pieces that stand on one line of a page, from left to right."""

    pieces: list[Piece]

    @property
    def page(self) -> int:
        return self.pieces[0].page

    @property
    def left(self) -> float:
        return self.pieces[0].left

    @property
    def right(self) -> float:
        # Most lines are of one piece, and are asked often.
        if len(self.pieces) == 1:
            return self.pieces[0].right
        return max(piece.right for piece in self.pieces if not piece.blank)

    @property
    def main(self) -> Piece:
        """The piece in the largest letters."""
        if len(self.pieces) == 1:
            return self.pieces[0]
        return max(self.pieces, key=lambda piece: piece.size)

    @property
    def text(self) -> str:
        """What stands on the line, with spaces where its pieces stand apart."""
        written = ""
        for index, piece in enumerate(self.pieces):
            if index and _apart(self.pieces[index - 1], piece):
                written += " "
            written += piece.text
        return written

    @property
    def first_word(self) -> float:
        """How wide the first word is, which may stand in several pieces."""
        end = self.left
        for index, piece in enumerate(self.pieces):
            if index and (_apart(self.pieces[index - 1], piece) or piece.text[:1].isspace()):
                break
            end = piece.word
            if any(map(str.isspace, piece.text.lstrip())):
                break
        return end - self.left


def _apart(before: Piece, piece: Piece) -> bool:
    # A hyphen that the layout put at the end of a line belongs to the word before it.
    if before.text[-1:].isspace() or piece.text[:1].isspace() or piece.text == SOFT_HYPHEN:
        return False
    if piece.page == before.page and piece.order == before.order + 1:
        return piece.apart
    return piece.left - before.right > _SPACE * piece.size


def page_lines(pieces: Iterable[Piece]) -> list[PageLine]:
    """Pieces in the order that they are read in, by the lines they stand on."""
    lines: list[PageLine] = []
    for piece in pieces:
        if lines and _continues(lines[-1], piece):
            lines[-1].pieces.append(piece)
        elif not piece.blank:
            lines.append(PageLine([piece]))
    return lines


def _continues(line: PageLine, piece: Piece) -> bool:
    last = line.pieces[-1]
    return (
        piece.page == last.page
        and abs(piece.base - line.main.base) < _OFF_LINE * max(piece.size, line.main.size)
        # A blank that ends a line of PDFium's stands where it likes.
        and (piece.blank or piece.left > last.left - _ROUNDING)
    )


class LineLayout:
    """How a whole PDF sets its lines; learnt from all of them."""

    def __init__(self, lines: Sequence[PageLine]) -> None:
        self._rights: dict[tuple[int, int], list[float]] = defaultdict(list)
        for line in lines:
            self._rights[line.page, _column(line)].append(line.right)
        for rights in self._rights.values():
            rights.sort()
        # A soft hyphen that shows inside a line is a font's way of naming its hyphen.
        self._soft_is_hard = any(
            SOFT_HYPHEN in line.text.rstrip().rstrip(SOFT_HYPHEN) for line in lines
        )
        full = [
            before.text
            for before, line in pairwise(lines)
            if _beneath(before, line) and not self.breaks(before, line)
        ]
        within = [text.endswith(" ") for text in full]
        # Many programs write the space at which they break a line.
        self._spaces_kept = sum(within) * 2 > len(within)
        kept = [
            before.text.endswith(" ")
            for before, line in pairwise(lines)
            if " " in before.text and _under(before, line) and not self.breaks(before, line)
        ]
        # Those that do break a word that is too long for a narrow column, and write no space there.
        self.breaks_words = sum(kept) * _KEPT > len(kept) or any(
            _shows_break(before, line) for before, line in pairwise(lines)
        )
        # After these a line may end though no space stands there. Dashes have spaces around them
        # as a rule, so there the line must tell.
        self._glue = {"-", "/", "–", "—"} if self._spaces_kept else {"-", "/"}

    def written(self, lines: Sequence[PageLine]) -> Iterator[tuple[str, PageLine]]:
        """The lines of a paragraph as they were written, each with the line it begins on."""
        text, first = "", lines[0]
        for index, line in enumerate(lines):
            own = self.hyphens(line.text)
            if index and self.breaks(lines[index - 1], line, lines):
                yield tidy(text), first
                text, first = own, line
            elif index:
                text = self.join(text, own)
            else:
                text = own
        yield tidy(text), first

    def breaks(self, before: PageLine, line: PageLine, paragraph: Sequence[PageLine] = ()) -> bool:
        """Whether someone broke the line before this one: its first word had room there."""
        if before.text.rstrip().endswith(SOFT_HYPHEN) and not self._soft_is_hard:
            return False
        around = [one for one in paragraph if one.page == before.page] or [before]
        edge = max(self._edge(before), *(one.right for one in around), before.right)
        needed = _needed(line)
        start = min(one.left for one in around)
        return _has_room(before, needed, start, edge)

    def _edge(self, line: PageLine) -> float:
        rights = self._rights.get((line.page, _column(line)))
        return rights[-1 - len(rights) // _REACHING] if rights else line.right

    def hyphens(self, text: str) -> str:
        """The text of a line with the hyphens that it shows."""
        return text.replace(SOFT_HYPHEN, "-") if self._soft_is_hard else text

    def join(self, before: str, text: str) -> str:
        """Two lines that the layout alone parted, as one."""
        text = text.lstrip()
        ended = before.rstrip()
        if ended != before:
            return f"{ended} {text}"
        if ended.endswith(SOFT_HYPHEN):
            return ended.removesuffix(SOFT_HYPHEN) + text
        if ended[-1:] not in self._glue or ended[-2:-1].isspace():
            return f"{ended} {text}"
        shared = ended.endswith("-") and not self._spaces_kept and _SHARING.match(text)
        return f"{ended} {text}" if shared else ended + text


def tidy(text: str) -> str:
    """A written line without what layout left in it; a bullet is a hyphen, as in Markdown."""
    return BULLET.sub("- ", text.replace(SOFT_HYPHEN, "").strip())


def breaks_within(before: PageLine, line: PageLine, left: float, right: float) -> bool:
    """Whether someone broke the line before this one, in a column of known width."""
    if before.text.rstrip().endswith(SOFT_HYPHEN):
        return False
    return _has_room(before, _needed(line), left, right)


def _needed(line: PageLine) -> float:
    """How much room the first word of a line takes at the end of another."""
    return line.first_word + (_SPACE + _HANGING) * line.main.size


def _has_room(line: PageLine, needed: float, left: float, right: float) -> bool:
    """Whether so much has room after a line; in the middle of a column, it ends early twice."""
    return line.right + needed <= right and line.right - line.left + needed <= right - left


def _column(line: PageLine) -> int:
    return round(line.left / 3)


def breaks_date(before: str, text: str) -> bool:
    """Whether two lines are a date, of which neither is one."""
    return _DATE.fullmatch(before.strip() + text.strip()) is not None and not text[:1].isspace()


def _shows_break(before: PageLine, line: PageLine) -> bool:
    """Whether a date goes on in the line below; other cells may stand on both lines."""
    return _under(before, line) and breaks_date(before.pieces[-1].text, line.pieces[0].text)


def _under(before: PageLine, line: PageLine) -> bool:
    """Whether a line stands right below another, wherever the two begin."""
    down = before.main.base - line.main.base
    overlap = line.left < before.right and before.left < line.right
    return before.page == line.page and 0 < down < 1.7 * line.main.size and overlap


def _beneath(before: PageLine, line: PageLine) -> bool:
    down = before.main.base - line.main.base
    size = line.main.size
    return (
        before.page == line.page
        and 0 < down < 1.7 * size
        and abs(before.left - line.left) < size
        and not before.text.rstrip().endswith(("-", "/", SOFT_HYPHEN))
    )
