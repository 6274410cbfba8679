from __future__ import annotations

from typing import Any

import pytest
from building import PARTIES, SCHEMAS, day, document

from iacheck.cases.index import DocumentIndex, parties, read_party
from iacheck.cases.spans import TimeSpan, in_force
from iacheck.documents.document import Document
from iacheck.language.periods import Period


@pytest.mark.parametrize(
    ("fact", "on", "expected"),
    [
        ({}, "2015-12-31", True),
        ({"from": "2015-12-31"}, "2015-12-31", True),
        ({"from": "2016-01-01"}, "2015-12-31", False),
        ({"from": "2010-01-01", "to": "2015-12-31"}, "2015-12-31", True),
        ({"from": "2010-01-01", "to": "2015-12-30"}, "2015-12-31", False),
        ({"to": None}, "2015-12-31", True),
        ({"from": 2016, "to": "snart"}, "2015-12-31", True),  # what is broken limits nothing
        (None, "2015-12-31", True),
        ("2016-01-01", "2015-12-31", True),
    ],
)
def test_facts_hold_from_their_first_to_their_last_day(fact: Any, on: str, expected: bool) -> None:
    assert in_force(fact, day(on)) is expected


def of(*documents: Document) -> DocumentIndex:
    return DocumentIndex.of(documents, SCHEMAS)


def test_documents_are_ordered_by_kind_and_key() -> None:
    plan, oslo, rogaland = document("plan"), document("council", _id="oslo"), document("council")
    for order in ((plan, oslo, rogaland), (rogaland, oslo, plan)):
        assert of(*order).documents == (oslo, rogaland, plan)
    assert of(plan, oslo, rogaland).of_kind("council") == (oslo, rogaland)
    assert of(plan).of_kind("council") == ()


@pytest.mark.parametrize("name", ["rogaland", "IA-rådet i Rogaland", "ia-RÅDET i rogaland"])
def test_documents_belong_to_whom_they_name(name: str) -> None:
    plan = document("plan", council=name)
    assert list(of(document("council"), plan).owned("plan", "rogaland")) == [plan]


def test_what_nobody_registers_is_one_body_however_it_is_written() -> None:
    one, two = (
        document("plan", council="Det-regionale rådet"),
        document("report", council="DET REGIONALE RÅDET"),
    )
    document_index = of(one, two, document("plan", _id="odd", council=5))
    assert document_index.named_owners("council") == {"DET REGIONALE RÅDET"}
    assert list(document_index.owned("plan", "DET REGIONALE RÅDET")) == [one]
    assert document_index.owner("council", "Lokalt råd") == "Lokalt råd"


def test_a_council_that_nobody_registers_goes_by_its_county() -> None:
    plan = document("plan", council="IA-rådet i Hedmark")
    report = document("report", council="Hedmark fylke")
    document_index = of(plan, report, document("gathering", attended=["IA-råd Hedmark"]))
    assert document_index.named_owners("council") == {"hedmark"}
    assert list(document_index.owned("plan", "hedmark")) == [plan]
    assert list(document_index.owned("report", "hedmark")) == [report]


def test_what_a_register_says_goes_before_what_is_known_of_counties() -> None:
    councils = (
        document("council", _id="04", name="IA-rådet i Hedmark", aliases=["Oppland"]),
        document("council", _id="oppland-1", name="IA-rådet i Oppland"),
        document("council", _id="oppland-2", name="IA-råd Oppland"),
        document("council", _id="hordaland", name="Vestlandsrådet"),
    )
    document_index = of(*councils)
    for text, id_ in (
        ("Hedmark fylke", "04"),
        ("hedmark", "04"),
        ("Oppland", "04"),
        ("IA-råd Oppland", "oppland-2"),
        ("Oppland fylke", "oppland"),  # three are so called, and none of them is meant for certain
        ("IA-rådet i Hordaland", "hordaland"),
        ("Telemark fylke", "telemark"),
        ("Vestlandsrådet", "hordaland"),
    ):
        assert document_index.owner("council", text) == id_


def test_who_is_named() -> None:
    document_index = of(
        document("council", centre="Stavanger"),
        document("council", _id="odd", centre=3),
        document("gathering", invited=["oslo", 5], attended=["Troms"]),
        document("gathering", _id="odd", invited="oslo"),
        document("party_report", vacancies=["Agder"]),
        document("scorecard", centre="National"),
        document("scorecard", _id="other", centre="Oslo"),
    )
    assert document_index.named_owners("council") == {"oslo", "troms", "agder"}
    assert document_index.named_owners("centre") == {"Stavanger", "national", "Oslo"}


def test_periods_are_those_of_documents_that_tell_of_one() -> None:
    document_index = of(
        document("plan"),
        document("report", period="2012-H1"),
        document("report", _id="odd", period=2013),
        document("scorecard", period="2012"),
        document("waiver", period="2011"),
        document("judgement", period="2011"),
        document("council"),
    )
    assert document_index.periods() == (Period(2012, 1), Period(2012), Period(2015))


