"""Tables of PDFs as grids by their borders, where there are no tags; the same as in Word."""

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

XS = (60, 160, 260, 360)
YS = (700, 670, 640, 610)


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
