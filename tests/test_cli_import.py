"""`iacheck import`: all or nothing, what became of each document, and interrupted imports."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from commands import COUNCIL, OWN_BOOK, PLAN, REPORT, Ran, content, put
from store_suite import Part, Server

from iacheck.store import Collection, Store
from iacheck.store.clock import now
from iacheck.store.mongo import open_mongo
from iacheck.store.mongo_import import LEASE

Run = Callable[..., Ran]


def test_what_became_of_each_document_is_told(run: Run) -> None:
    put(Path.cwd(), "a.jsonl", COUNCIL, PLAN)
    put(Path.cwd(), "b.jsonl", PLAN | {"adopted_on": "2015-02-10"}, REPORT)
    ran = run("import", "a.jsonl", *OWN_BOOK)
    assert ran == Ran(0, "2 documents read: 2 new, 0 replaced, 0 unchanged\n", "")
    ran = run("import", "a.jsonl", *OWN_BOOK)
    assert ran == Ran(0, "2 documents read: 0 new, 0 replaced, 2 unchanged\n", "")
    ran = run("import", "b.jsonl", *OWN_BOOK)
    assert ran.out.splitlines() == [
        "Replaced: plan/p-2015",
        "2 documents read: 1 new, 1 replaced, 0 unchanged",
    ]
    put(Path.cwd(), "one.jsonl", REPORT)
    assert run("import", "one.jsonl", *OWN_BOOK).out == (
        "1 document read: 0 new, 0 replaced, 1 unchanged\n"
    )


def test_a_document_that_is_now_of_another_period_is_told_of(run: Run) -> None:
    put(Path.cwd(), "a.jsonl", COUNCIL, PLAN)
    assert run("import", "a.jsonl", *OWN_BOOK).status == 0
    put(Path.cwd(), "b.jsonl", PLAN | {"period": "2016"})
    replaced, moved, _ = run("import", "b.jsonl", *OWN_BOOK).out.splitlines()
    assert replaced == "Replaced: plan/p-2015"
    assert moved == (
        "plan/p-2015 was of rogaland, 2015. That one is kept as version 1 (iacheck store show "
        "plan/p-2015 --version 1), and is judged no more. To keep both, give one of them another "
        "_id and import it again"
    )
    assert '"period": "2015"' in run("store", "show", "plan/p-2015", "--version", "1").out


SENT = "a.jsonl, line 1, submission date (submitted_on): Note: Submitted on {}, more than a year "
SENT += "after 31 December {y}, when {y} ended; is the year right in both?"
FAR = "a.jsonl, line 1, period: Note: It is for 2051, later than next year; is the year right?"


@pytest.mark.parametrize(
    ("paper", "told"),
    [
        (PLAN | {"period": "2051"}, FAR),
        (REPORT | {"submitted_on": "2061-02-26"}, SENT.format("26 February 2061", y=2015)),
        # Also of a period that no rule book covers.
        (
            REPORT | {"period": "2014", "submitted_on": "2016-02-26"},
            SENT.format("26 February 2016", y=2014),
        ),
        (REPORT | {"submitted_on": "2016-12-31"}, ""),
        (PLAN | {"period": str(datetime.date.today().year + 1)}, ""),
    ],
)
def test_a_year_that_may_be_mistyped_is_told_of(paper: dict[str, Any], told: str, run: Run) -> None:
    put(Path.cwd(), "a.jsonl", paper)
    ran = run("import", "a.jsonl")
    assert (ran.status, ran.err.strip()) == (0, told)


def test_importing_twice_changes_nothing(run: Run) -> None:
    put(Path.cwd(), "a.jsonl", COUNCIL, PLAN, REPORT)
    assert run("import", "a.jsonl", *OWN_BOOK).status == 0
    once, judged = content(Path("iacheck.db")), run("check", *OWN_BOOK, "--format", "json").out
    assert run("import", "a.jsonl", *OWN_BOOK).status == 0
    assert content(Path("iacheck.db")) == once
    assert run("check", *OWN_BOOK, "--format", "json").out == judged


def test_one_bad_file_keeps_all_files_out(run: Run) -> None:
    put(Path.cwd(), "a.jsonl", COUNCIL)
    put(Path.cwd(), "b.jsonl", PLAN | {"_id": "x"}, PLAN)
    assert run("import", "a.jsonl", *OWN_BOOK).status == 0
    before = content(Path("iacheck.db"))
    put(Path.cwd(), "c.jsonl", COUNCIL | {"_id": "oslo"})
    ran = run("import", "c.jsonl", "b.jsonl", *OWN_BOOK)
    assert (ran.status, ran.out) == (3, "")
    assert content(Path("iacheck.db")) == before


def test_a_folder_and_a_file_in_it_are_each_read_once(run: Run) -> None:
    folder = Path("2015")
    (folder / "råd").mkdir(parents=True)
    put(folder, "README.md", COUNCIL)
    put(folder, "bilde.png", COUNCIL)
    put(folder / "råd", "rogaland.jsonl", COUNCIL, PLAN)
    Path(folder / "report.json").write_text(json.dumps(REPORT), "utf-8")
    ran = run("import", "2015", "2015/report.json", *OWN_BOOK)
    assert ran.out == "3 documents read: 3 new, 0 replaced, 0 unchanged\n"
    assert ran.err.startswith("2015: Note: Not read, because files of their formats cannot be")
    assert "2015/bilde.png" in ran.err
    assert "README" not in ran.err


PAPER = """# NHO

