"""Two councils that became one within the year: what each is asked for."""

from __future__ import annotations

from typing import Any

import pytest
from building import case, day, document, rule, say, seats, tried
from paper_material import council as plain_council
from paper_material import material
from shipped import shipped

from iacheck.cases.findings import Finding, SubjectFindings
from iacheck.cases.subjects import Extent
from iacheck.documents.document import Document
from iacheck.judging.judge import judge
from iacheck.judging.run import check
from iacheck.judging.run_input import RunInput
from iacheck.judging.selection import CaseSelection
from iacheck.language.periods import Period
from iacheck.reports.meeting.delivery import deliveries

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
