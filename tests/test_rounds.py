"""Rounds are kept for good, and judged again they give the bytes of their day."""

from __future__ import annotations

import json
import random
import sqlite3
import uuid
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import bson
import jsonschema_rs
import pytest
from commands import COUNCIL, OWN_BOOK, PLAN, REPORT, Ran, put
from follow_ups import ONE_SUB_GOAL, Follow, Run
from pymongo import MongoClient
from repeats import times
from servers import database_on
from store_suite import ON_SERVERS

from iacheck import __version__
from iacheck.cli import kept_rounds
from iacheck.cli import round as round_command
from iacheck.documents.schemas import round_schema
from iacheck.follow_up.rounds import read_round

TWO_SUB_GOALS = REPORT | {"activities": [{"id": "a1", "title": "Seminar", "sub_goals": [1, 2]}]}


def random_change(draw: random.Random, follow: Follow) -> None:
    """Something comes, comes otherwise, comes anew from another place, or is removed."""
    goals = draw.sample([1, 2, 3], draw.randint(1, 3))
    activity = {"id": draw.choice("ab"), "title": "Kurs", "sub_goals": goals}
    what = draw.choice(["report", "plan", "council", "gone", "again"])
    if what == "report":
        follow.comes({**REPORT, "activities": [activity]})
    elif what == "plan":
        follow.comes({**PLAN, "activities": [activity]})
    elif what == "council":
        chairs = [{"organisation": draw.choice(["LO", "NHO"]), "from": "2015-01-01"}]
        follow.comes({**COUNCIL, "chairs": chairs})
    elif what == "again":
        follow.comes(COUNCIL, PLAN, {**REPORT, "activities": [activity]})
    elif follow.run("store", "show", "plan/p-2015", *follow.store).status == 0:
        follow.removed("plan/p-2015")


@pytest.mark.parametrize("seed", range(times(2)))
def test_the_rounds_of_a_random_history_give_the_bytes_of_their_days(
    follow: Follow, seed: int
) -> None:
    draw = random.Random(seed)  # noqa: S311 - nothing secret
    follow.comes(COUNCIL, PLAN, ONE_SUB_GOAL)
    days: dict[str, bytes] = {}
    for month in range(1, 9):
        for _ in range(draw.randint(0, 2)):
            random_change(draw, follow)
        day = f"2016-{month:02}-15"
        before = follow.on(day)
        id_ = follow.kept(day)
        assert follow.on(day) == before, "keeping a round changes nothing"
        days[id_] = before
    random_change(draw, follow)
    for id_, then in days.items():
        ran = follow.check("--round", id_)
        assert ran.out.encode() == then
        assert ran.err == ""
    listed = json.loads(follow.run("round", "list", "--format", "json", *follow.store).out)
    assert [one["_id"] for one in listed] == list(days)


def test_a_round_is_as_its_schema_says_and_stays_so(follow: Follow) -> None:
    follow.comes(COUNCIL, PLAN, ONE_SUB_GOAL)
    id_ = follow.kept("2016-04-01", "--name", "April 2016")
    assert id_ == "2015-2016-04-01"
    shown = follow.run("round", "show", id_, *follow.store)
    kept = json.loads(shown.out)
    jsonschema_rs.validator_for(dict(round_schema())).validate(kept)
    assert kept["versions"] == {"council/rogaland": 1, "plan/p-2015": 1, "report/r-2015": 1}
    assert kept["documents"].keys() == kept["versions"].keys()
    deviating = [one for one in kept["findings"] if one["verdict"] == "deviation"]
    assert [one["keys"] for one in deviating if one["rule"] == "report-covers-sub-goals"] == [
        ["report-covers-sub-goals:2", "report-covers-sub-goals:3"]
    ]
    assert follow.kept("2016-04-01") == "2015-2016-04-01-2"
    named = follow.kept("2016-05-01", "--name", " Mai 2016 ")
    assert json.loads(follow.run("round", "show", named, *follow.store).out)["name"] == "Mai 2016"
    assert follow.run("round", "show", "april 2016", *follow.store).out == shown.out


