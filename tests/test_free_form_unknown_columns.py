"""Columns that are not known, of every list: they are told of, with what they could tell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from free_form_samples import heading, plan, read, report, table, unread


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        (
            [heading("Mål"), table(("Delmål", "Mål", "Indikator"), (1, "Ned", "5 prosent"))],
            ("Indikator: 5 prosent", set()),
        ),
        (
            [heading("Økonomi"), table(("Post", "Beløp", "Bilag"), ("Tildelt", 400, None),
             ("Brukt", 150, "se vedlegg"), ("Kurs", 100, "nr. 12"), ("Messe", 50, None))],
            ("Bilag: 1) se vedlegg · 2) nr. 12", set()),
        ),
        (
            [heading("Møter"), table(("Dato", "Til stede", "Saker"), ("12.2.2015", "NHO", "Plan"))],
            ("Saker: Plan", set()),
        ),
        (
            [heading("Media"), table(("Medium", "Dato", "Tittel"), ("HA", "12.2.2015", "Kurs"))],
            ("Tittel: Kurs", {"/media/0/local"}),
        ),
        (
            [heading("Media"), table(("Medium", "Dato", "Tittel"), ("HA", None, "Kurs"))],
            ("Tittel: Kurs", set()),
        ),
    ],
)  # fmt: skip
def test_columns_that_are_not_known_are_listed_of_every_list(
    blocks: Sequence[Any], expected: tuple[str, set[str]]
) -> None:
    made = plan if blocks[0].text == "Mål" else report
    columns = [
        (words, lifts) for sort, words, lifts in unread(read(made(*blocks))) if sort == "column"
    ]
    assert columns == [expected]
