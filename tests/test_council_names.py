from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iacheck.cases import council_names
from iacheck.cases.council_names import (
    council_in,
    council_name,
    county_numbers,
    known_council,
    misspelt_council_in,
    territories,
)

COUNTIES = [area for area in territories() if len(area.of) == 1]
DATA = json.loads(
    Path(council_names.__file__).with_name("counties.json").read_text(encoding="utf-8")
)


def test_the_counties_of_the_time_have_their_numbers() -> None:
    numbers = {county["number"]: county["name"] for county in DATA["counties"]["entries"]}
    assert len(numbers) == 19
    assert "13" not in numbers
    assert (numbers["01"], numbers["14"], numbers["20"]) == (
        "Østfold",
        "Sogn og Fjordane",
        "Finnmark",
    )


def test_no_name_is_as_long_as_a_page() -> None:
    assert known_council("IA-rådet i" + " " * 180 + "Hedmark") == "hedmark"
    assert known_council("IA-rådet i" + " " * 190 + "Hedmark") is None


def test_a_page_of_counties_is_looked_through_in_no_time() -> None:
    assert council_in("Hedmark x " * 20_000) == "hedmark"


def test_two_counties_became_one() -> None:
    (merger,) = DATA["mergers"]["entries"]
    assert (merger["number"], merger["from"]) == ("50", "2018-01-01")
    assert merger["of"] == ["sor-trondelag", "nord-trondelag"]


@pytest.mark.parametrize("part", ["counties", "mergers", "joint"])
def test_all_was_seen_in_two_places(part: str) -> None:
    assert len(set(DATA[part]["seen"])) >= 2


def test_ids_and_forms_are_each_ones_own() -> None:
    forms = [form for area in territories() for form in {area.id, area.name, *area.forms}]
    assert len({area.id for area in territories()}) == len(territories())
    assert len(forms) == len(set(forms))


USUAL = [
    "{}", "{} fylke", "{}s IA-råd", "{} IA-råd", "{} fylkes IA-råd", "IA-rådet i {}",
    "IA-rådet for {}", "IA-råd {}", "IA-råd i {}", "IA-rådet {}", "IA-rådet i {} fylke",
    "Ia-rådet i {}", "IA rådet i {}", "IA-råd: {}", "IA-rådet ({})", "IA-raadet i {}.",
    "Rådet for inkluderande arbeidsliv i {}", "IA council in {}", "IA\u2011rådet\u00a0i {}",
]  # fmt: skip
OTHERS = [
    "NAV {}", "NAV Arbeidslivssenter {}", "{} fylkeskommune", "LO {}", "IA-rådet i {} og NAV",
    "IA-rådet på {}museet", "Ny-{}", "{}land", "Plan for IA-rådet i {}", "IA-rådene i {}",
]  # fmt: skip


@pytest.mark.parametrize("area", territories(), ids=lambda area: area.id)
def test_every_usual_form_means_the_council(area: council_names.Territory) -> None:
    for name in (area.id, area.name, area.name.upper(), *area.forms):
        for usual in USUAL:
            assert known_council(usual.format(name)) == area.id, usual.format(name)
        for other in OTHERS:
            if "{}s" not in other:
                assert known_council(other.format(name)) is None, other.format(name)


@pytest.mark.parametrize("one", COUNTIES, ids=lambda area: area.id)
def test_two_counties_are_one_council_whatever_the_order(one: council_names.Territory) -> None:
    for other in COUNTIES:
        if other is one:
            continue
        id_ = known_council(f"{one.name} og {other.name}")
        assert id_ is not None
        assert id_ not in {county.id for county in COUNTIES}
        for form in ("{}/{}", "{} & {}", "IA-rådet i {} og {} fylke", "{}-{}", "{}, {}", "{} – {}"):
            assert known_council(form.format(one.name, other.name)) == id_
            assert known_council(form.format(other.name, one.name)) == id_
        assert known_council(id_) == id_
        assert known_council(council_name(id_) or "") == id_


def test_ids_of_two() -> None:
    pairs = [("Oslo", "Akershus"), ("Vest-Agder", "Aust-Agder"), ("Oppland", "Hedmark")]
    assert [known_council("/".join(pair)) for pair in pairs] == [
        "oslo-akershus",
        "agder",
        "hedmark-oppland",
    ]
    ids = [
        known_council(f"{one.name}/{two.name}") for one, two in itertools.combinations(COUNTIES, 2)
    ]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    "text",
    ["Rådet", "IA-rådet", "IA-råd", "", "–", "og", "Tromsø", "Sogn", "Møre", "Norge", "04", "i",
     "IA-rådet i Norge", "IA-rådet i", "fylke", "Nord", "Oslo-", "-"],
)  # fmt: skip
def test_what_names_no_council_means_none(text: str) -> None:
    expected = "oslo" if text == "Oslo-" else None
    assert known_council(text) == expected


KNOWN_WORDS = {
    word for area in territories() for form in (area.id, area.name, *area.forms)
    for word in council_names._form(form).split()
}  # fmt: skip


