"""The paper for a meeting: money."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from paper_material import activity, alone, council, counted, funds, material, of, report
from paper_rounds import ENGLISH, opening, sentences, tables
from repeats import times

from iacheck.reports import as_md
from iacheck.reports.meeting.balance import Balance
from iacheck.reports.meeting.breakdown import GOALS, all_activities, breakdown, shares
from iacheck.reports.meeting.counting import TARGETS
from iacheck.reports.meeting.material import Material
from iacheck.reports.meeting.paper import paper
from iacheck.reports.meeting.parts import money
from iacheck.reports.meeting.reach import by_council


def test_money_is_told_where_it_went() -> None:
    reported = [
        activity("1", 1), activity("2", 2, status="cancelled"), activity("3"), activity("4", 3),
    ]  # fmt: skip
    lines = [("1", 10), ("2", 20), ("3", 40), ("nobody", 80), (None, 160)]
    (account,) = of(report("a", reported, funds=funds(1000, *lines))).accounts
    assert [a.spent_nok for a in account.activities] == [10, 20, 40, 0]
    assert (account.loose_nok, account.unexplained_nok, account.left_nok) == (240, 690, 399000)
    assert all_activities(a for a in account.activities if a.done).money == {1: 10, None: 40, 3: 0}


def test_what_was_used_is_summed_where_it_is_not_stated() -> None:
    (account,) = of(report("a", [activity("1", 1)], funds=funds(None, ("1", 70)))).accounts
    assert (account.used_nok, account.used_stated, account.unexplained_nok) == (70, False, 0)
    assert account.left_nok is None


def test_an_activity_s_own_cost_counts_where_there_are_no_lines() -> None:
    own = [activity("1", 1, cost_nok=70)]
    (account,) = of(report("a", own)).accounts
    assert (account.activities[0].spent_nok, account.used_nok) == (70, 70)
    (account,) = of(report("a", own, funds=funds(50, (None, 50)))).accounts
    assert (account.activities[0].spent_nok, account.loose_nok) == (0, 50)
    (account,) = of(report("a", own, funds=funds(60))).accounts
    assert account.unexplained_nok == -10


NOISE: st.SearchStrategy[Any] = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 9), st.floats(), st.text(max_size=3),
    st.lists(st.integers(), max_size=2), st.just({}),
)  # fmt: skip


WORDS = st.lists(st.sampled_from(["bygg", "Bygg", "helse", "IKT", "i-kt", ""]), max_size=3)


def mostly(usual: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(usual, usual, usual, NOISE)


ACTIVITIES = st.fixed_dictionaries(
    {
        "id": mostly(st.sampled_from("1234")),
        "title": mostly(st.just("Kurs")),
        "sub_goals": mostly(st.lists(st.sampled_from([1, 2, 3]), max_size=3)),
        "status": mostly(st.sampled_from(["completed", "ongoing", "postponed", "cancelled", None])),
        "cost_nok": mostly(st.integers(0, 100)),
        "target": mostly(st.fixed_dictionaries(dict.fromkeys(TARGETS, mostly(WORDS)))),
    }
)


LINES = st.fixed_dictionaries(
    {"activity": mostly(st.sampled_from("12345")), "amount_nok": mostly(st.integers(0, 1000))}
)


FUNDS = st.fixed_dictionaries(
    {
        "received_nok": mostly(st.integers(0, 5000)),
        "used_nok": mostly(st.integers(0, 5000)),
        "carried_over_nok": mostly(st.integers(0, 5000)),
        "lines": mostly(st.lists(mostly(LINES), max_size=5)),
    }
)


BODIES = st.fixed_dictionaries(
    {
        "activities": mostly(st.lists(mostly(ACTIVITIES), max_size=5)),
        "funds": mostly(FUNDS),
        "submitted_on": mostly(st.sampled_from(["2016-02-01", "2016-04-01", "2017-01-01"])),
    }
)


@settings(max_examples=times(7))
@given(st.lists(BODIES, max_size=3))
def test_everything_adds_up_whatever_came_in(bodies: Sequence[dict[str, Any]]) -> None:
    documents = [council(key) for key in "abc"]
    documents += [report(key, **body) for key, body in zip("abc", bodies, strict=False)]
    given_ = material(documents)
    found = counted(given_)
    assert len(found.accounts) + len(found.silent) == 3
    done, every = all_activities(found.done), all_activities(found.reported)
    off = sum(a.spent_nok for a in found.reported if not a.done)
    assert done.money_nok + off == every.money_nok
    used = sum(account.used_nok or 0 for account in found.accounts)
    rest = sum(account.loose_nok + account.unexplained_nok for account in found.accounts)
    assert every.money_nok + rest == used
    balance = Balance.of(found.accounts)
    assert balance.left_nok == (balance.received_nok + balance.carried_over_nok - balance.used_nok)
    assert len(found.comparable) + len(found.incomparable) == len(found.planned)
    for target in TARGETS:
        rows = breakdown(found.done, target)
        assert (
            sum((Counter(row.money) for row in rows), Counter()) == Counter(done.money) - Counter()
        )
        assert sum(row.money_nok for row in rows) == done.money_nok
        assert sum(row.total for row in rows) >= done.total
        assert all(max(row.activities.values()) <= row.total <= done.total for row in rows)
        for goal in GOALS:
            per_goal = [row.activities.get(goal, 0) for row in rows]
            assert sum(per_goal) >= done.activities.get(goal, 0) >= max(per_goal, default=0)
    assert sum(sum(goals.values()) for goals in by_council(found).values()) == sum(
        n for goal, n in done.activities.items() if goal
    )
    assert as_md.write(paper(alone(given_), ENGLISH))
    the_total_is_of_the_rows_that_are_in_it(given_)


def amounts(row: Sequence[str]) -> list[int]:
    """Received, carried over, used and left."""
    return [0 if cell == "–" else int(cell.replace(",", "")) for cell in row[-4:]]


def the_total_is_of_the_rows_that_are_in_it(given_: Material) -> None:
    """What a reader would check with a pocket calculator, and the first page says the same."""
    found = counted(given_)
    shown = tables(money.of_period(given_, found, ENGLISH))
    rows = next((rows for name, rows in shown.items() if "eceived and used" in name), [])
    inside = [amounts(row) for row in rows[:-1] if not set(row) & {"no report", "not in the total"}]
    if Balance.of(found.accounts).reports:
        total = amounts(rows[-1])
        assert total == [sum(column) for column in zip(*inside, strict=True)]
        assert total[0] + total[1] - total[2] == total[3]
        (told,) = [line for line in sentences(opening(given_)) if "both received and used" in line]
        assert f", {len(inside)} state" in told
        said = [int(n.replace(",", "")) for n in re.findall(r"(-?[\d,]*\d) kroner", told)]
        assert said == total


def test_the_total_of_an_example_is_of_the_rows_that_are_in_it(example: Material) -> None:
    the_total_is_of_the_rows_that_are_in_it(example)


def test_what_is_not_in_the_total_says_so() -> None:
    given_ = material([
        *map(council, "abcd"),
        report("a", funds={"received_nok": 400, "carried_over_nok": 30, "used_nok": 200}),
        report("b", funds={"received_nok": 400}),
        report("c", [activity("1", 1, cost_nok=70)], submitted_on="2016-07-01"),
    ])  # fmt: skip
    found = list(money.of_period(given_, counted(given_), ENGLISH))
    assert tables(found) == {
        "Received and used (kroner)": [
            ["IA-rådet i a", "400", "30", "200", "230"],
            ["IA-rådet i b", "400", "–", "–", "not in the total"],
            ["IA-rådet i c (not delivered)", "–", "–", "70", "not in the total"],
            ["IA-rådet i d", "no report", "–", "–", "–"],
            ["The 1 report that states both received and used", "400", "30", "200", "230"],
        ],
        "Used, by sub-goal (kroner)": [
            ["Sub-goal 1", "70"], ["Sub-goal 2", "–"], ["Sub-goal 3", "–"],
            ["Not accounted for", "200"], ["Used in all", "270"],
        ],
    }  # fmt: skip
    assert [line.split(" (")[0] for line in sentences(found)] == [
        "Of the 3 reports, 1 state both received and used: received 400 kroner, carried over 30 "
        "kroner, used 200 kroner, left 230 kroner.",
        "The total is of the reports that state both what was received and what was used",
        "Where the report does not state what was used, that is the sum of what it accounts for: "
        "IA-rådet i c.",
        "This is of all 2 reports that tell of what was used, also those that do not state both "
        "what was received and what was used.",
    ]


@given(st.integers(0, 10**9), st.integers(1, 40))
def test_shares_are_equal_to_the_krone(amount: int, parts: int) -> None:
    found = shares(amount, parts)
    assert (len(found), sum(found)) == (parts, amount)
    assert max(found) - min(found) <= 1
