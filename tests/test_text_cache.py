"""What is made of texts is remembered, of so many at most."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from iacheck.language.text_cache import TextCache, text_cache


@given(st.lists(st.sampled_from("abcde"), max_size=40), st.integers(1, 6))
def test_it_is_the_same_function(asked: list[str], most: int) -> None:
    kept = TextCache(str.upper, most)
    for text in asked:
        assert kept[text] == text.upper()
        assert text in kept
        assert len(kept) <= most


def test_what_is_remembered_is_not_made_again() -> None:
    made: list[object] = []

    def noted(value: Any) -> str:
        made.append(value)
        return repr(value)

    form: Callable[[Any], str] = text_cache(8)(noted)

    assert [form("a"), form("a"), form("b"), form("a")] == ["'a'", "'a'", "'b'", "'a'"]
    assert made == ["a", "b"]
    # To Python, these are one.
    assert [form(1), form(True), form(1.0)] == ["1", "True", "1.0"]
