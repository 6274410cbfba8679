"""The form for what is recorded of a council: members, chairs, secretariat, counties."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from commands import COUNCIL, Ran, put
from own_papers import own_paper
from sample_documents import FULL
from word_files import bold, p, table, word

from iacheck.documents.schemas import load_schemas
from iacheck.forms.cells import read_cell
from iacheck.forms.unreadable import UnreadableCell

COUNTIES = load_schemas().field_type("council").fields["counties"]


def read(run: Callable[..., Ran], file: Path) -> Any:
    return json.loads(run("read", file, "--format", "json").out)["documents"]


def filled(form: Path, **values: object) -> None:
    """Fill in fields of the first sheet, by what they are called there in English."""
    book = openpyxl.load_workbook(form)
    sheet = book["Facts about the IA council"]
    for label, cell, *_ in sheet.iter_rows(min_row=4):
        if label.value in values:
            cell.value = values[label.value]
    book.save(form)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("hedmark", {"_id": "hedmark", "name": "IA-rådet i Hedmark", "counties": ["04"]}),
        (
            "Oslo/Akershus",
            {
                "_id": "oslo-akershus",
                "name": "IA-rådet i Oslo og Akershus",
                "counties": ["02", "03"],
            },
        ),
        (
            "IA-rådet for hedmark og oppland",
            {
                "_id": "hedmark-oppland",
                "name": "IA-rådet i Hedmark og Oppland",
                "counties": ["04", "05"],
            },
        ),
        ("Dalene", {"_id": "dalene", "name": "Dalene"}),
    ],
)
def test_what_is_known_of_a_council_stands_in_its_form(
    run: Callable[..., Ran], tmp_path: Path, given: str, expected: dict[str, Any]
) -> None:
    form = tmp_path / "raad.xlsx"
    assert run("template", "council", "--council", given, "--out", form).status == 0
    assert read(run, form) == [{"kind": "council", **expected}]


def test_a_form_that_is_filled_in_is_checked_and_stored(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    form = tmp_path / "raad.xlsx"
    run("template", "council", "--out", form)
    filled(
        form,
        Name="IA-rådet i Hedmark",
        Counties="Hedmark",
        Secretariat="NAV Arbeidslivssenter Hedmark",
        **{"In existence from": "01.06.2010"},
    )
    book = openpyxl.load_workbook(form)
    for sheet, rows in (
        ("Chair", [("LO", "01.01.2015", "31.12.2015"), ("NHO", "1. januar 2016", None)]),
        ("Members", [("NHO", "1.6.2010", None), ("LO", "1.6.2010", None)]),
    ):
        for number, row in enumerate(rows, start=5):
            for column, value in enumerate(row, start=1):
                book[sheet].cell(number, column).value = value
    book.save(form)
    expected = {
        "_id": "hedmark",
        "name": "IA-rådet i Hedmark",
        "counties": ["04"],
        "secretariat": "NAV Arbeidslivssenter Hedmark",
        "active": {"from": "2010-06-01"},
        "chairs": [
            {"organisation": "LO", "from": "2015-01-01", "to": "2015-12-31"},
            {"organisation": "NHO", "from": "2016-01-01"},
        ],
        "members": [
            {"organisation": "NHO", "from": "2010-06-01"},
            {"organisation": "LO", "from": "2010-06-01"},
        ],
    }
    assert read(run, form) == [{"kind": "council", **expected}]
    asked = ("--period", "2016", "--as-of", "2016-06-01", "--format", "json")
    checked = json.loads(run("check", form, *asked).out)
    verdicts = {f["rule"]: f["verdict"] for s in checked["subjects"] for f in s["findings"]}
    assert verdicts["chair-rotates"] == "met"
    assert run("import", form, "--store", "sqlite:ia.db").status == 0


def test_empty_lists_do_not_say_that_there_is_nobody(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    form = tmp_path / "raad.xlsx"
    run("template", "council", "--council", "hedmark", "--out", form)
    asked = ("--period", "2016", "--as-of", "2016-06-01", "--format", "json")
    checked = json.loads(run("check", form, *asked).out)
    found = {f["demand"]: f["verdict"] for s in checked["subjects"] for f in s["findings"]}
    assert {found[demand] for demand in ("B08", "B09", "B10", "B12")} == {"undetermined"}


def test_the_form_of_a_council_that_is_recorded(run: Callable[..., Ran], tmp_path: Path) -> None:
    source = put(tmp_path, "raad.json", {"kind": "council", **FULL["council"]})
    form = tmp_path / "raad.xlsx"
    # What is recorded goes before what a name tells.
    named = ("--council", "hedmark")
    assert run("template", "council", *named, "--from", source, "--out", form).status == 0
    assert read(run, form) == [{"kind": "council", **FULL["council"]}]


def test_times_that_a_form_has_no_place_for_are_told(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    spans = [{"from": "2010-06-01", "to": "2012-01-01"}, {"from": "2014-01-01"}]
    source = put(tmp_path, "raad.json", {**COUNCIL, "active": spans})
    done = run("template", "council", "--from", source, "--out", tmp_path / "raad.xlsx")
    assert done.status == 3
    assert "A form has no place for this field" in done.err


@pytest.mark.parametrize(
    ("cell", "counties"),
    [
        ("04", ["04"]),
        (4, ["04"]),
        ("2; 3", ["02", "03"]),
        ("02, 03", ["02", "03"]),
        ("Møre og Romsdal", ["15"]),
        ("Oslo\nAkershus fylke", ["03", "02"]),
    ],
)
def test_counties_as_people_write_them(cell: str | int, counties: list[str]) -> None:
    assert read_cell(cell, COUNTIES) == counties


@pytest.mark.parametrize("cell", ["123", "Atlantis", 1.5])
def test_what_is_no_county(cell: str | float) -> None:
    with pytest.raises(UnreadableCell):
        read_cell(cell, COUNTIES)


def test_no_other_paper_is_taken_for_a_council_s(run: Callable[..., Ran], tmp_path: Path) -> None:
    rows = (("Organisasjon", "Fra og med"), ("NHO", "01.01.2015"))
    titles = {
        "medlemmer.docx": "Medlemmer",
        "raad.xlsx": "IA-rådet i Hedmark",
        "leder.xlsx": "Leder",
        "raad.docx": "IA-råd Hedmark",
    }
    for name, title in titles.items():
        assert read(run, own_paper(tmp_path, name, title, rows)) == []
    plan = tmp_path / "plan.docx"
    members = (p(bold("Medlemmer")), table(*rows))
    actions = table(("Tiltak", "Ansvarlig", "Frist"), ("Kurs", "NAV", "01.05.2016"))
    plan.write_bytes(word(p("Handlingsplan for IA-rådet i Hedmark 2016"), actions, *members))
    (document,) = read(run, plan)
    assert (document["kind"], len(document["activities"])) == ("plan", 1)
