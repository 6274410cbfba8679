"""Sub-goals as people write them in a column, and as headings name them."""

from __future__ import annotations

import datetime
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iacheck.forms.grids import Raw
from iacheck.forms.sub_goals import read_sub_goals, sub_goals_named
from iacheck.forms.unreadable import UnreadableCell
from iacheck.language.language import language
from iacheck.language.messages import message

ALL = (1, 2, 3)


@pytest.mark.parametrize(
    ("cell", "sub_goals"),
    [
        (1, (1,)),
        (2.0, (2,)),
        (1.2, (1, 2)),
        (3.1, (1, 3)),
        ("1", (1,)),
        ("1.", (1,)),
        ("2)", (2,)),
        ("delmål 3", (3,)),
        ("Delmål1", (1,)),
        ("Sub-goal 2", (2,)),
        ("1 og 2", (1, 2)),
        ("1,2", (1, 2)),
        ("1, 2 og 3", ALL),
        ("1; 2", (1, 2)),
        ("1+2", (1, 2)),
        ("1 & 3", (1, 3)),
        ("1 and 3", (1, 3)),
        ("1\n2", (1, 2)),
        ("1 2", (1, 2)),
        ("3, 1", (1, 3)),
        ("2 (og 1)", (1, 2)),
        ("Delmål 1 og 2", (1, 2)),
        ("delmål 2 (og delmål 1)", (1, 2)),
        ("Delmåla 1 og 3", (1, 3)),
        ("1-3", ALL),
        ("1–2", (1, 2)),
        ("1 til 3", ALL),
        ("1 to 2", (1, 2)),
        ("I, II", (1, 2)),
        ("III", (3,)),
        ("alle", ALL),
        ("Alle tre", ALL),
        ("Alle delmål", ALL),
        ("ALLE DELMÅL.", ALL),
        ("samtlege delmål", ALL),
        ("All sub-goals", ALL),
        ("Sykefravær", (1,)),
        ("sjukefråvær", (1,)),
        ("Inkludering", (2,)),
        ("Seniorer", (3,)),
        ("Seniorar", (3,)),
        ("Sykefravær og inkludering", (1, 2)),
        ("1 – Sykefravær", (1,)),
        ("1 Sjukefråvær", (1,)),
        ("2 Redusert funksjonsevne", (2,)),
        ("1. Redusere sykefraværet med 20 prosent", (1,)),
        ("DM2", (2,)),
        ("DM 1 og 3", (1, 3)),
        ("Delmål 1: Sykefravær", (1,)),
        ("Delmål 1 – Redusere sykefraværet i kommunene", (1,)),
        ("1, –", (1,)),
        ("", ()),
        ("–", ()),
        ("?", ()),
        ("ingen", ()),
    ],
)
def test_sub_goals_of_a_cell(cell: Raw, sub_goals: tuple[int, ...]) -> None:
    assert read_sub_goals(cell) == sub_goals


@pytest.mark.parametrize(
    "cell",
    [
        "1/2",
        "Delmål 1/2",
        "1 (2)",
        "1.2",
        "4",
        "1, 4",
        "Delmål 4",
        "3-1",
        12,
        0,
        1.1,
        1.4,
        1.23,
        math.nan,
        "1 – Seniorer",
        "Delmål 1 – Seniorer",
        "1 – noe annet",
        "1 kurs",
        "2 Sykefravær",
        "1 Sykefravær og seniorer",
        "Delmål",
        "Hele avtalen",
        "i, ii",
        "1 eller 2",
        "1, " * 80,
        "✓",
        True,
        datetime.date(2016, 2, 1),
        datetime.time(1),
    ],
)
def test_what_gives_no_sub_goals_for_sure_is_refused(cell: Raw) -> None:
    with pytest.raises(UnreadableCell) as caught:
        read_sub_goals(cell)
    assert "It cannot be told which sub-goals" in language("en").say(caught.value.told)


def test_a_cell_whose_formula_failed_is_refused_with_its_reason() -> None:
    with pytest.raises(UnreadableCell) as caught:
        read_sub_goals(message("The formula failed"))
    assert language("en").say(caught.value.told) == "The formula failed"


@given(
    st.lists(st.sampled_from(ALL), min_size=1, max_size=4),
    st.sampled_from([", ", ",", "; ", " og ", " + ", "&", "\n"]),
    st.sampled_from(["", "Delmål ", "delmål: "]),
)
def test_order_signs_and_spaces_do_not_matter(numbers: list[int], sign: str, word: str) -> None:
    assert read_sub_goals(word + sign.join(map(str, numbers))) == tuple(sorted(set(numbers)))


@pytest.mark.parametrize(
    ("heading", "sub_goals"),
    [
        ("Delmål 1 – Redusere sykefraværet", (1,)),
        ("DELMÅL 2:", (2,)),
        ("Delmål 1. Sykefravær", (1,)),
        ("Delmål 2 Inkludering", (2,)),
        ("Aktiviteter delmål 1", (1,)),
        ("Tiltak på delmål 2", (2,)),
        ("Tiltak på delmål 2 i 2016", (2,)),
        ("Her er tiltakene på delmål 3.", (3,)),
        ("2.1 Delmål 1", (1,)),
        ("Delmål nr. 3", (3,)),
        ("Delmål II: Inkludering", (2,)),
        ("Delmål I", (1,)),
        ("Sub-goal 3 – older workers", (3,)),
        ("Delmål 1 og 3", (1, 3)),
        ("Delmål 1 og delmål 3", (1, 3)),
        ("Delmål 1, 2 og 3", ALL),
        ("Delmål 1–3", ALL),
        ("Delmål 1 – 3", ALL),
        ("Delmål 1 til 3", ALL),
        ("Alle delmål", ALL),
        ("Felles for alle tre delmål", ALL),
        ("Delmål 3 – Forlenge yrkesaktiviteten etter 50 år", (3,)),
        ("Delmål 1 – 50 deltakere", (1,)),
        ("Delmål 1: 3 kurs", (1,)),
        ("1. Innledning", ()),
        ("Aktiviteter 2016", ()),
        ("Delmål", ()),
        ("Delmål 4", ()),
        ("Delmål 12", ()),
        ("Delmål 1.2", ()),
        ("Delmål 1/2", ()),
        ("Delmål 1 og 4", ()),
        ("Delmål 1 – 3 kurs", ()),
        ("Delmål 1, 3 kurs", ()),
        ("DELMÅL I FOKUS", ()),
        ("Delmål 3–1", ()),
        ("Mål 1", ()),
        ("Seniorer", ()),
        ("", ()),
    ],
)
def test_sub_goals_that_a_heading_names(heading: str, sub_goals: tuple[int, ...]) -> None:
    assert sub_goals_named(heading) == sub_goals
