"""The server: pages and API at an address of this machine, until it is stopped."""

from __future__ import annotations

import logging
import tempfile

import uvicorn

from iacheck.web.app import make_app
from iacheck.web.memory_folder import memory_place
from iacheck.web.settings import ServerSettings


def serve(settings: ServerSettings, host: str, port: int) -> None:
    """Answer requests until the process is told to end."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    # Files of forms that are too large for the process are spooled, nameless, where files are.
    tempfile.tempdir = str(memory_place())
    uvicorn.run(
        make_app(settings),
        host=host,
        port=port,
        access_log=False,
        server_header=False,
        log_level="warning",
        log_config=None,
    )
