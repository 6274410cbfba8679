"""Stores full of council-years: read and filled plainly, and by the program."""

from __future__ import annotations

import itertools
import json
import sqlite3
import sys
import urllib.parse
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import bson
from pymongo import MongoClient

from figures.check import Checker
from figures.clock import Ended, medians, run
from figures.council_years import CouncilYears, Record

# Files are well within the limits on their size.
_LINES_IN_A_FILE = 10_000
_DATABASE = "iacheck_speed_"


def check_vs_read_sqlite(council_years: CouncilYears, folder: Path) -> float:
    """A check of a store in SQLite, against reading its rows."""
    file = folder / "checked.db"
    import_files(write_lines(council_years.records(), folder / "checked"), f"sqlite:{file}")
    return _check_vs(lambda: read_sqlite(file), f"sqlite:{file}")


def check_vs_read_mongodb(council_years: CouncilYears, folder: Path, server: str) -> float:
    """The same in MongoDB, against `find()` over the same collections."""
    with Databases(server) as databases:
        uri = databases.new()
        import_files(write_lines(council_years.records(), folder / "checked-in-mongodb"), uri)
        return _check_vs(lambda: databases.read(uri), uri)


def _check_vs(read: Callable[[], object], uri: str) -> float:
    checker = Checker()
    taken = medians({"read": read, "check": lambda: checker.verdicts(uri)})
    return taken["check"] / taken["read"]


def import_vs_plain_sqlite(council_years: CouncilYears, folder: Path) -> float:
    """A whole import into a new store in SQLite, against the plain one."""
    files = write_lines(council_years.records(), folder / "imported")
    numbers = itertools.count()
    taken = medians(
        {
            "plain": lambda: import_plainly(files, folder / f"plain-{next(numbers)}.db"),
            "import": lambda: import_files(files, f"sqlite:{folder}/imported-{next(numbers)}.db"),
        }
    )
    return taken["import"] / taken["plain"]


def import_vs_plain_mongodb(council_years: CouncilYears, folder: Path, server: str) -> float:
    """The same in MongoDB."""
    files = write_lines(council_years.records(), folder / "imported-to-mongodb")
    with Databases(server) as databases:
        taken = medians(
            {
                "plain": lambda: databases.insert_plainly(files, databases.new()),
                "import": lambda: import_files(files, databases.new()),
            }
        )
    return taken["import"] / taken["plain"]


def write_lines(records: Iterable[Record], folder: Path) -> Sequence[Path]:
    """The documents as files of JSON lines, in order."""
    folder.mkdir()
    files: list[Path] = []
    rest = iter(records)
    while lines := [record.line() + "\n" for record in itertools.islice(rest, _LINES_IN_A_FILE)]:
        files.append(folder / f"{len(files):04}.jsonl")
        files[-1].write_text("".join(lines), "utf-8")
    return files


def import_files(files: Sequence[Path], uri: str) -> Ended:
    """What users do: `iacheck import`."""
    command = [sys.executable, "-m", "iacheck", "import", "--store", uri]
    ended = run([*command, *files], files[0].parent)
    assert ended.status == 0, ended
    return ended


def read_sqlite(file: Path) -> int:
    """Read plainly: the rows one after another, each body decoded, nothing kept."""
    count = 0
    db = sqlite3.connect(file)
    found = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%_body BLOB%'"
    for (table,) in db.execute(found).fetchall():
        for (body,) in db.execute(f'SELECT _body FROM "{table}"'):  # noqa: S608
            bson.decode(body)
            count += 1
    db.close()
    return count


def import_plainly(files: Sequence[Path], file: Path) -> None:
    """`json.loads` of each line, `bson.encode`, `executemany`, nothing else."""
    db = sqlite3.connect(file)
    db.execute("CREATE TABLE documents (_id TEXT, _body BLOB)")
    rows = ((body["_id"], bson.encode(body)) for body in _bodies(files))
    with db:
        db.executemany("INSERT INTO documents VALUES (?, ?)", rows)
    db.close()


def _bodies(files: Iterable[Path]) -> Iterator[dict[str, Any]]:
    for one in files:
        with one.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


@dataclass
class Databases:
    """New databases on a server of MongoDB; those made are dropped at the end."""

    server: str
    made: list[str] = field(default_factory=list)

    def __enter__(self) -> Self:
        self.client: MongoClient[dict[str, Any]] = MongoClient(self.server)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for name in self.made:
            self.client.drop_database(name)
        self.client.close()

    def new(self) -> str:
        """The address of a database that is empty."""
        self.made.append(f"{_DATABASE}{len(self.made)}")
        self.client.drop_database(self.made[-1])
        return urllib.parse.urlsplit(self.server)._replace(path=f"/{self.made[-1]}").geturl()

    def read(self, uri: str) -> int:
        """Read plainly: `find()` over all collections, nothing kept."""
        database = self.client[_name(uri)]
        return sum(1 for name in database.list_collection_names() for _ in database[name].find())

    def insert_plainly(self, files: Sequence[Path], uri: str) -> None:
        """`json.loads` of each line, `insert_many` for each kind, nothing else."""
        kinds: dict[str, list[dict[str, Any]]] = {}
        for body in _bodies(files):
            kinds.setdefault(body["kind"], []).append(body)
        for kind, bodies in kinds.items():
            self.client[_name(uri)][kind].insert_many(bodies)


def _name(uri: str) -> str:
    return urllib.parse.urlsplit(uri).path.removeprefix("/")
