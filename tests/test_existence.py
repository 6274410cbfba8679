"""When a subject exists within a period, whom it took over from, and what its case then holds."""

from __future__ import annotations

from typing import Any

import pytest
from building import PARTIES, SCHEMAS, case, day, document, say, seats
from hypothesis import given
from hypothesis import strategies as st

from iacheck.cases.case import Case
from iacheck.cases.existence import existence, fact_day
from iacheck.cases.spans import TimeSpan, exists_on, spans_of
from iacheck.cases.vocabulary import Party
from iacheck.checks.path_compiler import Paths
from iacheck.checks.scope import Scope
from iacheck.documents.document import Document
from iacheck.judging.existence import due_out_of_time
from iacheck.language.periods import Period

YEAR = Period.parse("2016")
LATER = "2030-01-01"


@pytest.mark.parametrize(
    ("active", "as_of", "first", "last", "read_on", "began", "ended"),
    [
        (None, LATER, "2016-01-01", "2016-12-31", "2016-12-31", None, None),
        (None, "2016-03-01", "2016-01-01", "2016-12-31", "2016-03-01", None, None),
        (None, "2015-03-01", "2016-01-01", "2016-12-31", "2016-01-01", None, None),
        ([("2010-01-01", "2016-06-30")], LATER,
         "2016-01-01", "2016-06-30", "2016-06-30", None, "2016-06-30"),
        ([("2010-01-01", "2016-06-30")], "2016-03-01",
         "2016-01-01", "2016-06-30", "2016-03-01", None, "2016-06-30"),
        ([("2016-07-01", None)], LATER,
         "2016-07-01", "2016-12-31", "2016-12-31", "2016-07-01", None),
        ([("2016-07-01", None)], "2016-03-01",
         "2016-07-01", "2016-12-31", "2016-07-01", "2016-07-01", None),
        # From the first day of the year, until the last one.
        ([("2016-01-01", "2016-12-31")], LATER,
         "2016-01-01", "2016-12-31", "2016-12-31", "2016-01-01", "2016-12-31"),
        # Of two spans, one of them over the turn of the year; and two without a day between them.
        ([("2010-01-01", "2016-02-29"), ("2016-11-01", None)], "2016-06-01",
         "2016-01-01", "2016-12-31", "2016-02-29", None, None),
        ([("2010-01-01", "2015-12-31"), ("2016-01-01", None)], LATER,
         "2016-01-01", "2016-12-31", "2016-12-31", None, None),
        ([("2010-01-01", "2016-02-29"), ("2016-03-01", "2016-05-31")], LATER,
         "2016-01-01", "2016-05-31", "2016-05-31", None, "2016-05-31"),
        # Not there in the year at all.
        ([("2010-01-01", "2015-12-31")], LATER,
         "2016-01-01", "2016-12-31", "2016-12-31", None, None),
    ],
)  # fmt: skip
def test_when_a_subject_exists_in_a_year(
    active: Any, as_of: str, first: str, last: str, read_on: str, began: str, ended: str
) -> None:
    spans = spans_of([{"from": start, "to": end} for start, end in active or ()])
    found = existence(spans, YEAR, day(as_of))
    assert (found.first_day, found.last_day, found.day) == (day(first), day(last), day(read_on))
    assert found.began_on == (began and day(began))
    assert found.ended_on == (ended and day(ended))


def test_the_first_and_the_last_day_there_is() -> None:
    whole = (TimeSpan(day("0001-01-01"), day("9999-12-31")),)
    assert existence(whole, Period(1), day(LATER)).began_on == day("0001-01-01")
    assert existence(whole, Period(9999), day(LATER)).ended_on == day("9999-12-31")


days = st.dates(day("2015-06-01"), day("2017-06-30"))


@given(st.lists(st.tuples(days, days).map(sorted), min_size=1, max_size=3), days)
def test_facts_are_read_on_a_day_of_existence(pairs: list[Any], as_of: Any) -> None:
    spans = tuple(TimeSpan(first, last) for first, last in pairs)
    found = existence(spans, YEAR, as_of)
    if any(span.has_day_of(YEAR) for span in spans):
        assert exists_on(spans, found.day)
        assert found.first_day <= found.day <= found.last_day
        assert found.day <= as_of or found.day == found.first_day
    else:
        assert found.day == fact_day(YEAR, as_of)


def council(id_: str, first: str | None, last: str | None = None, **fields: Any) -> Document:
    active = {"from": first or "2010-01-01", **({"to": last} if last else {})}
    return document("council", _id=id_, name=f"IA-rådet i {id_}", active=active, **fields)


NORTH = council("north", None, "2016-06-30", members=seats("LO"), chairs=seats("NHO"))
SOUTH = council("south", None, "2016-06-30")
BOTH = council("both", "2016-07-01", successor_of=["north", "IA-rådet i south", 5, "nobody"])
MERGED = (NORTH, SOUTH, BOTH)


