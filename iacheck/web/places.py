"""How many requests are let in at once: some are worked on, a few wait, and the others are told."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

import anyio
import anyio.to_thread

from iacheck.web.refusals import busy

_T = TypeVar("_T")


class Places:
    """The places of a server; made where its event loop runs."""

    def __init__(self, at_once: int, waiting: int) -> None:
        self._free = at_once + waiting
        self._threads = anyio.CapacityLimiter(at_once)

    @asynccontextmanager
    async def taken(self) -> AsyncIterator[None]:
        """A place from the first byte of a request to its answer. Raises Refusal where none is."""
        if not self._free:
            raise busy()
        self._free -= 1
        try:
            yield
        finally:
            self._free += 1

    async def work(self, function: Callable[[], _T]) -> _T:
        """What a function gives that has its turn, in a thread."""
        return await anyio.to_thread.run_sync(function, limiter=self._threads)
