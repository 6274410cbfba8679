"""The child process: a PDF on standard input, what was found in it on standard output.

It takes its limits as its first argument, and holds itself to them where the system can. With the
number of a page besides, it gives the picture of that page instead; with `rows`, it is given what
was recognised in such pictures.
"""

from __future__ import annotations

import json
import sys

from iacheck.readers.pdf_child import cpu_limit
from iacheck.readers.pdf_child.content import (
    ROWS,
    PdfContent,
    PdfLimitExceeded,
    PdfLimits,
    read_pages,
)


def main() -> None:
    """Read, and write what was found as JSON."""
    data = sys.stdin.buffer.read()
    limits, *task = sys.argv[1:]
    most = PdfLimits(**json.loads(limits))
    try:
        found = _done(data, most, task)
    except MemoryError:
        found = PdfContent(over="pdf-mb").written()
    except PdfLimitExceeded as much:
        found = PdfContent(over=much.limit).written()
    sys.stdout.buffer.write(found)


def _done(data: bytes, most: PdfLimits, task: list[str]) -> bytes:
    """What there is to write; the library is loaded before the limits hold."""
    match task:
        case []:
            from iacheck.readers.pdf_child.extract import extract_content  # noqa: PLC0415

            _hold_to(most)
            return extract_content(data, most).written()
        case [one] if one == ROWS:
            from iacheck.readers.pdf_child.picture_rows import picture_rows  # noqa: PLC0415

            _hold_to(most)
            return picture_rows(read_pages(data)).written()
        case _:
            from iacheck.readers.pdf_child.page_picture import page_picture  # noqa: PLC0415

            _hold_to(most)
            return page_picture(data, int(task[0])).written()


def _hold_to(most: PdfLimits) -> None:
    """Let the system end this process if it takes too much."""
    cpu_limit.end_after(most.seconds)
    if sys.platform != "win32":  # which has no other limits
        import resource  # noqa: PLC0415 - there is none on Windows

        resource.setrlimit(resource.RLIMIT_DATA, (most.memory, most.memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
