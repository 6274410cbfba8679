"""Pages of HTML as texts and tables of a paper, and as half-year papers."""

from __future__ import annotations

from typing import Any

import pytest
from agreement_2012 import HEADINGS, vocabulary
from hypothesis import given
from hypothesis import strategies as st
from paper_block_samples import shown
from said import said
from word_corpus import PART

from iacheck.forms.grids import Grid
from iacheck.language.limits import Limits
from iacheck.language.places import Place
from iacheck.readers import ReaderContext, Reading, Source, read, suffixes
from iacheck.readers.html_page.page import HtmlPage, read_page


def page(text: str) -> HtmlPage:
    return read_page(text, Limits())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hei", ["hei"]),
        ("<!-- intet -->", []),
        ("<title>x</title><style>p{}</style><script>1<2</script><p>hei", ["hei"]),
        ("<h1>Plan <i>2016</i></h1><h6>Mål</h6>", [("Plan 2016", 1), ("Mål", 6)]),
        ("<h2><b>Mål</b></h2><p> </p><hr>", [("Mål", 2, "bold")]),
        ("<p>&aring; &#230; &lt;b&gt;&nbsp;!", ["å æ <b>\xa0!"]),
        ("<p>en\n  to<br>tre</p><div>fire</div>fem", ["en to\ntre", "fire", "fem"]),
        ("<pre>en\n  to</pre>", ["en\n  to"]),
        ("<p><b>Mål:</b> færre", [("Mål: færre", "lead-in: Mål:")]),
        ("<p><b>Mål</b> <strong>og</strong>", [("Mål og", "bold")]),
        ("<p style='font-weight: bold'>Mål", [("Mål", "bold")]),
        ("<span style='font-weight:700'>a</span> b", [("a b", "lead-in: a")]),
        ("<ul><li>en<li><p>to</p><p>mer</p></ul>etter", [
            ("en", "item"), ("to", "item"), "mer", "etter"
        ]),
        ("<p>- en<br>- to", [("en", "item"), ("to", "item")]),
        ("<a href='http://x.no'>her</a> og <a href='#a'>der</a>", ["her (http://x.no) og der"]),
        ("<a href='http://x.no'><p>her</p></a>", ["her", "(http://x.no)"]),
        ("<p>a<select><option>b</select><svg><text>c</text></svg>d", ["ad"]),
        ("<p>for\x00\x0b\ud800år", ["for\ufffd\ufffd\ufffdår"]),
        ("</p></table></td><b><p>a</b>b", ["ab"]),
    ],
)  # fmt: skip
def test_texts(text: str, expected: list[Any]) -> None:
    assert shown(page(text).blocks) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<tr><th>A<th>B<tr><td>1<td>2", [{1: {1: "A", 2: "B"}, 2: {1: "1", 2: "2"}}]),
        ("<tr><td colspan=2>A<tr><td>1<td>2", [{1: {1: ("A", 1, 2)}, 2: {1: "1", 2: "2"}}]),
        (
            "<tr><td rowspan=2>1<td>a<tr><td>b<tr><td>c<td>d",
            [{1: {1: ("1", 2, 1), 2: "a"}, 2: {2: "b"}, 3: {1: "c", 2: "d"}}],
        ),
        (
            "<tr><td>x<td rowspan=0 colspan=2>1<td>a<tr><td>y<td>b",
            [{1: {1: "x", 2: ("1", 2, 2), 4: "a"}, 2: {1: "y", 4: "b"}}],
        ),
        ("<tr><td rowspan=x>1<td colspan=-1>2", [{1: {1: "1", 2: "2"}}]),
        ("<tr><td><p>en</p><p>to</p><td>", [{1: {1: "en\nto"}}]),
        ("<caption>Mål</caption><tr><td>a<td>b", ["Mål", {1: {1: "a", 2: "b"}}]),
        ("<tr><td><h2>a</h2><ul><li>b</ul>", [("a", 2), ("b", "item")]),
        (
            "<tr><td>a<td>b<table><tr><td>c<td>d</table>e",
            [{1: {1: "a", 2: "b\ne"}}, {1: {1: "c", 2: "d"}}],
        ),
        ("<tr><td> <td>", []),
    ],
)
def test_tables(text: str, expected: list[Any]) -> None:
    assert shown(page(f"<table>{text}</table>").blocks) == expected


