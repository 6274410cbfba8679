"""A half-year paper in Markdown-like text: one party's report, or the joint one of them all."""

from __future__ import annotations

from iacheck.language.limits import over_limit
from iacheck.language.messages import message
from iacheck.language.problems import Problem
from iacheck.readers import ReaderContext, Reading, Source
from iacheck.readers.paper_text.paper import read_paper
from iacheck.readers.text.decoding import decode

SUFFIXES = (".md", ".txt")
FREE_TEXT = True


def read(source: Source, known: ReaderContext) -> Reading:
    """The party reports of a paper, each from the heading of its part to the next one."""
    from iacheck.readers.paper_text.markdown import (  # noqa: PLC0415 - its parser is slow to import
        plain_lines,
    )

    most = known.limits.paper_mb
    if len(source.data) > most * 2**20:
        told = message("A paper cannot be larger than {limit} MB", limit=most)
        problem = Problem(
            over_limit("paper-mb", most, told), file=source.name, expected=most * 2**20
        )
        return Reading((), (problem,))
    text, problems = decode(source.data, source.name, known.limits)
    if text is None:
        return Reading((), problems)
    return read_paper(source, tuple(plain_lines(text)), known.vocabulary, problems)
