"""Tables of PDFs as grids by their tags."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from pdf_files import line, pdf, typeset, untagged
from pdf_samples import found_in
from pdf_tables import (
    cells,
    grids,
    spans,
    texts,
)

from iacheck.language.places import Place

TAGGED = {
    "a header, and cells that hold nothing": (
        "#table(columns: 3, table.header([A], [B], [C]), [1], [], [x], [], [y], [])",
        {(1, 1): "A", (1, 2): "B", (1, 3): "C", (2, 1): "1", (2, 3): "x", (3, 2): "y"},
        {},
    ),
    "merged cells": (
        "#table(columns: 3, table.cell(colspan: 3)[Delmål 1], table.cell(rowspan: 2)[r], [b], [c],"
        " [d], [e])",
        {(1, 1): "Delmål 1", (2, 1): "r", (2, 2): "b", (2, 3): "c", (3, 2): "d", (3, 3): "e"},
        {(1, 1): (1, 3), (2, 1): (2, 1)},
    ),
    "a merged cell that holds nothing": (
        "#table(columns: 3, [a], [b], [c], table.cell(colspan: 2)[], [d])",
        {(1, 1): "a", (1, 2): "b", (1, 3): "c", (2, 3): "d"},
        {},
    ),
    "paragraphs, broken lines and lists in cells": (
        "#table(columns: (3cm, 3cm), [en #parbreak() to], [en \\ to], [- en\n- to], [+ en\n+ to])",
        {(1, 1): "en\nto", (1, 2): "en\nto", (2, 1): "en\nto", (2, 2): "en\nto"},
        {},
    ),
    "a long text in a narrow cell": (
        "#table(columns: (3cm, 3cm), [Kurs i sykefraværsoppfølging i helse- og omsorgstjenesten],"
        " [b])",
        {(1, 1): "Kurs i sykefraværsoppfølging i helse- og omsorgstjenesten", (1, 2): "b"},
        {},
    ),
    "headings in cells": (
        "#table(columns: 2, [== Tiltak], [== Frist], [Kurs], [vår])",
        {(1, 1): "Tiltak", (1, 2): "Frist", (2, 1): "Kurs", (2, 2): "vår"},
        {},
    ),
    "notes and links": (
        '#table(columns: 2, [a#footnote[Noten.]], [#link("https://example.org")[b]], [c], [d])',
        {(1, 1): "a", (1, 2): "b", (2, 1): "c", (2, 2): "d"},
        {},
    ),
}


@pytest.mark.parametrize("name", TAGGED)
def test_a_tagged_table_is_a_grid(name: str) -> None:
    source, expected, merged = TAGGED[name]
    (grid,) = grids(typeset(f'#set text(lang: "nb", hyphenate: true)\n{source}'))
    assert cells(grid) == expected
    assert spans(grid) == merged


def test_a_table_over_several_pages_is_one_and_its_header_said_once() -> None:
    data = typeset(
        "#set page(height: 6cm)\n= Tiltak\n#table(columns: 2, table.header([Tittel], [Frist]),"
        " ..range(30).map(n => ([Kurs #n], [dag #n])).flatten())\nEtter"
    )
    (grid,) = grids(data)
    assert len(grid.rows) == 31
    assert cells(grid)[31, 2] == "dag 29"
    assert grid.name == "Tiltak"
    pages = found_in(data).pages
    assert pages > 3
    assert grid.rows[1][1].place == Place(page=1, heading="Tiltak", paragraph=1, row=1, column=1)
    assert grid.place_of(31, 7) == Place(
        page=grid.rows[31][1].place.page, heading="Tiltak", paragraph=1, row=31, column=7
    )
    assert [text.text for text in texts(data)] == ["Tiltak", "Etter"]


def tagged_table(rows: Sequence[Sequence[tuple[str, bytes]]], more: bytes = b"") -> bytes:
    """A table whose cells have entries of their own, as tags are written by hand."""
    content = b""
    owners: list[bytes] = []
    cell_objects: dict[int, bytes] = {}
    row_objects: dict[int, bytes] = {}
    for at, row in enumerate(rows):
        numbers = []
        for column, (text, entries) in enumerate(row):
            mcid, number = len(owners), 200 + len(owners)
            content += b"/TD<</MCID %d>>BDC " % mcid
            content += line(text, 60 + 100 * column, 700 - 30 * at) + b"EMC "
            cell_objects[number] = b"<</S/TD/P %d 0 R/Pg 10 0 R/K[%d]%s>>" % (
                100 + at,
                mcid,
                entries,
            )
            owners.append(b"%d 0 R" % number)
            numbers.append(b"%d 0 R" % number)
        row_objects[100 + at] = b"<</S/TR/P 6 0 R/K[%s]>>" % b" ".join(numbers)
    objects = untagged(
        [content + more], b"/MarkInfo<</Marked true>>/StructTreeRoot 5 0 R", b"/StructParents 0"
    )
    kids = b" ".join(b"%d 0 R" % number for number in row_objects)
    objects |= {
        5: b"<</Type/StructTreeRoot/K 6 0 R/ParentTree 7 0 R>>",
        6: b"<</S/Table/P 5 0 R/K[%s]>>" % kids,
        7: b"<</Nums[0[%s]]>>" % b" ".join(owners),
        **row_objects,
        **cell_objects,
    }
    return pdf(objects)


def test_spans_are_attributes_of_cells_and_a_text_may_be_said_instead() -> None:
    span = b"/A<</O/Table/ColSpan 2>>"
    (grid,) = grids(
        tagged_table(
            [
                [("a", span), ("b", b"/A[<</O/Layout/Width 9>><</O/Table/RowSpan 2>>]")],
                [("c", b"/ActualText(ett)"), ("d", b"/A<</O/Table/ColSpan 0/RowSpan 99999>>")],
            ]
        )
    )
    assert cells(grid) == {(1, 1): "a", (1, 3): "b", (2, 1): "ett", (2, 2): "d"}
    assert spans(grid) == {(1, 1): (1, 2), (1, 3): (2, 1)}


def test_a_tagged_table_of_more_places_than_anyone_reads_is_told_of() -> None:
    wide = b"/A<</O/Table/ColSpan 999/RowSpan 999>>"
    data = tagged_table([[("a", wide), ("b", wide)] for _ in range(20)])
    assert grids(data) == []
    assert found_in(data).unclear_tables == [1]


def test_a_caption_is_a_text_of_its_own() -> None:
    data = typeset("#figure(table(columns: 2, [a], [- b], [c], [d]), caption: [Tiltakene])")
    (grid,) = grids(data)
    assert "".join(map(str, cells(grid).values())) == "abcd"
    assert any(text.text.endswith("Tiltakene") for text in texts(data))


def test_what_lays_out_a_page_is_no_table() -> None:
    data = typeset("#table(columns: 2, [== Venstre\nen], [== Høyre\nto])\n#table([a], [b])")
    assert grids(data) == []
    assert [text.text for text in texts(data)] == ["Venstre", "en", "Høyre", "to", "a", "b"]
    assert found_in(data).unclear_tables == []


def test_a_table_in_a_table_is_a_grid_of_its_own() -> None:
    inner = "table(columns: 2, [a], [b], [c], [d])"
    found = grids(typeset(f"#table(columns: 2, [Utenfor], [{'#' + inner}], [e], [f])"))
    assert [cells(grid) for grid in found] == [{(1, 1): "a", (1, 2): "b", (2, 1): "c", (2, 2): "d"}]


@pytest.mark.parametrize(
    "rows",
    [
        "[a], [b], [c], [d], [], table.cell(colspan: 2)[], [e]",
        "[a], [b], [c], [d], table.cell(rowspan: 2)[], [e], [f], [], [g], [], [h]",
    ],
)
def test_a_tagged_table_whose_empty_cells_may_be_merged_is_told_of(rows: str) -> None:
    data = typeset(f"#table(columns: 4, {rows})")
    assert found_in(data).unclear_tables == [1]
    assert grids(data) == []
    assert any("| " in text.text for text in texts(data))
