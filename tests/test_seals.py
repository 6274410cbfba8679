"""What an import has found right, no check validates again; what has changed since, it does."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

import bson
import pytest
from building import SCHEMAS
from commands import COUNCIL, OWN_BOOK, PLAN, REPORT, Ran, put

from iacheck.cli.loading import reading_store
from iacheck.documents import seals
from iacheck.documents.schemas import Schemas
from iacheck.documents.seals import Seals

Run = Callable[..., Ran]

WITH_A_NOTICE = REPORT | {"_id": "r-2016", "period": "2016", "acitvities": []}
CHECKED = ("check", *OWN_BOOK, "--as-of", "2020-01-01", "--store")


def validated(uri: str) -> list[str]:
    """The documents of a store that a check validates."""
    with reading_store(uri, SCHEMAS) as given:
        return [document.name for document in given.unsealed]


def test_what_was_right_when_it_came_is_not_validated_again(run: Run, uri: str) -> None:
    put(Path.cwd(), "a.jsonl", COUNCIL, PLAN, REPORT, WITH_A_NOTICE)
    run("import", "a.jsonl", *OWN_BOOK, "--store", uri)
    assert validated(uri) == ["report/r-2016"]
    assert "acitvities" in run(*CHECKED, uri).out


def test_what_has_changed_since_is(run: Run, tmp_path: Path) -> None:
    put(Path.cwd(), "a.jsonl", COUNCIL, PLAN, REPORT)
    run("import", "a.jsonl", *OWN_BOOK, "--store", "sqlite:ia.db")
    assert validated("sqlite:ia.db") == []
    with contextlib.closing(sqlite3.connect(tmp_path / "ia.db")) as db, db:
        (body,) = db.execute("SELECT _body FROM plans").fetchone()
        changed = bson.encode(bson.decode(body) | {"period": "never"})
        db.execute("UPDATE plans SET _body = ?", (changed,))
    assert validated("sqlite:ia.db") == ["plan/p-2015"]
    assert "never" in run(*CHECKED, "sqlite:ia.db").out


def test_by_other_schemas_everything_is(run: Run) -> None:
    put(Path.cwd(), "a.jsonl", COUNCIL, PLAN, REPORT)
    run("import", "a.jsonl", *OWN_BOOK, "--store", "sqlite:ia.db")
    of_plans = SCHEMAS.kind("plan").written
    stricter = SCHEMAS.described("plan", {**of_plans, "maxProperties": 2})
    schemas: Schemas = SCHEMAS.with_kind(stricter)
    with reading_store("sqlite:ia.db", schemas) as given:
        assert [document.name for document in given.unsealed] == ["plan/p-2015"]


def test_a_seal_is_of_bytes_schema_and_version(monkeypatch: pytest.MonkeyPatch) -> None:
    first = Seals({"type": "object"}).of(b"a")
    assert Seals({"type": "object"}).of(b"a") == first
    others = {Seals({"type": "object"}).of(b"b"), Seals({"type": "array"}).of(b"a")}
    monkeypatch.setattr(seals, "__version__", "another")
    others.add(Seals({"type": "object"}).of(b"a"))
    assert len({first, *others}) == 4
