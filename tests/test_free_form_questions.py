"""Tables of questions and answers, of which most are not known."""

from __future__ import annotations

import pytest
from free_form_samples import only, plan, read, report, table, unread

_EVERY = {"/activities", "/meetings", "/media", "/funds/received_nok", "/funds/used_nok"}


@pytest.mark.parametrize(
    "rows",
    [
        [("Spørsmål", "Svar"), ("Fylke", "Hedmark"), ("Penger fra direktoratet", "400 000 kr")],
        [("Fylke", "Hedmark"), ("Hvor mye er brukt?", "287 500 kr"), ("Annet", "Ja, i avisa")],
    ],
)
def test_an_answer_could_tell_anything(rows: list[tuple[str, str]]) -> None:
    reading = read(report(table(*rows)))
    assert only(reading).body["council"] == "hedmark"
    lifts = [lifts for _, text, lifts in unread(reading) if "Svar" not in text]
    assert lifts
    assert all(one >= _EVERY for one in lifts)


def test_an_answer_could_tell_of_goals() -> None:
    rows = [("Spørsmål", "Svar"), ("Fylke", "Hedmark"), ("Hva vil dere oppnå?", "Lavere fravær")]
    assert all({"/goals", "/activities"} <= one for *_, one in unread(read(plan(table(*rows)))))


def test_labels_that_ask_nothing() -> None:
    rows = [("Fylke", "Hedmark"), ("Saksnummer", "4/16")]
    assert all("/goals" not in one for *_, one in unread(read(plan(table(*rows)))))
