"""The embedded store where it may not be written to, or not even be read."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ordinary_user import ordinary_user
from store_files import filled, opened, refused
from store_suite import plan, problems, put

from iacheck.language.errors import CannotRun

READ = stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH
ENTER = stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH


def locked(folder: Path) -> Path:
    path = filled(folder / "iacheck.db")
    path.chmod(READ)
    folder.chmod(READ | ENTER)
    return path


def test_a_file_that_can_only_be_read(folder: Path) -> None:
    path = locked(folder)
    with ordinary_user(), opened(path, create=False) as store:
        assert [d.name for d in store.documents()] == ["council/c", "plan/a"]
        assert store.get("plan", "a") == plan("a")
        assert store.status().counts == {"council": 1, "party": 0, "plan": 1}
        with pytest.raises(CannotRun) as caught:
            put(store, plan("b", "b"))
        assert problems(caught.value) == [
            f"The store {path} can only be read: see to it that you may write the file and its "
            "folder, or choose another store with --store"
        ]
    assert [entry.name for entry in folder.iterdir()] == ["iacheck.db"]


def test_a_file_in_a_folder_that_can_be_written(folder: Path) -> None:
    path = locked(folder)
    folder.chmod(0o777)
    with ordinary_user(), opened(path, create=False) as store:
        assert [d.name for d in store.documents()] == ["council/c", "plan/a"]
        with pytest.raises(CannotRun, match="can only be read"):
            put(store, plan("b", "b"))


def test_a_file_that_changes_while_it_is_read_without_locks(folder: Path) -> None:
    path = locked(folder)
    with ordinary_user():
        store = opened(path, create=False)
    with store:
        assert store.get("plan", "a") is not None
        os.utime(path, ns=(1, 1))
        readings: list[Callable[[], Any]] = [
            store.documents,
            lambda: store.get("plan", "a"),
            lambda: store.find("plan"),
        ]
        for reading in readings:
            with pytest.raises(CannotRun) as caught:
                reading()
            assert problems(caught.value) == [
                f"The store {path} was changed while it was being read; try again"
            ]


def test_a_file_whose_log_cannot_be_read(folder: Path) -> None:
    """What stands in the log alone must not be passed over."""
    path = filled(folder / "iacheck.db")
    with opened(path) as store:
        put(store, plan("b", "b"))
        kept = {part: part.read_bytes() for part in folder.iterdir()}
    for part, data in kept.items():
        if not part.name.endswith("-shm"):
            part.write_bytes(data)
            part.chmod(READ)
    folder.chmod(READ | ENTER)
    with ordinary_user():
        told = refused(path)
    assert told.startswith(f"The store {path} ")
    folder.chmod(0o777)
    path.chmod(0o666)
    with ordinary_user(), opened(path, create=False) as store:
        assert store.get("plan", "b") is not None


def test_what_may_not_be_seen(folder: Path) -> None:
    path = filled(folder / "iacheck.db")
    path.chmod(0)
    with ordinary_user():
        told = refused(path)
        assert told.startswith(f"The store {path} cannot be opened: see to it that you may read")
    folder.chmod(0)
    with ordinary_user():
        assert refused(path).startswith(f"The store {path} cannot be ")
        assert refused(path, create=True).startswith(f"The store {path} cannot be ")


def test_a_new_file_where_nothing_may_be_written(folder: Path) -> None:
    with ordinary_user():
        told = refused(folder / "new.db", create=True)
    assert told.startswith(f"The store {folder / 'new.db'} cannot be opened: see to it that you")
