"""The paper for a meeting: until when deviations are accepted, among what it opens with."""

from __future__ import annotations

import pytest
from paper_material import council, doc, meeting
from paper_rounds import ENGLISH, sentences, tables

from iacheck.documents.document import Document
from iacheck.reports.blocks import Block, NewPage
from iacheck.reports.meeting.paper import paper


def waiver(key: str, ends: str, council_id: str = "a", rule: str = "report-delivered") -> Document:
    given = {"granted_by": "Oppfølgingsgruppen", "granted_on": "2015-12-01", "expires_on": ends}
    return doc(
        "waiver", key, rule=rule, subject=f"council/{council_id}", period="2015", reason="x",
        **given,
    )  # fmt: skip


def opening_of(*waivers: Document, periods: tuple[str, ...] = ("2015",)) -> list[Block]:
    """What the paper opens with where neither council a nor b has sent a report for 2015."""
    documents = [*map(council, "ab"), *waivers]
    blocks = list(paper(meeting(documents, *periods), ENGLISH).blocks)
    return blocks[: blocks.index(NewPage())]


def test_waivers_stand_there_with_the_day_on_which_they_end() -> None:
    found = opening_of(waiver("w1", "2016-12-31"), waiver("w2", "2016-07-01", "b"))
    rows = tables(found)["Waivers that end"]
    assert [row[:2] for row in rows] == [
        ["1 July 2016", "IA-rådet i b"], ["31 December 2016", "IA-rådet i a"],
    ]  # fmt: skip
    assert all(row[2].startswith("B13 ") for row in rows)


@pytest.mark.parametrize("periods", [("2015",), ("2015", "2016")])
def test_a_waiver_that_has_ended_stands_there_too(periods: tuple[str, ...]) -> None:
    told = sentences(opening_of(waiver("w1", "2016-05-15"), periods=periods))
    assert (
        "The waiver w1 has no effect: it expired on 15 May 2016; grant a new one if the deviation "
        "is still accepted"
    ) in told
    both = (waiver("w1", "2016-05-15"), waiver("w2", "2016-12-31"))
    assert not any(
        "has no effect" in line for line in sentences(opening_of(*both, periods=periods))
    )


def test_without_waivers_nothing_is_said_of_them() -> None:
    found = opening_of()
    assert not any("waiver" in line for line in sentences(found))
    assert "Waivers that end" not in tables(found)
