"""How large an input may be, so that one that is too large is told of instead of hanging."""

from __future__ import annotations

from iacheck.messages import Message, message
from iacheck.problems import Place, Problem

# The largest honest file is a year's documents of all councils, some MB; a paper is some 100 kB.
FILE_MB = 64
LINE_MB = 16
PAPER_MB = 4
# Levels of lists and objects inside one another; no form has ten.
DEPTH = 50

_MB = 2**20
FILE_BYTES = FILE_MB * _MB
LINE_BYTES = LINE_MB * _MB
PAPER_BYTES = PAPER_MB * _MB


def too_large(file: str, data: bytes) -> Problem | None:
    """What is wrong with the size of a file; `data` may be cut off after `FILE_BYTES` + 1."""
    if len(data) > FILE_BYTES:
        return Problem(
            message(
                "The file is larger than {limit} MB; split it into several files", limit=FILE_MB
            ),
            file=file,
            expected=FILE_BYTES,
        )
    line = _too_long_line(data)
    if line is not None:
        return Problem(
            message(
                "The line is longer than {limit} MB; write each document on a line of its own",
                limit=LINE_MB,
            ),
            file=file,
            place=Place(line),
            expected=LINE_BYTES,
        )
    return None


def too_deep() -> Message:
    """Said of a text whose lists and objects stand inside one another more than `DEPTH` deep."""
    return message(
        "Lists and groups of fields stand inside one another more than {n} deep", n=DEPTH
    )


def _too_long_line(data: bytes) -> int | None:
    """The first line longer than `LINE_BYTES`, found without looking at every line."""
    start = 0
    while len(data) - start > LINE_BYTES:
        end = start + LINE_BYTES + 1
        last_break = max(data.rfind(b"\n", start, end), data.rfind(b"\r", start, end))
        if last_break < 0:
            return data.count(b"\n", 0, start) + 1
        start = last_break + 1
    return None
