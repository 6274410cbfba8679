"""Running `iacheck` at a terminal of some width."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import termios
import threading
from collections.abc import Mapping
from pathlib import Path

from commands import command, environ


def at_a_terminal(
    cwd: Path,
    *arguments: str | Path,
    columns: int = 0,
    streams: str = "out",
    environment: Mapping[str, str] | None = None,
) -> str:
    """What a person sees of a command: of its output, of what stands beside it, or of both.

    A terminal of 0 columns does not say how wide it is.
    """
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    seen: list[bytes] = []

    def read() -> None:
        # At the end of the other side there is an error, and on some systems nothing.
        try:
            while data := os.read(master, 65536):
                seen.append(data)
        except OSError:
            return

    reader = threading.Thread(target=read)
    reader.start()
    try:
        subprocess.run(
            command(*arguments),
            cwd=cwd,
            env=environ({"TERM": "xterm", **(environment or {})}),
            stdin=subprocess.DEVNULL,
            stdout=slave if "out" in streams else subprocess.DEVNULL,
            stderr=slave if "err" in streams else subprocess.DEVNULL,
            check=False,
            timeout=60,
        )
    finally:
        os.close(slave)
        reader.join(10)
        os.close(master)
    return b"".join(seen).decode().replace("\r\n", "\n")