def test_two_rounds_kept_at_once_are_two_rounds(
    follow: Follow, monkeypatch: pytest.MonkeyPatch
) -> None:
    follow.comes(COUNCIL, PLAN)
    inner: list[str] = []

    def meanwhile(*_: object) -> list[Any]:
        if not inner:
            inner.append("")
            inner[0] = follow.kept("2016-03-15", "--name", "second")
        return []

    monkeypatch.setattr(round_command, "_book_rows", meanwhile)
    outer = follow.kept("2016-03-15", "--name", "first")
    assert {inner[0], outer} == {"2015-2016-03-15", "2015-2016-03-15-2"}
    names = {
        id_: json.loads(follow.run("round", "show", id_, *follow.store).out)["name"]
        for id_ in (inner[0], outer)
    }
    assert names == {inner[0]: "second", outer: "first"}


def kept_called(follow: Follow, name: str, day: str = "2016-05-01") -> Ran:
    about = ("--period", "2015", "--as-of", day, "--name", name)
    return follow.run("round", "keep", *about, *OWN_BOOK, *follow.store)


def test_a_name_is_that_of_one_round(follow: Follow) -> None:
    follow.comes(COUNCIL, PLAN)
    id_ = follow.kept("2016-04-01", "--name", "April 2016")
    for name in ("April 2016", " april  2016", id_):
        ran = kept_called(follow, name)
        assert (ran.status, ran.out) == (2, "")
        assert f"The round {id_} is called “{name.strip()}” already; choose another" in ran.err
    assert len(json.loads(follow.run("round", "list", "--format", "json", *follow.store).out)) == 1


def test_a_round_that_is_kept_is_told_by_its_id_and_its_name(follow: Follow) -> None:
    follow.comes(COUNCIL, PLAN)
    assert kept_called(follow, " Mai ").out.startswith("The round 2015-2016-05-01 (Mai) is kept: ")
    for name in ("", "  "):
        ran = kept_called(follow, name, "2016-06-01")
        assert (ran.status, ran.out) == (2, "")
        assert "--name is empty; write what the round is to be called, or leave it out" in ran.err
    assert len(json.loads(follow.run("round", "list", "--format", "json", *follow.store).out)) == 1


def test_of_two_kept_at_once_by_one_name_one_is_refused(
    follow: Follow, monkeypatch: pytest.MonkeyPatch
) -> None:
    follow.comes(COUNCIL, PLAN)
    inner: list[Ran] = []

    def meanwhile(*_: object) -> list[Any]:
        if not inner:
            inner.append(Ran(0, "", ""))
            inner[0] = kept_called(follow, "Mars")
        return []

    monkeypatch.setattr(round_command, "_book_rows", meanwhile)
    outer = kept_called(follow, "mars")
    assert (inner[0].status, outer.status) == (0, 2), outer.err
    kept = json.loads(follow.run("round", "list", "--format", "json", *follow.store).out)
    assert [one["name"] for one in kept] == ["Mars"]


def test_of_two_that_have_one_name_since_before_it_is_told_which_is_meant(
    run: Run, tmp_path: Path
) -> None:
    follow = Follow(run, f"sqlite:{tmp_path / 'ia.db'}", tmp_path)
    follow.comes(COUNCIL, PLAN)
    follow.kept("2016-04-01", "--name", "Vår")
    last = follow.kept("2016-05-01", "--name", "Mai")
    with closing(sqlite3.connect(tmp_path / "ia.db")) as db:
        db.execute("UPDATE rounds SET name = 'Vår'")
        db.commit()
    told = (
        "2 rounds are called “vår” (2015-2016-04-01 and 2015-2016-05-01); the last is used, "
        "2015-2016-05-01; name another one by its id"
    )
    about = ("--period", "2015", "--as-of", "2016-06-01", *OWN_BOOK)
    for ran in (
        follow.check("--round", "vår"),
        run("round", "show", "vår", *follow.store),
        run("compare", "vår", "vår", *OWN_BOOK, *follow.store),
        run("status", *about, "--since", "vår", *follow.store),
    ):
        assert ran.status == 0, ran.err
        assert told in " ".join(ran.err.split())
    assert told in follow.on("2016-06-01", "--since", "vår").decode()
    assert "are called" not in follow.check("--round", last).err


