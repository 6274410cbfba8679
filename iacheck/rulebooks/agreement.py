"""Whether the shipped rule books have been tried already, by this program, and nothing was wrong.

Trying every example takes longer than everything else that a check of one file does. What is noted
is a fingerprint of the books, the schemas and the program's modules, and nothing of what they say:
whoever could write to the note could only spare the books a trial. It is never needed: where it is
not there, is another one, or may be somebody else's, the books are tried anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from iacheck import __version__
from iacheck.language import resources

_PACKAGE = Path(__file__).parents[1]
# Each installation has a note of its own, or two in turn would try the books each time.
_NOTE = f"rulebooks-tried-{hashlib.sha256(str(_PACKAGE).encode()).hexdigest()[:12]}"


def fingerprint(folders: Sequence[Path]) -> str:
    """The SHA-256 of what decides whether these rule books are right.

    Books and schemas by their bytes; modules by size and time of change, as Python knows whether
    what it has compiled of them is still true.
    """
    digest = hashlib.sha256(f"{__version__}\0{sys.version}\0{_PACKAGE}\0".encode())
    for path, about in _files(_PACKAGE):
        if path.suffix == ".py":
            digest.update(f"{path}\0{about.st_size}\0{about.st_mtime_ns}\0".encode())
    for folder in (resources.folder("schemas"), *folders):
        for path, _ in _files(folder):
            data = path.read_bytes()
            digest.update(f"{path}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """The files below a folder, in order of name."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir():
            yield from _files(Path(entry.path))
        elif entry.is_file():
            yield Path(entry.path), entry.stat()


def is_remembered(tried: str) -> bool:
    """Whether the user's note is of this fingerprint."""
    note = _note()
    if note is None:
        return False
    try:
        # A pipe would make the opening wait for somebody who writes to it.
        handle = os.open(note, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return False
    try:
        about = os.fstat(handle)
        may_be_foreign = about.st_mode & 0o022 or not _is_own(about)
        if not stat.S_ISREG(about.st_mode) or may_be_foreign:
            return False
        return os.read(handle, len(tried) + 1) == tried.encode()
    finally:
        os.close(handle)


def remember(tried: str) -> None:
    """Note a fingerprint in the place of an earlier one; where that cannot be, nothing is."""
    path = _note()
    if path is None:
        return
    with contextlib.suppress(OSError):
        there = next(folder for folder in path.parents if folder.is_dir())
        if _is_own(there.stat()):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _replace(path, tried)


def _replace(path: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(text)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _note() -> Path | None:
    """Where the note lies, among what the user's programs keep and can do without."""
    kept = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME")
    if kept and Path(kept).is_absolute():
        return Path(kept) / "iacheck" / _NOTE
    try:
        return Path.home() / ".cache" / "iacheck" / _NOTE
    except RuntimeError:
        return None


def _is_own(about: os.stat_result) -> bool:
    """Whether it belongs to whoever runs the program; Windows tells of nobody."""
    return os.name == "nt" or about.st_uid == os.geteuid()
