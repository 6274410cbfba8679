"""Where each body stands: what is counted of it, and the page in every form."""

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
from paper_material import council, doc, meeting, meeting_of, plan, report
from paper_rounds import EXAMPLES, PARTS
from shipped import shipped

from iacheck.cases.decision_records import Judgement, Reply
from iacheck.cases.findings import Finding, FindingChange
from iacheck.documents.document import Document
from iacheck.follow_up.due_dates import due_entries, within
from iacheck.follow_up.run_records import record_of
from iacheck.language.language import language
from iacheck.language.messages import LANGS, Lang
from iacheck.reports import find_paper_format, paper_formats
from iacheck.reports.blocks import Table
from iacheck.reports.body_status import BodyStatus, body_statuses
from iacheck.reports.history_sheet import history_sheet
from iacheck.reports.meeting.chapter import Chapter
from iacheck.reports.meeting.delivery import asking_rules
from iacheck.reports.meeting.material import JudgedSubject, Material, MeetingMaterial
from iacheck.reports.meeting.parts import open_decisions
from iacheck.reports.status_list import CSV_COLUMNS, status_csv, status_json, status_paper

Run = Callable[..., Ran]
Golden = Callable[[str, bytes], None]

DAY = datetime.date(2016, 5, 2)
REPLY = Reply("reply/r", "dispute", "Rådet", DAY, "Det stemmer ikke")
PROMISE = replace(REPLY, intent="mend", planned_on=DAY.replace(month=9))


def the_year() -> MeetingMaterial:
    return meeting_of((EXAMPLES / "2015",), "2015", "2016-06-01")


def with_findings(
    given: MeetingMaterial, changed: Callable[[Finding], Finding], since: datetime.date | None
) -> MeetingMaterial:
    """The same, with other findings, held against an earlier run."""

    def judged(one: JudgedSubject) -> JudgedSubject:
        found = replace(one.found, findings=tuple(map(changed, one.found.findings)))
        return replace(one, found=found)

    def material(one: Material) -> Material:
        return replace(one, judged=tuple(map(judged, one.judged)))

    materials = tuple(map(material, given.materials))
    subjects = tuple(one.found for of_one in materials for one in of_one.judged)
    return replace(
        given,
        result=replace(given.result, since=since, subjects=subjects),
        materials=materials,
    )


def test_everybody_has_one_line_and_every_deviation_is_counted_once() -> None:
    given = the_year()
    statuses = body_statuses(given)
    bodies = {str(s.subject) for s in (*given.result.subjects, *given.result.unjudged)}
    assert sorted(str(one.subject) for one in statuses) == sorted(bodies)
    for severity in ("error", "warning", "info"):
        counted = sum(one.open[severity] for one in statuses)
        assert counted == given.result.own_deviations(severity)
    concerned = (*given.result.subjects, *given.result.unjudged)
    assert sum(one.concerns for one in statuses) == sum(len(s.concerns) for s in concerned) > 0
    assert {one.subject.kind for one in statuses if not one.is_judged} == {"centre"}


def test_without_an_earlier_result_nothing_is_called_new() -> None:
    for one in body_statuses(the_year()):
        assert (one.new, one.repeated, one.rounds) == (None, None, None)


@pytest.mark.parametrize(
    ("change", "rounds", "expected"),
    [
        ("new", None, (True, False, None)),
        ("reopened", None, (True, False, None)),
        ("unchanged", 1, (False, True, 1)),
        ("unchanged", 4, (False, True, 4)),
    ],
)
def test_what_is_new_and_what_is_as_before(
    change: FindingChange, rounds: int | None, expected: tuple[bool, bool, int | None]
) -> None:
    def changed(finding: Finding) -> Finding:
        told = finding.verdict == "deviation"
        return replace(finding, change=change, rounds=rounds) if told else finding

    for one in body_statuses(with_findings(the_year(), changed, DAY)):
        own = sum(one.open.values())
        is_new, is_repeated, running = expected
        assert one.new == (own if is_new else 0)
        assert one.repeated == (own if is_repeated else 0)
        assert one.rounds == (running if own else None)


