"""What tests of PDFs share: readings of them, and PDFs written by hand."""

from __future__ import annotations

from agreement_2012 import vocabulary
from pdf_files import Block
from said import said

from iacheck.language.limits import DEFAULTS, Limits
from iacheck.readers import ReaderContext, Reading, Source, read
from iacheck.readers.pdf_child.content import PdfContent, PdfLimits
from iacheck.readers.pdf_child.extract import extract_content

MOST = PdfLimits(pages=200, characters=2**22, memory=2**27, seconds=10)


LO = "Rapportering om IA-arbeidet 2. halvår 2012 fra LO"


EXPERIENCE = "Viktigste erfaring å dele med andre organisasjoner"


DEVIATION = "Avvik fra plan for aktiviteter/oppfølging i egen organisasjon"


ACTIVITY = "Særlig vellykket aktivitet"


UNTAGGED = "The PDF has no tags"


Rows = list[tuple[str | None, str]]
# What is told of the header that `from_blocks` sets.
HEADER_TOLD = (
    "notice: Headers, footers and what else the PDF marks as no part of its text are not read: "
    "“IA-rapport, topptekst”"
)


def found_in(data: bytes) -> PdfContent:
    """What is in a PDF, read in this process."""
    return extract_content(data, MOST)


def rows(data: bytes) -> Rows:
    """Each row with a mark: its level, `+` where something begins, nothing inside a paragraph."""
    return [
        (str(row.level) if row.level else "+" if row.begins else None, row.text)
        for row in found_in(data).rows
    ]


def documents(data: bytes, limits: Limits = DEFAULTS) -> Reading:
    """What the reader makes of a PDF, through its own process."""
    return read(Source("p.pdf", data), ReaderContext(vocabulary, limits=limits))


def told(found: Reading) -> list[str]:
    return [f"{problem.level}: {said(problem.message)}" for problem in found.problems]


def sections(found: Reading) -> list[tuple[str, str, str]]:
    (document,) = found.documents
    return [(s["key"], s["heading"], s["text"]) for s in document.body["sections"]]


def heading(level: int, text: str) -> Block:
    return {"kind": "heading", "level": level, "text": text}


def paragraph(text: str) -> Block:
    return {"kind": "paragraph", "text": text}


REPORT = (
    LO,
    "",
    EXPERIENCE,
    "Vi har erfart at samarbeid lokalt gir resultater, og at det tar tid \u00e5 komme i gang med",
    "noe nytt. Det g\u00e5r bedre n\u00e5.",
    "",
    "Neste avsnitt.",
    "",
    "Avvik fra plan for aktiviteter/oppf\u00f8lging i",
    "egen organisasjon",
    "\u2022 et kurs er avlyst",
    "\u2022 ett er utsatt",
    "",
    ACTIVITY,
    "Kurset.",
)
