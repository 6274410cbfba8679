"""A half-year paper, or one party's report, as PDF: by its tags, or as text where it has none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iacheck.forms.paper_blocks import PaperText
from iacheck.language.places import Place
from iacheck.readers import ReaderContext, Reading, Source
from iacheck.readers.paper_text.broken_headings import with_whole_headings
from iacheck.readers.paper_text.free_form import free_form_reading
from iacheck.readers.paper_text.line import Line
from iacheck.readers.paper_text.paper import has_party_part, read_paper
from iacheck.readers.pdf_child import process
from iacheck.readers.pdf_child.blocks import paper_blocks
from iacheck.readers.pdf_child.content import PdfLimits, PdfRow
from iacheck.readers.pdf_child.problems import no_pdf, notices, refusal

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
    refused = refusal(found, limits, source.name)
    if refused is not None:
        return Reading((), (refused,))
    lines = tuple(_as_lines(found.rows))
    if not found.tagged:
        lines = tuple(with_whole_headings(lines, known.vocabulary))
    told = notices(found, source.name)
    if not has_party_part(lines, known.vocabulary):
        unclear = tuple(Place(page=page) for page in found.unclear_tables)
        text = PaperText(tuple(paper_blocks(found)), unclear_tables=unclear)
        free = free_form_reading(source, text, known, told)
        if free is not None:
            return free
    return read_paper(source, lines, known.vocabulary, told)


def _as_lines(rows: Sequence[PdfRow]) -> Iterator[Line]:
    """Rows as lines that know their page, the heading above them and their paragraph."""
    heading: str | None = None
    paragraph = 0
    for row in rows:
        if row.level is not None:
            heading, paragraph = row.text, 0
            yield Line(row.text, Place(page=row.page), row.level, row.begins)
            continue
        paragraph += row.begins
        counted = None if heading is None else max(paragraph, 1)
        place = Place(page=row.page, heading=heading, paragraph=counted)
        yield Line(row.text, place, None, row.begins)
