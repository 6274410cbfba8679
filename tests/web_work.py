"""Work that ends badly, for children of a server: it must lie in a module that they can import."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from iacheck.web.made import Made

PRIVATE = "Sykefraværet hos Kari"


def done(text: str) -> Made:
    return Made(text.encode(), "text/plain", file="a.txt")


def large(size: int) -> Made:
    return Made(bytes(size), "text/plain")


def endless() -> Made:
    while True:
        pass


def asleep() -> Made:
    time.sleep(600)
    raise AssertionError


def greedy() -> Made:
    kept = [bytes(2**20) for _ in range(2**20)]
    return Made(b"".join(kept), "text/plain")


def killed() -> Made:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def gone() -> Made:
    os._exit(0)


def broken() -> Made:
    raise KeyError(PRIVATE)


def parent_of_sleeper(told: str) -> Made:
    """Starts a program that would outlive it, and waits for it."""
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    Path(told).write_text(str(process.pid), "ascii")
    process.wait()
    raise AssertionError


def writing(size: int) -> Made:
    Path("large").write_bytes(bytes(size))
    return Made(b"", "text/plain")
