"""The server as its users run it: a program of its own, at an address, with a log."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from commands import command, environ

_WITH_LIMIT = """
import sys
from iacheck.web.serve import serve
from iacheck.web.settings import ServerSettings
serve(ServerSettings(seconds=int(sys.argv[2])), "127.0.0.1", int(sys.argv[1]))
"""


@dataclass(frozen=True)
class RunningServer:
    """Where it answers, what it logs to, and its process."""

    address: str
    log: Path
    process: subprocess.Popen[bytes]

    @property
    def most_memory(self) -> int:
        """The most bytes that the process has taken at any time, without its children."""
        status = Path(f"/proc/{self.process.pid}/status").read_text("ascii")
        (line,) = (line for line in status.splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024


@contextlib.contextmanager
def running_server(folder: Path, seconds: int | None = None) -> Iterator[RunningServer]:
    """One that works in a folder, and ends with the test.

    The work of a request may take as long as it ordinarily may, or so many seconds.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    typed = command("serve", "--port", str(port))
    if seconds is not None:
        typed = [sys.executable, "-c", _WITH_LIMIT, str(port), str(seconds)]
    log = folder / "server.log"
    with log.open("wb") as written:
        process = subprocess.Popen(
            typed,
            cwd=folder,
            env=environ({}) | {"XDG_CACHE_HOME": os.environ.get("XDG_CACHE_HOME", "")},
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_for(port, process)
        yield RunningServer(f"http://127.0.0.1:{port}", log, process)
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert process.poll() is None
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise TimeoutError(port)
