"""`iacheck template`: forms of all kinds, and what keeps one from being made."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from agreement_2012 import vocabulary
from commands import OWN_BOOK, PLAN, Ran, command, environ, put
from form_values import pruned
from sample_documents import FULL

from iacheck.documents.document import Document
from iacheck.documents.schemas import load_schemas
from iacheck.forms.layout import forms
from iacheck.readers import ReaderContext, Source, read

FORMS = forms(load_schemas())


def document(form: Path) -> Document:
    found = read(Source(form.name, form.read_bytes()), ReaderContext(vocabulary, FORMS))
    assert [problem for problem in found.problems if problem.level == "error"] == []
    (made,) = found.documents
    return made


def test_an_empty_plan_is_a_document_with_empty_lists(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    form = tmp_path / "plan.xlsx"
    done = run("template", "plan", "--council", "rogaland", "--period", "2015", "--out", form)
    assert (done.status, done.out, done.err) == (0, "", f"Written: {form}\n")
    made = document(form)
    assert made.name == "plan/rogaland-2015"
    assert dict(made.body) == {
        "_id": "rogaland-2015",
        "council": "rogaland",
        "period": "2015",
        "goals": [],
        "activities": [],
        "evidence": [],
    }
    checked = run("check", form, "--as-of", "2015-03-01", "--format", "json")
    assert checked.status == 0
    result = json.loads(checked.out)
    assert result["problems"] == []
    places = {
        violation["place"]
        for finding in result["subjects"][0]["findings"]
        for violation in finding["violations"]
    }
    assert {"sheet Goals, cell A4", "sheet Activities, cell A4"} <= places


def test_an_empty_report_of_a_half_year_too(run: Callable[..., Ran], tmp_path: Path) -> None:
    form = tmp_path / "report.xlsx"
    done = run("template", "report", "--council", "Rogaland", "--period", "2012-H1", "--out", form,
               "--lang", "nn")  # fmt: skip
    assert done.status == 0
    assert dict(document(form).body) == {
        "_id": "rogaland-2012-h1",
        "council": "Rogaland",
        "period": "2012-H1",
        **{name: [] for name in ("activities", "evidence", "meetings", "media")},
    }


def test_a_form_that_is_nobody_s_yet(run: Callable[..., Ran], tmp_path: Path) -> None:
    form = tmp_path / "plan.xlsx"
    assert run("template", "plan", "--out", form).status == 0
    checked = run("check", form, "--period", "2015")
    assert checked.status == 3
    told = " ".join(checked.out.split())
    assert "sheet Action plan, cell B4, IA council: IA council is missing" in told
    assert "sheet Action plan, cell B5, period: period is missing" in told


def test_what_a_row_lacks_is_told_of_in_the_column_where_it_belongs(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    import openpyxl  # noqa: PLC0415 - slow to import

    form = tmp_path / "plan.xlsx"
    run("template", "plan", "--council", "Rogaland", "--period", "2015", "--out", form)
    book = openpyxl.load_workbook(form)
    sheet = book["Activities"]
    at = {cell.value: cell.column_letter for cell in sheet[4]}
    for heading, text in (("Title", "Kurs"), ("Occupations", "kokker"), ("Start date", "–")):
        sheet[f"{at[heading]}5"] = text
    book.save(form)
    checked = run("check", form, "--period", "2015", "--as-of", "2016-01-01", "--format", "json")
    places = {
        finding["rule"]: violation["place"]
        for subject in json.loads(checked.out)["subjects"]
        for finding in subject["findings"]
        for violation in finding["violations"]
        if violation["path"] and violation["path"].startswith("/activities/0")
    }
    assert places == {
        "plan-activities-have-dates": f"sheet Activities, cell {at['Start date']}5",
        "activities-have-targets": f"sheet Activities, cell {at['Enterprises']}5",
    }


@pytest.mark.parametrize("kind", FORMS)
def test_a_form_filled_in_from_a_document(
    run: Callable[..., Ran], tmp_path: Path, kind: str
) -> None:
    body: dict[str, Any] = {**FULL[kind]}
    source = put(tmp_path, "source.json", {"kind": kind, **body})
    form = tmp_path / "form.xlsx"
    assert run("template", kind, "--from", source, "--out", form, *OWN_BOOK).status == 0
    years = {"covers": [2015, 2016]} if kind == "plan" else {}
    assert pruned(document(form).body) == pruned({**body, **years})
    if kind == "council":
        return
    # From the workbook again, for the year after: another document.
    later = tmp_path / "later.xlsx"
    done = run("template", kind, "--from", form, "--period", "2016", "--out", later, *OWN_BOOK)
    assert done.status == 0
    made = document(later).body
    assert (made["_id"], made["period"]) == ("rogaland-2016", "2016")
    undated = [
        {name: value for name, value in activity.items() if name not in ("start", "end")}
        for activity in document(form).body["activities"]
    ]
    assert made["activities"] == undated
    assert not made.keys() & {"covers", "adopted_on", "submitted_on"}


def test_the_demands_are_those_of_the_period(run: Callable[..., Ran], tmp_path: Path) -> None:
    import openpyxl  # noqa: PLC0415 - slow to import

    def said(*arguments: str) -> str:
        form = tmp_path / f"{len(list(tmp_path.iterdir()))}.xlsx"
        done = run("template", "plan", *arguments, "--out", form)
        assert done.status == 0
        book = openpyxl.load_workbook(form)
        texts = [c.value for sheet in book for row in sheet.iter_rows() for c in row]
        return done.err + "\n".join(str(text) for text in texts if text)

    assert "B03 (forventes)" in said("--period", "2015")
    assert "brev-2015-05, IA-rådenes rolle og oppgaver, paragraph 2" in said("--period", "2015")
    assert "H06 (bør, described as practice)" in said("--period", "2012")
    assert "B03" not in said("--period", "2012")
    assert "B03" in said()
    nothing = said("--period", "2030")
    assert "No rule book covers 2030, so the form does not tell what is demanded" in nothing
    assert "B03" not in nothing


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ["plan", "--out", "plan.docx"],
            "plan.docx: The form is a .xlsx file; let the name end",
        ),
        (["plan", "--out", "there.xlsx"], "there.xlsx: The file is there already, perhaps filled"),
        (["plan", "--party", "LO", "--out", "a.xlsx"], "--party does not go with plan"),
        (["party-report", "--council", "x", "--out", "a.docx"], "--council does not go with party"),
        (["party-report", "--from", "x", "--out", "a.docx"], "--from does not go with party-repor"),
        (
            ["plan", "--period", "2012-H1", "--out", "a.xlsx"],
            "first half of 2012 is no year; the form is for a year",
        ),
        (["plan", "--period", "i år", "--out", "a.xlsx"], "“i år” is no period"),
        (["budget", "--out", "a.xlsx"], "'budget' is not one of"),
    ],
)
def test_wrong_use(
    run: Callable[..., Ran], tmp_path: Path, arguments: list[str], told: str
) -> None:
    (tmp_path / "there.xlsx").write_bytes(b"mine")
    done = run("template", *arguments)
    assert (done.status, done.out) == (2, "")
    assert told in " ".join(done.err.split())
    assert [path.name for path in tmp_path.iterdir()] == ["there.xlsx"]
    assert (tmp_path / "there.xlsx").read_bytes() == b"mine"


def test_a_form_is_not_written_to_a_terminal(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("iacheck.cli.template.is_screen", lambda: True)
    done = run("template", "report")
    assert (done.status, done.out) == (2, "")
    assert "name a file for it, such as --out report.xlsx" in done.err


@pytest.mark.slow
def test_a_form_goes_through_a_pipe(tmp_path: Path) -> None:
    import subprocess  # noqa: PLC0415

    done = subprocess.run(
        command("template", "plan"), cwd=tmp_path, env=environ({}), capture_output=True,
        check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"PK")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "Not readable as JSON"),
        (
            json.dumps(PLAN),
            "One document of the kind report is needed to fill in from; the",
        ),
        ("[]", "the file has 0"),
    ],
)
def test_what_a_form_cannot_be_filled_in_from(
    run: Callable[..., Ran], tmp_path: Path, content: str, told: str
) -> None:
    (tmp_path / "x.json").write_text(content)
    done = run("template", "report", "--from", "x.json", "--out", "a.xlsx")
    assert (done.status, done.out) == (3, "")
    assert told in done.err
    assert not (tmp_path / "a.xlsx").exists()


def test_a_text_that_no_cell_can_hold_is_told_of(run: Callable[..., Ran], tmp_path: Path) -> None:
    put(tmp_path, "x.json", {**PLAN, "goals": [{"id": "m", "sub_goal": 1, "text": "x" * 40_000}]})
    done = run("template", "plan", "--from", "x.json", "--out", "a.xlsx")
    assert done.status == 3
    assert "goals no. 1, text: The text is longer than 32,767 characters" in done.err
    assert not (tmp_path / "a.xlsx").exists()


def test_a_plan_that_a_report_is_to_be_filled_in_from(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    run("template", "plan", "--council", "rogaland", "--period", "2015", "--out", "plan.xlsx")
    ran = run("template", "report", "--from", "plan.xlsx", "--out", "report.xlsx")
    assert ran == Ran(
        3,
        "",
        "plan.xlsx: One document of the kind report is needed to fill in from; the file has 0 "
        "(it holds: action plan). Name a file with one, such as last year's\n",
    )
    assert not (tmp_path / "report.xlsx").exists()


def test_rows_that_are_filled_in_are_as_tall_as_their_texts(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    long = {"id": "a" * 60, "title": "Kurs i dialog og tidlig oppfølging " * 6, "sub_goals": [1]}
    plan = PLAN | {"activities": [long, {"id": "b", "title": "Kurs", "sub_goals": [1]}]}
    put(tmp_path, "plan.json", plan | {"priorities": "Vi vil. " * 60})
    assert run("template", "plan", "--from", "plan.json", "--out", "plan.xlsx").status == 0
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    sheet = book["Activities"]
    tall, short = (sheet.row_dimensions[row].height for row in (5, 6))
    # An id of 60 letters takes six lines in its narrow column.
    assert tall > 6 * 13
    assert short < 2 * 13.5
    front = book.worksheets[1]
    assert max(dimension.height or 0 for dimension in front.row_dimensions.values()) > 100


@pytest.mark.parametrize(
    ("kind", "named"), [("plan", "plan.xlsx"), ("council", "council.xlsx plan.xlsx")]
)
def test_the_guide_of_a_form_names_a_command_that_works(
    run: Callable[..., Ran], tmp_path: Path, kind: str, named: str
) -> None:
    run("template", "plan", "--council", "rogaland", "--period", "2016", "--out", "plan.xlsx")
    if kind != "plan":
        run("template", kind, "--council", "rogaland", "--out", f"{kind}.xlsx")
    guide = openpyxl.load_workbook(tmp_path / f"{kind}.xlsx").worksheets[0]
    texts = [str(cell.value) for row in guide.iter_rows() for cell in row]
    (told,) = [text for text in texts if "iacheck check" in text]
    assert told.startswith(f"iacheck check {named}, with the name that you gave the file")
    assert run("check", *named.split(), "--as-of", "2016-03-01").status == 0
