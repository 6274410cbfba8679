"""A half-year paper in Markdown-like text: one party's report, or the joint one of them all."""

from __future__ import annotations

from iacheck.readers import ReaderContext, Reading, Source
from iacheck.readers.paper_text.paper import read_paper
from iacheck.readers.text.decoding import decode_paper

SUFFIXES = (".md", ".txt")
FREE_TEXT = True


def read(source: Source, known: ReaderContext) -> Reading:
    """The party reports of a paper, each from the heading of its part to the next one."""
    from iacheck.readers.paper_text.markdown import (  # noqa: PLC0415 - its parser is slow to import
        plain_lines,
    )

    text, problems = decode_paper(source.data, source.name, known.limits)
    if text is None:
        return Reading((), problems)
    return read_paper(source, tuple(plain_lines(text)), known.vocabulary, problems)
