"""Going on as somebody who may not write everywhere, as root may."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

_NOBODY = 65534


@contextmanager
def ordinary_user() -> Iterator[None]:
    """What is done meanwhile is done by an ordinary user, also where root runs the tests."""
    if not hasattr(os, "geteuid"):
        pytest.skip("permissions work otherwise here")
    root = os.geteuid() == 0
    if root:
        os.seteuid(_NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
