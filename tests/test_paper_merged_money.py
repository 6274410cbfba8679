"""The paper for a meeting: money of councils that became one within the year is summed once."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paper_material import council, counted, material, report
from paper_rounds import ENGLISH, opening, sentences, tables

from iacheck.documents.document import Document
from iacheck.reports.meeting.balance import Balance
from iacheck.reports.meeting.material import Material
from iacheck.reports.meeting.parts import money

SPRING = {"from": "2010-01-01", "to": "2015-06-30"}
AUTUMN = {"from": "2015-07-01"}
# Received, carried over, used.
Funds = tuple[int | None, int | None, int | None]


def told(key: str, funds: Funds | None, **fields: Any) -> list[Document]:
    """A report with these funds, if there is one."""
    amounts = dict(zip(("received_nok", "carried_over_nok", "used_nok"), funds or (), strict=False))
    return [report(key, funds=amounts, **fields)] if funds else []


def merged(
    north: Funds | None, south: Funds | None, both: Funds | None, **begun: Any
) -> list[Document]:
    """Two councils that ended in June, and one that took over from them."""
    active = {"active": AUTUMN, "successor_of": ["north", "south"], **begun}
    return [
        council("north", active=SPRING), council("south", active=SPRING), council("both", **active),
        *told("north", north), *told("south", south), *told("both", both),
    ]  # fmt: skip


def sums(documents: list[Document]) -> tuple[int, int, int, int, list[str]]:
    """Received, carried over, used, left; who may be counted twice."""
    all_ = Balance.of(counted(material(documents, extent="everybody")).accounts)
    doubtful = [one.id for one in all_.doubtful]
    return all_.received_nok, all_.carried_over_nok, all_.used_nok, all_.left_nok, doubtful


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        # 200 + 200 + 300 received, 550 used: 150 are left, and no more.
        (
            merged((200, None, 100), (200, None, 150), (300, 150, 300)),
            (700, 0, 550, 150, []),
        ),
        # What the two had from the year before is in the sum, once.
        (merged((200, 50, 100), (200, None, 200), (0, 150, 0)), (400, 50, 300, 150, [])),
        # Not all was handed on: the rest is left with those who had it.
        (merged((200, None, 100), (200, None, 150), (300, 80, 300)), (700, 0, 550, 150, [])),
        # One had used more than it had; the other's money went on.
        (merged((200, None, 100), (200, None, 250), (0, 100, 40)), (400, 0, 390, 10, [])),
        # Nothing was carried over.
        (merged((200, None, 100), (200, None, 150), (300, 0, 300)), (700, 0, 550, 150, [])),
        # More than they had: from where, the figures do not tell.
        (
            merged((200, None, 100), (200, None, 150), (300, 151, 300)),
            (700, 151, 550, 301, ["both"]),
        ),
        # One of them is not in the sum: it may be its money.
        (merged((200, None, 100), None, (300, 100, 300)), (500, 100, 400, 200, ["both"])),
        (
            merged((200, None, 100), (200, None, None), (300, 100, 300)),
            (500, 100, 400, 200, ["both"]),
        ),
        # None of them is: all of it is new to the sum.
        (merged(None, (200, None, None), (300, 100, 300)), (300, 100, 300, 100, [])),
        # It was there before, and may have carried over its own.
        (
            merged((200, None, 100), (200, None, 150), (300, 150, 300), active=[]),
            (700, 150, 550, 300, ["both"]),
        ),
        # What does not state both received and used is in no sum.
        (merged((200, None, 100), (200, None, 150), (300, 150, None)), (400, 0, 250, 150, [])),
    ],
)
def test_what_predecessors_had_left_is_summed_once(
    documents: list[Document], expected: tuple[int, int, int, int, list[str]]
) -> None:
    assert sums(documents) == expected


@pytest.mark.parametrize(
    ("east", "west", "expected"),
    [
        ((0, 60, 0), (0, 40, 0), (200, 0, 100, 100, [])),
        # Each carried over all of it: one of them cannot have.
        ((0, 100, 0), (0, 100, 0), (200, 200, 100, 300, ["east", "west"])),
    ],
)
def test_a_council_that_became_two(
    east: Funds, west: Funds, expected: tuple[int, int, int, int, list[str]]
) -> None:
    new = {"active": AUTUMN, "successor_of": ["old"]}
    registers = [council("old", active=SPRING), council("east", **new), council("west", **new)]
    reports = [*told("old", (200, None, 100)), *told("east", east), *told("west", west)]
    assert sums([*registers, *reports]) == expected


def test_a_council_between_two_others() -> None:
    short = {"from": "2015-07-01", "to": "2015-09-30"}
    documents = [
        council("first", active=SPRING),
        council("second", active=short, successor_of=["first"]),
        council("third", active={"from": "2015-10-01"}, successor_of=["second"]),
        *told("first", (200, None, 100)),
        *told("second", (0, 100, 20)),
        *told("third", (0, 80, 30)),
    ]
    assert sums(documents) == (200, 0, 150, 50, [])


AMOUNTS = st.integers(0, 500)


@given(st.lists(st.tuples(AMOUNTS, AMOUNTS, AMOUNTS), min_size=3, max_size=3))
def test_no_krone_is_made_or_lost(funds: list[Funds]) -> None:
    received, carried, used, left, doubtful = sums(merged(*funds))
    assert left == received + carried - used
    stated = sum(one[1] or 0 for one in funds)
    assert carried == (stated if doubtful else stated - (funds[2][1] or 0))


def shown(documents: list[Document]) -> Material:
    return material(documents, extent="everybody")


def first_page(given_: Material) -> list[str]:
    return list(sentences(opening(given_)))


def test_the_table_says_what_is_counted_once_and_adds_up() -> None:
    given_ = shown(merged((200, None, 100), (200, None, 150), (300, 150, 300)))
    found = list(money.of_period(given_, counted(given_), ENGLISH))
    rows = tables(found)["Received and used (kroner)"]
    assert rows == [
        ["IA-rådet i both", "300", "150", "300", "150"],
        ["IA-rådet i north", "200", "–", "100", "100"],
        ["IA-rådet i south", "200", "–", "150", "50"],
        ["Carried over from others in the table, and counted there", "–", "-150", "–", "-150"],
        ["All", "700", "–", "550", "150"],
    ]  # fmt: skip
    once = (
        "150 kroner were carried over from councils that are in the sum themselves, and are "
        "counted once."
    )
    assert once in sentences(found)
    assert once in first_page(given_)
    assert any("carried over 0 kroner, used 550 kroner, left 150" in x for x in first_page(given_))


def test_where_the_figures_do_not_tell_it_is_said() -> None:
    given_ = shown(merged((200, None, 100), None, (300, 100, 300)))
    found = list(money.of_period(given_, counted(given_), ENGLISH))
    doubt = (
        "The sum may count money twice: the figures do not tell whether what was carried over is "
        "what predecessors in the sum have left (IA-rådet i both)."
    )
    assert doubt in sentences(found)
    assert doubt in first_page(given_)
    assert not any("counted there" in row[0] for rows in tables(found).values() for row in rows)


@pytest.mark.parametrize(
    ("carried", "late", "expected"),
    [
        (150, {"both"}, 150),
        (150, {"north", "south"}, 0),
        (150, {"north"}, 0),
        (150, {"north", "both"}, 150),
        (80, {"both"}, 80),
        (80, {"north", "south"}, 70),
        (80, {"north", "south", "both"}, 150),
        # Whose part went on cannot be told.
        (80, {"north"}, None),
    ],
)
def test_what_is_left_stands_in_the_report_of_the_one_that_has_it(
    carried: int, late: set[str], expected: int | None
) -> None:
    all_ = counted(shown(merged((200, None, 100), (200, None, 150), (300, carried, 300)))).accounts
    councils = [account.council for account in all_ if account.council.id in late]
    assert Balance.of(all_).left_in(councils) == expected
