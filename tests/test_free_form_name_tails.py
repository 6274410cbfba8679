"""Times, amounts and numbers behind the names of activities, without a label."""

from __future__ import annotations

from typing import Any

import pytest
from free_form_samples import activities, heading, items, plan, read, report, table, told, unread

DAY = {"start": "2015-09-22", "end": "2015-09-22"}
FAIR = {"title": "Jobbmesse på Hamar", "sub_goals": [1]}


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("Jobbmesse på Hamar, 22.9.15. 55 000 kr.", {**FAIR, **DAY, "cost_nok": 55_000}),
        ("Jobbmesse på Hamar (22.9.2015), kr 55.000,-", {**FAIR, **DAY, "cost_nok": 55_000}),
        ("Jobbmesse på Hamar 22. september 2015", {**FAIR, **DAY}),
        ("Jobbmesse på Hamar den 22.9.15", {**FAIR, **DAY}),
        ("Jobbmesse på Hamar – 30 deltakere – 22.9.15", {**FAIR, **DAY, "participants": 30}),
        ("Jobbmesse på Hamar, mai 2015, 500 kr", {**FAIR, "when": "mai 2015", "cost_nok": 500}),
        ("Jobbmesse på Hamar, innen 22.9.15", {**FAIR, "end": "2015-09-22"}),
        ("Jobbmesse på Hamar, fra 1. mai til 2. mai 2015",
         {**FAIR, "start": "2015-05-01", "end": "2015-05-02"}),
    ],
)  # fmt: skip
def test_what_stands_behind_a_name(item: str, expected: dict[str, Any]) -> None:
    assert activities(read(report(heading("Delmål 1"), *items(item)))) == [expected]


def test_a_parenthesis_that_a_tail_is_taken_from_is_closed() -> None:
    found = activities(read(report(heading("Delmål 1"), *items("Kurs (NAV og LO, mai 2015)"))))
    assert found == [{"title": "Kurs (NAV og LO)", "sub_goals": [1], "when": "mai 2015"}]


@pytest.mark.parametrize(
    "item",
    [
        # days that are of what the activity is about
        "Informasjon om avtalen 4. mars 2014",
        "Oppfølging av avtalen fra 4.3.2014",
        "Avtalen 4.3.2014–31.12.2018",
        "Markering av 1. mai 2015",
        # no day, no amount, and no name
        "Kurs høsten 2015",
        "Kurs for 50 000",
        "22.9.2015",
        "50 000 kr",
        # more stands behind it
        "Messe. 22.9.2015 i Hamar kulturhus",
    ],
)
def test_what_stays_in_a_name(item: str) -> None:
    assert [
        one["title"] for one in activities(read(report(heading("Delmål 1"), *items(item))))
    ] == [item]


def test_a_label_goes_before_what_stands_behind_the_name() -> None:
    found = read(plan(heading("Delmål 1"), *items("Messe, 1.4.2016. Frist: 2.4.2016")))
    assert [(one["title"], one["end"]) for one in activities(found)] == [
        ("Messe, 1.4.2016", "2016-04-02")
    ]


def test_a_day_that_does_not_exist_is_told() -> None:
    found = read(report(heading("Delmål 1"), *items("Kurs, 31.2.2015")))
    assert activities(found) == [{"title": "Kurs", "sub_goals": [1]}]
    assert "31.2.2015" in " ".join(told(found))


def test_what_may_be_cancelled_keeps_its_words() -> None:
    found = read(plan(heading("Delmål 1"), *items("Messe utsatt i 2015, 1.4.2016")))
    assert activities(found) == []
    ((_, words, lifts),) = unread(found)
    assert (words, lifts) == ("Messe utsatt i 2015, 1.4.2016", {"/activities(1)"})


@pytest.mark.parametrize(
    ("head", "row", "expected"),
    [
        (("Tiltak", "Ansvarlig"), ("Messe, 1.4.2016. 5 000 kr", "NAV"),
         {"title": "Messe", "start": "2016-04-01", "end": "2016-04-01", "budget_nok": 5_000}),
        (("Tiltak", "Frist", "Ansvarlig"), ("Messe 1.4.2016, 5 000 kr", None, "NAV"),
         {"title": "Messe 1.4.2016", "budget_nok": 5_000}),
        (("Tiltak", "Kostnad", "Ansvarlig"), ("Messe 1.4.2016", None, "NAV"),
         {"title": "Messe", "start": "2016-04-01", "end": "2016-04-01"}),
    ],
)  # fmt: skip
def test_names_in_tables(head: Any, row: Any, expected: dict[str, Any]) -> None:
    found = read(plan(heading("Tiltak"), table(head, row)))
    assert activities(found) == [{**expected, "responsible": "NAV"}]
    assert told(found) == []


KS_LO = {"responsible": "KS, LO"}


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("Byggedag, 22.9.2015, ansvarlig NHO og NAV, 85 deltakere, kr 110 000",
         {"title": "Byggedag", **DAY, "responsible": "NHO og NAV", "participants": 85,
          "cost_nok": 110_000}),
        ("Seniordag (ansvarlige KS, LO)", {"title": "Seniordag", **KS_LO}),
        ("Seniorseminar - ansv. KS, LO - 22.9.2015", {"title": "Seniorseminar", **DAY, **KS_LO}),
        ("Jobbmesse – i samarbeid med NHO og LO",
         {"title": "Jobbmesse", "partners": ["NHO og LO"]}),
        ("Messe, ansvarleg KS, LO, i samarbeid med NHO",
         {"title": "Messe", **KS_LO, "partners": ["NHO"]}),
    ],
)  # fmt: skip
def test_bodies_behind_a_name(item: str, expected: dict[str, Any]) -> None:
    found = activities(read(report(heading("Delmål 1"), *items(item))))
    assert found == [{**expected, "sub_goals": [1]}]


@pytest.mark.parametrize(
    "item",
    [
        "Kurs for ansvarlige ledere",
        "Kurs, ansvarlig alkoholhåndtering",
        "Møter – hvem gjør hva",
        "Samarbeid med NHO",
        "Messe, ansvarlig NAV, i Hamar",
    ],
)
def test_what_names_no_bodies_stays_in_a_name(item: str) -> None:
    found = activities(read(report(heading("Delmål 1"), *items(item))))
    assert [one["title"] for one in found] == [item]
    assert not {"responsible", "partners"} & found[0].keys()
