"""What stands below the heading of another year, or of what was not carried out."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from free_form_samples import (
    activities,
    context,
    deviations,
    heading,
    items,
    only,
    plan,
    read,
    report,
    table,
    text,
    unread,
)

from iacheck.forms.free_form.identity import Identity
from iacheck.forms.free_form.paper_years import PaperYears
from iacheck.forms.free_form.reading import FreePaper, read_free_form
from iacheck.forms.paper_blocks import PaperBlock, PaperText, TextBlock
from iacheck.language.periods import Period
from iacheck.language.places import Place

WORDS = context().words
OWN: list[PaperBlock] = [heading("Aktiviteter"), table(("Tiltak", "Delmål"), ("Kurs", 1))]
MORE = table(("Tiltak", "Delmål", "Ansvarlig"), ("Messe", 3, "LO"))


def titles(blocks: Sequence[PaperBlock]) -> list[str]:
    return [one["title"] for one in activities(read(blocks))]


@pytest.mark.parametrize(
    "other",
    [
        "Planlagte aktiviteter i 2016",
        "Aktiviteter 2014",
        "Tiltak neste år",
        "Nye tiltak i 2016",
        "Kommende tiltak",
        "Planer for 2016",
        "Planar for 2016",
        "Videre planer",
        "Veien videre",
        "Avsluttede tiltak fra 2014",
        "Fjorårets tiltak",
        "Tidligere gjennomførte tiltak",
        "Tiltak i forrige periode",
        "Framtidige tiltak",
        "Aktiviteter i 2013–2014",
        "2016",
        "Plans for next year",
    ],
)
def test_a_list_of_another_year_is_none_of_a_report(other: str) -> None:
    blocks = report(*OWN, heading(other), MORE, items("Seminar (delmål 3)"), text("Tiltak: Møte"))
    found = read(blocks)
    assert [one["title"] for one in activities(found)] == ["Kurs"]
    assert {words for _, words, _ in unread(found)} == {
        "1) Tiltak | Delmål | Ansvarlig · 2) Messe | 3 | LO", "Seminar (delmål 3)", "Møte",
    }  # fmt: skip
    assert {lifts for one in found.unread for lifts in one.lifts} == set()
    assert "report-covers-sub-goals" in deviations(found)


@pytest.mark.parametrize(
    "own",
    [
        "Aktiviteter i 2015",
        "Aktiviteter 2014–2015",
        "Tiltak fra 2014 til 2016",
        "Tiltak 2014/15",
        "Videreførte tiltak fra 2014",
        "Tiltak etter planen vedtatt i 2014",
        "Tiltak etter møtet 12. januar 2016",
        "Tiltak per 31.12.2014",
        "Aktiviteter",
        "Tiltak for seniorer",
        "Tiltak for tidligere oppfølging",
        "Tiltak for kommende pensjonister",
    ],
)
def test_a_list_of_the_same_year_is_read(own: str) -> None:
    assert titles(report(heading(own), MORE)) == ["Messe"]


def test_what_is_below_another_year_may_be_of_this_one_where_nothing_else_is_read() -> None:
    found = read(report(heading("Aktiviteter 2014"), MORE))
    assert "activities" not in only(found).body
    assert [lifts for *_, lifts in unread(found)] == [{"/activities"}]
    assert "report-covers-sub-goals" not in deviations(found)


def test_lines_that_head_another_year_and_what_comes_after_it() -> None:
    found = read(
        report(
            text("Tiltak"),
            items("Kurs (delmål 1)"),
            text("Tiltak neste år:"),
            items("Messe (delmål 3)"),
            text("Brukt: 50 000"),
            text("Møter:"),
            text("Møter: 12. februar 2015"),
        )
    )
    assert [one["title"] for one in activities(found)] == ["Kurs"]
    assert only(found).body["meetings"] == [{"held_on": "2015-02-12"}]
    assert "funds" not in only(found).body
    assert ("text", "Brukt: 50 000", set()) in unread(found)


def test_sub_goals_again_below_another_year() -> None:
    again: list[PaperBlock] = [
        heading("Delmål 1"), *items("Kurs"), heading("Delmål 2"), *items("Messe"),
    ]  # fmt: skip
    blocks = report(*again, heading("Planer for 2016"), *again, heading("Tiltak"), items("Møte"))
    assert titles(blocks) == ["Kurs", "Messe", "Møte"]
    # Each sub-goal with plans of its own.
    blocks = report(*again[:2], heading("Planer for 2016"), items("Møte"), *again[2:])
    assert titles(blocks) == ["Kurs", "Messe"]
    deeper: list[PaperBlock] = [
        heading("Planer for 2016"),
        heading("Delmål 3", 3),
        heading("Tiltak", 4),
        MORE,
    ]
    assert titles(report(*OWN, *deeper)) == ["Kurs"]


def test_rows_below_another_year_in_a_table() -> None:
    rows = table(
        ("Tiltak", "Delmål", "Ansvarlig"),
        (("Tiltak i 2015", 1, 3), None, None),
        ("Kurs", 1, "NHO"),
        (("Tiltak i 2016", 1, 3), None, None),
        ("Messe", 3, "LO"),
    )
    found = read(report(rows))
    assert [one["title"] for one in activities(found)] == ["Kurs"]
    assert ("row", "Messe | 3 | LO", set()) in unread(found)


def test_the_year_may_be_told_further_down() -> None:
    paper = (heading("Rapport fra IA-rådet i Hedmark 2016", 0), text("Periode: 2015"))
    assert titles((*paper, heading("Aktiviteter 2015"), MORE)) == ["Messe"]
    assert titles((*paper, heading("Aktiviteter"), MORE, heading("Tiltak 2016"), MORE)) == ["Messe"]


def test_accounts_and_meetings_of_another_year() -> None:
    money = table(("Tildelt", "400 000"), ("Brukt", "350 000"))
    assert "funds" not in only(read(report(heading("Regnskap 2014"), money))).body
    assert "funds" in only(read(report(heading("Regnskap 2015"), money))).body
    dates = text("12. februar 2015")
    assert "meetings" not in only(read(report(heading("Møter i 2016"), dates))).body
    assert "meetings" in only(read(report(heading("Møter i 2015"), dates))).body


def test_a_plan_tells_of_its_own_year_alone() -> None:
    assert titles(plan(heading("Planer for 2016"), MORE)) == ["Messe"]
    assert titles(plan(heading("Tiltak neste år"), MORE)) == ["Messe"]
    assert titles(plan(heading("Utsatte tiltak"), MORE)) == ["Messe"]
    for other in ("Tiltak i 2015", "Fjorårets tiltak", "Gjennomførte tiltak", "Avlyste tiltak"):
        assert titles(plan(heading("Tiltak"), items("Kurs"), heading(other), MORE)) == ["Kurs"]


@pytest.mark.parametrize(
    ("period", "other", "is_other"),
    [
        (Period(2015, 1), "Aktiviteter 2. halvår 2015", True),
        (Period(2015, 1), "Aktiviteter 1. halvår 2015", False),
        (Period(2015), "Aktiviteter 1. halvår 2015", False),
        (Period(2015), "Aktiviteter 1. halvår 2014", True),
        (None, "Aktiviteter 2014", False),
    ],
)
def test_half_years(period: Period | None, other: str, is_other: bool) -> None:
    years = PaperYears.of(Identity(("report",), "hedmark", period), (), WORDS)
    assert years.are_others(other, WORDS.heading(other)) is is_other
    of_two = PaperYears.of(Identity(("plan", "report"), "hedmark", period), (), WORDS)
    assert not of_two.are_others(other, WORDS.heading(other))


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("Avlyste tiltak", "cancelled"),
        ("Ikke gjennomførte tiltak", "cancelled"),
        ("Tiltak som ikke ble gjennomført", "cancelled"),
        ("Aktivitetar som ikkje vart gjennomførte", "cancelled"),
        ("Cancelled activities", "cancelled"),
        ("Utsatte aktiviteter", "postponed"),
        ("Tiltak som er utsatt til 2016", "postponed"),
        ("Gjennomførte tiltak", None),
        ("Tiltak for utsatte grupper", None),
        ("Tiltak", None),
    ],
)
def test_activities_below_a_heading_that_says_how_it_went(written: str, status: str | None) -> None:
    card = table(("Tiltak", "Besøk"), ("Ansvarlig", "NAV"))
    told = table(("Tiltak", "Status"), ("Møte", "Gjennomført"), ("Samling", None))
    found = activities(read(report(heading(written), MORE, items("Kurs (delmål 1)"), card, told)))
    assert [(one["title"], one.get("status")) for one in found] == [
        ("Messe", status), ("Kurs", status), ("Besøk", status), ("Møte", "completed"),
        ("Samling", status),
    ]  # fmt: skip


def test_a_heading_says_it_for_a_column_that_is_blank() -> None:
    rows = table(("Tiltak", "Delmål", "Status"), ("Kurs", 1, None), ("Messe", 2, None))
    found = read(report(heading("Avlyste tiltak"), rows))
    assert [one["status"] for one in activities(found)] == ["cancelled", "cancelled"]
    assert unread(found) == []


def test_a_heading_of_several_statuses_says_none_of_each() -> None:
    found = read(report(heading("Avlyste og utsatte tiltak"), MORE))
    assert [one.get("status") for one in activities(found)] == [None]
    assert [lift.path for one in found.unread for lift in one.lifts] == ["/activities/0/status"]


def test_a_label_above_bullets_says_how_it_went() -> None:
    found = activities(read(report(heading("Delmål 1"), text("Avlyst:"), items("Kurs"))))
    assert found == [{"title": "Kurs", "sub_goals": [1], "status": "cancelled"}]


@pytest.mark.parametrize(
    "written", ["Tiltak som ikke videreføres", "Tiltak som ikkje held fram", "Avviklede tiltak"]
)
def test_what_does_not_go_on_may_be_of_any_year(written: str) -> None:
    found = read(report(*OWN, heading(written), MORE, items("Nyhetsbrev"), text("Vi har sluttet.")))
    assert [one["title"] for one in activities(found)] == ["Kurs"]
    lifts = [lifts for *_, lifts in unread(found)]
    assert {"/activities"} in lifts


def test_what_is_planned_beside_what_was_done_is_to_come() -> None:
    planned, done = heading("Planlagte tiltak"), heading("Gjennomførte tiltak")
    assert titles(report(done, items("Kurs"), planned, items("Messe"))) == ["Kurs"]
    assert titles(report(planned, items("Messe"), done, items("Kurs"))) == ["Kurs"]
    assert titles(report(planned, items("Messe"))) == ["Messe"]
    both = heading("Planlagte og gjennomførte tiltak")
    assert titles(report(both, MORE)) == ["Messe"]
    assert titles(plan(planned, items("Messe"))) == ["Messe"]


def test_rows_and_columns_of_other_years() -> None:
    rows = table(
        ("År", "Tiltak", "Delmål", "Status 2014", "Status 2015"),
        (2014, "Møte", 3, None, None),
        ("2015", "Kurs", 1, "Gjennomført", "Avlyst"),
        ("2015/2016", "Besøk", 2, None, "Gjennomført"),
        (2016, "Messe", 3, None, None),
    )
    found = read(report(heading("Tiltak"), rows))
    assert [(one["title"], one["status"]) for one in activities(found)] == [
        ("Kurs", "cancelled"), ("Besøk", "completed"),
    ]  # fmt: skip
    rows_unread = [(words, lifts) for sort, words, lifts in unread(found) if sort == "row"]
    assert rows_unread == [("2014 | Møte | 3", set()), ("2016 | Messe | 3", set())]
    assert [words for sort, words, _ in unread(found) if sort == "column"] == [
        "Status 2014: Gjennomført"
    ]


def test_amounts_of_other_years() -> None:
    rows = table(
        ("Post", "Regnskap 2014", "Regnskap 2015", "Budsjett 2016"),
        ("Tildelt", 380_000, 400_000, 420_000),
        ("Overført fra 2014", None, 10_000, None),
        ("Brukt i 2014", None, 380_000, None),
        ("Brukt", 380_000, 390_000, None),
        ("Overført til 2016", None, 20_000, None),
    )
    found = read(report(heading("Regnskap"), rows))
    assert only(found).body["funds"] == {
        "received_nok": 400_000, "used_nok": 390_000, "carried_over_nok": 10_000,
        "carried_forward_nok": 20_000,
    }  # fmt: skip
    assert [sort for sort, *_ in unread(found)].count("column") == 2


def test_ticks_below_years() -> None:
    rows = table(
        ("Tiltak", "Delmål", "2015", "2016", "2017"),
        ("Messe", 2, "x", None, None),
        ("Kurs", 1, None, "x", None),
        ("Besøk", 1, "x", "x", "x"),
        ("Møte", 3, None, None, "x"),
        ("Samling", 3, None, None, None),
        ("Treff", 3, "10 000", None, None),
    )
    found = read(plan(heading("Tiltak"), rows))
    assert [one["title"] for one in activities(found)] == ["Kurs", "Besøk", "Samling", "Treff"]
    assert [words for sort, words, _ in unread(found) if sort == "row"] == [
        "Messe | 2 | x", "Møte | 3 | x",
    ]  # fmt: skip


def test_meetings_that_were_called_off() -> None:
    rows = table(
        ("Dato", "Til stede", "Status"),
        ("12.2.2015", "NHO", "Avholdt"),
        ("15.6.2015", "NHO", "Avlyst"),
        ("1.9.2015", "Utsatt til 2016", None),
    )
    found = read(report(heading("Møter"), rows))
    assert [one["held_on"] for one in only(found).body["meetings"]] == ["2015-02-12"]
    assert ("row", "15.6.2015 | NHO | Avlyst", set()) in unread(found)


def test_sheets_that_are_called_as_years_are() -> None:
    def sheet(year: str) -> PaperBlock:
        return TextBlock(year, Place(sheet=year), 0)

    blocks = [sheet("2014"), MORE, sheet("2015"), table(("Tiltak", "Delmål"), ("Kurs", 1))]
    paper = FreePaper("Rapport 2015 Hedmark.xlsx", "0" * 64, PaperText(tuple(blocks)))
    assert [one["title"] for one in activities(read_free_form(paper, context()))] == ["Kurs"]
