"""Lists for councils: every format from the command line, and `--split`."""

from __future__ import annotations

import importlib.util
import io
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from commands import BOOK, COUNCIL, OWN_BOOK, PLAN, REPORT, Ran, put

from iacheck.cli import results
from iacheck.language.extras import install
from iacheck.language.messages import LANGS
from iacheck.reports import find_format, formats, suffix

Run = Callable[..., Ran]

OTHER = {"kind": "council", "_id": "møre", "name": "IA-rådet i Møre", "counties": ["15"]}
BROKEN = REPORT | {"_id": "r-møre", "council": "møre", "submitted_on": "i går"}
CHECK = ("check", "year.jsonl", *OWN_BOOK, "--as-of", "2016-04-01")
BEGINS = {"docx": b"PK", "xlsx": b"PK", "pdf": b"%PDF-1.7", "html": b"<!DOCTYPE html>\n"}


@pytest.fixture
def year(tmp_path: Path) -> Path:
    """A folder with the years of two councils; the report of one breaks its schema."""
    put(tmp_path, "year.jsonl", COUNCIL, OTHER, PLAN, REPORT, BROKEN)
    return tmp_path


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.mark.parametrize("format_", formats())
def test_a_list_for_each_and_an_overview(run: Run, year: Path, format_: str) -> None:
    end = suffix(format_)
    ran = run(*CHECK, "--format", format_, "--split", "lists")
    assert (ran.status, ran.out) == (3, "")
    *problems, written, _, summed_up = ran.err.splitlines()
    assert len(problems) == 1
    assert written == "3 files written to lists; older ones replaced: 0"
    assert summed_up.startswith("2 subjects checked: ")
    files = content(year / "lists")
    assert list(files) == [
        f"council-møre-2015.{end}", f"council-rogaland-2015.{end}", f"overview.{end}"
    ]  # fmt: skip
    assert all(data.startswith(BEGINS.get(format_, b"")) for data in files.values())
    # For programs, the overview is what goes to a file without --split.
    assert run(*CHECK, "--format", format_, "--out", "whole").status == 3
    is_whole = (year / "whole").read_bytes() == files[f"overview.{end}"]
    assert is_whole is (format_ in ("csv", "json", "xlsx"))
    # Once more: the same bytes, in place of the old.
    again = run(*CHECK, "--format", format_, "--split", "lists")
    assert "3 files written to lists; older ones replaced: 3" in again.err
    assert content(year / "lists") == files


def test_each_council_is_told_of_its_own_documents(run: Run, year: Path) -> None:
    run(*CHECK, "--split", "lists")
    lists = {name: data.decode() for name, data in content(year / "lists").items()}
    assert "submitted_on" in lists["council-møre-2015.txt"]
    assert "Rogaland" not in lists["council-møre-2015.txt"]
    assert "submitted_on: " not in lists["council-rogaland-2015.txt"]
    assert "Møre" not in lists["council-rogaland-2015.txt"]
    assert "submitted_on" in lists["overview.txt"]


@pytest.mark.parametrize("format_", ["text", "md", "html", "json"])
def test_a_file_has_one_name_wherever_a_problem_with_it_is_told(
    run: Run, tmp_path: Path, format_: str
) -> None:
    """Two folders may have a file of the same name."""
    for folder, broken in (("2015", BROKEN), ("2016", REPORT)):
        (tmp_path / folder).mkdir()
        put(tmp_path / folder, "papers.jsonl", OTHER if broken is BROKEN else COUNCIL, broken)
    check = ("2015", "2016", "--period", "2015", "--as-of", "2016-04-01", "--format", format_)
    ran = run("check", *check, "--split", "lists")
    named = next(line for line in ran.err.splitlines() if "submitted_on" in line).partition(",")[0]
    assert named == "2015/papers.jsonl"
    told = content(tmp_path / "lists")
    overview = told[f"overview.{suffix(format_)}"].decode()
    assert named in overview
    assert re.search(r"(?<!2015/)(?<!2016/)papers\.jsonl", overview) is None
    if format_ != "json":
        paper = run("report", *check)
        assert named in paper.out
        assert re.search(r"(?<!2015/)papers\.jsonl", paper.out) is None


def test_the_overview_names_the_list_of_each(run: Run, year: Path) -> None:
    run(*CHECK, "--split", "lists", "--format", "html")
    page = (year / "lists" / "overview.html").read_text("utf-8")
    for name in ("council-m%C3%B8re-2015.html", "council-rogaland-2015.html"):
        assert f'<a href="{name}">' in page
    assert page.index("rogaland-2015.html") > page.index("m%C3%B8re-2015.html")
    # What was found stands in the lists.
    assert "Demand T" not in page
    assert "Demand T" in (year / "lists" / "council-møre-2015.html").read_text("utf-8")


def test_other_files_are_left_alone(run: Run, year: Path) -> None:
    (year / "lists").mkdir()
    (year / "lists" / "notes.txt").write_text("ours")
    (year / "lists" / "council-rogaland-2015.txt").write_text("old")
    ran = run(*CHECK, "--split", "lists")
    assert "3 files written to lists; older ones replaced: 1" in ran.err
    files = content(year / "lists")
    assert files.pop("notes.txt") == b"ours"
    assert files.pop("council-rogaland-2015.txt").startswith(b"Deviations as of")
    assert len(files) == 2


def test_what_is_checked_is_not_replaced_by_a_list(run: Run, tmp_path: Path) -> None:
    put(tmp_path, "council-rogaland-2015.json", COUNCIL | {"active": {"from": "2015-01-01"}})
    before = content(tmp_path)
    check = ("check", ".", *OWN_BOOK, "--as-of", "2016-04-01", "--period", "2015")
    ran = run(*check, "--format", "json", "--split", ".")
    assert (ran.status, ran.out) == (2, "")
    told = "It is among what is checked; write the result to another file"
    assert ran.err == f"council-rogaland-2015.json: {told}\n"
    assert content(tmp_path) == before


