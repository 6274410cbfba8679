"""A PDF of pictures to what a PDF without tags would hold, page by page through Tesseract."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from iacheck.language.frozen import frozen
from iacheck.language.limits import Limits
from iacheck.language.messages import Message
from iacheck.readers.pdf_child import process
from iacheck.readers.pdf_child.content import PdfContent, PdfLimits, PicturePage
from iacheck.readers.programs.limited_program import (
    CLOCK_TIMES,
    ProgramLimits,
    seconds_of_children,
)
from iacheck.readers.scans.hocr import RecognisedWord, read_hocr
from iacheck.readers.scans.problems import failure, illegible, no_picture, wordless
from iacheck.readers.scans.tesseract import NotRecognisedError, recognise

# Of 3280 words on 26 pages that were scanned well and badly, 413 were wrong: under 60 are 245 of
# these, and 139 of the right ones; under 80 would be 317 and 297, and under 40, 185 and 66.
_DOUBTFUL = 60
_NEARLY_NONE = 0.3
# A page of fewer words may hold a signature or a stamp.
_FEW_WORDS = 20


@frozen
class Scan:
    """What was recognised in a scan: how many words, and the doubtful ones, each with its page.

    Where the child process has refused it, its content says why.
    """

    content: PdfContent
    words: int = 0
    doubtful: tuple[tuple[int, str], ...] = ()


def recognise_scan(
    data: bytes, found: PdfContent, most: PdfLimits, limits: Limits
) -> Scan | Message:
    """What stands in the pictures of a PDF in which `found` is no text; else why it is not read."""
    seconds = _Seconds(limits.ocr_seconds)
    for_pictures = replace(most, memory=limits.ocr_mb * 2**20)
    pages: list[PicturePage] = []
    words: list[tuple[int, RecognisedWord]] = []
    for index in range(found.pages):
        picture = process.picture_in_child(data, for_pictures, index)
        if isinstance(picture, PdfContent):
            lacks_memory = picture.over == "pdf-mb" or picture.refused == "broke-off"
            return no_picture(index + 1, limits) if lacks_memory else Scan(picture)
        left = seconds.left()
        if left <= 0:
            return failure("over-seconds", limits)
        allowed = ProgramLimits(left, limits.ocr_mb * 2**20, limits.paper_mb * 2**20)
        try:
            on_page = read_hocr(recognise(picture, allowed), picture)
        except NotRecognisedError as ended:
            return failure("over-seconds" if seconds.are_over else ended.end, limits)
        words += ((index + 1, one) for one in on_page)
        pages.append(replace(picture.page, words=tuple(one.word for one in on_page)))
    if not words:
        return wordless()
    unsure = _illegible_pages(words)
    if unsure:
        return illegible(unsure)
    content = process.rows_in_child(pages, most)
    content.blank, content.comments = found.blank, found.comments
    content.attachments = found.attachments
    read = {*content.recognised, *content.blank}
    content.pictures = [page.number for page in pages if page.number not in read]
    doubtful = ((page, one.word.text) for page, one in words if _is_doubtful(one))
    return Scan(content, len(words), tuple(doubtful))


class _Seconds:
    """Processor time that is left of an amount; or a part of it by the clock, if that is less."""

    def __init__(self, seconds: int) -> None:
        self._seconds = seconds
        self._used_before = seconds_of_children()
        self._begun = time.monotonic()

    @property
    def are_over(self) -> bool:
        """Whether as good as none are left; what was used is told a little inexactly."""
        return self._exactly_left() < _NEARLY_NONE

    def left(self) -> int:
        """How many are left, a part of one as a whole; none is 0 or less."""
        return math.ceil(self._exactly_left())

    def _exactly_left(self) -> float:
        used = seconds_of_children() - self._used_before
        by_clock = (time.monotonic() - self._begun) / CLOCK_TIMES
        return self._seconds - max(used, by_clock)


def _is_doubtful(one: RecognisedWord) -> bool:
    return one.confidence < _DOUBTFUL


def _illegible_pages(words: Sequence[tuple[int, RecognisedWord]]) -> list[int]:
    """The pages of which most words are doubtful; all, if most of all words are."""
    by_page: dict[int, list[bool]] = {}
    for page, one in words:
        by_page.setdefault(page, []).append(_is_doubtful(one))
    if _most(list(chain(*by_page.values()))):
        return list(by_page)
    return [
        page
        for page, doubtful in by_page.items()
        if len(doubtful) >= _FEW_WORDS and _most(doubtful)
    ]


def _most(doubtful: Sequence[bool]) -> bool:
    return sum(doubtful) * 2 > len(doubtful)
