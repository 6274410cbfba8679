"""What of the program tests must have reached, told from what SlipCover writes."""

from __future__ import annotations

import json
from pathlib import Path

import coverage_gates
import pytest

ALL = sorted(
    p.relative_to(coverage_gates.ROOT).as_posix()
    for p in coverage_gates.ROOT.glob("iacheck/**/*.py")
)
CORE, OTHER = "iacheck/checks/rule.py", "iacheck/cli/loading.py"


def measured(folder: Path, missed: dict[str, int], files: list[str]) -> str:
    """A hundred reached lines and branches in each file, and so many that were missed in some."""
    found = {
        path: {
            "missing_lines": [7] * missed.get(path, 0),
            "missing_branches": [[7, 8]] if missed.get(path) else [],
            "summary": {
                "covered_lines": 60,
                "missing_lines": missed.get(path, 0),
                "covered_branches": 40,
                "missing_branches": 1 if missed.get(path) else 0,
            },
        }
        for path in files
    }
    file = folder / "merged.json"
    file.write_text(json.dumps({"files": found}), "utf-8")
    return str(file)


def at_the_gate(share: int, *folders: str) -> int:
    """How many may be missed in the files of some folders at most."""
    reached = 100 * sum(path.startswith(folders) for path in ALL)
    return reached * (100 - share) // share


MOST, MOST_OF_CORE = (
    at_the_gate(95, "iacheck/"),
    at_the_gate(99, "iacheck/checks/", "iacheck/judging/"),
)


@pytest.mark.parametrize(
    ("missed", "status"),
    [
        ({}, 0),
        ({OTHER: MOST - 1}, 0),
        ({OTHER: MOST}, 1),
        ({CORE: MOST_OF_CORE - 1}, 0),
        ({CORE: MOST_OF_CORE}, 1),
    ],
)
def test_each_gate_decides(tmp_path: Path, missed: dict[str, int], status: int) -> None:
    assert coverage_gates.main([measured(tmp_path, missed, ALL)]) == status


def test_what_was_not_reached_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    coverage_gates.main([measured(tmp_path, {CORE: 1}, ALL)])
    assert f"{CORE}: 7, 7->8\n" in capsys.readouterr().out


def test_a_file_that_was_not_measured_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [path for path in ALL if path != OTHER]
    assert coverage_gates.main([measured(tmp_path, {}, files)]) == 1
    assert f"{OTHER}: not measured\n" in capsys.readouterr().out
