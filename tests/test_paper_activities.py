"""The paper for a meeting: activities and money, and what they do not reach."""

from __future__ import annotations

from typing import Any

import pytest
from paper_material import (
    activity,
    alone,
    council,
    counted,
    funds,
    material,
    meeting,
    of,
    plan,
    report,
)
from paper_rounds import ENGLISH, opening, sentences, tables

from iacheck.documents.document import pointer
from iacheck.reports import as_md
from iacheck.reports.blocks import Table
from iacheck.reports.meeting.breakdown import all_activities, breakdown
from iacheck.reports.meeting.paper import paper
from iacheck.reports.meeting.parts import activities
from iacheck.reports.meeting.reach import areas, by_council, councils_without_activity, planned_only

# Activities and money


def test_an_activity_with_several_sub_goals_counts_under_each_and_its_money_is_parted() -> None:
    found = of(report("a", [activity("1", 1, 2, 3)], funds=funds(100, ("1", 100))))
    row = all_activities(found.done)
    assert (row.activities, row.total) == ({1: 1, 2: 1, 3: 1}, 1)
    assert row.money == {1: 34, 2: 33, 3: 33}


def test_reports_are_counted_in_their_own_period_alone() -> None:
    halves = [
        report("a", [activity("1", 1)], period="2012-H1"),
        report("a", [activity("2", 1), activity("3", 2)], period="2012-H2"),
    ]
    year = report("a", [activity("4", 3)], period="2012")
    for reports, expected in ((halves, [1, 2, 0]), ([*halves, year], [1, 2, 1])):
        found = meeting([council("a"), *reports], "2012", as_of="2013-06-01")
        assert [len(counted(one).done) for one in found.materials] == expected


def test_spellings_of_a_word_are_one_row_that_stands_as_most_wrote_it() -> None:
    targets = [
        ["Helse-omsorg"], ["helse omsorg"], ["helse omsorg", "Bygg"], [],
        ["barnehagar"], ["barnehagar", "Barnehager"], ["barnehager"], ["Barnehagar"],
    ]  # fmt: skip
    found = of(
        report("a", [
            activity(str(n), 1, cost_nok=10, target={"industries": t})
            for n, t in enumerate(targets)
        ])
    )  # fmt: skip
    rows = breakdown(found.done, "industries")
    assert [(row.word, row.total) for row in rows] == [
        ("barnehagar", 4), ("helse omsorg", 3), ("Bygg", 1), (None, 1),
    ]  # fmt: skip


def test_the_fields_that_cannot_be_read_are_named_and_the_others_counted() -> None:
    broken = report(
        "a",
        [
            activity("1", 1, 7, cost_nok="mange", target={"industries": "bygg", "sectors": [3]}),
            "kurs",
            activity("2", 2),
        ],
        funds={"received_nok": -1, "used_nok": True, "lines": [7]},
    )
    found = of(broken)
    assert all_activities(found.done).activities == {1: 1, 2: 1}
    assert {pointer(*unread.steps) for unread in found.unread} == {
        "/activities/0/sub_goals/1", "/activities/0/cost_nok", "/activities/0/target/industries",
        "/activities/0/target/sectors/0", "/activities/1", "/funds/received_nok",
        "/funds/used_nok", "/funds/lines/0",
    }  # fmt: skip
    text = as_md.write(paper(alone(material([council("a"), broken])), ENGLISH)).decode()
    assert "8 fields cannot be read and are not in the figures" in text
    assert "report a-2015, activities no. 1, cost in kroner; " in text


@pytest.mark.parametrize(
    ("submitted", "told"),
    [
        ({"a": "2016-02-01", "b": "2016-04-01"}, ""),
        (
            {"a": "2016-02-01", "b": None, "c": "2016-07-01"},
            " Counted for what they hold, though not delivered as of 1 June 2016: IA-rådet i b and "
            "IA-rådet i c.",
        ),
        (
            {"a": None, "b": "2016-07-01"},
            " They are counted for what they hold, though none is delivered as of 1 June 2016.",
        ),
    ],
)
def test_reports_that_are_counted_though_not_delivered_are_named(
    submitted: dict[str, str | None], told: str
) -> None:
    given_ = material([
        *map(council, submitted),
        *(report(key, [activity("1", 1)], submitted_on=on) for key, on in submitted.items()),
    ])  # fmt: skip
    found = counted(given_)
    assert len(found.done) == len(submitted)
    line = f"The figures for activities and money are of {len(submitted)} reports.{told}"
    assert line in sentences(opening(given_))


def test_plans_are_compared_with_reports_of_the_same_councils() -> None:
    reported = [
        activity("1", 1, plan_activity="p"),
        activity("2", 1, plan_activity="borte"),
        activity("3", 2),
        activity("4", 2, status="cancelled"),
    ]
    documents = [
        *map(council, "abc"),
        plan("a", activity("p", 1), activity("q", 3)),
        report("a", reported),
        plan("b", activity("p", 1)),
        report("c", [activity("1", 1, plan_activity="p")]),
    ]
    given_ = material(documents)
    found = list(activities.goal_table(counted(given_), ENGLISH))
    columns = next(b.columns for b in found if isinstance(b, Table))
    assert [column.heading for column in columns] == [
        "Sub-goal", "In the plans", "Carried out", "Of these, outside the plan", "Postponed",
        "Cancelled",
    ]  # fmt: skip
    assert tables(found)["Activities by sub-goal"] == [
        ["Sub-goal 1", "1", "3", "1", "–", "–"],
        ["Sub-goal 2", "–", "1", "1", "–", "1"],
        ["Sub-goal 3", "1", "–", "–", "–", "–"],
        ["All", "2", "4", "2", "–", "1"],
    ]
    assert (
        "The plans in the table are those of councils whose report is counted. 1 activity is in a "
        "plan of a council without a report: IA-rådet i b. 1 activity carried out is of a council "
        "without a plan to compare with: IA-rådet i c."
    ) in sentences(found)


