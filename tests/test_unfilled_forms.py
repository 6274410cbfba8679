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
