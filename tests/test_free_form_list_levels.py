"""Items of a list that stand below others tell of these, or are headed by them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import docx
import pytest
from agreement_2012 import vocabulary
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from free_form_samples import (
    activities,
    deviations,
    heading,
    items,
    only,
    plan,
    read,
    report,
    text,
    told,
    unread,
)

from iacheck.forms.free_form.reading import FreeFormReading
from iacheck.forms.paper_blocks import PaperBlock, TextBlock
from iacheck.language.limits import Limits
from iacheck.readers import ReaderContext
from iacheck.readers.docx import WordDocument
from iacheck.readers.html_page.page import read_page
from iacheck.readers.paper_text.markdown_blocks import text_blocks
from iacheck.readers.word.document_body import word_blocks


def listed(*texts: str) -> list[TextBlock]:
    """Items, indented as the texts are."""
    made = items(*(one.lstrip() for one in texts))
    return [
        replace(block, indent=len(one) - len(one.lstrip()))
        for block, one in zip(made, texts, strict=True)
    ]


def titles(found: FreeFormReading) -> list[str]:
    return [one["title"] for one in activities(found)]


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        (("Fagdag", "  Ansvarlig: LO", "  Vi inviterer alle", "Kurs"), ["Fagdag", "Kurs"]),
        (("Nettverk", "  for unge", "  for voksne"), ["Nettverk"]),
        (("Nettverk", " Kurs"), ["Nettverk", "Kurs"]),  # a slip of the hand
        (("Kurs:", "  I løft", "  I støy. Ansvarlig: LO"), ["I løft", "I støy"]),
        (("Messer", "  Hamar. Ansvarlig: LO", "  Elverum"), ["Hamar", "Elverum"]),
        (("Kurs:", "  Ansvarlig: LO", "  Frist: løpende"), ["Kurs"]),
        (("Rekke. Ansvarlig: LO", "  Kurs. Frist: løpende"), ["Rekke"]),
        (("Fagdag", "  Program:", "    Foredrag", "    Lunsj", "Kurs"), ["Fagdag", "Kurs"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("paper", [plan, report])
def test_items_below_an_activity(paper: Any, below: Sequence[str], expected: list[str]) -> None:
    found = read(paper(heading("Delmål 1"), listed(*below)))
    assert titles(found) == expected
    assert {one["sub_goals"][0] for one in activities(found)} == {1}
    seen = f"{only(found).body} {unread(found)}"
    assert all(one.partition(":")[2].strip() in seen for one in below)


def test_details_tell_of_the_activity_above() -> None:
    below = listed("Fagdag", "  Gjennomført i mars", "  Ansvarlig: LO", "Kurs", "  Avlyst")
    found = activities(read(report(heading("Delmål 1"), below)))
    assert found == [
        {"title": "Fagdag", "sub_goals": [1], "responsible": "LO", "status": "completed"},
        {"title": "Kurs", "sub_goals": [1], "status": "cancelled"},
    ]


def test_a_detail_that_may_say_that_it_was_not_done_leaves_the_status_in_doubt() -> None:
    below = listed("Fagdag", "  Ble utsatt fordi foreleseren var syk og rommet opptatt")
    found = read(report(heading("Delmål 1"), below))
    assert "status" not in activities(found)[0]
    assert any("cancelled or postponed" in one for one in told(found))


@pytest.mark.parametrize("paper", [plan, report])
def test_what_stands_below_an_activity_that_is_not_read_is_none_either(paper: Any) -> None:
    below = listed("Samling – utgår", "  for ledere", "Kurs")
    found = read(paper(heading("Delmål 1"), below))
    assert set(titles(found)) - {"Samling"} == {"Kurs"}
    assert "for ledere" in f"{unread(found)}"


@pytest.mark.parametrize("paper", [plan, report])
def test_sub_goals_among_items_head_those_below(paper: Any) -> None:
    flat = listed("Delmål 1: Færre syke", "Kurs", "Delmål 3: Flere seniorer", "Seniordag")
    deep = listed("Delmål 1: Færre syke", "  Kurs", "Delmål 3: Flere seniorer", "  Seniordag")
    for below in (flat, deep):
        found = read(paper(heading("Aktiviteter"), below))
        assert [(one["title"], one["sub_goals"]) for one in activities(found)] == [
            ("Kurs", [1]), ("Seniordag", [3]),
        ]  # fmt: skip


def test_sub_goals_alone_are_activities_only_where_activities_are_asked_for() -> None:
    alone = items("Delmål 1: Færre syke", "Delmål 2: Flere", "Delmål 3: Seniorer")
    found = read(report(heading("Aktiviteter"), alone))
    assert titles(found) == ["Færre syke", "Flere", "Seniorer"]
    found = read(report(heading("Delmål"), alone, heading("Tiltak"), items("Kurs (delmål 1)")))
    assert titles(found) == ["Kurs"]
    assert "/activities(3)" in set().union(*(lifts for *_, lifts in unread(found)))
    assert "report-covers-sub-goals" not in deviations(found)


@pytest.mark.parametrize("paper", [plan, report])
def test_items_below_goals_may_be_what_is_done_for_them(paper: Any) -> None:
    below = listed("Delmål 1: Færre syke", "  Kurs i løft", "Delmål 2: Flere", "  Jobbmesse")
    below += listed("Delmål 3: Eldre", "  Seniordag")
    found = read(paper(heading("Delmålene"), below))
    assert "activities" not in only(found).body
    goals = [one["text"] for one in only(found).body.get("goals", ())]
    assert goals == (["Færre syke", "Flere", "Eldre"] if paper is plan else [])
    assert {"plan-covers-sub-goals", "report-covers-sub-goals"}.isdisjoint(deviations(found))
    assert {"/activities(1)", "/activities(2)"} <= set().union(*(one[2] for one in unread(found)))


def test_a_paragraph_ends_a_list() -> None:
    below = (*listed("Fagdag"), text("Og videre."), *listed("    Kurs"))
    assert titles(read(plan(heading("Delmål 1"), *below))) == ["Fagdag", "Kurs"]


def _word() -> Iterator[PaperBlock]:
    made = docx.Document()
    for level, words in ((0, "Fagdag"), (1, "for ledere"), (0, "Kurs")):
        paragraph = made.add_paragraph(words, style="List Bullet")
        numbering = OxmlElement("w:numPr")
        for name, value in (("w:ilvl", level), ("w:numId", 1)):
            element = OxmlElement(name)
            element.set(qn("w:val"), str(value))
            numbering.append(element)
        paragraph._p.get_or_add_pPr().append(numbering)
    data = io.BytesIO()
    made.save(data)
    return WordDocument(word_blocks(data, Limits()), ReaderContext(vocabulary)).paper_blocks()


@pytest.mark.parametrize(
    "blocks",
    [
        list(_word()),
        list(text_blocks("- Fagdag\n  - for ledere\n- Kurs")),
        list(text_blocks("* Fagdag\n\t* for ledere\n* Kurs")),
        list(text_blocks("Først:\n1. Fagdag\n   o for ledere\n2. Kurs"))[1:],
        read_page("<ul><li>Fagdag<ul><li>for ledere</ul><li>Kurs</ul>", Limits()).blocks,
    ],
)
def test_readers_tell_how_far_items_are_indented(blocks: Sequence[PaperBlock]) -> None:
    indents = [one.indent for one in blocks if isinstance(one, TextBlock) and one.is_item]
    assert len(indents) == 3
    assert indents[0] == indents[2] < indents[1] - 1
    assert titles(read(plan(heading("Delmål 1"), blocks))) == ["Fagdag", "Kurs"]
