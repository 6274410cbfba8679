"""Titles of a paper in cells beside each other, as on the first sheet of a workbook."""

from __future__ import annotations

from free_form_samples import activities, heading, only, read, table, told, unread

ACTIVITIES = (("Tiltak", "Ansvarlig"), ("Kurs", "NAV"))


def test_titles_in_cells_say_what_a_paper_is() -> None:
    found = read([table(("Handlingsplan 2016", "IA-rådet i Hedmark")), table(*ACTIVITIES)])
    body = only(found).body
    assert (body["council"], body["period"]) == ("hedmark", "2016")
    assert activities(found) == [{"title": "Kurs", "responsible": "NAV"}]
    assert unread(found) == []


def test_what_stands_below_titles_is_a_table_still() -> None:
    found = read([table(("Handlingsplan 2016", "IA-rådet i Hedmark"), *ACTIVITIES)])
    assert activities(found) == [{"title": "Kurs", "responsible": "NAV"}]


def test_cells_that_say_more_are_no_titles() -> None:
    found = read([table(("Handlingsplan 2016", "Utkast"), *ACTIVITIES)])
    assert found.documents == ()
    assert "Nothing says which council it is from" in " ".join(told(found))
    far = [heading("Handlingsplan 2016", 0), *[heading("Mål")] * 6]
    assert read([*far, table(("IA-rådet i Hedmark", "Handlingsplan 2016"))]).documents == ()
