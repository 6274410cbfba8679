"""An empty form is told of as what it is, and not as a plan without errors."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from commands import Ran

Run = Callable[..., Ran]
PLAN = ("template", "plan", "--council", "rogaland", "--period", "2016", "--out", "plan.xlsx")
LO = ("template", "party-report", "--party", "LO", "--period", "2012-H2", "--out", "lo.docx")
REPORT = ("template", "report", "--council", "rogaland", "--period", "2015", "--out", "r.xlsx")


@pytest.mark.parametrize("form", [PLAN, LO, REPORT], ids=lambda form: form[1])
def test_an_empty_form_is_no_plan_without_errors(run: Run, form: tuple[str, ...]) -> None:
    assert run(*form).status == 0
    file = form[-1]
    ran = run("check", file, "--as-of", "2016-03-01")
    *_, unfilled, counted = ran.out.splitlines()
    assert unfilled == f"Not filled in yet: {file}."
    assert "0 errors" not in counted
    assert "no deviations" not in counted


def test_a_form_with_something_in_it_is_judged_as_ever(run: Run, tmp_path: Path) -> None:
    run(*PLAN)
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    book.worksheets[2].cell(4, 1).value = "Sykefraværet skal ned"
    book.save(tmp_path / "plan.xlsx")
    ran = run("check", "plan.xlsx", "--as-of", "2016-03-01")
    assert "filled in" not in ran.out


def test_an_empty_document_of_another_kind_of_file_is_no_form(run: Run, tmp_path: Path) -> None:
    plan = {"kind": "plan", "_id": "p", "council": "rogaland", "period": "2016"}
    (tmp_path / "plan.json").write_text(json.dumps(plan))
    assert "filled in" not in run("check", "plan.json", "--as-of", "2016-03-01").out


def test_where_nobody_can_be_checked_nobody_has_0_errors(run: Run) -> None:
    run("template", "plan", "--out", "plan.xlsx")
    ran = run("check", "plan.xlsx")
    assert ran.status == 3
    assert ran.out.splitlines()[-1] == "Nobody could be checked."
    assert "0 errors" not in ran.out


@pytest.mark.parametrize(
    ("form", "demand", "as_of", "verdict"),
    [
        (LO, "H01", "2013-03-01", "undetermined"),
        (LO, "H01", "2012-11-01", "not_due"),
        (PLAN, "B01", "2016-04-01", "undetermined"),
        (PLAN, "B01", "2016-02-01", "not_due"),
        (REPORT, "B13", "2016-04-01", "undetermined"),
        (REPORT, "B13", "2016-02-01", "not_due"),
    ],
)
def test_an_empty_form_is_not_delivered(
    run: Run, form: tuple[str, ...], demand: str, as_of: str, verdict: str
) -> None:
    run(*form)
    found = findings(run("check", form[-1], "--as-of", as_of, "--format", "json"))
    assert found[demand]["verdict"] == verdict
    unfilled = found[demand]["reason"].startswith("The form is not filled in yet: ")
    assert unfilled == (verdict == "undetermined")


def test_nor_is_it_in_a_store_or_in_the_paper(run: Run) -> None:
    run(*LO)
    assert run("import", "lo.docx", "--store", "sqlite:s.db").status == 0
    args = ("--store", "sqlite:s.db", "--period", "2012-H2", "--as-of", "2013-03-01")
    ran = run("check", "--subject", "party/LO", *args, "--format", "json")
    assert findings(ran)["H01"]["verdict"] == "undetermined"
    paper = run("report", *args, "--format", "md").out
    assert "0 of 11 have delivered." in paper
    assert "The form is not filled in yet: the party's half-year report" in paper


def findings(ran: Ran) -> dict[str, dict[str, str]]:
    """The findings on the one subject that was checked, by their demands."""
    (subject,) = json.loads(ran.out)["subjects"]
    return {finding["demand"]: finding for finding in subject["findings"]}


def test_a_form_of_which_something_was_not_read_is_filled_in(run: Run, tmp_path: Path) -> None:
    """Whatever that is: somebody has written it there."""
    run(*PLAN)
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    book.create_sheet("Notater")["A1"] = "Vi holder kurs om støy"
    book.save(tmp_path / "plan.xlsx")
    found = findings(run("check", "plan.xlsx", "--as-of", "2016-04-01", "--format", "json"))
    assert found["B01"]["verdict"] == "met"
