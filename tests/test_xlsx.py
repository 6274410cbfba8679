"""Excel workbooks through the program: filled forms as people leave them, and hostile files."""

from __future__ import annotations

import datetime
import json
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from commands import OWN_BOOK, Ran, command, environ
from excel_files import cells, package, raw, relations, written
from free_form_samples import context
from measured import slowness
from said import said

from iacheck.cases.vocabulary import Vocabulary
from iacheck.documents.document import Document
from iacheck.documents.schemas import load_schemas
from iacheck.forms.layout import forms
from iacheck.language.language import language
from iacheck.language.places import Place
from iacheck.language.problems import Problem
from iacheck.readers import ReaderContext, Reading, Source, read, suffixes

FORMS = forms(load_schemas())
NO_WORDS = Vocabulary((), {}, ())
Rows = list[list[Any]]
FRONT: Rows = [
    ["Handlingsplan 2015"],
    ["Felt", "Verdi"],
    ["IA-råd", "rogaland"],
    ["Periode", 2015],
]
ACTIVITIES: Rows = [["Id", "Tittel", "Startdato", "Budsjett i kroner"], ["a1", "Kurs", None, None]]
PLAN: Mapping[str, Rows] = {"Handlingsplan": FRONT, "Aktiviteter": ACTIVITIES}


def reading(data: bytes, name: str = "plan.xlsx") -> Reading:
    return read(Source(name, data), ReaderContext(lambda _: NO_WORDS, FORMS))


def book_of(sheets: Mapping[str, Rows], more: Callable[[Any], None] = lambda _: None) -> bytes:
    """A workbook with these cells, as somebody would type them; `more` adds to it."""

    def make(book: Any) -> None:
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for row, values in enumerate(rows):
                for column, value in enumerate(values):
                    if isinstance(value, datetime.date):
                        sheet.write_datetime(row, column, value, day)
                    elif isinstance(value, str):
                        sheet.write_string(row, column, value)
                    elif value is not None:
                        sheet.write(row, column, value)
        more(book)

    return written(make)


def only(reading_of_it: Reading) -> Document:
    (document,) = reading_of_it.documents
    return document


def told(problems: tuple[Problem, ...]) -> list[str]:
    return [f"{language('en').place(p.place)}: {said(p.message)}" for p in problems]


def test_workbooks_are_read_by_their_suffixes() -> None:
    assert suffixes()[".xlsx"] == suffixes()[".xlsm"] == "xlsx"
    assert only(reading(book_of(PLAN), "plan.xlsm")).key == "rogaland-2015"


def test_a_form_as_people_leave_it() -> None:
    """Columns moved, renamed and added, a title above, empty rows between, dates of all kinds."""
    activities: Rows = [
        ["Aktiviteter i 2015"],
        [],
        [
            "Sluttdato",
            "Aktivitetens navn?",
            "Tittel",
            "Startdato",
            "Id",
            "Budget in kroner",
            "Delmål",
        ],
        ["01.07.15", None, "Kurs", datetime.date(2015, 6, 1), "a1", "kr 400 000,–", "1 og 3"],
        [],
        [],
        ["1. juli 2015", "intern", "Seminar", None, "a2", 1250, 2],
    ]
    found = reading(book_of({**PLAN, "Aktiviteter": activities}))
    document = only(found)
    assert document.body["activities"] == [
        {
            "id": "a1",
            "title": "Kurs",
            "start": "2015-06-01",
            "end": "2015-07-01",
            "budget_nok": 400_000,
            "sub_goals": [1, 3],
        },
        {
            "id": "a2",
            "title": "Seminar",
            "end": "2015-07-01",
            "budget_nok": 1250,
            "sub_goals": [2],
            "Aktivitetens navn?": "intern",
        },
    ]
    assert document.origin is not None
    assert document.origin.place("/activities/1/title") == Place(sheet="Aktiviteter", cell="C7")
    assert document.origin.place("/activities/1/start") == Place(sheet="Aktiviteter", cell="D7")
    assert document.origin.place("/council") == Place(sheet="Handlingsplan", cell="B3")
    assert [problem.level for problem in found.problems] == ["notice"]


