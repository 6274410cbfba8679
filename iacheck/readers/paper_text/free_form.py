"""A plan or report in free form, of whatever format, handed to the room that knows its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from iacheck.forms.mail_heads import MailHead
from iacheck.forms.paper_blocks import PaperBlock
from iacheck.language.problems import Problem
from iacheck.readers import ReaderContext, Reading, Source


def free_form_reading(
    source: Source,
    blocks: Sequence[PaperBlock],
    known: ReaderContext,
    problems: Iterable[Problem] = (),
    head: MailHead | None = None,
) -> Reading | None:
    """The plan or report that a paper is; None for one that does not say that it is either.

    `problems` is what was wrong before the blocks were had; it goes along.
    """
    if known.free_form is None:
        return None
    from iacheck.forms.free_form import reading  # noqa: PLC0415 - not needed for other papers

    context = known.free_form()
    paper = reading.FreePaper(source.name, source.sha256, blocks, head)
    if not reading.is_free_form(paper, context):
        return None
    found = reading.read_free_form(paper, context)
    return Reading(found.documents, (*problems, *found.problems), found.unread)
