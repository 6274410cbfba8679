"""Results held against earlier ones at the command line: `check --since`, and `compare`."""

from __future__ import annotations

import datetime
import io
import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from commands import COUNCIL, OWN_BOOK, PLAN, REPORT, Ran, put
from result_samples import MET, MONEY, RESULT, rendered

from iacheck.cases.findings import Result
from iacheck.follow_up.comparison import compare
from iacheck.follow_up.result_changes import with_changes
from iacheck.follow_up.run_records import FindingRecord, RunRecord, record_of
from iacheck.language.language import language
from iacheck.language.messages import LANGS, Lang
from iacheck.language.periods import Period
from iacheck.reports import find_paper_format, formats, paper_formats, suffix
from iacheck.reports.comparison import comparison_paper, comparison_xlsx

Run = Callable[..., Ran]
Golden = Callable[[str, bytes], None]

OTHER = {"kind": "council", "_id": "møre", "name": "IA-rådet i Møre", "counties": ["15"]}
ONE_SUB_GOAL = REPORT | {"activities": [{"id": "a1", "title": "Seminar", "sub_goals": [1]}]}
AS_OF = ("--as-of", "2016-04-01", "--fail-on", "never")


@pytest.fixture
def earlier(run: Run, tmp_path: Path) -> Path:
    """A folder with the result of two councils, of which one has no report for two sub-goals."""
    put(tmp_path, "first.jsonl", COUNCIL, OTHER, PLAN, ONE_SUB_GOAL)
    assert run("check", "first.jsonl", *OWN_BOOK, *AS_OF, "--out", "first.json").status == 0
    return tmp_path


def result(run: Run, folder: Path, *documents: Any, options: tuple[str, ...] = ()) -> Any:
    """The result of documents against the first one, as JSON."""
    put(folder, "now.jsonl", *documents)
    since = ("--since", "first.json", "--format", "json")
    ran = run("check", "now.jsonl", *OWN_BOOK, *AS_OF, *since, *options)
    assert ran.status == 0, ran.err
    return json.loads(ran.out)


def changes(told: Any, subject: str = "council/rogaland") -> dict[str, str | None]:
    (found,) = (one["findings"] for one in told["subjects"] if one["subject"] == subject)
    return {one["rule"]: one["change"] for one in found}


def test_the_same_again_is_as_before(run: Run, earlier: Path) -> None:
    told = result(run, earlier, COUNCIL, OTHER, PLAN, ONE_SUB_GOAL)
    assert (told["since"], told["dropped"]) == ("2016-04-01", [])
    for one in told["subjects"]:
        for found in one["findings"]:
            deviates = found["verdict"] == "deviation"
            assert (found["change"], found["rounds"]) == (
                ("unchanged", 1) if deviates else (None,) * 2
            )
            assert {v["change"] for v in found["violations"]} <= {"unchanged"}


def test_without_an_earlier_result_nothing_is_compared(earlier: Path) -> None:
    told = json.loads((earlier / "first.json").read_text("utf-8"))
    assert (told["since"], told["dropped"]) == (None, [])
    assert {f["change"] for one in told["subjects"] for f in one["findings"]} == {None}


def test_what_is_mended_and_what_is_new(run: Run, earlier: Path) -> None:
    broken = {**PLAN, "activities": [{"id": "a", "title": "Kurs"}]}
    told = result(run, earlier, COUNCIL, OTHER, broken, REPORT)
    found = changes(told)
    assert "fixed" in found.values()
    assert json.loads((earlier / "first.json").read_text("utf-8"))["summary"]["deviation"]
    ran = run("check", "now.jsonl", *OWN_BOOK, *AS_OF, "--since", "first.json")
    assert "Mended since last time: " in ran.out
    assert "Against the result of 1 April 2016: " in ran.out


