"""A PDF to what is in it, read in a child process that is ended when it takes too much."""

from __future__ import annotations

import dataclasses
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from iacheck.readers.pdf_child import cpu_limit
from iacheck.readers.pdf_child.content import (
    CLOCK_TIMES,
    ROWS,
    PagePicture,
    PdfContent,
    PdfLimits,
    PicturePage,
    written_pages,
)
from iacheck.readers.programs.temporary_files import telling_of_full_disk

_PACKAGE = Path(__file__).parents[3]


def read_in_child(data: bytes, most: PdfLimits) -> PdfContent:
    """The rows of a PDF, and what is to be told of it."""
    found = _run(data, most)
    return found if isinstance(found, PdfContent) else PdfContent.read(found)


def picture_in_child(data: bytes, most: PdfLimits, index: int) -> PagePicture | PdfContent:
    """The picture of a page, counted from 0; else why there is none."""
    found = _run(data, most, str(index))
    if isinstance(found, PdfContent):
        return found
    return (PdfContent if found.startswith(b"{") else PagePicture).read(found)


def rows_in_child(pages: Sequence[PicturePage], most: PdfLimits) -> PdfContent:
    """The rows of what was recognised in pictures of pages."""
    found = _run(written_pages(pages), most, ROWS)
    return found if isinstance(found, PdfContent) else PdfContent.read(found)


def _run(data: bytes, most: PdfLimits, *task: str) -> bytes | PdfContent:
    """What the child writes; else why it has ended."""
    if importlib.util.find_spec("pypdfium2") is None:
        return PdfContent(refused="library")
    # A file and not a pipe: the child knows how large it is, and nothing is held twice.
    with telling_of_full_disk(), tempfile.TemporaryFile() as file:
        file.write(data)
        file.seek(0)
        try:
            done = subprocess.run(  # noqa: S603 - this very interpreter, and nothing of the user's
                [
                    sys.executable,
                    "-P",
                    "-m",
                    "iacheck.readers.pdf_child.child",
                    _argument(most),
                    *task,
                ],
                stdin=file,
                capture_output=True,
                env=_environment(),
                timeout=most.seconds * CLOCK_TIMES,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return PdfContent(refused="timeout")
    if done.returncode in cpu_limit.ENDED:
        return PdfContent(over="pdf-seconds")
    if done.returncode != 0:
        return PdfContent(refused="broke-off", reason=_reason(done))
    return done.stdout


def _argument(most: PdfLimits) -> str:
    return json.dumps(dataclasses.asdict(most))


def _environment() -> dict[str, str]:
    """The environment of this process, with the folder that the package was imported from."""
    given = os.environ.get("PYTHONPATH")
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, (str(_PACKAGE), given)))}


def _reason(done: subprocess.CompletedProcess[bytes]) -> str:
    """What ended the child: its last words, else how the system ended it."""
    *_, last = ["", *done.stderr.decode("utf-8", "replace").split("\n")[-2:-1]]
    return last.strip() or f"status {done.returncode}"
