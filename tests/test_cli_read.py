"""`iacheck read`: what is understood of a paper, what is not, and the form that it becomes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from commands import COUNCIL, PLAN, REPORT, Ran, put
from form_values import pruned
from jsonschema import Draft202012Validator
from own_papers import ROWS, TITLE, WRITTEN, own_paper
from referencing import Registry
from referencing.jsonschema import DRAFT202012
from shipped import shipped
from word_files import p, table, word

from iacheck.documents.document import Document
from iacheck.forms.empty.asked_form import filled_form
from iacheck.forms.layout import forms
from iacheck.language.language import language
from iacheck.language.messages import LANGS, Lang
from iacheck.readers.files.inputs import read_inputs
from iacheck.reports.reading_outline import FileReading, parts_of

ROOT = Path(__file__).parents[1]
BOOKS, SCHEMAS = shipped()
FORMS = forms(SCHEMAS)
EXAMPLE = ROOT / "examples" / "handlingsplan.docx"


def sheets(form: Path) -> list[str]:
    return list(openpyxl.load_workbook(form).sheetnames)


@pytest.mark.parametrize("lang", LANGS)
def test_the_outline_of_a_paper(
    run: Callable[..., Ran],
    golden: Callable[[str, bytes], None],
    monkeypatch: pytest.MonkeyPatch,
    lang: Lang,
) -> None:
    monkeypatch.chdir(ROOT)
    done = run("read", "examples/handlingsplan.docx", "--lang", lang)
    assert (done.status, done.err) == (0, "")
    golden(f"reading.{lang}.txt", done.out.encode())


@pytest.mark.parametrize("suffix", WRITTEN)
def test_a_paper_in_any_format_becomes_its_form(
    run: Callable[..., Ran], tmp_path: Path, suffix: str
) -> None:
    paper = own_paper(tmp_path, f"plan{suffix}")
    done = run("read", paper, "--out", "skjema.xlsx")
    assert done.status == 0
    assert "80 kroner beside amounts in thousands" in done.err
    assert done.err.endswith(
        "1 part stands on the sheet “Not read” alone: write into the form what it tells, and "
        "delete its row; until then, demands on it are undetermined\nWritten: skjema.xlsx\n"
    )
    assert sheets(Path("skjema.xlsx"))[-1] == "Not read"
    asked = ("--format", "json")
    given, made = (json.loads(run("read", f, *asked).out) for f in (paper, "skjema.xlsx"))
    assert pruned(made["documents"]) == given["documents"]
    assert [a["title"] for a in made["documents"][0]["activities"]] == [ROWS[1][0], ROWS[2][0]]
    assert [len(one["unread"]) for one in (given, made)] == [1, 1]


PAPERS = [
    EXAMPLE,
    ROOT / "docs/eksempel/2015/plan-2015.yaml",
    ROOT / "docs/eksempel/2015/rapport-2015.yaml",
    ROOT / "examples/2015/councils.yaml",
]


def refused(run: Callable[..., Ran]) -> Path:
    """A form with a day and an amount that cannot be read."""
    activities = [{"id": "a1", "title": "Kurs", "budget_nok": 5}]
    put(Path(), "plan.jsonl", PLAN | {"adopted_on": "2016-02-10", "activities": activities})
    assert run("read", "plan.jsonl", "--out", "plan.xlsx").status == 0
    book = openpyxl.load_workbook("plan.xlsx")
    for value, other in (("2016-02-10", "2016-02-29T23:00:00Z"), ("5", "ca. 50 000")):
        (cell,) = (c for s in book for row in s for c in row if str(c.value)[:10] == value)
        cell.value = other
    book.save("plan.xlsx")
    return Path("plan.xlsx")


def test_what_is_refused_is_not_shown_as_a_no(run: Callable[..., Ran]) -> None:
    done = run("read", refused(run))
    assert "can be read as" in done.out
    assert "is no\n    whole number" in done.out
    assert "dopted" not in done.out.split("To look at")[0]
    assert "budget" not in done.out.split("To look at")[0]


def test_what_is_refused_goes_into_the_form_as_it_stands(run: Callable[..., Ran]) -> None:
    form = refused(run)
    asked = ("--format", "json")
    told = [
        [p["message"] for p in json.loads(run("read", file, *asked).out)["problems"]]
        for file in (form, Path("again.xlsx"))
        if file.exists() or run("read", form, "--out", file).status == 3
    ]
    assert told[0] == told[1]
    assert len(told[0]) == 2


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
@pytest.mark.parametrize("lang", LANGS)
def test_a_form_that_is_written_is_the_same_document(
    tmp_path: Path, paper: Path, lang: Lang
) -> None:
    found = read_inputs([paper], BOOKS, SCHEMAS)
    reading = FileReading(found.documents, found.unread, found.problems)
    for document in found.documents:
        parts = [*parts_of(document, reading, language(lang))]
        form = tmp_path / "form.xlsx"
        known = FORMS[document.kind]
        form.write_bytes(filled_form(known, document, parts, BOOKS, SCHEMAS, language(lang)))
        again = read_inputs([form], BOOKS, SCHEMAS)
        assert again.problems == ()
        (made,) = again.documents
        assert (made.kind, pruned(made.body)) == (document.kind, pruned(dict(document.body)))


def test_json_is_as_its_schema_says(run: Callable[..., Ran], tmp_path: Path) -> None:
    paper = own_paper(tmp_path, "plan.docx")
    done = run("read", paper, "--out", "lest.json")
    assert (done.status, done.err) == (0, "Written: lest.json\n")
    written = json.loads(Path("lest.json").read_text("utf-8"))
    read = {
        name: json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text("utf-8"))
        for name in ("reading", "result")
    }
    known = Registry().with_resources(
        (schema["$id"], DRAFT202012.create_resource(schema)) for schema in read.values()
    )
    Draft202012Validator(read["reading"], registry=known).validate(written)
    (plan,) = written["documents"]
    body = {name: value for name, value in plan.items() if name != "kind"}
    assert SCHEMAS.validate(Document(plan["kind"], plan["_id"], body)) == ()
    assert [part["text"] for part in written["unread"]] == ["80"]
    assert [problem["path"] for problem in written["problems"]] == ["/activities/1/budget_nok"]


def test_two_documents_go_to_a_folder(run: Callable[..., Ran], tmp_path: Path) -> None:
    paper = tmp_path / "begge.docx"
    report = ROWS[1:2]
    heading = ("Tiltak", "Ansvarlig", "Delmål", "Dato", "Brukt")
    paper.write_bytes(
        word(
            p(TITLE, style="Overskrift1"), table(*ROWS),
            p("Årsrapport for IA-rådet i Hedmark 2015", style="Overskrift1"),
            table(heading, *report),
        )
    )  # fmt: skip
    done = run("read", paper, "--out", "plan.xlsx")
    assert done.status == 2
    assert (
        "There are 2 documents; name a folder for their forms, such as --out skjemaer" in done.err
    )
    assert not Path("plan.xlsx").exists()
    done = run("read", paper, "--out", "skjemaer")
    assert done.status == 0
    names = ["plan-hedmark-2016.xlsx", "report-hedmark-2015.xlsx"]
    assert sorted(file.name for file in Path("skjemaer").iterdir()) == names
    assert all(f"Written: skjemaer/{name}\n" in done.err for name in names)
    before = Path("skjemaer", names[0]).read_bytes()
    Path("skjemaer", names[1]).unlink()
    done = run("read", paper, "--out", "skjemaer")
    assert done.status == 2
    assert "name another folder with --out" in done.err
    assert "perhaps filled in" in done.err
    assert Path("skjemaer", names[0]).read_bytes() == before
    assert not Path("skjemaer", names[1]).exists()


def test_forms_have_names_that_files_may_have(run: Callable[..., Ran], tmp_path: Path) -> None:
    plans = [{**PLAN, "_id": key, "period": str(2015 + n)} for n, key in enumerate(["a/b", "a:b"])]
    file = put(tmp_path, "odd.jsonl", *plans)
    done = run("read", file, "--out", "skjemaer")
    assert (done.status, "stands on the sheet" in done.err) == (0, False)
    found = sorted(form.name for form in Path("skjemaer").iterdir())
    assert found == ["plan-a-b-2.xlsx", "plan-a-b.xlsx"]


@pytest.mark.parametrize(
    ("out", "status", "told"),
    [
        ("plan.docx", 2, "It is among what is checked"),
        ("annet.docx", 2, "What was read is written as .txt, .json or .xlsx; let the name end so"),
        ("finnes.xlsx", 2, "The file is there already, perhaps filled in"),
        ("lest.txt", 0, "Written: lest.txt"),
    ],
)
def test_where_it_may_be_written(
    run: Callable[..., Ran], tmp_path: Path, out: str, status: int, told: str
) -> None:
    paper = own_paper(tmp_path, "plan.docx")
    before = paper.read_bytes()
    Path("finnes.xlsx").write_bytes(b"mine")
    done = run("read", paper, "--out", out)
    assert done.status == status
    assert told in done.err
    assert (paper.read_bytes(), Path("finnes.xlsx").read_bytes()) == (before, b"mine")
    assert not Path("annet.docx").exists()


def test_a_format_that_is_asked_for_goes_before_the_name(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    paper = own_paper(tmp_path, "plan.docx")
    assert run("read", paper, "--format", "json", "--out", "lest.dat").status == 0
    assert json.loads(Path("lest.dat").read_text("utf-8"))["documents"]


def test_the_exit_status_tells_whether_there_is_anything(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    Path("tom").mkdir()
    nothing = run("read", "tom")
    assert (nothing.status, "No document was understood" in nothing.out) == (4, True)
    (tmp_path / "rar.docx").write_bytes(b"no archive")
    assert run("read", "rar.docx").status == 3
    refused = run("read", "rar.docx", "--out", "x.xlsx")
    assert refused.status == 3
    assert "No document was understood that there is a form for" in refused.err


def test_what_a_document_has_is_shown_in_words(run: Callable[..., Ran], tmp_path: Path) -> None:
    funds = {
        "received_nok": 400000,
        "used_nok": 50000,
        "carried_forward_nok": 350000,
        "lines": [{"purpose": "seminar", "activity": "a1", "amount_nok": 50000}],
    }
    report = {
        **REPORT,
        "funds": funds,
        "merknad": "Skrevet av sekretariatet",
        "meetings": [{"held_on": "2015-03-04", "attended": ["LO", "NHO"]}],
    }
    plan = {
        **PLAN,
        "covers": [2015, 2016],
        "goals": [{"id": "g", "sub_goal": 1, "text": "Færre slutter."}],
        "activities": [{"id": "x", "title": "Kurs.", "goals": ["g", "borte"], "merket": "ja"}],
    }
    half = {**REPORT, "_id": "r-2012", "period": "2012-H1"}
    told = run("read", put(tmp_path, "a.jsonl", COUNCIL, plan, report, half)).out
    for line in (
        "IA council: IA-rådet i Rogaland\n",
        "  Counties: 11 ",
        "Action plan of IA-rådet i Rogaland, 2015\n",
        "  Years covered: 2015 and 2016 ",
        "  1. Færre slutter. sub-goal: 1 ",
        "  1. Kurs. goals: no. 1 and borte; merket: ja ",
        "Report of IA-rådet i Rogaland, 2015\n",
        "  Funds received: 400,000 kr ",
        "  Carried forward to the next year: 350,000 kr ",
        "  Merknad: Skrevet av sekretariatet ",
        "  1. seminar. activity: no. 1; amount in kroner: 50,000 ",
        "  1. 4 March 2015. attended: LO and NHO ",
        "Report of IA-rådet i Rogaland, first half of 2012\n",
    ):
        assert line in told, told


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("Overført fra året før", "carried_over_nok"),
        ("Overføres til året etter", "carried_forward_nok"),
        ("Overførte midler", None),
    ],
)
def test_what_was_carried_over_says_which_way(
    run: Callable[..., Ran], tmp_path: Path, label: str, field: str | None
) -> None:
    form = tmp_path / "rapport.xlsx"
    run("template", "report", "--council", "hedmark", "--period", "2015", "--out", form,
        "--lang", "nb")  # fmt: skip
    book = openpyxl.load_workbook(form)
    sheet = book["Rapport"]
    rows = {str(row[0].value): row for row in sheet.iter_rows(min_row=4)}
    rows["Mottatte midler"][1].value = 400_000
    rows["Brukte midler"][1].value = 300_000
    row = rows["Overført fra året før"]
    row[0].value, row[1].value = label, 100_000
    if label.startswith("Overføres"):
        rows["Overføres til året etter"][0].value = "Overført fra året før"
    book.save(form)
    found = json.loads(run("read", form, "--format", "json", "--lang", "nb").out)
    (report,) = found["documents"]
    told = {name: value for name, value in report["funds"].items() if name.startswith("carried")}
    assert told == ({field: 100_000} if field else {})
    unread = [part["text"] for part in found["unread"]]
    assert unread == ([] if field else [f"{label}: 100000"])
    assert len(found["problems"]) == (0 if field else 1)
    checked = json.loads(run("check", form, "--format", "json", "--as-of", "2016-04-01").out)
    assert [part["text"] for part in checked["unread"]] == unread
    verdicts = {f["rule"]: f["verdict"] for s in checked["subjects"] for f in s["findings"]}
    # A quarter is left where nothing came from before, and more where something did.
    expected = "undetermined" if field is None else "deviation"
    assert verdicts["unused-share-is-small"] == expected


def test_columns_of_a_form_by_other_names(run: Callable[..., Ran], tmp_path: Path) -> None:
    form = tmp_path / "plan.xlsx"
    run("template", "plan", "--council", "hedmark", "--period", "2016", "--out", form)
    book = openpyxl.load_workbook(form)
    sheet = book["Activities"]
    columns = next(one.columns for one in FORMS["plan"].tables if one.name == "activities")
    unknown = next(column for column in columns if column.steps == ("target", "other"))
    names = {
        "Title": ("Tiltak", "Kurs"),
        "End date": ("Frist", "01.06.2016"),
        "Budget in kroner": ("Kostnad", 5000),
        unknown.label.en: ("Målgruppe", "Barnehager"),
    }
    for cell in sheet[4]:
        if cell.value in names:
            cell.value, sheet.cell(5, cell.column).value = names[cell.value]
    book.save(form)
    found = json.loads(run("read", form, "--format", "json").out)
    assert found["problems"] == []
    (activity,) = found["documents"][0]["activities"]
    assert activity == {
        "id": "a1",
        "title": "Kurs",
        "end": "2016-06-01",
        "budget_nok": 5000,
        "target": {"other": ["Barnehager"]},
    }