def test_the_sentence_of_changes_counts_as_the_columns_do() -> None:
    """What others must mend is counted in neither."""
    told = with_findings(
        the_year(),
        lambda f: replace(f, change="unchanged") if f.verdict == "deviation" else f,
        DAY,
    )
    repeated = sum(one.repeated or 0 for one in body_statuses(told))
    findings = [finding for judged in told.result.subjects for finding in judged.findings]
    assert repeated < sum(finding.verdict == "deviation" for finding in findings)
    written = find_paper_format("md").write(status_paper(told, language("en"))).decode()
    assert f": 0 new deviations, {repeated} as before and 0 mended." in written


def test_what_stands_against_nothing_is_neither_new_nor_as_before() -> None:
    for one in body_statuses(with_findings(the_year(), lambda finding: finding, DAY)):
        expected = None if any(one.open.values()) else 0
        assert (one.new, one.repeated, one.rounds) == (expected, expected, None)


def of_council(*documents: Any, as_of: str = "2016-06-01") -> BodyStatus:
    given = meeting((council("a"), *documents), "2015", as_of=as_of)
    return next(one for one in body_statuses(given) if str(one.subject) == "council/a")


def test_what_is_due_and_what_of_it_has_come() -> None:
    told = of_council(plan("a"))
    assert (told.delivered, [one.root for one in told.lacking]) == (1, ["report"])
    whole = of_council(plan("a"), report("a"))
    assert (whole.delivered, len(whole.deliveries), whole.lacking) == (2, 2, [])
    # Nobody waits for what is not due yet.
    early = of_council(plan("a", adopted_on="2015-02-01"), as_of="2015-12-01")
    assert [one.root for one in early.deliveries] == ["plan"]


@pytest.mark.parametrize(
    ("documents", "told"),
    [
        ([], "0 of 2; lacking: action plan, report"),
        ([report("a", submitted_on=None)],
         "0 of 2; lacking: action plan; there without a day: report"),
        ([plan("a"), report("a", submitted_on="2016-09-01")], "1 of 2; dated later: report"),
        ([plan("a"), report("a", submitted_on="2015-03-01")], "1 of 2; cannot be told: report"),
        ([plan("a"), report("a")], "2 of 2"),
    ],
)  # fmt: skip
def test_what_is_there_without_being_delivered_is_not_said_to_be_lacking(
    documents: list[Document], told: str
) -> None:
    given = meeting((council("a"), *documents), "2015", as_of="2016-06-01")
    written = find_paper_format("md").write(status_paper(given, language("en"))).decode()
    (line,) = [one for one in written.splitlines() if one.startswith("| IA-rådet i a |")]
    assert line.split(" | ")[1] == told


def test_the_last_day_of_a_document_or_a_reply_is_when_it_was_heard_of() -> None:
    assert of_council().last_heard is None
    first, last = datetime.date(2015, 2, 1), datetime.date(2016, 2, 1)
    assert of_council(plan("a", adopted_on=first.isoformat())).last_heard == first
    assert of_council(plan("a", adopted_on=first.isoformat()), report("a")).last_heard == last
    # A day that has not come is none on which anything was heard.
    ahead = report("a", submitted_on="2016-09-01")
    assert of_council(plan("a", adopted_on=first.isoformat()), ahead).last_heard == first

    def answered(finding: Finding) -> Finding:
        replies = (REPLY, replace(REPLY, on=DAY.replace(year=2017)))
        return replace(finding, replies=replies) if finding.verdict == "deviation" else finding

    for one in body_statuses(with_findings(the_year(), answered, None)):
        assert one.promised == 0
        assert one.answered >= sum(one.open.values())
        if one.answered:
            assert one.last_heard == DAY


