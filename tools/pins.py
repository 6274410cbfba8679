"""Tells which installed packages are not at the version that `constraints.txt` pins.

Run it with the Python whose packages are meant. The exit status is 1 where there are any.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path

CONSTRAINTS = Path(__file__).parents[1] / "constraints.txt"
# The project itself, and what Python puts into a new virtual environment.
_NOT_PINNED = {"iacheck", "pip", "setuptools"}


def _pinned() -> dict[str, str]:
    """The version of each package, or several, where they differ between Pythons."""
    pinned: dict[str, str] = {}
    lines = CONSTRAINTS.read_text("utf-8")
    for name, version in re.findall(r"^([\w.-]+)==(\S+)", lines, re.MULTILINE):
        pinned[name] = f"{pinned[name]} or {version}" if name in pinned else version
    return pinned


def _differing() -> Iterator[str]:
    pinned = _pinned()
    for found in distributions():
        name = re.sub(r"[-_.]+", "-", found.name).lower()
        wanted = pinned.get(name, "nothing")
        if name not in _NOT_PINNED and found.version not in wanted.split(" or "):
            yield f"{name} {found.version}; pinned: {wanted}"


def main() -> int:
    """Write a line for each package that differs."""
    lines = sorted(_differing())
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return bool(lines)


if __name__ == "__main__":
    sys.exit(main())
