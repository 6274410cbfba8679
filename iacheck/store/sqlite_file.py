"""Opening the file of the embedded store: new, shared with other programs, or read-only."""

from __future__ import annotations

import sqlite3
import stat
import time
from collections.abc import Sequence
from pathlib import Path

from iacheck.language.errors import CannotRun, NothingToCheck
from iacheck.language.frozen import frozen
from iacheck.language.messages import Message, message
from iacheck.store.base import Collection
from iacheck.store.layouts import LAYOUT, newer_version_message
from iacheck.store.sqlite_faults import is_fault, sqlite_faults_as_errors
from iacheck.store.sqlite_layout import APPLICATION_ID, prepare, version_of

_BETWEEN_TRIES_S = 0.02


@frozen
class StoreFile:
    """An open store. `frozen` is the state of a file that SQLite reads without locks."""

    path: Path
    connection: sqlite3.Connection
    frozen: tuple[int, int] | None = None

    def refuse_change(self) -> None:
        """Raise CannotRun if a file read without locks has been written to since it was opened.

        What was read may then be half old and half new.
        """
        if self.frozen is not None and self.frozen != _state(self.path):
            raise CannotRun(
                message(
                    "The store {store} was changed while it was being read; try again",
                    store=str(self.path),
                )
            )


def open_file(
    path: Path, collections: Sequence[Collection], *, create: bool, patience: float
) -> StoreFile:
    """An open file; `patience` is how many seconds to wait for other writers.

    With `create` it has all tables, else it is as it was. Raises NothingToCheck and CannotRun as
    `store.open` tells.
    """
    with sqlite_faults_as_errors(path):
        if not create and _is_missing(path):
            raise NothingToCheck(_no_store(path))
        file = _connect(path, create=create, patience=patience)
        try:
            _make_ready(file, collections, create=create, patience=patience)
        except BaseException:
            file.connection.close()
            raise
        return file


def _is_missing(path: Path) -> bool:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:  # not ours to see: SQLite tells why
        return False
    return False


def _connect(path: Path, *, create: bool, patience: float) -> StoreFile:
    """A connection that has read the file's head, so that a fault shows here."""
    state = _state(path)
    try:
        return StoreFile(path, _connection(path, "mode=rwc" if create else "mode=rw", patience))
    except sqlite3.OperationalError as error:
        # The log of a store cannot be opened where nothing may be written. Without a log,
        # everything stands in the file itself, and it can be read as it is.
        cannot_write = is_fault(error, "SQLITE_CANTOPEN", "SQLITE_READONLY")
        if create or not cannot_write or state is None or _has_log(path):
            raise
        return StoreFile(path, _connection(path, "mode=ro&immutable=1", patience), state)


def _connection(path: Path, mode: str, patience: float) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{mode}", uri=True, isolation_level=None, timeout=patience
    )
    try:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA application_id").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _make_ready(
    file: StoreFile, collections: Sequence[Collection], *, create: bool, patience: float
) -> None:
    blank = _is_blank(file.connection, file.path)
    if blank and not create:
        raise NothingToCheck(_no_store(file.path))
    if blank:
        _write_ahead(file.connection, patience)
    if create:
        prepare(file.connection, collections)


def _is_blank(db: sqlite3.Connection, path: Path) -> bool:
    """Whether nothing is in the file yet. Raises CannotRun for a database not of ours."""
    db.execute("BEGIN")  # one view of the file: another program may be preparing it
    try:
        (application,) = db.execute("PRAGMA application_id").fetchone()
        version = version_of(db)
        (tables,) = db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    finally:
        db.execute("COMMIT")
    if application == APPLICATION_ID:
        if version > LAYOUT:
            raise CannotRun(newer_version_message(str(path), version))
        return False
    if application or version or tables:
        raise CannotRun(
            message(
                "{store} is a database of another program; choose another file with --store",
                store=str(path),
            )
        )
    return True


def _write_ahead(db: sqlite3.Connection, patience: float) -> None:
    """Let readers go on while one writes. SQLite itself does not wait for others here."""
    end = time.monotonic() + patience
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if not is_fault(error, "SQLITE_BUSY") or time.monotonic() > end:
                raise
            time.sleep(_BETWEEN_TRIES_S)
        else:
            return


def _state(path: Path) -> tuple[int, int] | None:
    """When the file was last written to, and its size; None where there is no file to see."""
    try:
        state = path.stat()
    except OSError:
        return None
    return (state.st_mtime_ns, state.st_size) if stat.S_ISREG(state.st_mode) else None


def _has_log(path: Path) -> bool:
    log = Path(f"{path}-wal")
    return log.exists() and log.stat().st_size > 0


def _no_store(path: Path) -> Message:
    return message(
        "There is no store {store} yet; `iacheck import FILE` makes it and stores the file's "
        "documents, and `iacheck check FILE` checks a file without a store",
        store=str(path),
    )
