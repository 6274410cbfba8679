"""A PDF to what is in it, read in a child process that is ended when it takes too much."""

from __future__ import annotations

import dataclasses
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from iacheck.readers.pdf_child import cpu_limit
from iacheck.readers.pdf_child.content import CLOCK_TIMES, PdfContent, PdfLimits

_PACKAGE = Path(__file__).parents[3]


def read_in_child(data: bytes, most: PdfLimits) -> PdfContent:
    """The rows of a PDF, and what is to be told of it."""
    if importlib.util.find_spec("pypdfium2") is None:
        return PdfContent(refused="library")
    # A file and not a pipe: the child knows how large it is, and nothing is held twice.
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.seek(0)
        try:
            done = subprocess.run(  # noqa: S603 - this very interpreter, and nothing of the user's
                [sys.executable, "-P", "-m", "iacheck.readers.pdf_child.child", _argument(most)],
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
    return PdfContent.read(done.stdout)


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
