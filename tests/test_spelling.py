"""Words in bokmål and in nynorsk that are one word, and words that are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iacheck.language.names import normalise
from iacheck.reports.meeting.spelling import common_spellings, spelling_key


@pytest.mark.parametrize(
    ("bokmaal", "nynorsk"),
    [
        ("barnehager", "Barnehagar"), ("barnehagene", "barnehagane"), ("seniorer", "seniorar"),
        ("helsefagarbeidere", "helsefagarbeidarar"), ("deltakerne", "deltakarane"),
        ("arbeidsgiver", "arbeidsgivar"), ("offentlig", "offentleg"),
        ("store offentlige", "store offentlege"), ("i-kt", "I KT"),
    ],
)  # fmt: skip
def test_one_word(bokmaal: str, nynorsk: str) -> None:
    assert spelling_key(bokmaal) == spelling_key(nynorsk)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("leder", "ledige"), ("kommuner", "kommuneleger"), ("sykehus", "sykehusleger"),
        ("faste", "fastleger"), ("tid", "tidlig"), ("par", "per"), ("bar", "ber"),
        ("renhold", "renholdere"), ("styre", "styrere"), ("sykehjem", "sjukeheimar"),
        ("ledere", "lærere"), ("handel", "varehandel"),
    ],
)  # fmt: skip
def test_two_words(one: str, other: str) -> None:
    assert spelling_key(one) != spelling_key(other)


@given(st.text(), st.sampled_from(["ar", "arar", "ane", "arane", "leg", "lege", ""]))
def test_spaces_case_and_hyphens_never_make_another_word(start: str, ending: str) -> None:
    word = start + ending
    assert spelling_key(word) == spelling_key(normalise(word)) == spelling_key(f" -{word} ")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (["barnehagar", "barnehager", "barnehager"], "barnehager"),
        (["barnehagar", "Barnehagar", "barnehager"], "Barnehagar"),
        (["barnehager", "barnehagar"], "barnehagar"),
    ],
)
def test_a_word_stands_as_most_wrote_it(written: list[str], shown: str) -> None:
    assert list(common_spellings(written).values()) == [shown]