def test_a_file_of_one_council_drops_nobody_else(run: Run, earlier: Path) -> None:
    told = result(run, earlier, COUNCIL, PLAN, ONE_SUB_GOAL)
    assert told["dropped"] == []


def test_a_store_without_a_council_drops_it(run: Run, earlier: Path) -> None:
    put(earlier, "now.jsonl", COUNCIL, PLAN, ONE_SUB_GOAL)
    assert run("import", "now.jsonl", *OWN_BOOK).status == 0
    first = json.loads((earlier / "first.json").read_text("utf-8"))
    (before,) = (one for one in first["subjects"] if one["subject"] == "council/møre")
    about = {"subject": "council/møre", "period": "2015"}
    lost = [
        {**about, "rule": found["rule"], "demand": found["demand"]}
        for found in before["findings"]
        if found["verdict"] == "deviation"
    ]
    assert lost
    options = (*OWN_BOOK, *AS_OF, "--since", "first.json")
    told = json.loads(run("check", *options, "--format", "json").out)
    assert told["dropped"] == lost
    shown = run("check", *options).out
    assert "Not met last time, and judged no more: IA-rådet i Møre, 2015: " in shown
    one_rule = run("check", *options, "--format", "json", "--rule", lost[0]["rule"]).out
    assert json.loads(one_rule)["dropped"] == lost[:1]
    of_one = run("check", *options, "--format", "json", "--council", "rogaland").out
    assert json.loads(of_one)["dropped"] == []


@pytest.mark.parametrize("format_", formats())
def test_every_format_tells_it(run: Run, earlier: Path, format_: str) -> None:
    put(earlier, "now.jsonl", COUNCIL, OTHER, PLAN, REPORT)
    options = ("check", "now.jsonl", *OWN_BOOK, *AS_OF, "--format", format_)
    assert run(*options, "--out", "alone").status == 0
    assert run(*options, "--out", "since", "--since", "first.json").status == 0
    assert (earlier / "alone").read_bytes() != (earlier / "since").read_bytes()


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"as_of": "2016-04-01", "subjects": [{}]}'])
def test_what_is_no_result_is_told(run: Run, earlier: Path, content: str) -> None:
    (earlier / "other.json").write_text(content, "utf-8")
    for command in (["check", "first.jsonl", "--since"], ["compare", "first.json"]):
        ran = run(*command, "other.json")
        assert ran.status == 3
        assert "other.json" in ran.err
        assert "iacheck check --format json" in ran.err


def test_a_file_that_is_not_there_is_told(run: Run, earlier: Path) -> None:
    ran = run("compare", "first.json", "none.json")
    assert (ran.status, earlier.exists()) == (3, True)
    assert "none.json: Cannot be read: it does not exist" in ran.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are of Unix")
def test_a_pipe_is_told_and_not_waited_for(run: Run, earlier: Path) -> None:
    os.mkfifo(earlier / "pipe.json")
    for command in (["check", "first.jsonl", "--since"], ["compare", "first.json"]):
        ran = run(*command, "pipe.json")
        assert ran.status == 3
        assert "pipe.json: It is no file, but a pipe, a socket or a device" in ran.err


def test_nothing_that_is_read_is_replaced(run: Run, earlier: Path) -> None:
    before = (earlier / "first.json").read_bytes()
    assert run("compare", "first.json", "first.json", "--out", "first.json").status == 2
    since = ("--since", "first.json", "--out", "first.json")
    assert run("check", "first.jsonl", *OWN_BOOK, *since).status == 2
    assert (earlier / "first.json").read_bytes() == before


def second(run: Run, folder: Path, *documents: Any) -> None:
    put(folder, "now.jsonl", *documents)
    assert run("check", "now.jsonl", *OWN_BOOK, *AS_OF, "--out", "second.json").status == 0


