"""Plain or Markdown-like text: a half-year paper, a plan or a report, or a mail that was saved."""

from __future__ import annotations

from iacheck.forms.mail_heads import mail_head
from iacheck.forms.paper_blocks import PaperText
from iacheck.language.problems import Problem
from iacheck.readers import ReaderContext, Reading, Source
<<<<<<< HEAD
from iacheck.readers.mail.own_text import mail_text
from iacheck.readers.paper_text.free_form import free_form_reading
from iacheck.readers.paper_text.paper import has_party_part, read_paper
=======
from iacheck.readers.mail.own_text import own_text
from iacheck.readers.paper_text.paper import read_paper
>>>>>>> 677b3aa (Tests of mails and of pages of HTML)
from iacheck.readers.text.decoding import decode_paper

SUFFIXES = (".md", ".txt")
FREE_TEXT = True


def read(source: Source, known: ReaderContext) -> Reading:
    """The party reports of a paper, or the plan or report that it or a saved mail is."""
    # Their parser is slow to import.
    from iacheck.readers.paper_text.markdown import plain_lines  # noqa: PLC0415
    from iacheck.readers.paper_text.markdown_blocks import text_blocks  # noqa: PLC0415

    text, problems = decode_paper(source.data, source.name, known.limits)
    if text is None:
        return Reading((), problems)
<<<<<<< HEAD
    lines = tuple(plain_lines(text))
    if not has_party_part(lines, known.vocabulary):
        mail = mail_text(text)
        told = (*problems, *mail.problems(source.name))
        free = free_form_reading(source, tuple(text_blocks(mail.text)), known, told, mail.head)
        if free is not None:
            return free
    return read_paper(source, lines, known.vocabulary, problems)
=======
    return read_paper(source, tuple(plain_lines(text)), known.vocabulary, problems)


def read_text(source: Source, known: ReaderContext) -> tuple[PaperText | None, tuple[Problem, ...]]:
    """The texts and tables of a paper, and what is told of it; None where it cannot be read.

    Of a mail that was saved as text, what it quotes is left out.
    """
    from iacheck.readers.paper_text.markdown_blocks import (  # noqa: PLC0415 - its parser is slow
        text_blocks,
    )

    text, problems = decode_paper(source.data, source.name, known.limits)
    if text is None:
        return None, problems
    found = mail_head(text.split("\n"))
    if found is None:
        return PaperText(tuple(text_blocks(text))), problems
    mail = own_text(text, start=found[1])
    told = tuple(mail.problems(source.name))
    return PaperText(tuple(text_blocks(mail.text)), found[0]), (*problems, *told)
>>>>>>> 677b3aa (Tests of mails and of pages of HTML)
