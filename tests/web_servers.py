"""The server as its users run it: a program of its own, at an address, with a log."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from commands import command, environ


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
def running_server(folder: Path, *options: str) -> Iterator[RunningServer]:
    """One that works in a folder, and ends with the test."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = folder / "server.log"
    with log.open("wb") as written:
        process = subprocess.Popen(
            command("serve", "--port", str(port), *options),
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
