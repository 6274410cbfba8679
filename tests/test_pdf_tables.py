"""Tables of PDFs as grids: by their tags, and by their borders where there are no tags."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from pdf_files import line, pdf, typeset, untagged
from pdf_samples import found_in
from pdf_tables import (
    Cells,
    Edges,
    boxed,
    cells,
    filled,
    grids,
    in_one_go,
    said,
    spans,
    stroked,
    texts,
    without_tags,
)
from repeats import times
from test_docx_reader import document_of
from test_pdf_laws import TEXT
from word_files import p, table, tc

from iacheck.language.places import Place

XS = (60, 160, 260, 360)
YS = (700, 670, 640, 610)

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


@pytest.mark.parametrize("draw", [stroked, filled, boxed, in_one_go])
def test_an_untagged_table_is_a_grid_by_its_borders(draw: Callable[[Edges, Edges], bytes]) -> None:
    page = (
        line("Tiltak i år", 60, 760, 16)
        + line("Foran tabellen står det en linje.", 60, 740)
        + draw(XS, YS)
        + said(
            XS,
            YS,
            [
                ("Tittel", "Partnere", "Frist"),
                ("Kurs i dialog og\noppfølging", "NHO\nLO", ""),
                ("", "x", "juni"),
            ],
        )
        + line("Etter", 60, 580)
    )
    data = pdf(untagged([page]))
    (grid,) = grids(data)
    assert cells(grid) == {
        (1, 1): "Tittel",
        (1, 2): "Partnere",
        (1, 3): "Frist",
        (2, 1): "Kurs i dialog og oppfølging",
        (2, 2): "NHO\nLO",
        (3, 2): "x",
        (3, 3): "juni",
    }
    assert spans(grid) == {}
    assert [text.text for text in texts(data)] == [
        "Tiltak i år",
        "Foran tabellen står det en linje.",
        "Etter",
    ]
    assert found_in(data).unclear_tables == []


def test_merged_cells_of_an_untagged_table_have_no_border_inside() -> None:
    borders = (
        b"60 700 m 360 700 l S 60 670 m 360 670 l S 160 640 m 360 640 l S 60 610 m 360 610 l S "
        b"60 700 m 60 610 l S 160 670 m 160 610 l S 260 670 m 260 610 l S 360 700 m 360 610 l S "
    )
    rows = [("Delmål 1",), ("merket", "b", "c"), ("", "d", "e")]
    (grid,) = grids(pdf(untagged([borders + said(XS, YS, rows)])))
    assert cells(grid) == {
        (1, 1): "Delmål 1",
        (2, 1): "merket",
        (2, 2): "b",
        (2, 3): "c",
        (3, 2): "d",
        (3, 3): "e",
    }
    assert spans(grid) == {(1, 1): (1, 3), (2, 1): (2, 1)}


def test_a_table_may_have_no_border_around_it() -> None:
    inside = (
        b"160 700 m 160 610 l S 260 700 m 260 610 l S 60 670 m 360 670 l S 60 640 m 360 640 l S "
    )
    rows = [("a", "b", "c"), ("d", "e", "f"), ("g", "h", "i")]
    (grid,) = grids(pdf(untagged([inside + said(XS, YS, rows)])))
    assert "".join(map(str, cells(grid).values())) == "abcdefghi"
    assert list(grid.rows) == [1, 2, 3]


NARROW = (60, 123, 200)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # A space stands where the line ends, so that the word without one is broken.
        ("Kurs om \nFagforbund\net i ting", "Kurs om Fagforbundet i ting"),
        ("Kurs om \n955123456\n7", "Kurs om 9551234567"),
        ("Kurs om \n12.345.67\n8,90", "Kurs om 12.345.678,90"),
        # There was no room for the space.
        ("Kurs om \noppfølging\nav dem", "Kurs om oppfølging av dem"),
        ("Kurs om \nFagforbund\nEt til", "Kurs om Fagforbund Et til"),
        ("Kurs om \nFagforbund\n3", "Kurs om Fagforbund 3"),
        # Somebody began a new line.
        ("Kurs \nLO\nog NHO", "Kurs\nLO\nog NHO"),
        ("• en\n• to", "en\nto"),
    ],
)
def test_lines_of_a_narrow_cell(lines: str, expected: str) -> None:
    ys = (700, 640)
    drawn = stroked(NARROW, ys) + said(NARROW, ys, [(lines, "x")])
    usual = "".join("Dette er linjer \nsom ender slik \n" for _ in range(4))
    page = drawn + said((60,), (500,), [(usual,)])
    (grid,) = grids(pdf(untagged([page])))
    assert cells(grid)[1, 1] == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # No program sets a date on two lines, unless it breaks words.
        ("15.04.20\n16", "15.04.2016"),
        ("15.04\n.2016", "15.04.2016"),
        ("gjennom-\nført", "gjennom-ført"),
        ("25 000,\n-", "25 000,-"),
        ("Fagforbund\net", "Fagforbund et"),
        ("Fagforbund\nr", "Fagforbundr"),
        ("Fagforbund\nå", "Fagforbund å"),
    ],
)
def test_what_is_broken_for_certain(lines: str, expected: str) -> None:
    ys = (700, 660)
    (grid,) = grids(pdf(untagged([stroked(NARROW, ys) + said(NARROW, ys, [(lines, "x")])])))
    assert cells(grid)[1, 1] == expected


def test_where_dates_are_broken_words_are() -> None:
    ys = (700, 660)
    row = ("Fagforbund\net", "15.04.20\n16")
    (grid,) = grids(pdf(untagged([stroked(NARROW, ys) + said(NARROW, ys, [row])])))
    assert cells(grid) == {(1, 1): "Fagforbundet", (1, 2): "15.04.2016"}


def over_pages(
    last: tuple[str, ...], first: tuple[str, ...], header: tuple[str, ...] = ()
) -> bytes:
    """A table whose second row stands last on a page; what comes first on the next one."""
    rows = [("Tittel", "Partnere", "Frist"), last]
    more = [*([header] if header else []), first, ("Seminar", "KS", "juni")]
    one = stroked(XS, YS[:3]) + said(XS, YS, rows)
    two = stroked(XS, YS[: len(more) + 1]) + said(XS, YS, more)
    return pdf(untagged([line("Tiltak", 60, 760, 16) + one, two]))


COURSE = ("Kurs i dialog og", "NHO", "vår")


@pytest.mark.parametrize(
    ("first", "header", "second", "unclear"),
    [
        (("Nettverk", "LO", "mai"), (), ("Kurs i dialog og", "NHO", "vår"), []),
        (
            ("Nettverk", "LO", "mai"),
            ("Tittel", "Partnere", "Frist"),
            ("Kurs i dialog og", "NHO", "vår"),
            [],
        ),
        (("oppfølging", "", ""), (), ("Kurs i dialog og oppfølging", "NHO", "vår"), []),
    ],
)
def test_an_untagged_table_goes_on_over_a_page_break(
    first: tuple[str, ...],
    header: tuple[str, ...],
    second: tuple[str, ...],
    unclear: list[int],
) -> None:
    data = over_pages(COURSE, first, header)
    (grid,) = grids(data)
    rows = [tuple(cell.value for cell in row.values()) for row in grid.rows.values()]
    new = [] if first[0].islower() else [first]
    assert rows == [
        ("Tittel", "Partnere", "Frist"),
        second,
        *new,
        ("Seminar", "KS", "juni"),
    ]
    assert found_in(data).unclear_tables == unclear
    assert grid.rows[2][1].place.page == 1
    assert grid.rows[3][1].place.page == 2


@pytest.mark.parametrize("first", [("Fagforbundet", "", ""), ("", "LO", "mai"), ("Nytt", "y", "")])
def test_a_page_that_may_begin_inside_a_row_is_told_of(first: tuple[str, ...]) -> None:
    data = over_pages(COURSE, first)
    assert found_in(data).unclear_tables == [2]
    assert len(grids(data)) == 1


def test_a_row_and_a_merged_cell_go_on_together() -> None:
    one = stroked(XS, YS[:2]) + said(XS, YS, [("2", "Kurs i dialog og", "vår")])
    two = (
        b"60 700 m 360 700 l S 160 670 m 360 670 l S 60 640 m 360 640 l S "
        + b"".join(b"%d 700 m %d 640 l S " % (x, x) for x in XS)
        + said(XS, YS, [("", "oppfølging", ""), ("", "Seminar", "høst")])
    )
    (grid,) = grids(pdf(untagged([one, two])))
    assert cells(grid) == {
        (1, 1): "2",
        (1, 2): "Kurs i dialog og oppfølging",
        (1, 3): "vår",
        (2, 2): "Seminar",
        (2, 3): "høst",
    }
    assert spans(grid) == {(1, 1): (2, 1)}


def test_a_header_of_merged_cells_is_said_once() -> None:
    ys = (700, 670, 640, 610)
    header = (
        b"60 700 m 360 700 l S 160 670 m 360 670 l S 60 640 m 360 640 l S 60 610 m 360 610 l S "
        b"60 700 m 60 610 l S 160 700 m 160 610 l S 260 670 m 260 610 l S 360 700 m 360 610 l S "
    )
    pages = [
        header + said(XS, ys, [("Tiltak", "Når", ""), ("", "Fra", "Til"), row])
        for row in (("Kurs", "1. mai", "2. mai"), ("Seminar", "3. mai", "4. mai"))
    ]
    (grid,) = grids(pdf(untagged(pages)))
    assert [tuple(cell.value for cell in row.values()) for row in grid.rows.values()] == [
        ("Tiltak", "Når"),
        ("Fra", "Til"),
        ("Kurs", "1. mai", "2. mai"),
        ("Seminar", "3. mai", "4. mai"),
    ]
    assert spans(grid) == {(1, 1): (2, 1), (1, 2): (1, 2)}


def test_other_columns_or_a_text_between_begin_another_table() -> None:
    table_1 = stroked(XS, YS) + said(XS, YS, [("a", "b", "c")] * 3)
    others = stroked((60, 160, 360), YS) + said((60, 160), YS, [("d", "e")] * 3)
    under = line("Under", 60, 500)
    assert len(grids(pdf(untagged([table_1, others])))) == 2
    assert len(grids(pdf(untagged([table_1 + under, table_1])))) == 2
    assert len(grids(pdf(untagged([table_1, line("Over", 60, 760) + table_1])))) == 2
    assert len(grids(pdf(untagged([table_1, table_1])))) == 1


COLUMNS = [("Tittel", "Partnere", "Frist"), ("Kurs", "NHO", "vår"), ("Seminar", "LO", "høst")]


@pytest.mark.parametrize(
    ("drawn", "is_unclear"),
    [
        # Texts in columns, with no borders or only lines between rows.
        (said(XS, YS, COLUMNS), True),
        (said(XS, YS, COLUMNS) + stroked((60,), YS), True),
        (said((60, 260), YS, [("Navn", "Beløp")] * 3), True),
        (said((60, 260), YS, [("Navn", "Beløp")] * 2), False),
        # A text that runs on over a border.
        (stroked(XS, YS) + said(XS, YS, [("Kurs i dialog og oppfølging", "", "x")]), True),
        # Cells that are no rectangles.
        (
            b"60 700 m 360 700 l S 60 670 m 160 670 l S 60 640 m 360 640 l S 60 700 m 60 640 l S "
            b"160 670 m 160 640 l S 360 700 m 360 640 l S "
            + said(XS, YS, [("a", "b"), ("c", "d")]),
            True,
        ),
        # A box around a text, two beside each other, and a diagram.
        (stroked((60, 360), (700, 610)) + said(XS, YS, [("I en ramme",)]), False),
        (stroked(XS, YS) + said(XS, YS, [("", "a", ""), ("", "b", "")]), False),
        (stroked(range(60, 500, 4), range(700, 100, -4)) + said(XS, YS, [("a",)]), False),
        (stroked([60 + n % 400 for n in range(4001)], (700, 600)) + said(XS, YS, [("a",)]), False),
        (b"60 60 m %sS " % (b"61 61 l 60 60 l " * 10001) + said(XS, YS, [("a",)]), False),
    ],
)
def test_what_is_no_plain_table_stays_text_and_is_told_of_where_it_looks_like_one(
    drawn: bytes, *, is_unclear: bool
) -> None:
    data = pdf(untagged([drawn]))
    assert grids(data) == []
    assert found_in(data).unclear_tables == ([1] if is_unclear else [])
    assert texts(data)


def test_borders_without_a_tagged_table_are_told_of() -> None:
    data = typeset("#grid(columns: 2, stroke: 1pt, [a], [b], [c], [d])")
    assert grids(data) == []
    assert found_in(data).unclear_tables == [1]


# No text is empty in the first row, so that Word's table has as many columns.
ROWS = st.tuples(
    st.tuples(TEXT, TEXT, TEXT),
    st.lists(st.tuples(*[st.lists(TEXT, max_size=2).map("\n".join)] * 3), min_size=1, max_size=5),
).map(lambda rows: [rows[0], *rows[1]])


def of_word(rows: Sequence[Sequence[str]]) -> Cells:
    """The table in Word, where a line of a cell is a paragraph."""
    body = table(*([tc("".join(map(p, text.split("\n")))) for text in row] for row in rows))
    (grid,) = document_of(body).grids()
    return cells(grid)


def of_pdf(rows: Sequence[Sequence[str]], width: int, *, hyphenate: bool) -> bytes:
    """The table typeset in columns so many centimetres wide."""
    return typeset(
        f"""
        #set text(lang: "nb", size: 9pt, hyphenate: {str(hyphenate).lower()})
        #set page(width: 26cm, height: 20cm)
        #table(columns: ({width}cm,) * 3, ..json(bytes(sys.inputs.rows)).flatten().map(
          text => text.split("\\n").map(line => [#line]).join(parbreak())
        ))
        """,
        rows=json.dumps(rows),
    )


def on_one_line(found: Cells) -> Cells:
    return {at: " ".join(str(value).split()) for at, value in found.items()}


@settings(max_examples=times(5), phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(ROWS, st.integers(4, 7), st.booleans())
@example([("a", "b", "c"), ("ejirÅÅøvb2true åjusnkdasfØjeÅos gugyyÅØØÆelse", "", "x")], 5, True)
def test_a_table_is_the_same_in_word_and_in_pdf(
    rows: list[tuple[str, ...]], width: int, hyphenate: bool
) -> None:
    # Where a line ends beside a hyphen, nobody can tell whether a space stood there, too.
    rows = [tuple(text.replace("-", "") for text in row) for row in rows]
    expected = of_word(rows)
    data = of_pdf(rows, width, hyphenate=hyphenate)
    (grid,) = grids(data)
    assert cells(grid) == expected
    # Without tags, the paragraphs of a cell run together where their lines are full.
    found = grids(without_tags(data))
    if found_in(data).pages == 1:
        (grid,) = found
        assert on_one_line(cells(grid)) == on_one_line(expected)
