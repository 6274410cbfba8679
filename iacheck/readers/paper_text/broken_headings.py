"""Headings that stand on several lines of a page, where nothing else tells that they are one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from iacheck.cases.vocabulary import VocabularyOf
from iacheck.language.written_periods import find_half_year
from iacheck.readers.paper_text.headings import Headings
from iacheck.readers.paper_text.line import Line

# A heading longer than this many lines is none. The longest of the half-year paper of 2012 has 136
# characters, two lines of a page.
_MOST = 3


def with_whole_headings(lines: Sequence[Line], vocabulary: VocabularyOf) -> Iterator[Line]:
    """The lines, with those put together that only together are a heading that is known."""
    periods = (found[0] for line in lines if (found := find_half_year(line.text)))
    headings = Headings(vocabulary(next(periods, None)))
    at = 0
    while at < len(lines):
        line, taken = _whole(lines[at : at + _MOST], headings)
        yield line
        at += taken


def _whole(lines: Sequence[Line], headings: Headings) -> tuple[Line, int]:
    """The heading that the first lines make, and how many of them; else the first alone."""
    for taken in range(1, len(lines) + 1):
        text = " ".join(line.text for line in lines[:taken])
        whole = replace(lines[0], text=text)
        if headings.section_key(text) is not None or (
            headings.begins_part(whole) and headings.party(text) is not None
        ):
            return whole, taken
    return lines[0], 1