def test_two_results_compared(run: Run, earlier: Path) -> None:
    second(run, earlier, COUNCIL, OTHER, PLAN, REPORT)
    ran = run("compare", "first.json", "second.json", "--format", "json")
    assert ran.status == 0
    told = json.loads(ran.out)
    assert told["summary"]["fixed"] == sum(f["change"] == "fixed" for f in told["findings"]) > 0
    assert told["summary"]["new"] == 0
    # The other way round the same is new, and counts.
    back = run("compare", "second.json", "first.json", "--format", "json")
    turned = json.loads(back.out)
    assert turned["summary"]["new"] == told["summary"]["fixed"]
    assert turned["summary"]["unchanged"] == told["summary"]["unchanged"]
    severe = {f["severity"] for f in turned["findings"] if f["change"] == "new"}
    assert back.status == int("error" in severe)
    assert run("compare", "second.json", "first.json", "--fail-on", "info").status == 1
    assert run("compare", "second.json", "first.json", "--fail-on", "never").status == 0


def test_results_that_changed_places_are_told_of(run: Run, earlier: Path) -> None:
    later = ("--as-of", "2016-05-01", "--fail-on", "never", "--out", "later.json")
    assert run("check", "first.jsonl", *OWN_BOOK, *later).status == 0
    told = "It is as of 1 May 2016, after 1 April 2016"
    assert f"later.json: Note: {told}" in run("compare", "later.json", "first.json").err
    for order in (("first.json", "later.json"), ("first.json", "first.json")):
        assert run("compare", *order).err == ""


def test_a_comparison_names_who_and_what(run: Run, earlier: Path) -> None:
    second(run, earlier, COUNCIL, PLAN, REPORT)
    ran = run("compare", "first.json", "second.json")
    assert "IA-rådet i Rogaland, 2015: " in ran.out
    assert "Judged no more" in ran.out
    assert "IA-rådet i Møre, 2015: " in ran.out
    same = run("compare", "second.json", "second.json")
    assert "As before: " in same.out


@pytest.mark.parametrize("format_", paper_formats())
def test_a_comparison_in_every_format_of_papers(run: Run, earlier: Path, format_: str) -> None:
    ran = run("compare", "first.json", "first.json", "--format", format_, "--out", "told")
    assert ran.status == 0
    assert (earlier / "told").stat().st_size


def test_a_comparison_as_sheets(run: Run, earlier: Path) -> None:
    second(run, earlier, COUNCIL, PLAN, REPORT)
    ran = run("compare", "first.json", "second.json", "--out", "told.xlsx")
    assert ran.status == 0, ran.err
    told = json.loads(run("compare", "first.json", "second.json", "--format", "json").out)
    book = openpyxl.load_workbook(earlier / "told.xlsx")
    assert book.sheetnames == ["Changes", "By demand", "By subject"]
    *_, head = list(book["Changes"].iter_rows(max_row=3, values_only=True))
    assert head[:4] == ("Change", "Who", "Period", "Demand")
    rows = list(book["Changes"].iter_rows(min_row=4, values_only=True))
    assert len(rows) == len(told["findings"]) + len(told["dropped"]) > 0
    assert {row[0] for row in rows if not row[6]} == {"Judged no more"}
    counts = [row[1:] for row in book["By subject"].iter_rows(min_row=2, values_only=True)]
    # New, back again, as before, mended, other outcome, judged no more.
    assert [sum(column) for column in zip(*counts, strict=True)] == list(told["summary"].values())


@pytest.mark.parametrize("format_", ["text", "md"])
@pytest.mark.parametrize("lang", LANGS)
def test_whole_lists_with_changes(golden: Golden, lang: str, format_: str) -> None:
    """One is as before with a violation more, one new, one mended, and one judged no more."""
    earlier = record_of(RESULT)
    (first, second, *rest) = earlier.findings
    changed = [
        replace(first, keys=first.keys[:1]),
        replace(second, verdict="met", keys=()),
        *(replace(one, verdict="deviation") if one.rule == MET.id else one for one in rest),
        replace(first, rule="gone"),
    ]
    told = with_changes(RESULT, [replace(earlier, findings=tuple(changed))])
    golden(f"changes.{lang}.{suffix(format_)}", rendered(format_, lang, told))


