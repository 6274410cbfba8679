"""Tells how much of the program tests have reached, lines and branches, and if it is enough.

`python tools/coverage_gates.py FILE` reads what SlipCover has written. The exit status is 1 where
a part of the program is below its gate.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]


class Gate(NamedTuple):
    """How many of a hundred lines and branches of some folders tests must reach at least."""

    least: int
    folders: tuple[str, ...]


GATES = (Gate(95, ("iacheck/",)), Gate(99, ("iacheck/checks/", "iacheck/judging/")))


def main(arguments: list[str]) -> int:
    """Write what was not reached, file by file, and a line for each gate."""
    files = json.loads(Path(arguments[0]).read_text("utf-8"))["files"]
    program = {path.relative_to(ROOT).as_posix() for path in ROOT.glob("iacheck/**/*.py")}
    unmeasured = sorted(program - files.keys())
    shares = [_share(files, gate) for gate in GATES]
    sys.stdout.writelines(f"{path}: not measured\n" for path in unmeasured)
    sys.stdout.writelines(_missed(files))
    for gate, share in zip(GATES, shares, strict=True):
        sys.stdout.write(f"{', '.join(gate.folders)}: {share:.2f} %; at least {gate.least} %\n")
    is_enough = all(share >= gate.least for gate, share in zip(GATES, shares, strict=True))
    return 0 if is_enough and not unmeasured else 1


def _share(files: dict[str, Any], gate: Gate) -> float:
    """How many of a hundred lines and branches were reached."""
    sums = [found["summary"] for path, found in files.items() if path.startswith(gate.folders)]
    reached: int = sum(s["covered_lines"] + s["covered_branches"] for s in sums)
    missed: int = sum(s["missing_lines"] + s["missing_branches"] for s in sums)
    return 100 * reached / (reached + missed)


def _missed(files: dict[str, Any]) -> Iterator[str]:
    """A line for each file with lines or branches that were not reached."""
    for path, found in sorted(files.items()):
        branches = (f"{start}->{end}" for start, end in found["missing_branches"])
        if missed := [*map(str, found["missing_lines"]), *branches]:
            yield f"{path}: {', '.join(missed)}\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
