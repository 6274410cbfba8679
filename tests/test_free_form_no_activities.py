"""Rows that say outright that there is no activity, and rows that may tell of one."""

from __future__ import annotations

import pytest
from free_form_samples import activities, heading, read, report, table, unread

_HEAD = ("Delmål", "Aktivitet", "Samarbeid")
_KURS = ("1", "Kurs", "NAV")


@pytest.mark.parametrize(
    "said",
    [
        "Ingen tiltak gjennomført på grunn av sykdom",
        "Intet",
        "(ingen tiltak)",
        "– Ingen",
        "Ingen aktivitetar i år.",
        "None",
    ],
)
def test_none_at_all(said: str) -> None:
    reading = read(report(heading("Aktiviteter"), table(_HEAD, _KURS, ("3", said, None))))
    assert [one["title"] for one in activities(reading)] == ["Kurs"]
    assert unread(reading) == [("row", f"3 | {said}", set())]


@pytest.mark.parametrize(
    ("said", "beside"),
    [("Ingen tiltak, men et kurs", None), ("Ingen tiltak", "NAV"), ("Se vedlegg", None)],
)
def test_what_may_be_one(said: str, beside: str | None) -> None:
    reading = read(report(heading("Aktiviteter"), table(_HEAD, _KURS, ("3", said, beside))))
    assert [one["title"] for one in activities(reading)] == ["Kurs"]
    ((*_, lifts),) = unread(reading)
    assert any(one.startswith("/activities") for one in lifts)
