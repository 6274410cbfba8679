from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from building import LATER, PARTIES, SCHEMAS, case, day, document, seats, subject
from shipped import shipped

from iacheck.cases.case import CaseBuilder, has_subject_kind, subject_kind
from iacheck.cases.index import DocumentIndex
from iacheck.cases.spans import TimeSpan
from iacheck.checks.rule import agreed_parties
from iacheck.documents.document import Document
from iacheck.language.language import language
from iacheck.language.periods import Period

BOOKS, _ = shipped()
SHIPPED = agreed_parties(book for book in BOOKS if book.covers(Period(2015)))


def keys(documents: tuple[Document, ...]) -> list[str]:
    return [document.key for document in documents]


def test_a_council_s_year() -> None:
    documents = [
        document("council"),
        document("council", _id="oslo"),
        *(document("plan", _id=f"plan-{year}", period=year) for year in ("2013", "2014", "2015")),
        *(
            document("report", _id=f"report-{period}", period=period)
            for period in ("2014", "2015", "2015-H1")
        ),
        document("report", _id="theirs", council="oslo"),
        *(document("allocation", _id=id_) for id_ in ("first", "second")),
        document("allocation", _id="last", period="2014"),
    ]
    found = {root: keys(documents) for root, documents in case(*documents).documents.items()}
    assert found == {
        "council": ["rogaland"],
        "plan": ["plan-2015"],
        "previous_plan": ["plan-2014"],
        "report": ["report-2015"],
        "reports_of_year": ["report-2015", "report-2015-H1"],
        "previous_report": ["report-2014"],
        "allocations": ["first", "second"],
        "previous_allocations": ["last"],
    }


def test_a_council_s_half_year_has_the_year_s_plan() -> None:
    documents = [
        document("plan", _id="p12", period="2012"),
        document("plan", _id="p11", period="2011"),
        document("report", _id="r2", period="2012-H2"),
        document("report", _id="r1", period="2012-H1"),
        document("report", _id="r", period="2012"),
    ]
    found = case(*documents, period="2012-H2")
    assert keys(found.documents["plan"]) == ["p12"]
    assert keys(found.documents["previous_plan"]) == ["p11"]
    assert keys(found.documents["report"]) == ["r2"]
    assert keys(found.documents["previous_report"]) == ["r1"]


@pytest.mark.parametrize("covers", [[2014, 2015], ["2014", "2015"], [2015.0, "2015"]])
def test_a_plan_of_several_years(covers: list[Any]) -> None:
    plan = document("plan", period="2014", covers=covers)
    assert keys(case(plan).documents["plan"]) == ["plan"]
    assert keys(case(plan).documents["previous_plan"]) == ["plan"]
    assert not case(plan, period="2016").has("plan")
    own = document("plan", _id="own")
    assert keys(case(plan, own).documents["plan"]) == ["own"]


@pytest.mark.parametrize("covers", ["2015", 2015, {}, None])
def test_what_is_no_list_covers_nothing(covers: Any) -> None:
    assert not case(document("plan", period="2014", covers=covers)).has("plan")


def test_two_documents_for_one_role_are_none() -> None:
    found = case(document("report"), document("report", _id="other"), document("allocation"))
    assert found.unclear == {"report"}
    assert found.values["report"] is None
    assert not found.has("report")
    assert found.has("allocations")
    several = [document("plan", _id=id_, period="2014", covers=[2015]) for id_ in ("a", "b")]
    assert case(*several).unclear == {"plan", "previous_plan"}


def test_a_document_without_a_readable_period_may_be_what_is_missing() -> None:
    undated = document("report", period=2015)
    roots = ("report", "reports_of_year", "previous_report")
    assert case(undated).undated == dict.fromkeys(roots, undated)
    there = document("report", _id="there")
    assert case(undated, there).undated == {"previous_report": undated}
    assert case(document("report", period=2015, council="oslo")).undated == {}
    assert case(document("plan", council=5)).undated == {}
    # What is of no period needs none: another council is not the one that no register knows.
    assert case(document("council", _id="oslo")).undated == {}