def test_what_was_heard_of_another_period_is_not_shown_and_the_page_says_so() -> None:
    later = plan("a", period="2016", adopted_on="2016-02-20")
    assert of_council(plan("a"), report("a"), later).last_heard == datetime.date(2016, 2, 1)
    given = meeting((council("a"),), "2015", as_of="2016-06-01")
    written = find_paper_format("md").write(status_paper(given, language("en"))).decode()
    assert "its last document for the periods that are shown, or of its last reply" in written


THEIRS = replace(REPLY, by="LO", giver="party/LO")
UPHELD = Judgement("judgement/j", "deviation", "Gruppen", DAY, "Konstruert")


@pytest.mark.parametrize(
    ("replies", "judgement", "waits", "promised"),
    [
        pytest.param((REPLY,), None, True, False, id="disputed"),
        pytest.param((replace(REPLY, intent="ask_waiver"),), None, True, False, id="a waiver"),
        pytest.param((PROMISE,), None, False, True, id="promised"),
        pytest.param((REPLY, PROMISE), None, False, True, id="disputed, and then promised"),
        pytest.param((PROMISE, REPLY), None, True, False, id="promised, and then disputed"),
        pytest.param((THEIRS, PROMISE), None, True, True, id="by one disputed, by one promised"),
        pytest.param((REPLY,), UPHELD, False, False, id="judged the same day"),
        pytest.param(
            (replace(REPLY, on=DAY.replace(day=9)),), UPHELD, True, False, id="disputed again"
        ),
        pytest.param((PROMISE,), UPHELD, False, True, id="promised, and judged"),
    ],
)
def test_a_promise_waits_for_its_day_and_for_nobodys_decision(
    replies: tuple[Reply, ...], judgement: Judgement | None, *, waits: bool, promised: bool
) -> None:
    def answered(finding: Finding) -> Finding:
        told = finding.verdict == "deviation"
        return replace(finding, replies=replies, judgement=judgement) if told else finding

    given = with_findings(the_year(), answered, None)
    found = sum(f.verdict == "deviation" for one in given.result.subjects for f in one.findings)
    statuses = body_statuses(given)
    assert sum(one.answered for one in statuses) == (found if waits else 0)
    assert sum(one.promised for one in statuses) == (found if promised else 0)
    # So says the paper.
    told = open_decisions.blocks(given, list(map(Chapter.of, given.materials)), language("en"))
    captions = {one.caption for one in told if isinstance(one, Table)}
    asked = {"Findings that are disputed", "Waivers that are asked for"}
    assert bool(captions & asked) == waits


@pytest.mark.parametrize(
    ("as_of", "summary", "cell", "overdue"),
    [
        ("2016-09-02", "1 is promised to be mended.", "1 promised", 0),
        (
            "2016-09-03",
            "1 was promised to be mended by a day that is past.",
            "1 past its day",
            1,
        ),
    ],
)
def test_a_promise_past_its_day_says_so(as_of: str, summary: str, cell: str, overdue: int) -> None:
    given = meeting((council("a"), plan("a")), "2015", as_of=as_of)

    def promised(finding: Finding) -> Finding:
        told = finding.rule.id == "report-delivered"
        return replace(finding, replies=(PROMISE,)) if told else finding

    given = with_findings(given, promised, None)
    (told,) = [one for one in body_statuses(given) if one.promised]
    assert told.overdue == overdue
    paper = status_paper(given, language("en"))
    written = find_paper_format("md").write(paper).decode()
    assert summary in written
    assert f"| {cell} |" in written
    (body,) = [one for one in json.loads(status_json(given, language("nb")))["bodies"]
               if one["promised"]]  # fmt: skip
    assert body["overdue"] == overdue


