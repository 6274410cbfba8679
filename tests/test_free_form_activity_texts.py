"""Activities in running text: where a value ends, and what is said after it."""

from __future__ import annotations

from typing import Any

import pytest
from free_form_samples import (
    activities,
    deviations,
    heading,
    items,
    only,
    plan,
    read,
    report,
    table,
    text,
    told,
    unread,
)

from iacheck.forms.free_form.status_sentences import status_in_sentence

LO = {"responsible": "LO"}


@pytest.mark.parametrize(
    ("item", "fields", "left"),
    [
        ("Kurs. Ansvarlig: LO. Avlyst.", {**LO, "status": "cancelled"}, None),
        (
            "Kurs. Ansvarlig: LO. Avlyst på grunn av få påmeldte.",
            {**LO, "status": "cancelled"},
            "Avlyst på grunn av få påmeldte",
        ),
        (
            "Lederkurs for mange. Ansvarlig: LO. Kurset er utsatt til våren 2017.",
            {**LO, "status": "postponed"},
            "Kurset er utsatt til våren 2017",
        ),
        (
            "Kurs. Ansvarlig: LO. Gjennomført som planlagt 4. juni.",
            {**LO, "status": "completed"},
            "Gjennomført som planlagt 4. juni",
        ),
        ("Kurs\nAnsvarlig: LO\nUtsatt", {**LO, "status": "postponed"}, None),
        # what is no status could tell anything
        ("Kurs. Frist: 1. juni. Kurset ble flyttet", {"when": "1. juni"}, "Kurset ble flyttet"),
        ("Kurs. Ansvarlig: LO. Gjennomført i Hamar.", LO, "Gjennomført i Hamar"),
        ("Kurs. Ansvarlig: LO. Rapporten er ferdig.", LO, "Rapporten er ferdig"),
        (
            "Kurs. Målgruppe: renhold. Det kom 40 deltakere.",
            {"target": {"industries": ["renhold"]}},
            "Det kom 40 deltakere",
        ),
        (
            "Kurs. Samarbeid med: LO og KS. Ansvarlig: NHO",
            {"partners": ["LO og KS"], "responsible": "NHO"},
            None,
        ),
        ("Kurs. Status: Pågår. Varer lenge.", {"status": "ongoing"}, "Varer lenge"),
        ("Kurs (ansvarlig: LO, mars 2016)", LO, "mars 2016"),
        (
            "Kurs. Ansvarlig: LO, KS og NHO, våren 2016",
            {"responsible": "LO, KS og NHO"},
            "våren 2016",
        ),
        ("Kurs. Ansvarlig: LO, avlyst.", {**LO, "status": "cancelled"}, None),
        ("Kurs. Ansvarlig: LO – gjennomført", {**LO, "status": "completed"}, None),
        # a value that goes on
        ("Kurs. Frist: 1. Juni 2016", {"end": "2016-06-01"}, None),
        ("Kurs. Ansvarlig: LO avd. Hamar", {"responsible": "LO avd. Hamar"}, None),
        ("Kurs. Ansvarlig: LO,\nKS og\nNHO", {"responsible": "LO, KS og NHO"}, None),
        ("Kurs. Ansvarlig: LO\ni fylket", {"responsible": "LO i fylket"}, None),
        (
            "Kurs. Målgruppe: ledere i\nkommunene",
            {"target": {"enterprises": ["ledere i kommunene"]}},
            None,
        ),
        ("Kurs. Samarbeid med:\nLO\nKS", {"partners": ["LO", "KS"]}, None),
        ("Kurs. Effekt: God. Flere kom.", {"effect": "God. Flere kom"}, None),
    ],
)
def test_a_value_ends_with_its_sentence(
    item: str, fields: dict[str, Any], left: str | None
) -> None:
    found = read(report(heading("Delmål 1"), items(item)))
    (activity,) = activities(found)
    title = "Lederkurs for mange" if item.startswith("Leder") else "Kurs"
    assert activity == {"title": title, "sub_goals": [1], **fields}
    assert [words for _, words, _ in unread(found)] == ([left] if left else [])
    assert not left or "/activities/0/type" in unread(found)[0][2]


@pytest.mark.parametrize(
    "item",
    [
        "Kurs. Ansvarlig: LO. Det ble avlyst.",
        "Kurs. Ansvarlig: LO. Evalueringen er utsatt.",
        "Kurs. Ansvarlig: LO. Gjennomført. Del to er utsatt.",
        "Kurs. Ansvarlig: LO. Avlyst. Gjennomført.",
        "Kurs. Ansvarlig: LO. Avlyst, men holdt på nett.",
        "Kurs. Ansvarlig: LO, delvis avlyst.",
        "Kurs. Ansvarlig: LO. ikke gjennomført",
    ],
)
def test_a_status_that_is_in_doubt_after_a_value(item: str) -> None:
    found = read(report(heading("Delmål 1"), items(item)))
    assert "activities" not in only(found).body
    assert unread(found) == [("list", item, {"/activities(1)"})]
    assert any("cancelled or postponed" in one for one in told(found))