def test_nobody_imports_a_round(follow: Follow) -> None:
    follow.comes(COUNCIL, PLAN)
    id_ = follow.kept("2016-04-01")
    (follow.folder / "round.json").write_text(
        follow.run("round", "show", id_, *follow.store).out, "utf-8"
    )
    ran = follow.run("import", "round.json", *OWN_BOOK, *follow.store)
    assert ran.status == 3
    assert "A round is written by iacheck round keep alone, and never changed" in ran.err
    assert json.loads(follow.run("schema", "show", "round").out) == round_schema()


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("nb", "runde, som iacheck round keep skriver"),
        ("nn", "runde, som iacheck round keep skriv"),
        ("en", "round, which iacheck round keep writes"),
    ],
)
def test_its_schema_is_listed(run: Run, lang: str, told: str) -> None:
    lines = run("schema", "list", "--lang", lang).out.splitlines()
    assert f"round          {told}" in lines
    assert lines == sorted(lines)


def test_what_has_changed_since_rounds(follow: Follow) -> None:
    follow.comes(COUNCIL, PLAN, ONE_SUB_GOAL)
    first = follow.kept("2016-04-01")
    second = follow.kept("2016-05-01")
    rule = "report-covers-sub-goals"
    assert follow.changes(first, "2016-06-01")[rule] == ("unchanged", 1)
    assert follow.changes(second, "2016-06-01")[rule] == ("unchanged", 2)
    follow.comes(REPORT)
    assert follow.changes(second, "2016-06-01")[rule] == ("fixed", None)
    third = follow.kept("2016-06-01")
    follow.comes(TWO_SUB_GOALS)
    assert follow.changes(third, "2016-07-01")[rule] == ("reopened", None)
    told = json.loads(
        follow.run("compare", first, third, "--format", "json", *OWN_BOOK, *follow.store).out
    )
    assert [
        (one["rule"], one["change"]) for one in told["findings"] if one["change"] == "fixed"
    ] == [(rule, "fixed")]


def test_a_round_on_a_later_period_is_not_the_last_one(follow: Follow) -> None:
    follow.comes(COUNCIL, PLAN, ONE_SUB_GOAL)
    follow.kept("2016-04-01")
    later = {**PLAN, "_id": "p-2016", "period": "2016"}
    follow.comes(later)
    ran = follow.run("round", "keep", "--period", "2016", "--as-of", "2016-06-01", *OWN_BOOK,
                     *follow.store)  # fmt: skip
    assert ran.status == 0, ran.err
    about = ("status", "--period", "2015", "--as-of", "2016-07-01", "--format", "json")
    told = json.loads(follow.run(*about, *OWN_BOOK, *follow.store).out)
    assert told["since"] == "2016-04-01"
    assert all(one["new"] == 0 for one in told["bodies"])


def test_a_round_and_a_file_can_be_compared(follow: Follow) -> None:
    follow.comes(COUNCIL, PLAN, REPORT)
    id_ = follow.kept("2016-04-01")
    follow.comes(ONE_SUB_GOAL)
    (follow.folder / "now.json").write_bytes(follow.on("2016-05-01"))
    ran = follow.run("compare", id_, "now.json", *OWN_BOOK, *follow.store)
    assert ran.status == 1, ran.err
    ran = follow.run("compare", "now.json", "nothing", *OWN_BOOK, *follow.store)
    assert (ran.status, ran.out) == (4, "")
    assert "There is no file and no round “nothing”; choose " in ran.err
    assert ran.err.count("nothing") == 1