@pytest.mark.parametrize(
    ("split", "why"),
    [
        ("no/where", "no/where: The folder cannot be made: there is no such folder; make it first"),
        ("lists", "lists/overview.txt: The file cannot be written: it is a folder; name a file in "
         "it"),
    ],
)  # fmt: skip
def test_a_folder_that_cannot_be_written(run: Run, year: Path, split: str, why: str) -> None:
    (year / "lists" / "overview.txt").mkdir(parents=True)
    ran = run(*CHECK, "--split", split)
    assert (ran.status, ran.err.splitlines()[-1]) == (3, why)


def test_out_and_split_are_two_ways(run: Run, year: Path) -> None:
    ran = run(*CHECK, "--split", "lists", "--out", "x")
    assert ran == Ran(2, "", "Give either --out or --split, not both\n")
    assert not (year / "lists").exists()


@pytest.mark.parametrize("format_", formats())
def test_a_screen_shows_texts_alone(
    run: Run, year: Path, format_: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(results, "is_screen", lambda: True)
    ran = run(*CHECK, "--format", format_)
    if find_format(format_).BINARY:
        assert (ran.status, ran.out) == (2, "")
        assert ran.err == f"A screen cannot show {format_}; name a file with --out\n"
    else:
        assert ran.status == 3
        assert ran.out
    assert run(*CHECK, "--format", format_, "--out", "file").status == 3


@pytest.mark.slow
@pytest.mark.parametrize("format_", ["docx", "pdf", "xlsx"])
def test_a_pipe_takes_anything(year: Path, format_: str) -> None:
    command = [sys.executable, "-m", "iacheck", *CHECK, "--format", format_]
    done = subprocess.run(command, cwd=year, capture_output=True, check=False, timeout=60)
    assert done.returncode == 3
    assert done.stdout.startswith(BEGINS[format_])


@pytest.mark.parametrize("format_", formats())
def test_without_the_libraries_it_says_what_to_install(
    run: Run, year: Path, format_: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = importlib.util.find_spec
    extra = {"docx", "jinja2", "typst", "xlsxwriter"}
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name in extra else there(name)
    )
    ran = run(*CHECK, "--format", format_, "--split", "lists")
    if format_ in {"text", "csv", "json", "md"}:
        assert len(content(year / "lists")) == 3
        return
    assert (ran.status, ran.out) == (3, "")
    assert ran.err.startswith(f"The format {format_} needs ")
    assert ran.err.endswith(f"not installed here; run: {install('report')}\n")
    assert not (year / "lists").exists()


@pytest.mark.parametrize("format_", formats())
def test_the_format_is_that_of_the_name_of_the_file(run: Run, year: Path, format_: str) -> None:
    name = f"list.{suffix(format_).upper()}"
    assert run(*CHECK, "--out", name).status == 3
    assert run(*CHECK, "--out", "plain", "--format", format_).status == 3
    assert (year / name).read_bytes() == (year / "plain").read_bytes()


@pytest.mark.parametrize("name", ["list", "list.log", "pdf", ".pdf"])
def test_a_name_that_says_no_format_gives_text(run: Run, year: Path, name: str) -> None:
    ran = run(*CHECK, "--out", name)
    assert (year / name).read_text().startswith("Deviations as of")
    assert "written as" not in ran.err


def test_a_format_that_is_asked_for_goes_before_the_name(run: Run, year: Path) -> None:
    ran = run(*CHECK, "--out", "list.pdf", "--format", "csv")
    assert (year / "list.pdf").read_bytes().startswith(b'\xef\xbb\xbf"subject";')
    assert "list.pdf: Note: It is written as csv, though its name ends otherwise\n" in ran.err
    ran = run(*CHECK, "--out", "list.csv", "--format", "csv")
    assert "written as" not in ran.err


def test_an_older_file_that_is_replaced_is_told_of(run: Run, year: Path) -> None:
    assert "replaced" not in run(*CHECK, "--out", "list.csv").err
    assert "An older file was replaced: list.csv\n" in run(*CHECK, "--out", "list.csv").err
    assert "replaced" not in run(*CHECK, "--out", os.devnull).err


@pytest.mark.slow
def test_no_heavy_library_is_loaded_for_a_list_in_text(year: Path) -> None:
    code = (
        "import sys; from iacheck.cli import run\n"
        "for format_ in ('text', 'md', 'html'):\n"
        "    run([*sys.argv[1:], '--format', format_, '--out', 'file'])\n"
        "    print(*({'docx', 'jinja2', 'typst', 'xlsxwriter', 'lxml'} & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *CHECK], cwd=year, capture_output=True, check=True,
        timeout=60, env={**os.environ, "PYTHONPATH": str(BOOK.parent.parent)},
    )  # fmt: skip
    assert done.stdout.decode().splitlines() == ["", "", "jinja2"]


@pytest.mark.parametrize("lang", LANGS)
def test_a_list_speaks_the_language_that_is_asked_for(run: Run, year: Path, lang: Any) -> None:
    run(*CHECK, "--format", "html", "--split", "lists", "--lang", lang)
    page = content(year / "lists")["council-rogaland-2015.html"].decode()
    assert f'<html lang="{lang}">' in page
    assert {"nb": "Avvik: ", "nn": "Avvik: ", "en": "Deviations: "}[lang] in page
    assert ("Laget av" in page, "Laga av" in page, "A program" in page).index(True) == (
        LANGS.index(lang)
    )
    assert io.StringIO(page).readline() == "<!DOCTYPE html>\n"
