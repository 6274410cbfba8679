"""Whom an activity is directed at, by what stands under *Målgruppe*."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shipped import shipped

from iacheck.cases.vocabulary import TargetWords
from iacheck.forms.book_words import vocabulary
from iacheck.forms.targets import classify_targets
from iacheck.language.periods import Period

BOOKS, _ = shipped()
WORDS = vocabulary(BOOKS, (), Period(2016)).targets
KNOWN = ["Barnehager", "Unge", "Kommuner", "Sagbruk", "privat sektor", "–"]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Barnehager", {"industries": ["Barnehager"]}),
        ("Barnehagar", {"industries": ["Barnehagar"]}),
        ("Kindergartens", {"industries": ["Kindergartens"]}),
        ("Sykehjem", {"industries": ["Sykehjem"]}),
        ("Sagbruk", {"industries": ["Sagbruk"]}),
        ("Industribedrifter", {"industries": ["Industribedrifter"]}),
        ("Varehandel", {"industries": ["Varehandel"]}),
        ("Bygg og anlegg", {"industries": ["Bygg og anlegg"]}),
        ("Privat sektor", {"sectors": ["Privat sektor"]}),
        ("Kommuner", {"enterprises": ["Kommuner"]}),
        ("Sykehuset Innlandet", {"enterprises": ["Sykehuset Innlandet"]}),
        ("Oslo universitetssykehus", {"enterprises": ["Oslo universitetssykehus"]}),
        ("Sykehusene", {"industries": ["Sykehusene"]}),
        ("Kommunale virksomheter", {"enterprises": ["Kommunale virksomheter"]}),
        ("Verksemder i fylket", {"enterprises": ["Verksemder i fylket"]}),
        ("IA-virksomheter", {"enterprises": ["IA-virksomheter"]}),
        ("små og mellomstore bedrifter", {"enterprises": ["små og mellomstore bedrifter"]}),
        ("Unge", {"groups": ["Unge"]}),
        ("Ungdom", {"groups": ["Ungdom"]}),
        ("Young people", {"groups": ["Young people"]}),
        ("Unge med nedsatt funksjonsevne", {"groups": ["Unge med nedsatt funksjonsevne"]}),
        ("Seniorar over 60 år", {"groups": ["Seniorar over 60 år"]}),
        # People of an industry are both.
        (
            "Unge under 30 år i varehandelen",
            {
                "industries": ["Unge under 30 år i varehandelen"],
                "groups": ["Unge under 30 år i varehandelen"],
            },
        ),
        # Several.
        (
            "Barnehager; hotell, Kommuner og Unge",
            {
                "industries": ["Barnehager", "hotell"],
                "enterprises": ["Kommuner"],
                "groups": ["Unge"],
            },
        ),
        ("Barnehager\nSykehjem\n–", {"industries": ["Barnehager", "Sykehjem"]}),
        ("Unge, unge, Unge", {"groups": ["Unge", "unge"]}),
        ("Barnehager, –", {"industries": ["Barnehager"]}),
        # What stands last may be of all of them.
        ("Bodø, Rana og Narvik kommuner", {"enterprises": ["Bodø, Rana og Narvik kommuner"]}),
        (
            "Ledere, tillitsvalgte og verneombud i kommunale sykehjem",
            {"industries": ["Ledere, tillitsvalgte og verneombud i kommunale sykehjem"]},
        ),
        ("Ledere i kommunale sykehjem", {"industries": ["Ledere i kommunale sykehjem"]}),
        ("Ledere, tillitsvalgte", {"other": ["Ledere, tillitsvalgte"]}),
        (
            "Bodø og Rana kommuner; hotell, Ledere og vikarer i barnehager",
            {
                "enterprises": ["Bodø og Rana kommuner"],
                "industries": ["hotell", "Ledere og vikarer i barnehager"],
            },
        ),
        # Nobody knows whether these are enterprises, or of some.
        ("Byggmester Hansen", {"other": ["Byggmester Hansen"]}),
        ("Unge i Hydro", {"other": ["Unge i Hydro"]}),
        ("Hydro-ungdom", {"other": ["Hydro-ungdom"]}),
        ("Unge og Hydro", {"other": ["Unge og Hydro"]}),
        ("Ledere og tillitsvalgte", {"other": ["Ledere og tillitsvalgte"]}),
        ("Barnehageansatte", {"other": ["Barnehageansatte"]}),
        ("Industriarbeidere", {"other": ["Industriarbeidere"]}),
        ("Alle", {"other": ["Alle"]}),
        ("", {}),
        ("–", {}),
        ("Ingen", {}),
    ],
)
def test_targets_by_the_words_of_the_rule_book(text: str, target: Mapping[str, list[str]]) -> None:
    assert classify_targets(text, WORDS) == target


def test_without_a_rule_book_every_target_is_of_unknown_kind() -> None:
    assert classify_targets("Barnehager og unge", TargetWords()) == {
        "other": ["Barnehager og unge"]
    }


def test_words_of_several_rule_books_count_where_no_period_is_known() -> None:
    every = vocabulary(BOOKS, (), None).targets
    assert set(every.industries) == {
        stem for book in BOOKS for stem in book.vocabulary.targets.industries
    }
    assert "reindrift" in vocabulary(BOOKS, (), Period(2012)).targets.industries
    assert not vocabulary(BOOKS, (), Period(2012)).targets.groups


@given(st.lists(st.sampled_from(KNOWN), max_size=5), st.sampled_from(["; ", ", ", "\n", ";"]))
def test_whom_a_list_names_does_not_depend_on_what_parts_it(parts: list[str], sign: str) -> None:
    found = classify_targets(sign.join(parts), WORDS)
    named = {name for names in found.values() for name in names}
    assert named == {part for part in parts if part != "–"}
    assert found == classify_targets("\n".join(parts), WORDS)


@given(st.lists(st.sampled_from(KNOWN[:-1]), min_size=1, max_size=5), st.integers(0, 5))
def test_with_one_that_is_not_known_a_list_is_not_parted_at_commas(
    parts: list[str], at: int
) -> None:
    text = ", ".join([*parts[:at], "Byggmester Hansen", *parts[at:]])
    assert {name for names in classify_targets(text, WORDS).values() for name in names} == {text}


@given(st.sampled_from(["Unge", "Seniorer", "Sykmeldte"]), st.text("abcæøå", min_size=4))
def test_an_unknown_word_never_makes_a_target_people_alone(people: str, word: str) -> None:
    assert "groups" not in classify_targets(f"{people} i x{word}", WORDS)
