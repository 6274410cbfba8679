"""Tables of which each row has one line are as rich makes them, and none else."""

from __future__ import annotations

from collections.abc import Sequence
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from iacheck.reports import text_lines
from iacheck.reports.line_width import lines_of
from iacheck.reports.text_lines import short_table, table_of_numbers

HEADINGS = ("Hvem", "Periode", "Feil", "Til orientering")
NUMBERS = st.integers(0, 10**6).map(lambda n: f"{n:,}".replace(",", "\u00a0") if n else "·")
# Latin letters, signs that rich might take for its own, and what only rich can lay out.
NAMES = st.text("aåÆ ø-–[]:/\\1\t\u0301日\u00a0\u200b", max_size=30) | st.text(max_size=30)
ROWS = st.lists(st.tuples(NAMES, st.just("2015"), NUMBERS, NUMBERS), max_size=4)


@example([("Agder", "2015", "1", "1")], 38)
@example([("Agder", "2015", "1", "1")], 39)
@given(ROWS, st.integers(20, 100))
def test_a_short_table_is_as_rich_makes_it(rows: Sequence[Sequence[str]], width: int) -> None:
    with lines_of(width):
        lines = table_of_numbers(HEADINGS, rows)
        with patch.object(text_lines, "short_table", lambda *_, **__: []):
            assert lines == table_of_numbers(HEADINGS, rows)


@pytest.mark.parametrize(
    ("name", "width", "is_short"),
    [
        ("IA-rådet i Rogaland", 52, False),
        ("IA-rådet i Rogaland", 53, True),
        ("日", 100, False),
        ("a\u0301", 100, False),
        ("a\tb", 100, False),
        (" a", 100, False),
        ("", 100, True),
    ],
)
def test_what_is_left_to_rich(name: str, width: int, is_short: bool) -> None:
    with lines_of(width):
        assert bool(short_table(HEADINGS, [(name, "2015", "1", "·")], texts=2)) is is_short
