"""Options about reading files: limits, and what is seen of the progress."""

from __future__ import annotations

import json
import os
import pty
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import COUNCIL, OWN_BOOK, PLAN, REPORT, Ran, command, environ, put

from iacheck.language.limits import DEFAULTS, Limits, describe_limits


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    return [put(tmp_path, f"{d['_id']}.json", d) for d in (COUNCIL, PLAN, REPORT)]


def test_a_limit_is_raised_for_one_run(run: Callable[..., Ran], tmp_path: Path) -> None:
    paper = tmp_path / "p.md"
    paper.write_text("# Fra LO 2. halvår 2016\n" + "ord " * 300_000 + "\n")
    refused = run("check", paper, *OWN_BOOK, "--limit", "paper-mb=1")
    assert refused.status == 3
    told = " ".join(refused.out.split())
    assert "A paper cannot be larger than 1 MB; if it is meant to be so large, raise" in told
    assert "--limit paper-mb=2" in told
    assert "cannot be larger" not in run("check", paper, *OWN_BOOK).out
    put(tmp_path, "large.jsonl", COUNCIL, {**PLAN, "note": "x" * 1_100_000})
    stored = run("import", tmp_path / "large.jsonl", *OWN_BOOK, "--limit", "line-mb=1")
    assert stored.status == 3
    assert "The line is longer than 1 MB" in stored.err
    assert run("import", tmp_path / "large.jsonl", *OWN_BOOK, "--limit", "line-mb=2").status == 0


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("sheets=5", "“sheets” is no limit; choose file-mb, line-mb"),
        ("pages", "“pages” sets no limit; write a whole number, such as pages="),
        ("pages=0", "“pages=0” sets no limit"),
        ("pages=-1", "“pages=-1” sets no limit"),
        ("pages=many", "“pages=many” sets no limit"),
        ("pages=²", "sets no limit"),
    ],
)
def test_a_wrong_limit_is_wrong_use(
    run: Callable[..., Ran], files: list[Path], given: str, told: str
) -> None:
    done = run("check", *files, *OWN_BOOK, "--limit", given)
    assert done.status == 2
    assert told in " ".join(done.err.split())


def test_every_limit_has_a_word_and_a_meaning() -> None:
    assert len(describe_limits()) == len(DEFAULTS.__slots__)
    for name, (default, _) in describe_limits().items():
        assert default == getattr(DEFAULTS, name.replace("-", "_")) > 0
    assert Limits(pages=7).pages == 7


def seen_on_a_terminal(cwd: Path, *arguments: str | Path) -> bytes:
    """What a person at a terminal sees beside the output."""
    master, slave = pty.openpty()
    try:
        done = subprocess.run(
            command(*arguments),
            cwd=cwd,
            env=environ({"TERM": "xterm", "IACHECK_LANG": "en"}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=slave,
            check=False,
            timeout=60,
        )
        assert done.returncode in {0, 1, 3}
        assert b"3/3" not in done.stdout
        os.write(slave, b"END")
        seen = b""
        while not seen.endswith(b"END"):
            seen += os.read(master, 65536)
        return seen
    finally:
        os.close(master)
        os.close(slave)


@pytest.mark.slow
def test_progress_of_many_cases_is_shown_on_a_terminal(tmp_path: Path) -> None:
    councils = [{**COUNCIL, "_id": f"c{n}", "name": f"Råd {n}"} for n in range(120)]
    files = [tmp_path / "councils.json", put(tmp_path, "report.json", REPORT)]
    files[0].write_text(json.dumps(councils))
    options = (*OWN_BOOK, "--fail-on", "never")
    assert b"120/120" in (seen := seen_on_a_terminal(tmp_path, "check", *files, *options))
    assert b"council/c99 2015" in seen
    assert b"120/120" not in seen_on_a_terminal(tmp_path, "check", *files, *options, "--quiet")
    files[0].write_text(json.dumps(councils[:20]))
    assert b"council/" not in seen_on_a_terminal(tmp_path, "check", *files, *options)


@pytest.mark.slow
def test_progress_is_shown_on_a_terminal_only(tmp_path: Path, files: list[Path]) -> None:
    seen = seen_on_a_terminal(tmp_path, "check", *files, *OWN_BOOK)
    assert b"3/3" in seen
    assert files[-1].name.encode() in seen
    assert seen_on_a_terminal(tmp_path, "check", *files, *OWN_BOOK, "--quiet") == b"END"
    piped = subprocess.run(
        command("check", *files, *OWN_BOOK),
        cwd=tmp_path,
        env=environ({}),
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert piped.stderr == b""
