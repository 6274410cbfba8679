"""Columns of goals in words, which often begin with the sub-goal that they are under."""

from __future__ import annotations

import pytest
from free_form_samples import deviations, heading, only, plan, read, table, unread

from iacheck.forms.sub_goals import sub_goal_before


@pytest.mark.parametrize(
    ("text", "sub_goals", "rest"),
    [
        ("Delmål 1: Lavere fravær", (1,), "Lavere fravær"),
        ("Delmål 2 – Flere i arbeid", (2,), "Flere i arbeid"),
        ("Delmål 3 Lengre yrkesliv", (3,), "Lengre yrkesliv"),
        ("delmål 1", (1,), ""),
        ("Delmål 1 og 2: Flere i arbeid", (1, 2), "Delmål 1 og 2: Flere i arbeid"),
        ("Delmål 4: Noe", (), "Delmål 4: Noe"),
        ("Delmålene skal nås", (), "Delmålene skal nås"),
        ("Lavere fravær på delmål 1", (), "Lavere fravær på delmål 1"),
    ],
)
def test_the_sub_goal_before_a_goal(text: str, sub_goals: tuple[int, ...], rest: str) -> None:
    assert sub_goal_before(text) == (sub_goals, rest)


@pytest.mark.parametrize("sign", [": ", " – ", " ", ". "])
def test_a_goal_beside_an_activity_tells_its_sub_goal(sign: str) -> None:
    rows = [(f"Delmål {n}{sign}Mål {n} i ord", f"Kurs {n}", "NAV") for n in (1, 2, 3)]
    found = read(plan(heading("Tiltak"), table(("Mål", "Tiltak", "Ansvar"), *rows)))
    body = only(found).body
    assert [one["sub_goals"] for one in body["activities"]] == [[1], [2], [3]]
    assert [(one["sub_goal"], one["text"]) for one in body["goals"]] == [
        (n, f"Mål {n} i ord") for n in (1, 2, 3)
    ]
    assert unread(found) == []
    assert "plan-covers-sub-goals" not in deviations(found)


def test_a_column_of_sub_goals_goes_before_the_words_on_a_goal() -> None:
    rows = [("Delmål", "Mål", "Tiltak"), ("2", "Delmål 1: Noe", "Kurs")]
    (activity,) = only(read(plan(heading("Tiltak"), table(*rows)))).body["activities"]
    assert activity["sub_goals"] == [2]


def test_a_sub_goal_alone_is_no_goal() -> None:
    body = only(read(plan(table(("Mål", "Tiltak", "Ansvar"), ("Delmål 1", "Kurs", "NAV"))))).body
    assert "goals" not in body
    assert body["activities"][0]["sub_goals"] == [1]
