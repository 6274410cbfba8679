"""Word files as papers: text, headings, tables and their places."""

from __future__ import annotations

import html
import io
import re
from collections import Counter
from typing import Any

import mammoth
import pytest
from agreement_2012 import vocabulary
from docx_samples import (
    ACTIVITY,
    DEVIATION,
    EXPERIENCE,
    START,
    only,
    places,
    reading,
    sections,
    told,
)
from hypothesis import given
from hypothesis import strategies as st
from test_real_paper import REAL
from word_corpus import CASES, PART
from word_files import (
    NUMBERS,
    bold,
    from_markdown,
    item,
    p,
    parts_of,
    run,
    table,
    tc,
    tr,
    word,
)

from iacheck.documents.schemas import load_schemas
from iacheck.forms.grids import Grid, Raw
from iacheck.forms.layout import forms
from iacheck.language.limits import Limits
from iacheck.language.places import Place
from iacheck.readers import ReaderContext, Reading, Source, read
from iacheck.readers.docx import WordDocument
from iacheck.readers.word.document_body import word_blocks


@pytest.mark.parametrize("name", CASES)
def test_what_word_can_do_to_a_text(name: str) -> None:
    case = CASES[name]
    found = reading(word(START, case.body, **case.parts))
    assert told(found) == list(case.notices)
    assert {problem.level for problem in found.problems} <= {"notice"}
    (document,) = found.documents
    assert sections(document) == [(ACTIVITY, case.text)]


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def others_words(data: bytes) -> Counter[str]:
    """The words of a Word file as another library has them: without the marks of lists."""
    made = mammoth.convert_to_html(io.BytesIO(data)).value
    parted = re.sub(r"<br />|</?(?:p|td|h\d|li|ol|ul)>", " ", made)
    return words(html.unescape(re.sub(r"<[^>]+>", "", parted)))


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.agrees])
def test_another_library_has_the_same_words(name: str) -> None:
    case = CASES[name]
    marks = r"(?m)^(?:-|\d+\.|[a-z]\)|1\.b\.i) "
    own = words(f"{PART} {ACTIVITY} {re.sub(marks, '', case.text)}")
    assert others_words(word(START, case.body, **case.parts)) == own


def test_most_of_the_corpus_is_held_against_the_other_library() -> None:
    assert sum(case.agrees for case in CASES.values()) >= 25


def test_places_name_heading_and_paragraph() -> None:
    document = only(
        word(
            p("Forside"),
            p("Rapportering om IA-arbeidet", style="Overskrift1").replace(
                "</w:p>", "<w:r><w:br/></w:r>" + run("2. halvår 2012 fra LO") + "</w:p>"
            ),
            p("en"),
            p(EXPERIENCE, style="Overskrift2"),
            p(""),
            p("Under", style="Overskrift3"),
            p("to"),
            p(bold(f"{DEVIATION}:")),
            table(["tre", tc(p("") + p("fire"))], [p(""), "fem"]),
            p(ACTIVITY),
            p("seks"),
            p("sju"),
        )
    )
    assert [heading for heading, _ in sections(document)] == [
        PART,
        EXPERIENCE,
        f"{DEVIATION}:",
        ACTIVITY,
    ]
    assert {path: place for path, place in places(document).items() if "text" in path} == {
        "/sections/0/text": Place(heading=PART, paragraph=1),
        "/sections/1/text": Place(heading="Under"),
        "/sections/2/text": Place(heading=f"{DEVIATION}:", paragraph=1, row=1, column=1),
        "/sections/3/text": Place(heading=ACTIVITY, paragraph=1),
    }
    assert places(document)[""] == Place(heading=PART)


def document_of(*body: str) -> WordDocument:
    held = word_blocks(io.BytesIO(word(*body)), Limits())
    return WordDocument(held, ReaderContext(vocabulary, forms=forms(load_schemas())))


