"""Paragraphs of several lines: fields, goals and activities, each in a line of its own."""

from __future__ import annotations

import time
from typing import Any

import pytest
from free_form_samples import activities, heading, items, only, plan, read, report, text, unread

SENT = {
    "submitted_on": "2016-03-01",
    "submitted_via": "Arbeids- og velferdsdirektoratet",
    "coordinated_by": "NAV Arbeidslivssenter Hedmark",
}


@pytest.mark.parametrize(
    "lines",
    [
        "Samordnet av: NAV Arbeidslivssenter Hedmark\nSendt: 1.3.2016\n"
        "Sendt via: Arbeids- og velferdsdirektoratet",
        "Sendt: 1.3.2016 via Arbeids- og velferdsdirektoratet\n"
        "Koordinert av: NAV Arbeidslivssenter Hedmark",
        "Koordinert av: NAV Arbeidslivssenter Hedmark\n"
        "Sendt til: Arbeids- og velferdsdirektoratet, 1. mars 2016",
        "Koordinert av: NAV Arbeidslivssenter Hedmark. Sendt: 1.3.2016. "
        "Sendt via: Arbeids- og velferdsdirektoratet.",
    ],
)
def test_fields_of_a_report_in_lines_of_one_paragraph(lines: str) -> None:
    found = read(report(text(lines)))
    assert {name: only(found).body.get(name) for name in SENT} == SENT
    assert unread(found) == []


def test_what_stands_after_the_value_of_a_field_is_not_of_it() -> None:
    found = read(report(text("Samordnet av: NAV Arbeidslivssenter Hedmark. Alle bidro.")))
    assert only(found).body["coordinated_by"] == "NAV Arbeidslivssenter Hedmark"
    assert [words for _, words, _ in unread(found)] == ["Alle bidro."]


def test_a_text_behind_the_label_of_a_text_is_all_of_it() -> None:
    said = "Vi valgte renhold. Råd: Kom tidlig."
    assert only(read(report(text(f"Prioriteringer: {said}")))).body["priorities"] == said


def test_goals_and_activities_in_lines_of_one_paragraph() -> None:
    lines = "DELMÅL 1\nMål: Færre syke\nTiltak: Kurs\nAnsvarlig: LO\nFrist: høsten 2016"
    found = read(plan(text(lines)))
    assert [(one["sub_goal"], one["text"]) for one in only(found).body["goals"]] == [
        (1, "Færre syke")
    ]
    assert activities(found) == [
        {"title": "Kurs", "sub_goals": [1], "responsible": "LO", "when": "høsten 2016"}
    ]
    assert unread(found) == []


@pytest.mark.parametrize(
    "paragraph",
    [
        "Mål: Færre syke. Tiltak: Kurs. Ansvarlig: LO.",
        "Resultatmål: Færre syke; Tiltak: Kurs. Ansvarlig: LO.",
        "Mål: Færre syke.\nTiltak: Kurs. Ansvarlig: LO.",
    ],
)
def test_a_goal_and_an_activity_in_one_line(paragraph: str) -> None:
    found = read(plan(heading("Delmål 1"), text(paragraph)))
    (goal,) = only(found).body["goals"]
    assert (goal["sub_goal"], goal["text"].rstrip(".")) == (1, "Færre syke")
    assert activities(found) == [{"title": "Kurs", "sub_goals": [1], "responsible": "LO"}]


def test_a_goal_goes_on_where_no_label_follows() -> None:
    said = "Færre syke. Det gjelder alle: Ung og gammel"
    (goal,) = only(read(plan(heading("Delmål 1"), text(f"Mål: {said}")))).body["goals"]
    assert goal["text"] == said


def test_lines_on_the_report_below_a_text_are_not_of_it() -> None:
    lines = (
        "Prioriteringer: Vi valgte renhold.\nDet gikk bra.\n"
        "Rapporten er samordnet av NAV Arbeidslivssenter Hedmark og sendt 12. februar 2016."
    )
    body = only(read(report(text(lines)))).body
    assert body["priorities"] == "Vi valgte renhold. Det gikk bra."
    assert body["submitted_on"] == "2016-02-12"
    assert body["coordinated_by"] == "NAV Arbeidslivssenter Hedmark"


