"""The paper for a meeting: activities and money, and what they do not reach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from paper_material import council, doc, material, report
from paper_rounds import ENGLISH

from iacheck.documents import Document
from iacheck.papers.breakdown import GOALS, breakdown, shares, whole
from iacheck.papers.counting import TARGETS, Figures, figures
from iacheck.papers.meeting import paper
from iacheck.papers.parts.activities import left
from iacheck.papers.reach import areas, by_council, idle, planned_only
from iacheck.reports import as_md

# Activities and money


def activity(id_: str, *goals: int, **fields: Any) -> dict[str, Any]:
    return {"id": id_, "title": f"Kurs {id_}", "sub_goals": list(goals), **fields}


def funds(used: int | None, *lines: tuple[str | None, int], received: int = 400000) -> Any:
    listed = [{"purpose": "course", "activity": to, "amount_nok": nok} for to, nok in lines]
    return {"received_nok": received, "used_nok": used, "lines": listed}


def counted(*documents: Document) -> Figures:
    return figures(material([council("a"), *documents]))


def test_an_activity_with_several_sub_goals_counts_under_each_and_its_money_is_parted() -> None:
    found = counted(report("a", [activity("1", 1, 2, 3)], funds=funds(100, ("1", 100))))
    row = whole(found.done)
    assert (row.activities, row.total) == ({1: 1, 2: 1, 3: 1}, 1)
    assert row.money == {1: 34, 2: 33, 3: 33}


def test_money_is_told_where_it_went() -> None:
    activities = [
        activity("1", 1), activity("2", 2, status="cancelled"), activity("3"), activity("4", 3),
    ]  # fmt: skip
    lines = [("1", 10), ("2", 20), ("3", 40), ("nobody", 80), (None, 160)]
    (account,) = counted(report("a", activities, funds=funds(1000, *lines))).accounts
    assert [a.spent_nok for a in account.activities] == [10, 20, 40, 0]
    assert (account.loose_nok, account.unexplained_nok, left(account)) == (240, 690, 399000)
    assert whole(a for a in account.activities if a.done).money == {1: 10, None: 40, 3: 0}


def test_what_was_used_is_summed_where_it_is_not_stated() -> None:
    (account,) = counted(report("a", [activity("1", 1)], funds=funds(None, ("1", 70)))).accounts
    assert (account.used_nok, account.used_stated, account.unexplained_nok) == (70, False, 0)
    assert left(account) is None


def test_an_activity_s_own_cost_counts_where_there_are_no_lines() -> None:
    own = [activity("1", 1, cost_nok=70)]
    (account,) = counted(report("a", own)).accounts
    assert (account.activities[0].spent_nok, account.used_nok) == (70, 70)
    (account,) = counted(report("a", own, funds=funds(50, (None, 50)))).accounts
    assert (account.activities[0].spent_nok, account.loose_nok) == (0, 50)
    (account,) = counted(report("a", own, funds=funds(60))).accounts
    assert account.unexplained_nok == -10


def test_the_year_s_report_is_not_counted_beside_those_of_its_halves() -> None:
    halves = [
        report("a", [activity("1", 1)], period="2012-H1"),
        report("a", [activity("2", 1), activity("3", 2)], period="2012-H2"),
    ]
    both = figures(material([council("a"), *halves], "2012", "2013-06-01"))
    assert len(both.done) == 3
    year = report("a", [activity("4", 3)], period="2012")
    assert len(figures(material([council("a"), *halves, year], "2012", "2013-06-01")).done) == 1


def test_words_differ_by_letters_only() -> None:
    targets = [["Helse-omsorg"], ["helse omsorg"], ["helse omsorg", "Bygg"], []]
    found = counted(
        report("a", [activity(str(n), 1, target={"industries": t}) for n, t in enumerate(targets)])
    )
    rows = breakdown(found.done, "industries")
    assert [(row.word, row.total) for row in rows] == [
        ("helse omsorg", 3), ("Bygg", 1), (None, 1),
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
    found = counted(broken)
    assert whole(found.done).activities == {1: 1, 2: 1}
    assert {unread.path for unread in found.unread} == {
        "/activities/0/sub_goals/1", "/activities/0/cost_nok", "/activities/0/target/industries",
        "/activities/0/target/sectors/0", "/activities/1", "/funds/received_nok",
        "/funds/used_nok", "/funds/lines/0",
    }  # fmt: skip
    text = as_md.write(paper(material([council("a"), broken]), ENGLISH)).decode()
    assert "8 fields cannot be read and are not in the figures" in text


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
        "lines": mostly(st.lists(mostly(LINES), max_size=5)),
    }
)


BODIES = st.fixed_dictionaries(
    {
        "activities": mostly(st.lists(mostly(ACTIVITIES), max_size=5)),
        "funds": mostly(FUNDS),
        "submitted_on": mostly(st.just("2016-02-01")),
    }
)


@settings(max_examples=25)
@given(st.lists(BODIES, max_size=3))
def test_everything_adds_up_whatever_came_in(bodies: Sequence[dict[str, Any]]) -> None:
    documents = [council(key) for key in "abc"]
    documents += [report(key, **body) for key, body in zip("abc", bodies, strict=False)]
    given_ = material(documents)
    found = figures(given_)
    assert len(found.accounts) + len(found.silent) == 3
    done, every = whole(found.done), whole(found.reported)
    off = sum(a.spent_nok for a in found.reported if not a.done)
    assert done.money_nok + off == every.money_nok
    used = sum(account.used_nok or 0 for account in found.accounts)
    rest = sum(account.loose_nok + account.unexplained_nok for account in found.accounts)
    assert every.money_nok + rest == used
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
    assert as_md.write(paper(given_, ENGLISH))


@given(st.integers(0, 10**9), st.integers(1, 40))
def test_shares_are_equal_to_the_krone(amount: int, parts: int) -> None:
    found = shares(amount, parts)
    assert (len(found), sum(found)) == (parts, amount)
    assert max(found) - min(found) <= 1


# What no activity reaches


def test_what_is_not_reached() -> None:
    plan = doc(
        "plan", "p", council="a", period="2015",
        activities=[
            activity("p", 1, target={"industries": ["Havbruk", "bygg"], "groups": ["unge"]})
        ],
    )  # fmt: skip
    done = report("a", [
        activity("1", 1, target={"industries": ["BYGG"]}),
        activity("2", 3, status="postponed", target={"industries": ["havbruk"]}),
    ])  # fmt: skip
    given_ = material([council("a"), council("b"), council("c"), plan, done, report("b", [])])
    found = figures(given_)
    assert [subject.id for subject in found.silent] == ["c"]
    assert [subject.id for subject in idle(found)] == ["b"]
    assert {c.id: goals for c, goals in by_council(found).items()} == {
        "a": {1: 1, 2: 0, 3: 0}, "b": {1: 0, 2: 0, 3: 0},
    }  # fmt: skip
    assert [(one.target, one.word) for one in planned_only(found)] == [
        ("industries", "Havbruk"), ("groups", "unge"),
    ]  # fmt: skip


def test_areas_come_from_the_rule_book_the_least_reached_first() -> None:
    given_ = material([
        council("a"),
        report("a", [activity("1", 1, themes=["HMS"]),
                     activity("2", 2, target={"groups": ["Unge"]}),
                     activity("3", 1, themes=["arbeidsmiljø"])]),
    ])  # fmt: skip
    reached = areas(figures(given_), given_.areas())
    assert [(one.area.name, one.activities, len(one.councils)) for one in reached] == [
        ("sick_listed_follow_up", 0, 0), ("young", 1, 1), ("preventive_work", 2, 1),
    ]  # fmt: skip
