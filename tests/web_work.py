"""Work that ends badly, for children of a server: it must lie in a module that they can import."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from iacheck.web.child_answer import ChildAnswer

PRIVATE = "Sykefraværet hos Kari"


def done(text: str) -> ChildAnswer:
    return ChildAnswer(text.encode(), "text/plain", file="a.txt")


def large(size: int) -> ChildAnswer:
    return ChildAnswer(bytes(size), "text/plain")


def endless() -> ChildAnswer:
    while True:
        pass


def asleep() -> ChildAnswer:
    time.sleep(600)
    raise AssertionError


def greedy() -> ChildAnswer:
    kept = [bytes(2**20) for _ in range(2**20)]
    return ChildAnswer(b"".join(kept), "text/plain")


def killed() -> ChildAnswer:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def gone() -> ChildAnswer:
    os._exit(0)


def broken() -> ChildAnswer:
    raise KeyError(PRIVATE)


def parent_of_sleeper(told: str) -> ChildAnswer:
    """Starts a program that would outlive it, and waits for it."""
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    Path(told).write_text(str(process.pid), "ascii")
    process.wait()
    raise AssertionError


def writing(size: int) -> ChildAnswer:
    Path("large").write_bytes(bytes(size))
    return ChildAnswer(b"", "text/plain")
