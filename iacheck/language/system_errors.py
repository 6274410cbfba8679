"""Why the operating system lets a file not be read or written, in plain words; full disks."""

from __future__ import annotations

import errno
import shutil
import stat
from collections.abc import Mapping
from pathlib import Path

from iacheck.language.messages import Message, message
from iacheck.language.problems import Problem


def cannot_read(file: str, error: OSError) -> Problem:
    """What is told of a file or folder that the system does not let be read."""
    why = _NOT_READ.get(error.errno or 0) or _own_words(error)
    return Problem(message("Cannot be read: {reason}", reason=why), file=file)


def endless_input(path: Path, file: str) -> Problem | None:
    """What is told of a pipe, a socket or a device: reading it may wait for ever, or never end.

    Raises OSError where there is nothing.
    """
    mode = path.stat().st_mode
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
        return None
    told = message("It is no file, but a pipe, a socket or a device; name a file")
    return Problem(told, file=file)


def why_not_written(error: OSError) -> Message | str:
    """The reason why a file, a folder or the output was not written."""
    return _NOT_WRITTEN.get(error.errno or 0) or _own_words(error)


def is_full(folder: Path, needed: int) -> bool:
    """Whether the disk with a folder has less room than so many bytes; False if nobody can tell."""
    try:
        return shutil.disk_usage(folder).free < needed
    except OSError:
        return False


def _own_words(error: OSError) -> str:
    """Those of the system, for what is unusual."""
    return error.strerror or type(error).__name__


_TOO_LONG = message("the name is too long")
_NOT_READ: Mapping[int, Message] = {
    errno.ENOENT: message("it does not exist"),
    errno.EISDIR: message("it is a folder"),
    errno.EACCES: message("you may not read it"),
    errno.EPERM: message("you may not read it"),
    errno.EIO: message("the disk or network drive fails"),
    errno.ENAMETOOLONG: _TOO_LONG,
}
_NOT_WRITTEN: Mapping[int, Message] = {
    errno.ENOENT: message("there is no such folder; make it first"),
    errno.ENOTDIR: message("a part of the path is a file, not a folder"),
    errno.EISDIR: message("it is a folder; name a file in it"),
    errno.EACCES: message("you may not write there; choose another place"),
    errno.EPERM: message("you may not write there; choose another place"),
    errno.EROFS: message("that disk can only be read; choose another place"),
    errno.ENOSPC: message("the disk is full; make room"),
    errno.EDQUOT: message("your share of the disk is used up; make room"),
    errno.EFBIG: message("the file would be larger than is allowed there"),
    errno.ENAMETOOLONG: _TOO_LONG,
}
