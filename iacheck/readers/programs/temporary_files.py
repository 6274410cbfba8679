"""Files that are needed while something is read, and are gone afterwards; told is a full disk."""

from __future__ import annotations

import contextlib
import errno
import tempfile
from collections.abc import Iterator
from pathlib import Path

from iacheck.language.errors import CannotRun
from iacheck.language.messages import message
from iacheck.language.system_errors import is_full

# What other programs write to their profile and beside it, and some more.
_NEEDED = 4 * 2**20


@contextlib.contextmanager
def telling_of_full_disk() -> Iterator[None]:
    """Raise CannotRun where there is no room for what is written to the temporary folder."""
    try:
        tempfile.gettempdir()
    except FileNotFoundError as error:  # it tries to write to each folder that it knows
        told = message(
            "Nothing can be written to the folder for temporary files, which is needed to read: "
            "the disk is full, or you may not write there. Make room, or name another folder in "
            "{variable}",
            variable="TMPDIR",
        )
        raise CannotRun(told) from error
    try:
        yield
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        raise no_room() from error


@contextlib.contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder of its own. Raises CannotRun where there is no room for what is written there."""
    with (
        telling_of_full_disk(),
        tempfile.TemporaryDirectory(prefix="iacheck-", ignore_cleanup_errors=True) as name,
    ):
        yield Path(name).resolve()


def lacks_room(folder: Path) -> bool:
    """Whether a program that failed may have done so for want of room."""
    return is_full(folder, _NEEDED)


def no_room() -> CannotRun:
    """What to raise where a temporary file cannot be written."""
    return CannotRun(
        message(
            "The disk with the folder for temporary files ({folder}), which is needed to read, is "
            "full; make room, or name another folder in {variable}",
            folder=tempfile.gettempdir(),
            variable="TMPDIR",
        )
    )