def test_rows_that_add_up_to_more_than_all_say_why() -> None:
    told = (
        "An activity with several sub-goals counts under each of them, so that the rows add up to "
        "more than “all”, which counts it once."
    )
    for goals, is_told in (((1, 2), True), ((1,), False)):
        reported = [activity("1", *goals), activity("2", 3)]
        given = material([council("a"), report("a", reported)])
        blocks = list(activities.goal_table(counted(given), ENGLISH))
        assert tables(blocks)["Activities by sub-goal"][-1] == ["All", "2", "–", "–"]
        assert any(line.startswith(told) for line in sentences(blocks)) is is_told


PLANNED = plan("a", activity("p", title="Kurs i dialogmøter"), activity("–", title="–"))


@pytest.mark.parametrize(
    ("reported", "expected"),
    [
        ([{"title": "KURS I DIALOG-MØTER."}], [True]),
        ([{"title": "Noe annet", "plan_activity": "p"}], [True]),
        ([{"title": "Kurs i dialogmøter", "plan_activity": "borte"}], [True]),
        ([{"title": "Kurs i dialogmøter", "plan_activity": "–"}], [True]),
        ([{"title": "Noe annet", "plan_activity": "borte"}], [False]),
        ([{"title": "kurs i dialogmøter"}, {"title": "Noe annet"}], [True, False]),
        ([{"title": "Noe annet", "plan_activity": "p"}, {"title": "–"}], [True, False]),
        ([{"title": "Noe annet", "plan_activity": "p"}, {"plan_activity": "–"}], [True, False]),
        # As demand B15 has it, nobody can tell.
        ([{"title": "Noe annet"}, {"title": "–", "plan_activity": "–"}], [None, None]),
        (
            [{"title": "x"}, {"title": "y", "outside_plan_reason": "Ny"}, {"plan_activity": ["p"]}],
            [None, False, None],
        ),
        ([{"title": "x", "outside_plan_reason": "–"}], [None]),
    ],
)
def test_an_activity_is_of_the_plan_by_id_or_by_title(
    reported: list[dict[str, Any]], expected: list[bool | None]
) -> None:
    (account,) = of(PLANNED, report("a", reported)).accounts
    assert [activity.from_plan for activity in account.activities] == expected


def test_activities_that_cannot_be_told_of_the_plan_are_not_said_to_be_outside() -> None:
    unlike = report("a", [{"title": "Møte"}, {"title": "Messe", "status": "cancelled"}])
    like = report("b", [activity("1", 1, title="kurs 1"), activity("2", 1)])
    given_ = material([
        *map(council, "ab"), PLANNED, unlike, plan("b", activity("1", 1)), like,
    ])  # fmt: skip
    found = list(activities.goal_table(counted(given_), ENGLISH))
    assert tables(found)["Activities by sub-goal"][-1] == ["All", "3", "3", "1", "–", "1"]
    assert any(
        line.endswith(
            "Of 1 activity carried out, it cannot be told whether it is of the plan, for the "
            "report neither points to the plan nor has a title of it: IA-rådet i a."
        )
        for line in sentences(found)
    )


# What no activity reaches


def test_what_is_not_reached() -> None:
    aims = {"industries": ["Havbruk", "bygg", "barnehagar"], "groups": ["unge"]}
    plans = [
        plan("a", activity("p", 1, target=aims)),
        # Nobody knows what became of the plan of a council that has not reported.
        plan("c", activity("p", 1, target={"groups": ["unge", "seniorar"]})),
    ]
    done = report("a", [
        activity("1", 1, target={"industries": ["BYGG", "barnehager"]}),
        activity("2", 3, status="postponed", target={"industries": ["havbruk"]}),
    ])  # fmt: skip
    given_ = material([council("a"), council("b"), council("c"), *plans, done, report("b", [])])
    found = counted(given_)
    assert [subject.id for subject in found.silent] == ["c"]
    assert [subject.id for subject in councils_without_activity(found)] == ["b"]
    assert {c.id: goals for c, goals in by_council(found).items()} == {
        "a": {1: 1, 2: 0, 3: 0}, "b": {1: 0, 2: 0, 3: 0},
    }  # fmt: skip
    only = planned_only(found)
    assert [(one.target, one.word) for one in only] == [
        ("industries", "Havbruk"), ("groups", "unge"),
    ]  # fmt: skip
    assert {council.id for one in only for council in one.councils} == {"a"}
    text = as_md.write(paper(alone(given_), ENGLISH)).decode()
    assert "Not compared, for there is a plan and no report: IA-rådet i c." in text


def test_areas_come_from_the_rule_book_the_least_reached_first() -> None:
    given_ = material([
        council("a"),
        report("a", [activity("1", 1, themes=["HMS"]),
                     activity("2", 2, target={"groups": ["Unge"]}),
                     activity("3", 1, themes=["arbeidsmiljø"])]),
    ])  # fmt: skip
    reached = areas(counted(given_), given_.areas())
    assert [(one.area.name, one.activities, len(one.councils)) for one in reached] == [
        ("sick_listed_follow_up", 0, 0), ("young", 1, 1), ("preventive_work", 2, 1),
    ]  # fmt: skip
