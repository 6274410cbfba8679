"""What a terminal gets: no commands of documents, lines of its width, and no moving bar."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import COUNCIL, OWN_BOOK, PLAN, REPORT, Ran, iacheck, put
from terminals import at_a_terminal

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


CHECK = ("check", "year.jsonl", *OWN_BOOK, "--as-of", "2016-04-01")


@pytest.fixture
def year(tmp_path: Path) -> Path:
    put(tmp_path, "year.jsonl", COUNCIL, PLAN, REPORT | {"activities": []})
    return tmp_path


READ, RULES = ("read", "year.jsonl", *OWN_BOOK), ("rules", "list", *OWN_BOOK)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "columns"),
    [
        (CHECK, 50),
        (CHECK, 120),
        (READ, 50),
        (("report", "year.jsonl", *OWN_BOOK, "--as-of", "2016-04-01"), 50),
        (RULES, 120),
    ],
    ids=lambda given: given[0] if isinstance(given, tuple) else str(given),
)
def test_text_has_the_width_of_the_terminal(
    year: Path, run: Run, arguments: tuple[str, ...], columns: int
) -> None:
    lines = at_a_terminal(year, *arguments, columns=columns).splitlines()
    assert max(map(len, lines)) <= columns
    # Whatever the width, the same words.
    piped = " ".join(run(*arguments).out.split())
    if arguments in {READ, RULES}:
        words = " ".join(" ".join(lines).split())
        assert words.replace("─", "").replace("═", "") == piped.replace("─", "").replace("═", "")


@pytest.mark.slow
def test_where_there_is_more_room_than_in_a_file_it_is_used(year: Path) -> None:
    put(year, "year.jsonl", COUNCIL, PLAN | {"priorities": "ord " * 100})
    seen = at_a_terminal(year, "read", "year.jsonl", *OWN_BOOK, columns=140)
    assert 130 < max(map(len, seen.splitlines())) <= 140


@pytest.mark.slow
def test_a_terminal_that_does_not_say_its_width(year: Path) -> None:
    assert at_a_terminal(year, *CHECK, columns=0) == iacheck(*CHECK, cwd=year).out


@pytest.mark.slow
def test_files_and_pipes_have_the_same_bytes_whatever_the_terminal(year: Path) -> None:
    piped = iacheck(*CHECK, cwd=year, COLUMNS="50").out
    assert max(map(len, piped.splitlines())) > 80
    at_a_terminal(year, *CHECK, "--out", "list.txt", columns=50)
    assert (year / "list.txt").read_text("utf-8") == piped
    at_a_terminal(year, *CHECK, "--format", "text", "--split", "lists", columns=50)
    split = (year / "lists" / "council-rogaland-2015.txt").read_text("utf-8")
    assert max(map(len, split.splitlines())) > 80


# What the overview of `year` takes, with each of its words whole.
ROOM = 73


@pytest.mark.slow
def test_where_the_overview_has_no_room_it_stands_as_lines(year: Path) -> None:
    wide = at_a_terminal(year, *CHECK, columns=ROOM)
    assert re.search(r"^ *Who +Period +Errors", wide, re.MULTILINE)
    assert re.search(r"^ *IA-rådet +2015 +1 ", wide, re.MULTILINE)
    narrow = at_a_terminal(year, *CHECK, columns=ROOM - 1)
    assert not re.search(r"Who +Period", narrow)
    assert "\nIA-rådet i Rogaland · 2015: Errors 1, " in narrow


@pytest.mark.slow
def test_no_word_of_the_overview_is_broken_at_any_width(year: Path) -> None:
    name = "Samferdselsdepartementsrådet"
    other = {"_id": "samferdsel", "name": name, "counties": ["04"]}
    put(year, "year.jsonl", COUNCIL, COUNCIL | other, PLAN, REPORT)
    for columns in (60, 100):
        lines = at_a_terminal(year, *CHECK, "--overview", columns=columns).splitlines()
        assert any(line.split()[:1] == [name] for line in lines), columns


@pytest.mark.slow
def test_a_subject_without_figures_has_a_line(year: Path) -> None:
    put(year, "year.jsonl", COUNCIL)
    assert "IA-rådet i Rogaland" in at_a_terminal(year, *CHECK, "--period", "2015", columns=60)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("environment", "moves"),
    [
        ({}, True),
        ({"NO_COLOR": ""}, True),
        ({"NO_COLOR": "1"}, False),
        ({"TERM": "dumb"}, False),
        ({"TERM": "unknown"}, False),
    ],
    ids=str,
)
def test_a_bar_moves_where_it_can_and_is_wanted(
    year: Path, environment: dict[str, str], moves: bool
) -> None:
    seen = at_a_terminal(year, *CHECK, streams="err", environment=environment)
    assert ("\x1b" in seen, "1/1" in seen) == (moves, moves)
