"""What is due by when: which findings are waited for, and the list in every form."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from commands import COUNCIL, OWN_BOOK, PLAN, REPORT, Ran, put
from icalendar import Calendar
from result_samples import CHAIR, result_of, rule, texts, violation
from result_samples import PLAN as PLAN_RULE

from iacheck.cases.decision_records import Reply, Waiver
from iacheck.cases.findings import Finding, Subject
from iacheck.follow_up.due_dates import due_entries, near_periods, within
from iacheck.language.extras import install
from iacheck.language.language import language
from iacheck.language.messages import LANGS, Lang, message
from iacheck.reports import find_paper_format, paper_formats
from iacheck.reports.due_list import due_ics, due_json, due_paper, due_xlsx

Run = Callable[..., Ran]
Golden = Callable[[str, bytes], None]

DAY = datetime.date(2016, 3, 1)
AS_OF = datetime.date(2016, 4, 1)
NOT_DUE = Finding(PLAN_RULE, "not_due", message("x"), due=DAY)
NOTHING = violation(texts("Ingen plan", "Ingen plan", "No plan"))
LATE = replace(NOTHING, document="plan/x", given="2016-03-10")
MISSING = Finding(PLAN_RULE, "deviation", message("x"), (NOTHING,), due=DAY)
PROMISE = Reply(
    "reply/r", "mend", "Rådet", DAY, "Skal rettes", datetime.date(2016, 5, 1), "council/x"
)
WISH = replace(PROMISE, document="reply/w", intent="ask_waiver", planned_on=None)
ACCEPTED = Waiver("waiver/w", "Gruppen", DAY, datetime.date(2016, 12, 31), "Brann")


@pytest.mark.parametrize(
    ("finding", "expected"),
    [
        pytest.param(NOT_DUE, [("delivery", DAY)], id="not due yet"),
        pytest.param(replace(NOT_DUE, due=None), [], id="without a day"),
        pytest.param(MISSING, [("delivery", DAY)], id="has not come"),
        pytest.param(replace(MISSING, violations=(LATE,)), [], id="came late"),
        pytest.param(
            replace(MISSING, violations=(replace(NOTHING, document="gathering/x"),)), [],
            id="broken by what is there",
        ),
        pytest.param(replace(MISSING, verdict="met", violations=()), [], id="has come"),
        pytest.param(replace(MISSING, verdict="undetermined", violations=()), [], id="unclear"),
        pytest.param(
            replace(MISSING, verdict="waived", waiver=ACCEPTED), [("waiver", ACCEPTED.expires_on)],
            id="accepted for a time",
        ),
        pytest.param(
            replace(MISSING, due=None, replies=(PROMISE,)), [("promise", PROMISE.planned_on)],
            id="promised",
        ),
        pytest.param(
            replace(MISSING, due=None, replies=(replace(PROMISE, planned_on=None),)), [],
            id="promised without a day",
        ),
        pytest.param(
            replace(MISSING, due=None, replies=(PROMISE, replace(PROMISE, intent="dispute"))), [],
            id="disputed since",
        ),
        pytest.param(
            replace(MISSING, due=None, replies=(PROMISE, replace(WISH, giver="party/LO"))),
            [("promise", PROMISE.planned_on)], id="another body replied since",
        ),
        pytest.param(
            replace(MISSING, due=None, replies=(PROMISE, replace(WISH, by="rådet i x"))), [],
            id="asked to be let off since, in another spelling",
        ),
        pytest.param(
            Finding(PLAN_RULE, "met", replies=(PROMISE,)), [], id="promised, and mended"
        ),
    ],
)  # fmt: skip
def test_what_is_waited_for(finding: Finding, expected: list[tuple[str, datetime.date]]) -> None:
    found = due_entries(result_of(finding))
    assert [(entry.kind, entry.due) for entry in found] == expected


def test_rules_that_wait_for_one_delivery_are_one_entry() -> None:
    other = replace(NOT_DUE, rule=rule("B02", texts("Mål", "Mål", "Goals")))
    later = replace(NOT_DUE, rule=CHAIR, due=DAY.replace(month=6))
    found = due_entries(result_of(later, NOT_DUE, other))
    assert [(entry.due.month, entry.demands) for entry in found] == [
        (3, ("B01", "B02")), (6, ("B10",)),
    ]  # fmt: skip


def test_each_is_told_by_the_demands_for_the_document_in_words() -> None:
    """What else waits for it is nothing to deliver; where no rule demands one, all is told."""
    other = replace(NOT_DUE, rule=rule("B02", texts("Mål", "Mål", "Goals")))
    (entry,) = due_entries(result_of(other, NOT_DUE), {PLAN_RULE})
    assert (entry.owed, entry.demands) == ((PLAN_RULE,), ("B01", "B02"))
    told = json.loads(due_json([entry], AS_OF, language("en")))["due"][0]
    assert told["owed"] == ["B01 There is a plan"]
    text = find_paper_format("text").write(due_paper([entry], AS_OF, language("en"))).decode()
    assert "B01 There is a plan" in text
    assert "Goals" not in text
    event = Calendar.from_ical(due_ics([entry], AS_OF, language("en"))).walk("VEVENT")[0]
    assert event["SUMMARY"] == "Rådet: Delivery: B01 There is a plan (2015)"
    (entry,) = due_entries(result_of(other, NOT_DUE))
    assert [head.demand for head in entry.owed] == ["B02", "B01"]


def test_what_is_due_on_a_day_comes_by_severity_and_then_by_body() -> None:
    given = result_of(NOT_DUE)
    early = replace(NOT_DUE, rule=CHAIR, due=DAY.replace(month=2))
    findings = {
        Subject("national", "", ""): NOT_DUE,
        Subject("council", "c", ""): replace(NOT_DUE, rule=CHAIR),
        Subject("party", "LO", ""): NOT_DUE,
        Subject("council", "b", ""): NOT_DUE,
        Subject("council", "a", ""): replace(NOT_DUE, rule=CHAIR),
        Subject("council", "z", ""): early,
    }
    subjects = tuple(
        replace(given.subjects[0], subject=subject, findings=(finding,))
        for subject, finding in findings.items()
    )
    found = due_entries(replace(given, subjects=subjects))
    assert [str(entry.subject) for entry in found] == [
        "council/z", "council/b", "party/LO", "national", "council/a", "council/c",
    ]  # fmt: skip


def test_those_owe_it_who_can_mend_it() -> None:
    centre = Subject("centre", "x", "Senteret")
    broken = replace(MISSING, violations=(replace(NOTHING, answers=centre),))
    (entry,) = due_entries(result_of(broken))
    assert (str(entry.subject), str(entry.about)) == ("centre/x", "council/x")
    told = json.loads(due_json([entry], AS_OF, language("en")))["due"][0]
    assert (told["name"], told["about"]) == ("Senteret", "council/x")


def test_those_owe_it_who_promised_it(run: Run, tmp_path: Path) -> None:
    """Each by whatever it is called; what one means never hides what another has promised."""
    about = {"kind": "reply", "rule": "organisations-have-seats", "subject": "council/rogaland"}
    told = {**about, "period": "2015", "text": "Konstruert", "given_on": "2016-03-20"}
    promise = {**told, "intent": "mend"}
    put(
        tmp_path,
        "files.jsonl",
        {**COUNCIL, "members": [{"organisation": "LO", "from": "2014-03-04"}]},
        PLAN,
        {**promise, "_id": "a", "given_by": "rogaland", "planned_on": "2016-05-01"},
        {**promise, "_id": "b", "given_by": "NHO", "planned_on": "2016-06-01"},
        {**told, "_id": "c", "given_by": "Unio", "intent": "ask_waiver"},
        {**promise, "_id": "d", "given_by": COUNCIL["name"], "planned_on": "2016-07-01"},
    )
    about_all = ("files.jsonl", "--period", "2015", "--as-of", "2016-04-01")
    ran = run("due", *about_all, "--format", "json")
    assert ran.status == 0, ran.err
    entries = [one for one in json.loads(ran.out)["due"] if one["kind"] == "promise"]
    assert [(one["subject"], one["due"]) for one in entries] == [
        ("party/NHO", "2016-06-01"), ("council/rogaland", "2016-07-01"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("days", "only_overdue", "expected"),
    [
        (None, False, [-31, 30, 31]),
        (30, False, [-31, 30]),
        (0, False, [-31]),
        (None, True, [-31]),
        (30, True, [-31]),
    ],
)
def test_how_far_ahead_is_looked(days: int | None, only_overdue: bool, expected: list[int]) -> None:
    findings = [
        replace(NOT_DUE, due=AS_OF + datetime.timedelta(days=number)) for number in (31, -31, 30)
    ]
    entries = within(due_entries(result_of(*findings)), AS_OF, days, only_overdue=only_overdue)
    assert [entry.days_left(AS_OF) for entry in entries] == expected


def all_kinds() -> Any:
    waived = replace(MISSING, verdict="waived", waiver=ACCEPTED)
    return due_entries(result_of(MISSING, waived, replace(MISSING, due=None, replies=(PROMISE,))))


@pytest.mark.parametrize("lang", LANGS)
def test_a_whole_list(golden: Golden, lang: Lang) -> None:
    paper = due_paper(all_kinds(), AS_OF, language(lang))
    golden(f"due.{lang}.txt", find_paper_format("text").write(paper))
    golden(f"due.{lang}.ics", due_ics(all_kinds(), AS_OF, language(lang)))


def test_a_sheet_has_its_days_as_days() -> None:
    data = due_xlsx(all_kinds(), AS_OF, language("en"))
    assert data == due_xlsx(all_kinds(), AS_OF, language("en"))
    (sheet,) = openpyxl.load_workbook(io.BytesIO(data)).worksheets
    title, head, *rows = sheet.iter_rows(values_only=True)
    assert title[0] == "Due dates, seen from 1 April 2016"
    assert head[:3] == ("By when", "Days left", "Who")
    assert [row[0].date() for row in rows] == [entry.due for entry in all_kinds()]
    assert [row[1] for row in rows] == [entry.days_left(AS_OF) for entry in all_kinds()]
    assert rows[0][5:] == ("B01 There is a plan", "")


def test_a_sheet_tells_what_else_waits_for_a_delivery() -> None:
    """And not again what is to be delivered."""
    other = replace(PLAN_RULE, id="other", demand="B02")
    found = result_of(NOT_DUE, replace(NOT_DUE, rule=other))
    data = due_xlsx(due_entries(found, frozenset({PLAN_RULE})), AS_OF, language("en"))
    (sheet,) = openpyxl.load_workbook(io.BytesIO(data)).worksheets
    _, head, row = sheet.iter_rows(values_only=True)
    assert head[5:] == ("Demand", "What else waits for it")
    assert row[5:] == ("B01 There is a plan", "B02 There is a plan")


def test_nothing_is_due() -> None:
    written = find_paper_format("text").write(due_paper((), AS_OF, language("en"))).decode()
    assert "Nothing is due." in written


def test_a_calendar_has_a_whole_day_for_each() -> None:
    data = due_ics(all_kinds(), AS_OF, language("nb"))
    assert data == due_ics(all_kinds(), AS_OF, language("nb"))
    events = Calendar.from_ical(data).walk("VEVENT")
    days = [event.decoded("dtstart") for event in events]
    assert days == [DAY, PROMISE.planned_on, ACCEPTED.expires_on]
    assert len({str(event["UID"]) for event in events}) == len(events)


def test_without_the_library_a_calendar_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, run: Run, tmp_path: Path
) -> None:
    put(tmp_path, "year.jsonl", COUNCIL, PLAN)
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    ran = run("due", "year.jsonl", *OWN_BOOK, "--format", "ics")
    assert ran.status == 3
    assert install("report") in ran.err


@pytest.fixture
def year(tmp_path: Path) -> Path:
    put(tmp_path, "year.jsonl", COUNCIL, PLAN)
    return tmp_path


OPTIONS = ("due", "year.jsonl", *OWN_BOOK, "--as-of", "2016-02-01")


def test_the_command_lists_what_has_not_come(run: Run, year: Path) -> None:
    ran = run(*OPTIONS, "--format", "json")
    assert ran.status == 0, ran.err
    told = json.loads(ran.out)
    assert told["as_of"] == "2016-02-01"
    assert {one["subject"] for one in told["due"]} == {"council/rogaland"}
    left = {one["days_left"] for one in told["due"]}
    assert max(left) > 0
    rows = list(csv.DictReader(io.StringIO(run(*OPTIONS, "--format", "csv").out.lstrip("\ufeff")),
                               delimiter=";"))  # fmt: skip
    assert [row["due"] for row in rows] == [one["due"] for one in told["due"]]
    near = json.loads(run(*OPTIONS, "--within", "0d", "--format", "json").out)["due"]
    assert near == [one for one in told["due"] if one["days_left"] <= 0]
    assert json.loads(run(*OPTIONS, "--overdue", "--format", "json").out)["due"] == near
    other = json.loads(run(*OPTIONS, "--council", "rogaland", "--format", "json").out)["due"]
    assert other == told["due"]


def test_what_has_come_is_not_waited_for(run: Run, year: Path) -> None:
    before = json.loads(run(*OPTIONS, "--format", "json").out)["due"]
    put(year, "year.jsonl", COUNCIL, PLAN, REPORT | {"submitted_on": "2016-01-20"})
    after = json.loads(run(*OPTIONS, "--format", "json").out)["due"]
    assert len(after) < len(before)


@pytest.mark.parametrize("format_", ["ics", "csv", "json", "xlsx", *paper_formats()])
def test_the_suffix_of_a_file_names_the_format(run: Run, year: Path, format_: str) -> None:
    name = "due." + {"text": "txt"}.get(format_, format_)
    ran = run(*OPTIONS, "--out", name)
    assert ran.status == 0, ran.err
    as_asked = run(*OPTIONS, "--format", format_, "--out", "again")
    assert as_asked.status == 0
    assert (year / name).read_bytes() == (year / "again").read_bytes()


def test_what_is_no_number_of_days_is_told(run: Run, year: Path) -> None:
    for given in ("x", "30 dager", "-3", "99999"):
        ran = run(*OPTIONS, "--within", given)
        assert ran.status == 2
        assert "write 30d" in ran.err


@pytest.mark.parametrize("command", ["due", "status", "report"])
def test_many_days_that_are_still_ahead_are_told_in_one_notice(
    run: Run, tmp_path: Path, command: str
) -> None:
    bodies = [{**COUNCIL, "_id": id_, "name": f"IA-rådet i {id_}"} for id_ in "abcdef"]
    reports = [{**REPORT, "_id": f"r-{one['_id']}", "council": one["_id"]} for one in bodies]
    about = ("--period", "2015", "--as-of", "2015-12-01", *OWN_BOOK)
    for count, lines in ((3, 3), (6, 1)):
        put(tmp_path, "many.jsonl", *bodies, *reports[:count])
        ran = run(command, "many.jsonl", *about)
        told = [line for line in ran.err.splitlines() if "2015-12-01" in line or "1 Dec" in line]
        assert len(told) == lines
    (line,) = told
    assert line == (
        "Note: What is dated after 1 December 2015 is not delivered by then, or does not count: 6 "
        "days, in report r-a, report r-b, report r-c and 3 more; iacheck check tells of each"
    )
    checked = run("check", "many.jsonl", *about, "--fail-on", "never", "--format", "json")
    assert len(json.loads(checked.out)["problems"]) == 6


def test_problems_with_the_input_are_told(run: Run, year: Path) -> None:
    put(year, "year.jsonl", COUNCIL, PLAN, REPORT | {"submitted_on": "i går"})
    ran = run(*OPTIONS, "--format", "json")
    assert ran.status == 3
    assert "year.jsonl" in ran.err
    assert json.loads(ran.out)["due"] is not None


def test_of_what_cannot_be_read_nobody_says_that_nothing_is_due(run: Run, tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"x")
    ran = run("due", "picture.png", *OWN_BOOK)
    assert (ran.status, ran.out) == (3, "")
    assert "picture.png" in ran.err


def owed(run: Run, *options: str) -> set[tuple[str, str, str]]:
    """What a store lacks: for which period, by when, and by which rules."""
    ran = run("due", *OWN_BOOK, *options, "--format", "json")
    assert ran.status == 0, ran.err
    found = json.loads(ran.out)["due"]
    return {(one["period"], one["due"], rule) for one in found for rule in one["rules"]}


def test_a_store_owes_what_nobody_has_sent_anything_for(run: Run, tmp_path: Path) -> None:
    """Of 2016 nothing has come, nor does a book cover 2014 or 2019."""
    put(tmp_path, "year.jsonl", COUNCIL, PLAN, REPORT)
    assert run("import", "year.jsonl", *OWN_BOOK).status == 0
    overdue = ("2016", "2017-03-01", "report-delivered")
    assert overdue in owed(run, "--as-of", "2017-06-01", "--overdue")
    assert {period for period, _, _ in owed(run, "--as-of", "2016-06-01")} == {"2016"}
    assert {period for period, _, _ in owed(run, "--as-of", "2016-12-01")} == {"2016", "2017"}
    far = owed(run, "--as-of", "2016-06-01", "--within", "9999d")
    assert {period for period, _, _ in far} == {"2016", "2017", "2018"}
    assert owed(run, "--as-of", "2017-06-01", "--period", "2015") == set()
    # Files tell of their own periods.
    assert owed(run, "year.jsonl", "--as-of", "2017-06-01") == set()


def test_a_store_with_bodies_alone_owes_too(run: Run, tmp_path: Path) -> None:
    put(tmp_path, "council.jsonl", COUNCIL)
    assert run("import", "council.jsonl", *OWN_BOOK).status == 0
    assert ("2016", "2017-03-01", "report-delivered") in owed(run, "--as-of", "2016-06-01")


@pytest.mark.parametrize(
    ("day", "days", "years"),
    [
        ("2016-06-01", None, (2015, 2016)),
        ("2016-07-02", None, (2015, 2017)),
        ("2016-12-31", 0, (2015, 2016)),
        ("2016-06-01", 600, (2015, 2018)),
        ("0001-01-01", 0, (1, 1)),
        ("9999-12-31", 9999, (9998, 9999)),
    ],
)
def test_near_periods(day: str, days: int | None, years: tuple[int, int]) -> None:
    found = near_periods(datetime.date.fromisoformat(day), days)
    assert (found[0].year, found[-1].year) == years
    assert len(found) == 3 * (years[1] - years[0] + 1)
