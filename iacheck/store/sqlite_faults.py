"""What SQLite reports, in words for the person at the keyboard."""

from __future__ import annotations

import contextlib
import sqlite3
import stat
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from bson.errors import BSONError

from iacheck.language.errors import CannotRun
from iacheck.language.messages import Message, message
from iacheck.language.system_errors import is_full


@contextlib.contextmanager
def sqlite_faults_as_errors(path: Path) -> Iterator[None]:
    """Raise CannotRun for what goes wrong with the file; mistakes of the program pass."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.DatabaseError as error:
        raise CannotRun(_explain(error, path)) from error
    except BSONError as error:
        raise CannotRun(damaged_message(path, str(error))) from error


def is_fault(error: sqlite3.Error, *names: str) -> bool:
    """Whether SQLite's error code is one of `names` or a special case of one."""
    return getattr(error, "sqlite_errorname", "").startswith(names)


def _explain(error: sqlite3.Error, path: Path) -> Message:
    if is_fault(error, "SQLITE_CANTOPEN"):
        return _cannot_open(path)
    if is_fault(error, "SQLITE_IOERR") and is_full(path.absolute().parent, _NEEDED):
        return _fill(_NO_ROOM, path, str(error))
    told = next((told for name, told in _WORDS.items() if is_fault(error, name)), _OTHER)
    return _fill(told, path, str(error))


def damaged_message(path: Path, reason: str) -> Message:
    """Why a file is refused whose contents make no sense."""
    return _fill(_DAMAGED, path, reason)


def _fill(told: Message, path: Path, reason: str) -> Message:
    return replace(told, values={"store": str(path), "reason": reason})


def _cannot_open(path: Path) -> Message:
    if _is_folder(path):
        return message(
            "{store} is a folder; write the name of a file in it, such as {example}",
            store=str(path),
            example=f"sqlite:{path / 'iacheck.db'}",
        )
    if _is_folder(path.absolute().parent) is False:
        return message(
            "The store {store} cannot be made, because there is no folder {folder}; make the "
            "folder first",
            store=str(path),
            folder=str(path.absolute().parent),
        )
    return message(
        "The store {store} cannot be opened: see to it that you may read and write the file and "
        "its folder",
        store=str(path),
    )


def _is_folder(path: Path) -> bool | None:
    """None where it cannot be seen."""
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return None


# `{reason}` is in SQLite's own words.
_BUSY = message("Another program is writing to the store {store}; try again when it has finished")
_READONLY = message(
    "The store {store} can only be read: see to it that you may write the file and its "
    "folder, or choose another store with --store"
)
_DAMAGED = message(
    "The store {store} is damaged ({reason}); put the latest copy of the file in its place, "
    "or make a new store and import the files again"
)
_NO_ROOM = message(
    "The disk that holds the store {store} is full, and even reading it needs a little room; make "
    "room and try again"
)
# What SQLite writes beside a store that is only read.
_NEEDED = 2**16
_OTHER = message("The store {store} cannot be used: {reason}")

_WORDS: Mapping[str, Message] = {
    "SQLITE_BUSY": _BUSY,
    "SQLITE_LOCKED": _BUSY,
    "SQLITE_READONLY": _READONLY,
    "SQLITE_PERM": _READONLY,
    "SQLITE_FULL": message(
        "The disk that holds the store {store} is full; nothing was stored. Make room and try again"
    ),
    "SQLITE_NOTADB": message(
        "{store} is no store of iacheck but another kind of file, or a damaged one; choose "
        "another file with --store, or fetch the latest copy of the store"
    ),
    "SQLITE_CORRUPT": _DAMAGED,
    "SQLITE_IOERR": message(
        "The disk or network drive that holds the store {store} fails ({reason}); move the file "
        "to another disk, or try again"
    ),
}
