"""The paper for a meeting: until when deviations are accepted, on its first page."""

from __future__ import annotations

import pytest
from paper_material import council, doc, meeting
from paper_rounds import ENGLISH, sentences

from iacheck.documents.document import Document
from iacheck.reports.blocks import NewPage
from iacheck.reports.meeting.paper import paper


def waiver(key: str, ends: str, council_id: str = "a", rule: str = "report-delivered") -> Document:
    given = {"granted_by": "Oppfølgingsgruppen", "granted_on": "2015-12-01", "expires_on": ends}
    return doc(
        "waiver", key, rule=rule, subject=f"council/{council_id}", period="2015", reason="x",
        **given,
    )  # fmt: skip


def first_page(*waivers: Document, periods: tuple[str, ...] = ("2015",)) -> list[str]:
    """The first page where neither council a nor b has sent a report for 2015."""
    documents = [*map(council, "ab"), *waivers]
    blocks = paper(meeting(documents, *periods), ENGLISH).blocks
    end = next(at for at, block in enumerate(blocks) if isinstance(block, NewPage))
    return sentences(blocks[:end])


def test_the_end_of_a_waiver_stands_on_the_first_page() -> None:
    told = first_page(waiver("w1", "2016-12-31"), waiver("w2", "2016-07-01", "b"))
    ends = [line for line in told if "a waiver that ends" in line]
    assert ends == [
        "1 deviation is accepted by a waiver that ends on 1 July 2016: IA-rådet i b (B13).",
        "1 deviation is accepted by a waiver that ends on 31 December 2016: IA-rådet i a (B13).",
    ]
    told = first_page(waiver("w1", "2016-12-31"), waiver("w2", "2016-12-31", "b"))
    assert (
        "2 deviations are accepted by waivers that end on 31 December 2016: IA-rådet i a (B13) and "
        "IA-rådet i b (B13)."
    ) in told


@pytest.mark.parametrize("periods", [("2015",), ("2015", "2016")])
def test_a_waiver_that_has_ended_stands_there_too(periods: tuple[str, ...]) -> None:
    told = first_page(waiver("w1", "2016-05-15"), periods=periods)
    assert (
        "The waiver w1 has no effect: it expired on 15 May 2016; grant a new one if the deviation "
        "is still accepted"
    ) in told
    renewed = first_page(waiver("w1", "2016-05-15"), waiver("w2", "2016-12-31"), periods=periods)
    assert not any("has no effect" in line for line in renewed)


def test_without_waivers_nothing_is_said_of_them() -> None:
    assert not any("waiver" in line for line in first_page())
