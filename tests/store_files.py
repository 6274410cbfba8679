"""What the tests of the embedded store share."""

from __future__ import annotations

from pathlib import Path

import pytest
from store_suite import COLLECTIONS, council, plan, problems, put

from iacheck.language.errors import CannotRun
from iacheck.store.sqlite import SqliteStore, open_sqlite


def opened(path: Path, *, create: bool = True, patience: float = 0.05) -> SqliteStore:
    return open_sqlite(str(path), COLLECTIONS, create=create, patience=patience)


def filled(path: Path) -> Path:
    with opened(path) as store:
        put(store, plan("a"), council("c"))
    return path


def refused(path: Path, *, create: bool = False) -> str:
    """What is told by a store that cannot be opened."""
    with pytest.raises(CannotRun) as caught:
        opened(path, create=create)
    (told,) = problems(caught.value)
    return told