def test_a_cell_without_a_row_is_in_the_first() -> None:
    assert shown(page("<table><td>a</td><td>b</td></table>").blocks) == [{1: {1: "a", 2: "b"}}]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "<dl><dt>Tiltak<dd>Kurs<dt>Ansvarlig<dd>NAV<dd>LO</dl>etter",
            [{1: {1: "Tiltak", 2: "Kurs"}, 2: {1: "Ansvarlig", 2: "NAV\nLO"}}, "etter"],
        ),
        ("<dl><div><dt>a</dt><dd><p>b</p><p>c</p></dd></div></dl>", [{1: {1: "a", 2: "b\nc"}}]),
        ("<dl><dt>a<dt>b<dd>c</dl>", [{1: {1: "a"}, 2: {1: "b", 2: "c"}}]),
        (
            "<dl><dt>a<dd>b<table><tr><td>1<td>2</table></dl>",
            [{1: {1: "a", 2: "b"}}, {1: {1: "1", 2: "2"}}],
        ),
        # terms above texts, or alone, and what is of no such list
        (
            "<dl><dt>Fagdag<dd>Ansvarlig: NAV.<dt>b<dd>c</dl>",
            ["Fagdag", "Ansvarlig: NAV.", "b", "c"],
        ),
        ("<dl><dt>a<dt>b</dl>", ["a", "b"]),
        ("<dl><dd>a<dd>b<dt>c</dl>", [{1: {2: "a\nb"}, 2: {1: "c"}}]),
        ("<dt>a<dd>b", ["a", "b"]),
        ("<table><tr><td><dt>a<dd>b<td>c</table>", [{1: {1: "a\nb", 2: "c"}}]),
        ("<dl><tr><td>a<td>b</dl>", ["a", "b"]),
    ],
)
def test_lists_of_terms(text: str, expected: list[Any]) -> None:
    assert shown(page(text).blocks) == expected


def test_places_count_from_the_heading_above() -> None:
    blocks = page(
        "<p>før<h1>Tiltak</h1><p>en<table><tr><td>a<td>b</table><p>- to<br>- tre"
        "<table><tr><td>i boks</table>"
    ).blocks
    grids = [block for block in blocks if isinstance(block, Grid)]
    assert [block.place for block in blocks if not isinstance(block, Grid)] == [
        Place(paragraph=1),
        Place(heading="Tiltak"),
        Place(heading="Tiltak", paragraph=1),
        Place(heading="Tiltak", paragraph=3),
        Place(heading="Tiltak", paragraph=3),
        Place(heading="Tiltak", paragraph=4, row=1, column=1),
    ]
    (grid,) = grids
    assert grid.name == "Tiltak"
    assert grid.rows[1][2].place == Place(heading="Tiltak", paragraph=2, row=1, column=2)
    assert grid.place_of(2, 1) == Place(heading="Tiltak", paragraph=2, row=2, column=1)


def told(found: HtmlPage) -> list[str]:
    return [said(one) for one in found.told]


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>skjult <b>tekst</b>",
        "<div style='color:red; display : none'><p>skjult</p> tekst</div>",
        "<span style='mso-hide:all'>skjult tekst<script>1</script></span>",
    ],
)
def test_what_is_hidden_is_left_out_and_told_of(hidden: str) -> None:
    found = page(f"<p>a</p>{hidden}")
    assert shown(found.blocks) == ["a"]
    assert told(found) == ["Hidden text is not read: “skjult tekst”"]


def test_nothing_is_told_of_what_holds_no_text() -> None:
    assert told(page("<div hidden> <noscript><p hidden>x</p></noscript></div>")) == []
    assert told(page("<img src=a><img src=b>")) == [
        "Pictures are not read; text that they show must be written in the document"
    ]


# As files


