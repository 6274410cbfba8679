"""What messages about papers advise is done as they say it, and helps."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from commands import PLAN, Ran
from own_papers import ROWS, TITLE, WRITTEN, own_paper
from word_files import p, table, word

OPTION = re.compile(r"--(?:kind|council|period)(?= )")
# What somebody who knows the paper says with an option; messages guess neither council nor year.
MEANT = {"--kind": "plan", "--council": "hedmark", "--period": "2016"}
COMMAND = re.compile(r"`(iacheck [^`]+)`|(iacheck template plan --out \S+)")
UNKNOWN = "Nothing says"


def said(done: Ran) -> str:
    return " ".join((done.out + done.err).split())


def options(done: Ran) -> list[str]:
    """The options that messages name, as they are typed."""
    named = dict.fromkeys(OPTION.findall(said(done)))
    return [word for option in named for word in (option, MEANT[option])]


def documents(run: Callable[..., Ran], paper: Path, *more: str) -> list[str]:
    """The documents that are read of a paper."""
    found = json.loads(run("read", paper, *more, "--format", "json").out)["documents"]
    return [f"{document['kind']}/{document['_id']}" for document in found]


@pytest.mark.parametrize("suffix", WRITTEN)
@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("Notat", ["--kind", "plan"]),
        ("Handlingsplan 2016", ["--council", "hedmark"]),
        ("Handlingsplan for IA-rådet i Hedmark", ["--period", "2016"]),
        ("Handlingsplan", ["--council", "hedmark", "--period", "2016"]),
    ],
)
def test_what_a_paper_does_not_say_is_said_with_options(
    run: Callable[..., Ran], tmp_path: Path, suffix: str, title: str, named: list[str]
) -> None:
    paper = own_paper(tmp_path, f"notat{suffix}", title)
    given: list[str] = []
    for _ in range(3):
        done = run("check", paper, *given, "--as-of", "2016-06-01")
        told = options(done) if UNKNOWN in said(done) else []
        if not told:
            break
        assert given or told == named
        given += told
    assert UNKNOWN not in said(done)
    assert (done.status, "council/hedmark" in done.out) == (0, True)
    assert documents(run, paper, *given) == ["plan/hedmark-2016"]
    assert run("import", paper, *given, "--store", "sqlite:ia.db").status == 0
    assert run("report", paper, *given, "--as-of", "2016-06-01").status == 0
    kind = ["--kind", "plan"]
    rest = [word for word in given if word not in kind]
    assert run("template", "plan", "--from", paper, *rest, "--out", "plan.xlsx").status == 0


@pytest.mark.parametrize("command", ["read", "check", "import", "report"])
@pytest.mark.parametrize("suffix", WRITTEN)
def test_a_paper_that_says_nothing_gets_one_message(
    run: Callable[..., Ran], tmp_path: Path, suffix: str, command: str
) -> None:
    paper = own_paper(tmp_path, f"notat{suffix}", "Referat fra samlingen", ())
    done = run(command, paper)
    assert done.status == 3
    assert said(done).count("Nothing says") == 1
    assert "2012" not in said(done)


def test_the_titles_and_headings_that_are_advised_are_read(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    for suffix in WRITTEN:
        told = said(run("read", own_paper(tmp_path, f"notat{suffix}", "Notat")))
        (title,) = re.findall(r"“(Handlingsplan \d+)”", told)
        titled = own_paper(tmp_path, f"ny{suffix}", title)
        assert documents(run, titled, "--council", "hedmark") == ["plan/hedmark-2016"]
    told = said(run("read", own_paper(tmp_path, "notat.txt", "Notat")))
    (heading,) = re.findall(r"“(Rapportering [^”]+)”", told)
    text = f"{heading}\n\n# Andre forhold\n\nVi er i gang.\n"
    (tmp_path / "lo.txt").write_text(text, "utf-8")
    (tmp_path / "lo.docx").write_bytes(word(p(heading, style="Overskrift1"), p("Vi er i gang.")))
    for name in ("lo.txt", "lo.docx"):
        assert documents(run, tmp_path / name) == ["party_report/lo-2013-h2"]


def test_the_empty_form_that_is_advised_is_made(run: Callable[..., Ran], tmp_path: Path) -> None:
    told = said(run("read", own_paper(tmp_path, "notat.xlsx", "Notat")))
    ((_, command),) = COMMAND.findall(told)
    assert run(*shlex.split(command)[1:]).status == 0
    assert Path("plan.xlsx").exists()


@pytest.mark.parametrize("is_whole", [True, False])
def test_a_paper_without_an_activity_is_not_stored(
    run: Callable[..., Ran],
    tmp_path_factory: pytest.TempPathFactory,
    is_whole: bool,
) -> None:
    folder = tmp_path_factory.mktemp("andre steder")
    rows = (("Tema", "Sted"), ("Støy i barnehager", "Hamar"))
    title = TITLE if is_whole else "Handlingsplan"
    given = [] if is_whole else ["--council", "hedmark", "--period", "2016"]
    paper = own_paper(folder, "vår plan.docx", title, rows)
    done = run("import", paper, *given, "--store", "sqlite:ia.db")
    assert done.status == 3
    assert "None of its activities could be read; look here: " in done.err
    assert done.err.endswith("vår plan.docx\n")
    assert not Path("ia.db").exists()
    for command, _ in COMMAND.findall(done.err):
        followed = run(*shlex.split(command)[1:])
        assert followed.status == 0, followed
    assert [form.name for form in Path("skjemaer").iterdir()] == ["plan-hedmark-2016.xlsx"]
    # Set out as the message says it.
    titled = own_paper(folder, "vår plan.docx", title, (("Tiltak", "Ansvarlig", "Frist"), ROWS[1]))
    assert run("import", titled, *given, "--store", "sqlite:ia.db").status == 0


# A table that says nothing that is known, below one of activities.
HALF_READ = (
    p("Handlingsplan for IA-rådet i Hedmark 2016"),
    table(*ROWS),
    p("Delmål 2"),
    table(("Tema", "Sted"), ("Støy i barnehager", "Hamar")),
)


def verdict_of(run: Callable[..., Ran], rule: str, *files: Path | str) -> str:
    done = run("check", *files, "--as-of", "2016-06-01", "--format", "json")
    findings = json.loads(done.out)["subjects"][0]["findings"]
    return next(str(finding["verdict"]) for finding in findings if finding["rule"] == rule)


def test_what_was_not_read_is_written_into_the_form_that_a_list_names(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    paper = tmp_path / "vår plan.docx"
    paper.write_bytes(word(*HALF_READ))
    assert verdict_of(run, "plan-covers-sub-goals", paper) == "undetermined"
    done = run("check", paper, "--as-of", "2016-06-01")
    assert "the table “1) Tema | Sted · 2) Støy i barnehager | Hamar” could not be" in said(done)
    ((command, _),) = COMMAND.findall(said(done))
    followed = run(*shlex.split(command)[1:])
    assert followed.status == 0, followed
    (form,) = Path("skjemaer").iterdir()
    book = openpyxl.load_workbook(form)
    sheet = book["Activities"]
    headings = {cell.value: cell.column for cell in sheet[4]}
    row = next(n for n in range(5, 99) if sheet.cell(n, headings["Title"]).value is None)
    sheet.cell(row, headings["Id"]).value = "a9"
    sheet.cell(row, headings["Title"]).value = "Støy i barnehager"
    sheet.cell(row, headings["Sub-goals"]).value = "2"
    book.save(form)
    assert verdict_of(run, "plan-covers-sub-goals", form) == "met"


def test_a_kind_is_said_of_files_alone(run: Callable[..., Ran], tmp_path: Path) -> None:
    del tmp_path
    done = run("check", "--kind", "plan")
    assert (done.status, done.err) == (2, "--kind is for files; name one\n")


@pytest.mark.parametrize("selection", [(), ("--council", "oslo", "--council", "hedmark")])
def test_several_councils_say_nothing_of_a_paper(
    run: Callable[..., Ran], tmp_path: Path, selection: tuple[str, ...]
) -> None:
    paper = own_paper(tmp_path, "notat.docx", "Handlingsplan 2016")
    done = run("check", paper, *selection)
    assert "Nothing says which council it is from" in said(done)


def test_what_a_paper_says_itself_goes_first(run: Callable[..., Ran], tmp_path: Path) -> None:
    paper = own_paper(tmp_path, "plan.docx")
    given = ["--kind", "report", "--council", "council/oslo", "--period", "2015"]
    assert documents(run, paper, *given) == ["plan/hedmark-2016"]


def test_nobody_who_fills_in_a_form_is_told_names_of_fields(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    form = tmp_path / "plan.xlsx"
    run("template", "plan", "--council", "hedmark", "--period", "2016", "--out", form)
    book = openpyxl.load_workbook(form)
    sheet = book["Activities"]
    headings = {cell.value: cell.column for cell in sheet[4]}
    sheet.cell(5, headings["Title"]).value = "Kurs"
    at = sheet.max_column + 1
    sheet.cell(4, at).value, sheet.cell(5, at).value = "Targett", "Barnehager"
    book.save(form)
    done = run("check", form, "--as-of", "2016-03-01")
    assert "“Targett” is no" in said(done)
    assert "“target”" not in said(done)


OVERRULED = "read as what it says: action plan"


@pytest.mark.parametrize("suffix", WRITTEN)
@pytest.mark.parametrize("command", ["read", "check", "report", "import"])
def test_a_kind_that_a_paper_contradicts_is_not_overruled_in_silence(
    run: Callable[..., Ran], tmp_path: Path, suffix: str, command: str
) -> None:
    paper = own_paper(tmp_path, f"hedmark{suffix}")
    store = ["--store", "sqlite:ia.db"] if command == "import" else []
    told = said(run(command, paper, "--kind", "report", *store))
    # The paper for a meeting has it among what was read, and whoever makes it hears of it too.
    assert told.count(OVERRULED) == (2 if command == "report" else 1)
    assert "--kind report is for a paper" in told
    assert OVERRULED not in said(run(command, paper, "--kind", "plan", *store))


def test_nor_is_it_of_a_form_or_of_data(run: Callable[..., Ran], tmp_path: Path) -> None:
    run("template", "plan", "--council", "hedmark", "--period", "2016", "--out", "form.xlsx")
    (tmp_path / "plan.json").write_text(json.dumps(PLAN))
    for file in ("form.xlsx", "plan.json"):
        assert said(run("read", file, "--kind", "report")).count(OVERRULED) == 1
        assert OVERRULED not in said(run("read", file, "--kind", "plan"))


def test_of_several_papers_in_a_file_one_may_be_what_is_said(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    title = "# Handlingsplan 2016 for IA-rådet i Hedmark\n\n- Kurs\n\n# Årsrapport 2015\n\n- Kurs\n"
    (tmp_path / "begge.md").write_text(title)
    done = run("read", "begge.md", "--kind", "report", "--format", "json")
    kinds = {document["kind"] for document in json.loads(done.out)["documents"]}
    assert kinds == {"plan", "report"}
    assert OVERRULED not in said(done)