def test_what_cannot_be_read_names_sheet_and_cell() -> None:
    activities: Rows = [*ACTIVITIES[:1], ["a1", "Kurs", "ca. juni", "1.250"]]

    def formula(book: Any) -> None:
        sheet = book.get_worksheet_by_name("Aktiviteter")
        sheet.write_formula("B3", "=X1", None, "#NAME?")
        part = book.add_format({"num_format": "mmm yy"})
        sheet.write_datetime("C3", datetime.date(2015, 6, 1), part)

    found = reading(book_of({**PLAN, "Aktiviteter": activities}, formula))
    places = {p.place.cell: p for p in found.problems if p.level == "error" and p.place}
    assert {p.place.sheet for p in places.values() if p.place} == {"Aktiviteter"}
    assert "#NAME?" in said(places["B3"].message)
    assert "2015-06-01" in said(places["C3"].message)
    assert "ca. juni" in said(places["C2"].message)


def test_what_is_hidden_is_read_and_said() -> None:
    def hide(book: Any) -> None:
        book.get_worksheet_by_name("Aktiviteter").hide()

    found = reading(book_of(PLAN, hide))
    assert only(found).body["activities"] == [{"id": "a1", "title": "Kurs"}]
    assert told(found.problems) == [
        "sheet Aktiviteter: The sheet is hidden; it is looked at like the others"
    ]


def test_a_workbook_that_is_no_form_is_told_so() -> None:
    found = reading(book_of({"Ark1": [["hei"]]}))
    assert not found.documents
    assert [problem.level for problem in found.problems] == ["error"]
    empty = reading(book_of({"Ark1": []}))
    assert not empty.documents
    assert [problem.level for problem in empty.problems] == ["error"]


def test_a_cover_sheet_in_words_of_ones_own_makes_no_form() -> None:
    cover: Rows = [
        ["Årsrapport 2015"],
        ["IA-råd", "Hedmark"],
        ["Innsendt", "1. mars 2016"],
        ["Samordnet av", "NAV Arbeidslivssenter Hedmark"],
        ["Sendt via", "Arbeids- og velferdsdirektoratet"],
        ["Prioriteringer", "Skog og trelast"],
    ]
    lists: Rows = [["Aktivitet", "Delmål", "Hvem"], ["Kurs", 1, "NHO og LO"]]
    known = ReaderContext(lambda _: NO_WORDS, FORMS, free_form=context)
    data = book_of({"Forside": cover, "Aktiviteter": lists})
    found = read(Source("rapport.xlsx", data), known)
    body = only(found).body
    assert body["submitted_on"] == "2016-03-01"
    assert [(one["title"], one["responsible"]) for one in body["activities"]] == [
        ("Kurs", "NHO og LO")
    ]
    assert told(found.problems) == []


def test_a_sheet_that_cannot_be_read_leaves_no_document_behind() -> None:
    """Its list would seem to be empty, and that would be taken for a deviation."""
    broken = raw(cells('<c t="s"><v>7</v></c>'))
    found = reading(broken)
    assert not found.documents
    assert len(found.problems) == 1