def owed_and_lacking(given: MeetingMaterial) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Who owes a document of which period that has been due; and whom the page says to lack it."""
    books, schemas = shipped()
    entries = due_entries(given.result, asking_rules(books, schemas))
    overdue = within(entries, given.result.as_of, None, only_overdue=True)
    owed = {
        (str(one.subject), str(one.period))
        for one in overdue
        if one.kind == "delivery" and one.asking
    }
    lacking = {
        (str(one.subject), str(delivery.period))
        for one in body_statuses(given)
        for delivery in one.lacking
        if not delivery.accepted
    }
    return owed, lacking


JUDGED = {
    "rule": "report-delivered", "subject": "council/a", "period": "2015", "reason": "Konstruert",
    "judged_by": "Oppfølgingsgruppen", "judged_on": "2016-05-01",
}  # fmt: skip


def judged(given: Document, verdict: str) -> Document:
    return doc("judgement", "j", **JUDGED, verdict=verdict, basis={given.name: given.sha256})


UNSENT = report("a", submitted_on=None)


@pytest.mark.parametrize(
    ("documents", "lacks"),
    [
        pytest.param([], True, id="nothing came"),
        pytest.param([report("a")], False, id="in time"),
        pytest.param([report("a", submitted_on="2016-05-20")], False, id="late"),
        pytest.param([UNSENT], True, id="without a day"),
        pytest.param([report("a", submitted_on="2016-09-01")], True, id="a day after today"),
        pytest.param([report("a", submitted_on="2015-03-01")], True, id="before the year ended"),
        pytest.param([UNSENT, judged(UNSENT, "met")], False, id="judged to have come"),
        pytest.param([UNSENT, judged(UNSENT, "deviation")], True, id="judged not to have come"),
    ],
)
def test_what_is_overdue_is_what_is_lacking(documents: list[Document], *, lacks: bool) -> None:
    """`due` and `status` say the same of what has not come, or may not have."""
    given = meeting([council("a"), plan("a"), *documents], "2015")
    of_report = {("council/a", "2015")} if lacks else set()
    assert owed_and_lacking(given) == (of_report, of_report)


def test_of_whole_years_it_is_the_same_but_for_what_no_day_is_said_for() -> None:
    books, schemas = shipped()
    asking = asking_rules(books, schemas)
    for given in (the_year(), meeting_of((EXAMPLES / "2012", PARTS), "2012", "2013-02-15")):
        owed, lacking = owed_and_lacking(given)
        with_day = {
            (str(one.subject), str(one.period))
            for one in given.result.subjects
            if any(f.due for f in one.findings if f.rule in asking)
        }
        assert owed == lacking & with_day
        assert owed


def test_periods_of_one_body_are_one_line() -> None:
    given = meeting_of((EXAMPLES / "2012", PARTS), "2012", "2013-02-15")
    assert len(given.materials) > 1
    statuses = body_statuses(given)
    assert len({str(one.subject) for one in statuses}) == len(statuses)
    kinds = [one.subject.kind for one in statuses if one.is_judged]
    assert kinds == sorted(kinds, key=("council", "party", "centre", "national").index)
    written = find_paper_format("text").write(status_paper(given, language("en"))).decode()
    assert "action plan for 2012" in " ".join(written.split())


@pytest.mark.parametrize("lang", LANGS)
def test_a_whole_page(golden: Golden, lang: Lang) -> None:
    seen: list[int] = []

    def changed(finding: Finding) -> Finding:
        """Of the deviations, one new, one as before, one as before for three times, and so on."""
        if finding.verdict != "deviation":
            return finding
        seen.append(1)
        change: FindingChange = "new" if len(seen) % 3 == 0 else "unchanged"
        rounds = None if change == "new" else len(seen) % 4 + 1
        replies = (REPLY,) if len(seen) % 7 == 0 else (PROMISE,) if len(seen) % 9 == 0 else ()
        return replace(finding, change=change, rounds=rounds, replies=replies)

    given = with_findings(the_year(), changed, datetime.date(2016, 3, 15))
    golden(
        f"status.{lang}.txt", find_paper_format("text").write(status_paper(given, language(lang)))
    )
    golden(f"status.{lang}.csv", status_csv(given, language(lang)))


def test_json_and_csv_say_the_same() -> None:
    given = the_year()
    told = json.loads(status_json(given, language("nb")))
    rows = list(csv.DictReader(
        io.StringIO(status_csv(given, language("nb")).decode("utf-8-sig")), delimiter=";"
    ))  # fmt: skip
    assert told["since"] is None
    assert [row["subject"] for row in rows] == [one["subject"] for one in told["bodies"]]
    for row, one in zip(rows, told["bodies"], strict=True):
        assert tuple(row) == CSV_COLUMNS
        assert row["error"] == str(one["open"]["error"])
        assert row["due"] == str(len(one["deliveries"]))
        assert row["last_heard"] == (one["last_heard"] or "")
        assert (row["new"], one["new"]) == ("", None)


@pytest.fixture
def year(tmp_path: Path) -> Path:
    put(tmp_path, "year.jsonl", COUNCIL, PLAN, REPORT)
    return tmp_path


SINCE = (*OWN_BOOK, "--as-of", "2016-04-01", "--fail-on", "never")
OPTIONS = ("status", "year.jsonl", *OWN_BOOK, "--as-of", "2016-04-01")


@pytest.mark.parametrize("format_", ["csv", "json", "xlsx", *paper_formats()])
def test_the_suffix_of_a_file_names_the_format(run: Run, year: Path, format_: str) -> None:
    name = "status." + {"text": "txt"}.get(format_, format_)
    ran = run(*OPTIONS, "--out", name)
    assert ran.status == 0, ran.err
    assert run(*OPTIONS, "--format", format_, "--out", "again").status == 0
    assert (year / name).read_bytes() == (year / "again").read_bytes()


def test_it_is_held_against_an_earlier_result(run: Run, year: Path) -> None:
    put(year, "year.jsonl", COUNCIL, PLAN)
    assert run("check", "year.jsonl", *SINCE, "--out", "then.json").status == 0
    (one,) = json.loads(run(*OPTIONS, "--since", "then.json", "--format", "json").out)["bodies"]
    assert one["new"] == 0
    assert one["repeated"] == sum(one["open"].values()) > 0
    assert run(*OPTIONS, "--since", "year.jsonl").status == 3


def test_a_workbook_has_counts_and_days(run: Run, year: Path) -> None:
    assert run(*OPTIONS, "--out", "status.xlsx").status == 0
    (sheet,) = openpyxl.load_workbook(year / "status.xlsx").worksheets  # without earlier results
    *_, head, row = sheet.iter_rows(values_only=True)
    told = dict(zip(head, row, strict=True))
    assert told["Last heard"] == datetime.datetime(2016, 2, 10)
    assert isinstance(told["Errors"], int)
    assert told["New"] is None or told["New"] == ""


def test_several_earlier_results_are_a_history(run: Run, year: Path) -> None:
    """A column for each of them and for now; a row for each check that was not always met."""
    put(year, "early.jsonl", COUNCIL, PLAN)
    for name, day, file in (("b", "2016-03-15", "early.jsonl"), ("a", "2015-06-01", "year.jsonl")):
        on = (*OWN_BOOK, "--as-of", day, "--fail-on", "never", "--out", f"{name}.json")
        assert run("check", file, *on).status in (0, 3), name
    earlier = ("--since", "b.json", "--since", "a.json")
    ran = run(*OPTIONS, *earlier, "--out", "status.xlsx")
    assert ran.status == 0, ran.err
    _, sheet = openpyxl.load_workbook(year / "status.xlsx").worksheets
    assert sheet.title == "History"
    rows = list(sheet.iter_rows(values_only=True))
    at = next(number for number, row in enumerate(rows) if row[0] == "Who")
    assert rows[at][4:] == ("1 June 2015", "15 March 2016", "1 April 2016")
    histories = {(row[0], row[2], row[3]): row[4:] for row in rows[at + 1 :]}
    assert histories
    assert all("not met" in outcomes for outcomes in histories.values())
    # What had not come in March has come since.
    assert any(outcomes[1:] == ("not met", "met") for outcomes in histories.values())
    # The line of the body is held against the last of them.
    told = json.loads(run(*OPTIONS, *earlier, "--format", "json").out)
    assert told["since"] == "2016-03-15"


def test_a_history_says_what_is_about_another_period_and_where_predecessors_stand() -> None:
    old = council("old", active={"to": "2015-12-31"})
    new = council("b", active={"from": "2016-01-01"}, successor_of=["old"])
    now = meeting([council("a"), old, new], "2016", as_of="2017-06-01")
    then = meeting([council("a")], "2015", as_of="2016-06-01")
    sheet = history_sheet(now.result, [record_of(then.result)], language("en"))
    (row,) = [row for row in sheet.rows if row[0] == "IA-rådet i a" and row[2] == "B13"]
    assert row[1:3] == ("2016", "B13")
    assert row[4:] == ("not met (2015)", "not met")
    assert any("took over from stands under their names" in str(line) for line in sheet.above)


def test_a_store_is_held_against_its_last_round(run: Run, year: Path) -> None:
    put(year, "early.jsonl", COUNCIL, PLAN)
    assert run("import", "early.jsonl", *OWN_BOOK).status == 0
    status = ("status", *OWN_BOOK, "--period", "2015", "--as-of", "2016-06-01", "--format", "json")
    assert json.loads(run(*status).out)["since"] is None
    for day in ("2016-04-01", "2016-05-01"):
        kept = run("round", "keep", "--period", "2015", "--as-of", day, *OWN_BOOK)
        assert kept.status == 0, kept.err
    told = json.loads(run(*status).out)
    assert told["since"] == "2016-05-01"
    (body,) = [one for one in told["bodies"] if one["subject"] == "council/rogaland"]
    assert body["repeated"] == sum(body["open"].values()) > 0
    assert body["rounds"] == 2


def test_each_period_is_held_against_the_last_round_that_judged_it(run: Run, year: Path) -> None:
    """A round of one period tells nothing of the others, whichever was kept last."""
    later = {**PLAN, "_id": "p-2016", "period": "2016"}
    put(year, "early.jsonl", COUNCIL, PLAN, later)
    assert run("import", "early.jsonl", *OWN_BOOK).status == 0
    for period, day in (("2015", "2016-04-01"), ("2016", "2017-04-01"), ("2015", "2017-04-15")):
        kept = run("round", "keep", "--period", period, "--as-of", day, *OWN_BOOK)
        assert kept.status == 0, kept.err
    status = ("status", *OWN_BOOK, "--as-of", "2017-06-01")
    told = json.loads(run(*status, "--format", "json").out)
    assert told["since"] == "2017-04-15"
    (body,) = [one for one in told["bodies"] if one["subject"] == "council/rogaland"]
    assert (body["new"], body["repeated"]) == (0, sum(body["open"].values()))
    assert body["repeated"] > 0
    ran = run(*status, "--lang", "en")
    assert "tells nothing of" not in ran.out + ran.err
    days = "15 April 2017 (2015) and 1 April 2017 (2016)"
    assert f"Against the results of {days}: 0 new deviations" in " ".join(ran.out.split())
    # The paper does the same of periods that it is about.
    ran = run("report", *OWN_BOOK, "--as-of", "2017-06-01", "--period", "2015", "--period", "2016",
              "--lang", "en")  # fmt: skip
    assert f"Against the results of {days}: 0 new deviations" in " ".join(ran.out.split())


def test_without_anybody_nothing_is_shown(run: Run, tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"x")
    ran = run("status", "picture.png", *OWN_BOOK)
    assert (ran.status, ran.out) == (3, "")


def test_a_council_of_one_of_several_years_stands_by_its_name() -> None:
    """One that begins in the second year is not told of after all that were there before."""
    begins = council("b", active={"from": "2016-01-01"})
    given = meeting((council("a"), begins, council("c")), "2015", "2016", as_of="2017-06-01")
    names = [str(one.subject) for one in body_statuses(given) if one.subject.kind == "council"]
    assert names == ["council/a", "council/b", "council/c"]
