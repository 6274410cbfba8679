"""Rows of papers that add up others: no entries, whatever columns stand beside."""

from __future__ import annotations

from typing import Any

import pytest
from free_form_samples import activities, heading, only, plan, read, report, table, text, unread

from iacheck.forms.totals import says_total


@pytest.mark.parametrize("label", ["Sum disponibelt", "Sum disponible midler", "Sum tilgjengelig"])
def test_what_was_to_be_had_is_no_line(label: str) -> None:
    assert says_total(label)
    rows = [("Tildelt", "400 000"), ("Overført fra 2014", "35 000"), (label, "435 000")]
    lines = [("Støydag", "250 000"), ("Sum forbruk", "410 000")]
    reading = read(report(heading("Økonomi"), table(("Post", "Beløp"), *rows, *lines)))
    funds = only(reading).body["funds"]
    assert [one["purpose"] for one in funds["lines"]] == ["Støydag"]
    assert (funds["received_nok"], funds["used_nok"]) == (400000, 410000)


@pytest.mark.parametrize("deviation", [40, "-12", "4,5 %", "kr 1 200,-", "–"])
def test_a_total_with_numbers_in_a_column_that_is_not_known(deviation: Any) -> None:
    rows = [("Aktivitet", "Budsjett", "Regnskap", "Avvik"), ("Kurs", 15000, 16300, -1300)]
    reading = read(report(heading("Aktiviteter"), table(*rows, ("Sum", 15000, 16300, deviation))))
    assert [one["title"] for one in activities(reading)] == ["Kurs"]


@pytest.mark.parametrize("label", ["Sum", "Disponible bedrifter", "Sumo-kurs"])
def test_words_beside_make_an_entry(label: str) -> None:
    rows = [("Aktivitet", "Regnskap", "Omtale"), (label, 16300, "holdt på Hamar")]
    reading = read(report(heading("Aktiviteter"), table(*rows)))
    assert [one["title"] for one in activities(reading)] == [label]


COSTS = table(
    ("Aktivitet", "Delmål", "Regnskap"), ("Kurs", "1", 16300), ("Messe", "2", 90000),
    ("Sum", None, 106300), name="tabell",
)  # fmt: skip


def test_the_total_of_what_activities_cost_may_be_all_that_was_used() -> None:
    reading = read(report(heading("Aktiviteter"), COSTS))
    assert unread(reading) == [("row", "Sum | 106300", {"/funds/used_nok"})]


def test_a_total_that_the_accounts_make_needless_is_not_listed() -> None:
    used = [heading("Økonomi"), text("Mottatt: 400 000 kr"), text("Brukt: 159 800 kr")]
    reading = read(report(heading("Aktiviteter"), COSTS, *used))
    assert unread(reading) == []
    budget = table(("Aktivitet", "Budsjett"), ("Kurs", 16300), ("Sum", 16300))
    assert unread(read(report(heading("Aktiviteter"), budget))) == []
    assert unread(read(plan(heading("Aktiviteter"), COSTS))) == []