def test_lines_of_tables_tell_row_and_column() -> None:
    document = document_of(
        p("før"),
        table(["a", "b"], ["", tc(p("c") + table(["d"]))]),
        p("etter"),
    )
    assert [(line.text, line.place, line.begins) for line in document.lines()] == [
        ("før", Place(paragraph=1), True),
        ("a", Place(paragraph=2, row=1, column=1), True),
        ("b", Place(paragraph=2, row=1, column=2), False),
        ("c", Place(paragraph=2, row=2, column=2), True),
        ("d", Place(paragraph=2, row=1, column=1), True),
        ("etter", Place(paragraph=3), True),
    ]


def test_a_heading_in_a_table_is_a_heading() -> None:
    document = document_of(table([tc(p(EXPERIENCE) + p("en"))]), p("to"))
    assert [(line.text, line.place) for line in document.lines()] == [
        (EXPERIENCE, Place(heading=EXPERIENCE, row=1, column=1)),
        ("en", Place(heading=EXPERIENCE, row=1, column=1)),
        ("to", Place(heading=EXPERIENCE, paragraph=1)),
    ]


def test_numbers_of_headings_are_word_s_and_not_read() -> None:
    document = document_of(item(EXPERIENCE, of=NUMBERS, at=2), item("en", of=NUMBERS))
    assert [line.text for line in document.lines()] == [EXPERIENCE, "2. en"]


def cells(grid: Grid) -> dict[tuple[int, int], Raw]:
    return {(r, c): cell.value for r, row in grid.rows.items() for c, cell in row.items()}


def test_tables_are_grids_by_the_heading_above_them() -> None:
    document = document_of(
        p("Handlingsplan", style="Overskrift1"),
        table(["Råd", "Rogaland"], ["", ""], ["Periode", "2015"]),
        p("Aktiviteter for året", style="Overskrift2"),
        p("Fylles ut av rådet."),
        table(
            ["Tittel", "Partnere"],
            ["Kurs", tc(item("NHO") + item("LO"))],
            ["Seminar", tc(p("LO") + table(["a", "b"]))],
        ),
        p(bold("Mål")),
        table(["Mål"]),
        p("Mål"),
        table(["Tekst"]),
    )
    plan, activities, nested, goals, more = document.grids()
    assert (plan.name, cells(plan)) == (
        "Handlingsplan",
        {(1, 1): "Råd", (1, 2): "Rogaland", (3, 1): "Periode", (3, 2): "2015"},
    )
    assert (activities.name, cells(activities)) == (
        "Aktiviteter for året",
        {
            (1, 1): "Tittel",
            (1, 2): "Partnere",
            (2, 1): "Kurs",
            (2, 2): "NHO\nLO",
            (3, 1): "Seminar",
            (3, 2): "LO",
        },
    )
    assert (nested.name, cells(nested)) == ("Aktiviteter for året", {(1, 1): "a", (1, 2): "b"})
    # A paragraph in bold is a heading of tables where it is what a form calls a table.
    assert [goals.name, more.name] == ["Mål", "Mål"]
    assert activities.place_of(9, 2) == Place(
        heading="Aktiviteter for året", paragraph=2, row=9, column=2
    )
    assert activities.rows[2][1].place == activities.place_of(2, 1)
    assert more.place_of(1, 1) == Place(heading="Mål", paragraph=3, row=1, column=1)
    assert document.titles() == ("Handlingsplan", "Aktiviteter for året", "Mål")


def test_a_table_may_stand_under_any_paragraph_in_bold_or_under_nothing() -> None:
    document = document_of(
        table(["a"]), p(bold("Tiltak i år")), table(["b"]), table(["c"]), p("vanlig"), table(["d"])
    )
    assert [grid.name for grid in document.grids()] == ["", "Tiltak i år", "", ""]


