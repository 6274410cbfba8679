"""A plan or report in free form, of whatever format, handed to the room that knows its words."""

from __future__ import annotations

from collections.abc import Iterable

from iacheck.forms.paper_blocks import PaperText
from iacheck.language.problems import Problem
from iacheck.readers import ReaderContext, Reading, Source
from iacheck.readers.paper_text.block_lines import block_lines
from iacheck.readers.paper_text.paper import has_party_part, read_paper


def free_form_reading(
    source: Source,
    text: PaperText,
    known: ReaderContext,
    problems: Iterable[Problem] = (),
) -> Reading | None:
    """The plan or report that a paper is; None for one that does not say that it is either.

    `problems` is what was wrong before its text was had; it goes along.
    """
    if known.free_form is None:
        return None
    from iacheck.forms.free_form import reading  # noqa: PLC0415 - not needed for other papers

    context = known.free_form()
    paper = reading.FreePaper(source.name, source.sha256, text)
    if not reading.is_free_form(paper, context):
        return None
    found = reading.read_free_form(paper, context)
    return Reading(found.documents, (*problems, *found.problems), found.unread)


def read_blocks(
    source: Source, text: PaperText, known: ReaderContext, problems: Iterable[Problem]
) -> Reading:
    """The party reports of a paper, or the plan or report that it is, of texts and tables."""
    told = tuple(problems)
    lines = tuple(block_lines(text.blocks))
    free = None
    if not has_party_part(lines, known.vocabulary):
        free = free_form_reading(source, text, known, told)
    return read_paper(source, lines, known.vocabulary, told) if free is None else free