def test_a_comparison_says_what_others_must_mend(run: Run, tmp_path: Path) -> None:
    """Of rounds as of files; a round that was kept before rounds told it says nothing of it."""
    members = [{"organisation": "LO", "from": "2014-03-04"}]
    put(tmp_path, "files.jsonl", {**COUNCIL, "members": members}, PLAN)
    assert run("import", "files.jsonl").status == 0
    about = ("--period", "2015", "--as-of")
    assert run("round", "keep", *about, "2016-04-01").status == 0
    assert run("round", "keep", *about, "2016-05-01").status == 0
    assert run("check", *about, "2016-05-01", "--fail-on", "never", "--out", "now.json").status == 0
    for now in ("2015-2016-05-01", "now.json"):
        told = run("compare", "2015-2016-04-01", now, "--format", "md", "--lang", "en").out
        assert "B09 All main organisations are in the council (FOR OTHERS)" in told
        assert "(WARNING)" in told
    kept = json.loads(run("round", "show", "2015-2016-05-01").out)
    (finding,) = [one for one in kept["findings"] if one["rule"] == "organisations-have-seats"]
    assert finding.pop("for_others") is True
    assert not any(one.for_others for one in read_round({**kept, "findings": [finding]}).findings)


def test_merging_two_councils_loses_no_open_deviation(follow: Follow) -> None:
    other = {"kind": "council", "_id": "hordaland", "name": "IA-rådet i Hordaland",
             "counties": ["12"]}  # fmt: skip
    theirs = {**ONE_SUB_GOAL, "_id": "h-2015", "council": "hordaland"}
    follow.comes(COUNCIL, PLAN, REPORT, other, theirs)
    first = follow.kept("2016-04-01")
    open_then = {
        (one["subject"], one["rule"])
        for one in json.loads(follow.run("round", "show", first, *follow.store).out)["findings"]
        if one["verdict"] == "deviation"
    }
    assert ("council/hordaland", "report-covers-sub-goals") in open_then
    until = {"from": "2014-01-01", "to": "2015-06-30"}
    follow.comes(
        {**COUNCIL, "active": until},
        {**other, "active": until},
        {"kind": "council", "_id": "vestland", "name": "IA-rådet i Vestland", "counties": ["46"],
         "active": {"from": "2015-07-01"}, "successor_of": ["rogaland", "hordaland"]},
    )  # fmt: skip
    told = json.loads(follow.on("2016-05-01", "--since", first))
    now = {
        (one["subject"], found["rule"]): found
        for one in told["subjects"]
        for found in one["findings"]
    }
    dropped = {(one["subject"], one["rule"]) for one in told["dropped"]}
    for subject, rule in open_then:
        mine = now.get((subject, rule)) or now.get(("council/vestland", rule))
        assert (subject, rule) in dropped or (mine and (mine["change"] or mine["reason"]))


def test_another_version_of_the_program_says_what_differs(
    follow: Follow, monkeypatch: pytest.MonkeyPatch
) -> None:
    follow.comes(COUNCIL, PLAN, ONE_SUB_GOAL)
    id_ = follow.kept("2016-04-01")
    monkeypatch.setattr(kept_rounds, "__version__", "9.9")
    told = follow.check("--round", id_).err
    assert f"The round was judged by iacheck {__version__}, this is 9.9" in told
    assert "findings that come out otherwise: 0" in told


