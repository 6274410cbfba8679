"""Accounts with several years side by side: those of the paper's year are taken, or none."""

from __future__ import annotations

from typing import Any

import pytest
from free_form_samples import heading, only, read, report, table, told, unread

_RECEIVED = ("Tildelt", "350 000", "400 000")
_USED = ("Brukt", "300 000", "390 000")
_OF_PAPER = {"received_nok": 400000, "used_nok": 390000}


@pytest.mark.parametrize(
    "rows",
    [
        [(None, "2014", "2015"), _RECEIVED, _USED],
        [(None, 2014, 2015), ("Tildelt", 350000, 400000), ("Brukt", 300000, 390000)],
        [("Post", "2014", "2015"), _RECEIVED, _USED],
        [("Regnskap", "2014", "2015"), _RECEIVED, _USED],
        [(None, "2015", "2014"), ("Tildelt", "400 000", "350 000"), ("Brukt", "390 000", "1000")],
        [
            (None, "2013", "2014", "2015"),
            ("Tildelt", "1000", "350 000", "400 000"),
            ("Sum brukt", "900", "300 000", "390 000"),
        ],
        # a heading over both years, merged or not
        [(None, ("Regnskap", 1, 2)), (None, "2014", "2015"), _RECEIVED, _USED],
        [(None, "Regnskap"), (None, "2014", "2015"), _RECEIVED, _USED],
        [("Post", ("Beløp", 1, 2)), (None, "2014", "2015"), _RECEIVED, _USED],
        [(None, "Regnskap 2014", "Regnskap 2015"), _RECEIVED, _USED],
    ],
)
def test_the_year_of_the_paper(rows: list[tuple[Any, ...]]) -> None:
    reading = read(report(heading("Økonomi"), table(*rows)))
    assert only(reading).body["funds"] == _OF_PAPER
    columns = [
        (text.split()[0], lifts) for sort, text, lifts in unread(reading) if sort == "column"
    ]
    assert len(columns) == len(rows[-1]) - 2
    assert all(not lifts for _, lifts in columns)


@pytest.mark.parametrize(
    "rows",
    [
        # none of them is the paper's
        [(None, "2013", "2014"), _RECEIVED, _USED],
        # no year at all
        [_RECEIVED, _USED],
        [("Post", "I fjor", "I år"), _RECEIVED, _USED],
    ],
)
def test_nobody_knows_which(rows: list[tuple[Any, ...]]) -> None:
    reading = read(report(heading("Økonomi"), table(*rows)))
    assert "funds" not in only(reading).body
    assert any("/funds" in one for *_, lifts in unread(reading) for one in lifts)


def test_words_beside_an_amount_are_told_of() -> None:
    rows = [("Tildelt", "400 000", "fra direktoratet"), ("Brukt", "390 000")]
    reading = read(report(heading("Økonomi"), table(*rows)))
    assert only(reading).body["funds"] == _OF_PAPER
    assert [text for _, text, _ in unread(reading)] == ["fra direktoratet"]
    assert told(reading) == []
