"""Starts a program that the system holds to limits: `launcher.py SECONDS MEMORY FILE COMMAND…`.

A file of its own, run without this package, so that it takes no time. `SECONDS` are of processor
time, `MEMORY` and `FILE` bytes: of data, and of the largest file that may be written.
"""

from __future__ import annotations

import os
import sys


def main(arguments: list[str]) -> None:
    """Become the program."""
    seconds, memory, file_size, *command = arguments
    if sys.platform != "win32":  # where nothing comes here
        import resource  # noqa: PLC0415 - there is none on Windows

        for limit, most in (
            (resource.RLIMIT_CPU, int(seconds)),
            (resource.RLIMIT_DATA, int(memory)),
            (resource.RLIMIT_FSIZE, int(file_size)),
            (resource.RLIMIT_CORE, 0),
        ):
            _, highest = resource.getrlimit(limit)
            allowed = most if highest == resource.RLIM_INFINITY else min(most, highest)
            resource.setrlimit(limit, (allowed, allowed))
    os.execv(command[0], command)  # noqa: S606 - no shell is wanted


if __name__ == "__main__":
    main(sys.argv[1:])
