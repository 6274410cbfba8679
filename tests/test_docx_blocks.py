"""Word files as texts and tables of a paper."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from agreement_2012 import vocabulary
from paper_block_samples import shown
from word_files import (
    STYLES,
    bold,
    box,
    item,
    p,
    prompt,
    run,
    table,
    tag,
    tc,
    tr,
    word,
)

from iacheck.forms.grids import Grid
from iacheck.forms.paper_blocks import PaperBlock, TextBlock
from iacheck.language.limits import Limits
from iacheck.language.places import Place
from iacheck.readers import ReaderContext
from iacheck.readers.docx import WordDocument
from iacheck.readers.word.document_body import word_blocks

TITLES = STYLES + "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>'
    f'<w:basedOn w:val="{base}"/></w:style>'
    for key, name, base in (
        ("Tittel", "Title", "Normal"),
        ("Egen", "Forside", "Tittel"),
        ("Undertittel", "Subtitle", "Normal"),
        ("Kapittel", "heading 2", "Tittel"),
    )
)
DOWN, UP = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
LEFT, RIGHT = '<w:hMerge w:val="restart"/>', '<w:hMerge w:val="continue"/>'


def wide(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def blocks(*body: str) -> list[PaperBlock]:
    held = word_blocks(io.BytesIO(word(*body, styles=TITLES)), Limits())
    return list(WordDocument(held, ReaderContext(vocabulary)).paper_blocks())


def rows(*written: str) -> str:
    return f"<w:tbl>{''.join(written)}</w:tbl>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p("Plan", style="Tittel"), [("Plan", 0)]),
        (p("Plan", style="Egen"), [("Plan", 0)]),
        (p("2016", style="Undertittel"), ["2016"]),
        (p("Delmål", style="Kapittel"), [("Delmål", 2)]),
        (p("Mål", style="Overskrift3"), [("Mål", 3, "bold")]),
        (
            p(run("Mål og"), "<w:r><w:br/></w:r>", run("midler"), style="Overskrift1"),
            [("Mål og midler", 1, "bold")],
        ),
        (p(" Det\nvar\n "), ["Det\nvar"]),
        (p(" ") + p(""), []),
        (p(bold("Delmål "), run(" "), bold("1")), [("Delmål  1", "bold")]),
        (p(bold("Delmål 2: "), "unge i jobb"), [("Delmål 2: unge i jobb", "lead-in: Delmål 2:")]),
        (p(bold("Del"), bold("mål"), " og ", bold("mer")), [("Delmål og mer", "lead-in: Delmål")]),
        (p("Om ", bold("delmål")), ["Om delmål"]),
        (p(run("  "), bold("Når: "), "vår"), [("Når: vår", "lead-in: Når:")]),
        (item("ett") + item("to", of=2), [("ett", "item"), ("to", "item")]),
        (item(bold("Kurs: "), "i mai"), [("Kurs: i mai", "item", "lead-in: Kurs:")]),
        (
            p(
                "Bakgrunn",
                style="Overskrift1",
                properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>',
            ),
            [("Bakgrunn", 1, "bold")],
        ),
        (p("før", box(p("i boks"))), ["før", "i boks"]),
    ],
)
def test_texts(body: str, expected: list[Any]) -> None:
    assert shown(blocks(body)) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (table(["a", "b"], ["", "c"]), {1: {1: "a", 2: "b"}, 2: {2: "c"}}),
        (
            rows(tr([tc("tittel", wide(3))]), tr(["a", "b", "c"])),
            {1: {1: ("tittel", 1, 3)}, 2: {1: "a", 2: "b", 3: "c"}},
        ),
        (
            rows(
                tr([tc("1", DOWN), "a"]), tr([tc("", UP), "b"]), tr([tc("", UP), "c"]),
                tr([tc("2", DOWN), "d"]), tr([tc("", UP), "e"]), tr(["3", "f"]),
            ),
            {
                1: {1: ("1", 3, 1), 2: "a"}, 2: {2: "b"}, 3: {2: "c"},
                4: {1: ("2", 2, 1), 2: "d"}, 5: {2: "e"}, 6: {1: "3", 2: "f"},
            },
        ),
        # A cell goes on with the one in the same column, and in the row above it.
        (
            rows(tr([tc("1", DOWN), "a"]), tr(["b", "c"]), tr([tc("", UP), "d"])),
            {1: {1: "1", 2: "a"}, 2: {1: ("b", 2, 1), 2: "c"}, 3: {2: "d"}},
        ),
        (
            rows(tr(["x", tc("1", DOWN)]), tr([tc("y", wide(2))]), tr([tc("", UP), "d"])),
            {1: {1: "x", 2: "1"}, 2: {1: ("y", 2, 2)}, 3: {2: "d"}},
        ),
        (rows(tr([tc("", UP), "a"]), tr(["b", "c"])), {1: {2: "a"}, 2: {1: "b", 2: "c"}}),
        (
            rows(tr([tc("a", LEFT), tc("", RIGHT), "b"]), tr([tc("", RIGHT), "c", "d"])),
            {1: {1: ("a", 1, 2), 3: "b"}, 2: {2: "c", 3: "d"}},
        ),
        (
            rows(tr([tc("a", DOWN + wide(2)), "b"]), tr([tc("", UP + wide(2)), "c"]), tr([*"def"])),
            {1: {1: ("a", 2, 2), 3: "b"}, 2: {3: "c"}, 3: {1: "d", 2: "e", 3: "f"}},
        ),
        # Edges that are drawn askew part no column in two.
        (
            rows(tr([tc("a", wide(2)), "b"]), tr(["c", tc("d", wide(2))])),
            {1: {1: "a", 2: "b"}, 2: {1: "c", 2: "d"}},
        ),
        (table([item("ett") + item("to"), tc(prompt("Skriv her"))]), {1: {1: "ett\nto"}}),
        (table(["a"], ["b"]), {1: {1: "a"}, 2: {1: "b"}}),
        (table(["", "a"]), {1: {2: "a"}}),
    ],
)  # fmt: skip
def test_tables(written: str, expected: dict[int, Any]) -> None:
    assert shown(blocks(written)) == [expected]


def test_a_table_of_one_cell_is_a_box_of_text() -> None:
    boxed = table([tc(p("Mål", style="Overskrift2") + item("ett") + table(["a", "b"]))])
    assert shown(blocks(boxed)) == [
        ("Mål", 2, "bold"),
        ("ett", "item"),
        {1: {1: "a", 2: "b"}},
    ]


def test_a_table_in_a_cell_comes_after_the_one_that_it_is_in() -> None:
    inner = table(["c", tc(p("d") + table([tc(p("i boks"))]))])
    assert shown(blocks(p("før"), table(["a", tc(p("b") + inner + p("e"))]), p("etter"))) == [
        "før",
        {1: {1: "a", 2: "b\ne"}},
        {1: {1: "c", 2: "d"}},
        "i boks",
        "etter",
    ]


def test_places_and_names_are_those_of_the_document() -> None:
    text, heading, listed, above, grid, boxed = blocks(
        p("Handlingsplan"),
        p("Tiltak", style="Overskrift1"),
        item("ett"),
        p(bold("Kurs")),
        table(["a", "b"], ["", "c"]),
        table([tc(p("i boks"))]),
    )
    assert [
        block.place
        for block in (text, heading, listed, above, boxed)
        if not isinstance(block, Grid)
    ] == [
        Place(paragraph=1),
        Place(heading="Tiltak"),
        Place(heading="Tiltak", paragraph=1),
        Place(heading="Tiltak", paragraph=2),
        Place(heading="Tiltak", paragraph=4, row=1, column=1),
    ]
    assert isinstance(grid, Grid)
    assert grid.name == "Kurs"
    assert grid.rows[2][2].place == Place(heading="Tiltak", paragraph=3, row=2, column=2)
    assert grid.place_of(2, 1) == Place(heading="Tiltak", paragraph=3, row=2, column=1)


def test_deleted_cells_and_rows_span_nothing() -> None:
    deleted = tr(["x", "y"], tag("del"))
    parted = rows(tr([tc("1", DOWN), "a"]), deleted, tr([tc("", UP), "b"]))
    assert shown(blocks(parted)) == [{1: {1: ("1", 2, 1), 2: "a"}, 2: {2: "b"}}]


def test_items_of_a_list_that_is_counted_have_numbers() -> None:
    made = docx.Document()
    made.add_paragraph("en", style="List Number")
    made.add_paragraph("to", style="List Number")
    made.add_paragraph("tre", style="List Bullet")
    data = io.BytesIO()
    made.save(data)
    found = WordDocument(word_blocks(data, Limits()), ReaderContext(vocabulary)).paper_blocks()
    assert [block.number for block in found if isinstance(block, TextBlock)] == [1, 2, None]
