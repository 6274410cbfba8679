"""What it costs to start, against `python -c pass`; children are counted."""

from __future__ import annotations

import sys
from pathlib import Path

from figures.clock import medians, run
from figures.council_years import EXAMPLE

# A file of some kB, as a council checks its own.
_REPORT = EXAMPLE / "reports" / "rogaland.json"
_ROUNDS = 7


def version_vs_python(folder: Path) -> float:
    """`iacheck --version`."""
    return _against_python(folder, "--version")


def small_check_vs_python(folder: Path) -> float:
    """`iacheck check` of one small file."""
    return _against_python(folder, "check", str(_REPORT), "--as-of", "2016-06-01")


def _against_python(folder: Path, *arguments: str) -> float:
    taken = medians(
        {
            "python": lambda: run([sys.executable, "-c", "pass"], folder),
            "iacheck": lambda: run([sys.executable, "-m", "iacheck", *arguments], folder),
        },
        _ROUNDS,
    )
    return taken["iacheck"] / taken["python"]
