"""A half-year paper, or one party's report, as PDF: by its tags, as text, or recognised in it."""

from __future__ import annotations

from collections.abc import Iterator

from iacheck.forms.paper_blocks import PaperText
from iacheck.language.messages import Message
from iacheck.language.places import Place
from iacheck.language.problems import Problem
from iacheck.readers import ReaderContext, Reading, Source
from iacheck.readers.paper_text.broken_headings import with_whole_headings
from iacheck.readers.paper_text.free_form import free_form_reading
from iacheck.readers.paper_text.line import Line
from iacheck.readers.paper_text.paper import has_party_part, read_paper
from iacheck.readers.pdf_child import process
from iacheck.readers.pdf_child.blocks import pdf_blocks
from iacheck.readers.pdf_child.content import PdfContent, PdfLimits
from iacheck.readers.pdf_child.problems import no_pdf, notices, omissions, refusal
from iacheck.readers.scans.problems import (
    not_asked_for,
    not_installed,
    not_needed,
    recognition_notices,
)
from iacheck.readers.scans.scan import Scan, recognise_scan
from iacheck.readers.scans.tesseract import installation

SUFFIXES = (".pdf",)
FREE_TEXT = True
# Timers count no further than some years.
_DAY_S = 24 * 60 * 60


def read(source: Source, known: ReaderContext) -> Reading:
    """The party reports of a paper, each from the heading of its part to the next one."""
    refused = no_pdf(source.data, source.name)
    if refused is not None:
        return Reading((), (refused,))
    limits = known.limits
    most = PdfLimits(
        pages=limits.pages,
        characters=limits.paper_mb * 2**20,
        memory=limits.pdf_mb * 2**20,
        seconds=min(limits.pdf_seconds, _DAY_S),
    )
    found = process.read_in_child(source.data, most)
    scan = _scan(source.data, found, most, known) if found.refused == "pictures" else None
    if isinstance(scan, Message):
        return Reading((), (Problem(scan, file=source.name),))
    content = found if scan is None else scan.content
    refused = refusal(content, limits, source.name)
    if refused is not None:
        return Reading((), (refused,))
    lines = tuple(_as_lines(content))
    if not content.tagged:
        lines = tuple(with_whole_headings(lines, known.vocabulary))
    told = [Problem(one, "notice", source.name) for one in _notices(content, scan, known)]
    if not has_party_part(lines, known.vocabulary):
        unclear = tuple(Place(page=page) for page in content.unclear_tables)
        heads = tuple(dict.fromkeys(content.repeated))
        text = PaperText(tuple(pdf_blocks(content)), unclear_tables=unclear, page_heads=heads)
        free = free_form_reading(source, text, known, told)
        if free is not None:
            return free
    return read_paper(source, lines, known.vocabulary, told)


def _scan(
    data: bytes, found: PdfContent, most: PdfLimits, known: ReaderContext
) -> Scan | Message | None:
    """What was recognised in a scan, or why nothing was; None where that cannot be done."""
    at_hand = installation()
    if not known.ocr:
        return not_asked_for(at_hand)
    return not_installed(at_hand) or recognise_scan(data, found, most, known.limits)


def _notices(content: PdfContent, scan: Scan | None, known: ReaderContext) -> Iterator[Message]:
    if scan is not None:
        yield from recognition_notices(content.recognised, scan.words, scan.doubtful)
        yield from omissions(content)
        return
    yield from notices(content)
    if known.ocr:
        yield not_needed()


def _as_lines(content: PdfContent) -> Iterator[Line]:
    """Rows as lines that know their page, the heading above them and their paragraph."""
    heading: str | None = None
    paragraph = 0
    for row in content.rows:
        if row.level is not None:
            heading, paragraph = row.text, 0
            yield Line(row.text, content.place(row.page, Place()), row.level, row.begins)
            continue
        paragraph += row.begins
        counted = None if heading is None else max(paragraph, 1)
        place = content.place(row.page, Place(heading=heading, paragraph=counted))
        yield Line(row.text, place, None, row.begins)
