from __future__ import annotations

from typing import Any

import pytest
from building import LATER, PARTIES, SCHEMAS, document, seats

from iacheck.cases.case import CaseBuilder
from iacheck.cases.index import DocumentIndex
from iacheck.cases.subjects import Extent, subjects
from iacheck.documents.document import Document
from iacheck.language.periods import Period

ALL_PARTIES = ["party/AVdir", "party/KMD", "party/LO", "party/NHO"]
ALWAYS = [*ALL_PARTIES, "centre/national", "national"]


def judged(extent: Extent, *documents: Document, period: str = "2015") -> list[str]:
    document_index = DocumentIndex.of(documents, SCHEMAS)
    builder = CaseBuilder(document_index, PARTIES, Period.parse(period), LATER)
    return [str(subject) for subject in subjects(document_index, builder, extent)]


PLAN = document("plan")
OSLO = document("council", _id="oslo", name="IA-rådet i Oslo")
ENDED = document("council", _id="agder", active={"from": "2010-03-01", "to": "2014-12-31"})
FIRST_DAY = document("council", _id="agder", active={"from": "2010-03-01", "to": "2015-01-01"})
LAST_DAY = document("council", _id="agder", active={"from": "2015-12-31"})
TWICE = document(
    "council",
    _id="agder",
    active=[{"from": "2010-03-01", "to": "2014-12-31"}, {"from": "2016-01-01"}],
)
CENTRES = [
    document("centre", active={"from": "2010-03-01", "to": "2014-12-31"}),
    document("centre", _id="oslo", active={"from": "2010-03-01", "to": "2015-03-31"}),
]


@pytest.mark.parametrize(
    ("documents", "everybody", "named"),
    [
        ([], ALWAYS, []),
        # A register says who there is; else those count that documents speak of.
        ([PLAN], ["council/rogaland", *ALWAYS], ["council/rogaland"]),
        ([PLAN, OSLO], ["council/oslo", *ALWAYS], ["council/oslo"]),
        ([OSLO, ENDED], ["council/oslo", *ALWAYS], ["council/oslo"]),
        # One day of the period is enough.
        ([FIRST_DAY], ["council/agder", *ALWAYS], ["council/agder"]),
        ([LAST_DAY], ["council/agder", *ALWAYS], ["council/agder"]),
        ([OSLO, TWICE], ["council/oslo", *ALWAYS], ["council/oslo"]),
        (CENTRES, [*ALL_PARTIES, "centre/national", "centre/oslo", "national"], ["centre/oslo"]),
        # Written differently in two documents, it is one.
        (
            [document("plan", council="Ro-galand"), document("report", council="rogaland")],
            ["council/Ro-galand", *ALWAYS],
            ["council/Ro-galand"],
        ),
        # Parties that report, sit or chair.
        (
            [document("party_report", party="Staten"), document("party_report", party="?")],
            ALWAYS,
            ["party/KMD"],
        ),
        (
            [document("council", members=seats("LO Rogaland"), chairs=seats("nho"))],
            ["council/rogaland", *ALWAYS],
            ["council/rogaland", "party/LO", "party/NHO"],
        ),
        # Only in free words.
        (
            [document("plan", activities=[{"id": "a", "title": "x", "partners": ["LO"]}])],
            ["council/rogaland", *ALWAYS],
            ["council/rogaland"],
        ),
        (
            [document("party", _id="Virke", name="Virke")],
            [*ALL_PARTIES, "party/Virke", "centre/national", "national"],
            ["party/Virke"],
        ),
        # Centres that are registered, coordinate a council, or are counted.
        ([document("centre")], [*ALL_PARTIES, "centre/national", "centre/rogaland", "national"],
         ["centre/rogaland"]),
        ([document("council", centre="stavanger")],
         ["council/rogaland", *ALL_PARTIES, "centre/national", "centre/stavanger", "national"],
         ["council/rogaland", "centre/stavanger"]),
        ([document("council", secretariat="NAV")], ["council/rogaland", *ALWAYS],
         ["council/rogaland"]),
        ([document("scorecard", centre="National")], ALWAYS, ["centre/national"]),
        # The country, where there is something of it.
        ([document("gathering", invited=["oslo"])], ["council/oslo", *ALWAYS],
         ["council/oslo", "national"]),
        ([document("panel_meeting")], ALWAYS, ["national"]),
        # What is broken names nobody.
        ([document("council", members=[5, {"organisation": 5}], chairs="LO")],
         ["council/rogaland", *ALWAYS], ["council/rogaland"]),
        ([document("party_report", party=5), document("plan", council=None)], ALWAYS, []),
        ([document("plan", council=""), document("scorecard", centre=" - ")], ALWAYS, []),
    ],
)  # fmt: skip
def test_who_is_judged(documents: list[Document], everybody: Any, named: Any) -> None:
    assert judged("everybody", *documents) == everybody
    assert judged("named", *documents) == named


def test_a_party_that_ended_within_the_year_is_judged_for_it() -> None:
    left = document("party", _id="Virke", active={"from": "2010-03-01", "to": "2015-03-31"})
    assert "party/Virke" in judged("everybody", left)
    assert judged("named", left, period="2015-H1") == ["party/Virke"]
    assert judged("named", left, period="2015-H2") == []


def test_a_party_document_takes_no_party_away() -> None:
    earlier = document("party", _id="NHO", active={"from": "2010-03-01", "to": "2013-12-31"})
    assert "party/NHO" in judged("everybody", earlier)
    former = document("party", _id="Staten", active={"from": "2010-03-01"})
    assert judged("everybody", former) == ALWAYS
    assert judged("named", former) == ["party/KMD"]


def test_parties_are_those_of_the_day() -> None:
    report = document("party_report", party="FAD")
    assert "party/FAD" in judged("everybody", period="2013-H2")
    assert judged("named", report, period="2013-H2") == ["party/FAD"]
    assert judged("named", report, period="2014-H1") == ["party/KMD"]


def test_a_centre_without_a_document_exists_with_its_councils() -> None:
    ended = document("council", active={"to": "2015-12-31"}, centre="rogaland")
    merged = document("council", _id="vest", active={"from": "2016-01-01"}, centre="vest")

    def centres(period: str, *more: Document) -> list[str]:
        found = judged("everybody", ended, merged, *more, period=period)
        return [one for one in found if one.startswith("centre/") and one != "centre/national"]

    assert centres("2015") == ["centre/rogaland"]
    assert centres("2016") == ["centre/vest"]
    # One that a document of its own speaks for is there, and so is one that is registered.
    counted = document("scorecard", centre="vest", period="2015", services_delivered=5)
    assert centres("2015", counted) == ["centre/rogaland", "centre/vest"]
    assert centres("2014", counted) == ["centre/rogaland"]
    known = document("centre", _id="vest", name="NAV Arbeidslivssenter Vest")
    assert centres("2015", known) == ["centre/rogaland", "centre/vest"]
