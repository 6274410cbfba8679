"""A page of HTML: a half-year paper, one party's or the joint one."""

from __future__ import annotations

from importlib.util import find_spec

from iacheck.forms.paper_blocks import PaperText
from iacheck.language.extras import NOT_READ_HERE, install
from iacheck.language.messages import by_door, message
from iacheck.language.problems import Problem
from iacheck.readers import ReaderContext, Reading, Source
from iacheck.readers.html_page.page import HtmlPage, UnreadablePage, read_page
from iacheck.readers.paper_text.free_form import read_blocks
from iacheck.readers.text.decoding import decode_paper

SUFFIXES = (".html", ".htm")
FREE_TEXT = True


def read(source: Source, known: ReaderContext) -> Reading:
    """The party reports of a paper, or the plan or report that the page is."""
    page, problems = html_page(source, known)
    if page is None:
        return Reading((), problems)
    return read_blocks(source, PaperText(tuple(page.blocks)), known, problems)


def html_page(
    source: Source, known: ReaderContext, *, is_mail: bool = False
) -> tuple[HtmlPage | None, tuple[Problem, ...]]:
    """What stands on the page, and what is told of it; None where it cannot be read."""
    if find_spec("lxml") is None:
        told = by_door(
            message(
                "Pages of HTML can be read once this is installed: {command}",
                command=install("docs"),
            ),
            NOT_READ_HERE,
        )
        return None, (Problem(told, file=source.name),)
    text, problems = decode_paper(source.data, source.name, known.limits)
    if text is None:
        return None, problems
    try:
        page = read_page(text, known.limits, is_mail=is_mail)
    except UnreadablePage as error:
        refused = Problem(error.told, file=source.name, expected=error.expected)
        return None, (*problems, refused)
    told_of = (Problem(told, "notice", source.name) for told in page.told)
    return page, (*problems, *told_of)
