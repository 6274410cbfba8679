"""`iacheck report`: what it makes of files and of a store, and how it ends."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from commands import COUNCIL, PLAN, REPORT, Ran, put
from test_real_paper import PARTS, REAL

from iacheck.reports import paper_formats

Run = Callable[..., Ran]
EXAMPLES = Path(__file__).parent.parent / "examples"
PAPER = EXAMPLES / "halvaarsrapport-2012-h2.md"
FIRST = "IA work, second half of 2012: paper for the meeting"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return put(tmp_path, "documents.jsonl", COUNCIL, PLAN, REPORT)


def test_the_paper_of_files(run: Run) -> None:
    ran = run("report", PAPER, "--as-of", "2013-01-15")
    told = "The paper is about second half of 2012; choose another one with --period\n"
    assert (ran.status, ran.err) == (0, told)
    ran = run("report", PAPER, "--period", "2012-H2", "--as-of", "2013-01-15")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(FIRST)
    assert "11 of 11 have delivered." in ran.out


def test_the_paper_of_a_store_is_that_of_all_its_registers(run: Run) -> None:
    assert run("import", PAPER, "--store", "sqlite:x.db").status == 0
    ran = run("report", "--store", "sqlite:x.db", "--period", "2012-H2", "--as-of", "2013-01-15")
    assert ran.status == 0
    assert ran.out.startswith(FIRST)
    assert "The whole country" in ran.out


def test_the_round_is_the_last_one_that_is_over(run: Run) -> None:
    told = {
        as_of: run("report", EXAMPLES / "2012", "--as-of", as_of).out.splitlines()[0]
        for as_of in ("2013-02-01", "2014-01-15")
    }
    assert told == {
        "2013-02-01": "IA work, 2012: paper for the meeting",
        "2014-01-15": "IA work, first half of 2013: paper for the meeting",
    }


def test_a_period_where_nothing_came_gives_a_paper_that_says_so(run: Run, file: Path) -> None:
    ran = run("report", file, "--period", "2017", "--as-of", "2018-06-01")
    assert ran.status == 0
    assert "0 of 1 has delivered. Not delivered: IA-rådet i Rogaland." in ran.out
    assert "There is no report from a council to count." in ran.out


@pytest.mark.parametrize(
    ("options", "status"),
    [((), 0), (("--fail-on", "error"), 1), (("--fail-on", "never"), 0)],
)
def test_only_with_fail_on_deviations_count(
    run: Run, file: Path, options: tuple[str, ...], status: int
) -> None:
    assert run("report", file, "--as-of", "2016-06-01", *options).status == status


@pytest.mark.parametrize("format_", paper_formats())
def test_every_format_is_written_whole(run: Run, file: Path, format_: str) -> None:
    ran = run("report", file, "--as-of", "2016-06-01", "--format", format_, "--out", "paper")
    assert (ran.status, ran.out) == (0, "")
    assert ran.err.splitlines()[0] == "Written: paper"
    assert "1 subject checked" in ran.err
    assert Path("paper").stat().st_size > 1000


def test_the_format_is_that_of_the_name_of_the_file(run: Run, file: Path) -> None:
    report = ("report", file, "--as-of", "2016-06-01")
    run(*report, "--format", "html", "--out", "plain")
    assert "replaced" not in run(*report, "--out", "paper.html").err
    assert Path("paper.html").read_bytes() == Path("plain").read_bytes()
    ran = run(*report, "--format", "md", "--out", "paper.html")
    assert ran.err.splitlines()[:2] == [
        "An older file was replaced: paper.html",
        "paper.html: Note: It is written as md, though its name ends otherwise",
    ]
    # No paper is a workbook or a calendar, and a name cannot make it one.
    for other in ("xlsx", "ics"):
        ran = run(*report, "--out", f"paper.{other}")
        assert ran.status == 2
        assert f"paper.{other}: This cannot be written as {other}; choose docx, html" in ran.err
        assert not Path(f"paper.{other}").exists()
    assert run(*report, "--format", "md", "--out", "paper.xlsx").status == 0


def test_the_formats_of_papers() -> None:
    assert {"text", "md", "html", "docx", "pdf"} == set(paper_formats())


def test_bad_documents_are_told_and_the_paper_is_made(run: Run, tmp_path: Path) -> None:
    file = put(tmp_path, "bad.jsonl", COUNCIL, {**REPORT, "activities": [{"id": "a1"}, 7]})
    ran = run("report", file, "--as-of", "2016-06-01")
    assert ran.status == 3
    assert "bad.jsonl" in ran.err
    assert "1 field cannot be read and is not in the figures" in ran.out


@pytest.mark.parametrize("options", [(), ("--fail-on", "error"), ("--fail-on", "never")])
@pytest.mark.parametrize("name", ["year.jsonl", "missing.json", "cut.json", "broken.json", "twice"])
def test_it_ends_with_3_where_a_check_does(
    run: Run, tmp_path: Path, name: str, options: tuple[str, ...]
) -> None:
    file = put(tmp_path, "year.jsonl", COUNCIL, PLAN, REPORT)
    put(tmp_path, "broken.json", {**PLAN, "_id": "x", "period": 2016})
    (tmp_path / "cut.json").write_text("{", "utf-8")
    (tmp_path / "twice").mkdir()
    put(tmp_path / "twice", "plan.json", PLAN)
    command = (file, tmp_path / name, "--period", "2015", "--as-of", "2016-06-01")
    checked = run("check", *command, "--fail-on", "never")
    assert checked.status == (0 if name == "year.jsonl" else 3)
    ran = run("report", *command, *options, "--out", "paper.html")
    assert ran.status == (checked.status or int("error" in options))
    assert Path("paper.html").stat().st_size > 1000


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("--store", "sqlite:x.db"), 2),
        (("--out", "documents.jsonl"), 2),
        (("--format", "csv"), 2),
        (("--period", "2009"), 4),
    ],
)
def test_what_it_does_not_do(run: Run, file: Path, arguments: tuple[str, ...], status: int) -> None:
    before = file.read_bytes()
    ran = run("report", file, *arguments)
    assert (ran.status, ran.out) == (status, "")
    assert ran.err
    assert file.read_bytes() == before


def test_unreadable_input_makes_no_paper(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "broken.json"
    file.write_text("{", "utf-8")
    ran = run("report", file)
    assert (ran.status, ran.out) == (3, "")
    assert "broken.json" in ran.err


@pytest.mark.sources
def test_the_real_paper_has_every_party_s_account(run: Run) -> None:
    assert run("import", REAL, "--store", "sqlite:real.db").status == 0
    ran = run("report", "--store", "sqlite:real.db", "--period", "2012-H2",
              "--as-of", "2013-03-01", "--format", "md")  # fmt: skip
    assert ran.status == 0
    assert "11 of 11 have delivered." in ran.out
    accounts = ran.out[ran.out.index(": The parties' own accounts\n") :]
    assert sum(line.startswith("### ") for line in accounts.splitlines()) >= len(PARTS)
    assert "No report has come." not in accounts
    for words in ("jobbstrategi", "1224", "64 806"):
        assert words in accounts