## Viktigste erfaring

Tidlig dialog hjelper.

# Fiskarlaget

## Viktigste erfaring

Tett oppfølging om bord.
"""


def test_parties_of_the_store_are_recognised_in_papers(run: Run) -> None:
    Path("Halvårsrapport 2012-H2.md").write_text(f"2. halvår 2012\n\n{PAPER}", "utf-8")
    party = {"kind": "party", "_id": "Fiskarlaget", "name": "Norges Fiskarlag", "side": "employer"}
    put(Path.cwd(), "party.jsonl", party | {"aliases": ["Fiskarlaget"]})
    beside = run("check", ".", "--period", "2012-H2", "--format", "json", "--as-of", "2013-03-01")
    assert run("import", "party.jsonl").status == 0
    Path("party.jsonl").unlink()
    alone = run("check", ".", "--period", "2012-H2", "--format", "json", "--as-of", "2013-03-01")
    assert run("import", "Halvårsrapport 2012-H2.md").out == (
        "2 documents read: 2 new, 0 replaced, 0 unchanged\n"
    )
    in_store = run("check", "--subject", "party/Fiskarlaget", "--period", "2012-H2", "--format",
                   "json", "--as-of", "2013-03-01")  # fmt: skip
    assert reporters(beside) == reporters(in_store) | {"party/NHO"} == {
        "party/NHO", "party/Fiskarlaget"
    }  # fmt: skip
    assert "party/Fiskarlaget" not in reporters(alone)


def reporters(ran: Ran) -> set[str]:
    """The parties that have reported in the half-year."""
    return {
        subject["subject"]
        for subject in json.loads(ran.out)["subjects"]
        for finding in subject["findings"]
        if (finding["rule"], finding["verdict"]) == ("party-report-exists", "met")
    }


class DiesWithReports(Part):
    """A server that goes down when it has stored reports, before the import is closed."""

    def bulk_write(self, steps: list[Any], *, ordered: bool, **_: Any) -> None:
        super().bulk_write(steps, ordered=ordered)
        if self._real.name == "reports":
            self._server.dead = True
            self._server.answer()


class Shared:
    """A store without transactions, which every command opens, and its clock."""

    def __init__(self) -> None:
        self.server = Server()
        self.ahead = datetime.timedelta()

    def open(self, uri: str, collections: Sequence[Collection], *, create: bool) -> Store:
        return open_mongo(
            uri,
            collections,
            create=create,
            client=lambda _: self.server,  # type: ignore[arg-type,return-value]
            clock=lambda: now() + self.ahead,
        )


@pytest.fixture
def interrupted(run: Run, monkeypatch: pytest.MonkeyPatch) -> Shared:
    """A store in which a report stands of an import that was broken off."""
    shared = Shared()
    monkeypatch.setattr("iacheck.store.open", shared.open)
    monkeypatch.setenv("IACHECK_STORE", Server.uri)
    put(Path.cwd(), "first.jsonl", COUNCIL, PLAN)
    put(Path.cwd(), "broken.jsonl", REPORT | {"_id": "half"}, PLAN | {"adopted_on": "2015-02-10"})
    assert run("import", "first.jsonl", *OWN_BOOK).status == 0
    shared.server.part = DiesWithReports
    ran = run("import", "broken.jsonl", *OWN_BOOK)
    assert (ran.status, ran.out) == (3, "")
    assert "s3cr3t" not in ran.err
    shared.server.part = Part
    shared.server.restart()
    assert shared.server.raw("reports").count_documents({}) == 1
    return shared


def test_an_interrupted_import_is_named_by_every_command(run: Run, interrupted: Shared) -> None:
    del interrupted
    told = "broken.jsonl: Note: An import of broken.jsonl, begun 20"
    assert told in run("check", *OWN_BOOK, "--fail-on", "never").out
    assert told in run("check", *OWN_BOOK, "--fail-on", "never", "--format", "csv").err
    assert told in run("store", "status").err
    assert told in run("store", "init").err
    problems = json.loads(run("check", *OWN_BOOK, "--format", "json").out)["problems"]
    assert [(p["level"], p["file"]) for p in problems] == [("notice", "broken.jsonl")]


def test_while_another_import_may_be_under_way_none_is_begun(run: Run, interrupted: Shared) -> None:
    before = interrupted.server.contents()
    ran = run("import", "first.jsonl", *OWN_BOOK)
    assert (ran.status, ran.out) == (3, "")
    assert "Another import, of broken.jsonl, has been under way since" in ran.err
    assert interrupted.server.contents() == before


def test_an_interrupted_import_is_undone_before_anything_is_compared(
    run: Run, interrupted: Shared
) -> None:
    interrupted.ahead = LEASE + datetime.timedelta(seconds=1)
    # Another key than that of the report that was left behind, which would stand in its way.
    put(Path.cwd(), "mended.jsonl", REPORT)
    ran = run("import", "mended.jsonl", *OWN_BOOK)
    assert ran == Ran(
        0,
        "An earlier import of broken.jsonl, which was interrupted, has been undone\n"
        "1 document read: 1 new, 0 replaced, 0 unchanged\n",
        "",
    )
    assert [d["_id"] for d in interrupted.server.contents()["reports"]] == ["r-2015"]
    assert "adopted_on" not in interrupted.server.contents()["plans"][0]
    assert "An import of" not in run("store", "status").err


def test_a_paper_whose_headings_no_book_knows_is_refused(run: Run) -> None:
    title = "# Rapportering om IA-arbeidet 1. halvår 2031 fra LO"
    Path("lo.md").write_text(f"{title}\n\n## Erfaring\n\nTekst.\n", encoding="utf-8")
    ran = run("import", "lo.md")
    assert (ran.status, ran.out) == (3, "")
    near, unread, year, *told = ran.err.splitlines()
    assert "later than next year" in year
    assert unread.startswith("lo.md: Note: 1 part was not read: line 3: Erfaring.")
    assert near.startswith("lo.md, line 3: Note: “Erfaring” is not taken for the heading")
    assert told == [
        "lo.md, line 1: No rule book covers first half of 2031, so the headings of its reports are "
        "not known; name the one that does with --rulebook",
        "Nothing has been stored, because of lo.md",
    ]
    # As data, a report says itself which section is which.
    put(Path.cwd(), "lo.jsonl", {
        "kind": "party_report", "_id": "lo", "party": "LO", "period": "2031-H1", "sections": [],
    })  # fmt: skip
    assert run("import", "lo.jsonl").status == 0
