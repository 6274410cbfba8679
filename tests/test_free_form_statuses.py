"""What papers in free form tell of how an activity went: cancelled, postponed, or in doubt."""

from __future__ import annotations

import pytest
from free_form_samples import (
    activities,
    heading,
    items,
    plan,
    read,
    report,
    table,
    text,
    told,
    unread,
)


@pytest.mark.parametrize(
    ("said_of_it", "title", "status"),
    [
        ("Treff for unge vart avlyst.", "Treff for unge", "cancelled"),
        ("Seniordag vart utsett til 2017.", "Seniordag", "postponed"),
        ("Fagdag om støy (avlyst)", "Fagdag om støy", "cancelled"),
        ("Fagdag om støy – utsatt til våren 2016", "Fagdag om støy", "postponed"),
        ("Kurset ble avlyst på grunn av få påmeldte", "Kurset", "cancelled"),
        ("Kurset ble ikke gjennomført", "Kurset", "cancelled"),
        ("Kurs ble avlyst. Ansvarlig: NAV", "Kurs", "cancelled"),
        ("Seniordag (delmål 2) - fall bort", "Seniordag", "cancelled"),
        ("Fagdag (delmål 2) – gjennomført", "Fagdag", "completed"),
        ("Fagdag (gjennomført)", "Fagdag", "completed"),
        ("Samling for alle, ferdig til jul", "Samling for alle, ferdig til jul", None),
        ("Fagdag om utsatte yrker", "Fagdag om utsatte yrker", None),
        ("Kurs ble avlyst. Status: gjennomført", "Kurs ble avlyst", "completed"),
    ],
)
def test_what_an_item_says_outright_of_its_status(
    said_of_it: str, title: str, status: str | None
) -> None:
    (found,) = activities(read(report(heading("Delmål 2"), *items(said_of_it))))
    assert (found["title"], found.get("status"), found["sub_goals"]) == (title, status, [2])


@pytest.mark.parametrize(
    "said_of_it",
    [
        "Møtene i Førde er holdt, det i Florø er utsatt til 2017.",
        "Kurs om støy. Dette ble avlyst.",
        "Kurset ble ikke avlyst",
        "Kurset ble avlyst, men holdt på nett i stedet",
        "Kurset ble delvis avlyst",
        "Kurset kunne ikke bli gjennomført",
        "Kurset ble ikke igangsatt i år",
        "Kurset utgår",
        "Kurset er flyttet til 2016",
        "Avlyst: fagdag om støy",
        "Fagdag som erstatning for seminaret, som ble avlyst",
        "Fagdag ble avlyst fordi møtet ble utsatt",
    ],
)
def test_an_item_that_may_have_been_cancelled_is_not_read(said_of_it: str) -> None:
    reading = read(report(heading("Delmål 2"), *items("Kurs", said_of_it), text("Ansvarlig: LO")))
    assert [one["title"] for one in activities(reading)] == ["Kurs"]
    assert "responsible" not in activities(reading)[0]
    assert ("list", said_of_it, {"/activities(2)"}) in unread(reading)
    assert any("cancelled or postponed" in one for one in told(reading))


def test_plans_tell_of_no_status() -> None:
    found = activities(read(plan(heading("Delmål 2"), *items("Kurs som ble avlyst i fjor"))))
    assert [one["title"] for one in found] == ["Kurs som ble avlyst i fjor"]


def test_a_row_that_may_have_been_cancelled_is_not_read() -> None:
    rows = table(
        ("Tiltak", "Delmål", "Resultat", "Status"),
        ("Kurs (avlyst)", 1, None, None),
        ("Fagdag", 2, "Avlyst", None),
        ("Seminar", 3, "Ble avlyst, holdes neste år", None),
        (None, None, "God", None),
        ("Treff (utsatt)", 3, None, "Gjennomført"),
    )
    reading = read(report(rows))
    assert [(one["title"], one["status"]) for one in activities(reading)] == [
        ("Kurs", "cancelled"), ("Fagdag", "cancelled"), ("Treff (utsatt)", "completed"),
    ]  # fmt: skip
    noted = ("row", "Seminar | 3 | Ble avlyst, holdes neste år", {"/activities(3)"})
    assert noted in unread(reading)
    assert len(unread(reading)) == 2


def test_a_remark_beside_an_activity_may_tell_its_status() -> None:
    rows = table(
        ("Tiltak", "Merknad", "Målgruppe"),
        ("Kurs", "Avlyst", "utsatt ungdom"),
        ("Fagdag", "Måtte avlyses", None),
        ("Seminar", "God stemning", None),
    )
    reading = read(report(heading("Delmål 1"), rows))
    assert [(one["title"], one.get("status")) for one in activities(reading)] == [
        ("Kurs", "cancelled"), ("Seminar", None),
    ]  # fmt: skip
    assert ("row", "Fagdag | Måtte avlyses", {"/activities(1)"}) in unread(reading)


def test_a_card_that_may_have_been_cancelled_is_not_read() -> None:
    rows = [
        ("Tiltak", "Kurs ble avlyst"), ("Ansvarlig", "NAV"), ("Delmål", "1"),
        ("Tiltak", "Fagdag"), ("Resultat", "Måtte avlyses"), ("Delmål", "2"),
    ]  # fmt: skip
    reading = read(report(table(*rows)))
    assert activities(reading) == [
        {"title": "Kurs", "status": "cancelled", "sub_goals": [1], "responsible": "NAV"}
    ]
    assert ("table", "Fagdag", {"/activities(2)"}) in unread(reading)