def shown(format_: str, result: Result) -> str:
    """The list that people see, in one text."""
    data = rendered(format_, "en", result)
    if format_ != "xlsx":
        return data.decode()
    rows = openpyxl.load_workbook(io.BytesIO(data))["Deviations"].iter_rows(values_only=True)
    return "\n".join(str(row) for row in rows)


@pytest.mark.parametrize("format_", ["text", "md", "html", "xlsx"])
def test_lists_begin_with_what_is_new_whatever_its_severity(format_: str) -> None:
    """The new warning stands before the error of before; with nothing earlier, after it."""
    earlier = record_of(RESULT)
    before = tuple(one for one in earlier.findings if one.rule != MONEY.id)
    told = with_changes(RESULT, [replace(earlier, findings=before)])
    for result, expected in ((told, ["B19", "B13"]), (RESULT, ["B13", "B19"])):
        text = shown(format_, result)
        titles = {"B13": "The report has come", "B19": "The sums agree"}
        places = {demand: text.index(title) for demand, title in titles.items()}
        assert sorted(places, key=places.__getitem__) == expected


@pytest.mark.parametrize("lang", LANGS)
def test_a_whole_comparison(golden: Golden, lang: Lang) -> None:
    later = record_of(RESULT)
    first = replace(later.findings[0], verdict="met", keys=())
    # One is new, some are as before, one is waived now.
    rest = [replace(f, verdict="deviation") if f.verdict == "waived" else f for f in later.findings]
    earlier = replace(later, findings=(first, *rest[1:]))
    told = compare(earlier, later, {})
    golden(
        f"comparison.{lang}.txt",
        find_paper_format("text").write(comparison_paper(told, language(lang))),
    )


