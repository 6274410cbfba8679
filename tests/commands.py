"""Running `iacheck` in tests, and small documents for it to work on."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

# A small rule book for 2015–2018, which loads in no time and is nobody else's to change.
BOOK = Path(__file__).parent / "trial-book"
OWN_BOOK = ("--rulebook", str(BOOK))

COUNCIL = {"kind": "council", "_id": "rogaland", "name": "IA-rådet i Rogaland", "counties": ["11"]}
PLAN = {"kind": "plan", "_id": "p-2015", "council": "rogaland", "period": "2015"}
REPORT = {
    "kind": "report",
    "_id": "r-2015",
    "council": "rogaland",
    "period": "2015",
    "submitted_on": "2016-02-10",
    "activities": [{"id": "a1", "title": "Seminar", "sub_goals": [1, 2, 3]}],
}


class Ran(NamedTuple):
    """What came of a command: exit status, standard output, standard error."""

    status: int
    out: str
    err: str


def iacheck(*arguments: str | Path, cwd: Path, **environment: str) -> Ran:
    """Run the program itself, as its user does."""
    done = subprocess.run(
        command(*arguments),
        cwd=cwd,
        env=environ(environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=60,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "iacheck", *map(str, arguments)]


def environ(more: Mapping[str, str]) -> dict[str, str]:
    """The environment without what changes the program or Python, but in English."""
    changing = ("IACHECK_", "LC_", "LANG", "PYTHON", "COLUMNS", "LINES", "NO_COLOR")
    kept = {n: v for n, v in os.environ.items() if not n.startswith(changing)}
    return {**kept, "IACHECK_LANG": "en", **more}


def put(folder: Path, name: str, *documents: Mapping[str, Any]) -> Path:
    """A file with one document on each line."""
    file = folder / name
    file.write_text("".join(json.dumps(document) + "\n" for document in documents), "utf-8")
    return file


def content(store: Path) -> dict[str, list[Any]]:
    """Every byte that an embedded store holds, by table."""
    with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master ORDER BY name")]
        kinds = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        found = {n: sorted(db.execute(f'SELECT * FROM "{n}"')) for (n,) in kinds}  # noqa: S608
    return {**found, "": tables}
