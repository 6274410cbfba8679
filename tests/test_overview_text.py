"""`check --overview`: on one screen who has deviations, and where the lists are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from commands import COUNCIL, OWN_BOOK, PLAN, REPORT, Ran, put
from terminals import at_a_terminal

Run = Callable[..., Ran]
CHECK = ("check", "year.jsonl", *OWN_BOOK, "--as-of", "2016-04-01", "--overview")
GOOD = COUNCIL | {"_id": "hedmark", "name": "IA-rådet i Hedmark", "counties": ["04"]}


@pytest.fixture
def year(tmp_path: Path) -> Path:
    """Two councils, of which one has deviations."""
    of_good = {"council": "hedmark"}
    put(
        tmp_path,
        "year.jsonl",
        *(COUNCIL, PLAN, REPORT | {"activities": []}),
        *(GOOD, PLAN | of_good | {"_id": "p2"}, REPORT | of_good | {"_id": "r2"}),
    )
    return tmp_path


def test_only_those_with_deviations_are_told_of_and_the_others_counted(
    run: Run, year: Path
) -> None:
    ran = run(*CHECK)
    lines = ran.out.splitlines()
    assert (ran.status, ran.err) == (1, "")
    assert lines[:2] == ["Deviations as of 1 April 2016", "Rule book trial-book: The trial book"]
    assert "IA-rådet i Rogaland" in ran.out
    assert "IA-rådet i Hedmark" not in ran.out
    assert "1 other has no deviations" in lines
    (demands,) = [line for line in lines if line.startswith("Demands that are not met")]
    assert demands.endswith("the gravest first: T3 (1)")
    assert lines[-2].startswith("2 subjects checked: 1 error")
    assert lines[-1] == "Everybody's list is written with --split avvik"
    assert len(lines) < 15


def test_with_a_folder_the_lists_are_there(run: Run, year: Path) -> None:
    ran = run(*CHECK, "--split", "lists")
    assert ran.out.splitlines()[-1] == "Everybody's list is in lists"
    assert ran.err == "3 files written to lists; older ones replaced: 0\n"
    assert (year / "lists" / "council-rogaland-2015.txt").is_file()
    assert ran.out == run(*CHECK, "--split", "lists", "--format", "json").out


def test_nobody_has_deviations(run: Run, year: Path) -> None:
    put(year, "year.jsonl", GOOD, PLAN | {"council": "hedmark"}, REPORT | {"council": "hedmark"})
    lines = run(*CHECK).out.splitlines()
    assert lines[3] == "1 subject checked: no deviations, 2 undetermined."


@pytest.mark.parametrize("more", [("--out", "x.txt"), ("--format", "csv")])
def test_it_is_for_the_screen(run: Run, year: Path, more: tuple[str, ...]) -> None:
    assert run(*CHECK, *more) == Ran(
        2, "", "--overview goes to the screen; lists go with it to --split\n"
    )


def test_problems_are_told_beside_it(run: Run, year: Path) -> None:
    put(year, "broken.jsonl", PLAN | {"_id": "x", "period": "i år"})
    ran = run(*CHECK[:2], "broken.jsonl", *CHECK[2:])
    assert ran.status == 3
    assert ran.err.startswith("broken.jsonl, line 1, period: period must be")


@pytest.mark.slow
def test_it_has_the_width_of_the_terminal(year: Path) -> None:
    seen = at_a_terminal(year, *CHECK, columns=60)
    assert "IA-rådet i Rogaland · 2015: Errors 1" in seen
    assert max(map(len, seen.splitlines())) <= 60
