"""Bodies as people write them in free words, by the rule books that come with the program."""

from __future__ import annotations

import pytest
from building import day
from hypothesis import given
from hypothesis import strategies as st
from shipped import shipped

from iacheck.cases.party_register import PartyRegister
from iacheck.cases.registers import CouncilRegister, Registers
from iacheck.cases.vocabulary import Party
from iacheck.checks.rule import RuleBook
from iacheck.checks.texts import mentions

BOOKS: dict[str, RuleBook] = {book.id: book for book in shipped()[0]}
BOOK = BOOKS["ia-2014-2018"]
REGISTERS = Registers({"party": PartyRegister.of(BOOK.parties, day("2015-12-31"))})


def stems(name: str) -> list[str]:
    (value,) = BOOK.parameters[name].values
    found: list[str] = value.value
    return found


@pytest.mark.parametrize("book", BOOKS.values(), ids=BOOKS)
@pytest.mark.parametrize(
    "name", ["NAV ALS Rogaland", "ALS", "ALS Hedmark", "Arbeidslivssenteret", "als i Oslo",
             "NAV Arbeidslivssenter i Rogaland", "NAV-ALS", "Arbeidslivsenteret"],
)  # fmt: skip
def test_a_centre_works_with_others_for_the_agency_and_fills_no_seat(
    name: str, book: RuleBook
) -> None:
    registers = Registers({"party": PartyRegister.of(book.parties, day("2015-12-31"))})
    found = registers.bodies(("party",), name, reference=False)
    assert [body["id"] for body in found] == ["AVdir"]
    assert registers.bodies(("party",), name, reference=True) == ({"id": name},)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("NAV direktoratet", ["AVdir"]),
        ("NAV-direktoratet", ["AVdir"]),
        ("Navdirektoratet", ["AVdir"]),
        ("Arbeids- og velferdsdirektoratet og LO", ["AVdir", "LO"]),
        ("LO, Arbeids- og velferdsdirektoratet", ["LO", "AVdir"]),
        ("NAV–NHO", ["AVdir", "NHO"]),
        ("NHO-LO-NAV", ["NHO", "LO", "AVdir"]),
        ("NHO/LO/NAV", ["NHO", "LO", "AVdir"]),
        ("KS, Fagforbundet og NAV Arbeidslivssenter", ["KS", "LO", "AVdir"]),
        ("NAV-Rogaland", ["AVdir"]),
        ("Sentralen – LO", []),
        ("LO - Rogaland", ["LO"]),
        ("KS – Kommunesektorens organisasjon", ["KS"]),
        ("Næringslivets Hovedorganisasjon (NHO)", ["NHO"]),
        ("NAV (Arbeidslivssenteret) i samarbeid med KS", ["AVdir", "KS"]),
        ("NAV sammen med Virke samt Unio", ["AVdir", "Virke", "Unio"]),
        ("EL og IT Forbundet og NAV", ["LO", "AVdir"]),
        ("Handel & Kontor, Delta", ["LO", "YS"]),
        ("Norsk Nærings- og Nytelsesmiddelarbeiderforbund og NHO", ["LO", "NHO"]),
        ("Sentralen og LO og Arbeidslivssenteret", ["LO", "AVdir"]),
        ("NAV Oslo og Akershus", ["AVdir"]),
        ("LO Hedmark og NAV Oppland", ["LO", "AVdir"]),
        ("NAV i Sogn og Fjordane og LO", ["AVdir", "LO"]),
        # Each outside the main organisations, or two bodies' abbreviation.
        ("NITO", []),
        ("Norges Farmaceutiske Forening", []),
        ("Maskinentreprenørenes Forbund", []),
        ("NSF", []),
        ("Sentralen for arbeidsliv", []),
        ("–", []),
    ],
)
def test_who_is_named_in_free_words(text: str, ids: list[str]) -> None:
    found = REGISTERS.bodies(("party",), text, reference=False)
    assert [body["id"] for body in found] == ids


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("NAV og Sentralen for arbeidsliv", ["Sentralen for arbeidsliv"]),
        ("Sentralen, Frivilligheten, LO", ["Sentralen", "Frivilligheten"]),
        ("Norsk sentral og kontor", ["Norsk sentral", "kontor"]),
        ("NAV Oslo og Akershus", []),
        ("NAV Møre og Romsdal", []),
        ("Fylkesmannen i Sogn og Fjordane", ["Fylkesmannen i Sogn og Fjordane"]),
        ("Oslo og Akershus, Sentralen", ["Sentralen"]),
        ("Handel og Kontor", []),
        ("Arbeids- og velferdsdirektoratet", []),
        ("–", []),
        ("", []),
        ("LO og –", []),
    ],
)
def test_which_of_the_names_are_nobodys(text: str, unknown: list[str]) -> None:
    assert list(REGISTERS.unknown_names(("party",), text, reference=False)) == unknown


