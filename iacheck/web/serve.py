"""The server: pages and API at an address of this machine, until it is stopped."""

from __future__ import annotations

import contextlib
import errno
import logging
import socket
import tempfile
from collections.abc import Callable

import uvicorn

from iacheck.language.errors import CannotRun
from iacheck.language.messages import message
from iacheck.web.app import make_app
from iacheck.web.gate import LINE
from iacheck.web.memory_folder import memory_place
from iacheck.web.settings import ServerSettings


class _Server(uvicorn.Server):
    """A server that says when it answers: making ready takes some seconds."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


def serve(
    settings: ServerSettings, host: str, port: int, ready: Callable[[], None] = lambda: None
) -> None:
    """Answer requests until the process is told to end; `ready` is called when it does.

    Raises CannotRun where the address cannot be had, or it cannot start.
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    logging.getLogger("uvicorn.error").addFilter(_as_other_lines)
    # Files of forms that are too large for the process are spooled, nameless, where files are.
    tempfile.tempdir = str(memory_place())
    config = uvicorn.Config(
        make_app(settings),
        access_log=False,
        server_header=False,
        log_level="warning",
        log_config=None,
    )
    server = _Server(config, ready)
    with _bound(host, port) as bound, contextlib.suppress(KeyboardInterrupt):
        server.run([bound])
    if not server.started:
        raise CannotRun(message("The server could not start; see its log"))


def _as_other_lines(record: logging.LogRecord) -> bool:
    """Whether a line of uvicorn's tells what no other does; of what is no request, as of others."""
    if str(record.msg).startswith("Invalid HTTP request"):
        record.msg, record.args = LINE, ("-", "-", 400, 0)
    # Whoever asks for another protocol is answered in this one.
    return not str(record.msg).startswith(("Unsupported upgrade", "No supported WebSocket"))


def _bound(host: str, port: int) -> socket.socket:
    """A socket at an address. Raises CannotRun where that cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
    except OSError as error:
        bound.close()
        why = _WHY.get(error.errno or 0) or error.strerror or type(error).__name__
        told = message(
            "Cannot serve at {host}, port {port}: {reason}", host=host, port=str(port), reason=why
        )
        raise CannotRun(told) from error
    return bound


_WHY = {
    errno.EADDRINUSE: message("another program answers there; choose another port"),
    errno.EACCES: message("you may not; ports below 1024 are the system's"),
    errno.EADDRNOTAVAIL: message("this machine has no such address"),
}
