"""What is told of scans: why one was not recognised, and what to know of one that was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iacheck.language.limits import Limits, over_limit, raising_option
from iacheck.language.messages import Message, by_door, message, plural_message
from iacheck.readers.programs.limited_program import CLOCK_TIMES, ProgramEnd
from iacheck.readers.scans.tesseract import Installation

# How many doubtful words are shown.
_SHOWN = 10


def not_asked_for(installation: Installation) -> Message | None:
    """Why a scan is not read that could be recognised; None where it could not be."""
    if installation != "complete":
        return None
    return by_door(
        message(
            "The PDF holds pictures of pages and no text; perhaps it was scanned. Hand in the "
            "document that it was made from, such as the Word file; or have its text recognised "
            "with {option}, which the commands {commands} know",
            option="--ocr",
            commands=("check", "import", "read", "report"),
        ),
        message(
            "The PDF holds pictures of pages and no text; perhaps it was scanned. Hand in the "
            "document that it was made from, such as the Word file"
        ),
    )


def not_installed(installation: Installation) -> Message | None:
    """Why nothing can be recognised; None where it can."""
    match installation:
        case "missing":
            return message(
                "The PDF holds pictures of pages and no text, and Tesseract, which recognises such "
                "text, is not installed. Install Tesseract with Norwegian (nor), or hand in the "
                "document that the PDF was made from, such as the Word file"
            )
        case "without-norwegian":
            return message(
                "The PDF holds pictures of pages and no text, and Tesseract, which recognises such "
                "text, is installed without Norwegian. Install its language data for Norwegian "
                "(nor), or hand in the document that the PDF was made from, such as the Word file"
            )
    return None


def not_needed() -> Message:
    """What is told of a PDF with text where scans were to be recognised."""
    return by_door(
        message(
            "The PDF has text, which is read as it stands; {option} recognises only scans without "
            "text",
            option="--ocr",
        ),
        message(
            "The PDF has text, which is read as it stands; only scans without text are recognised"
        ),
    )


def failure(end: ProgramEnd, limits: Limits) -> Message:
    """Why Tesseract has not recognised a scan."""
    match end:
        case "over-seconds":
            told = message(
                "Recognising the scan takes more than {limit} seconds of processor time",
                limit=limits.ocr_seconds,
            )
            return over_limit("ocr-seconds", limits.ocr_seconds, told)
        case "timeout":
            return by_door(
                message(
                    "Tesseract was stopped after {waited} seconds by the clock. It may take "
                    "{limit} seconds of processor time, but the machine is probably busy with "
                    "other work: try again later, or raise the limit with {option}",
                    waited=limits.ocr_seconds * CLOCK_TIMES,
                    limit=limits.ocr_seconds,
                    option=raising_option("ocr-seconds", limits.ocr_seconds),
                ),
                message(
                    "Tesseract was stopped after {waited} seconds by the clock; the machine is "
                    "probably busy with other work: try again later",
                    waited=limits.ocr_seconds * CLOCK_TIMES,
                ),
            )
    told = message(
        "Tesseract broke off while it recognised the scan; its language data are damaged, or it "
        "takes more than {limit} MB of memory",
        limit=limits.ocr_mb,
    )
    return over_limit("ocr-mb", limits.ocr_mb, told)


def no_picture(page: int, limits: Limits) -> Message:
    """Why a page could not be shown to Tesseract."""
    told = message(
        "No picture of page {number} could be made; it is damaged, or takes more than {limit} MB "
        "of memory",
        number=str(page),
        limit=limits.ocr_mb,
    )
    return over_limit("ocr-mb", limits.ocr_mb, told)


def illegible(pages: Sequence[int]) -> Message:
    """Why what was recognised is not used: most of it is doubtful on some pages."""
    return message(
        "Most of what was recognised on page {pages} is doubtful, so the scan is not read. Scan it "
        "anew: straight, upright, and with 300 dots per inch; or hand in the document that it was "
        "made from, such as the Word file",
        pages=_as_texts(pages),
    )


def wordless() -> Message:
    """Why a scan is not read in which no word was recognised."""
    return message(
        "No text was recognised in the pictures of the PDF. Scan it anew: straight, upright, and "
        "with 300 dots per inch; or hand in the document that it was made from, such as the Word "
        "file"
    )


def recognition_notices(
    pages: Sequence[int], words: int, doubtful: Sequence[tuple[int, str]]
) -> Iterator[Message]:
    """What to know of recognised pages: the doubtful of so many words, with their pages."""
    yield message(
        "The text of page {pages} was recognised in pictures by Tesseract, and may be wrong in any "
        "word: compare what was read with the paper. Headings and paragraphs were told by the size "
        "of the letters and the gaps between lines",
        pages=_as_texts(pages),
    )
    if not doubtful:
        return
    shown = tuple(
        message("“{word}” (page {number})", word=word, number=str(page))
        for page, word in doubtful[:_SHOWN]
    )
    if len(doubtful) <= _SHOWN:
        yield plural_message(
            "Of {words} recognised words, {count} is doubtful; look it up in the paper: {shown}",
            "Of {words} recognised words, {count} are doubtful; look them up in the paper: {shown}",
            len(doubtful),
            words=words,
            shown=shown,
        )
    else:
        yield message(
            "Of {words} recognised words, {number} are doubtful; look them up in the paper. The "
            "first are: {shown}",
            words=words,
            number=len(doubtful),
            shown=shown,
        )


def _as_texts(pages: Sequence[int]) -> tuple[str, ...]:
    return tuple(map(str, pages))