def test_the_paper_of_a_round_is_that_of_its_day(follow: Follow) -> None:
    follow.comes(COUNCIL, PLAN, ONE_SUB_GOAL)
    follow.kept("2016-03-15")
    paper = ("--format", "md", *follow.store)
    about = ("report", "--period", "2015", "--as-of", "2016-04-01", *OWN_BOOK)
    then = follow.run(*about, *paper)
    assert then.status == 0, then.err
    id_ = follow.kept("2016-04-01")
    assert follow.run(*about, *paper).out == then.out
    follow.comes(REPORT)
    follow.kept("2016-03-20")
    assert follow.run("report", "--round", id_, *paper).out == then.out
    assert follow.run(*about, *paper).out != then.out


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["check", "--round", "2015-2016-04-02"], 4, "did you mean “2015-2016-04-01”?"),
        (["check", "--round", "x", "--period", "2015"], 2, "leave out --period"),
        (["report", "--round", "x", "--as-of", "2016-01-01"], 2, "leave out --as-of"),
        (["round", "show", "nothing"], 4, "No round “nothing” is kept in the store"),
        (["round", "keep"], 2, "--period"),
        (["round", "keep", "--period", "1890"], 4, "1890"),
        (["check", "--round", "nothing"], 4, "No round “nothing” is kept in the store"),
        *(
            ([*command, "nothing"], 4, "There is no file and no round “nothing”")
            for command in (
                ["check", "--since"],
                ["status", "--since"],
                ["report", "--since"],
                ["compare", "2015-2016-04-01"],
            )
        ),
    ],
)
def test_wrong_use(run: Run, tmp_path: Path, arguments: list[str], status: int, told: str) -> None:
    follow = Follow(run, f"sqlite:{tmp_path / 'ia.db'}", tmp_path)
    follow.comes(COUNCIL, PLAN)
    follow.kept("2016-04-01")
    ran = run(*arguments, *follow.store)
    assert (ran.status, told in ran.err) == (status, True), ran.err
    assert "Traceback" not in ran.err
    assert len(json.loads(run("round", "list", "--format", "json", *follow.store).out)) == 1


def test_files_are_not_kept_and_no_round_is_listed_of_an_empty_store(
    run: Run, tmp_path: Path
) -> None:
    put(tmp_path, "own.jsonl", COUNCIL, PLAN)
    ran = run("check", "own.jsonl", "--keep", *OWN_BOOK)
    assert (ran.status, ran.err) == (2, "--keep is for a store; leave the files out\n")
    ran = run("check", "own.jsonl", "--round", "x")
    assert ran.status == 2
    assert "leave out own.jsonl" in ran.err
    assert run("store", "init").status == 0
    ran = run("round", "list")
    assert (ran.status, ran.err) == (4, "No round is kept in the store\n")


def test_a_round_that_is_kept_again_of_the_same_day_counts_once(run: Run, tmp_path: Path) -> None:
    follow = Follow(run, f"sqlite:{tmp_path / 'ia.db'}", tmp_path)
    follow.comes(COUNCIL, PLAN, ONE_SUB_GOAL)
    follow.kept("2016-04-01")
    follow.kept("2016-05-01")
    last = follow.kept("2016-05-01")
    result = json.loads(follow.on("2016-06-01", "--since", last))
    rounds = {one.get("rounds") for found in result["subjects"] for one in found["findings"]}
    assert max(filter(None, rounds)) == 2


@pytest.mark.parametrize("server", ON_SERVERS)
def test_what_another_system_overwrites_stays_in_the_round(
    run: Run, tmp_path: Path, server: str
) -> None:
    with database_on(server, f"iacheck_test_{uuid.uuid4().hex}") as address:
        follow = Follow(run, address, tmp_path)
        follow.comes(COUNCIL, PLAN, ONE_SUB_GOAL)
        with MongoClient[dict[str, Any]](address) as client:
            reports = client.get_default_database()["reports"]
            theirs = {**TWO_SUB_GOALS, "_id": "r-2015"}
            theirs.pop("kind")
            reports.replace_one({"_id": "r-2015"}, theirs)
            then = follow.on("2016-04-01")
            id_ = follow.kept("2016-04-01")
            reports.replace_one({"_id": "r-2015"}, {**theirs, "activities": []})
        assert follow.check("--round", id_).out.encode() == then
        assert follow.kept("2016-05-01")
        told = json.loads(
            follow.run("store", "history", "report/r-2015", "--format", "json", *follow.store).out
        )
        assert [one["number"] for one in told] == [2, 3]
        assert told[0]["ended"] == "replaced"


