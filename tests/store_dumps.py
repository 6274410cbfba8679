"""The database of a MongoDB store as text: one file for each collection, and one about them all.

    python tests/store_dumps.py mongodb://127.0.0.1/iacheck FOLDER

writes what `load` puts into a database again: documents and their `_id`, a line each, in
`NAME.jsonl`; validators, other options and indexes in `collections.json`. All of it is MongoDB's
Extended JSON, which keeps the types of numbers.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from bson.json_util import CANONICAL_JSON_OPTIONS, dumps, loads
from pymongo import MongoClient

ABOUT = "collections.json"


def dump(database: Any, folder: Path) -> None:
    about = {}
    for found in sorted(database.list_collections(), key=lambda found: str(found["name"])):
        name = found["name"]
        indexes = [dict(index) for index in database[name].list_indexes()]
        about[name] = {"options": found["options"], "indexes": indexes}
        lines = (_text(row) + "\n" for row in database[name].find().sort("_id"))
        (folder / f"{name}.jsonl").write_text("".join(lines), "utf-8", newline="\n")
    (folder / ABOUT).write_text(_text(about, indent=1) + "\n", "utf-8", newline="\n")


def load(folder: Path, database: Any, *, rules: bool = True) -> None:
    """Without `rules` for servers that know neither validators nor partial indexes."""
    for name, about in collections(folder).items():
        database.create_collection(name, **(about["options"] if rules else {}))
        for index in about["indexes"]:
            options = {
                option: value for option, value in index.items() if option not in {"key", "v"}
            }
            if index["name"] != "_id_" and (rules or "partialFilterExpression" not in index):
                database[name].create_index(list(index["key"].items()), **options)
        found = rows(folder, name)
        if found:
            database[name].insert_many(found)


def collections(folder: Path) -> dict[str, Any]:
    """Options and indexes of every collection, by its name."""
    found: dict[str, Any] = loads((folder / ABOUT).read_text("utf-8"))
    return found


def rows(folder: Path, name: str) -> list[dict[str, Any]]:
    text = (folder / f"{name}.jsonl").read_text("utf-8")
    return [loads(line) for line in text.split("\n") if line]


def _text(value: Any, indent: int | None = None) -> str:
    return dumps(value, json_options=CANONICAL_JSON_OPTIONS, ensure_ascii=False, indent=indent)


if __name__ == "__main__":
    with MongoClient[dict[str, Any]](sys.argv[1]) as client:
        dump(client.get_default_database(), Path(sys.argv[2]))
