"""Plain or Markdown-like text: a half-year paper, a plan or a report, or a mail that was saved."""

from __future__ import annotations

from itertools import islice

from iacheck.forms.mail_heads import mail_head
from iacheck.forms.paper_blocks import PaperText, TextBlock
from iacheck.language.places import Place
from iacheck.language.problems import Problem
from iacheck.readers import ReaderContext, Reading, Source
from iacheck.readers.mail.own_text import own_text
from iacheck.readers.paper_text.free_form import free_form_reading
from iacheck.readers.paper_text.paper import has_party_part, read_paper
from iacheck.readers.text.decoding import decode_paper

SUFFIXES = (".md", ".txt")
FREE_TEXT = True


def read(source: Source, known: ReaderContext) -> Reading:
    """The party reports of a paper, or the plan or report that it or a saved mail is."""
    from iacheck.readers.paper_text.markdown import (  # noqa: PLC0415 - its parser is slow to import
        plain_lines,
    )

    text, problems = decode_paper(source.data, source.name, known.limits)
    if text is None:
        return Reading((), problems)
    lines = tuple(plain_lines(text))
    if not has_party_part(lines, known.vocabulary):
        paper, told = _paper_text(text, source.name)
        free = free_form_reading(source, paper, known, (*problems, *told))
        if free is not None:
            return free
    return read_paper(source, lines, known.vocabulary, problems)


def _paper_text(text: str, file: str) -> tuple[PaperText, tuple[Problem, ...]]:
    """The texts and tables of a paper, and what is told of it.

    Of a mail that was saved as text, what it quotes is left out; its title is what it is about.
    """
    from iacheck.readers.paper_text.markdown_blocks import (  # noqa: PLC0415 - its parser is slow
        text_blocks,
    )

    lines = text.split("\n")
    found = mail_head(lines)
    if found is None:
        return PaperText(tuple(text_blocks(text))), ()
    head, end = found
    mail = own_text(text, start=end)
    title = (
        TextBlock(head.subject, Place(line=number), rank=0)
        for number, line in enumerate(lines[:end], 1)
        if head.subject and head.subject in line
    )
    blocks = (*islice(title, 1), *text_blocks(mail.text))
    return PaperText(blocks, head), tuple(mail.problems(file))
