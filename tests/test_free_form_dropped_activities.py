"""Activities of plans that say themselves that they are dropped: not read, and told of."""

from __future__ import annotations

import pytest
from free_form_samples import activities, heading, items, plan, read, report, table, told, unread

from iacheck.forms.paper_blocks import PaperBlock

_DROPPED = (
    "The activity may have been dropped from the plan, and is not read; delete it, or leave out "
    "the words that say so if it is planned"
)


def _row(*cells: str | None) -> PaperBlock:
    return table(("Delmål", "Tiltak", "Ansvarlig", "Frist"), cells)


@pytest.mark.parametrize(
    "block",
    [
        _row("3", "Seniorseminar – utgår", "KS", None),
        _row("3", "Utgår: Seniorseminar", "KS", "høst"),
        _row("3", "Seniorseminar (strøket)", "KS", "høst"),
        _row("3", "Seniorseminar (avlyst)", "KS", "høst"),
        _row("3", "Seniorseminar er utsatt til 2017", "KS", None),
        _row("3", "Seniorseminar", "KS", "Utgår"),
        _row("3", "Seniorseminar", "Avlyst", None),
        table(("Delmål", "Tiltak", "Frist", "Merknad"), ("3", "Seniorseminar", None, "Utgår")),
        table(("Tiltak", "Seniorseminar – utgår"), ("Delmål", "3"), ("Ansvarlig", "KS")),
    ],
)
def test_rows_of_a_plan(block: PaperBlock) -> None:
    reading = read(plan(heading("Tiltak"), block))
    assert activities(reading) == []
    assert _DROPPED in told(reading)
    ((*_, lifts),) = [one for one in unread(reading) if "Seniorseminar" in one[1]]
    assert any("/activities" in one for one in lifts)


@pytest.mark.parametrize(
    "said",
    [
        "Seniorseminar – utgår",
        "Utgår: Seniorseminar",
        "Seniorseminar (strøket)",
        "Seniorseminar. Avlyst.",
        "Seniorseminar. Ansvarlig: KS. Frist: utgår",
    ],
)
def test_items_of_a_plan(said: str) -> None:
    reading = read(plan(heading("Tiltak delmål 3"), items("Kurs", said)))
    assert [one["title"] for one in activities(reading)] == ["Kurs"]
    assert _DROPPED in told(reading)


@pytest.mark.parametrize(
    "title",
    [
        "Kurs for utsatte grupper", "Dialogkurs for utsatt ungdom", "Fagdag",
        "Kurs i bransjer utsatt for støy",
    ],
)  # fmt: skip
def test_what_is_planned(title: str) -> None:
    for blocks in ([_row("3", title, "KS", "mai")], items("Kurs", title)):
        reading = read(plan(heading("Tiltak delmål 3"), blocks))
        assert title in [one["title"] for one in activities(reading)]


def test_a_report_has_a_status() -> None:
    rows = [("Delmål", "Tiltak"), ("3", "Seniorseminar (strøket)"), ("3", "Kurs – utgår")]
    reading = read(report(heading("Aktiviteter"), table(*rows)))
    assert [(one["title"], one["status"]) for one in activities(reading)] == [
        ("Seniorseminar", "cancelled"),
        ("Kurs", "cancelled"),
    ]
