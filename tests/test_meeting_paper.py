"""What papers count and tell: tables of cases, and laws that hold for whatever came in."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paper_material import council, doc, material, material_of, report, shipped

from iacheck.documents import Document
from iacheck.findings import SEVERITIES
from iacheck.language import language
from iacheck.messages import LANGS
from iacheck.papers.breakdown import GOALS, breakdown, shares, whole
from iacheck.papers.counting import TARGETS, Figures, figures
from iacheck.papers.delivery import STATUSES, Delivery, deliveries
from iacheck.papers.material import Material, newest_round
from iacheck.papers.matrix import ORDER, mark_of, matrix, worst
from iacheck.papers.meeting import paper
from iacheck.papers.parts import by_demand, by_subject
from iacheck.papers.parts.accounts import blocks as accounts
from iacheck.papers.parts.activities import left
from iacheck.papers.reach import areas, by_council, idle, planned_only
from iacheck.periods import Period
from iacheck.reports import as_md
from iacheck.reports.blocks import Heading, Items, Mark, Paragraph, Table, Text
from iacheck.reports.paper_text import write

Golden = Callable[[str, bytes], None]
ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
ENGLISH = language("en")
ROUNDS = {
    "2015": (EXAMPLES / "2015", "2015", "2016-06-01"),
    "2012-h2": (EXAMPLES / "2012", "2012-H2", "2013-02-15"),
    "2012": (EXAMPLES / "2012", "2012", "2013-02-15"),
    "half-year-paper": (EXAMPLES / "halvaarsrapport-2012-h2.md", "2012-H2", "2013-01-15"),
}


@pytest.fixture(scope="module", params=ROUNDS)
def example(request: pytest.FixtureRequest) -> Material:
    return material_of(*ROUNDS[request.param])


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["2015", "2012-h2", "half-year-paper"])
def test_whole_papers(golden: Golden, name: str, lang: Any) -> None:
    written = write(paper(material_of(*ROUNDS[name]), language(lang)))
    golden(f"paper-{name}.{lang}.txt", written)


# Who has delivered


def delivered(*documents: Document, as_of: str = "2016-06-01") -> dict[str, Delivery]:
    found = deliveries(material([council("rogaland"), *documents], as_of=as_of))
    return {delivery.root: delivery for delivery in found}


WAIVER = doc(
    "waiver", "w", rule="report-delivered", subject="council/rogaland", period="2015",
    reason="Brann", granted_by="Oppfølgingsgruppen", granted_on="2016-03-05",
    expires_on="2016-12-31",
)  # fmt: skip


@pytest.mark.parametrize(
    ("documents", "as_of", "status", "days"),
    [
        ([report("rogaland")], "2016-06-01", "delivered", None),
        ([report("rogaland", submitted_on="2016-03-01")], "2016-06-01", "delivered", None),
        ([report("rogaland", submitted_on="2016-03-02")], "2016-06-01", "late", 1),
        ([report("rogaland", submitted_on=None)], "2016-06-01", "unsent", None),
        ([report("rogaland", submitted_on="i vår")], "2016-06-01", "unclear", None),
        ([report("rogaland", submitted_on=None)], "2016-03-01", "waiting", None),
        ([], "2016-03-01", "waiting", None),
        ([], "2016-03-02", "missing", None),
        ([WAIVER], "2016-06-01", "missing", None),
        ([report("rogaland"), doc("report", "x", council="Rogaland", period="2015")], "2016-06-01",
         "unclear", None),
    ],
)  # fmt: skip
def test_what_became_of_a_report(
    documents: list[Document], as_of: str, status: str, days: int | None
) -> None:
    found = delivered(*documents, as_of=as_of)["report"]
    assert (found.status, found.days) == (status, days)
    assert found.accepted == (WAIVER in documents)


def test_a_plan_is_delivered_where_there_is_one() -> None:
    plan = doc("plan", "p", council="rogaland", period="2015", adopted_on="2015-01-20")
    assert delivered()["plan"].status == "missing"
    found = delivered(plan)["plan"]
    assert (found.status, found.given) == ("delivered", datetime.date(2015, 1, 20))


def test_what_no_rule_demands_is_told_as_it_is() -> None:
    """No rule says by when councils report on the second half of 2012."""
    here = report("a", period="2012-H2", submitted_on="2013-01-20")
    draft = report("b", period="2012-H2", submitted_on=None)
    found = deliveries(
        material([council("a"), council("b"), council("c"), here, draft], "2012-H2", "2013-06-01")
    )
    assert {d.subject.id: d.status for d in found} == {
        "a": "delivered", "b": "unsent", "c": "none",
    }  # fmt: skip


def test_what_a_rule_wants_a_field_of_is_missing_where_it_has_not_come() -> None:
    """Services delivered are to be counted: without a scorecard they are not."""
    centre = doc("centre", "troms", name="NAV Arbeidslivssenter Troms", county="19")
    card = doc("scorecard", "s", centre="troms", period="2012", services_delivered=4)
    for documents, status in (([centre], "missing"), ([centre, card], "delivered")):
        (found,) = deliveries(material(documents, "2012", "2013-06-01"))
        assert found.status == status


def test_deliveries_never_contradict_the_findings(example: Material) -> None:
    rules = example.rules()
    found = {(str(d.subject), d.period, d.root): d for d in deliveries(example)}
    assert found
    compared = 0
    for judged, finding in example.findings():
        check = rules[finding.rule].written["check"]
        root = check.get("present") or check.get("delivered", {}).get("document")
        delivery = found.get((str(judged.subject), judged.period, str(root)))
        if delivery is not None and finding.verdict in ("deviation", "waived", "met"):
            compared += 1
            if finding.verdict == "met":
                assert delivery.status in ("delivered", "late")
            else:
                assert delivery.status in ("missing", "unsent", "late")
    assert compared


# The matrix


def test_no_better_verdict_hides_a_worse_one() -> None:
    assert sorted(ORDER) == sorted(get_args(Mark))
    for place, mark in enumerate(ORDER):
        assert worst([*ORDER[place:], mark]) == mark
    assert worst(["met", "info"]) == "info"
    assert worst(["met", "undetermined", "warning", "error"]) == "error"
    assert worst(["not_applicable", "met"]) == "met"


def test_the_matrix_has_everybody_and_every_demand(example: Material) -> None:
    found = {kind: matrix(example, kind) for kind in ("council", "party", "centre", "national")}
    shown = [str(subject) for one in found.values() for subject in one.subjects]
    assert sorted(shown) == sorted({str(found.subject) for found in example.result.subjects})
    for judged, finding in example.findings():
        cell = found[judged.subject.kind].mark(judged.subject, finding.rule.demand)
        assert cell is not None
        assert ORDER.index(cell) <= ORDER.index(mark_of(finding))


def test_everybody_is_in_the_matrix_of_a_period_where_nothing_came() -> None:
    nothing = material([council("a"), council("b")], extent="everybody")
    assert [subject.id for subject in matrix(nothing, "council").subjects] == ["a", "b"]
    assert len(matrix(nothing, "party").subjects) == 11
    text = as_md.write(paper(nothing, ENGLISH)).decode()
    assert "0 of 2 have delivered. Not delivered: IA-rådet i a and IA-rådet i b." in text
    assert "There is no report from a council to count." in text


def words(text: Text) -> str:
    return "".join(span.text for span in text)


def test_every_violation_stands_by_demand_and_by_subject(example: Material) -> None:
    told = [
        ENGLISH.say(violation.message)
        for _, finding in example.findings()
        for violation in finding.violations
    ]
    assert len(told) >= sum(map(example.result.deviations, SEVERITIES)) > 0
    of_subjects = [b for b in by_subject.blocks(example, ENGLISH) if isinstance(b, Table)]
    of_demands = [b for b in by_demand.blocks(example, ENGLISH) if isinstance(b, Table)]
    assert sum(len(table.rows) for table in of_subjects) == len(told)
    rows = [words(row[0]) for table in of_demands for row in table.rows]
    assert set(rows) == set(told)
    # Under one demand, the same text stands once.
    for table in of_demands:
        texts = [words(row[0]) for row in table.rows]
        assert len(texts) == len(set(texts))


def test_the_same_text_stands_once_with_everybody_under_it() -> None:
    silent = material([council("a"), council("b"), council("c"), report("c")])
    tables = [b for b in by_demand.blocks(silent, ENGLISH) if isinstance(b, Table)]
    plans = next(table for table in tables if table.caption.startswith("B01"))
    assert [[words(cell) for cell in row] for row in plans.rows] == [
        ["No action plan covers 2015", "IA-rådet i a; IA-rådet i b; IA-rådet i c"]
    ]


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


# The parties' own accounts


def account_of(party: str, *sections: Any, **fields: Any) -> Document:
    return doc(
        "party_report",
        f"{party}-x",
        party=party,
        period="2012-H2",
        sections=list(sections),
        **fields,
    )


def told(*documents: Document) -> list[str]:
    given_ = material(documents, "2012-H2", "2013-02-01", extent="everybody")
    lines = []
    for block in accounts(given_, deliveries(given_), ENGLISH):
        if isinstance(block, Heading):
            lines.append(f"{'#' * block.level} {block.text}")
        elif isinstance(block, Paragraph):
            lines.append(words(block.text))
        elif isinstance(block, Items):
            lines += [f"- {words(item)}" for item in block.items]
    return lines


def test_accounts_stand_under_the_template_s_headings_in_the_agreement_s_order() -> None:
    section = {"key": "experience", "heading": "Viktigste erfaring", "text": "Én.\n\n- a\n– b\nTo."}
    other = {"key": "other", "heading": "Om oss", "text": "Tre."}
    empty = {"key": "successful_activity", "heading": "Særlig vellykket aktivitet", "text": ""}
    lines = told(account_of("LO", other, empty, section))
    parties = [line for line in lines if line.startswith("## ")]
    assert parties[:3] == [
        "## Næringslivets Hovedorganisasjon", "## Hovedorganisasjonen Virke",
        "## Kommunesektorens organisasjon",
    ]  # fmt: skip
    assert len(parties) == 11
    start = lines.index("## Landsorganisasjonen i Norge")
    assert lines[start + 1 : lines.index(parties[6])] == [
        "### Most important experience to share with other organisations",
        "Én.", "- a", "- b", "To.",
        "### Deviations from plan for activities or follow-up in own organisation",
        "The party has not used this heading.",
        "### Particularly successful activity",
        "Nothing is written under this heading.",
        "### Om oss", "Tre.",
    ]  # fmt: skip
    assert lines.count("No report has come.") == 10


def test_parts_of_accounts_that_cannot_be_read_are_missed() -> None:
    good = {"key": "experience", "heading": "Viktigste erfaring", "text": "Én."}
    lines = told(account_of("LO", good, {"key": "other", "text": 7}, "x"))
    assert "A part of party_report/LO-x cannot be read and is not here." in lines
    assert "Én." in lines


def test_two_reports_of_a_party_are_not_mixed() -> None:
    both = [account_of("LO", submitted_on="2013-01-01"),
            doc("party_report", "y", party="lo", period="2012-H2", sections=[])]  # fmt: skip
    assert any("party_report/LO-x and party_report/y" in line for line in told(*both))


def test_a_year_without_accounts_has_no_such_part() -> None:
    year = material([council("a")])
    assert list(accounts(year, deliveries(year), ENGLISH)) == []


# The round


@pytest.mark.parametrize(
    ("periods", "as_of", "newest"),
    [
        (["2015", "2016"], "2016-06-01", "2015"),
        (["2015", "2016"], "2017-01-01", "2016"),
        (["2016"], "2016-06-01", "2016"),
        (["2012", "2012-H2"], "2013-06-01", "2012"),
        (["2012", "2013-H1"], "2013-07-01", "2013-H1"),
        (["2014", "2012"], "2016-01-01", "2012"),
        (["2014"], "2016-01-01", None),
        ([], "2016-01-01", None),
    ],
)
def test_the_newest_round_is_over_and_covered(
    periods: list[str], as_of: str, newest: str | None
) -> None:
    books, _ = shipped()
    documents = [report("a", period=period) for period in periods]
    found = newest_round(documents, books, datetime.date.fromisoformat(as_of))
    assert found == (Period.parse(newest) if newest else None)


def test_every_status_has_words() -> None:
    from iacheck.papers.parts import delivery  # noqa: PLC0415

    assert set(delivery._CALLED) == set(delivery._MARK) == set(STATUSES)


def test_the_same_material_gives_the_same_paper(example: Material) -> None:
    assert paper(example, ENGLISH) == paper(example, ENGLISH)