def test_a_council_serves_its_counties() -> None:
    assert county_numbers("hedmark") == ("04",)
    assert county_numbers("hedmark-oppland") == ("04", "05")
    assert county_numbers("rad-hedmark") == county_numbers("Hedmark") == ()


@given(st.text())
def test_unknown_words_are_never_a_council(text: str) -> None:
    words = {word.removesuffix("s") for word in council_names._form(text).split()}
    if not words & {word.removesuffix("s") for word in KNOWN_WORDS - {"og"}}:
        assert known_council(text) is None
        assert council_in(text) is None


@pytest.mark.parametrize("area", territories(), ids=lambda area: area.id)
def test_names_say_which_council_it_is(area: council_names.Territory) -> None:
    assert council_name(area.id) == f"IA-rådet i {area.name}"


def test_of_several_counties_all_are_named() -> None:
    assert council_name("hedmark-oppland") == "IA-rådet i Hedmark og Oppland"
    assert known_council("Oppland, Hedmark og Buskerud") == "hedmark-oppland-buskerud"
    assert council_name("hedmark-oppland-buskerud") == "IA-rådet i Hedmark, Oppland og Buskerud"


@pytest.mark.parametrize("id_", ["oppland-hedmark", "Hedmark", "IA-rådet i Hedmark", "nord", ""])
def test_what_is_no_id_has_no_name(id_: str) -> None:
    assert council_name(id_) is None


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Handlingsplan 2016 for IA-rådet i Hedmark", "hedmark"),
        ("Årsrapport 2015 – IA-rådet i Oppland", "oppland"),
        ("handlingsplan_hedmark_2016.docx", "hedmark"),
        ("HandlingsplanHedmark2016.docx", "hedmark"),
        ("ia-råd_sogn_og_fjordane-plan.pdf", "sogn-og-fjordane"),
        ("2016HEDMARK.odt", "hedmark"),
        ("Emne: Rapport fra IA-rådet i Hedmark for 2015", "hedmark"),
        ("Handlingsplan Oslo og Akershus 2015", "oslo-akershus"),
        ("IA-råd Oslo/Akershus, handlingsplan", "oslo-akershus"),
        ("Hedmark IA-råd: plan 2016", "hedmark"),
        ("Plan for IA-arbeidet i Troms", "troms"),
        # A council goes before whatever else is of a county.
        ("IA-rådet i Hedmark, NAV Arbeidslivssenter Oppland", "hedmark"),
        ("NAV Oppland: Hedmark IA-råd", "hedmark"),
        ("Årsrapport for IA-rådet i Hedmark, Oslo 12. mars", "hedmark"),
        ("IA-rådet i Hedmark og Oslo kommune", "hedmark"),
        ("Plan for Hedmark, fra NAV Oppland", "hedmark"),
        # The secretariat is that of the council there; other bodies say nothing of it.
        ("Handlingsplan 2016, NAV Arbeidslivssenter Hedmark", "hedmark"),
        ("NAV i Hedmark", "hedmark"),
        ("Hedmark fylkeskommune", None),
        ("Oslo kommune", None),
        ("LO i Oslo", None),
        ("NHO Rogaland", None),
        ("Oslo, 12. februar 2016", None),
        ("Oslo, den 3.3.2016", None),
        ("Plan for Hedmark, Oslo 2016", None),
        ("Rapport Hedmark, 1. halvår 2012", "hedmark"),
        ("Plan Hedmark, 2016", "hedmark"),
        # Several are none.
        ("Planer for Hedmark, Oppland", None),
        ("IA-rådene i Hedmark og Oppland", None),
        ("IA-rådet i Oslo og Akersus", None),
        ("IA-rådet i Oslo og samarbeidspartnere", "oslo"),
        ("IA-rådene i Hedmark og Oppland møttes i Rogaland", None),
        ("IA-rådet i Hedmark og IA-rådet i Oppland", None),
        ("NAV Hedmark, NAV Oppland", None),
        ("IA-rådet i Hedmark. Rapport fra IA-rådet i Hedmark fylke", "hedmark"),
        ("Handlingsplan 2016", None),
        ("IA-rådet", None),
        ("", None),
    ],
)
def test_the_one_council_among_other_words(text: str, id_: str | None) -> None:
    assert council_in(text) == id_


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Plan for Møre og Romsdl 2016", ("Møre og Romsdl", "more-og-romsdal")),
        ("Vestfjold", ("Vestfjold", "vestfold")),
        ("HandlingsplanRogland2016", ("Rogland", "rogaland")),
        ("Hedmrk og Roglnd", None),  # the one or the other
        ("IA-rådet i Hedmark, før Hedmrk", None),  # a council is named
        ("Handlingsplan for IA-rådet", None),
        ("Kurs for ledere om dager uten fravær", None),
        ("Oslo kommune", None),
        ("", None),
    ],
)
def test_misspelt_names_in_titles(text: str, found: tuple[str, str] | None) -> None:
    assert misspelt_council_in(text) == found
