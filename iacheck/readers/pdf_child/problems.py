"""What is told of a PDF: why it cannot be read, and what to know of how it was read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from iacheck.language.extras import NOT_READ_HERE, install
from iacheck.language.limits import Limits, over_limit, raising_option
from iacheck.language.messages import Message, by_door, message
from iacheck.language.problems import Problem
from iacheck.readers.paper_text.page_numbers import is_page_number
from iacheck.readers.paper_text.samples import sample
from iacheck.readers.pdf_child.content import CLOCK_TIMES, PdfContent, Refusal

_MOST_QUOTED = 8
# Readers of PDFs look for the signature in the first bytes, and forgive what stands before it.
_SIGNATURE = b"%PDF-"
_SIGNED_WITHIN = 1024
_REFUSED: Mapping[Refusal, Message] = {
    "damaged": message(
        "The PDF is damaged or cut off; save it anew from the program that it was written in"
    ),
    "password": message(
        "The PDF is locked with a password; save it without one, or hand in the document that it "
        "was made from"
    ),
    "xfa": message(
        "The PDF is a form that only Adobe's own programs can show (XFA); print it to an ordinary "
        "PDF, or hand in the document that it was made from"
    ),
    "pictures": message(
        "The PDF holds pictures of pages and no text; perhaps it was scanned. Hand in the "
        "document that it was made from, such as the Word file, or a PDF that is saved from there"
    ),
    "empty": message(
        "The PDF holds no text. Perhaps its letters are drawn, or it was not saved whole: hand in "
        "the document that it was made from, such as the Word file, or save it as PDF anew from "
        "there"
    ),
}


def no_pdf(data: bytes, file: str) -> Problem | None:
    """What is wrong with a file that does not even begin as a PDF."""
    if not data:
        return Problem(message("The file is empty"), file=file)
    if _SIGNATURE in data[:_SIGNED_WITHIN]:
        return None
    told = message(
        "The file is no PDF, whatever its name says; save it anew as PDF, or give it the name "
        "that it should have"
    )
    return Problem(told, file=file)


def refusal(found: PdfContent, limits: Limits, file: str) -> Problem | None:
    """Why nothing of a PDF can be used, if so."""
    told = _over(found, limits) or _refusal(found, limits)
    return None if told is None else Problem(told, file=file)


def notices(found: PdfContent) -> Iterator[Message]:
    """What to know of a PDF whose text was read."""
    if not found.tagged:
        yield message(
            "The PDF has no tags, so headings were recognised by their words alone, and "
            "paragraphs by the gaps between lines; see that all came out right, or save the PDF "
            "anew with tags, or hand in the Word file"
        )
    yield from omissions(found)
    if found.recognised:
        yield message(
            "The text of page {pages} was recognised in pictures by another program; see that "
            "it is right",
            pages=_pages(found.recognised),
        )
    if found.fields:
        yield message(
            "Filled-in form fields on page {pages} are read where they stand on it",
            pages=_pages(found.fields),
        )


def _over(found: PdfContent, limits: Limits) -> Message | None:
    match found.over:
        case "pages":
            told = message(
                "The PDF has {given} pages, and no more than {limit} are read",
                given=found.over_by,
                limit=limits.pages,
            )
            return over_limit("pages", limits.pages, told)
        case "paper-mb":
            told = message("A paper cannot be larger than {limit} MB", limit=limits.paper_mb)
            return over_limit("paper-mb", limits.paper_mb, told)
        case "pdf-seconds":
            told = message(
                "Reading the PDF takes more than {limit} seconds of processor time",
                limit=limits.pdf_seconds,
            )
            return over_limit("pdf-seconds", limits.pdf_seconds, told)
        case "pdf-mb":
            told = message("Reading the PDF takes more than {limit} MB", limit=limits.pdf_mb)
            return over_limit("pdf-mb", limits.pdf_mb, told)
    return None


def _refusal(found: PdfContent, limits: Limits) -> Message | None:
    if found.refused == "library":
        return by_door(
            message(
                "Reading PDF files takes a library that is not installed; install it with "
                "{command}",
                command=install("pdf"),
            ),
            NOT_READ_HERE,
        )
    if found.refused == "timeout":
        waited = limits.pdf_seconds * CLOCK_TIMES
        return by_door(
            message(
                "Reading the PDF was stopped after {waited} seconds by the clock. It may take "
                "{limit} seconds of processor time, but the machine is probably busy with other "
                "work: try again later, or raise the limit with {option}",
                waited=waited,
                limit=limits.pdf_seconds,
                option=raising_option("pdf-seconds", limits.pdf_seconds),
            ),
            message(
                "Reading the PDF was stopped after {waited} seconds by the clock; the machine is "
                "probably busy with other work: try again later",
                waited=waited,
            ),
        )
    if found.refused != "broke-off":
        return _REFUSED[found.refused] if found.refused else None
    told = message(
        "Reading the PDF broke off ({reason}); it is damaged, or takes more than {limit} MB of "
        "memory",
        reason=found.reason,
        limit=limits.pdf_mb,
    )
    return over_limit("pdf-mb", limits.pdf_mb, told)


def omissions(found: PdfContent) -> Iterator[Message]:
    """What of a PDF was read where it stands, or left out."""
    if found.outside_tags:
        yield message(
            "Text outside the tags of the PDF was read where it stands; it is on page {pages}",
            pages=_pages(found.outside_tags),
        )
    if found.repeated:
        yield message(
            "Left out, because it stands at one height on most pages: {texts}",
            texts=tuple(map(_in_quotes, found.repeated)),
        )
    if found.contents:
        yield message(
            "The table of contents on page {pages} is left out", pages=_pages(found.contents)
        )
    yield from _unread_texts(found)
    yield from _unread(found)


def _unread_texts(found: PdfContent) -> Iterator[Message]:
    artifacts = [text for text in found.artifacts if not is_page_number(text)]
    if artifacts:
        yield message(
            "Headers, footers and what else the PDF marks as no part of its text are not read: "
            "{texts}",
            texts=_quoted(artifacts),
        )
    if found.struck:
        yield message("Struck-through text is not read: {texts}", texts=_quoted(found.struck))
    if found.unseen:
        yield message(
            "Text in layers that are switched off is not read: {texts}",
            texts=_quoted(found.unseen),
        )


def _unread(found: PdfContent) -> Iterator[Message]:
    if found.pictures:
        yield message(
            "A picture on page {pages} is not read, and has no text to be read in its place",
            pages=_pages(found.pictures),
        )
    if found.blank:
        yield message("Page {pages} is blank", pages=_pages(found.blank))
    if found.unreadable:
        yield message(
            "Some characters on page {pages} cannot be read: the PDF does not tell which they are",
            pages=_pages(found.unreadable),
        )
    if found.stamps:
        yield message(
            "Stamps and drawings that are put onto page {pages} are not read",
            pages=_pages(found.stamps),
        )
    if found.signatures:
        yield message("Signatures on page {pages} are not read", pages=_pages(found.signatures))
    if found.comments:
        yield message("Comments on page {pages} are not read", pages=_pages(found.comments))
    if found.attachments:
        yield message(
            "Files that lie in the PDF are not read: {names}", names=tuple(found.attachments)
        )


def _in_quotes(text: str) -> Message:
    return message("“{name}”", name=text)


def _quoted(texts: Sequence[str]) -> tuple[Message | str, ...]:
    """The first of some texts, each cut where it is long."""
    first = tuple(_in_quotes(sample((text,))) for text in texts[:_MOST_QUOTED])
    return first if len(texts) <= _MOST_QUOTED else (*first, "…")


def _pages(numbers: Sequence[int]) -> tuple[str, ...]:
    return tuple(map(str, numbers))
