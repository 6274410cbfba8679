from __future__ import annotations

import datetime

import pytest

from iacheck.cases.spans import TimeSpan
from iacheck.cases.vocabulary import Party

NAV = Party(
    "AVdir",
    "Arbeids- og velferdsdirektoratet",
    "authority",
    aliases=("Velferdsetaten",),
    prefixes=("NAV", "Ny arbeids"),
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("avdir", True),
        ("Arbeids og velferdsdirektoratet", True),
        ("VELFERDS-ETATEN", True),
        ("NAV", True),
        ("Nav Rogaland", True),
        ("NAV-Rogaland", True),
        ("Navnet", False),
        ("I NAV", False),
        ("Ny arbeidsgruppe", False),
        ("ny arbeids og velferd", True),
        ("", False),
    ],
)
def test_what_a_party_is_called(name: str, expected: bool) -> None:
    assert NAV.is_called(name) is expected


def test_names() -> None:
    assert NAV.names == ("AVdir", "Arbeids- og velferdsdirektoratet", "Velferdsetaten")


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2010-02-28", False), ("2010-03-01", True), ("2013-12-31", True), ("2014-01-01", False)],
)
def test_its_first_and_last_day_are_included(day: str, expected: bool) -> None:
    first, last = datetime.date(2010, 3, 1), datetime.date(2013, 12, 31)
    party = Party("X", "X", "employer", active=(TimeSpan(first, last),))
    assert party.active_on(datetime.date.fromisoformat(day)) is expected
    assert NAV.active_on(datetime.date.fromisoformat(day))