def reading(text: str | bytes, limits: Limits | None = None) -> Reading:
    data = text.encode() if isinstance(text, str) else text
    return read(Source("a.html", data), ReaderContext(vocabulary, limits=limits or Limits()))


def test_pages_are_read_by_their_suffixes() -> None:
    assert suffixes()[".html"] == suffixes()[".htm"] == "html"


def test_a_half_year_report_on_a_page() -> None:
    first, second, third = (headings[0] for headings in HEADINGS.values())
    found = reading(
        f"<h1>{PART}</h1><h2>{first}</h2><p>Det gikk<br>bra.<ul><li>en<li>to</ul>"
        f"<h2>{second}</h2><table><tr><td>a<td>b<tr><td>c</table><h2>{third}</h2><p>x"
    )
    assert [said(problem.message) for problem in found.problems] == []
    (document,) = found.documents
    assert [section["text"] for section in document.body["sections"]] == [
        "Det gikk\nbra.\n\n- en\n- to",
        "a\nb\n\nc",
        "x",
    ]


@pytest.mark.parametrize(
    ("text", "limits", "expected"),
    [
        ("<table><td>" * 101, Limits(), "Tables, boxes and other parts of the document"),
        ("<p>a" * 11, Limits(paragraphs=10), "The document has more than 10 paragraphs"),
        ("<p>" + "a<br>" * 11, Limits(paragraphs=10), "The document has more than 10 paragraphs"),
        ("<p>" + "a<br>" * 300_000, Limits(), "The document has more than 20"),
        ("<i>" * 11, Limits(elements=10), "The page has more than 10 elements"),
        (b"\1" * 99, Limits(), "The file holds no text"),
        (b"a" * (2**20 + 1), Limits(paper_mb=1), "A paper cannot be larger than 1 MB"),
    ],
)
def test_pages_that_are_refused(text: str | bytes, limits: Limits, expected: str) -> None:
    found = reading(text, limits)
    assert found.documents == ()
    (problem,) = found.problems
    assert said(problem.message).startswith(expected)


@pytest.mark.parametrize(
    "text", ["<p>a<br>b<p>c", "<p>a<br><br><br>b<br>c<br>", "<p>" + "<br>" * 99]
)
def test_lines_that_say_something_are_paragraphs_and_empty_ones_are_not(text: str) -> None:
    told = [said(problem.message) for problem in reading(text, Limits(paragraphs=3)).problems]
    assert not any("more than 3 paragraphs" in one for one in told)


def test_without_the_library_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("iacheck.readers.html.find_spec", {"lxml": None}.get)
    (problem,) = reading("<p>a").problems
    assert said(problem.message).startswith("Pages of HTML can be read once this is installed")


TAGS = st.lists(
    st.sampled_from(
        [
            *("<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<td rowspan=2 colspan=3>"),
            *("<p>", "</p>", "<li>", "</li>", "<b>", "</b>", "<h2>", "</h2>", "<a href=x>", "</a>"),
            *(
                "<div hidden>",
                "</div>",
                "<br>",
                "<pre>",
                "</pre>",
                "a",
                "b ",
                " ",
                "<",
                "&",
                "<!--",
            ),
            *("<script>", "</script>", "<body>", "</html>", "<select>", "<svg>", "<?xml?>", "\0"),
        ]
    ),
    max_size=40,
)


@given(TAGS.map("".join))
def test_any_page_is_read(text: str) -> None:
    for block in page(text).blocks:
        assert isinstance(block, Grid) or block.text


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert reading(data).documents == ()


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "<div>" * 800_000,
        "<b>a" * 1_000_000,
        "<x " + " ".join(f"a{n}=1" for n in range(300_000)) + ">hei",
        "<table>" + "<td colspan=1000 rowspan=99999>x" * 100_000,
        "<a href=x>" * 400_000,
        "<p>" + "a<br>" * 600_000,
        "<p>" + "a " * 2_000_000,
    ],
    ids=range(7),
)
def test_hostile_pages_end(text: str) -> None:
    assert reading(text).documents == ()