def test_demands_are_told_in_words_and_bodies_in_the_order_of_results() -> None:
    """Each rule of a demand in its own words; a body is not where its name would be."""
    grave = FindingRecord("party/LO", "r-2", "B16", Period(2015), "deviation", "error")
    mild = FindingRecord("council/x", "r-1", "B16", Period(2015), "deviation", "info")
    run = RunRecord(
        datetime.date(2016, 4, 1),
        (mild, grave),
        names={"party/LO": "A-partiet", "council/x": "Z-rådet"},
        titles={"r-1": "Activities", "r-2": "All sub-goals"},
    )
    book = openpyxl.load_workbook(
        io.BytesIO(comparison_xlsx(compare(run, run, {}), language("en")))
    )
    named = [[row[0] for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets]
    assert named[1] == ["Demand", "B16 Activities", "B16 All sub-goals"]
    assert named[2] == ["Who", "Z-rådet", "A-partiet"]


def test_councils_stand_by_name_as_in_lists() -> None:
    """And not by id, which has no Norwegian letters."""
    names = {"council/ostfold": "IA-rådet i Østfold", "council/rogaland": "IA-rådet i Rogaland"}
    found = tuple(
        FindingRecord(one, "r-1", "B16", Period(2015), "deviation", "error") for one in names
    )
    run = RunRecord(datetime.date(2016, 4, 1), found, names=names, titles={"r-1": "Activities"})
    told = compare(run, run, {})
    written = find_paper_format("md").write(comparison_paper(told, language("nb"))).decode()
    shown = [line for line in written.splitlines() if "IA-rådet" in line]
    assert len(shown) == 4
    assert ["Østfold" in line for line in shown] == [False, True] * 2
    sheets = openpyxl.load_workbook(io.BytesIO(comparison_xlsx(told, language("nb")))).worksheets
    rows = list(sheets[-1].iter_rows(values_only=True))
    who = [cell for row in rows for cell in row if "IA-rådet" in str(cell)]
    assert who == ["IA-rådet i Rogaland", "IA-rådet i Østfold"]


def test_of_a_demand_that_several_rules_hold_each_change_is_told_of_its_own_rule() -> None:
    first = FindingRecord("council/x", "r-1", "B16", Period(2015), "deviation", "error")
    second = replace(first, rule="r-2", verdict="met")
    then = RunRecord(
        datetime.date(2016, 4, 1),
        (first, second),
        titles={"r-1": "Activities", "r-2": "All sub-goals"},
    )
    now = replace(
        then, findings=(replace(first, verdict="met"), replace(second, verdict="deviation"))
    )
    paper = comparison_paper(compare(then, now, {}), language("en"))
    written = find_paper_format("md").write(paper).decode()
    assert "| B16 Activities | · | · | · | 1 | · | · |" in written  # mended
    assert "| B16 All sub-goals | 1 | · | · | · | · | · |" in written  # new


def test_an_earlier_result_of_a_later_day_is_told(run: Run, earlier: Path) -> None:
    options = ("check", "first.jsonl", *OWN_BOOK, "--fail-on", "never", "--since", "first.json")
    assert "first.json: Note: It is as of 1 April 2016, after 31 March 2016" in " ".join(
        run(*options, "--as-of", "2016-03-31").out.split()
    )
    assert "Note: It is as of" not in run(*options, "--as-of", "2016-04-01").out


def words(text: str) -> str:
    return " ".join(text.split())


def test_what_is_found_in_a_period_of_which_nothing_was_told_is_not_called_new(
    run: Run, tmp_path: Path
) -> None:
    """Held against a result of a later year, which knows nothing of how it stood."""
    later = {**PLAN, "_id": "p-2016", "period": "2016"}
    put(tmp_path, "all.jsonl", COUNCIL, OTHER, PLAN, ONE_SUB_GOAL, later)
    about = ("all.jsonl", *OWN_BOOK, "--as-of", "2016-06-01")
    never = ("--fail-on", "never")
    for year in ("2015", "2016"):
        ran = run("check", *about, *never, "--period", year, "--out", f"{year}.json")
        assert ran.status == 0, ran.err
    since = ("--period", "2015", "--since", "2016.json")
    told = json.loads(run("check", *about, *never, *since, "--format", "json").out)
    found = [one for judged in told["subjects"] for one in judged["findings"]]
    assert any(one["verdict"] == "deviation" for one in found)
    assert {one["change"] for one in found} == {None}
    notice = "The earlier result tells nothing of 2015; what deviates there is neither new nor as"
    assert [p["file"] for p in told["problems"] if p["message"].startswith(notice)] == ["2016.json"]
    text = words(run("check", *about, *never, *since).out)
    assert "of which it tells nothing" in text
    assert "New since last time" not in text
    assert notice in words(run("compare", "2016.json", "2015.json", *OWN_BOOK).err)
    told = json.loads(run("status", *about, *since, "--format", "json").out)
    assert {one["new"] for one in told["bodies"] if sum(one["open"].values())} == {None}
    # The year after stands against the one before, as ever.
    ran = run("compare", "2015.json", "2016.json", *OWN_BOOK, *never)
    assert "tells nothing" not in ran.err


def test_councils_that_were_not_asked_for_last_time_are_named(run: Run, earlier: Path) -> None:
    about = ("first.jsonl", *OWN_BOOK, *AS_OF, "--fail-on", "never")
    ran = run("check", *about, "--council", "rogaland", "--out", "one.json")
    assert ran.status == 0, ran.err
    told = json.loads(run("check", *about, "--since", "one.json", "--format", "json").out)
    other = f"council/{OTHER['_id']}"
    assert [one["message"] for one in told["problems"] if one["file"] == "one.json"] == [
        f"The earlier result tells nothing of {other}; all that deviates there counts as new"
    ]
