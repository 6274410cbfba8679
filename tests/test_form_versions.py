"""Forms that are filled in from a store know which version they were made from."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import COUNCIL, PLAN, REPORT, Ran, put

from iacheck.readers.excel.custom_properties import custom_property

Run = Callable[..., Ran]
STORE = ("--store", "sqlite:ia.db")
FULL_PLAN = {
    **PLAN,
    "adopted_on": "2015-02-01",
    "activities": [{"id": "a1", "title": "Seminar", "sub_goals": [1], "responsible": "NAV"}],
}


@pytest.fixture
def folder(run: Run) -> Path:
    here = Path.cwd()
    put(here, "first.jsonl", COUNCIL, FULL_PLAN, REPORT)
    assert run("import", "first.jsonl", *STORE).status == 0
    return here


def filled(run: Run, name: str, kind: str = "plan", *more: str) -> Ran:
    about = ("--council", "IA-rådet i Rogaland")
    period = () if kind == "council" else ("--period", "2015")
    return run("template", kind, *about, *period, *STORE, "--out", name, *more)


@pytest.mark.parametrize("kind", ["plan", "report", "council"])
def test_a_form_from_a_store_holds_the_document(run: Run, folder: Path, kind: str) -> None:
    del folder
    """Importing it gives the lists that are empty, too; another form then changes nothing."""
    for name in ("first.xlsx", "second.xlsx"):
        assert filled(run, name, kind).status == 0
        ran = run("import", name, *STORE)
        assert ran.status == 0, ran.err
    assert "1 document read: 0 new, 0 replaced, 1 unchanged" in ran.out
    shown = json.loads(run("store", "show", "plan/p-2015", *STORE).out)
    assert shown.items() >= {**FULL_PLAN, "store_version": shown["store_version"]}.items()


def test_a_form_is_refused_over_a_newer_version(run: Run, folder: Path) -> None:
    assert filled(run, "form.xlsx").status == 0
    assert run("read", "form.xlsx", "--out", "again.xlsx").status == 0
    put(folder, "second.jsonl", {**FULL_PLAN, "adopted_on": "2015-03-01"})
    assert run("import", "second.jsonl", *STORE).status == 0
    for form in ("form.xlsx", "again.xlsx"):
        ran = run("import", form, *STORE)
        assert (ran.status, ran.out) == (3, "")
        assert "plan/p-2015 was made from version 1" in ran.err
        assert "changed since then: /adopted_on" in ran.err
    ran = run("import", "form.xlsx", *STORE, "--force", "--by", "rogaland")
    assert (ran.status, "Replaced: plan/p-2015" in ran.out) == (0, True)
    told = json.loads(run("store", "history", "plan/p-2015", "--format", "json", *STORE).out)
    assert [one["by"] for one in told] == [None, None, "council/rogaland"]


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["plan", "--council", "rogaland"], 2, "To fill it in from a store, name --period, too"),
        (["plan", "--period", "2015"], 2, "name --council, too"),
        (["plan", "--council", "agder", "--period", "2015"], 4, "The store has no plan of agder"),
        (["report", "--council", "rogaland", "--period", "2016"], 4, "no report of rogaland"),
    ],
)
def test_what_the_store_has_not(
    run: Run, folder: Path, arguments: list[str], status: int, told: str
) -> None:
    ran = run("template", *arguments, *STORE, "--out", "x.xlsx")
    assert (ran.status, told in ran.err) == (status, True), ran.err
    assert not (folder / "x.xlsx").exists()


def zipped(text: str, name: str = "docProps/custom.xml") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr(name, text)
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            zipped('<p><property pid="3" name="mark"><vt:s>1 a</vt:s></property></p>'),
            "1 a",
        ),
        (zipped('<property name="mark" pid="3">\n <lpwstr>x</lpwstr></property>'), "x"),
        (zipped('<property name="marks"><vt:lpwstr>1</vt:lpwstr></property>'), None),
        (zipped(f"{' ' * 70_000}<property name='mark'><v>1</v></property>"), None),
        (zipped("", "other.xml"), None),
        (b"no workbook", None),
        (b"", None),
    ],
)
def test_a_property_of_a_workbook(data: bytes, expected: str | None) -> None:
    assert custom_property(data, "mark") == expected
