"""Two councils that became one within the year: what lists, papers and messages tell of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from building import document
from commands import Ran
from paper_material import material
from paper_rounds import sentences, tables
from test_merged_councils import MERGED, council, judged, plan, report

from iacheck.cases.findings import SubjectFindings
from iacheck.documents.document import Document
from iacheck.language.language import language
from iacheck.language.periods import Period
from iacheck.reports.blocks import Block
from iacheck.reports.existence_words import existence_lines
from iacheck.reports.meeting.counting import Figures, figures
from iacheck.reports.meeting.delivery import deliveries
from iacheck.reports.meeting.parts import delivery, money
from iacheck.reports.meeting.parts.delivery import delivery_summary

ENGLISH = language("en")


def lines(found: SubjectFindings) -> list[str]:
    return existence_lines(found, ENGLISH)


def test_what_lists_say_of_those_that_began_or_ended() -> None:
    alone = council("alone", active={"from": "2010-01-01", "to": "2016-05-31"})
    new = council("new", active={"from": "2016-02-01"})
    found = judged(plan("north"), alone, new, council("ever"))
    assert lines(found["council/north"]) == ["Ended on 30 June 2016; IA-rådet i both took over."]
    assert lines(found["council/both"]) == [
        "Began on 1 July 2016, and took over from IA-rådet i north and IA-rådet i south.",
        "Has no action plan of its own for 2016, and goes by action plan north-2016 of IA-rådet i "
        "north.",
    ]
    assert lines(found["council/alone"]) == ["Ended on 31 May 2016."]
    assert lines(found["council/new"]) == ["Began on 1 February 2016."]
    assert lines(found["council/ever"]) == []
    assert lines(SubjectFindings(found["council/ever"].subject, Period(2016), ())) == []


@pytest.mark.parametrize(
    ("as_of", "north", "both"),
    [
        ("2016-06-15", "Ends on 30 June 2016; IA-rådet i both will take over.",
         "Begins on 1 July 2016, and takes over from IA-rådet i north and IA-rådet i south."),
        # On its last day, it is still there.
        ("2016-06-30", "Ends on 30 June 2016; IA-rådet i both will take over.",
         "Begins on 1 July 2016, and takes over from IA-rådet i north and IA-rådet i south."),
        ("2016-07-01", "Ended on 30 June 2016; IA-rådet i both took over.",
         "Began on 1 July 2016, and took over from IA-rådet i north and IA-rådet i south."),
    ],
)  # fmt: skip
def test_nothing_is_told_before_it_has_happened(as_of: str, north: str, both: str) -> None:
    alone = council("alone", active={"from": "2010-01-01", "to": "2016-06-30"})
    new = council("new", active={"from": "2016-07-01"})
    found = judged(alone, new, as_of=as_of)
    assert lines(found["council/north"]) == [north]
    assert lines(found["council/both"]) == [both]
    assert lines(found["council/alone"]) == [f"{north.partition(';')[0].rstrip('.')}."]
    assert lines(found["council/new"]) == [f"{both.partition(',')[0]}."]


def test_the_plans_of_several_are_told_of_together() -> None:
    found = judged(plan("north"), plan("south"))["council/both"]
    assert existence_lines(found, language("nb"))[1:] == [
        "Har ingen egen handlingsplan for 2016, og går etter handlingsplan north-2016 fra IA-rådet "
        "i north og handlingsplan south-2016 fra IA-rådet i south."
    ]
    assert existence_lines(found, language("nn"))[1:] == [
        "Har ingen eigen handlingsplan for 2016, og går etter handlingsplan north-2016 frå "
        "IA-rådet i north og handlingsplan south-2016 frå IA-rådet i south."
    ]


def test_the_paper_counts_each_plan_and_all_money_once() -> None:
    funds = {"received_nok": 400_000, "used_nok": 100_000}
    given = material(
        [*MERGED, plan("north"), report("north", "x", funds=funds), report("both", "y")],
        period="2016",
        as_of="2017-06-01",
        extent="everybody",
    )
    counted = figures(given, deliveries(given))
    assert [activity.council.id for activity in counted.planned] == ["north", "north"]
    assert sum(account.received_nok or 0 for account in counted.accounts) == 400_000
    assert {account.council.id for account in counted.accounts} == {"north", "both"}
    plans = {one.subject.id: one for one in deliveries(given) if one.root == "plan"}
    assert [maker.id for maker in plans["both"].made_by] == ["north"]
    assert plans["north"].made_by == ()
    reports = {one.subject.id: one.status for one in deliveries(given) if one.root == "report"}
    assert reports == {"north": "delivered", "south": "unclear", "both": "delivered"}


def counted_of(*documents: Document) -> Figures:
    given = material([*MERGED, *documents], period="2016", as_of="2017-06-01", extent="everybody")
    return figures(given, deliveries(given))


def test_reported_activities_are_compared_with_the_plans_that_were_taken_over() -> None:
    autumn = report("both", "MESSE I NORTH", "Kurs i south", "Noe annet")
    counted = counted_of(plan("north"), plan("south"), autumn, report("north", "Kurs i north"))
    assert [activity.from_plan for activity in counted.done] == [True, True, False, True]
    assert (counted.planless, counted.untold) == ([], [])
    # What became of the plan of a council without a report, the one that goes by it tells.
    assert [subject.id for subject in counted.silent] == ["south"]
    assert (len(counted.comparable), counted.incomparable) == (4, [])
    alone = counted_of(plan("north"), report("south", "x"))
    assert [activity.council.id for activity in alone.incomparable] == ["north", "north"]
    assert [activity.council.id for activity in alone.planless] == ["south"]
    own = counted_of(plan("north"), plan("both"), report("both", "Messe i north"))
    assert [activity.from_plan for activity in own.done] == [None]


def test_a_plan_that_was_taken_over_is_delivered_once_by_those_who_made_it() -> None:
    adopted = {"adopted_on": "2016-01-20"}
    given = material(
        [*MERGED, plan("north", **adopted), plan("south", **adopted)],
        period="2016",
        as_of="2017-06-01",
        extent="everybody",
    )
    plans = [one for one in deliveries(given) if one.root == "plan"]
    (both,) = [one for one in plans if one.subject.id == "both"]
    assert (both.status, both.given, both.arrived) == ("inherited", None, False)
    told = delivery_summary(plans, given, ENGLISH)
    assert told == (
        "2 of 2 have delivered. Goes by what predecessors made: IA-rådet i both (made by "
        "IA-rådet i north and IA-rådet i south)."
    )
    rows = tables(delivery.blocks(given, plans, ENGLISH))["Status of each"]
    assert rows[0][1:] == [
        "made by predecessors", "–", "Made by IA-rådet i north and IA-rådet i south.",
    ]  # fmt: skip
    assert [row[1:] for row in rows[1:]] == [["delivered", "20 January 2016", ""]] * 2


def read(path: Path) -> str:
    """The documents that a list says were read."""
    (line,) = [one for one in path.read_text("utf-8").splitlines() if "Documents read" in one]
    return line


def grant(owner: str, amount: Any, key: str = "") -> Document:
    fields = {"council": owner, "period": "2016", "amount_nok": amount}
    return document("allocation", _id=f"{owner}{key}", **fields)


def test_the_paper_shows_what_was_granted_also_where_it_is_not_judged() -> None:
    def blocks(*documents: Document) -> list[Block]:
        given = material([*MERGED, council("ever"), *documents], period="2016", as_of="2017-06-01")
        return list(money.of_period(given, figures(given, deliveries(given)), ENGLISH))

    found = blocks(
        grant("north", 400_000), grant("both", 150_000), grant("both", 50_000, "-2"),
        grant("ever", 400_000), grant("ever", "mye", "-2"),
    )  # fmt: skip
    assert tables(found)["Granted (kroner)"] == [
        ["IA-rådet i both", "200,000"],
        ["IA-rådet i ever", "400,000"],
        ["IA-rådet i north", "400,000"],
        ["All", "1,000,000"],
    ]
    assert sentences(found) == [
        "1,000,000 kroner were granted.",
        "There for a part of the period alone: IA-rådet i both (from 1 July 2016 to 31 December "
        "2016) and IA-rådet i north (from 1 January 2016 to 30 June 2016).",
        "Left out, since it cannot be read: allocation ever-2, amount in kroner.",
    ]
    told = blocks(grant("ever", 400_000), report("ever", "x"))
    assert tables(told)["Granted (kroner)"] == [["IA-rådet i ever", "400,000"], ["All", "400,000"]]
    assert not any("a part of the period" in sentence for sentence in sentences(told))
    assert tables(blocks()) == {}


def test_dates_are_told_of_in_the_documents_of_those_who_are_asked_for(
    run: Callable[..., Ran],
) -> None:
    early = report("north", "x", submitted_on="2016-05-01")
    other_time = plan("south", period="2017")
    documents = [{"kind": d.kind, **d.body} for d in (*MERGED, plan("north"), early, other_time)]
    Path("merged.json").write_text(json.dumps(documents, indent=1))
    about = ("merged.json", "--as-of", "2017-06-01", "--fail-on", "never")

    def told(*asked: str) -> list[str]:
        found = run("check", *about, *asked, "--format", "json").out
        problems = json.loads(found)["problems"]
        return [one["path"] for one in problems if "what is asked for" not in one["message"]]

    assert told() == told("--subject", "council") == ["/period", "/submitted_on"]
    assert told("--council", "both") == told("--council", "south", "--period", "2016") == []
    assert told("--council", "north") == ["/submitted_on"]
    line = " ".join(run("check", *about, "--council", "north", "--lang", "nb").out.split())
    assert (
        "innsendingsdato (submitted_on): Merk: innsendingsdato i rapport north-2016 fra IA-rådet i "
        "north er 1. mai 2016, før 30. juni 2016, som er den siste dagen rapporten gjelder"
    ) in line


def test_lists_paper_and_result_name_them(run: Callable[..., Ran]) -> None:
    documents = [{"kind": d.kind, **d.body} for d in (*MERGED, plan("north"))]
    Path("merged.json").write_text(json.dumps(documents))
    assert run("import", "merged.json").status == 0
    about = ("--period", "2016", "--as-of", "2017-06-01")
    text = run("check", *about, "--fail-on", "never").out
    assert "Ended on 30 June 2016; IA-rådet i both took over." in text
    assert "goes by action plan north-2016" in text
    run("check", *about, "--format", "md", "--split", "lists", "--fail-on", "never")
    assert "action plan north-2016" in read(Path("lists/council-both-2016.md"))
    page = run("check", *about, "--format", "md", "--fail-on", "never").out
    assert "Ended on 30 June 2016; IA-rådet i both took over." in page
    result = json.loads(run("check", *about, "--format", "json", "--fail-on", "never").out)
    told = {one["subject"]: one for one in result["subjects"]}
    assert told["council/north"]["ended_on"] == "2016-06-30"
    assert told["council/north"]["successors"] == ["council/both"]
    assert told["council/both"]["began_on"] == "2016-07-01"
    assert told["council/both"]["predecessors"] == ["council/north", "council/south"]
    assert told["council/both"]["inherited"] == {"plan/north-2016": "council/north"}
    assert (told["party/LO"]["began_on"], told["party/LO"]["inherited"]) == (None, {})
    paper = run("report", *about).out
    assert "IA-rådet i north: Ended on 30 June 2016; IA-rådet i both took over." in paper
    assert "Made by IA-rådet i north." in paper