def test_columns_are_those_of_the_table_s_own_edges() -> None:
    spanning = tc("a", '<w:gridSpan w:val="2"/>')
    askew = document_of(
        "<w:tbl>" + tr([spanning, "b"]) + tr(["c", spanning.replace(">a<", ">d<")]) + "</w:tbl>"
    )
    assert [cells(grid) for grid in askew.grids()] == [
        {(1, 1): "a", (1, 2): "b", (2, 1): "c", (2, 2): "d"}
    ]
    merged = document_of(
        "<w:tbl>"
        + tr([spanning, "b"])
        + tr(["c", "d", "e"])
        + tr(["f"], '<w:gridBefore w:val="2"/>')
        + "</w:tbl>"
    )
    assert [cells(grid) for grid in merged.grids()] == [
        {(1, 1): "a", (1, 3): "b", (2, 1): "c", (2, 2): "d", (2, 3): "e", (3, 3): "f"}
    ]


def bodies(found: Reading) -> list[dict[str, Any]]:
    assert told(found) == []
    return [dict(document.body) for document in found.documents]


@pytest.mark.sources
@pytest.mark.parametrize("styled", [True, False])
def test_the_real_paper_in_word_gives_the_same_documents_as_its_text(*, styled: bool) -> None:
    text = REAL.read_text("utf-8")
    found = bodies(reading(from_markdown(text, styled=styled)))
    if not styled:
        text = re.sub(r"(?m)^#+ +\**(.*?)\**$", r"**\1**", text)
    assert found == bodies(read(Source("rapport.txt", text.encode()), ReaderContext(vocabulary)))
    assert len(found) == 11


@pytest.mark.sources
def test_another_library_has_the_words_of_the_real_paper() -> None:
    data = from_markdown(REAL.read_text("utf-8"))
    held = WordDocument(word_blocks(io.BytesIO(data), Limits()), ReaderContext(vocabulary))
    own = words("\n".join(line.text for line in held.lines()))
    # Without the numbers of the only numbered list.
    numbers = Counter(["1", "2"])
    assert others_words(data) == own - numbers


LINE = st.text(st.sampled_from("abcæøå ,."), min_size=1, max_size=12).map(str.strip).filter(bool)


LINES = st.lists(LINE, min_size=1, max_size=3)


BLOCK = st.one_of(
    LINES.map("\n".join),
    LINE.map("### {}".format),
    LINE.map("**{}**".format),
    LINE.map("[{}](https://nav.no)".format),
    LINES.map(lambda items: "\n".join(f"- {one}" for one in items)),
    st.builds(
        lambda items, first: "\n".join(f"{n}. {one}" for n, one in enumerate(items, first)),
        LINES,
        st.integers(1, 99),
    ),
    st.sampled_from([f"## {heading}" for heading in (EXPERIENCE, DEVIATION, ACTIVITY)]),
)


@given(st.lists(BLOCK, max_size=12))
def test_a_text_in_word_gives_the_same_documents_as_in_markdown(written: list[str]) -> None:
    text = "\n\n".join([f"# {PART}", *written])
    as_text = bodies(read(Source("a.md", text.encode()), ReaderContext(vocabulary)))
    assert bodies(reading(from_markdown(text))) == as_text


def test_a_document_with_macros_is_read_like_a_workbook_with_them() -> None:
    plain = word(START, p("en"))
    rels = parts_of(plain)["word/_rels/document.xml.rels"].decode()
    kind = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    macros = f'<Relationship Id="m" Type="{kind}" Target="vbaProject.bin"/></Relationships>'
    with_macros = rels.replace("</Relationships>", macros)
    data = word(START, p("en"), more={"word/_rels/document.xml.rels": with_macros.encode()})
    known = ReaderContext(vocabulary)
    found = read(Source("a.docm", data), known)
    assert [document.key for document in found.documents] == ["lo-2012-h2"]
    assert told(found) == ["The document has macros; they are not run, and nothing is read in them"]
    assert read(Source("a.docm", plain), known).problems == ()
