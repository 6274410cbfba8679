"""What a terminal gets: no commands of documents, lines of its width, and no moving bar."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import COUNCIL, OWN_BOOK, REPORT, Ran

Run = Callable[..., Ran]

# Clears the screen; sets the title; a link; in eight bits; the direction turned; a line of ours.
COMMANDS = (
    "X\x1b[2J\x1b[32m\x1b]0;t\x07\x1b]8;;http://x.example\x07\x9b2J\u202e\u200b\nFEIL\r\u2028FEIL"
)


def unseen(text: str) -> set[str]:
    return {c for c in text if unicodedata.category(c) in {"Cc", "Cf", "Zl", "Zp"}} - {"\n"}


def hostile_files(folder: Path) -> None:
    """A year in which every text is full of commands, and a file that cannot be read."""
    activity = {"id": "a1", "title": COMMANDS, "responsible": COMMANDS}
    documents = (
        COUNCIL | {"name": COMMANDS},
        REPORT | {"activities": [activity], "priorities": COMMANDS, "when\x1b[2J": 1},
    )
    (folder / "year\x1b[2J\n.json").write_text(json.dumps(documents))
    (folder / "paper.md").write_text(f"# Plan {COMMANDS}\n\n{COMMANDS}\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "."),
        ("check", ".", "--format", "csv"),
        ("check", ".", "--format", "json"),
        ("check", ".", "--out", "\x1b[2Jout.txt"),
        ("check", "paper.md", "no\x1b[2J\nFEIL", "--council", "\x1b[2J\nFEIL"),
        ("read", "."),
        ("read", ".", "--format", "json"),
        ("import", "."),
        ("check", "--\x1b[2J"),
        ("check", "--period", "\x1b[2J"),
        ("\x1b[2J\nFEIL",),
        ("rules", "show", "\x1b[2J\nFEIL"),
        ("check", "--store", "sqlite:\x1b[2J\nFEIL"),
        ("template", "plan", "--from", "paper.md\x1b", "--out", "x.xlsx"),
        ("template", "waiver", "--rule", "report-delivered", "--subject", "council/rogaland",
         "--period", "2015", "--from", "."),
    ],
    ids=" ".join,
)  # fmt: skip
def test_no_text_is_a_command_or_a_line_of_its_own(
    run: Run, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    hostile_files(tmp_path)
    ran = run(*arguments, *(() if arguments[0].startswith("\x1b") else OWN_BOOK))
    for told in (ran.out.removeprefix("\ufeff").replace("\r\n", "\n"), ran.err):
        assert not unseen(told)
        assert not [line for line in told.splitlines() if line.startswith("FEIL")]
    assert ran.out or ran.err
