"""`iacheck store list`, `show`, `history`, `export`, `remove`, and imports over newer versions."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from commands import BOOK, COUNCIL, OWN_BOOK, PLAN, REPORT, Ran, put

from iacheck.cli import store_documents

Run = Callable[..., Ran]
BOOKS = ("--rulebook", str(BOOK))


@pytest.fixture
def store(run: Run) -> Path:
    """A store with a council, and a plan in its second version."""
    here = Path.cwd()
    put(here, "first.jsonl", COUNCIL, PLAN, REPORT)
    put(here, "second.jsonl", {**PLAN, "adopted_on": "2015-02-01"})
    assert run("import", "first.jsonl", *OWN_BOOK, "--by", "landsorganisasjonen").status == 0
    assert run("import", "second.jsonl", *OWN_BOOK, "--by", "IA-rådet i Rogaland").status == 0
    return here


def history(run: Run, name: str = "plan/p-2015") -> list[dict[str, Any]]:
    ran = run("store", "history", name, "--format", "json", *BOOKS)
    assert ran.status == 0, ran.err
    return list(json.loads(ran.out))


def test_each_version_says_when_from_where_and_from_whom(run: Run, store: Path) -> None:
    del store
    first, second = history(run)
    assert (first["number"], first["file"], first["by"]) == (1, "first.jsonl", "party/LO")
    assert (first["ended"], first["ended_by"]) == ("replaced", "council/rogaland")
    assert (second["number"], second["file"], second["by"]) == (
        2, "second.jsonl", "council/rogaland",
    )  # fmt: skip
    ran = run("store", "history", "plan/p-2015", *BOOKS)
    lines = ran.out.splitlines()
    assert lines[0].startswith("version 1, came ")
    assert "from first.jsonl, by party/LO, SHA-256 " in ran.out
    assert lines[1].startswith("replaced ")
    listed = json.loads(run("store", "list", "--format", "json", *BOOKS).out)
    assert [(one["document"], one["number"]) for one in listed] == [
        ("council/rogaland", 1), ("plan/p-2015", 2), ("report/r-2015", 1)
    ]  # fmt: skip
    ran = run("store", "list", "--kind", "plan", *BOOKS)
    assert ran.out.startswith("plan/p-2015: version 2, came ")


def test_a_document_is_shown_as_it_is_and_as_it_was(run: Run, store: Path) -> None:
    del store
    now, then = run("store", "show", "plan/p-2015"), run(
        "store", "show", "plan/p-2015", "--version", "1"
    )  # fmt: skip
    assert json.loads(now.out)["adopted_on"] == "2015-02-01"
    assert json.loads(now.out)["store_version"]["number"] == 2
    assert "adopted_on" not in json.loads(then.out)
    assert "version 1, came" in then.err


def test_an_export_is_imported_again_and_refused_over_a_newer_version(
    run: Run, store: Path
) -> None:
    ran = run("store", "export", "--out", "all.json", *BOOKS)
    assert (ran.status, ran.err.strip()) == (0, "3 documents written to all.json")
    ran = run("import", "all.json", *OWN_BOOK)
    assert "3 documents read: 0 new, 0 replaced, 3 unchanged" in ran.out
    assert len(history(run)) == 2
    documents = json.loads((store / "all.json").read_text("utf-8"))
    for document in documents:
        document["themes"] = ["x"]
    (store / "old.json").write_text(json.dumps([documents[1]]), "utf-8")
    put(store, "third.jsonl", {**PLAN, "adopted_on": "2015-03-01"})
    assert run("import", "third.jsonl", *OWN_BOOK).status == 0
    ran = run("import", "old.json", *OWN_BOOK)
    assert (ran.status, ran.out) == (3, "")
    assert "plan/p-2015 was made from version 2" in ran.err
    assert "changed since then: /adopted_on" in ran.err
    ran = run("import", "old.json", *OWN_BOOK, "--force")
    assert (ran.status, ran.err) == (2, "--force goes with --by\n")
    assert len(history(run)) == 3
    ran = run("import", "old.json", *OWN_BOOK, "--force", "--by", "nho")
    assert "Replaced: plan/p-2015" in ran.out
    assert [one["by"] for one in history(run)][3:] == ["party/NHO"]
    assert json.loads(run("store", "show", "plan/p-2015").out)["themes"] == ["x"]


def test_what_speaks_of_a_body_that_is_removed_is_named(run: Run, store: Path) -> None:
    waiver = {
        "kind": "waiver", "_id": "w", "rule": "plan-exists", "subject": "council/Rogaland",
        "period": "2015", "reason": "x", "granted_by": "Oppfølgingsgruppen",
        "granted_on": "2015-05-01", "expires_on": "2015-12-31",
    }  # fmt: skip
    other = {**COUNCIL, "_id": "oslo", "name": "IA-rådet i Oslo"}
    put(store, "more.jsonl", waiver, other, {**PLAN, "_id": "p-oslo", "council": "oslo"})
    assert run("import", "more.jsonl", *OWN_BOOK).status == 0
    ran = run("store", "remove", "council/rogaland", "report/r-2015", "--reason", "x", *BOOKS)
    assert ran.out == "Removed: council/rogaland\nRemoved: report/r-2015\n"
    assert ran.err == (
        "Note: These stay in the store, though they speak of council/rogaland: plan/p-2015 and "
        "waiver/w. Remove them, too, or import it again\n"
    )
    assert run("store", "remove", "plan/p-oslo", "council/oslo", "--reason", "x", *BOOKS).err == ""


def test_a_document_is_removed_with_a_reason_and_found_no_more(run: Run, store: Path) -> None:
    del store
    ran = run(
        "store", "remove", "plan/p-2015", "--reason", "twice", "--by", "landsorganisasjonen", *BOOKS
    )
    assert (ran.status, ran.out) == (0, "Removed: plan/p-2015\n")
    last = history(run)[-1]
    assert (last["ended"], last["reason"], last["ended_by"]) == ("removed", "twice", "party/LO")
    for arguments in (["store", "show", "plan/p-2015"], ["store", "export", "plan/p-2015"]):
        ran = run(*arguments, *BOOKS)
        assert (ran.status, ran.out) == (4, "")
        assert "plan/p-2015 is not in the store any more (removed " in ran.err
    assert run("store", "list", "--kind", "plan", *BOOKS).status == 4
    ran = run("store", "remove", "plan/p-2015", "--reason", "again", *BOOKS)
    assert (ran.status, ran.err) == (4, "plan/p-2015 has been removed already\n")
    assert run("store", "show", "plan/p-2015", "--version", "2", *BOOKS).status == 0
    ran = run("store", "remove", "plan/p-2015", "--reason", "forget", "--erase", *BOOKS)
    assert (ran.status, ran.out) == (0, "Erased: plan/p-2015\n")
    ran = run("store", "show", "plan/p-2015", "--version", "2", *BOOKS)
    assert (ran.status, ran.err) == (4, "Version 2 of plan/p-2015 has been erased: forget\n")
    told = run("store", "history", "plan/p-2015", *BOOKS).out
    # The reason of the earlier removal stays beside that of the erasure.
    assert re.search(r"removed 20[^;]*: twice \(party/LO\); erased 20[^;]*: forget\n", told)
    last = history(run)[-1]
    assert (last["ended_by"], last["reason"]) == ("party/LO", "twice")
    assert (last["erased_by"], last["erased_reason"]) == (None, "forget")
    ran = run("store", "remove", "plan/p-2015", "--reason", "again", "--erase", *BOOKS)
    assert (ran.status, ran.err) == (4, "plan/p-2015 has been erased already\n")
    assert run("store", "history", "plan/p-2015", *BOOKS).out == told


@pytest.mark.parametrize("erase", [[], ["--erase"]])
def test_what_was_taken_out_and_comes_again_is_told(
    run: Run, store: Path, erase: list[str]
) -> None:
    """The same content or another: somebody decided that it was not to be there."""
    del store
    removed = run("store", "remove", "plan/p-2015", "--reason", "forget it", *erase, *BOOKS)
    assert removed.status == 0
    ran = run("import", "first.jsonl", *OWN_BOOK)
    assert ran.status == 0
    (line,) = [one for one in ran.out.splitlines() if one.startswith("plan/p-2015 ")]
    assert line.startswith("plan/p-2015 is stored again, though it had been taken out (removed 20")
    assert "forget it" in line
    assert ("erased 20" in line) is bool(erase)
    assert "3 documents read: 1 new, 0 replaced, 2 unchanged" in ran.out
    assert "stored again" not in run("import", "first.jsonl", *OWN_BOOK).out
    # What comes for the first time, or in the place of another, is no such thing.
    put(Path.cwd(), "other.jsonl", {**PLAN, "_id": "p-2016", "period": "2016"},
        {**PLAN, "themes": ["x"]})  # fmt: skip
    assert "stored again" not in run("import", "other.jsonl", *OWN_BOOK).out


def test_a_store_that_knows_no_reason_of_an_erasure_yet_is_brought_forward(
    run: Run, store: Path
) -> None:
    assert run("store", "remove", "plan/p-2015", "--reason", "twice", *BOOKS).status == 0
    with closing(sqlite3.connect(store / "iacheck.db")) as db:
        for column in ("erased_by", "erased_reason"):
            db.execute(f"ALTER TABLE iacheck_versions DROP COLUMN {column}")
    assert history(run)[-1]["reason"] == "twice"
    remove = ("store", "remove", "plan/p-2015", "--reason", "forget", "--erase", *BOOKS)
    assert run(*remove).status == 0
    last = history(run)[-1]
    assert (last["reason"], last["erased_reason"]) == ("twice", "forget")


def test_what_two_remove_at_once_is_removed_by_one_of_them(
    store: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    remove = ("store", "remove", "plan/p-2015", "plan/p-2015", *BOOKS, "--reason")
    inner: list[Ran] = []

    def meanwhile(*_: object) -> str:
        inner.append(run(*remove, "first"))
        return "party/LO"

    monkeypatch.setattr(store_documents, "named_body", meanwhile)
    outer = run(*remove, "second", "--by", "LO")
    assert (inner[0].status, inner[0].out) == (0, "Removed: plan/p-2015\n")
    assert (outer.status, outer.err) == (4, "plan/p-2015 has been removed already\n")
    assert (history(run)[-1]["reason"], history(run)[-1]["ended_by"]) == ("first", None)


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["store", "show", "plan"], 2, "“plan” names no document; write its kind and its _id"),
        (["store", "show", "pland/x"], 2, "did you mean “plan”?"),
        (["store", "show", "plan/p-2051"], 4, "did you mean “plan/p-2015”?"),
        (["store", "show", "plan/p-2015", "--version", "7"], 4, "known are 1 and 2"),
        (["store", "list", "--kind", "pln"], 2, "did you mean “plan”?"),
        (["store", "export", "--version", "1"], 2, "--version goes with one document alone"),
        (["store", "export", "plan/p-2015", "--kind", "plan"], 2, "Name either documents or"),
        (["store", "export", "--out", "x.xlsx"], 2, "let its name end in .json"),
        (["store", "export", "--kind", "waiver"], 4, "The store holds no such documents"),
        (["store", "remove", "plan/p-2015", "--reason", " "], 2, "--reason is empty; say why"),
        (["store", "remove", "plan/p-2015"], 2, "--reason"),
        (["store", "remove", "plan/p-2015", "--reason", "x", "--by", "Rogalnd"], 2, "did you mean"),
        (["import", "first.jsonl", "--by", "Ola Nordmann"], 2, "there is no such party, council"),
        (["import", "first.jsonl", "--by", "party/rogaland"], 2, "there is no such party, council"),
    ],
)
def test_wrong_use_is_told_and_nothing_is_lost(
    run: Run, store: Path, arguments: list[str], status: int, told: str
) -> None:
    del store
    before = run("store", "list", "--format", "json", *BOOKS).out
    ran = run(*arguments, *BOOKS)
    assert ran.status == status
    assert told in ran.err
    assert "Traceback" not in ran.err
    assert run("store", "list", "--format", "json", *BOOKS).out == before


def test_what_the_follow_up_group_decides_comes_from_it(run: Run) -> None:
    put(Path.cwd(), "plan.jsonl", PLAN)
    ran = run("import", "plan.jsonl", *OWN_BOOK, "--by", "oppfølgingsgruppen")
    assert ran.status == 0, ran.err
    told = run("store", "history", f"plan/{PLAN['_id']}", *OWN_BOOK).out
    assert "by Oppfølgingsgruppen" in told


def test_a_mark_that_cannot_be_read_is_told(run: Run, store: Path) -> None:
    for mark in ("x", {"number": 1}, {"number": True, "sha256": "0" * 64}, {"sha256": "0" * 64}):
        put(store, "bad.jsonl", {**PLAN, "store_version": mark})
        ran = run("import", "bad.jsonl", *OWN_BOOK)
        assert ran.status == 3
        assert "The field “store_version” says which version of a stored document" in ran.err


def test_a_store_without_documents(run: Run) -> None:
    assert run("store", "init").status == 0
    ran = run("store", "list")
    assert (ran.status, ran.err) == (4, "The store holds no such documents\n")
    assert run("store", "list", "--format", "json").out == "[]\n"
    assert run("store", "remove", "plan/x", "--reason", "y").status == 4
