"""What the letters of a paragraph look like: how large they are, and what of it is in bold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from iacheck.readers.pdf_child.layout import PageLine, tidy


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of a paragraph; `lead_in` are bold words that it begins with, before others."""

    size: float = 0
    bold: bool = False
    lead_in: str = ""


def letters_of(lines: Sequence[PageLine]) -> Letters:
    """The letters of the lines of a paragraph; a lead-in ends on the first of them."""
    first = lines[0]
    pieces = [piece for line in lines for piece in line.pieces if not piece.blank]
    if all(piece.bold for piece in pieces):
        return Letters(first.main.size, bold=True)
    begins = list(takewhile(lambda piece: piece.bold or piece.blank, first.pieces))
    ends_here = len(begins) < len(first.pieces)
    lead_in = tidy(PageLine(begins).text) if begins and ends_here else ""
    return Letters(first.main.size, lead_in=lead_in)
