"""How long a command takes, and how much memory it and the processes that it starts take."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

_PAGE = os.sysconf("SC_PAGE_SIZE")


class Measured(NamedTuple):
    """What came of a command, in how many seconds, and with how many MB at its largest."""

    status: int
    out: str
    err: str
    seconds: float
    megabytes: float


def measured(folder: Path, *arguments: str | Path) -> Measured:
    """Run `python -m iacheck` in English; the memory is that of all its processes together."""
    out, err = folder / "out.txt", folder / "err.txt"
    environment = os.environ | {"IACHECK_LANG": "en", "NO_COLOR": "1", "COLUMNS": "400"}
    largest = 0
    start = time.monotonic()
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
        running.returncode, out.read_text("utf-8"), err.read_text("utf-8"), seconds, largest / 2**20
    )


def _resident(process: int) -> int:
    """Bytes of memory of a process and of all that it has started."""
    sizes: dict[int, int] = {}
    started: dict[int, list[int]] = defaultdict(list)
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            sizes[int(entry.name)] = int((entry / "statm").read_text().split()[1]) * _PAGE
        except (FileNotFoundError, ProcessLookupError):
            continue  # it has ended meanwhile
        started[parent].append(int(entry.name))
    waiting, total = [process], 0
    while waiting:
        one = waiting.pop()
        total += sizes.get(one, 0)
        waiting += started[one]
    return total
