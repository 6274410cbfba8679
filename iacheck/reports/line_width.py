"""How long the lines of texts are: 100 characters, or as many as the terminal has.

Files and pipes get lines of one length, so that the same result gives the same bytes.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar

WIDTH = 100
# Words stand on lines of their own where there is less room than this.
_LEAST = 20
_width = ContextVar("line_width", default=WIDTH)


def line_width() -> int:
    """The most characters of a line that is made now."""
    return _width.get()


@contextlib.contextmanager
def lines_of(width: int) -> Iterator[None]:
    """What is made meanwhile has lines of this many characters."""
    before = _width.set(max(width, _LEAST))
    try:
        yield
    finally:
        _width.reset(before)
