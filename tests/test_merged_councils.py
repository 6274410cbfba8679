"""Two councils that became one within the year: what each is asked for, and what is said of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from building import case, day, document, rule, say, seats, tried
from commands import Ran
from paper_material import council as plain_council
from paper_material import material
from paper_rounds import sentences, tables
from shipped import shipped

from iacheck.cases.findings import Finding, SubjectFindings
from iacheck.cases.subjects import Extent
from iacheck.documents.document import Document
from iacheck.judging.judge import judge
from iacheck.judging.run import check
from iacheck.judging.run_input import RunInput
from iacheck.judging.selection import CaseSelection
from iacheck.language.language import language
from iacheck.language.periods import Period
from iacheck.reports.blocks import Block
from iacheck.reports.existence_words import existence_lines
from iacheck.reports.meeting.counting import Figures, figures
from iacheck.reports.meeting.delivery import deliveries
from iacheck.reports.meeting.parts import delivery, money
from iacheck.reports.meeting.parts.delivery import delivery_summary

ENGLISH = language("en")
SEATS = seats("NHO", "LO", "NAV", "Arbeidstilsynet")


def council(id_: str, **fields: Any) -> Document:
    return plain_council(id_, **{"members": SEATS, **fields})


NORTH = council("north", active={"from": "2010-01-01", "to": "2016-06-30"})
SOUTH = council(
    "south",
    active={"from": "2010-01-01", "to": "2016-06-30"},
    members=[*seats("NHO", "LO", "NAV"), {**seats("KS")[0], "to": "2016-03-31"}],
)
BOTH = council("both", active={"from": "2016-07-01"}, successor_of=["north", "south"])
MERGED = (NORTH, SOUTH, BOTH)
SPRING, AUTUMN = "2016-03-01", "2016-09-01"


def plan(owner: str, **fields: Any) -> Document:
    activities = [
        {"id": "1", "title": f"Kurs i {owner}", "sub_goals": [1], "start": SPRING, "end": SPRING},
        {"id": "2", "title": f"Messe i {owner}", "sub_goals": [2, 3], "start": AUTUMN},
    ]
    body = {"council": owner, "period": "2016", "activities": activities, **fields}
    return document("plan", _id=f"{owner}-2016", **body)


def report(owner: str, *titles: str, **fields: Any) -> Document:
    activities = [{"id": str(n), "title": title} for n, title in enumerate(titles)]
    body = {"council": owner, "period": "2016", "submitted_on": "2017-02-01", **fields}
    return document("report", _id=f"{owner}-2016", activities=activities, **body)


def judged(
    *documents: Document,
    as_of: str = "2017-06-01",
    period: str = "2016",
    extent: Extent = "everybody",
) -> dict[str, SubjectFindings]:
    books, schemas = shipped()
    chosen = CaseSelection((Period.parse(period),))
    given = RunInput((*MERGED, *documents), (), extent)
    result = check(given, books, schemas, day(as_of), chosen)
    return {str(one.subject): one for one in result.subjects if one.period == Period.parse(period)}


def finding(found: dict[str, SubjectFindings], subject: str, rule_id: str) -> Finding:
    (one,) = (f for f in found[subject].findings if f.rule.id == rule_id)
    return one


PLAN, SENT, FROM_PLAN = "plan-exists", "report-delivered", "report-starts-from-plan"
WHOLE = [plan("north"), report("north", "Kurs i north")]


@pytest.mark.parametrize(
    ("documents", "of", "rule_id", "expected"),
    [
        # What a council had to deliver while it was there.
        (WHOLE, "north", PLAN, "met"),
        (WHOLE, "north", SENT, "met"),
        (WHOLE, "north", FROM_PLAN, "met"),
        (WHOLE, "south", PLAN, "deviation"),
        (WHOLE, "south", SENT, "deviation"),
        (WHOLE, "both", SENT, "deviation"),
        # A predecessor's plan will do, and is judged where it was made.
        (WHOLE, "both", PLAN, "met"),
        (WHOLE, "both", "plan-states-goals-and-activities", "not_applicable"),
        (WHOLE, "north", "plan-states-goals-and-activities", "deviation"),
        (WHOLE, "both", "plan-covers-sub-goals", "not_applicable"),
        ([plan("north"), plan("south")], "both", PLAN, "met"),
        # None of them had one; it was due before the new council began.
        ([], "both", PLAN, "not_applicable"),
        ([plan("both")], "both", PLAN, "met"),
        # The report starts from the plan that was taken over.
        ([plan("north"), report("both", "Messe i north")], "both", FROM_PLAN, "met"),
        ([plan("north"), plan("south"), report("both", "Messe i south")], "both", FROM_PLAN, "met"),
        ([plan("north"), report("both", "Noe annet")], "both", FROM_PLAN, "undetermined"),
        ([report("both", "Messe i north")], "both", FROM_PLAN, "undetermined"),
        # What both hold together covers what neither does.
        ([plan("north"), report("both", "x")], "both", "plan-covers-sub-goals", "met"),
        # What the new council reports may be about the time of those that ended.
        ([report("both", "x")], "north", SENT, "undetermined"),
        ([report("both", "x")], "north", "report-covers-sub-goals", "undetermined"),
        ([report("both", "x"), *WHOLE], "north", SENT, "met"),
        ([plan("both")], "north", PLAN, "undetermined"),
        # Each answers for what was planned in its own time.
        (WHOLE, "north", "planned-activities-accounted-for", "met"),
        (
            [plan("north"), report("both", "Messe i north")],
            "both",
            "planned-activities-accounted-for",
            "met",
        ),
        # Seats are read on the last day.
        ([], "north", "authorities-have-seats", "met"),
        ([], "south", "authorities-have-seats", "deviation"),
        ([], "south", "council-has-all-sides", "met"),
    ],
)
def test_what_each_council_is_asked_for(
    documents: list[Document], of: str, rule_id: str, expected: str
) -> None:
    assert finding(judged(*documents), f"council/{of}", rule_id).verdict == expected


GRANTS = [
    document("allocation", _id=owner, council=owner, period="2015", amount_nok=200_000)
    for owner in ("old", "new")
]


@pytest.mark.parametrize(("owner", "expected"), [("old", "not_applicable"), ("new", "deviation")])
def test_the_amounts_decided_are_for_a_whole_year(owner: str, expected: str) -> None:
    old = council("old", active={"from": "2010-01-01", "to": "2015-08-31"})
    found = judged(old, council("new", active={"from": "2015-01-01"}), *GRANTS, period="2015")
    assert finding(found, f"council/{owner}", "allocation-as-decided").verdict == expected


@pytest.mark.parametrize(
    ("subject", "rule_id", "expected"),
    [
        (
            "both",
            PLAN,
            "Due 1 March 2016, before 1 July 2016, the first day of IA-rådet i both",
        ),
        ("south", "authorities-have-seats", "… (as it stands on 30 June 2016)"),
        (
            "north",
            SENT,
            "30 June 2016 is the last day of IA-rådet i north, and report both-2016 of IA-rådet i "
            "both may be report for its time too",
        ),
    ],
)
def test_the_reason_says_so(subject: str, rule_id: str, expected: str) -> None:
    found = finding(judged(report("both", "x")), f"council/{subject}", rule_id)
    assert found.reason is not None
    told = say(found.reason)
    assert told.endswith(expected.removeprefix("…"))


def test_the_reason_names_the_plan_that_the_council_goes_by() -> None:
    found = judged(plan("north"), report("both", "Noe annet"))
    told = finding(found, "council/both", FROM_PLAN).reason
    assert told is not None
    assert say(told).endswith("(goes by action plan north-2016 of IA-rådet i north)")
    made = finding(judged(*WHOLE), "council/both", "plan-states-goals-and-activities").reason
    assert made is not None
    assert say(made) == "Judged for those who made it: action plan north-2016 of IA-rådet i north"


def test_before_a_council_begins_its_seats_are_not_asked_for() -> None:
    found = judged(as_of="2016-04-01")
    seat = finding(found, "council/both", "authorities-have-seats")
    assert seat.verdict == "not_due"
    assert seat.reason is not None
    assert say(seat.reason) == "IA-rådet i both begins on 1 July 2016; this is judged from then"
    assert finding(found, "council/both", PLAN).verdict == "not_applicable"
    running = finding(found, "council/south", "authorities-have-seats")
    assert running.reason is not None
    assert say(running.reason).endswith("(as it stands on 1 April 2016)")


def test_a_plan_that_was_due_after_the_council_had_ended() -> None:
    short = council("short", active={"from": "2010-01-01", "to": "2016-02-15"})
    found = finding(judged(short), "council/short", PLAN)
    assert found.verdict == "not_applicable"
    assert found.reason is not None
    assert say(found.reason) == (
        "Due 1 March 2016, after IA-rådet i short had ended on 15 February 2016"
    )


@pytest.mark.parametrize(
    ("owner", "sent", "delivered", "in_time", "status"),
    [
        # The time that a report tells of ends with the council's own last day.
        ("north", "2016-06-29", "undetermined", "undetermined", "unclear"),
        ("north", "2016-06-30", "met", "met", "delivered"),
        ("north", "2016-09-01", "met", "met", "delivered"),
        ("north", "2017-03-02", "met", "deviation", "late"),
        ("both", "2016-09-01", "undetermined", "undetermined", "unclear"),
        ("both", "2016-12-31", "met", "met", "delivered"),
    ],
)
def test_the_report_of_a_council_that_has_ended(
    owner: str, sent: str, delivered: str, in_time: str, status: str
) -> None:
    sent_then = report(owner, "x", submitted_on=sent, submitted_via="AVdir")
    found = judged(sent_then)
    assert finding(found, f"council/{owner}", SENT).verdict == delivered
    assert finding(found, f"council/{owner}", "report-in-time").verdict == in_time
    paper = material([*MERGED, sent_then], period="2016", as_of="2017-06-01", extent="everybody")
    told = {one.subject.id: one.status for one in deliveries(paper) if one.root == "report"}
    assert told[owner] == status
    about = [p for p in paper.result.problems if p.document == sent_then.name]
    assert [p.path for p in about] == (["/submitted_on"] if status == "unclear" else [])


def test_a_report_on_the_year_before_is_read_by_the_time_of_those_who_made_it() -> None:
    old = council("old", active={"from": "2010-01-01", "to": "2015-06-30"})
    new = council("new", active={"from": "2015-07-01"}, successor_of=["old"])
    theirs = report("old", "x", period="2015", submitted_on="2015-08-01")
    found = case(old, new, theirs, of="council/new", period="2016")
    assert found.unsent == {}
    assert found.values["previous_report"]["submitted_on"] == "2015-08-01"


def test_other_years_are_as_ever() -> None:
    assert "council/both" not in judged(plan("north", period="2015"), period="2015")
    after = judged(plan("both", period="2017"), as_of="2018-06-01", period="2017")
    assert {"council/north", "council/south"} & set(after) == set()
    assert finding(after, "council/both", PLAN).verdict == "met"
    alone = judged(report("both", period="2017"), as_of="2018-06-01", period="2017")
    assert finding(alone, "council/both", PLAN).verdict == "deviation"


CHAIRS = """
consecutive: {values: "council.chairs[].organisation.id", at_most: 2}
"""


@pytest.mark.parametrize(
    ("chairs", "expected"),
    [
        ({"north": "LO", "south": "LO"}, ["LO"]),
        ({"north": "LO", "south": "NHO"}, "met"),
        ({"north": "NHO", "south": "NHO"}, "met"),
        ({"north": "LO"}, "met"),
    ],
)
def test_a_chair_s_years_go_on_through_a_merger(chairs: dict[str, str], expected: Any) -> None:
    earlier = [
        document("council", **{**one.body, "chairs": seats(chairs[one.key])})
        if one.key in chairs
        else one
        for one in (NORTH, SOUTH)
    ]
    now = document("council", **{**BOTH.body, "chairs": seats("LO", since="2016-07-01")})
    found = tried(CHAIRS, case(*earlier, now, of="council/both", period="2016"))
    assert (found if found == "met" else [breach["given"] for breach in found]) == expected


def test_a_council_s_own_list_holds_for_the_time_before_it_too() -> None:
    always = document("council", **{**BOTH.body, "chairs": seats("LO")})
    assert tried(CHAIRS, case(NORTH, SOUTH, always, of="council/both", period="2016")) != "met"


def test_a_gathering_before_the_merger() -> None:
    def invited(*names: str) -> str:
        gathering = document("gathering", _id="g", period="2016", invited=list(names))
        return finding(judged(gathering), "national", "councils-invited-to-gathering").verdict

    assert invited("north", "south") == "met"
    assert invited("south") == "met"
    assert invited("both") == "met"
    assert invited("somewhere") == "deviation"


def test_rules_that_read_nothing_of_others_are_judged() -> None:
    has_centre = rule("check: {present: council.centre}")
    found = case(*MERGED, plan("north"), of="council/both", period="2016")
    assert judge(has_centre, found).verdict == "deviation"
    assert "goes by" not in say(judge(has_centre, found).reason)  # type: ignore[arg-type]


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
        return [problem["path"] for problem in json.loads(found)["problems"]]

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