def of(id_: str, *documents: Document, period: str = "2016", **where: Any) -> Case:
    return case(*MERGED, *documents, of=f"council/{id_}", period=period, **where)


def plan(owner: str, **fields: Any) -> Document:
    return document("plan", **{"_id": owner, "council": owner, "period": "2016", **fields})


def test_predecessors_and_successors() -> None:
    north, both = of("north").existence, of("both").existence
    assert [str(one) for one in north.successors] == ["council/both"]
    assert north.predecessors == ()
    assert [str(one) for one in both.predecessors] == ["council/north", "council/south"]
    assert both.successors == ()
    assert [str(one.subject) for one in of("both").predecessors] == [
        "council/north",
        "council/south",
    ]


PARTNERS = [
    # Who is asked, in which half-year, and on which day of it the party began and ended.
    ("KMD", "2014-H1", "2014-01-01", None),
    ("KMD", "2015-H1", None, None),
    ("FAD", "2013-H2", None, "2013-12-31"),
    ("Virke", "2012-H2", "2012-09-01", "2012-11-30"),
    ("LO", "2012-H2", None, None),
]


@pytest.mark.parametrize(("id_", "period", "began", "ended"), PARTNERS)
def test_a_party_exists_as_the_rule_book_and_its_document_say(
    id_: str, period: str, began: str | None, ended: str | None
) -> None:
    active = {"from": "2012-09-01", "to": "2012-11-30"}
    virke = document("party", _id="Virke", name="Virke", active=active)
    found = case(virke, of=f"party/{id_}", period=period).existence
    assert found.began_on == (began and day(began))
    assert found.ended_on == (ended and day(ended))


def test_the_side_of_a_party_is_that_of_its_document() -> None:
    avdir = document("party", _id="AVdir", name="Direktoratet", side="employer")
    found = case(avdir, period="2015").values["parties"]
    assert {party["id"]: party["side"] for party in found} == {
        "NHO": "employer", "KMD": "employer", "LO": "employee", "AVdir": "employer",
    }  # fmt: skip


def test_councils_that_took_over_from_each_other() -> None:
    one = council("one", None, "2016-06-30", successor_of=["two", "one"])
    two = council("two", None, "2016-06-30", successor_of=["one"])
    found = case(one, two, of="council/one", period="2016")
    assert [str(before.subject) for before in found.predecessors] == ["council/two"]
    assert found.predecessors[0].predecessors == ()


def test_only_councils_take_over() -> None:
    found = document("centre", successor_of=["oslo"])
    assert case(found, of="centre/rogaland").existence.predecessors == ()


def test_a_council_without_a_plan_has_that_of_its_predecessor() -> None:
    theirs = plan("north")
    found = of("both", theirs)
    assert found.values["plan"] == theirs.body
    assert found.documents["plan"] == (theirs,)
    assert {name: str(maker) for name, maker in found.inherited.items()} == {
        "plan/north": "council/north"
    }
    assert found.own_documents == ("council/both",)
    assert of("south", theirs).values["plan"] is None
    assert of("north", theirs).inherited == {}


def test_its_own_plan_counts_before_those_of_others() -> None:
    found = of("both", plan("north"), plan("both"))
    assert [document.key for document in found.documents["plan"]] == ["both"]
    assert found.inherited == {}


def test_a_plan_over_several_years_is_inherited_in_each_that_it_covers() -> None:
    theirs = plan("north", period="2015", covers=[2015, 2016, 2017])
    assert of("both", theirs, period="2017").has("plan")
    assert not of("both", theirs, period="2018").has("plan")


def test_the_plans_of_several_predecessors_are_read_together() -> None:
    found = of("both", plan("north"), plan("south"))
    assert isinstance(found.values["plan"], tuple)
    assert found.has("plan")
    assert found.unclear == frozenset()
    assert sorted(found.inherited) == ["plan/north", "plan/south"]


def test_what_stands_in_one_of_several_plans_is_found_there() -> None:
    found = of(
        "both",
        plan("north", activities=[{"id": "a", "title": "x"}]),
        plan("south", activities=[{"id": "b", "title": "y"}, {"id": "c", "title": "z"}]),
    )
    titles = Paths(SCHEMAS, "council-year").compile("plan.activities[].title")
    nodes = titles.nodes(Scope.of(found))
    assert [(n.value, n.document and n.document.name, n.pointer) for n in nodes] == [
        ("x", "plan/north", "/activities/0/title"),
        ("y", "plan/south", "/activities/0/title"),
        ("z", "plan/south", "/activities/1/title"),
    ]
    assert titles.around(Scope.of(found)).document is None


BEGAN = "Due {}, before 1 July 2016, the first day of both"
ENDED = "Due {}, after north had ended on 30 June 2016"


