"""A full disk while something is only read is told as what it is, and not as a fault of a file."""

from __future__ import annotations

import errno
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from commands import COUNCIL, OWN_BOOK, Ran, put
from pdf_files import pdf

from iacheck.language.errors import CannotRun
from iacheck.readers.programs.temporary_files import (
    lacks_room,
    telling_of_full_disk,
    temporary_folder,
)
from iacheck.store.sqlite_faults import sqlite_faults_as_errors

Run = Callable[..., Ran]


class Usage(NamedTuple):
    total: int
    used: int
    free: int


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(2**30, 2**30 - 4096, 4096))


def refused(error: BaseException) -> str:
    with pytest.raises(CannotRun) as caught, telling_of_full_disk():
        raise error
    (problem,) = caught.value.problems
    return problem.message.text


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_what_cannot_be_written_for_want_of_room(number: int) -> None:
    assert "is full; make room" in refused(OSError(number, "x"))


def test_other_faults_are_not_called_so() -> None:
    with pytest.raises(PermissionError), telling_of_full_disk():
        raise PermissionError(errno.EACCES, "x")


def test_no_folder_for_temporary_files(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none() -> str:
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found")

    (tmp_path / "plan.pdf").write_bytes(pdf({1: b"<< >>"}))
    monkeypatch.setattr(tempfile, "gettempdir", none)
    ran = run("read", "plan.pdf", *OWN_BOOK)
    assert (ran.status, ran.out) == (3, "")
    assert ran.err.startswith("Nothing can be written to the folder for temporary files")
    assert "TMPDIR" in ran.err


def test_the_folder_of_a_program_that_failed(full: None, monkeypatch: pytest.MonkeyPatch) -> None:
    with temporary_folder() as folder:
        assert lacks_room(folder)
    monkeypatch.undo()
    with temporary_folder() as folder:
        assert not lacks_room(folder)
        assert not lacks_room(folder / "nowhere")
    assert not folder.exists()


def io_error() -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorname = "SQLITE_IOERR_SHMSIZE"
    return error


def told(path: Path) -> str:
    with pytest.raises(CannotRun) as caught, sqlite_faults_as_errors(path):
        raise io_error()
    return caught.value.problems[0].message.text


def test_a_store_on_a_full_disk(full: None, tmp_path: Path) -> None:
    assert "is full, and even reading it needs a little room" in told(tmp_path / "iacheck.db")


def test_a_store_on_a_disk_that_fails(tmp_path: Path) -> None:
    assert "fails" in told(tmp_path / "iacheck.db")


def test_a_full_disk_while_a_store_is_checked(
    run: Run, tmp_path: Path, full: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "council.json", COUNCIL)
    assert run("import", "council.json", *OWN_BOOK).status == 0

    def fails(*_: object, **__: object) -> None:
        raise io_error()

    monkeypatch.setattr("iacheck.store.sqlite_file._connection", fails)
    ran = run("check", *OWN_BOOK)
    assert (ran.status, ran.out) == (3, "")
    assert "iacheck.db is full, and even reading it needs a little room" in ran.err
