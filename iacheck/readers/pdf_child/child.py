"""The child process: a PDF on standard input, what was found in it on standard output.

It takes its limits as its one argument, and holds itself to them where the system can.
"""

from __future__ import annotations

import json
import sys

from iacheck.readers.pdf_child import cpu_limit
from iacheck.readers.pdf_child.content import PdfContent, PdfLimits


def main() -> None:
    """Read, and write what was found as JSON."""
    data = sys.stdin.buffer.read()
    most = PdfLimits(**json.loads(sys.argv[1]))
    try:
        found = _read(data, most)
    except MemoryError:
        found = PdfContent(over="pdf-mb")
    sys.stdout.buffer.write(found.written())


def _read(data: bytes, most: PdfLimits) -> PdfContent:
    from iacheck.readers.pdf_child.extract import (  # noqa: PLC0415 - the library is loaded before the limit
        extract_content,
    )

    _hold_to(most)
    return extract_content(data, most)


def _hold_to(most: PdfLimits) -> None:
    """Let the system end this process if it takes too much."""
    cpu_limit.end_after(most.seconds)
    if sys.platform != "win32":  # which has no other limits
        import resource  # noqa: PLC0415 - there is none on Windows

        resource.setrlimit(resource.RLIMIT_DATA, (most.memory, most.memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