def test_the_goal_of_an_activity_stays_with_it() -> None:
    found = read(plan(heading("Delmål 1"), text("Tiltak: Kurs\nMål: Færre syke\nPeriode: mai")))
    (activity,) = activities(found)
    assert activity == {
        "title": "Kurs",
        "sub_goals": [1],
        "when": "mai",
        "goals": [only(found).body["goals"][0]["id"]],
    }


def test_two_activities_in_one_paragraph() -> None:
    lines = "Tiltak: Kurs\nAnsvarlig: LO\nTiltak: Fagdag\nAnsvarlig: KS"
    found = read(plan(heading("Delmål 1"), text(lines)))
    assert [(one["title"], one["responsible"]) for one in activities(found)] == [
        ("Kurs", "LO"),
        ("Fagdag", "KS"),
    ]


@pytest.mark.parametrize(
    ("lines", "body"),
    [
        ("Prioriteringer\nVi valgte renhold.", {"priorities": "Vi valgte renhold."}),
        (
            "Midler\nMottatt: 400 000 kr\nBrukt: 250 000 kr",
            {"funds": {"received_nok": 400_000, "used_nok": 250_000}},
        ),
        (
            "Økonomi\nMottatt i 2015: 400 000. Brukt: 250 000 kr. Overføres til 2016: 150 000.",
            {
                "funds": {
                    "received_nok": 400_000,
                    "used_nok": 250_000,
                    "carried_forward_nok": 150_000,
                }
            },
        ),
        (
            "Økonomi\nMottatt i 2015 400 000 kr\nBrukt kr 250 000\nRest 150 000",
            {"funds": {"received_nok": 400_000, "used_nok": 250_000}},
        ),
        (
            "Økonomi\nTildelt: kr 400 000,- Brukt: kr 250 000,-",
            {"funds": {"received_nok": 400_000, "used_nok": 250_000}},
        ),
        ("Økonomi\nMottatt ca. 400 000 kr\nBrukt 2015", {}),
        ("Vi valgte flere\nprioriteringer\nog mer", {}),
        ("Vi valgte flere\nPrioriteringer i året", {}),
    ],
)
def test_a_line_of_known_words_above_others(lines: str, body: dict[str, Any]) -> None:
    found = only(read(report(text(lines)))).body
    assert {name: found[name] for name in ("priorities", "funds") if name in found} == body


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Overført til 2016.", {}),
        ("Overført til: 2016", {}),
        ("Overført fra 2014.", {}),
        ("Resten overføres til 2016.", {}),
        ("Overføres til 2016: 2 016 kr", {"carried_forward_nok": 2_016}),
        ("Overført til: kr 2016", {"carried_forward_nok": 2_016}),
        ("Overført fra: 2 014", {"carried_over_nok": 2_014}),
        ("Ubrukte midler, kr 82 500, overføres til 2016.", {"carried_forward_nok": 82_500}),
        ("Resten, 82 500 kroner, overføres til 2016.", {"carried_forward_nok": 82_500}),
    ],
)
def test_a_year_behind_a_label_of_funds_is_no_amount(line: str, told: dict[str, int]) -> None:
    found = only(read(report(text(f"Økonomi\nMottatt: 200 000 kr\nBrukt: 117 500 kr\n{line}"))))
    assert found.body["funds"] == {"received_nok": 200_000, "used_nok": 117_500} | told


def test_the_lines_of_an_item_are_all_of_it() -> None:
    found = read(plan(heading("Delmål 1"), items("Kurs\nTiltak: Fagdag\nAnsvarlig: LO")))
    assert [one["responsible"] for one in activities(found)] == ["LO"]


LONG = {
    "words": "Noe om tiltak\n",
    "fields": "Ansvarlig: NAV\n",
    "names and fields": "Kurs. Ansvarlig: NAV\n",
    "sentences": "Fagdag; ",
    "fields in a sentence": "x, Ansvarlig: NAV ",
    "numbers": "1. ",
}


@pytest.mark.parametrize("again", LONG.values(), ids=LONG)
def test_a_paragraph_twice_as_long_takes_about_twice_as_long(again: str) -> None:
    """And not four times: a page of little text would keep a machine busy for minutes."""

    def busy(count: int) -> float:
        paper = plan(text(again * count))
        started = time.process_time()
        read(paper)
        return time.process_time() - started

    busy(10)
    least = min(busy(300) for _ in range(2))
    assert min(busy(1200) for _ in range(2)) < 8 * least
