"""How long a command takes, and how much memory it and the processes that it starts take."""

from __future__ import annotations

import functools
import os
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

# What a hostile file may take at most.
SECONDS, MEGABYTES = 5, 300
_PAGE = os.sysconf("SC_PAGE_SIZE")
_CHILDREN = Path("/proc/thread-self/children")


class Measured(NamedTuple):
    """What came of a command, in how many seconds, and with how many MB at its largest.

    `busy` is how many seconds its processes had a processor, whatever else a machine does.
    """

    status: int
    out: str
    err: str
    seconds: float
    busy: float
    megabytes: float

    @property
    def is_within_bounds(self) -> bool:
        return self.busy < SECONDS * slowness() and self.megabytes < MEGABYTES


@functools.cache
def slowness() -> float:
    """How many times slower than an ordinary machine at rest this one is, now that it is shared.

    There, starting the program and checking next to nothing takes a third of a second of the
    processor, once it has tried its rule books.
    """
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "a.md").write_text("# Fra LO 2. halvår 2012\n", "utf-8")
        return max(1.0, 3 * min(measured(Path(folder), "check", "a.md").busy for _ in range(2)))


def checked(file: Path, *options: str) -> Measured:
    """`iacheck check` on a file."""
    return measured(file.parent, "check", file, *options)


def measured(folder: Path, *arguments: str | Path) -> Measured:
    """Run `python -m iacheck` in English; the memory is that of all its processes together."""
    out, err = folder / "out.txt", folder / "err.txt"
    environment = os.environ | {"IACHECK_LANG": "en", "NO_COLOR": "1", "COLUMNS": "400"}
    largest = 0
    start, before = time.monotonic(), _busy()
    with (
        out.open("wb") as to_out,
        err.open("wb") as to_err,
        subprocess.Popen(
            [sys.executable, "-m", "iacheck", *map(str, arguments)],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=to_out,
            stderr=to_err,
        ) as running,
    ):
        while running.poll() is None:
            largest = max(largest, _resident(running.pid))
            time.sleep(0.01)
    seconds = time.monotonic() - start
    return Measured(
        status=running.returncode,
        out=out.read_text("utf-8"),
        err=err.read_text("utf-8"),
        seconds=seconds,
        busy=_busy() - before,
        megabytes=largest / 2**20,
    )


def _busy() -> float:
    """Seconds of processor time of all processes that were started and have ended."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime


def _resident(process: int) -> int:
    """Bytes of memory of a process and of all that it has started."""
    assert _CHILDREN.exists()  # else what a process has started would not be seen
    waiting, total = [process], 0
    while waiting:
        entry = Path("/proc", str(waiting.pop()))
        with suppress(FileNotFoundError, ProcessLookupError):  # it may have ended meanwhile
            total += int((entry / "statm").read_text().split()[1]) * _PAGE
            for task in (entry / "task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
    return total