@pytest.mark.parametrize(
    ("who", "due", "expected"),
    [
        ("both", "2016-03-01", BEGAN.format("1 March 2016")),
        ("both", "2016-06-30", BEGAN.format("30 June 2016")),
        ("both", "2016-07-01", None),
        ("both", "2017-03-01", None),
        ("north", "2015-12-31", None),
        ("north", "2016-06-30", None),
        ("north", "2016-07-01", ENDED.format("1 July 2016")),
        ("north", "2016-12-31", ENDED.format("31 December 2016")),
        # After the year, what is due is due from those that were there in it.
        ("north", "2017-01-01", None),
    ],
)
def test_what_is_due_where_its_council_is_not_is_due_from_nobody(
    who: str, due: str, expected: str | None
) -> None:
    told = due_out_of_time(day(due), of(who))
    assert (told and say(told)) == expected
    assert due_out_of_time(None, of(who)) is None


def test_where_a_predecessor_s_plan_is_in_doubt_so_is_the_inherited_one() -> None:
    twice = of("both", plan("north"), plan("north", _id="other"))
    assert twice.unclear == {"plan"}
    assert twice.values["plan"] is None
    vague = plan("north", period=2016)
    assert of("both", vague, plan("south")).undated["plan"] == vague
    assert of("both", vague, plan("south")).inherited == {}
    assert not of("both", vague, plan("south")).documents["plan"]


def test_a_plan_comes_down_through_several_successions() -> None:
    last = council("last", "2016-10-01", successor_of=["both"])
    middle = document("council", **{**BOTH.body, "active": {"from": "2016-07-01"}})
    found = case(NORTH, SOUTH, middle, last, plan("north"), of="council/last", period="2016")
    assert {name: str(maker) for name, maker in found.inherited.items()} == {
        "plan/north": "council/north"
    }


def test_last_year_s_documents_are_the_predecessors() -> None:
    earlier = [
        document("report", _id=id_, council=id_, period="2015") for id_ in ("north", "south")
    ]
    grants = [
        document("allocation", _id=id_, council=id_, period="2015") for id_ in ("north", "south")
    ]
    one = of("both", earlier[0])
    assert one.documents["previous_report"] == (earlier[0],)
    assert one.inherited == {}
    several = of("both", *earlier, *grants)
    assert several.documents["previous_report"] == tuple(earlier)
    assert several.documents["previous_allocations"] == tuple(grants)
    assert several.values["previous_allocations"] == [grant.body for grant in grants]


def test_reports_and_grants_of_the_year_are_nobody_else_s() -> None:
    found = of(
        "both",
        document("report", council="north", period="2016"),
        document("allocation", council="north", period="2016"),
    )
    assert not found.has("report")
    assert not found.has("allocations")


def taken_over(found: Case) -> dict[str, tuple[Document, str]]:
    """What came from those after it, by root, with whose it is."""
    return {root: (document, one.id) for root, (document, one) in found.taken_over.items()}


def test_what_an_ended_council_lacks_may_be_in_its_successor_s_report() -> None:
    theirs = document("report", council="both", period="2016")
    assert taken_over(of("north", theirs)) == {"report": (theirs, "both")}
    own = document("report", _id="own", council="north", period="2016")
    assert of("north", theirs, own).taken_over == {}
    assert taken_over(of("north", plan("both"))) == {"plan": (plan("both"), "both")}
    # And that in the report of whoever came after these.
    last = council("last", "2016-10-01", successor_of=["both"])
    whole = document("report", council="last", period="2016")
    assert taken_over(of("north", last, whole)) == {"report": (whole, "last")}
    # While it exists, it answers for itself.
    assert of("north", document("report", council="both", period="2015")).taken_over == {}


def test_names_are_those_of_the_subject_s_own_last_day() -> None:
    new = document("party", _id="Virke", name="Virke", active={"from": "2016-07-01"})
    seen = {
        id_: [party["id"] for party in of(id_, new, parties=PARTIES).values["parties"]]
        for id_ in ("north", "both")
    }
    assert "Virke" not in seen["north"]
    assert "Virke" in seen["both"]


@pytest.mark.parametrize(
    ("active", "id_"),
    [(None, "KMD"), ({"to": "2016-03-31"}, "FAD"), ({"to": "2016-07-01"}, "KMD")],
)
def test_a_name_means_who_was_a_party_on_the_council_s_own_last_day(active: Any, id_: str) -> None:
    """On 1 July one ministry took over from another, and is called by its name as well."""
    parties = (
        Party("FAD", "FAD", "employer", active=(TimeSpan(None, day("2016-06-30")),)),
        Party("KMD", "KMD", "employer", aliases=("FAD",), active=(TimeSpan(day("2016-07-01")),)),
    )
    council = document("council", members=seats("FAD"), active=active)
    of = Scope.of(case(council, period="2016", parties=parties))
    members = Paths(SCHEMAS, "council-year").compile("council.members[].organisation.id")
    assert members.values(of) == [id_]
