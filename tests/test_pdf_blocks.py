"""The texts of PDFs as blocks: headings by tags or letters, items, bold words and places."""

from __future__ import annotations

from typing import Any

import pytest
from pdf_files import line, lines, pdf, typeset, untagged
from pdf_samples import found_in
from pdf_tables import blocks, grids, said, stroked, texts, without_tags

from iacheck.forms.paper_blocks import TextBlock
from iacheck.language.places import Place
from iacheck.readers.pdf_child.blocks import pdf_blocks
from iacheck.readers.pdf_child.content import PdfContent, PdfRow

PLAN = """
#set text(lang: "nb", size: 11pt)
#text(24pt)[Handlingsplan 2016 for IA-rådet]

Vedtatt i møte 12. februar 2016.
= Mål
Flere i jobb.
== Delmål 1
*Ansvarlig:* NAV og *LO*

#v(1em)
*Alt er fett*
- en
- *Frist:* to
= Aktiviteter
Kurs. \\
Seminar.
"""


def told(data: bytes) -> list[tuple[int | None, str]]:
    return [(text.rank, text.text) for text in texts(data)]


HEADINGS = [
    (0, "Handlingsplan 2016 for IA-rådet"),
    (None, "Vedtatt i møte 12. februar 2016."),
    (1, "Mål"),
    (None, "Flere i jobb."),
    (2, "Delmål 1"),
    (None, "Ansvarlig: NAV og LO"),
    (None, "Alt er fett"),
    (None, "en"),
    (None, "Frist: to"),
    (1, "Aktiviteter"),
    (None, "Kurs.\nSeminar."),
]


def test_headings_are_those_of_the_tags_and_the_title_the_largest() -> None:
    found = texts(typeset(PLAN))
    assert [(text.rank, text.text) for text in found] == HEADINGS
    assert [text.text for text in found if text.is_item] == ["en", "Frist: to"]
    assert [text.lead_in for text in found if text.lead_in] == ["Ansvarlig:", "Frist:"]
    assert [text.text for text in found if text.is_bold and text.rank is None] == ["Alt er fett"]
    assert found[0].place == Place(page=1, heading="Handlingsplan 2016 for IA-rådet")
    assert found[3].place == Place(page=1, heading="Mål", paragraph=1)
    assert found[8].place == Place(page=1, heading="Delmål 1", paragraph=4)


def test_headings_without_tags_are_in_larger_letters() -> None:
    found = texts(without_tags(typeset(PLAN)))
    assert [(text.rank, text.text) for text in found] == HEADINGS
    assert [text.text for text in found if text.is_item] == ["en", "Frist: to"]
    assert [text.lead_in for text in found if text.lead_in] == ["Ansvarlig:", "Frist:"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # The title is tagged as a heading like the others, but stands out.
        (
            "#show heading: set text(11pt)\n#[#show heading: set text(20pt)\n= Plan]\n= Mål\nTekst",
            [(0, "Plan"), (1, "Mål"), (None, "Tekst")],
        ),
        # Nothing tells whether a lone heading is a title.
        (
            "= Aktiviteter\nTekst\n== Delmål 1",
            [(1, "Aktiviteter"), (None, "Tekst"), (2, "Delmål 1")],
        ),
        ("= Mål\nTekst\n= Aktiviteter", [(1, "Mål"), (None, "Tekst"), (1, "Aktiviteter")]),
        # Large letters alone, where there are headings, do not make another.
        (
            "= Mål\n#text(14pt)[Stort]\n\nTekst og mer tekst enn det\n= Mer",
            [(1, "Mål"), (None, "Stort"), (None, "Tekst og mer tekst enn det"), (1, "Mer")],
        ),
    ],
)
def test_ranks_of_tagged_headings(source: str, expected: list[tuple[int | None, str]]) -> None:
    assert told(typeset(f'#set text(lang: "nb")\n{source}')) == expected


