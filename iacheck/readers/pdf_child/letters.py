"""What the letters of a paragraph look like: how large they are, and what of it is in bold."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import dropwhile, takewhile

from iacheck.language.frozen import frozen
from iacheck.readers.pdf_child.layout import BULLET, PageLine, tidy


@frozen
class Letters:
    """The letters of a paragraph; `lead_in` are bold words that it begins with, before others."""

    size: float = 0
    bold: bool = False
    lead_in: str = ""


def letters_of(lines: Sequence[PageLine]) -> Letters:
    """The letters of the lines of a paragraph; a lead-in ends on the first of them."""
    first = lines[0]
    # A bullet has a font of its own.
    said = list(dropwhile(lambda piece: BULLET.fullmatch(f"{piece.text} "), first.pieces))
    rest = [piece for line in lines[1:] for piece in line.pieces]
    if all(piece.bold or piece.blank for piece in (*said, *rest)):
        return Letters(first.main.size, bold=bool(said))
    begins = list(takewhile(lambda piece: piece.bold or piece.blank, said))
    ends_here = len(begins) < len(said)
    lead_in = tidy(PageLine(begins).text) if begins and ends_here else ""
    return Letters(first.main.size, lead_in=lead_in)
