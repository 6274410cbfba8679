"""How much of what was not read is shown: how many rows or items there are, and the first ones."""

from __future__ import annotations

from free_form_samples import heading, items, plan, read, table, unread
from hypothesis import given
from hypothesis import strategies as st

from iacheck.forms.free_form.excerpts import excerpt


def test_few_rows_are_all_shown() -> None:
    assert excerpt(["Post | Beløp"]) == "Post | Beløp"
    assert excerpt(["a", "b", "c"]) == "1) a · 2) b · 3) c"


@given(st.lists(st.text(max_size=400), min_size=2, max_size=60))
def test_the_last_number_is_how_many_there_are(texts: list[str]) -> None:
    shown = excerpt(texts)
    assert len(shown) <= 300
    assert shown.startswith(f"1) {texts[0][:80].rstrip()}")
    numbered = [one for one in range(1, 61) if f" · {one}) " in f" · {shown}"]
    assert numbered[-1] >= len(texts)


def test_a_column_that_is_not_known() -> None:
    named = [(f"Kurs {n}", "NAV", f"grønn {n}") for n in range(40)]
    rows = [("Tiltak", "Ansvarlig", "Farge"), *named, ("Møte", "NAV", None)]
    ((sort, text, _),) = unread(read(plan(heading("Tiltak"), table(*rows))))
    assert sort == "column"
    assert text.startswith("Farge: 1) grønn 0 · 2) grønn 1 · ")
    assert text.endswith(" · … · 40) grønn 39")


def test_a_label_of_a_card_that_is_not_known() -> None:
    rows = [("Tiltak", "Kurs"), ("Ansvarlig", "NAV"), ("Farge", "grønn"), ("Vekt", None)]
    found = unread(read(plan(heading("Delmål 1"), table(*rows))))
    assert [text for _, text, _ in found] == ["Farge: grønn", "Vekt"]


def test_items_of_a_list_that_is_not_read() -> None:
    found = unread(read(plan(heading("Annet"), *[items("Kurs", "Møte", "Fagdag")])))
    assert [(sort, text) for sort, text, _ in found] == [("list", "1) Kurs · 2) Møte · 3) Fagdag")]