BODY = ("Dette er en ganske vanlig tekst, som det er mest av i papiret.",) * 3


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        (line("Plan", 60, 780, 20), [(0, "Plan")]),
        # The first of all is the title, though there is no other heading.
        (line("Brev", 60, 800) + line("Plan", 60, 780, 20), [(None, "Brev"), (1, "Plan")]),
        # Two are as large.
        (line("Plan", 60, 780, 20) + line("Mål", 60, 740, 20), [(1, "Plan"), (1, "Mål")]),
        # One in larger letters stands further down.
        (line("Mål", 60, 780, 14) + line("Plan", 60, 740, 20), [(2, "Mål"), (1, "Plan")]),
        (
            line("En overskrift som er så lang at den ikke", 60, 780, 20)
            + line("får plass på linja, og går over to linjer", 60, 756, 20),
            [
                (
                    0,
                    "En overskrift som er så lang at den ikke får plass på linja, og går over to "
                    "linjer",
                )
            ],
        ),
        (
            line("Stor tekst som ikke tar slutt. " * 7, 60, 780, 14),
            [(None, ("Stor tekst som ikke tar slutt. " * 7).strip())],
        ),
        (
            b"".join(line(f"Nivå {n}", 60, 800 - 55 * n, 30 - 2 * n) for n in range(9)),
            [(min(n, 6), f"Nivå {n}") for n in range(9)],
        ),
    ],
)
def test_ranks_by_letters(drawn: bytes, expected: list[tuple[int | None, str]]) -> None:
    assert told(pdf(untagged([drawn + lines(BODY, top=300)])))[:-1] == expected


def test_bullets_make_items_and_numbers_stay_in_the_text() -> None:
    data = pdf(
        untagged(
            [
                lines(("• en", "• to", "", "– tre", "", "12. mars er fristen.", "", "1. halvår"))
                + line("\u2022 ", 60, 600)
                + line("Frist:", 70, 600, font="F2")
                + line(" mars", 110, 600)
            ]
        )
    )
    assert [(text.is_item, text.text) for text in texts(data)] == [
        (True, "en"),
        (True, "to"),
        (True, "tre"),
        (False, "12. mars er fristen."),
        (False, "1. halvår"),
        (True, "Frist: mars"),
    ]
    assert texts(data)[-1].lead_in == "Frist:"


def test_a_table_is_called_by_the_bold_line_or_heading_above_it() -> None:
    table = "#table(columns: 2, [a], [b], [c], [d])\n"
    data = typeset(f"{table}= Mål\n{table}Tekst\n{table}*Tiltak i år*\n{table}{table}")
    assert [grid.name for grid in grids(data)] == ["", "Mål", "Mål", "Tiltak i år", "Mål"]
    kinds = ["T" if isinstance(block, TextBlock) else "G" for block in blocks(data)]
    assert "".join(kinds) == "GTGTGTGG"


def field(value: bytes, top: int) -> bytes:
    """A filled-in form field of the page."""
    return (
        b"<</Type/Annot/Subtype/Widget/FT/Tx/T(felt)/V(%s)/F 4/DA(/F1 10 Tf)"
        b"/Rect[60 %d 200 %d]/P 10 0 R>>"
    ) % (value, top - 12, top)


def test_form_fields_stand_among_the_blocks() -> None:
    xs, ys = (60, 160, 260), (700, 670)
    page = line("Over", 60, 760) + stroked(xs, ys) + said(xs, ys, [("a", "b")])
    objects = untagged(
        [page + line("Under", 60, 500)], b"/AcroForm<</Fields[20 0 R]>>", b"/Annots[20 0 R]"
    )
    objects[20] = field(b"utfylt", 600)
    found = blocks(pdf(objects))
    assert [block.text if isinstance(block, TextBlock) else "tabell" for block in found] == [
        "Over",
        "tabell",
        "utfylt",
        "Under",
    ]


@pytest.mark.parametrize("make", [bytes, without_tags])
def test_what_the_child_finds_is_handed_over_whole(make: Any) -> None:
    table = "#table(columns: 2, [a], [b], table.cell(colspan: 2)[Æ])\n"
    found = found_in(make(typeset(f"{PLAN}{table}")))
    assert found.blocks
    again = PdfContent.read(found.written())
    assert again == found
    assert [repr(block) for block in pdf_blocks(again)] == [
        repr(block) for block in pdf_blocks(found)
    ]


def test_no_rows_are_no_blocks() -> None:
    assert list(pdf_blocks(PdfContent())) == []
    (block,) = pdf_blocks(PdfContent([PdfRow("Tekst", 1)]))
    assert block == TextBlock("Tekst", Place(page=1))
