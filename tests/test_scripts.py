"""The worked examples of docs/scripts.md, run as they stand."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parent.parent / "docs"
SCRIPTS = DOCS / "scripts"
MAIL = """#!/bin/sh
{ printf '%s\\n' "$@"; cat; } >>"$MAILED"
"""


def ran(folder: Path, script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: v for name, v in os.environ.items() if not name.startswith("IACHECK_")}
    environment |= {
        # The program that is tested, before any other that is installed.
        "PATH": f"{folder}:{Path(sys.executable).parent}:{os.environ['PATH']}",
        "MAIL": "mail-for-tests",
        "MAILED": str(folder / "mailed"),
    }
    return subprocess.run(
        ["sh", str(SCRIPTS / script), *arguments], cwd=folder, env=environment, text=True,
        capture_output=True, check=False, timeout=120,
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(DOCS / "eksempel", tmp_path, dirs_exist_ok=True)
    mail = tmp_path / "mail-for-tests"
    mail.write_text(MAIL)
    mail.chmod(0o755)
    return tmp_path


def test_each_night_and_a_mail_to_each_council(folder: Path) -> None:
    night = ran(folder, "nightly.sh", "2015", "2015", "lister")
    assert night.returncode == 1, night.stderr
    assert night.stdout.endswith(": lists for 2015 written\n")
    assert "filer skrevet i lister" in night.stderr
    lists = {path.name for path in (folder / "lister").iterdir()}
    assert {"overview.pdf", "council-eksempelfylket-2015.pdf"} <= lists
    sent = ran(folder, "mail.sh", "2015", "lister", str(SCRIPTS / "addresses.txt"))
    assert (sent.returncode, sent.stdout, sent.stderr) == (0, "", "")
    assert (folder / "mailed").read_text().splitlines() == [
        "-s", "Avvikslista for 2015", "-a", "lister/council-eksempelfylket-2015.pdf",
        "post@eksempelfylket.example", "Vedlagt er avvikslista for eksempelfylket, 2015.",
    ]  # fmt: skip


def test_what_is_missing_or_broken_is_told(folder: Path) -> None:
    (folder / "empty").mkdir()
    (folder / "addresses.txt").write_text("ingen post@ingen.example\n")
    sent = ran(folder, "mail.sh", "2015", "empty", "addresses.txt")
    assert (sent.returncode, sent.stdout) == (1, "")
    assert sent.stderr == "No list for ingen: empty/council-ingen-2015.pdf\n"
    assert not (folder / "mailed").exists()
    (folder / "broken").mkdir()
    (folder / "broken" / "plan.json").write_text("{")
    night = ran(folder, "nightly.sh", "2015", "broken", "lister")
    assert (night.returncode, night.stdout) == (3, "")
    assert not (folder / "lister").exists()
