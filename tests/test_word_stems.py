"""Word stems that are looked for in texts, and what is passed over."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from repeats import times

from iacheck.checks import texts

WORDS = st.lists(st.sampled_from(["a", "b", "ab", "ba", " ", " ", "-", ",", "(", "."]), max_size=9)
WRITTEN = WORDS.map("".join)
PART = st.sampled_from(["a", "b", "ab", "a b", "a-b", "a.b", "(a", "b."])
STEM = st.builds("".join, st.tuples(st.sampled_from(["", "*", "="]), PART)) | st.builds(
    "{} … {}".format, PART, PART
)
STEMS = st.lists(STEM, min_size=1, max_size=3)
PASSED_OVER = st.lists(st.builds("!{}{}".format, STEM, st.sampled_from(["", " …"])), max_size=3)


@settings(max_examples=times(500))
@given(WRITTEN, STEMS, PASSED_OVER)
def test_a_stem_is_found_in_what_is_left(
    text: str, stems: list[str], passed_over: list[str]
) -> None:
    written = texts.comparable_text(text)
    hyphens = "-" in written
    passed = re.compile("|".join(_patterns(passed_over, hyphens)) or "(?!)")
    left = passed.sub(" ", written)
    is_found = any(re.search(texts._stem(stem, hyphens) or "(?!)", left) for stem in stems)
    assert texts.mentions([text], [*stems, *passed_over]) == is_found


@settings(max_examples=times(200))
@given(st.lists(WRITTEN, max_size=4), STEMS, PASSED_OVER)
def test_of_many_texts_one_mentions_it(
    written: list[str], stems: list[str], passed_over: list[str]
) -> None:
    known = [*stems, *passed_over]
    each = [texts.mentions([text], known) for text in written]
    assert texts.mentions([*written, None, 1], known) == any(each)


def _patterns(passed_over: list[str], hyphens: bool) -> list[str]:
    return list(filter(None, (texts._passed_over(stem[1:], hyphens) for stem in passed_over)))
