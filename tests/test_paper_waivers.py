"""The paper for a meeting: until when deviations are accepted, among what it opens with."""

from __future__ import annotations

import pytest
from paper_material import council, doc, meeting, report
from paper_rounds import ENGLISH, sentences, tables

from iacheck.documents.document import Document
from iacheck.reports.blocks import Block, NewPage
from iacheck.reports.meeting.paper import paper

ENDED = "Waivers that have ended of what is not met: is it still accepted?"


def waiver(key: str, ends: str, council_id: str = "a", by: str = "Oppfølgingsgruppen") -> Document:
    given = {"granted_by": by, "granted_on": "2015-12-01", "expires_on": ends}
    return doc(
        "waiver", key, rule="report-delivered", subject=f"council/{council_id}", period="2015",
        reason="x", **given,
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
    (row,) = tables(opening_of(waiver("w1", "2016-05-15"), periods=periods))[ENDED]
    assert row[:2] == ["15 May 2016", "IA-rådet i a"]
    assert row[2].startswith("B13 ")
    assert row[3] == "x"
    both = (waiver("w1", "2016-05-15"), waiver("w2", "2016-12-31"))
    assert ENDED not in tables(opening_of(*both, periods=periods))


def test_where_there_is_nothing_to_accept_any_more_nothing_is_asked() -> None:
    """The report has come since; or nobody who may has accepted it."""
    came = report("a", submitted_on="2016-02-01")
    by_another = waiver("w2", "2016-05-15", "b", by="IA-rådet i a")
    given = meeting((*map(council, "ab"), came, waiver("w1", "2016-05-15"), by_another), "2015")
    found = list(paper(given, ENGLISH).blocks)
    assert ENDED not in tables(found[: found.index(NewPage())])


def test_without_waivers_nothing_is_said_of_them() -> None:
    found = opening_of()
    assert not any("waiver" in line for line in sentences(found))
    assert "Waivers that end" not in tables(found)