def test_a_status_and_what_speaks_against_it() -> None:
    found = read(report(heading("Delmål 1"), items("Kurs. Status: gjennomført. Noe er utsatt.")))
    assert "status" in activities(found)[0]  # stands, and is in doubt
    lifts = {lift for *_, several in unread(found) for lift in several}
    assert any(lift.startswith("/activities/0/status(") for lift in lifts), lifts


def test_what_a_line_below_an_activity_says_of_it() -> None:
    blocks = (heading("Delmål 1"), items("Kurs"), text("Ansvarlig: LO. Utsatt til 2017."))
    found = read(report(*blocks))
    assert activities(found) == [{"title": "Kurs", "sub_goals": [1], **LO, "status": "postponed"}]
    blocks = (heading("Delmål 1"), items("Kurs"), text("Ansvarlig: LO. Det ble avlyst."))
    doubted = read(report(*blocks))
    assert "status" not in activities(doubted)[0]
    assert any("/activities/0/status" in lifts for *_, lifts in unread(doubted))


def test_a_plan_may_have_dropped_what_a_status_stands_behind() -> None:
    found = read(plan(heading("Delmål 1"), items("Kurs. Ansvarlig: LO. Avlyst.")))
    assert activities(found) == []
    assert [words for _, words, _ in unread(found)] == ["Kurs. Ansvarlig: LO. Avlyst."]


def test_a_cancelled_activity_covers_no_sub_goal() -> None:
    held = items("Kurs. Ansvarlig: LO. Gjennomført.")
    blocks = [heading("Delmål 1"), *held, heading("Delmål 2"), *held, heading("Delmål 3")]
    found = read(report(*blocks, items("Kurs. Ansvarlig: LO. Avlyst.")))
    assert "report-carries-out-sub-goals" in deviations(found)
    assert [one["status"] for one in activities(found)] == ["completed", "completed", "cancelled"]


@pytest.mark.parametrize(
    ("sentence", "title", "status"),
    [
        ("Avlyst.", "Kurs", "cancelled"),
        ("Ble utsatt til 2017.", "Kurs", "postponed"),
        ("Tiltaket er avlyst fordi ingen kom.", "Fagdag", "cancelled"),
        ("Samlingen ble gjennomført 3. mai 2016", "Samling for unge", "completed"),
        ("Gjennomført i mai og juni", "Kurs", "completed"),
        ("Pågår", "Kurs", "ongoing"),
        ("Samlingen ble avlyst", "Kurs", None),
        ("Delvis avlyst", "Kurs", None),
        ("Ble ikke avlyst", "Kurs", None),
        ("Gjennomført for halvparten", "Kurs", None),
        ("Avlyst i Hamar", "Kurs", None),
        ("Utsatt til høsten, men holdt", "Kurs", None),
        ("Utsatte grupper", "Kurs", None),
    ],
)
def test_statuses_of_sentences(sentence: str, title: str, status: str | None) -> None:
    assert status_in_sentence(sentence, title) == status


@pytest.mark.parametrize(
    ("item", "lifts"),
    [
        ("Ingen tiltak i 2016", set()),
        ("Ingen aktiviteter er gjennomført under dette delmålet.", set()),
        ("Ingen", set()),
        ("Ingen tiltak, men et kurs", {"/activities(1)"}),
        ("Ingen utenfor", {"/activities(1)"}),
        ("Det er ikke gjennomført tiltak", {"/activities(1)"}),
        ("IA-rådet har ikke hatt tiltak", {"/activities(1)"}),
        ("Se vedlegg 2", {"/activities(1)"}),
        ("Viser til planen", {"/activities(1)"}),
    ],
)
def test_an_item_that_names_no_activity(item: str, lifts: set[str]) -> None:
    for paper in (plan, report):
        found = read(paper(heading("Delmål 1"), items(item)))
        assert "activities" not in only(found).body
        assert unread(found) == [("list", item, lifts)]


@pytest.mark.parametrize("title", ["Ingen", "Ingen flere tiltak", "Se vedlegg"])
def test_a_row_that_names_no_activity(title: str) -> None:
    rows = table(("Tiltak", "Ansvarlig", "Frist"), ("Kurs", "LO", "mai"), (title, None, None))
    found = read(plan(heading("Delmål 1"), rows))
    assert [one["title"] for one in activities(found)] == ["Kurs"]
    lifts = set() if title == "Ingen" else {"/activities(1)"}
    assert unread(found) == [("row", title, lifts)]


@pytest.mark.parametrize("item", ["Kurs for dem som ikke har hatt kurs", "Vi over 60"])
def test_an_item_with_such_words_may_name_one(item: str) -> None:
    assert activities(read(plan(heading("Delmål 1"), items(item))))[0]["title"] == item
