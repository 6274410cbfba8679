"""Folders for what comes in: in memory where the system has such a place, gone with the request."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

# How the folders of requests begin; the number of the server's process follows.
REQUEST = "iacheck-request-"
_IN_MEMORY = Path("/dev/shm")  # noqa: S108 - folders in it have names of their own, and one owner


def memory_place() -> Path:
    """The system's files in memory; else the folder for temporary files."""
    if _IN_MEMORY.is_dir() and os.access(_IN_MEMORY, os.W_OK):
        return _IN_MEMORY
    return Path(tempfile.gettempdir())


@contextlib.contextmanager
def memory_folder(place: Path) -> Iterator[Path]:
    """A folder for one request that nobody else may look into, whatever comes of the request."""
    with tempfile.TemporaryDirectory(
        prefix=f"{REQUEST}{os.getpid()}-", dir=place, ignore_cleanup_errors=True
    ) as name:
        yield Path(name)
