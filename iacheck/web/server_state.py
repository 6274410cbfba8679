"""What the requests of a server share, and the way of one through it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import anyio
from starlette.requests import Request

from iacheck.language.messages import message
from iacheck.web.child_answer import ChildAnswer
from iacheck.web.children import ChildFailure, ChildLimits, Children
from iacheck.web.gate import LOG
from iacheck.web.memory_folder import memory_folder, memory_place
from iacheck.web.places import Places
from iacheck.web.refusals import Refusal, child_failure
from iacheck.web.settings import ServerSettings
from iacheck.web.uploads import Sent, sent_files

# What is to be done with the files of a request: work for a child, and what it is given.
Task = tuple[Callable[..., ChildAnswer], tuple[object, ...]]


@dataclass(frozen=True)
class ServerState:
    """Settings, and where work is done."""

    settings: ServerSettings
    children: Children
    place: Path

    @classmethod
    def of(cls, settings: ServerSettings) -> ServerState:
        limits = ChildLimits(settings.seconds, settings.memory)
        return cls(settings, Children(limits), memory_place())

    @functools.cached_property
    def places(self) -> Places:
        """Made with the first request, where the event loop runs."""
        return Places(self.settings.at_once, self.settings.waiting)

    async def made_of_files(self, request: Request, task_of: Callable[[Sent], Task]) -> ChildAnswer:
        """What a child makes of the files in a request, in a folder that is gone afterwards.

        Raises Refusal where there are no files, too much, or nothing comes of them.
        """
        async with self.places.taken():
            with memory_folder(self.place) as folder:
                try:
                    with anyio.fail_after(self.settings.body_seconds):
                        sent = await sent_files(request, folder, self.settings)
                except TimeoutError:
                    raise Refusal(408, message("What was sent took too long to arrive")) from None
                work, arguments = task_of(sent)
                return await self._worked(work, folder, arguments)

    async def made(self, work: Callable[..., ChildAnswer], *arguments: object) -> ChildAnswer:
        """What a child makes without any files. Raises Refusal where nothing comes of it."""
        async with self.places.taken():
            with memory_folder(self.place) as folder:
                return await self._worked(work, folder, arguments)

    async def _worked(
        self, work: Callable[..., ChildAnswer], folder: Path, arguments: tuple[object, ...]
    ) -> ChildAnswer:
        try:
            make = functools.partial(self.children.make, work, folder, *arguments)
            return await self.places.work(make)
        except ChildFailure as failed:
            LOG.warning("no answer of a child: %s %s", failed.failure, failed.where)
            raise child_failure(failed) from None


def server_of(request: Request) -> ServerState:
    """The state of the server that a request came to."""
    found: ServerState = request.app.state.server
    return found
