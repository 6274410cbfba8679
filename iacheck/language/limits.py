"""How large an input may be, so that one that is too large is told of instead of hanging."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field

from iacheck.language.messages import Message, by_door, message
from iacheck.language.places import Place
from iacheck.language.problems import Problem

# Levels of lists and objects inside one another; no form has ten. Stores end at 100.
DEPTH = 50

_MB = 2**20


def _limit(default: int, text: Message) -> int:
    made: int = field(default=default, metadata={"text": text})
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a file may hold at most; each limit has a word of its own that users set it by.

    The largest honest file is a year's documents of all councils, some MB; a paper is some
    100 kB, and a filled form a few thousand cells.
    """

    file_mb: int = _limit(64, message("MB of one file"))
    line_mb: int = _limit(16, message("MB of one line of a text file"))
    paper_mb: int = _limit(4, message("MB of a paper in Markdown, HTML or plain text"))
    unpacked_mb: int = _limit(48, message("MB of an Excel or Word file when it is unpacked"))
    elements: int = _limit(
        400_000,
        message("elements (cells, paragraphs, pieces of text) of an Excel, Word or HTML file"),
    )
    cells: int = _limit(20_000, message("cells of an Excel workbook that hold something"))
    entries: int = _limit(4_000, message("files that an Excel or Word file is put together of"))
    paragraphs: int = _limit(20_000, message("paragraphs of a Word or HTML file"))
    pages: int = _limit(200, message("pages of a PDF"))
    pdf_seconds: int = _limit(
        3, message("seconds of processor time that the reading of a PDF may take")
    )
    pdf_mb: int = _limit(128, message("MB of memory that the reading of a PDF may take"))
    office_seconds: int = _limit(
        10, message("seconds of processor time that LibreOffice may take to read a file")
    )
    office_mb: int = _limit(256, message("MB of memory that LibreOffice may take to read a file"))
    ocr_seconds: int = _limit(
        120, message("seconds of processor time that the recognition of a scan may take")
    )
    ocr_mb: int = _limit(
        512, message("MB of memory that the recognition of a page of a scan may take")
    )

    @property
    def file_bytes(self) -> int:
        return self.file_mb * _MB

    @property
    def line_bytes(self) -> int:
        return self.line_mb * _MB

    @property
    def unpacked_bytes(self) -> int:
        return self.unpacked_mb * _MB


DEFAULTS = Limits()


def describe_limits() -> Mapping[str, tuple[int, Message]]:
    """Every limit by the word that users set it by: what it is without that, and of what."""
    return {
        limit.name.replace("_", "-"): (getattr(DEFAULTS, limit.name), limit.metadata["text"])
        for limit in dataclasses.fields(Limits)
    }


def over_limit(name: str, most: int, told: Message) -> Message:
    """What is too large, followed by how the limit is raised."""
    typed = message(
        "{told}; if it is meant to be so large, raise the limit with {option}",
        told=told,
        option=raising_option(name, most),
    )
    return by_door(typed, told)


def raising_option(name: str, most: int) -> str:
    """The option of the command that allows twice as much of something."""
    return f"--limit {name}={most * 2}"


def too_large(file: str, data: bytes, limits: Limits) -> Problem | None:
    """What is wrong with the size of a file; `data` may be cut off after `file_bytes` + 1."""
    if len(data) <= limits.file_bytes:
        return None
    told = message(
        "The file is larger than {limit} MB; split it into several files", limit=limits.file_mb
    )
    return Problem(told, file=file, expected=limits.file_bytes)


def too_long(file: str, data: bytes, limits: Limits) -> Problem | None:
    """What is wrong with the lines of a text file: the first that is too long."""
    line = _too_long_line(data, limits.line_bytes)
    if line is None:
        return None
    told = message(
        "The line is longer than {limit} MB; write each document on a line of its own",
        limit=limits.line_mb,
    )
    return Problem(told, file=file, place=Place(line), expected=limits.line_bytes)


def too_deep() -> Message:
    """Why a text is refused whose lists and objects nest more than `DEPTH` deep."""
    return message(
        "Lists and groups of fields stand inside one another more than {n} deep", n=DEPTH
    )


def _too_long_line(data: bytes, most: int) -> int | None:
    """The first line longer than `most` bytes, found without looking at every line."""
    start = 0
    while len(data) - start > most:
        end = start + most + 1
        last_break = max(data.rfind(b"\n", start, end), data.rfind(b"\r", start, end))
        if last_break < 0:
            return data.count(b"\n", 0, start) + 1
        start = last_break + 1
    return None
