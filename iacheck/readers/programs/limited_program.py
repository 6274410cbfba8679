"""Another program run to its end, or to the end of what it may take."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Literal

from iacheck.language.frozen import frozen
from iacheck.readers.programs import launcher

# How a program ended: by itself, having used its time, by the clock, or otherwise.
ProgramEnd = Literal["finished", "over-seconds", "timeout", "broke-off"]
# How many times its CPU time a program may last by the clock.
CLOCK_TIMES = 10
# What was used is told less exactly than what the system ends by: a little, and on a busy machine
# more. Of a program that was killed, half will do; it was hardly anybody else who did that.
_NEARLY, _OF_KILLED = 0.9, 0.5
# Timers and limits count no further than some years.
_LONGEST = 2**31
_MOST_BYTES = 2**62


@frozen
class ProgramLimits:
    """What a program may take: seconds of CPU time, bytes of data, bytes of a file it writes."""

    seconds: int
    memory: int
    file_size: int


def run_limited(
    command: Sequence[str | Path],
    most: ProgramLimits,
    folder: Path,
    environment: Mapping[str, str],
) -> ProgramEnd:
    """Run a program in a folder; what it has to say it writes into files there.

    Whatever it has started ends with it. Where the system has no limits (Windows), there is the
    clock alone.
    """
    seconds = min(most.seconds, _LONGEST)
    before = seconds_of_children()
    process = subprocess.Popen(  # noqa: S603 - a program that was looked for, and no shell
        _limited(list(map(str, command)), most),
        cwd=folder,
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        status = process.wait(seconds * CLOCK_TIMES)
    except subprocess.TimeoutExpired:
        return "timeout"
    finally:
        _end_group(process)
    if status == 0:
        return "finished"
    used = seconds_of_children() - before
    was_killed = sys.platform != "win32" and status == -signal.SIGKILL
    nearly = _OF_KILLED if was_killed else _NEARLY
    return "over-seconds" if used >= nearly * seconds else "broke-off"


def _limited(command: list[str], most: ProgramLimits) -> list[str]:
    if sys.platform == "win32":
        return command
    limits = (
        str(min(most.seconds, _LONGEST)),
        str(min(most.memory, _MOST_BYTES)),
        str(min(most.file_size, _MOST_BYTES)),
    )
    return [sys.executable, "-I", "-S", launcher.__file__, *limits, *command]


def seconds_of_children() -> float:
    """The CPU time of the processes that this one has started, and that have ended."""
    if sys.platform == "win32":
        return 0.0
    import resource  # noqa: PLC0415 - there is none on Windows

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _end_group(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
