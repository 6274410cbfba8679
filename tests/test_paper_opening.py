"""What the paper for a meeting opens with: changes, decisions, deliveries, results, due dates."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from commands import COUNCIL, OWN_BOOK, PLAN, REPORT, Ran, put
from paper_material import (
    activity,
    alone,
    council,
    doc,
    material,
    meeting,
    meeting_of,
    plan,
    report,
)
from paper_rounds import ENGLISH, EXAMPLES, PARTS, opening, sentences, tables, words
from result_samples import PLAN as PLAN_RULE

from iacheck.cases.findings import DroppedFinding, Finding, FindingChange, Subject
from iacheck.documents.document import Document
from iacheck.follow_up.due_dates import DueEntry
from iacheck.follow_up.result_changes import with_changes
from iacheck.follow_up.run_records import record_of
from iacheck.language.periods import Period
from iacheck.reports import as_pdf, find_format
from iacheck.reports.blocks import Block, Heading, NewPage, Table
from iacheck.reports.meeting.breakdown import BreakdownRow, merged_row, used_once
from iacheck.reports.meeting.chapter import Chapter
from iacheck.reports.meeting.material import MeetingMaterial
from iacheck.reports.meeting.outcomes import Outcomes
from iacheck.reports.meeting.paper import paper
from iacheck.reports.meeting.parts import changes, delivery, due_dates, open_decisions, results

Run = Callable[..., Ran]

SINCE = datetime.date(2016, 3, 15)


def of_year() -> MeetingMaterial:
    return meeting_of((EXAMPLES / "2015",), "2015", "2016-06-01")


def chapters_of(given: MeetingMaterial) -> list[Chapter]:
    return list(map(Chapter.of, given.materials))


def headings(blocks: Iterable[Block], level: int = 1) -> list[str]:
    return [b.text for b in blocks if isinstance(b, Heading) and b.level == level]


def test_it_opens_with_what_a_meeting_needs_and_the_rest_is_annexes() -> None:
    given = of_year()
    blocks = paper(alone(given.materials[0]), ENGLISH).blocks
    end = blocks.index(NewPage())
    assert headings(blocks[:end]) == [
        "In short", "What the meeting is asked to decide", "Who has delivered",
        "What most do not meet", "Results", "Money", "Next due dates",
    ]  # fmt: skip
    annexes = headings(blocks[end:])
    assert [text.partition(":")[0] for text in annexes] == [f"Annex {n}" for n in range(1, 9)]


@pytest.mark.slow
def test_it_opens_with_eight_pages_for_seventeen_councils() -> None:
    pdf = pypdfium2.PdfDocument(as_pdf.write(paper(of_year(), ENGLISH)))
    first = next(
        number
        for number, page in enumerate(pdf)
        if "\nAnnex 1" in "\n" + page.get_textpage().get_text_range().replace("\r", "")
        and "In short" not in page.get_textpage().get_text_range()
    )
    assert first <= 8


def test_the_year_and_its_halves_are_in_one_paper() -> None:
    given = meeting_of((EXAMPLES / "2012", PARTS), "2012", "2013-02-15")
    blocks = list(paper(given, ENGLISH).blocks)
    front = blocks[: blocks.index(NewPage())]
    assert headings(front).count("What most do not meet") == 1
    told = headings(front, 2)
    assert {"The councils, first half of 2012", "The parties, second half of 2012"} < set(told)
    assert "The centres, 2012" in told
    assert headings(blocks[len(front) :])[:3] == [
        "Annex 1: First half of 2012", "Annex 2: Second half of 2012", "Annex 3: The year 2012",
    ]  # fmt: skip


# Since last time


def changed(
    given: MeetingMaterial, of: Callable[[Finding], tuple[FindingChange | None, int | None]]
) -> MeetingMaterial:
    """The same, held against an earlier result."""
    (one,) = given.materials

    def findings(found: Iterable[Finding]) -> tuple[Finding, ...]:
        told = ((f, of(f)) for f in found)
        return tuple(replace(f, change=change, rounds=rounds) for f, (change, rounds) in told)

    judged = tuple(
        replace(j, found=replace(j.found, findings=findings(j.found.findings))) for j in one.judged
    )
    result = replace(
        given.result, since=SINCE, subjects=tuple(j.found for j in judged),
        dropped=(DroppedFinding("council/gone", Period(2015), "x", "B99", "IA-rådet i gone"),),
    )  # fmt: skip
    return replace(given, result=result, materials=(replace(one, judged=judged),))


def test_without_an_earlier_result_nothing_is_told_of_changes() -> None:
    assert list(changes.blocks(of_year(), chapters_of(of_year()), ENGLISH)) == []


def test_what_was_decided_since_last_time_is_told() -> None:
    """Upheld, dismissed, or accepted: by a day after the last result, and no earlier one."""
    documents = (*map(council, "abc"), *map(report, "abc"), plan("b"), plan("c"))
    about = {"period": "2015", "reason": "x"}
    evidence = {"rule": "work-rests-on-evidence", **about}
    judged_by = {"judged_by": "Oppfølgingsgruppen", "judged_on": "2016-05-15"}
    decisions = [
        doc("judgement", "j1", subject="council/a", verdict="met", **evidence, **judged_by,
            basis={"report/a-2015": documents[3].sha256}),
        doc("judgement", "j2", subject="council/b", verdict="deviation", **evidence, **judged_by,
            basis={"report/b-2015": documents[4].sha256}),
        doc("waiver", "w", rule="plan-exists", subject="council/a", **about,
            granted_by="Oppfølgingsgruppen", granted_on="2016-05-15", expires_on="2016-12-31"),
    ]  # fmt: skip
    then = record_of(meeting(documents, "2015", as_of="2016-05-01").result)
    given = meeting((*documents, *decisions), "2015", as_of="2016-06-01")
    expected = [
        "IA-rådet i a: B01 (accepted until 31 December 2016) and B05 (judged to be met)",
        "IA-rådet i b: B05 (judged not to be met)",
    ]
    for day, told in ((then.as_of, expected), (datetime.date(2016, 5, 20), [])):
        # Of what came out the same both times, the day alone tells that it was decided.
        earlier = then if told else replace(record_of(given.result), as_of=day)
        result = with_changes(given.result, [earlier])
        subjects = {str(one.subject): one for one in result.subjects}
        materials = tuple(
            replace(one, judged=tuple(
                replace(j, found=subjects[str(j.subject)]) for j in one.judged))
            for one in given.materials
        )  # fmt: skip
        held = replace(given, result=result, materials=materials)
        lines = sentences(changes.blocks(held, chapters_of(held), ENGLISH))
        assert ("Decided since last time:" in lines) is bool(told)
        assert [line for line in lines if line in expected] == told
        written = find_format("text").render(result, ENGLISH).decode()
        listed = "Decided since last time: B05 (judged not to be met)"
        assert (listed in " ".join(written.split())) is bool(told)


def test_what_came_out_otherwise_is_neither_mended_nor_forgotten() -> None:
    (one,) = of_year().materials
    judged = tuple(
        replace(j, found=replace(j.found, findings=tuple(
            replace(f, deviated_before=f.verdict in ("waived", "deviation"),
                    change="unchanged" if f.verdict == "deviation" else None)
            for f in j.found.findings)))
        for j in one.judged
    )  # fmt: skip
    found = replace(of_year().result, since=SINCE, subjects=tuple(j.found for j in judged))
    given = replace(of_year(), result=found, materials=(replace(one, judged=judged),))
    blocks = list(changes.blocks(given, chapters_of(given), ENGLISH))
    rows = {row[0]: row[1:] for row in tables(blocks)["What has changed"]}
    assert rows["IA-rådet i Hordaland"][-1] == "B13 (waived)"
    waived = found.count("waived")
    assert any(f"{waived} with another outcome" in line for line in sentences(blocks))


def test_what_is_new_stands_with_what_it_is_and_the_rest_is_counted() -> None:
    def of(finding: Finding) -> tuple[FindingChange | None, int | None]:
        if finding.verdict == "deviation":
            return {"B08": ("new", None), "B14": ("reopened", None)}.get(
                finding.rule.demand, ("unchanged", 3)
            )  # type: ignore[return-value]
        return ("fixed", None) if finding.rule.demand == "B01" else (None, None)

    given = changed(of_year(), of)
    blocks = list(changes.blocks(given, chapters_of(given), ENGLISH))
    rows = {row[0]: row[1:] for row in tables(blocks)["What has changed"]}
    assert rows["IA-rådet i Agder"][0] == "B08 The council's members lack an authority"
    assert rows["IA-rådet i Agder"][1:] == ["3, up to 3 rounds", "B01"]
    assert rows["IA-rådet i Nord-Trøndelag"][0] == (
        "B14 The annual report says nothing about priorities (back again), and 1 more"
    )
    told = sentences(blocks)
    (same,) = [line for line in told if line.startswith("As before, and nothing new")]
    assert "IA-rådet i Finnmark (5, up to 3 rounds)" in same
    (lasting,) = [line for line in told if line.startswith("At least 3 times running")]
    assert "IA-rådet i Finnmark (B01, B05 and B28)" in lasting
    # What only may be, and what others must mend, is not held against anybody.
    assert "B10" not in lasting
    assert "B09" not in lasting
    assert "Not met last time, and judged no more: IA-rådet i gone, 2015: B99" in told
    # Everybody with a change is told of once.
    named = [one.subject.name for one in given.result.subjects if any(
        f.change for f in one.findings)]  # fmt: skip
    assert all((str(name) in rows) + (f"{name} (" in same) == 1 for name in named[:17])


@pytest.mark.parametrize(("rounds", "expected"), [(1, False), (2, True), (5, True)])
def test_what_has_lasted_long_is_told_of_by_itself(rounds: int, expected: bool) -> None:
    given = changed(
        of_year(), lambda f: ("unchanged", rounds) if f.verdict == "deviation" else (None, None)
    )
    told = sentences(changes.blocks(given, chapters_of(given), ENGLISH))
    assert any("times running" in line for line in told) == expected


@pytest.mark.parametrize(("count", "more"), [(21, None), (22, 2), (40, 20)])
def test_of_many_bodies_the_first_are_named(count: int, more: int | None) -> None:
    given = changed(
        meeting([council(f"c{n:02}") for n in range(count)], "2015"),
        lambda f: ("unchanged", 1) if f.verdict == "deviation" else (None, None),
    )
    told = sentences(changes.blocks(given, chapters_of(given), ENGLISH))
    (same,) = [line for line in told if line.startswith("As before, and nothing new")]
    assert same.count("IA-rådet i ") == (count if more is None else 20)
    assert (f"and {more} more" in same) == (more is not None)


# What the meeting is asked to decide


def reply(key: str, intent: str, about: str = "report-delivered", **fields: Any) -> Document:
    given = {"subject": "council/a", "period": "2015", "given_by": "IA-rådet i a",
             "given_on": "2016-04-01", "text": f"Tekst {key}", **fields}  # fmt: skip
    return doc("reply", key, rule=about, intent=intent, **given)


def decide(*documents: Document) -> list[Block]:
    given = meeting([council("a"), *documents], "2015")
    return list(open_decisions.blocks(given, chapters_of(given), ENGLISH))


def test_a_waiver_that_was_granted_and_has_lapsed_is_not_asked_for_any_more() -> None:
    """The reply was decided; one that asks anew waits again."""
    granted = {"rule": "report-delivered", "subject": "council/a", "period": "2015", "reason": "x",
               "granted_by": "Oppfølgingsgruppen", "expires_on": "2016-05-15"}  # fmt: skip
    lapsed = doc("waiver", "w", **granted, granted_on="2016-04-01")
    asked = "Waivers that are asked for"
    assert asked in tables(decide(reply("t", "ask_waiver")))
    assert asked not in tables(decide(reply("t", "ask_waiver"), lapsed))
    again = reply("u", "ask_waiver", given_on="2016-05-20")
    (row,) = tables(decide(reply("t", "ask_waiver"), again, lapsed))[asked]
    assert "20 May 2016" in row[2]
    # What somebody granted who may not is no decision, nor what was granted before it was asked.
    for other in (
        doc("waiver", "w", **granted | {"granted_by": "IA-rådet i a"}, granted_on="2016-04-01"),
        doc("waiver", "w", **granted, granted_on="2016-03-01"),
    ):
        assert asked in tables(decide(reply("t", "ask_waiver"), other))
    # A waiver decides no dispute.
    assert "Findings that are disputed" in tables(decide(reply("t", "dispute"), lapsed))
    states = {}
    for name, documents in {"asked": (), "lapsed": (lapsed,), "again": (lapsed, again)}.items():
        found = meeting([council("a"), reply("t", "ask_waiver"), *documents], "2015").result
        states[name] = {
            one.state for of in found.subjects for one in of.findings
            if one.rule.id == "report-delivered" and str(of.subject) == "council/a"
        }  # fmt: skip
    assert states == {"asked": {"answered"}, "lapsed": {"open"}, "again": {"answered"}}


def test_replies_wait_by_what_they_mean() -> None:
    assert "Nothing waits for a decision." in sentences(decide())
    found = tables(decide(reply("r", "dispute"), reply("s", "ask_waiver", "council-has-all-sides")))
    (row,) = found["Findings that are disputed"]
    assert row[0] == "IA-rådet i a"
    assert row[1].startswith("B13 ")
    assert row[2:] == ["IA-rådet i a, 1 April 2016", "Tekst r"]
    # What is meant to be mended asks for no decision; what is said last is meant.
    last = reply("t", "mend", given_on="2016-04-02")
    assert "Nothing waits for a decision." in sentences(decide(reply("r", "dispute"), last))


def test_a_waiver_that_is_asked_for() -> None:
    (row,) = tables(decide(reply("r", "ask_waiver")))["Waivers that are asked for"]
    assert row[3] == "Tekst r"


def test_what_must_be_judged_and_what_holds_no_more() -> None:
    given = meeting_of((EXAMPLES / "2012", PARTS), "2012", "2013-02-15")
    blocks = list(open_decisions.blocks(given, chapters_of(given), ENGLISH))
    waiting = {
        (f.rule.demand, f.rule.id)
        for one in given.result.subjects for f in one.findings
        if f.verdict == "undetermined" and f.basis
    }  # fmt: skip
    rows = tables(blocks)["What must be judged"]
    assert sorted(row[0].partition(" ")[0] for row in rows) == sorted(d for d, _ in waiting)
    (told,) = sentences(blocks)
    assert told.startswith("The judgement troms-2012-H15 decides nothing: scorecard/troms-2012")


# Who has delivered


def test_only_what_is_not_in_order_has_a_row() -> None:
    given = material([*map(council, "abc"), report("a"), report("b", submitted_on="2016-03-11")])
    found = list(delivery.delivery_overview([Chapter.of(given)], ENGLISH))
    assert "Report for 2015: 2 of 3 have delivered. 1 was late." in sentences(found)
    rows = tables(found)["Late, or not delivered"]
    of_reports = [row for row in rows if row[1] == "Report for 2015"]
    assert of_reports == [
        ["IA-rådet i c", "Report for 2015", "not delivered", "Due 1 March 2016."],
        ["IA-rådet i b", "Report for 2015", "late", "11 March 2016. 10 days after 1 March 2016."],
    ]  # fmt: skip
    assert "IA-rådet i a" not in {row[0] for row in of_reports}
    # A plan is only to be there, and has its day all the same, as in the list of due dates.
    of_plans = [row[2:] for row in rows if row[1] == "Action plan for 2015"]
    assert of_plans == [["not delivered", "Due 1 July 2015."]] * 3


# Results


def test_what_came_of_the_work_is_counted() -> None:
    held = [{"held_on": day} for day in ("2015-02-01", "2015-12-31", "2016-01-01", "i går")]
    media = [{"outlet": "x", "date": day} for day in ("2015-05-05", "2014-05-05")]
    given = material([
        council("a"), council("b"),
        report("a", [
            activity("1", 1, participants=20, effect="Flere kurs"),
            activity("2", 1, 2, participants=0),
            activity("3", 2),
            activity("4", 3, participants=99, effect="x", status="cancelled"),
            activity("5", 3, participants="mange", effect="–"),
        ], meetings=held, media=media),
    ])  # fmt: skip
    chapter = Chapter.of(given)
    assert Outcomes.of(chapter.counted.accounts) == Outcomes(4, 20, 2, 1, 2, 1)
    found = list(results.blocks([chapter], ENGLISH))
    assert tables(found)["What was carried out, and what came of it"] == [
        ["IA-rådet i a", "4", "20", "1", "2", "1"],
        ["IA-rådet i b", "no report", "–", "–", "–", "–"],
        ["All", "4", "20", "1", "2", "1"],
    ]
    assert "2 of 4 activities say how many took part, and 1 what came of them." in sentences(found)
    # What cannot be read is named.
    assert any("participants" in ENGLISH.part(part) for part in chapter.counted.unread)


def test_a_paper_without_councils_has_no_results() -> None:
    authority = doc("party_report", "x", party="Arbeidstilsynet", period="2012-H2")
    given = material([authority], "2012-H2", "2013-02-01")
    assert not given.subjects("council")
    assert list(results.blocks([Chapter.of(given)], ENGLISH)) == []
    assert "Results" not in headings(opening(given))


def test_words_used_once_are_one_row_that_adds_up() -> None:
    rows = [
        BreakdownRow("bygg", {1: 2}, {1: 50}, 2),
        BreakdownRow("IKT", {1: 1}, {1: 7}, 1),
        BreakdownRow("verft", {1: 1, 2: 1}, {1: 3, 2: 2}, 1),
        BreakdownRow(None, {None: 1}, {}, 1),
    ]
    seldom = used_once(rows)
    assert [row.word for row in seldom] == ["IKT", "verft"]
    joined = merged_row(seldom)
    assert (joined.activities, joined.money, joined.total) == ({1: 2, 2: 1}, {1: 10, 2: 2}, 2)


# Next due dates


def test_what_is_due_next_stands_by_day_with_what_asks_for_it() -> None:
    given = meeting([*map(council, "abcdefgh")], "2015", as_of="2016-02-01")
    found = list(due_dates.blocks(given, ENGLISH))
    rows = tables(found)["What is due, the first day first"]
    days = [row[0] for row in rows]
    assert days == ["1 March 2016"]
    assert rows[0][1].startswith("Delivery for 2015: B13 ")
    assert rows[0][2].endswith("and 2 more")
    later = meeting([council("a")], "2015", as_of="2016-06-01")
    assert sentences(due_dates.blocks(later, ENGLISH)) == ["Nothing more is due."]
    whole = meeting([council("a"), plan("a"), report("a")], "2015", as_of="2016-06-01")
    assert sentences(due_dates.blocks(whole, ENGLISH)) == ["Nothing is due."]


def test_what_is_overdue_stands_before_what_is_due() -> None:
    given = meeting(
        [*map(council, "abc"), plan("b"), plan("c"), report("b", submitted_on=None), report("c")],
        "2015", as_of="2016-06-01",
    )  # fmt: skip
    found = tables(list(due_dates.blocks(given, ENGLISH)))
    assert list(found) == ["What is overdue, the first day first"]
    (rows,) = found.values()
    told = [(row[0], row[1][:24], row[2]) for row in rows]
    assert told == [
        ("1 July 2015", "Delivery for 2015: B01 T", "IA-rådet i a"),
        ("1 March 2016", "Delivery for 2015: B13 T", "IA-rådet i a"),
        ("1 March 2016", "Delivery for 2015: B13 T", "IA-rådet i b"),
    ]
    assert "without" in rows[2][1]
    assert "without" not in rows[1][1]


def test_a_promise_that_was_not_kept_stands_before_what_is_due() -> None:
    promise = reply("t", "mend", planned_on="2016-05-15")
    title = "Promised to be mended by a day that is past, and not mended"
    for as_of, is_past in (("2016-05-15", False), ("2016-05-16", True)):
        given = meeting([council("a"), promise], "2015", as_of=as_of)
        found = tables(list(due_dates.blocks(given, ENGLISH)))
        (row,) = found[title] if is_past else found["What is due, the first day first"]
        assert (row[0], row[2]) == ("15 May 2016", "IA-rådet i a")
        assert "B13 " in row[1]
        assert (title in found) is is_past


def test_a_promise_of_another_names_whom_it_is_about() -> None:
    promise = DueEntry(
        "promise", datetime.date(2016, 7, 1), Subject("centre", "x", "Senteret"),
        Subject("council", "a", "IA-rådet i a"), Period(2015), (PLAN_RULE,),
    )  # fmt: skip
    others = replace(promise, about=Subject("council", "b", "IA-rådet i b"))
    given = replace(meeting([council("a")], "2015", as_of="2016-06-01"), due=(promise, others))
    found = tables(list(due_dates.blocks(given, ENGLISH)))["What is due, the first day first"]
    assert [row[1:] for row in found] == [
        [f"Promised to be mended for 2015 (IA-rådet i {key}): B01 There is a plan", "Senteret"]
        for key in "ab"
    ]


# On the command line


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return put(tmp_path, "year.jsonl", COUNCIL, PLAN)


def test_late_in_a_year_the_plan_of_the_next_is_due(run: Run, tmp_path: Path) -> None:
    file = put(tmp_path, "year.jsonl", COUNCIL, PLAN)
    about = ("--period", "2015", "--format", "md", "--lang", "en")
    in_june = run("report", file, *about, "--as-of", "2016-06-01").out
    in_december = run("report", file, *about, "--as-of", "2016-12-10").out
    assert "Delivery for 2016: B13 " in in_june
    assert "Delivery for 2017: B01 " not in in_june
    assert "| 1 March 2017 | Delivery for 2017: B01 " in in_december


def test_of_a_store_the_plan_of_the_running_year_is_overdue(run: Run, tmp_path: Path) -> None:
    """Whatever year the paper is about, as `due` tells it; files need not hold all of a year."""
    file = put(tmp_path, "year.jsonl", COUNCIL, PLAN)
    about = ("--period", "2015", "--as-of", "2016-06-01", "--format", "md", "--lang", "en")
    assert run("import", file).status == 0
    overdue = "**What is overdue, the first day first**"
    line = "| 1 March 2016 | Delivery for 2016: B01 "
    told = run("report", *about).out
    assert overdue in told
    assert line in told
    assert told.index(overdue) < told.index(line) < told.index("**What is due")
    assert "2016-03-01" in run("due", "--overdue", "--as-of", "2016-06-01", "--format", "csv").out
    assert line not in run("report", file, *about).out
    next_ = put(tmp_path, "next.jsonl", {**COUNCIL, "_id": "troms", "name": "IA-rådet i Troms"},
                {**PLAN, "_id": "troms-2016", "council": "troms", "period": "2016"})  # fmt: skip
    assert line in run("report", file, next_, *about).out


def test_what_was_promised_of_a_year_longer_ago_is_overdue_too(run: Run, tmp_path: Path) -> None:
    promise = {
        "kind": "reply", "_id": "r", "rule": "report-delivered", "subject": "council/rogaland",
        "period": "2015", "intent": "mend", "text": "Kommer", "given_by": COUNCIL["name"],
        "given_on": "2016-04-01", "planned_on": "2016-09-01",
    }  # fmt: skip
    assert run("import", put(tmp_path, "year.jsonl", COUNCIL, PLAN, promise)).status == 0
    about = ("--period", "2016", "--as-of", "2017-03-15", "--format", "md", "--lang", "en")
    told = run("report", *about).out
    assert "| 1 September 2016 | Promised to be mended for 2015: B13 " in told
    # What else that year lacks is not asked for any more.
    assert "Delivery for 2015" not in told


def test_the_paper_is_held_against_an_earlier_result(run: Run, file: Path) -> None:
    about = (*OWN_BOOK, "--period", "2015", "--as-of", "2016-06-01")
    assert run("check", file, *about, "--fail-on", "never", "--out", "then.json").status == 0
    told = run("report", file, *about, "--since", "then.json")
    assert told.status == 0
    assert "Since last time" in told.out
    deviations = json.loads(Path("then.json").read_text("utf-8"))["summary"]["deviation"]
    assert f"0 new deviations, {deviations} as before" in " ".join(told.out.split())
    assert "Since last time" not in run("report", file, *about).out
    assert run("report", file, *about, "--since", file).status == 3
    refused = run("report", file, *about, "--since", "then.json", "--out", "then.json",
                  "--format", "md")  # fmt: skip
    assert refused.status == 2


def test_what_the_running_year_asks_for_is_due_next(run: Run, file: Path) -> None:
    told = run("report", file, *OWN_BOOK, "--period", "2015", "--as-of", "2016-01-01").out
    lines = told.splitlines()
    at = lines.index("Next due dates")
    assert "for 2016" in " ".join(lines[at : at + 20])


def test_every_text_of_a_table_is_there(run: Run, tmp_path: Path) -> None:
    put(tmp_path, "year.jsonl", COUNCIL, PLAN, REPORT)
    ran = run("report", "year.jsonl", *OWN_BOOK, "--as-of", "2016-06-01", "--format", "html",
              "--out", "paper.html")  # fmt: skip
    assert ran.status == 0
    assert "Next due dates" in Path("paper.html").read_text("utf-8")


def test_rows_are_as_wide_as_their_tables() -> None:
    for given in (of_year(), meeting_of((EXAMPLES / "2012", PARTS), "2012", "2013-02-15")):
        for block in paper(given, ENGLISH).blocks:
            if isinstance(block, Table):
                assert all(len(row) == len(block.columns) for row in block.rows), block.caption
                assert all(words(row[0]) for row in block.rows), block.caption
