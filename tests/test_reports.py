"""Reports as text, CSV and JSON, of one constructed result with everything in it."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from result_samples import (
    COUNCIL,
    LATE,
    MET,
    PLAN,
    PROBLEMS,
    RESULT,
    YOUNG,
    rendered,
    result_of,
    rule,
    texts,
    violation,
)

from iacheck.cases.findings import (
    VERDICTS,
    Finding,
    Result,
    RuleBookUsed,
    RuleHead,
    SourceReference,
    Subject,
    SubjectFindings,
)
from iacheck.language.language import language
from iacheck.language.messages import LANGS, message
from iacheck.language.names import with_named_invisible
from iacheck.language.periods import Period
from iacheck.language.places import Place
from iacheck.language.problems import Problem
from iacheck.reports import formats, suffix
from iacheck.reports.as_csv import COLUMNS
from iacheck.reports.line_width import WIDTH
from iacheck.reports.split import results_by_subject
from iacheck.reports.visible_text import without_line_breaks
from iacheck.reports.wording import (
    GIVEN,
    given_and_expected,
    given_line,
    part_in_words,
    problem_line,
    where_line,
)

Golden = Callable[[str, bytes], None]


def test_the_result_has_everything() -> None:
    assert {finding.verdict for finding in COUNCIL.findings} == set(VERDICTS)
    assert {problem.level for problem in PROBLEMS} == {"error", "notice"}
    assert formats() == ("csv", "docx", "html", "json", "md", "pdf", "text", "xlsx")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("format_", ["text", "csv", "html", "md"])
def test_whole_reports(golden: Golden, lang: str, format_: str) -> None:
    golden(f"result.{lang}.{suffix(format_)}", rendered(format_, lang))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("format_", ["html", "md"])
def test_a_whole_list_for_one_council(golden: Golden, lang: str, format_: str) -> None:
    part = results_by_subject(RESULT)["council-møre-og-romsdal-2015"]
    golden(f"council.{lang}.{format_}", rendered(format_, lang, part))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("format_", formats())
def test_the_same_result_gives_the_same_bytes(lang: str, format_: str) -> None:
    assert rendered(format_, lang) == rendered(format_, lang)


def text_of(result: Result, lang: str = "en") -> list[str]:
    return rendered("text", lang, result).decode().splitlines()


LONG = "rosenborgkommunestyrerepresentantskapsmedlem" * 3
WORDY = " ".join(["Rådets", "aktiviteter", LONG, "dekker", "ikke", "alle", "delmålene"] * 4)


def test_lines_are_no_wider_than_a_screen() -> None:
    wordy = texts(WORDY, WORDY, WORDY)
    told = violation(wordy, document=f"report/{LONG}", path="/a/0/b", file=WORDY, place=Place(1),
                     given=WORDY, expected=[WORDY, WORDY])  # fmt: skip
    findings = [
        Finding(rule("B1", wordy), "deviation", message("x"), (told,)),
        Finding(rule("B2", wordy, "bør", "ours"), "waived", message("{x}", x=WORDY), (told,)),
        Finding(rule("B3", wordy), "undetermined", message("{x}", x=WORDY)),
    ]
    problem = Problem(message("{x}", x=WORDY), file=WORDY)
    subject = SubjectFindings(Subject("council", LONG, WORDY), Period(2015), tuple(findings))
    book = RuleBookUsed("x", wordy, "0" * 64)
    result = Result(datetime.date(2016, 4, 1), (book,), (problem,), (subject,))
    for lang in LANGS:
        for line in text_of(result, lang):
            # A word that is too long stands alone on its line.
            assert len(line) <= WIDTH or len(line.split()) == 1
            assert line == line.rstrip()


def test_what_is_met_is_counted_and_not_listed() -> None:
    lines = text_of(result_of(Finding(MET, "met"), Finding(PLAN, "not_applicable", message("x"))))
    assert lines[-1] == "1 subject checked: no deviations, 0 undetermined."
    assert not any("B02" in line or "B01" in line or "rules show" in line for line in lines)
    assert len(lines) == 7


def test_the_last_lines_tell_of_failures_and_problems() -> None:
    assert text_of(RESULT)[-2:] == [
        "Not everything could be checked: 2 problems, 1 rule failed.",
        "2 subjects checked: 1 error, 1 warning, 1 for information, 1 undetermined.",
    ]
    nobody = Result(datetime.date(2016, 4, 1), (), PROBLEMS[1:2], ())
    assert text_of(nobody)[-2:] == [
        "", "0 subjects checked: 0 errors, 0 warnings, 0 for information, 0 undetermined.",
    ]  # fmt: skip
    assert "1 note on what was read" in text_of(nobody)
    assert "2 problems with what was read, and 1 note" in text_of(RESULT)
    only = replace(RESULT, problems=PROBLEMS[::2])
    assert "2 problems with what was read" in text_of(only)


def test_findings_stand_in_the_order_of_what_needs_attention() -> None:
    labels = ("CHECKER FAILED", "ERROR", "WARNING", "INFO", "WAIVED", "UNDETERMINED", "NOT DUE")
    found = [label for line in text_of(RESULT) for label in labels if line.startswith(label + " ")]
    assert found == list(labels)


def test_what_keeps_several_demands_from_being_told_is_said_once() -> None:
    same = [Finding(r, "undetermined", message("Missing: plan")) for r in (YOUNG, PLAN, LATE, LATE)]
    lines = text_of(result_of(*same, Finding(MET, "undetermined", message("Missing: report"))))
    assert lines[8:12] == [
        "UNDETERMINED Missing: report",
        "    B02 The plan has goals (skal)",
        "UNDETERMINED Missing: plan",
        "    B01, B07, B23",
    ]


def test_values_that_the_message_has_are_not_told_again() -> None:
    told = texts("{given} av {expected}", "{given} av {expected}", "{given} of {expected}")
    both = violation(told, given=7, expected=12, values={"given": 7, "expected": 12})
    neither = violation(texts("x", "x", "x"), given="Oslo", expected=None)
    missing = violation(texts("x", "x", "x"), expected="LO", values={"missing": "Landsorg."})
    lines = text_of(result_of(Finding(MET, "deviation", message("x"), (both, neither, missing))))
    assert [line.strip() for line in lines if "Given" in line or "Expected" in line] == [
        "Given: Oslo.",
        "Given: nothing. Expected: Landsorg..",
    ]
    assert "  – 7 of 12" in lines


@pytest.mark.parametrize(
    ("pointer", "told"),
    [
        (None, ""),
        ("", ""),
        ("/chairs", "chair"),
        ("/activities/0", "activities no. 1"),
        ("/activities/9/sub_goals/1", "activities no. 10, sub-goals no. 2"),
        ("/target/2015", "target no. 2016"),
        ("/0", "0"),
        ("/a~1b/c~0d/~01", "a/b, c~d, ~1"),
    ],
)
def test_parts_of_documents_are_told_as_people_count(pointer: str | None, told: str) -> None:
    assert part_in_words(pointer, language("en")) == told


@pytest.mark.parametrize(
    ("problem", "told"),
    [
        (Problem(message("X")), "X"),
        (Problem(message("X"), "notice"), "Note: X"),
        (Problem(message("X"), file="a.json"), "a.json: X"),
        (Problem(message("X"), file="a.json", document="plan/a"), "a.json: X"),
        (Problem(message("X"), document="plan/a", path="/b"), "action plan a, b: X"),
        (Problem(message("X"), file="a", place=Place(3), path="/b/0"), "a, line 3, b no. 1: X"),
        (Problem(message("X"), file="a", place=Place()), "a: X"),
    ],
)
def test_a_problem_in_one_line(problem: Problem, told: str) -> None:
    assert problem_line(problem, language("en")) == told


def rows(data: bytes) -> list[dict[str, str]]:
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(text, delimiter=";", strict=True))


@pytest.mark.parametrize("lang", LANGS)
def test_csv_has_a_row_for_each_violation_and_for_each_finding_without(lang: str) -> None:
    data = rendered("csv", lang)
    assert data.startswith(b'\xef\xbb\xbf"subject";"name";"period";"rule";"demand";')
    assert data.count(b"\r\n") == data.count(b"\n")
    found = rows(data)
    assert all(tuple(row) == COLUMNS for row in found)
    assert [row["demand"] for row in found] == [
        "B13", "B13", "B19", "B01", "B02", "B10", "B07", "B08", "B23", "B18", "B02",
    ]  # fmt: skip
    told = json.loads(rendered("json", lang))
    wanted = [
        (subject["subject"], finding["rule"], finding["verdict"], violation.get("key", ""))
        for subject in told["subjects"]
        for finding in subject["findings"]
        for violation in finding["violations"] or [{}]
    ]
    assert [(r["subject"], r["rule"], r["verdict"], r["key"]) for r in found] == wanted
    assert found[0]["given"] == "[1, 2]"
    assert found[0]["path"] == "/activities/1/sub_goals"
    assert found[2]["given"] == "410000"
    assert found[4]["reason"] == ""


EVIL = ["=1+1", "+1", "-1", "@SUM(A1)", " =1", '=HYPERLINK("http://x";"y")']


def test_a_formula_after_the_end_of_a_line_is_none() -> None:
    for text, told in (("\t=1", "' =1"), ("\n=1", "' =1"), ("\r=1", "(U+000D)=1")):
        bad = violation(texts(text, text, text))
        (row,) = rows(rendered("csv", "nb", result_of(Finding(MET, "deviation", None, (bad,)))))
        assert row["message"] == told


@pytest.mark.parametrize("text", EVIL)
def test_no_cell_is_a_formula(text: str) -> None:
    evil = texts(text, text, text)
    bad = violation(evil, document=text, file=text, given=text, expected=text, path=text)
    head = RuleHead("r", text, evil, "skal", "text", (SourceReference(text, text, (1,)),))
    for row in rows(
        rendered(
            "csv",
            "nb",
            result_of(Finding(head, "deviation", message("{x}", x=text), (bad,)), name=text),
        )
    ):
        for column in ("name", "demand", "title", "reason", "document", "path", "file", "given",
                       "expected", "message"):  # fmt: skip
            assert row[column] in (f"'{text}", with_named_invisible(text))
        assert not any(
            cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell in row.values()
        )


def test_a_number_stays_a_number() -> None:
    bad = violation(texts("x", "x", "x"), given=-5, expected=-0.5)
    (row,) = rows(rendered("csv", "nb", result_of(Finding(MET, "deviation", None, (bad,)))))
    assert (row["given"], row["expected"]) == ("-5", "-0.5")


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(
    name=ANY_TEXT, told=ANY_TEXT, value=st.none() | ANY_TEXT | st.lists(ANY_TEXT) | st.integers()
)
def test_csv_reads_back_as_it_was_written(name: str, told: str, value: Any) -> None:
    bad = violation(texts(told, told, told), given=value)
    data = rendered("csv", "nb", result_of(Finding(MET, "deviation", None, (bad,)), name=name))
    (row,) = rows(data)
    for cell, text in ((row["name"], name), (row["message"], with_named_invisible(told))):
        shown = without_line_breaks(text)
        guard = "'" if shown.lstrip(" ").startswith(tuple("=+-@")) else ""
        assert cell == guard + shown
    if isinstance(value, int | list):
        assert json.loads(row["given"]) == value


def test_names_that_are_no_text_do_not_stop_a_report() -> None:
    result = result_of(problems=[Problem(message("X"), file="\udcff.json")], name="\udcff")
    assert b"(U+DCFF).json: X" in rendered("text", "en", result)
    assert json.loads(rendered("json", "en", result))["problems"][0]["file"] == "\udcff.json"
    assert rendered("csv", "en", result).endswith(b'"sources"\r\n')


NOTHING = texts("x", "x", "x")


@pytest.mark.parametrize(
    ("file", "place", "told", "with_folders"),
    [
        (None, None, "", ""),
        ("a.yaml", Place(3), " (a.yaml, line 3)", " (a.yaml, line 3)"),
        ("år/b/a.yaml", None, " (a.yaml)", " (år/b/a.yaml)"),
        (r"C:\inn\a.xlsx", Place(sheet="S", cell="B2"), " (a.xlsx, sheet S, cell B2)",
         r" (C:\inn\a.xlsx, sheet S, cell B2)"),
    ],
)  # fmt: skip
def test_a_list_names_a_file_and_no_folder_of_ours(
    file: str | None, place: Place | None, told: str, with_folders: str
) -> None:
    stands: dict[str, Any] = {
        "document": "plan/x",
        "path": "/goals/0",
        "file": file,
        "place": place,
    }
    here, en = violation(NOTHING, **stands), language("en")
    assert where_line(here, en) == f"action plan x, goals no. 1{told}"
    assert where_line(here, en, folders=True) == f"action plan x, goals no. 1{with_folders}"
    assert where_line(violation(NOTHING), en) is None


@pytest.mark.parametrize(
    ("given_", "expected", "told"),
    [
        ([1], 3, ("1", "3")),
        (None, 3, ("nothing", "3")),
        # The document's id, or who is judged, says nothing by itself.
        ("KMD", None, (None, None)),
        ("Akademikerne", None, (None, None)),
        ("KMD", "LO", ("KMD", "LO")),
        ("Virke", None, ("Virke", None)),
    ],
)
def test_what_was_given_is_told_where_it_says_something(
    given_: Any, expected: Any, told: tuple[str | None, str | None]
) -> None:
    here = violation(
        NOTHING, document="party/KMD", given=given_, expected=expected,
        values={"subject": "Akademikerne"},
    )  # fmt: skip
    assert given_and_expected(here, language("en")) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # That their digits stand in the message tells nobody.
        ("Meetings in 2012: 12 of 4", ("2", "4")),
        ("{given} meetings in 2014", ("2", "4")),
        ("{expected} meetings are least", ("2", "4")),
        ("{given} meetings; there must be {expected}", (None, None)),
        ("{given} meetings; there must be {missing}", (None, None)),
        ("{item}: {missing}", ("2", "4")),
    ],
)
def test_given_and_expected_are_left_out_where_the_message_has_their_placeholders(
    text: str, told: tuple[str | None, str | None]
) -> None:
    values = {"given": 2, "expected": 4, "missing": 4, "item": "Kurs"}
    here = violation(
        texts(text, text, text), document="report/x", given=2, expected=4, values=values
    )
    assert given_and_expected(here, language("en")) == told


def test_what_refers_to_nothing_is_told_as_missing() -> None:
    here = violation(
        texts(*["No {missing}"] * 3), document="report/x", given="p9", values={"missing": "p9"}
    )
    assert given_and_expected(here, language("en")) == (None, None)
    here = violation(
        texts(*["Not in the plan"] * 3), document="report/x", given="p9", values={"missing": "p9"}
    )
    assert given_and_expected(here, language("en")) == ("p9", None)


def test_it_is_told_what_was_given() -> None:
    en = language("en")
    assert given_line(GIVEN, violation(NOTHING), en) == "Given"
    assert (
        given_line(GIVEN, violation(NOTHING, about=message("sub-goals")), en) == "Given (sub-goals)"
    )
