from __future__ import annotations

import difflib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from iacheck.language.names import (
    alphabetical,
    is_invisible,
    misspellings,
    nearest,
    normalise,
    spans_of_names,
    without_invisible,
    words,
)


@pytest.mark.parametrize(
    "name",
    ["IA-rådet", "ia rådet", "IA\u2011RÅDET", " ia\tra\u030adet ", "I.A_rådet", "ia\u2013rådet"],
)
def test_spellings_of_one_name(name: str) -> None:
    assert normalise(name) == "iarådet"


def test_different_names_stay_different() -> None:
    assert normalise("Sogn") != normalise("Sogne")
    assert normalise("Å") != normalise("A")


@given(st.text())
@example("\u0339 \u0334")  # marks that stand side by side once the space is gone
@example("\u01f0-x")
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_names_stand_as_norwegians_read_them() -> None:
    names = [
        "", "Adamsen", "adamsen bygg", "Édouard", "Ezra", "Møre og Romsdal", "Nord-Trøndelag",
        "Nordland", "Ytre æ", "Zoo", "Ærlig", "ÄRNA", "ÆSOP", "Ödegård", "Østfold", "østlandet",
        "Ålesund", "a\u030as",
    ]  # fmt: skip
    assert sorted({*names}, key=alphabetical) == names != sorted(names)


@given(st.text(), st.text())
def test_names_that_differ_have_an_order(one: str, other: str) -> None:
    assert (alphabetical(one) == alphabetical(other)) == (one == other)


def test_words_are_parted_at_spaces_and_hyphens() -> None:
    assert words("NAV-Arbeidslivssenter  Rogaland") == ("nav", "arbeidslivssenter", "rogaland")
    assert words(" - ") == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LO og NHO", ("LO", "NHO")),
        ("LO, NHO og KS", ("LO", "NHO", "KS")),
        ("LO/NHO & YS;Unio+KS", ("LO", "NHO", "YS", "Unio", "KS")),
        ("LO and NHO", ("LO", "NHO")),
        ("LO i samarbeid med NHO (Virke), samt KS", ("LO", "NHO", "Virke", "KS")),
        ("LO, ikke sammen med NHO", ("LO", "ikke sammen med NHO")),
        ("LO\nNHO | KS", ("LO", "NHO", "KS")),
        ("og LO", ("LO",)),
        (" LO ", ("LO",)),
        ("Bergen", ("Bergen",)),
        ("Sogndal", ("Sogndal",)),
        ("", ()),
        (" , ", ()),
    ],
)
def test_the_names_in_a_list(text: str, expected: tuple[str, ...]) -> None:
    assert tuple(text[start:end] for start, end in spans_of_names(text)) == expected


@pytest.mark.parametrize(
    ("given_name", "expected"),
    [
        ("activites", "activities"),
        ("Sub-goals", "sub_goals"),
        ("rogalnd", "rogaland"),
        ("priorities", "priorities"),
        ("zzz", None),
        ("", None),
    ],
)
def test_the_nearest_name(given_name: str, expected: str | None) -> None:
    known = ["activities", "sub_goals", "rogaland", "priorities"]
    assert nearest(given_name, known) == expected
    assert nearest(given_name, reversed(known)) == expected


@pytest.mark.parametrize("name", ["L\u200bO", "\ufeffLO", "LO\u00ad", "\u2066LO\u2069"])
def test_what_nobody_sees_is_not_compared(name: str) -> None:
    assert normalise(name) == normalise("LO")
    assert words(name) == ("lo",)
    assert without_invisible(name) == "LO"


@given(st.text() | st.text("a\u200b\u034f\ufe0f\x00 \u00ad\u2028"))
def test_a_text_without_what_nobody_sees_is_that_of_the_other_characters(text: str) -> None:
    assert without_invisible(text) == "".join(c for c in text if not is_invisible(c))


NAMES = st.text("abcæ", max_size=12)


@given(NAMES, st.lists(NAMES, max_size=4, unique=True))
@example("abcabcabcabc", ["abcabcabc", "cbacbacbacba"])
def test_misspellings_are_those_that_each_is_by_itself(given: str, known: list[str]) -> None:
    alone = [name for name in known if nearest(given, [name]) is not None]
    assert sorted(misspellings(given, known)) == sorted(alone)


@given(
    st.text("abcd ", max_size=8), st.lists(st.text("abcd-", max_size=8), unique=True, max_size=12)
)
def test_the_nearest_name_is_the_one_that_difflib_finds(name: str, known: list[str]) -> None:
    forms = {normalise(one): one for one in sorted(known)}
    close = difflib.get_close_matches(normalise(name), forms, n=1, cutoff=0.75)
    assert nearest(name, known) == (forms[close[0]] if close else None)
