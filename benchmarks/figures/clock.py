"""Processor time of pieces of work that take turns, so that a busy machine slows all of them."""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

Work = Callable[[], object]

ROUNDS = 5
# Shorter work is repeated within a round: processor time is counted in steps of some microseconds.
_SHORTEST_S = 0.05


def medians(works: Mapping[str, Work], rounds: int = ROUNDS) -> dict[str, float]:
    """Seconds of processor time of each, the processes that it starts included."""
    first = {name: seconds(work) for name, work in works.items()}
    repeats = {name: max(1, round(_SHORTEST_S / max(once, 1e-6))) for name, once in first.items()}
    # What is long enough by itself has run its first round already; the rest is warm by now.
    taken = {name: [first[name]] if repeats[name] == 1 else [] for name in works}
    for turn in range(rounds):
        for name, work in works.items():
            if len(taken[name]) <= turn:
                taken[name].append(seconds(work, repeats[name]))
    return {name: statistics.median(times) for name, times in taken.items()}


def seconds(work: Work, repeats: int = 1) -> float:
    """Seconds of processor time that one run takes, on average of so many."""
    gc.collect()
    start = _now()
    for _ in range(repeats):
        work()
    return (_now() - start) / repeats


def _now() -> float:
    """Processor time of this process, and of those that it started and that have ended."""
    times = os.times()
    return time.process_time() + times.children_user + times.children_system


class Ended(NamedTuple):
    """What came of a command: its status, and its processor time, with its children's."""

    status: int
    seconds: float
    megabytes: float


def run(command: Sequence[str | Path], folder: Path) -> Ended:
    """Run a command quietly; `megabytes` is the memory of its largest process at its peak."""
    settings = os.environ | {"NO_COLOR": "1", "IACHECK_LANG": "en"}
    with subprocess.Popen(  # noqa: S603 - our own commands
        command,
        cwd=folder,
        env=settings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as running:
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    return Ended(running.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