@pytest.mark.parametrize(
    ("kind", "fields", "of", "period", "root"),
    [
        ("plan", {"period": "2014", "covers": "2015"}, "council/rogaland", "2015", "plan"),
        ("plan", {"period": "2014", "covers": ["2015-H3"]}, "council/rogaland", "2015", "plan"),
        ("plan", {"period": "2013", "covers": ["2014", "x"]}, "council/rogaland", "2015", "plan"),
        ("plan", {"period": "2015-H1"}, "council/rogaland", "2015", "plan"),
        ("party_report", {"period": "2012"}, "party/LO", "2012-H2", "party_report"),
        ("panel_meeting", {"period": None}, "national", "2012-H1", "panel_meetings"),
        ("scorecard", {"period": ""}, "centre/rogaland", "2012", "scorecard"),
    ],
)
def test_what_cannot_be_dated(
    kind: str, fields: dict[str, Any], of: str, period: str, root: str
) -> None:
    vague = document(kind, **fields)
    assert case(vague, of=of, period=period).undated[root] == vague


def test_a_report_of_half_a_year_is_none_of_the_year() -> None:
    assert case(document("report", period="2015-H1")).undated == {}
    assert case(document("plan", period="2014", covers=[2014])).undated == {}
    assert case(document("plan", period="2014", covers=[])).undated == {}


def test_a_year_that_a_plan_covers_counts_though_another_cannot_be_read() -> None:
    plan = document("plan", period="2013", covers=["201x", 2015])
    found = case(plan)
    assert keys(found.documents["plan"]) == ["plan"]
    assert found.undated == {"previous_plan": plan}


def test_the_first_year_there_is_has_no_previous_one() -> None:
    found = case(document("plan", period="0001"), period="0001")
    assert keys(found.documents["plan"]) == ["plan"]
    assert found.documents["previous_plan"] == ()


def test_a_party_s_half_year() -> None:
    documents = [
        document("party_report", _id="now", party="Landsorganisasjonen i Norge"),
        document("party_report", _id="before", party="lo", period="2012-H1"),
        document("party_report", _id="other", party="NHO"),
        document("party_report", _id="odd", party=5),
        document("party_report", _id="nobody", party="Atlantis"),
    ]
    found = case(*documents, of="party/LO", period="2012-H2")
    assert keys(found.documents["party_report"]) == ["now"]
    assert keys(found.documents["previous_party_report"]) == ["before"]
    assert found.values["party"]["side"] == "employee"
    assert found.documents["party"] == ()


def test_the_agreement_s_parties_change() -> None:
    def active(period: str) -> list[str]:
        return [party["id"] for party in case(period=period).values["parties"]]

    assert active("2013") == ["NHO", "FAD", "LO", "AVdir"]
    assert active("2014-H1") == ["NHO", "KMD", "LO", "AVdir"]
    fad = document("party_report", party="FAD", period="2013-H2")
    assert case(fad, of="party/FAD", period="2013-H2").has("party_report")
    later = document("party_report", party="FAD", period="2014-H1")
    assert case(later, of="party/KMD", period="2014-H1").has("party_report")


def test_councils_are_those_that_exist_on_the_last_day() -> None:
    def ended(id_: str, to: str) -> Document:
        return document("council", _id=id_, active={"from": "2010-03-01", "to": to})

    documents = [
        ended("agder", "2015-12-30"),
        ended("oslo", "2015-12-31"),
        document("council", _id="viken", active={"from": "2016-01-01"}),
        document("council"),
    ]
    found = case(*documents, of="party/LO", period="2015")
    assert [council["id"] for council in found.values["councils"]] == ["oslo", "rogaland"]
    assert keys(found.documents["councils"]) == ["oslo", "rogaland"]


def test_a_centre_s_year() -> None:
    documents = [
        document("centre"),
        document("scorecard", centre="NAV Arbeidslivssenter Rogaland"),
        document("scorecard", _id="before", period="2011"),
        document("scorecard", _id="all", centre="National"),
    ]
    found = case(*documents, of="centre/rogaland", period="2012")
    assert keys(found.documents["scorecard"]) == ["scorecard"]
    assert keys(found.documents["previous_scorecard"]) == ["before"]
    assert found.values["centre"]["name"] == "NAV Arbeidslivssenter Rogaland"
    whole = case(*documents, of="centre/national", period="2012")
    assert keys(whole.documents["scorecard"]) == ["all"]
    assert whole.values["centre"] is None


