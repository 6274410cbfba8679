"""A mail: its own text, as a paper of any kind; not what it quotes, and not its attachments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from iacheck.forms.paper_blocks import PaperBlock, PaperText, TextBlock
from iacheck.language.messages import message
from iacheck.language.places import Place
from iacheck.language.problems import Problem
from iacheck.readers import ReaderContext, Reading, Source
from iacheck.readers.html import html_page
from iacheck.readers.mail.message_parts import (
    MailPart,
    attachment_names,
    head_of,
    mail_of,
    own_parts,
)
from iacheck.readers.mail.own_text import own_blocks, own_text
from iacheck.readers.paper_text.free_form import read_blocks
from iacheck.readers.text.decoding import decode_paper

SUFFIXES = (".eml",)
FREE_TEXT = True


def read(source: Source, known: ReaderContext) -> Reading:
    """The party reports of a mail's own text, or the plan or report that it is."""
    mail, problems = read_mail(source, known)
    return Reading((), problems) if mail is None else read_blocks(source, mail, known, problems)


def read_mail(source: Source, known: ReaderContext) -> tuple[PaperText | None, tuple[Problem, ...]]:
    """The mail, and what is told of it; None where it cannot be read.

    Its title is what it is about. Lines count from the first one below its head.
    """
    found = mail_of(source.data)
    if found is None:
        told = message(
            "The file is no mail that can be read; open it in the program for mail, and save its "
            "text as a file of its own"
        )
        return None, (Problem(told, file=source.name),)
    head = head_of(found)
    blocks: list[PaperBlock] = []
    if head.subject:
        blocks.append(TextBlock(head.subject, Place(), rank=0))
    problems = list(_attachment_problems(attachment_names(found), source.name))
    for part in own_parts(found):
        read_blocks, told_of = _part_blocks(part, source.name, known)
        if read_blocks is None:
            return None, (*problems, *told_of)
        blocks += read_blocks
        problems += told_of
    return PaperText(tuple(blocks), head), tuple(problems)


def _part_blocks(
    part: MailPart, file: str, known: ReaderContext
) -> tuple[Sequence[PaperBlock] | None, Sequence[Problem]]:
    """What stands in a part of a mail; None where it cannot be read."""
    data = part.data if part.text is None else part.text.encode("utf-8", "replace")
    if part.is_html:
        page, problems = html_page(Source(file, data), known, is_mail=True)
        if page is None:
            return None, problems
        own_ones, quoted = own_blocks(page.blocks, page.quotes, file)
        return own_ones, (*problems, *quoted)
    from iacheck.readers.paper_text.markdown_blocks import (  # noqa: PLC0415 - its parser is slow to import
        text_blocks,
    )

    text, problems = decode_paper(data, file, known.limits)
    if text is None:
        return None, problems
    own = own_text(text)
    return tuple(text_blocks(own.text)), (*problems, *own.problems(file))


def _attachment_problems(names: Iterable[str], file: str) -> Iterator[Problem]:
    for name in names:
        told = message(
            "The attachment “{name}” is not read; save it as a file of its own, and read that",
            name=name,
        )
        yield Problem(told, "notice", file)