def test_a_filled_form_is_checked(run: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").write_bytes(book_of(PLAN))
    ran = run("check", "plan.xlsx", "--as-of", "2015-06-01", "--fail-on", "warning")
    assert ran.status == 1
    assert "action plan rogaland-2015" in ran.out
    assert "sheet Aktiviteter, cell" in ran.out


# Files that mean harm


class Measured(NamedTuple):
    """What came of a run: status, all that it said, seconds on the clock and at work, and MB."""

    status: int
    said: str
    seconds: float
    busy: float
    mb: float


# Started by a small program: what a large one starts counts the large one's memory as its own.
LAUNCHER = """
import json, resource, subprocess, sys, time
start = time.monotonic()
done = subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL, capture_output=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
said = (done.stdout + done.stderr).decode()
busy = used.ru_utime + used.ru_stime
print(json.dumps([done.returncode, said, time.monotonic() - start, busy, used.ru_maxrss / 1024]))
"""


def measured(folder: Path, data: bytes, *options: str) -> Measured:
    """Check a file as its user does, and see what it takes."""
    (folder / "plan.xlsx").write_bytes(data)
    asked = command("check", "plan.xlsx", *OWN_BOOK, "--as-of", "2015-06-01", *options)
    done = subprocess.run(
        [sys.executable, "-c", LAUNCHER, *asked],
        cwd=folder,
        env=environ({}),
        capture_output=True,
        check=True,
        timeout=60,
    )
    return Measured(*json.loads(done.stdout))


def lying() -> bytes:
    """The directory says that a part of 60 MB is of 10 bytes."""
    part = b"<a>" + b" " * 60 * 2**20 + b"</a>"
    data = bytearray(raw("", parts={"xl/big.xml": part}))
    return bytes(data.replace(struct.pack("<L", len(part)), struct.pack("<L", 10)))


def overlapping() -> bytes:
    """Many entries of the directory that are one and the same piece of the file."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<a>" + b" " * 2**20 + b"</a>")
        (info,) = archive.filelist
        for number in range(100):
            again = zipfile.ZipInfo(f"xl/{number}.xml")
            for field in ("header_offset", "compress_size", "file_size", "CRC", "compress_type"):
                setattr(again, field, getattr(info, field))
            archive.filelist.append(again)
    return made.getvalue()


def with_doctype(declared: str, used: str) -> bytes:
    sheet = f"<!DOCTYPE w [{declared}]><worksheet>{used}</worksheet>"
    return raw("", parts={"xl/worksheets/sheet1.xml": sheet})


LAUGHS = '<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)
)
REFUSED: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "a bomb": (
        lambda: raw("", parts={"xl/worksheets/sheet1.xml": b"<a>" + b" " * 100 * 2**20 + b"</a>"}),
        "--limit unpacked-mb=96",
    ),
    "a directory that lies": (lying, "damaged"),
    "entries over one another": (overlapping, "damaged"),
    "entities of entities": (lambda: with_doctype(LAUGHS, "&j;"), "document type"),
    "an entity that is a file": (
        lambda: with_doctype('<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;"),
        "document type",
    ),
    "a million empty rows": (
        lambda: raw(f"<sheetData>{'<row/>' * 1_000_000}</sheetData>"),
        "--limit elements=800000",
    ),
    "cells without end": (
        lambda: raw("<sheetData>" + "<row><c><v>1</v></c></row>" * 90_000 + "</sheetData>"),
        "--limit cells=40000",
    ),
    "merged cells over everything, again and again": (
        lambda: raw(
            f"<sheetData>{'<row><c><v>1</v></c></row>' * 15_000}</sheetData><mergeCells>"
            + '<mergeCell ref="A1:XFD1048576"/>' * 100_000
            + "</mergeCells>"
        ),
        "--limit elements=800000",
    ),
    "a million styles": (
        lambda: raw("", formats=f"<cellXfs>{'<xf/>' * 1_000_000}</cellXfs>"),
        "--limit elements=800000",
    ),
    "a large text in every cell": (
        lambda: raw(cells('<c t="s"><v>0</v></c>' * 90_000), f"<si><t>{'x' * 30_000}</t></si>"),
        "--limit unpacked-mb=96",
    ),
    "texts that are four times as large in memory": (
        lambda: raw("", f"<si><t>\U0001f600{'x' * 1_000_000}</t></si>" * 45),
        "--limit unpacked-mb=96",
    ),
    "one text of 40 MB": (
        lambda: raw(cells(f'<c t="inlineStr"><is><t>{"x" * 40 * 2**20}</t></is></c>')),
        "larger than 1 MB",
    ),
    "elements inside one another": (
        lambda: raw("<a>" * 190_000 + "</a>" * 190_000),
        "Nothing says that it is",
    ),
    "a sheet under thousands of names": (
        lambda: raw(
            cells("<c><v>1</v></c>" * 10_000),
            parts={
                "xl/workbook.xml": '<workbook xmlns:r="r">'
                + '<sheet name="S" r:id="r1"/>' * 20_000
                + "</workbook>",
            },
        ),
        "damaged",
    ),
    "thousands of parts": (
        lambda: package({f"xl/{n}.xml": "" for n in range(5_000)}),
        "--limit entries=8000",
    ),
    "a file with a password": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "password",
    ),
    "an old workbook": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old format"),
    "a web page": (lambda: b"<html><table></table></html>", "no file of the format .xlsx"),
    "a spreadsheet of another format": (
        lambda: BytesIO(
            _zip({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ""})
        ).getvalue(),
        "none that Word or Excel has made",
    ),
    "a text document": (
        lambda: package(
            {
                "_rels/.rels": relations(("officeDocument", "word/document.xml")),
                "word/document.xml": "<document/>",
            }
        ),
        "no Excel workbook",
    ),
    "nothing": (lambda: b"", "The file is empty"),
}


def _zip(parts: Mapping[str, str]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def within_bounds(run: Measured) -> None:
    assert "Traceback" not in run.said
    assert run.mb < 300, run
    # The clock also runs for what else the machine does.
    assert run.busy < 5 * slowness(), run


@pytest.mark.slow
@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_means_harm_is_refused_in_time_and_told_why(case: str, tmp_path: Path) -> None:
    make, why = REFUSED[case]
    run = measured(tmp_path, make())
    within_bounds(run)
    assert run.status == 3, run.said
    assert why in " ".join(run.said.split()), run.said
    assert "plan.xlsx" in run.said


def plan_with(sheet: str) -> bytes:
    """A plan whose only sheet has this XML behind its fields."""
    fields = "".join(
        f'<row><c t="inlineStr"><is><t>{name}</t></is></c>'
        f'<c t="inlineStr"><is><t>{value}</t></is></c></row>'
        for name, value in (("Handlingsplan", ""), ("council", "rogaland"), ("period", "2015"))
    )
    return raw(f"<sheetData>{fields}{sheet}")


def form_with(headings: int, rows: int) -> bytes:
    """A plan with so many headings of its own, and so many activities that fill two columns."""
    own = [f"Felt {number}" for number in range(headings)]
    activities = [[f"a{number}", "Kurs", *[1] * headings] for number in range(rows)]
    return book_of({"Handlingsplan": FRONT, "Aktiviteter": [["Id", "Tittel", *own], *activities]})


HARMLESS: Mapping[str, Callable[[], bytes]] = {
    "a cell in the last corner": lambda: plan_with(
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    ),
    "a merged range over everything": lambda: plan_with(
        '</sheetData><mergeCells><mergeCell ref="A9:XFD1048576"/></mergeCells>'
    ),
    "rules and links for every cell": lambda: plan_with(
        '</sheetData><dataValidations><dataValidation sqref="A1:XFD1048576"/></dataValidations>'
        '<hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>'
    ),
    "many empty rows": lambda: plan_with('<row ht="15"/>' * 150_000 + "</sheetData>"),
    "as many activities as there may be": lambda: form_with(0, 9_900),
    "as many headings as there may be": lambda: form_with(9_900, 1),
    "empty cells with a look": lambda: plan_with(
        f"<row>{'<c/>' * 16_000}</row>" * 20 + "</sheetData>"
    ),
    "control characters": lambda: plan_with(
        '<row><c t="inlineStr"><is><t>covers</t></is></c>'
        '<c t="inlineStr"><is><t>2015_x0000__x0007_</t></is></c></row></sheetData>'
    ),
    "a million hidden columns": lambda: raw(
        "<cols>" + '<col min="1" max="16384" hidden="1"/>' * 90_000 + "</cols>"
        + '<sheetData><row><c t="inlineStr"><is><t>Handlingsplan</t></is></c></row></sheetData>'
    ),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("case", HARMLESS)
def test_what_only_looks_harmful_is_read(case: str, tmp_path: Path) -> None:
    run = measured(tmp_path, HARMLESS[case](), "--format", "json")
    within_bounds(run)
    assert "council/rogaland" in run.said or run.status == 3, run.said
    assert "--limit" not in run.said


@pytest.mark.slow
def test_a_limit_that_is_raised_lets_a_large_file_in(tmp_path: Path) -> None:
    data = plan_with("<row/>" * 500_000 + "</sheetData>")
    assert "--limit elements=800000" in measured(tmp_path, data).said
    run = measured(tmp_path, data, "--limit", "elements=800000")
    assert "rogaland" in run.said
    assert "--limit" not in run.said