def test_party_documents_add_to_the_agreement_s_parties() -> None:
    virke = document("party", _id="Virke", name="Virke", active={"from": "2011-01-01"})
    (*agreed, added) = parties(PARTIES, [virke])
    assert tuple(agreed) == PARTIES
    assert (added.id, added.side, added.active) == (
        "Virke", "employer", (TimeSpan(day("2011-01-01")),),
    )  # fmt: skip


def test_party_documents_override_the_agreement_s_parties() -> None:
    changed = document(
        "party", _id="AVdir", name="Direktoratet", side="employer", aliases=["Etaten"]
    )
    found = {party.id: party for party in parties(PARTIES, [changed])}
    assert len(found) == len(PARTIES)
    avdir = found["AVdir"]
    assert (avdir.name, avdir.side, avdir.prefixes) == ("Direktoratet", "employer", ("NAV",))
    assert avdir.aliases == ("Etaten", "Arbeids- og velferdsdirektoratet")
    assert avdir.active == ()


DATED = [
    # The rule book's party, the document's `active`, and when it then is a party.
    ("NHO", {"from": "2010-03-01", "to": "2013-12-31"}, ()),
    ("NHO", None, ()),
    ("KMD", None, (TimeSpan(day("2014-01-01")),)),
    ("KMD", {"from": "2013-10-16"}, (TimeSpan(day("2014-01-01")), TimeSpan(day("2013-10-16")))),
    (
        "FAD",
        [{"from": "2014-03-04", "to": "2014-06-30"}, {"from": "2015-01-01"}],
        (
            TimeSpan(None, day("2013-12-31")),
            TimeSpan(day("2014-03-04"), day("2014-06-30")),
            TimeSpan(day("2015-01-01")),
        ),
    ),
]


@pytest.mark.parametrize(("id_", "active", "expected"), DATED)
def test_a_document_adds_to_the_time_of_a_party_and_takes_nothing_away(
    id_: str, active: Any, expected: tuple[TimeSpan, ...]
) -> None:
    dated = document("party", _id=id_, active=active)
    (found,) = (party for party in parties(PARTIES, [dated]) if party.id == id_)
    assert found.active == expected


@pytest.mark.parametrize("active", [None, {"from": "2010-03-01"}])
def test_a_document_under_another_name_of_a_party_is_about_that_party(active: Any) -> None:
    former = document("party", _id="staten", name="Staten 2010", side="authority", active=active)
    found = {party.id: party for party in parties(PARTIES, [former])}
    assert list(found) == [party.id for party in PARTIES]
    kmd = found["KMD"]
    assert (kmd.name, kmd.side) == ("Kommunal- og moderniseringsdepartementet", "employer")
    assert kmd.aliases == ("FAD", "Staten", "staten", "Staten 2010")
    own = TimeSpan(day("2014-01-01"))
    assert kmd.active == ((own, TimeSpan(day("2010-03-01"))) if active else (own,))


@pytest.mark.parametrize("fields", [{"name": 5}, {"side": "arbeidsgiver"}, {"side": None}])
def test_a_party_that_cannot_be_read_changes_nothing(fields: dict[str, Any]) -> None:
    broken = document("party", **fields)
    assert read_party(broken) is None
    assert parties(PARTIES, [broken]) == PARTIES


def test_what_else_is_broken_of_a_party_is_left_out() -> None:
    party = read_party(document("party", aliases=["Arbeidsgiverne", 5], active="alltid"))
    assert party is not None
    assert (party.aliases, party.active) == (("Arbeidsgiverne",), ())
    party = read_party(document("party", aliases="Arbeidsgiverne"))
    assert party is not None
    assert party.aliases == ()


def test_documents_are_found_by_period() -> None:
    plans = [
        document("plan", _id="a", period="2015"),
        document("plan", _id="b", period="2014", covers=[2015, 2016]),
        document("plan", _id="c", period="snart"),
        document("plan", _id="d", council="oslo", period="2015"),
    ]
    found = of(*plans).by_period("plan", "rogaland")
    assert [d.key for d in found.of(Period(2015))] == ["a"]
    assert [d.key for d in found.of_year(Period(2014))] == ["b"]
    assert [d.key for d in found.covering(Period(2016))] == ["b"]
    assert [d.key for d in found.undated] == ["c"]
    assert list(found.of(Period(2013))) == list(found.of_year(Period(2013))) == []
    assert [d.key for d in of(*plans).by_period("plan", None).of(Period(2015))] == ["a", "d"]
    assert of(*plans).called("plan", "b") == (plans[1],)
    assert of(*plans).called("plan", "e") == ()
