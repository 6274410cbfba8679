from __future__ import annotations

from typing import Any

import pytest
from building import PARTIES, day

from iacheck.cases.party_register import PartyRegister
from iacheck.cases.registers import Register, Registers
from iacheck.cases.vocabulary import Party

COUNCILS = Register(
    {
        "oslo": {"id": "oslo", "name": "IA-rådet i Oslo"},
        "troms": {"id": "troms", "name": "Oslo", "aliases": ["Nord", 5]},
        "odd": {"id": "odd", "name": 7, "aliases": "Nord"},
        "other": {"id": "other", "aliases": 5},
    },
)


def test_all_that_came_after_a_body_come_in_order() -> None:
    later = ["h", "d", "b", "f", "a", "g", "c", "e"]
    records: dict[str, Any] = {
        "first": {"id": "first"},
        "last": {"id": "last", "successor_of": later},
    }
    records |= {id_: {"id": id_, "successor_of": ["first"]} for id_ in later}
    found = Register(records).with_successors().records
    assert found["first"]["successors"] == [*sorted(later), "last"]
    assert found["h"]["successors"] == ["last"]
    assert "successors" not in found["last"]


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("oslo", "oslo"),
        ("OSLO", "oslo"),  # an id beats another's name
        ("ia rådet i oslo", "oslo"),
        ("Nord", "troms"),
        ("N", None),  # a text is no list of aliases
        ("other", "other"),
        ("Finnmark", None),
    ],
)
def test_ids_names_and_aliases(text: str, id_: str | None) -> None:
    record = COUNCILS.find(text)
    assert (record and record["id"]) == id_
    assert COUNCILS.exactly(text) == record


NAV = Party(
    "AVdir", "Arbeids- og velferdsdirektoratet", "authority", prefixes=("NAV",),
    not_with=("arbeidslivssent",),
)  # fmt: skip
NHO = Party("NHO", "NHO", "employer", prefixes=("NHO",))
AGREED = PartyRegister.of((*PARTIES[2:4], NAV, NHO), day("2015-12-31"))


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Staten", "KMD"),
        ("LO Rogaland", "LO"),
        ("NAV", "AVdir"),
        ("NAV Rogaland", "AVdir"),
        ("NAV Arbeidslivssenter Rogaland", None),
        ("Nav Rogaland, arbeidslivs-senteret", None),
        ("Løse", None),
        ("Virke", None),
    ],
)
def test_parties_count_by_their_first_words(text: str, id_: str | None) -> None:
    record = AGREED.find(text)
    assert (record and record["id"]) == id_


REGISTERS = Registers(
    {
        "party": AGREED,
        "centre": Register({"oslo": {"id": "oslo", "name": "NAV Arbeidslivssenter Oslo"}}),
    },
    frozenset({"oslo", "navarbeidslivssenteroslo", "navalsoslo"}),
)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("LO", ["LO"]),
        ("LO og NHO", ["LO", "NHO"]),
        ("LO, NHO Rogaland og idrettslaget", ["LO", "NHO"]),
        ("Arbeids- og velferdsdirektoratet", ["AVdir"]),  # one name, though it has an “og” in it
        ("NAV Oslo, Akershus", ["AVdir"]),
        # A centre works with others for the party, and has no seat for it.
        ("NAV Arbeidslivssenter Oslo", ["AVdir"]),
        ("LO og NAV Arbeidslivssenter Troms", ["LO", "AVdir"]),
        ("NAV ALS Oslo", ["AVdir"]),
        ("Arbeidslivssenteret i Oslo", ["AVdir"]),
        ("NAV i Oslo og Akershus", ["AVdir"]),
        ("idrettslaget", []),
        ("", []),
    ],
)
def test_free_words_may_name_several(text: str, ids: list[str]) -> None:
    found = REGISTERS.bodies(("party",), text, reference=False)
    assert [body["id"] for body in found] == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("LO", ["LO"]),
        ("LO og NHO", ["LO"]),
        ("idrettslaget", ["idrettslaget"]),
        ("", []),
        ("–", []),
        ("NAV Oslo", ["AVdir"]),
        ("NAV Arbeidslivssenter Troms", ["NAV Arbeidslivssenter Troms"]),
        ("nav als-oslo", ["nav als-oslo"]),
    ],
)
def test_a_reference_names_one_known_or_not(text: str, ids: list[str]) -> None:
    found = REGISTERS.bodies(("party",), text, reference=True)
    assert [body["id"] for body in found] == ids


def test_the_first_kind_that_knows_it() -> None:
    for text, expected in (("NAV Arbeidslivssenter Oslo", "oslo"), ("NAV Oslo", "AVdir")):
        (body,) = REGISTERS.bodies(("centre", "council", "party"), text, reference=False)
        assert body["id"] == expected


MEMBERS = Registers(
    {"party": PartyRegister.of(
        (Party("LO", "Landsorganisasjonen i Norge", "employee", prefixes=("LO",),
               associations=("Fagforbundet", "Handel og Kontor", "FO")),
         Party("NHO", "NHO", "employer", prefixes=("NHO",), associations=("BNL",))),
        day("2015-12-31"),
    )}
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Fagforbundet", ["LO"]),
        ("fagforbundet Rogaland", ["LO"]),
        ("Handel og kontor", ["LO"]),
        ("BNL og Fagforbundet", ["NHO", "LO"]),
        ("LO", ["LO"]),
        ("Fo", ["LO"]),
        ("Foreldreutvalget", []),
        ("Norges Fagforbundet", []),
    ],
)
def test_member_unions_and_associations_take_part_as_their_organisation(
    text: str, ids: list[str]
) -> None:
    assert [body["id"] for body in MEMBERS.bodies(("party",), text, reference=False)] == ids
    seats = [body["id"] for body in MEMBERS.bodies(("party",), text, reference=True)]
    assert seats == (ids[:1] or [text])


def test_a_member_union_s_report_is_not_its_organisation_s() -> None:
    assert MEMBERS.registers["party"].find("Fagforbundet") is None
