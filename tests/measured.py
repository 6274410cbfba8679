"""The program run on a hostile file, and what that took."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from commands import command, environ

SECONDS, MEGABYTES = 5, 300
# A process of its own runs the program: memory is told of children, and one that is forked
# from a large process is told to be as large.
_RUN = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss, file=sys.stderr)
sys.exit(done.returncode)
"""


class Measured(NamedTuple):
    status: int
    out: str
    err: str
    seconds: float
    megabytes: float

    @property
    def is_within_bounds(self) -> bool:
        return self.seconds < SECONDS and self.megabytes < MEGABYTES


def checked(file: Path, *options: str) -> Measured:
    """`iacheck check` on a file; time as the processor spends it, whatever else is running."""
    done = subprocess.run(
        [sys.executable, "-S", "-I", "-c", _RUN, *command("check", file, *options)],
        env=environ({}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=120,
        cwd=file.parent,
    )
    *err, used = done.stderr.decode().splitlines()
    seconds, kilobytes = map(float, used.split())
    return Measured(
        done.returncode, done.stdout.decode(), "\n".join(err), seconds, kilobytes / 1024
    )