def test_a_long_list_of_unknown_names_is_read_in_no_time() -> None:
    text = "x, " * 1_000 + "LO"
    assert [body["id"] for body in REGISTERS.bodies(("party",), text, reference=False)] == ["LO"]


@given(
    st.text()
    | st.lists(st.sampled_from(["LO", "x", " og ", "-", ",", "Sogn", "\u200b"])).map("".join)
)
def test_a_name_is_somebodys_or_nobodys(text: str) -> None:
    known = REGISTERS.bodies(("party",), text, reference=False)
    unknown = REGISTERS.unknown_names(("party",), text, reference=False)
    assert len(known) == len({body["id"] for body in known})
    for name in unknown:
        assert name in text
        assert REGISTERS.bodies(("party",), name, reference=False) == ()


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("LO og Sentralen", []),
        ("Fylkeskommunen", ["Fylkeskommunen"]),
        ("NAV ALS Troms", []),
        ("Fagforbundet Troms", []),
        ("–", []),
    ],
)
def test_a_reference_is_known_or_not(text: str, unknown: list[str]) -> None:
    assert list(REGISTERS.unknown_names(("party",), text, reference=True)) == unknown


def test_a_council_is_the_one_of_the_register_or_the_one_of_its_county() -> None:
    raad = {"id": "raad4", "name": "IA-rådet i Hedmark"}
    registers = Registers({"council": CouncilRegister({"raad4": raad})})
    for written in ("raad4", "IA-rådet i Hedmark", "Hedmark fylke", "hedmark"):
        assert registers.bodies(("council",), written, reference=True) == (raad,)
    (other,) = registers.bodies(("council",), "IA-råd Oppland", reference=True)
    assert (other["id"], other["name"]) == ("oppland", "IA-rådet i Oppland")


def test_a_centre_of_the_documents_is_known() -> None:
    registers = Registers(REGISTERS.registers, frozenset({"stavangersenteret"}))
    assert registers.unknown_names(("party",), "Stavanger-senteret", reference=True) == ()
    assert registers.unknown_names(("party",), "Stavanger-senteret", reference=False) == ()


@pytest.mark.parametrize(
    ("text", "is_centre"),
    [
        ("NAV ALS Rogaland", True), ("ALS", True), ("ALS Hedmark", True), ("NAV-ALS", True),
        ("Arbeidslivssenteret", True), ("NAV Arbeidslivssenter i Rogaland", True),
        ("Alstahaug kommune", False), ("NAV Rogaland", False), ("Alskens folk", False),
        ("ikke ALS", False),
    ],
)  # fmt: skip
def test_what_names_a_centre(text: str, is_centre: bool) -> None:
    assert mentions([text], stems("centre_names")) is is_centre


@pytest.mark.parametrize(
    ("text", "is_directorate"),
    [
        ("NAV direktoratet", True), ("NAV-direktoratet", True), ("Navdirektoratet", True),
        ("AV-dir", True), ("Arbeids- og velferdsdir.", True), ("direktoratet", True),
        ("Direktoratet for arbeidstilsynet", False), ("NAV Rogaland", False),
    ],
)  # fmt: skip
def test_what_names_the_directorate(text: str, is_directorate: bool) -> None:
    assert mentions([text], stems("directorate_names")) is is_directorate


PARTIES: list[Party] = [party for party in BOOK.parties if party.associations]


@pytest.mark.parametrize("party", PARTIES, ids=lambda party: party.id)
def test_every_association_is_its_own_organisations_and_no_other(party: Party) -> None:
    for name in party.associations:
        for written in (name, name.upper(), f"{name} Rogaland"):
            (body,) = REGISTERS.bodies(("party",), written, reference=False)
            assert body["id"] == party.id, written
        assert [other.id for other in PARTIES if name in other.associations] == [party.id]
