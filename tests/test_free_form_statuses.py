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
