"""Several sub-goals and activities in one paragraph, in lines of their own or in one."""

from __future__ import annotations

from typing import Any

import pytest
from free_form_samples import (
    activities,
    heading,
    items,
    only,
    plan,
    read,
    report,
    text,
    told,
    unread,
)

NOISE = {"title": "Fagdag om støy", "sub_goals": [1], "responsible": "NAV"}
DIALOG = {"title": "Kurs i dialog", "sub_goals": [1], "responsible": "LO"}
NETWORK = {"title": "Nettverk", "sub_goals": [2], "responsible": "NHO"}


@pytest.mark.parametrize("paper", [plan, report])
@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (
            "Delmål 1: Færre syke\nTiltak: Fagdag om støy. Ansvarlig: NAV\n"
            "Delmål 2: Flere unge i arbeid\nTiltak: Nettverk. Ansvarlig: NHO",
            [NOISE, NETWORK],
        ),
        (
            "Delmål 1\nMål: Færre syke\nTiltak: Fagdag om støy\nAnsvarlig: NAV\n"
            "Delmål 2\nMål: Flere i arbeid\nTiltak: Nettverk\nAnsvarlig: NHO",
            [NOISE, NETWORK],
        ),
        (
            "Delmål 1 – Færre syke i alle bransjer\nFagdag om støy. Ansvarlig: NAV. Tema: støy\n"
            "Kurs i dialog. Ansvarlig: LO. Tema: støy\n"
            "Delmål 2 – Inkludering av unge\nNettverk. Ansvarlig: NHO. Tema: støy",
            [NOISE, DIALOG, NETWORK],
        ),
        (
            "Delmål 1: Færre syke.\nTiltak 1: Fagdag om støy. Ansvarlig: NAV\n"
            "Tiltak 2: Kurs i dialog. Ansvarlig: LO\n"
            "Delmål 2: Flere unge.\nTiltak 1: Nettverk. Ansvarlig: NHO",
            [NOISE, DIALOG, NETWORK],
        ),
        (
            "Delmål 1: Sykefravær. Mål: Færre syke. Tiltak: Fagdag om støy. Ansvarlig: NAV. "
            "Tiltak: Kurs i dialog. Ansvarlig: LO. Delmål 2: Inkludering. Mål: Flere unge. "
            "Tiltak: Nettverk. Ansvarlig: NHO.",
            [NOISE, DIALOG, NETWORK],
        ),
    ],
)
def test_each_is_read_by_itself(paper: Any, written: str, expected: list[dict[str, Any]]) -> None:
    found = read(paper(text(written)))
    read_as = [{n: v for n, v in one.items() if n != "themes"} for one in activities(found)]
    assert read_as == expected
    goals = [(one["sub_goal"], one["text"]) for one in only(found).body.get("goals", ())]
    assert ("Mål:" in written and paper is plan) == bool(goals)
    assert all(text.startswith("F") for _, text in goals)
    assert [sub_goal for sub_goal, _ in goals] in ([], [1, 2])


def test_the_goal_of_an_activity_stays_with_it() -> None:
    found = read(plan(text("Delmål 1"), text("Tiltak: Kurs. Ansvarlig: LO. Mål: Færre syke.")))
    assert [one["title"] for one in activities(found)] == ["Kurs"]
    assert [one["text"] for one in only(found).body["goals"]] == ["Færre syke"]


@pytest.mark.parametrize(
    "written",
    [
        "Delmål 1: Færre unge med redusert\nfunksjonsevne står utenfor",
        "Delmål 1: Færre unge står utenfor arbeidslivet i\nHedmark",
    ],
)
def test_a_line_that_goes_on_is_not_parted(written: str) -> None:
    found = read(plan(text(written)))
    assert [words.replace("\n", " ") for _, words, _ in unread(found)] == [
        written.replace("\n", " ")
    ]


def test_what_is_told_twice_of_an_activity_is_in_doubt() -> None:
    found = read(plan(text("Delmål 1"), text("Kurs. Ansvarlig: LO. Frist: mai. Ansvarlig: NHO.")))
    assert activities(found) == [
        {"title": "Kurs", "sub_goals": [1], "responsible": "LO", "when": "mai"}
    ]
    assert any("tells it otherwise" in one for one in told(found))
    same = read(plan(text("Delmål 1"), text("Kurs. Ansvarlig: LO. Frist: mai. Ansvarlig: LO.")))
    assert told(same) == []


def test_accounts_below_a_list_are_not_of_its_last_activity() -> None:
    below = text("Økonomi: Vi fikk 400 000 kroner. Vi brukte 355 000 kroner.")
    found = read(report(text("Delmål 1:"), items("Kurs (ansvar: NAV)"), below))
    assert activities(found) == [{"title": "Kurs", "sub_goals": [1], "responsible": "NAV"}]
    assert only(found).body["funds"] == {"received_nok": 400_000, "used_nok": 355_000}
    lines = [text("Tiltak 1: Kurs"), text("Ansvarlig: NAV"), text("Budsjett: 20 000 kr")]
    (one,) = activities(read(plan(text("Delmål 1:"), lines)))
    assert one["budget_nok"] == 20_000


@pytest.mark.parametrize(
    ("title", "kinds"),
    [("Referat/årsmelding 2015", ["report"]), ("Plan/rapport 2015", ["plan", "report"])],
)
def test_a_title_with_a_stroke(title: str, kinds: list[str]) -> None:
    found = read([heading(f"{title} for IA-rådet i Hedmark", 0), heading("Delmål 1")])
    assert [one.kind for one in found.documents] == kinds
