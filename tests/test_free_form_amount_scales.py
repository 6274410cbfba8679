"""Amounts in thousands, where another line than the heading of their column says so."""

from __future__ import annotations

from typing import Any

import pytest
from free_form_samples import activities, bold, heading, only, read, report, table, text, told

from iacheck.forms.free_form.amount_scales import is_scale_alone
from iacheck.forms.paper_blocks import PaperBlock

_THOUSANDS = {"received_nok": 400000, "used_nok": 240000}
_ROWS = (("Tildelt", "400"), ("Brukt", "240"))
_LINES = (text("Tildelt: 400"), text("Brukt: 240"))
_HEAD = heading("Økonomi")


@pytest.mark.parametrize(
    "blocks",
    [
        [_HEAD, text("Tall i hele 1000 kroner"), table(*_ROWS)],
        [_HEAD, text("Alle tall i 1000 kroner."), table(*_ROWS)],
        [_HEAD, text("(Beløp i tusen)"), table(*_ROWS)],
        [_HEAD, text("Rekneskapen for året. Alle beløp er oppgitt i 1 000 kr."), table(*_ROWS)],
        [_HEAD, text("Beløp i hele tusen"), *_LINES],
        [_HEAD, text("Beløp i hele tusen\nTildelt: 400\nBrukt: 240")],
        [heading("Økonomi (i tusen)"), *_LINES],
        [heading("Økonomi (tall i 1000 kr)"), table(*_ROWS)],
        [_HEAD, table(("Tall i 1000 kr", None), *_ROWS)],
        [_HEAD, table(("Post", "TNOK"), *_ROWS)],
        [_HEAD, table(("Post", "Tall i tusen"), ("Tildelt", 400), ("Brukt", 240))],
        [text("Alle tall i rapporten er i 1000 kroner."), _HEAD, table(*_ROWS)],
        [bold("Økonomi"), text("Figures in thousands"), table(*_ROWS)],
    ],
)
def test_amounts_in_thousands(blocks: list[PaperBlock]) -> None:
    reading = read(report(*blocks))
    assert only(reading).body["funds"] == _THOUSANDS
    assert told(reading) == []


@pytest.mark.parametrize(
    "blocks",
    [
        # said below them
        [_HEAD, table(*_ROWS), text("Tall i 1000 kroner")],
        # said of all amounts, in another part
        [heading("Møter"), text("Alle tall i 1000 kr"), _HEAD, table(*_ROWS)],
        # said, and written in full all the same
        [_HEAD, text("Tall i 1000 kr"), table(("Tildelt", "400 000"), ("Brukt", "240 000"))],
    ],
)
def test_amounts_that_may_be_in_thousands(blocks: list[PaperBlock]) -> None:
    reading = read(report(*blocks))
    assert "funds" not in only(reading).body
    assert told(reading)


@pytest.mark.parametrize(
    "blocks",
    [
        [
            heading("Møter"),
            text("Tall i 1000 kr"),
            _HEAD,
            table(("Tildelt", 4000), ("Brukt", 2400)),
        ],
        [
            _HEAD,
            text("Vi arrangerte kurs i tusen bedrifter."),
            text("Tildelt: 4000"),
            text("Brukt: 2400"),
        ],
        [_HEAD, text("Egenandel var 1000 kr."), table(("Tildelt", 4000), ("Brukt", 2400))],
    ],
)
def test_amounts_in_kroner(blocks: list[PaperBlock]) -> None:
    assert only(read(report(*blocks))).body["funds"] == {"received_nok": 4000, "used_nok": 2400}


def test_costs_of_activities() -> None:
    rows = [("Aktivitet", "Delmål", "Regnskap", "Deltakere"), ("Kurs", 1, 163, 40)]
    reading = read(report(text("Tall i hele 1000 kroner"), table(*rows)))
    (one,) = activities(reading)
    assert (one["cost_nok"], one["participants"]) == (163000, 40)


def test_a_heading_of_its_own_goes_before() -> None:
    rows: list[tuple[Any, ...]] = [("Aktivitet", "Kostnad (i 1000 kr)"), ("Kurs", 163)]
    reading = read(report(heading("Aktiviteter"), table(*rows)))
    assert activities(reading)[0]["cost_nok"] == 163000


@pytest.mark.parametrize("said", ["1000 kr", "kr 1000", "Tildelt i 1000 kr 400", "Tall", ""])
def test_what_says_nothing_of_thousands(said: str) -> None:
    assert not is_scale_alone(said)


@pytest.mark.parametrize("amounts", ["NOK 1000", "1000 kr", "TNOK", "Beløp i 1000 kr"])
def test_a_heading_of_thousands_is_no_amount(amounts: str) -> None:
    rows = table(("Post", amounts), ("Tildelt", "400"), ("Kurs", "50"), ("Sum brukt", "50"))
    funds = only(read(report(heading("Økonomi"), rows))).body["funds"]
    assert (funds["received_nok"], funds["used_nok"]) == (400_000, 50_000)
    assert [one["amount_nok"] for one in funds["lines"]] == [50_000]


def test_an_amount_is_no_heading_of_thousands() -> None:
    rows = table(("Kurs", "kr 1000"), ("Messe", "kr 2000"))
    funds = table(("Tildelt", "400 000"), ("Brukt", "3 000"))
    found = only(read(report(heading("Økonomi"), funds, rows))).body["funds"]
    assert [(one["purpose"], one["amount_nok"]) for one in found["lines"]] == [
        ("Kurs", 1_000),
        ("Messe", 2_000),
    ]


def test_a_remark_in_a_cell_makes_small_amounts_uncertain() -> None:
    head = ("Tiltak", "Kostnad", "Kommentar")
    remark = read(report(heading("Tiltak"), table(head, ("Skogdag", 95, "I 1000 kr"))))
    assert [one.get("cost_nok") for one in activities(remark)] == [None]
    other = read(report(heading("Tiltak"), table(head, ("Skogdag", 95000, "Fin dag"))))
    assert [one.get("cost_nok") for one in activities(other)] == [95000]
