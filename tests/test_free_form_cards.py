"""Cards: tables with the fields of one activity, label by label, and its name in or above them."""

from __future__ import annotations

from typing import Any

import pytest
from free_form_samples import (
    activities,
    bold,
    heading,
    items,
    only,
    plan,
    read,
    report,
    table,
    text,
    told,
    unread,
)

FIELDS = (("Ansvarlig", "NAV"), ("Frist", "1.5.2016"))
KURS = {"title": "Kurs", "responsible": "NAV", "end": "2016-05-01"}
MESSE = {"title": "Messe", "responsible": "LO", "end": "2016-06-01"}


def second(*above: Any) -> Any:
    return table(*above, ("Ansvarlig", "LO"), ("Frist", "1.6.2016"))


def wide(words: str) -> tuple[Any, None]:
    return ((words, 1, 2), None)


@pytest.mark.parametrize(
    "blocks",
    [
        [table(("Tiltak", "Kurs"), *FIELDS), second(("Tiltak", "Messe"))],
        [table(("Tiltak 1", "Kurs"), *FIELDS), second(("Tiltak nr. 2", "Messe"))],
        # headings of the columns
        [table(("Felt", "Verdi"), ("Tiltak", "Kurs"), *FIELDS), second(("Felt", None),
                                                                      ("Tiltak", "Messe"))],
        # the name in a row over the width
        [table(wide("Kurs"), *FIELDS), second(wide("2. Messe"))],
        [table(wide("Tiltak 1: Kurs"), *FIELDS, wide("Tiltak 2: Messe"), ("Ansvarlig", "LO"),
               ("Frist", "1.6.2016"))],
        # the name above the table
        [heading("Kurs", 3), table(*FIELDS), heading("2.2 Messe", 3), second()],
        [bold("Kurs"), table(*FIELDS), bold("Tiltak 2: Messe"), second()],
        [text("Kurs"), table(*FIELDS), text("Tiltak 2: Messe"), second()],
    ],
)  # fmt: skip
def test_cards(blocks: list[Any]) -> None:
    found = read(plan(heading("Tiltak"), *blocks))
    assert activities(found) == [KURS, MESSE]
    assert unread(found) == []


def test_sub_goals_over_the_width_of_cards() -> None:
    cards = table(
        wide("Delmål 1"), wide("Kurs"), *FIELDS, wide("Delmål 2"), wide("Messe"), ("Frist", "vår")
    )
    assert activities(read(plan(heading("Tiltak"), cards))) == [
        {**KURS, "sub_goals": [1]},
        {"title": "Messe", "sub_goals": [2], "when": "vår"},
    ]


def test_a_text_may_stand_between_a_name_and_its_card() -> None:
    found = read(
        plan(heading("Delmål 1"), bold("Tiltak 1: Kurs"), text("For ledere."), table(*FIELDS))
    )
    assert activities(found) == [{**KURS, "sub_goals": [1]}]
    ((sort, words, lifts),) = unread(found)
    assert (sort, words) == ("text", "For ledere.")
    assert "/activities" not in lifts


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (("Status", "Avlyst"), [{"title": "Kurs", "responsible": "NAV", "status": "cancelled"}]),
        (("Resultat", "Det kan ha falt bort."), []),
    ],
)
def test_a_card_tells_how_it_went(value: tuple[str, str], expected: list[Any]) -> None:
    found = read(report(heading("Tiltak"), heading("Kurs", 3), table(("Ansvarlig", "NAV"), value)))
    assert activities(found) == expected


def test_a_card_that_drops_its_activity_from_the_plan() -> None:
    card = table(("Ansvarlig", "NAV"), ("Frist", "Utgår"))
    found = read(plan(heading("Delmål 1"), heading("Kurs", 3), card))
    assert activities(found) == []
    assert unread(found) == [("table", "Kurs", {"/activities(1)"})]
    assert "may have been dropped" in " ".join(told(found))


@pytest.mark.parametrize(
    "blocks",
    [
        # nobody knows of which item; and a name too far away
        [*items("Kurs", "Messe"), table(*FIELDS)],
        [bold("Tiltak 1: Kurs"), text("En."), text("To."), text("Tre."), table(*FIELDS)],
        # a text, and a part, over the width
        [table(wide("Dette er et kurs."), *FIELDS)],
        [table(wide("Møter"), *FIELDS)],
        # no name at all
        [table(*FIELDS)],
    ],
)
def test_cards_without_a_name_are_not_read(blocks: list[Any]) -> None:
    found = read(plan(heading("Tiltak"), *blocks))
    assert not any("responsible" in one for one in activities(found))
    assert "table" in {sort for sort, *_ in unread(found)}


def test_a_theme_above_a_table_of_headings_is_no_activity() -> None:
    rows = table(("Ansvarlig", "Frist"), ("NAV", "1.5.2016"))
    assert activities(read(plan(heading("Tiltak"), heading("Kurs", 3), rows))) == []


def test_goals_beside_their_sub_goals() -> None:
    goals = table(("Delmål 1", "Lavere fravær"), ("Delmål 2: Inkludering", "Flere unge i arbeid"))
    found = read(plan(heading("Mål"), goals))
    assert [(one["sub_goal"], one["text"]) for one in only(found).body["goals"]] == [
        (1, "Lavere fravær"),
        (2, "Flere unge i arbeid"),
    ]
    assert unread(found) == []


@pytest.mark.parametrize(
    ("under", "rows"),
    [("Mål", [("Delmål 1", "Lavere fravær"), ("Hovedmål", "Inkludering")]), ("Annet", [
        ("Delmål 1", "Lavere fravær"), ("Delmål 2", "Flere i arbeid"),
    ])],
)  # fmt: skip
def test_texts_beside_others_are_no_goals(under: str, rows: list[Any]) -> None:
    found = read(plan(heading(under), table(*rows)))
    assert "goals" not in only(found).body
    assert [sort for sort, *_ in unread(found)] == ["table"]


@pytest.mark.parametrize(
    "rows", [[("Mål:", "Færre syke i år")], [("Mål", "Færre syke"), ("Mål", "Flere friske")]]
)
def test_goals_beside_their_labels(rows: list[Any]) -> None:
    found = read(
        plan(heading("Delmål 1"), table(*rows), table(("Tiltak", "Hvem"), ("Kurs", "NAV")))
    )
    told_goals = [(one["sub_goal"], one["text"]) for one in only(found).body["goals"]]
    assert told_goals == [(1, goal) for _, goal in rows]
    assert unread(found) == []


def test_a_goal_of_no_sub_goal_beside_its_label_is_not_read() -> None:
    found = read(plan(heading("Tiltak"), table(("Mål:", "Færre syke i år"))))
    assert unread(found) == [("row", "Mål: Færre syke i år", {"/goals"})]
    of_no_words = read(plan(heading("Delmål 1"), table(("Mål:", 20))))
    assert unread(of_no_words) == [("row", "Mål: | 20", {"/goals(1)"})]
