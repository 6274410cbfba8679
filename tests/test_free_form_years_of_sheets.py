"""For which year a workbook or a text is: what its title says goes before the names of sheets."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import pytest
from free_form_samples import activities, only, read, table, text

from iacheck.forms.free_form.identity import Identity
from iacheck.forms.paper_blocks import PaperBlock, TextBlock
from iacheck.language.places import Place

OSLO = Identity((), "oslo-og-akershus")


def sheet(name: str, *blocks: PaperBlock) -> list[PaperBlock]:
    return [TextBlock(name, Place(sheet=name), 0), *blocks]


def cover(title: str, *more: PaperBlock) -> list[PaperBlock]:
    told = dataclasses.replace(text(title), place=Place(sheet="Forside", cell="A1"))
    return sheet("Forside", told, *more)


def rows(*names: str) -> PaperBlock:
    return table(("Delmål", "Tiltak"), *((number, name) for number, name in enumerate(names, 1)))


OLD, NEW = sheet("Tiltak 2015", rows("Gammelt kurs")), sheet("Tiltak 2016", rows("Nytt kurs"))
ACCOUNTS = [
    sheet(f"Økonomi {year}", table(("Mottatt", 400000), ("Brukt", used)))
    for year, used in ((2014, 390000), (2015, 310000))
]
PLAN, REPORT = "Handlingsplan 2016, IA-rådet i Oslo", "Årsrapport 2015, IA-rådet i Oslo"
UNDATED = "Årsrapport for IA-rådet i Oslo"


@pytest.mark.parametrize(
    ("blocks", "period", "titles"),
    [
        pytest.param([*cover(PLAN), *OLD, *NEW], "2016", ["Nytt kurs"], id="last year's beside"),
        pytest.param([*cover(PLAN), *sheet("Status 2015"), *NEW], "2016", ["Nytt kurs"],
                     id="a status beside"),
        pytest.param([*cover(REPORT), *OLD, *sheet("Plan 2016", rows("Nytt kurs"))], "2015",
                     ["Gammelt kurs"], id="the next year's plan"),
        pytest.param([*cover(REPORT), *OLD, *sheet("Videre arbeid", rows("Seniordag"))], "2015",
                     ["Gammelt kurs"], id="what comes next"),
        pytest.param([*cover(UNDATED, table(("År", 2015))), *OLD, *ACCOUNTS[0]], "2015",
                     ["Gammelt kurs"], id="the year in a row"),
        pytest.param([*cover(UNDATED), *sheet("Tiltak 2015", rows("Kurs"))], "2015", ["Kurs"],
                     id="nothing else says it"),
    ],
)  # fmt: skip
def test_the_year_of_a_workbook(
    blocks: Sequence[PaperBlock], period: str, titles: Sequence[str]
) -> None:
    found = read(blocks, OSLO)
    assert only(found).body["period"] == period
    assert [one["title"] for one in activities(found)] == titles


def test_accounts_of_two_years_are_told_apart() -> None:
    found = only(read([*cover(REPORT), *ACCOUNTS[0], *ACCOUNTS[1]], OSLO))
    assert found.body["funds"] == {"received_nok": 400000, "used_nok": 310000}


def test_sheets_of_two_years_without_a_title_say_no_year() -> None:
    found = read([*cover(UNDATED), *OLD, *NEW], OSLO)
    assert found.documents == ()
    assert ["for which year" in problem.message.text for problem in found.problems] == [True]


@pytest.mark.parametrize(
    ("lines", "period"),
    [
        (["Årsrapport fra IA-rådet i Oslo", "Handlingsplanen for 2016 er vedlagt.",
          "Rapporten gjelder 2015."], "2015"),
        (["Handlingsplan for IA-rådet i Oslo", "Gjelder for 2016"], "2016"),
    ],
)  # fmt: skip
def test_a_sentence_on_another_paper_gives_no_year(lines: Sequence[str], period: str) -> None:
    found = read([*map(text, lines), rows("Kurs")], OSLO)
    assert only(found).body["period"] == period


@pytest.mark.parametrize(
    "said",
    [
        "Tiltak blir bestemt senere",
        "Kommer tilbake til dette",
        "Avventer ny avtale",
        "To be decided",
    ],
)
def test_what_is_not_decided_is_no_activity(said: str) -> None:
    found = read([*cover(PLAN), *sheet("Tiltak", rows("Kurs", said))], OSLO)
    assert [one["title"] for one in activities(found)] == ["Kurs"]
    assert only(found).origin
    lifts = {lift.path for block in found.unread for lift in block.lifts}
    assert "/activities" in lifts
