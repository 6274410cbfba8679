"""The findings of each run are kept as flat rows too, and the manual asks of them."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from commands import COUNCIL, PLAN
from follow_ups import ONE_SUB_GOAL, Follow, Run
from store_suite import Server

from iacheck.store import mongo


def test_findings_are_kept_as_flat_rows(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ia.db"
    follow = Follow(run, f"sqlite:{path}", tmp_path)
    follow.comes(COUNCIL, PLAN, ONE_SUB_GOAL)
    first = follow.kept("2016-04-01")
    second = follow.kept("2016-05-01")
    follow.on("2016-06-01", "--since", second, "--keep")
    with closing(sqlite3.connect(path)) as db:
        db.row_factory = sqlite3.Row
        runs = [dict(row) for row in db.execute("SELECT * FROM iacheck_runs ORDER BY as_of")]
        rows = [dict(row) for row in db.execute(
            "SELECT * FROM iacheck_findings WHERE rule = 'report-covers-sub-goals' "
            "AND subject = 'council/rogaland' ORDER BY as_of"
        )]  # fmt: skip
        counted = db.execute("SELECT count(*) FROM iacheck_findings").fetchone()[0]
    assert [one["round"] for one in runs] == [first, second, None]
    assert [one["since"] for one in runs] == [None, "2016-04-01", "2016-05-01"]
    verdicts = ("met", "deviation", "not_applicable", "not_due", "undetermined", "waived", "error")
    assert counted == sum(one[verdict] for one in runs for verdict in verdicts)
    assert [(one["change"], one["rounds"]) for one in rows] == [
        (None, None), ("unchanged", 1), ("unchanged", 2)
    ]  # fmt: skip
    assert {(one["verdict"], one["severity"], one["state"]) for one in rows} == {
        ("deviation", "error", "open")
    }
    assert {(one["violations"], one["period"], one["name"]) for one in rows} == {
        (2, "2015", "IA-rådet i Rogaland")
    }


def documented(language: str) -> list[str]:
    """The ready questions about flat rows in the manual."""
    manual = (Path(__file__).parents[1] / "docs" / "results.md").read_text("utf-8")
    return re.findall(rf"```{language}\n(.*?)```", manual, re.DOTALL)


def as_pipeline(written: str) -> tuple[str, list[Any]]:
    """Collection and stages of what is written for MongoDB's shell."""
    name, stages = re.findall(r"db\.(\w+)\.aggregate\((\[.*\])\)", written, re.DOTALL)[0]
    quoted = re.sub(r"([{,]\s*)(\$?\w+):", r'\1"\2":', stages).replace("last._id", '"last"')
    return name, json.loads(re.sub(r": kept\b", ': "kept"', quoted))


def test_the_manual_has_three_questions_about_flat_rows(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In SQL and for MongoDB they have the same answers, about rounds and about no other runs."""
    server = Server()
    monkeypatch.setattr(mongo, "client_for", lambda *_: server)
    for uri in (f"sqlite:{tmp_path / 'ia.db'}", "mongodb://in-memory/x"):
        follow = Follow(run, uri, tmp_path)
        follow.comes(COUNCIL, PLAN, ONE_SUB_GOAL)
        follow.kept("2016-04-01")
        again, last = follow.kept("2016-05-01"), follow.kept("2016-05-01")
        follow.check("--keep", "--period", "2015", "--as-of", "2016-05-02")
    rounds = ["2015-2016-04-01", again, last]
    with closing(sqlite3.connect(tmp_path / "ia.db")) as db:
        by_sql = [db.execute(question).fetchall() for question in documented("sql")]
    pipelines = [as_pipeline(written) for written in documented("js")]
    by_mongo = []
    for name, stages in pipelines:
        text = json.dumps(stages).replace('"last"', json.dumps(last))
        text = text.replace('"kept"', json.dumps(rounds))
        found = server.raw(name).aggregate(json.loads(text))
        by_mongo.append([
            (*row.pop("_id", {}).values(), *row.values()) for row in map(dict, found)
        ])  # fmt: skip
    assert len(by_sql) == len(by_mongo) == 3
    assert all(by_sql)
    assert [one for one, *_ in dict.fromkeys((row[0],) for row in by_sql[0])] == rounds
    assert {councils for _, _, councils in by_sql[0]} == {1}
    assert [sorted(rows) for rows in by_mongo] == [sorted(rows) for rows in by_sql]
