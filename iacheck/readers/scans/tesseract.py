"""Tesseract: where it is, whether it knows Norwegian, and what it reads in a picture."""

from __future__ import annotations

import shutil
import subprocess
from typing import Literal

from iacheck.readers.pdf_child.content import PagePicture
from iacheck.readers.programs.limited_program import ProgramEnd, ProgramLimits, run_limited
from iacheck.readers.programs.temporary_files import lacks_room, no_room, temporary_folder

Installation = Literal["complete", "missing", "without-norwegian"]
_LANGUAGE = "nor"
# Where it is when the system does not find it by its name.
_USUAL = (
    "/opt/homebrew/bin/tesseract",
    "/usr/local/bin/tesseract",
    "C:/Program Files/Tesseract-OCR/tesseract.exe",
)
_ANSWERS_WITHIN_S = 30
_POINTS = 72


def installation() -> Installation:
    """Whether there is Tesseract, with what it must know of Norwegian."""
    program = _program()
    if program is None:
        return "missing"
    try:
        done = subprocess.run(  # noqa: S603 - a program that was looked for, and no shell
            [program, "--list-langs"],
            capture_output=True,
            timeout=_ANSWERS_WITHIN_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return "missing"
    # Old versions tell it beside their output.
    known = (done.stdout + done.stderr).split()
    return "complete" if _LANGUAGE.encode() in known else "without-norwegian"


class NotRecognisedError(Exception):
    """Tesseract did not come to its end; `end` is how it ended."""

    def __init__(self, end: ProgramEnd) -> None:
        super().__init__(end)
        self.end = end


def recognise(picture: PagePicture, most: ProgramLimits) -> str:
    """What the picture of a page says, as hOCR. Tesseract must be installed.

    Raises NotRecognisedError.
    """
    with temporary_folder() as folder:
        given, made = folder / "page.pgm", folder / "page.hocr"
        given.write_bytes(picture.pgm)
        dots = str(round(picture.fine * _POINTS))
        end = run_limited(
            [str(_program()), given, made.with_suffix(""), "-l", _LANGUAGE, "--dpi", dots, "hocr"],
            most,
            folder,
            # Several threads take more processor time, and hardly less by the clock.
            {
                "OMP_THREAD_LIMIT": "1",
                **dict.fromkeys(("HOME", "TMPDIR", "TMP", "TEMP"), str(folder)),
            },
        )
        if end != "finished" or not made.is_file():
            if lacks_room(folder):
                raise no_room()
            raise NotRecognisedError(end)
        return made.read_text("utf-8", "replace")


def _program() -> str | None:
    return next(filter(None, map(shutil.which, ("tesseract", *_USUAL))), None)
