"""Activities whose names stand above their labels, in headings or lines of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from free_form_samples import activities, bold, heading, items, plan, read, table, text, unread

from iacheck.forms.free_form.activity_names import bare_name
from iacheck.forms.paper_blocks import PaperBlock

TOLD = {"sub_goals": [1], "responsible": "NHO", "when": "mai 2016"}


@pytest.mark.parametrize(
    "name",
    [
        heading("2.1 Kurs for ledere", 3),
        heading("Kurs for ledere", 3),
        bold("Kurs for ledere"),
        text("Kurs for ledere"),
        text("1. Kurs for ledere"),
    ],
)
@pytest.mark.parametrize(
    "below",
    [
        [text("Ansvarlig: NHO"), text("Tidspunkt: mai 2016")],
        [text("Ansvarlig: NHO\nTidspunkt: mai 2016")],
        [text("Ansvarlig: NHO. Tidspunkt: mai 2016.")],
    ],
)
def test_a_name_above_labels(name: PaperBlock, below: Sequence[PaperBlock]) -> None:
    after = [text("Tur"), text("Ansvarlig: LO"), text("Frist: høsten 2016")]
    found = read(plan(heading("Delmål 1"), name, below, after))
    assert activities(found) == [
        {"title": "Kurs for ledere", **TOLD},
        {"title": "Tur", "sub_goals": [1], "responsible": "LO", "when": "høsten 2016"},
    ]
    assert unread(found) == []


@pytest.mark.parametrize(
    "paragraph",
    [
        "Kurs for ledere\nAnsvarlig: NHO\nTidspunkt: mai 2016",
        "Kurs for ledere. Ansvarlig: NHO. Tidspunkt: mai 2016.",
    ],
)
def test_a_name_and_labels_in_one_paragraph(paragraph: str) -> None:
    found = read(plan(heading("Delmål 1"), text(paragraph)))
    assert activities(found) == [{"title": "Kurs for ledere", **TOLD}]


@pytest.mark.parametrize(
    "blocks",
    [
        # one label may be of all below, or of something else
        [heading("Delmål 1"), text("Kurs"), text("Ansvarlig: NHO")],
        [heading("Delmål 1"), text("Kurs. Ansvarlig: NHO")],
        # a theme, whose list or table follows
        [heading("Delmål 1"), heading("Forebygging", 3), text("Ansvarlig: NHO\nTid: mai"),
         table(("Tiltak", "Frist"), ("Tur", "juni"))],
        # a sentence, and what stands where no activities do
        [heading("Delmål 1"), text("Vi vil ha kurs."), text("Ansvarlig: NHO\nTid: mai")],
        [heading("Annet"), text("Kurs"), text("Ansvarlig: NHO\nTid: mai")],
        [heading("Annet"), text("Kurs\nAnsvarlig: NHO\nTid: mai")],
    ],
)  # fmt: skip
def test_what_is_no_name_of_an_activity(blocks: list[Any]) -> None:
    found = activities(read(plan(*blocks)))
    assert [one["title"] for one in found] in ([], ["Tur"])


def test_a_theme_above_a_list_is_no_activity() -> None:
    theme = [heading("Forebygging", 3), text("Ansvarlig: NHO\nTid: mai"), *items("Tur")]
    found = activities(read(plan(heading("Delmål 1"), *theme)))
    assert [one["title"] for one in found] == ["Tur"]


@pytest.mark.parametrize(
    ("text_", "name"),
    [
        ("2.1 Kurs", "Kurs"),
        ("2.1. Kurs", "Kurs"),
        ("1. Kurs", "Kurs"),
        ("3 kurs for ledere", "3 kurs for ledere"),
        ("50+ kurs", "50+ kurs"),
    ],
)
def test_names_without_their_numbers(text_: str, name: str) -> None:
    assert bare_name(text_) == name
