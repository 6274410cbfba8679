"""The deviation list as a workbook: sheets for people, and one for programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook
from repeats import times
from result_samples import (
    CHAIR,
    COUNCIL,
    DELIVERED,
    LATE,
    MET,
    MONEY,
    NATION,
    PLAN,
    RESULT,
    SEATS,
    YOUNG,
    rendered,
    result_of,
    texts,
    violation,
)

from iacheck.cases.findings import VERDICTS, Finding, Result, Subject, SubjectFindings
from iacheck.language.messages import LANGS, message
from iacheck.language.periods import Period

RULES = (CHAIR, DELIVERED, LATE, MET, MONEY, PLAN, SEATS, YOUNG)


def workbook(lang: Any, result: Result = RESULT) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(rendered("xlsx", lang, result)))


def cells(book: Workbook, name: str) -> list[list[Any]]:
    """The rows of a sheet, with its head, from the head on."""
    sheet = book[name]
    head = int(str(sheet.freeze_panes)[1:]) - 1
    return [list(row) for row in sheet.iter_rows(min_row=head, values_only=True)]


@pytest.mark.parametrize(
    ("lang", "names"),
    [
        ("nb", ["Oversikt", "Avvik", "Andre funn", "Krav", "Problemer", "Data"]),
        ("nn", ["Oversyn", "Avvik", "Andre funn", "Krav", "Problem", "Data"]),
        ("en", ["Overview", "Deviations", "Other findings", "Demands", "Problems", "Data"]),
    ],
)
def test_sheets_are_for_people_but_the_last(lang: str, names: list[str]) -> None:
    book = workbook(lang)
    assert book.sheetnames == names
    assert [sheet.sheet_state for sheet in book] == ["visible"] * 5 + ["hidden"]
    for sheet in book.worksheets[:-1]:
        head = int(str(sheet.freeze_panes)[1:]) - 1
        assert sheet.auto_filter.ref.startswith(f"A{head}:")
        assert sheet.print_title_rows == f"${head}:${head}"
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (9, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_no_sheet_for_people_is_smaller_in_print_than_can_be_read() -> None:
    """Widths are in digits of 7 points of 96 to the inch, with 5 beside them; letters of 10 pt."""
    for sheet in workbook("nb").worksheets[:-1]:
        width = sum(round(column.width * 7) for column in sheet.column_dimensions.values()) / 96
        page = 11.69 if sheet.page_setup.orientation == "landscape" else 8.27
        assert 10 * min(1, (page - 0.8) / width) >= 7, sheet.title


def test_the_overview_counts_everything() -> None:
    book = workbook("nb")
    above = [row[0] for row in book["Oversikt"].iter_rows(max_row=5, values_only=True)]
    assert above[0] == "Avvik per 1. april 2016"
    assert above[3] == "Regelbok prøve: Prøveboka"
    assert cells(book, "Oversikt") == [
        ["Hvem", "Periode", "Feil", "Varsler", "Info", "Uavklart", "Venter", "Disp.", "Oppfylt",
         "Programfeil", "Gjelder ikke"],
        ["IA-rådet i Møre og Romsdal", "2015", 1, 1, 1, 1, 1, 1, 1, 1, 1],
        ["Hele landet", "2. halvår 2015", 0, 0, 0, 0, 0, 0, 1, 0, 0],
    ]  # fmt: skip


def test_deviations_are_told_as_in_the_other_formats_the_gravest_first() -> None:
    head, *rows = cells(workbook("nb"), "Avvik")
    assert head == ["Hvem", "Periode", "Alvor", "Krav", "Avvik", "Hvor", "Oppgitt", "Forventet",
                    "Gjør dette", "Kilde"]  # fmt: skip
    assert [row[2] for row in rows] == ["FEIL", "FEIL", "VARSEL", "INFO", "DISPENSASJON"]
    assert [row[3][:3] for row in rows] == ["B13", "B13", "B19", "B10", "B01"]
    assert rows[2][3] == "B19 Summene stemmer (bør, vår lesning, ikke dokumentets ord)"
    assert rows[4][4] == (
        "Ingen plan\nGodtatt av Gruppen 1. mars 2016, til og med 31. desember 2016 (dispensasjon "
        "brann): Brann i arkivet"
    )  # fmt: skip
    # In lines that are wrapped; there the folders are told, too, and what is shared once.
    text = " ".join(rendered("text", "nb").decode().split()).replace("år/", "")
    text = text.replace("Gjør dette med alle:", "Gjør dette:")
    for row in rows:
        assert row[3] in text
        assert row[5] is None or f"Hvor: {row[5]}" in text
        assert f"Gjør dette: {row[8]}" in text
        assert f"Kilde: {row[9]}" in text


def test_within_a_severity_subjects_stand_as_in_the_overview_and_demands_in_order() -> None:
    told = violation(texts("x", "x", "x"))
    findings = [Finding(PLAN, "waived", message("x"), (told,))]
    findings += [Finding(rule, "deviation", message("x"), (told,))
                 for rule in (YOUNG, SEATS, LATE, DELIVERED)]  # fmt: skip
    subjects = [
        SubjectFindings(Subject("council", name, name), Period(2015), tuple(findings))
        for name in ("Å", "B")
    ]
    result = Result(RESULT.as_of, (), (), tuple(subjects))
    _, *rows = cells(workbook("en", result), "Deviations")
    assert [(row[0], row[2], row[3][:3]) for row in rows] == [
        (name, severity, demand)
        for severity, demands in (
            ("ERROR", ("B08", "B13")), ("WARNING", ("B07", "B23")), ("WAIVED", ("B01",))
        )
        for name in ("B", "Å")
        for demand in demands
    ]  # fmt: skip


def test_other_findings_demands_and_problems_are_in_words() -> None:
    book = workbook("en")
    _, *others = cells(book, "Other findings")
    assert [row[2] for row in others] == ["CHECKER FAILED", "UNDETERMINED", "NOT DUE"]
    assert others[1][3:] == ["B07 The young are there (bør)", "Needs a judgement"]
    _, *demands = cells(book, "Demands")
    assert [row[0][:3] for row in demands] == ["B01", "B07", "B08", "B10", "B13", "B19", "B23"]
    assert demands[5][2] == "To the krone."
    assert cells(book, "Problems")[1:] == [
        ["Problem", "år/rapport.json, line 7, activities no. 1, title",
         "title must be text, not the number 5"],
        ["Note", "tom.yaml", "The file is empty"],
        ["Problem", "action plan x, a/b, ~", "There are no documents to check"],
    ]  # fmt: skip


def test_a_sheet_without_rows_is_left_out() -> None:
    assert workbook("en", result_of(Finding(MET, "met"))).sheetnames == ["Overview", "Data"]
    nobody = Result(RESULT.as_of, (), (), ())
    assert workbook("en", nobody).sheetnames == ["Overview", "Data"]


def test_rows_are_as_high_as_their_texts() -> None:
    long = "En lang setning om hva rådet har gjort. " * 6
    told = violation(texts(long, long, long))
    short = violation(texts("Kort", "Kort", "Kort"))
    book = workbook("nb", result_of(Finding(MET, "deviation", message("x"), (told, short))))
    heights = [book["Avvik"].row_dimensions[number].height for number in (2, 3)]
    # 240 letters in a column that is 28 digits wide.
    assert heights[0] >= 7 * 12.5
    assert heights[0] > 2 * heights[1]


@st.composite
def results(draw: st.DrawFn) -> Result:
    """A council and the country, with a verdict on some rules, and what the verdict brings."""

    def finding(rule: Any) -> Finding:
        verdict = draw(st.sampled_from(VERDICTS))
        count = draw(st.integers(1, 3)) if verdict in {"deviation", "waived"} else 0
        value = st.none() | st.integers() | st.lists(st.integers(), max_size=2) | st.just("x")
        told = texts("æ", "ø", "å")
        return Finding(rule, verdict, None if verdict == "met" else message("x"), tuple(
            violation(told, f"k{n}", given=draw(value), expected=draw(value), path=f"/a/{n}",
                      document="plan/x")
            for n in range(count)
        ))  # fmt: skip

    chosen = st.lists(st.sampled_from(RULES), unique=True)
    subjects = [
        SubjectFindings(who.subject, who.period, tuple(map(finding, draw(chosen))))
        for who in (COUNCIL, NATION)
    ]
    return Result(RESULT.as_of, RESULT.rulebooks, (), tuple(subjects))


def number_of(rows: Sequence[Any]) -> int:
    return len(rows) - 1


@settings(max_examples=times(8))
@given(result=results(), lang=st.sampled_from(LANGS))
def test_nothing_is_lost_and_the_data_are_those_of_the_csv(result: Result, lang: str) -> None:
    data = rendered("xlsx", lang, result)
    assert data == rendered("xlsx", lang, result)
    book = openpyxl.load_workbook(io.BytesIO(data))
    text = io.StringIO(rendered("csv", lang, result).decode("utf-8-sig"), newline="")
    found = [[value or "" for value in row] for row in cells(book, "Data")]
    # A negative number is one in the CSV, too, so that only texts have an apostrophe there.
    assert found == list(csv.reader(text, delimiter=";"))
    findings = [finding for judged in result.subjects for finding in judged.findings]
    told = [f for f in findings if f.verdict in {"error", "undetermined", "not_due"}]
    sheets = {name: number_of(cells(book, name)) for name in book.sheetnames}
    names = [sheet.title for sheet in book.worksheets]
    rows = sum(len(finding.violations) for finding in findings)
    shown = {"nb": ("Avvik", "Andre funn"), "nn": ("Avvik", "Andre funn"),
             "en": ("Deviations", "Other findings")}[lang]  # fmt: skip
    assert [sheets.get(name, 0) for name in shown] == [rows, len(told)]
    assert sheets[names[0]] == 2
