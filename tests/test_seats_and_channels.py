"""What the shipped rules take for a seat, a partner, a channel and a county."""

from __future__ import annotations

from typing import Any

import pytest
from building import seats
from paper_material import council, doc, material, report


def verdicts(*documents: Any) -> dict[str, tuple[str, list[Any]]]:
    """Of each rule, what it says of the council, and which it misses."""
    found = material(documents).findings()
    return {
        finding.rule.id: (finding.verdict, [v.key.partition(":")[2] for v in finding.violations])
        for judged, finding in found
        if judged.subject.kind == "council"
    }


@pytest.mark.parametrize(
    ("member", "is_seat"),
    [
        ("NAV", True),
        ("NAV Rogaland", True),
        ("Arbeids- og velferdsdirektoratet", True),
        ("NAV Arbeidslivssenter Rogaland", False),
        ("nav arbeidslivs-senter i Rogaland", False),
        ("NAV Arbeidslivsenter", False),
        # The council's own centre, by its id.
        ("NAV ALS Rogaland", False),
        ("rogaland-senter", False),
    ],
)
def test_a_centre_has_no_seat_for_the_directorate(member: str, is_seat: bool) -> None:
    centres = [doc("centre", "rogaland-senter", name="NAV ALS Rogaland", county="11")]
    members = seats(member, "Arbeidstilsynet", "LO", "KS")
    found = verdicts(council("x", members=members), *centres)
    assert found["authorities-have-seats"] == (("met", []) if is_seat else ("deviation", ["AVdir"]))
    alone = verdicts(council("x", members=seats(member, "LO", "KS")), *centres)
    assert alone["council-has-all-sides"] == (
        ("met", []) if is_seat else ("deviation", ["authority"])
    )


@pytest.mark.parametrize("partner", ["NAV Arbeidslivssenter Rogaland", "NAV Rogaland", "NAV"])
def test_a_centre_is_a_partner_for_the_directorate(partner: str) -> None:
    activity = {
        "id": "a", "title": "Kurs", "target": {"industries": ["barnehage"]},
        "partners": ["LO", partner],
    }  # fmt: skip
    found = verdicts(council("x"), report("x", activities=[activity]))
    assert found["joint-effort"] == ("met", [])


@pytest.mark.parametrize(
    ("via", "verdict"),
    [
        ("Arbeids- og velferdsdirektoratet", "met"),
        ("E-post, ikke brev, til Arbeids- og velferdsdirektoratet", "met"),
        ("Ikke via Arbeids- og velferdsdirektoratet", "deviation"),
        ("Direkte, ikkje gjennom Arbeids- og velferdsdirektoratet", "deviation"),
        ("Not through AVdir", "deviation"),
        ("Utenom Arbeids- og velferdsdirektoratet", "deviation"),
    ],
)
def test_a_channel_that_was_not_used_is_none(via: str, verdict: str) -> None:
    sent = report("x", submitted_on="2016-02-10", submitted_via=via)
    assert verdicts(council("x"), sent)["report-sent-through-directorate"][0] == verdict


@pytest.mark.parametrize(
    ("secretariat", "verdict"),
    [
        ("NAV Arbeidslivssenter Rogaland", "met"),
        ("Ikke NAV Arbeidslivssenter, men fylkeskommunen", "deviation"),
        ("Fylkeskommunen, ikkje arbeidslivssenteret", "deviation"),
    ],
)
def test_a_secretariat_that_it_is_not_is_none(secretariat: str, verdict: str) -> None:
    found = verdicts(council("x", secretariat=secretariat))
    assert found["secretariat-is-centre"][0] == verdict


@pytest.mark.parametrize(
    ("counties", "granted", "verdict"),
    [
        (["11", "11"], 400_000, "met"),
        (["11", "11"], 600_000, "deviation"),
        (["11", "09"], 600_000, "met"),
        (["11", "09", "11"], 600_000, "met"),
    ],
)
def test_a_county_that_is_listed_twice_is_one(
    counties: list[str], granted: int, verdict: str
) -> None:
    grant = doc("allocation", "t", council="x", period="2015", amount_nok=granted)
    given = material([council("x", counties=counties), grant])
    found = {finding.rule.id: finding.verdict for _, finding in given.findings()}
    assert found["allocation-as-decided"] == verdict
    notices = [p.path for p in given.result.problems]
    assert notices == ([f"/counties/{len(counties) - 1}"] if "11" in counties[1:] else [])
