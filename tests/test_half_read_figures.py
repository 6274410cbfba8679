"""The paper for a meeting: figures that parts of files could change which were not read."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

import pytest
from paper_material import (
    activity,
    alone,
    council,
    counted,
    funds,
    material,
    of,
    plan,
    report,
)
from paper_rounds import ENGLISH, sentences, tables

from iacheck.documents.document import Document, Origin
from iacheck.documents.unread_block import Lift, UnreadBlock
from iacheck.language.places import Place
from iacheck.reports import find_paper_format
from iacheck.reports.meeting.counting import Figures
from iacheck.reports.meeting.half_read import CARRIED_OUT, MONEY, PLANNED, SPENT
from iacheck.reports.meeting.material import Material
from iacheck.reports.meeting.paper import paper

NOTE = (
    "Not all of the plans and reports was read, and the rest could change what is marked with *: "
    "IA-rådet i b."
)


def half_read(document: Document, *lifts: Lift) -> Document:
    """The document, with a part of its file that was not read and could add to it."""
    block = UnreadBlock("table", Place(heading="Delmål 2"), "Kurs", lifts)
    return dataclasses.replace(document, origin=Origin("b.docx", "0" * 64, {}, (block,)))


ONE = [
    activity("1", 1, 3, cost_nok=10, plan_activity="9", target={"industries": ["Bygg"]}),
]
UNDER_2 = Lift("/activities", "sub_goals", (2,))


def a_round(*lifts: Lift, of_plan: Lift | None = None, activities: Any = ONE) -> Material:
    """Council a, read whole, and b, of which something could stand in what was not read."""
    plan_of_b = plan("b", activity("1", 1, title="Kurs", target={"groups": ["unge"]}))
    return material(
        [
            *(council(key) for key in "ab"),
            report("a", ONE, funds=funds(10)),
            half_read(report("b", activities, funds=funds(10)), *lifts),
            plan("a", activity("1", 1)),
            half_read(plan_of_b, of_plan) if of_plan else plan_of_b,
        ]
    )


def written(given: Material) -> dict[str, list[list[str]]]:
    return tables(paper(alone(given), ENGLISH).blocks)


@pytest.mark.parametrize(
    ("lift", "parts", "under", "is_in_doubt"),
    [
        (Lift("/activities"), CARRIED_OUT, "any", True),
        (Lift("/activities"), CARRIED_OUT, None, True),
        (Lift("/activities/0/status"), CARRIED_OUT, 1, True),
        (Lift("/activities/0/responsible"), CARRIED_OUT, "any", False),
        (Lift("/activities/0/target/industries"), ("/activities/[]/target",), "any", True),
        (UNDER_2, CARRIED_OUT, "any", True),
        (UNDER_2, CARRIED_OUT, 2, True),
        (UNDER_2, CARRIED_OUT, 1, False),
        (UNDER_2, CARRIED_OUT, None, False),
        (Lift("/funds"), SPENT, "any", True),
        (Lift("/funds"), CARRIED_OUT, "any", False),
        (Lift("/funds/used_nok"), MONEY, "any", True),
        (Lift("/funds/used_nok"), SPENT, "any", False),
        (Lift("/evidence"), (*SPENT, *MONEY), "any", False),
    ],
)
def test_a_part_puts_in_doubt_what_it_could_change(
    lift: Lift, parts: tuple[str, ...], under: Any, is_in_doubt: bool
) -> None:
    figures = of(half_read(report("a", ONE), lift))
    assert [one.id for one in figures.in_doubt("report", parts, under)] == ["a"] * is_in_doubt
    assert figures.in_doubt("plan", parts, under) == []


def in_doubt_of_plans(*documents: Document) -> list[str]:
    figures: Figures = of(half_read(plan("a", activity("1", 1)), UNDER_2), *documents)
    return [one.id for one in figures.in_doubt("plan", PLANNED, 2)]


def test_a_plan_is_in_doubt_where_it_is_counted() -> None:
    assert in_doubt_of_plans(report("a")) == ["a"]
    assert in_doubt_of_plans() == []


def test_only_the_figures_that_it_could_change_are_marked() -> None:
    found = written(a_round(UNDER_2, Lift("/funds/received_nok")))
    assert found["Activities by sub-goal"] == [
        ["Sub-goal 1", "2", "2", "1", "–", "–"],
        ["Sub-goal 2", "–", "–*", "–*", "–*", "–*"],
        ["Sub-goal 3", "–", "2", "1", "–", "–"],
        ["All", "2", "2*", "1*", "–*", "–*"],
    ]
    assert found["Activities carried out, by council and sub-goal"] == [
        ["IA-rådet i a", "1", "none", "1"],
        ["IA-rådet i b", "1", "none*", "1"],
    ]
    assert found["Received and used (kroner)"] == [
        ["IA-rådet i a", "400,000", "–", "10", "399,990"],
        ["IA-rådet i b", "400,000*", "–", "10", "399,990*"],
        ["All", "800,000*", "–*", "20*", "799,980*"],
    ]


def test_whose_they_are_stands_below_each_of_them_and_in_the_opening() -> None:
    told = sentences(paper(alone(a_round(UNDER_2, Lift("/funds/received_nok"))), ENGLISH).blocks)
    assert told.count(NOTE) > 5
    assert any(line.startswith("No activity under sub-goal 2: IA-rådet i a and IA-rådet i b*.")
               for line in told)  # fmt: skip
    assert any("received 800,000* kroner" in line for line in told)
    # The opening ends with what is due next.
    assert told[: told.index("Nothing is due.")].count(NOTE) == 5


def test_a_plan_that_was_not_read_whole_marks_what_is_compared_with_it() -> None:
    found = written(a_round(of_plan=UNDER_2))["Activities by sub-goal"]
    assert [row[1:4] for row in found] == [
        ["2", "2", "1*"],
        ["–*", "–", "–*"],
        ["–", "2", "1*"],
        ["2*", "2", "1*"],
    ]


@pytest.mark.parametrize(
    ("activities", "lift", "line"),
    [
        ([], Lift("/activities"), "No activity was carried out: IA-rådet i b*."),
        (
            ONE,
            Lift("/activities/0/target"),
            "Groups of people: named by the activities of 0* of the 2",
        ),
        (ONE, Lift("/activities/0/target"), "Groups of people: unge* (IA-rådet i b)"),
        (
            [],
            Lift("/activities"),
            "No activity that was carried out says which groups of people it is for.*",
        ),
    ],
)
def test_sentences_are_marked(activities: Any, lift: Lift, line: str) -> None:
    told = sentences(paper(alone(a_round(lift, activities=activities)), ENGLISH).blocks)
    assert any(one.startswith(line) for one in told), told


def test_money_that_no_report_tells_of_may_be_told_where_it_was_not_read() -> None:
    given = material([council("b"), half_read(report("b", []), Lift("/funds"))])
    told = sentences(paper(alone(given), ENGLISH).blocks)
    assert "No report accounts for money.*" in told
    assert NOTE in told


def test_what_could_change_no_figure_changes_nothing_in_the_figures() -> None:
    marked, plain = a_round(Lift("/priorities")), a_round()
    assert counted(marked).half_read
    for caption, rows in written(plain).items():
        assert (
            not re.search("[Aa]ctivit|[Uu]sed|reach", caption) or written(marked)[caption] == rows
        )
    assert "*" not in str(paper(alone(marked), ENGLISH).blocks)


@pytest.mark.parametrize("format_", ["md", "html"])
def test_the_marks_stand_in_every_format(format_: str) -> None:
    told = find_paper_format(format_).write(paper(alone(a_round(UNDER_2)), ENGLISH)).decode()
    star = r"\*" if format_ == "md" else "*"
    assert f"none{star}" in told
    assert f"is marked with {star}: IA-rådet i b." in told