def test_a_centre_has_no_seat_for_the_directorate() -> None:
    def sides(organisation: str, **fields: Any) -> list[str | None]:
        council = document("council", members=seats(organisation), **fields)
        found = case(council, document("centre", name="NAV Senter Rogaland"), parties=SHIPPED)
        (body,) = found.registers.bodies(("party",), organisation, reference=True)
        return [body.get("side")]

    assert sides("NAV Rogaland") == ["authority"]
    assert sides("Arbeids- og velferdsdirektoratet") == ["authority"]
    assert sides("NAV Arbeidslivssenter Rogaland") == [None]
    assert sides("NAV senter Rogaland") == [None]
    assert sides("NAV ALS Rogaland") == [None]
    assert sides("NAV IA Rogaland") == ["authority"]
    # One that no document describes, but the council names as its centre.
    assert sides("NAV IA Rogaland", centre="nav-ia-rogaland") == [None]


def test_the_nation() -> None:
    documents = [
        document("gathering"),
        document("gathering", _id="old", period="2014"),
        document("panel_meeting", period="2015-H1", held_on="2015-05-30"),
        document("council"),
    ]
    year = case(*documents, of="national")
    assert keys(year.documents["gatherings"]) == ["gathering"]
    assert year.values["councils"][0]["id"] == "rogaland"
    half = case(*documents, of="national", period="2015-H1")
    assert keys(half.documents["panel_meetings"]) == ["panel_meeting"]


def test_what_every_rule_can_read() -> None:
    found = case(of="centre/rogaland", period="2012")
    assert found.values["subject"] == {
        "kind": "centre",
        "id": "rogaland",
        "first_day": "2012-01-01",
        "last_day": "2012-12-31",
    }
    assert found.values["period"] == {
        "id": "2012",
        "first_day": "2012-01-01",
        "last_day": "2012-12-31",
    }
    assert found.kind == "centre-year"


def test_kinds_of_subject() -> None:
    assert subject_kind("party", Period(2012, 2)) == "party-half-year"
    assert has_subject_kind("centre", Period(2012))
    assert not has_subject_kind("centre", Period(2012, 2))
    assert not has_subject_kind("county", Period(2012))


def test_names_of_subjects() -> None:
    document_index = DocumentIndex.of(
        [
            document("council", members=seats("LO")),
            document("council", _id="x", name=" "),
            document("centre"),
        ],
        SCHEMAS,
    )
    builder = CaseBuilder(document_index, PARTIES, Period(2015), LATER)
    assert [(c.id, c.name) for c in builder.bodies.councils()] == [
        ("rogaland", "IA-rådet i Rogaland"),
        ("x", "x"),
    ]
    assert builder.bodies.council("unknown").name == "unknown"
    assert builder.bodies.centre("rogaland").name == "NAV Arbeidslivssenter Rogaland"
    assert language("en").say(builder.bodies.centre("national").name) == "All centres together"
    assert builder.bodies.party_id("Staten") == "KMD"
    assert builder.bodies.party_id("Atlantis") is None
    assert str(subject("party/LO")) == "party/LO"
    assert str(subject("national")) == "national"


@pytest.mark.parametrize(
    ("period", "as_of", "expected"),
    [
        ("2015", "2016-06-01", "2015-12-31"),
        ("2015", "2015-12-31", "2015-12-31"),
        ("2015", "2015-12-30", "2015-12-30"),
        ("2015", "2015-01-01", "2015-01-01"),
        # Of a year that has not begun, its first day.
        ("2015", "2014-12-31", "2015-01-01"),
        ("2012-H1", "2012-07-01", "2012-06-30"),
        ("2012-H2", "2012-07-02", "2012-07-02"),
        ("2012-H2", "2012-06-30", "2012-07-01"),
    ],
)
def test_the_day_on_which_facts_are_read(period: str, as_of: str, expected: str) -> None:
    assert case(period=period, as_of=as_of).day == day(expected)


def test_while_the_year_runs_bodies_are_those_of_the_day() -> None:
    begins = document("council", _id="viken", active={"from": "2015-07-01"})
    ends = document("council", _id="agder", active={"from": "2010-03-01", "to": "2015-06-30"})

    def seen(as_of: str) -> list[str]:
        found = case(begins, ends, of="party/LO", period="2015", as_of=as_of)
        return [council["id"] for council in found.values["councils"]]

    assert seen("2015-06-30") == ["agder"]
    assert seen("2015-07-01") == ["viken"]
    assert seen("2014-12-01") == ["agder"]
    joins = replace(PARTIES[0], id="New", name="New", active=(TimeSpan(day("2015-07-01")),))

    def parties(as_of: str) -> list[str]:
        found = case(parties=(joins, PARTIES[0]), period="2015", as_of=as_of)
        return [party["id"] for party in found.values["parties"]]

    assert parties("2015-06-30") == ["NHO"]
    assert parties("2015-07-01") == ["New", "NHO"]