def test_a_copy_has_every_version_and_round(run: Run, uri: str, tmp_path: Path) -> None:
    first, last = (f"sqlite:{tmp_path / name}" for name in ("first.db", "last.db"))
    follow = Follow(run, first, tmp_path)
    follow.comes(COUNCIL, PLAN, ONE_SUB_GOAL)
    id_ = follow.kept("2016-04-01")
    then = follow.check("--round", id_).out
    follow.comes(REPORT)
    follow.removed("plan/p-2015")
    history = ("store", "history", "report/r-2015", "--format", "json")
    versions = run(*history, "--store", first).out
    for source, target in ((first, uri), (uri, last)):
        for _ in range(2):  # once more changes nothing
            ran = run("store", "copy", source, target, *OWN_BOOK)
            assert ran.status == 0, ran.err
    there = Follow(run, last, tmp_path)
    assert there.check("--round", id_).out == then
    assert run(*history, "--store", last).out == versions
    there.kept("2016-05-01")
    ran = run("store", "copy", first, last, *OWN_BOOK)
    assert (ran.status, ran.out) == (3, "")
    assert "keeps versions or rounds in " in ran.err


def changed_row(path: Path, table: str, column: str, change: Callable[[Any], Any]) -> None:
    """Something else writes into the file of a store."""
    with closing(sqlite3.connect(path)) as db:
        rows = db.execute(f"SELECT _id, {column} FROM {table}").fetchall()  # noqa: S608
        for id_, data in rows:
            value = bson.encode({"": change(bson.decode(data)[""])})
            db.execute(f"UPDATE {table} SET {column} = ? WHERE _id = ?", (value, id_))  # noqa: S608
        db.commit()


def test_what_comes_out_otherwise_is_named(run: Run, tmp_path: Path) -> None:
    follow = Follow(run, f"sqlite:{tmp_path / 'ia.db'}", tmp_path)
    follow.comes(COUNCIL, PLAN, REPORT)
    id_ = follow.kept("2016-04-01")

    def otherwise(findings: Any) -> Any:
        return [
            {**one, "verdict": "deviation"} if one["rule"] == "plan-exists" else one
            for one in findings
        ]

    changed_row(tmp_path / "ia.db", "rounds", "findings", otherwise)
    told = follow.check("--round", id_).err
    assert "council/rogaland, 2015, plan-exists: not met in the round, now met" in told


def test_damaged_rule_books_judge_nothing(run: Run, tmp_path: Path) -> None:
    follow = Follow(run, f"sqlite:{tmp_path / 'ia.db'}", tmp_path)
    follow.comes(COUNCIL, PLAN, REPORT)
    id_ = follow.kept("2016-04-01")
    table = "iacheck_rulebooks"
    changed_row(tmp_path / "ia.db", table, "data", lambda data: data + b"\n# more\n")
    ran = run("check", "--round", id_, *follow.store)
    assert (ran.status, ran.out) == (3, "")
    assert "The rule books that the round 2015-2016-04-01 was judged by are damaged" in ran.err


def test_rounds_by_the_shipped_rule_books_are_listed(run: Run, tmp_path: Path) -> None:
    put(tmp_path, "a.jsonl", COUNCIL, PLAN, REPORT)
    assert run("import", "a.jsonl").status == 0
    about = ("--period", "2015", "--as-of", "2016-04-01")
    then = run("check", *about, "--format", "json").out
    assert run("round", "keep", *about, "--name", "Vår").status == 0
    ran = run("round", "list")
    assert ran.status == 0
    assert ran.out.startswith("2015-2016-04-01 (Vår): 2015 as of 1 April 2016, kept 20")
    assert " UTC by iacheck " in " ".join(ran.out.split())
    assert run("check", "--round", "vår", "--format", "json").out == then
    ran = run("round", "keep", "--period", "2016-H1")
    assert (ran.status, ran.out) in {(3, ""), (4, "")}
