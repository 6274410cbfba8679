"""What is planned, or waits, is neither a meeting that was held nor the name of an activity."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from free_form_samples import (
    activities,
    heading,
    items,
    only,
    plan,
    read,
    report,
    table,
    text,
    unread,
)

from iacheck.forms.paper_blocks import PaperBlock


@pytest.mark.parametrize(
    "below",
    [
        items("Planlagt: 2. desember 2015"),
        items("2. desember 2015 (planlagt)"),
        [text("Møte 2. desember 2015 (planlagt).")],
        [text("Neste, 2. desember 2015")],
        [table(("Dato", "Status"), ("2.12.2015", "Planlagt"))],
    ],
)
def test_a_planned_meeting_was_not_held(below: Sequence[PaperBlock]) -> None:
    found = read(report(heading("Møter"), items("20. januar 2015"), below))
    assert [one["held_on"] for one in only(found).body["meetings"]] == ["2015-01-20"]
    assert any("/meetings" in lifts for *_, lifts in unread(found))


def test_a_meeting_that_was_not_held_lifts_nothing() -> None:
    rows = table(("Dato", "Merknad"), ("20.1.2015", "Holdt"), ("2.12.2015", "Ikke avholdt"))
    found = read(report(heading("Møter"), rows))
    assert [one["held_on"] for one in only(found).body["meetings"]] == ["2015-01-20"]
    assert not any("/meetings" in lifts for *_, lifts in unread(found))


@pytest.mark.parametrize(
    "cell", ["Holdt", "Ingen fravær denne dagen", "NAV og LO, ikke NHO denne gangen"]
)
def test_a_meeting_beside_other_words_was_held(cell: str) -> None:
    found = read(report(heading("Møter"), table(("Dato", "Merknad"), ("2.12.2015", cell))))
    assert [one["held_on"] for one in only(found).body["meetings"]] == ["2015-12-02"]


@pytest.mark.parametrize("word", ["Avventer", "Ikke startet", "(planlagt)", "Avlyst", "Pågår."])
@pytest.mark.parametrize("paper", [plan, report])
def test_how_it_stands_is_no_activity(
    word: str, paper: Callable[..., tuple[PaperBlock, ...]]
) -> None:
    rows = table(("Tiltak", "Ansvarlig"), ("Seniordag", "KS"), (word, None))
    found = read(paper(heading("Delmål 1"), items("Kurs. Ansvarlig: LO", word), rows))
    assert [one["title"] for one in activities(found)] == ["Kurs", "Seniordag"]
    assert {words.split(" |")[0] for _, words, _ in unread(found)} >= {word}


def test_activities_that_go_on_are_not_lost() -> None:
    for head in ("Tiltak som vi tar med oss videre i 2016", "Activities that continue in 2016"):
        below = (heading(head), items("Nettverk. Ansvarlig: KS"))
        found = read(report(heading("Tiltak"), items("Kurs. Delmål: 1"), *below))
        assert [one["title"] for one in activities(found)] == ["Kurs"]
        ((_, _, lifts),) = [one for one in unread(found) if one[1].startswith("Nettverk")]
        assert "/activities" in lifts
