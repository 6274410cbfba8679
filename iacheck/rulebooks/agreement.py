"""What the shipped rule books say, kept since this program tried them and nothing was wrong.

To read and try them takes longer than everything else that a check of one file does. What is kept
is their YAML, read, under a fingerprint of the books, the schemas and the program's modules, and a
hash of itself. It lies in the package, since the wheel was built, or else in a folder of the user.
It is never needed: where it is not there, is of other books or another program, is damaged, or may
be somebody else's, the books are read and tried anew. Whoever could write to it could as well
change the program for the same user.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import os
import stat
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from iacheck import __version__
from iacheck.language import resources
from iacheck.language.frozen import frozen

_PACKAGE = Path(__file__).parents[1]
# Each installation keeps its own, or two in turn would try the books each time.
_KEPT = f"rulebooks-tried-{hashlib.sha256(str(_PACKAGE).encode()).hexdigest()[:12]}"
# More than a hundred times what the shipped books have.
_MOST_BYTES = 2**25
Written = Mapping[str, Any]
# Where it lies in a wheel, in the package.
PACKED = "data/rulebooks-tried"


@frozen
class Fingerprints:
    """What decides whether shipped rule books are right, as SHA-256.

    `anywhere` is the same wherever the program is installed: of books and schemas by their bytes,
    and of modules by their sizes. `here` is of modules by their time of change and place, too, as
    Python knows whether what it has compiled of them is still true.
    """

    anywhere: str
    here: str

    @classmethod
    def of(cls, files: Mapping[Path, bytes]) -> Fingerprints:
        """Those of rule books of these files."""
        anywhere = hashlib.sha256(f"{__version__}\0".encode())
        here = hashlib.sha256(f"{sys.version}\0{_PACKAGE}\0".encode())
        start = len(str(_PACKAGE))
        for entry in _entries(str(_PACKAGE)):
            if entry.name.endswith(".py"):
                about = entry.stat()
                name = entry.path[start:].replace(os.sep, "/")
                anywhere.update(f"{name}\0{about.st_size}\0".encode())
                here.update(f"{about.st_mtime_ns}\0".encode())
        schemas = files_below([resources.folder("schemas")])
        for path, data in (*files.items(), *schemas.items()):
            anywhere.update(f"{name_of(path)}\0{len(data)}\0".encode() + data)
        here.update(anywhere.digest())
        return cls(anywhere.hexdigest(), here.hexdigest())


def name_of(path: Path) -> str:
    """What a file of rule books and schemas is called wherever they are installed."""
    return "/".join(path.parts[_depth() :])


@functools.cache
def _depth() -> int:
    return len(resources.folder("schemas").parent.parts)


def files_below(folders: Sequence[Path]) -> dict[Path, bytes]:
    """All files in these folders and below, each folder's in order of name."""
    return {
        Path(entry.path): Path(entry.path).read_bytes()
        for folder in folders
        for entry in _entries(str(folder))
    }


def _entries(folder: str) -> Iterator[os.DirEntry[str]]:
    """The files below a folder, in order of name."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir():
            yield from _entries(entry.path)
        elif entry.is_file():
            yield entry


def recall(tried: Fingerprints) -> Written | None:
    """What was kept under one of these fingerprints: the value of each file, by its name."""
    packed = _PACKAGE / PACKED
    if packed.is_file():
        written = _unpacked(tried.anywhere, packed.read_bytes())
        if written is not None:
            return written
    return _unpacked(tried.here, _own_bytes())


def _unpacked(tried: str, data: bytes) -> Written | None:
    head, _, body = data.partition(b"\n")
    if head.decode("ascii", "replace") != _head(tried, body):
        return None
    written: Written = json.loads(body)
    return written


def as_packed(tried: str, written: Written) -> bytes:
    """What is kept under a fingerprint."""
    body = json.dumps(written, ensure_ascii=False).encode()
    return f"{_head(tried, body)}\n".encode() + body


def remember(tried: Fingerprints, written: Written) -> None:
    """Keep what books say in the place of what was kept; where that cannot be, nothing is."""
    path = _place()
    if path is None:
        return
    with contextlib.suppress(OSError):
        there = next(folder for folder in path.parents if folder.is_dir())
        if _is_own(there.stat()):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _replace(path, as_packed(tried.here, written))


def _head(tried: str, body: bytes) -> str:
    return f"{tried} {hashlib.sha256(body).hexdigest()}"


def _own_bytes() -> bytes:
    """What the user keeps; nothing where somebody else may have written it."""
    path = _place()
    if path is None:
        return b""
    try:
        # A pipe would make the opening wait for somebody who writes to it.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return b""
    try:
        about = os.fstat(handle)
        may_be_foreign = about.st_mode & 0o022 or not _is_own(about)
        if not stat.S_ISREG(about.st_mode) or may_be_foreign:
            return b""
        with open(handle, "rb", closefd=False) as file:
            return file.read(_MOST_BYTES)
    finally:
        os.close(handle)


def _replace(path: Path, data: bytes) -> None:
    import tempfile  # noqa: PLC0415 - needed once

    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _place() -> Path | None:
    """Where it lies, among what the user's programs keep and can do without."""
    kept = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME")
    if kept and Path(kept).is_absolute():
        return Path(kept) / "iacheck" / _KEPT
    try:
        return Path.home() / ".cache" / "iacheck" / _KEPT
    except RuntimeError:
        return None


def _is_own(about: os.stat_result) -> bool:
    """Whether it belongs to whoever runs the program; Windows tells of nobody."""
    return os.name == "nt" or about.st_uid == os.geteuid()
