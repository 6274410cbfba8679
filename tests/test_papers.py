"""Papers, whatever they are written in: what stands together, charts, and lists in parts."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from paper_material import material_of
from paper_rounds import ROUNDS
from result_samples import COUNCIL, MET, PROBLEMS, RESULT, result_of

from iacheck.cases.findings import Finding, Result, Subject, SubjectFindings
from iacheck.language.language import language
from iacheck.language.messages import LANGS, Lang, message
from iacheck.language.periods import Period
from iacheck.reports import as_html, as_md
from iacheck.reports.blocks import (
    Bar,
    Block,
    Chart,
    Column,
    Facts,
    Heading,
    Items,
    NewPage,
    Paper,
    Paragraph,
    Span,
    Table,
    page_runs,
    plain_text,
)
from iacheck.reports.charts import ON_A_PAGE, ON_A_SCREEN, ON_A_SMALL_SCREEN, drawing
from iacheck.reports.deviations import deviation_paper
from iacheck.reports.order import in_order_of_names
from iacheck.reports.split import result_name, results_by_subject

HEADING, TEXT, LONG = Heading(1, "x"), Paragraph(plain_text("x")), Paragraph(plain_text("x" * 300))
NOTE = Paragraph(plain_text("n"), "note")
FACTS, NARROW = Facts([("x", plain_text("x"))]), Table("x", [Column("x")], [[plain_text("x")]])
WIDE = Table("x", [Column("x")] * 13, [[plain_text("x")] * 13])


@pytest.mark.parametrize(
    ("blocks", "kept"),
    [
        ([HEADING, TEXT, TEXT], [True, True, False]),
        ([HEADING, LONG, TEXT], [True, False, False]),
        ([TEXT, TEXT], [False, False]),
        ([TEXT, FACTS], [True, False]),
        ([LONG, NARROW], [True, False]),
        ([HEADING, TEXT, FACTS, TEXT], [True, True, False, False]),
        ([HEADING, TEXT], [True, False]),
    ],
)
def test_what_must_not_stand_last_on_a_page(blocks: list[Block], kept: list[bool]) -> None:
    (run,) = page_runs(blocks)
    assert [block.with_next for block in run.blocks] == kept


@pytest.mark.parametrize(
    ("blocks", "pages"),
    [
        ([], []),
        ([TEXT], [(False, 1)]),
        ([WIDE], [(True, 1)]),
        ([TEXT, HEADING, WIDE, TEXT], [(False, 1), (True, 2), (False, 1)]),
        ([HEADING, HEADING, WIDE, WIDE], [(True, 3), (True, 1)]),
        ([HEADING, NARROW, WIDE], [(False, 2), (True, 1)]),
        # What is said beside a table stands on its page.
        ([WIDE, NOTE, NOTE, TEXT, NOTE], [(True, 3), (False, 2)]),
        ([WIDE, NOTE, WIDE], [(True, 2), (True, 1)]),
        ([NARROW, NOTE, WIDE], [(False, 2), (True, 1)]),
    ],
)
def test_where_pages_turn(blocks: list[Block], pages: list[tuple[bool, int]]) -> None:
    assert [(run.sideways, len(run.blocks)) for run in page_runs(blocks)] == pages


def test_a_chart_says_in_words_what_it_shows() -> None:
    bars = [Bar("a<b", 2, "2"), Bar("b", 1, "1"), Bar("c", 0, "0"), Bar("d", -1, "−1")]
    svg = etree.fromstring(drawing(Chart("Tittel & mer", bars, "a: 2"), name="n"))
    space = "{http://www.w3.org/2000/svg}"
    assert [e.text for e in svg.iter(f"{space}title")] == ["Tittel & mer"]
    assert [e.text for e in svg.iter(f"{space}desc")] == ["a: 2"]
    assert svg.get("aria-labelledby") == "n-title n-text"
    assert [e.get("width") for e in svg.iter(f"{space}rect")] == ["80%", "40%", "0%", "0%"]
    assert "a<b" in [e.text for e in svg.iter(f"{space}text")]
    assert etree.fromstring(drawing(Chart("x", [], "x"))).get("height") == "1"


@given(
    st.lists(st.text("abc æ-", max_size=400), min_size=1, max_size=4),
    st.sampled_from([ON_A_PAGE, ON_A_SCREEN, ON_A_SMALL_SCREEN]),
)
def test_the_label_of_a_bar_is_all_there_in_lines_that_fit(labels: list[str], letters: int) -> None:
    chart = Chart("x", [Bar(label, 1, "1") for label in labels], "x")
    svg = etree.fromstring(drawing(chart, letters=letters))
    tops = [float(e.get("y")) for e in svg if e.tag.endswith(("text", "rect"))]
    # From top to bottom, and the last one is inside.
    assert [*tops, float(svg.get("height"))] == sorted([*tops, float(svg.get("height"))])
    lines = [e.text or "" for e in svg if e.tag.endswith("}text") and not e.get("dx")]
    assert max(map(len, lines)) <= letters
    if max(map(len, labels)) < 3 * letters:
        assert "".join(lines).replace(" ", "") == "".join(labels).replace(" ", "")


def test_a_chart_in_markdown_is_a_table() -> None:
    told = as_md.write(Paper("x", "nb", [Chart("Figur", [Bar("a|b", 2, "2")], "a: 2"), NewPage()]))
    assert told.decode().split("\n")[2:] == [
        "**Figur**", "", "|  |  |", "| --- | ---: |", r"| a\|b | 2 |", "",
    ]  # fmt: skip


def test_two_lists_are_two_lists_in_markdown() -> None:
    told = as_md.write(Paper("x", "nb", [FACTS, Items([plain_text("y")]), FACTS, TEXT, FACTS]))
    assert told.decode().split("\n\n")[1:] == [
        "- **x:** x",
        "* y",
        "- **x:** x",
        "x",
        "- **x:** x\n",
    ]


def test_a_page_has_ids_of_one_kind_only() -> None:
    chart = Chart("Figur", [Bar("a", 1, "1")], "a")
    page = as_html.write(Paper("x", "nb", [chart, NARROW, WIDE, chart]))
    ids = [e.get("id") for e in etree.HTML(page).iter() if e.get("id")]
    # Of each chart two drawings, with a title and a text; of each table its caption.
    assert len(ids) == len(set(ids)) == 10


@pytest.mark.parametrize("lang", LANGS)
def test_severity_is_a_word_and_what_is_ours_is_said(lang: Lang) -> None:
    paper = deviation_paper(
        results_by_subject(RESULT)["council-møre-og-romsdal-2015"], language(lang)
    )
    marked = [
        (span.mark, span.text)
        for block in paper.blocks
        if isinstance(block, Paragraph)
        for span in block.text
        if span.mark
    ]
    words = {"nb": ["FEIL", "VARSEL", "INFO", "DISPENSASJON"], "en": ["ERROR", "WARNING", "INFO",
             "WAIVED"], "nn": ["FEIL", "VARSEL", "INFO", "DISPENSASJON"]}[lang]  # fmt: skip
    assert marked == list(zip(["error", "warning", "info", "waived"], words, strict=True))
    labels = [label for b in paper.blocks if isinstance(b, Facts) for label, _ in b.pairs]
    ours = {"nb": "Vår lesning", "nn": "Vår lesing", "en": "Our reading"}[lang]
    assert labels.count(ours) == 1


def test_a_subject_with_nothing_is_in_the_overview_alone() -> None:
    paper = deviation_paper(RESULT, language("nb"))
    (table,) = [block for block in paper.blocks if isinstance(block, Table)]
    assert [row[0] for row in table.rows] == [
        (Span("IA-rådet i Møre og Romsdal", link="council-møre-og-romsdal-2015"),),
        (Span("Hele landet"),),
    ]
    anchors = [b.anchor for b in paper.blocks if isinstance(b, Heading) and b.anchor]
    assert anchors == ["council-møre-og-romsdal-2015"]
    own = deviation_paper(results_by_subject(RESULT)["national-2015-H2"], language("nb"))
    assert [type(block) for block in own.blocks] == [Paragraph, Facts, Paragraph]
    assert own.title == "Avvik: Hele landet, 2. halvår 2015"


def test_nobody_judged_is_a_paper_too() -> None:
    nobody = Result(datetime.date(2016, 4, 1), (), PROBLEMS[:1], ())
    kinds = [type(block) for block in deviation_paper(nobody, language("nb")).blocks]
    assert kinds == [Paragraph, Paragraph, Heading, Items]


def named(id_: str, kind: str = "council", period: str = "2015") -> SubjectFindings:
    subject = Subject(kind, id_, id_)  # type: ignore[arg-type]
    return SubjectFindings(subject, Period.parse(period), ())


@pytest.mark.parametrize(
    ("judged", "name"),
    [
        (named("agder"), "council-agder-2015"),
        (named("møre-og-romsdal", period="2012-H2"), "council-møre-og-romsdal-2012-H2"),
        (named("LO", "party"), "party-LO-2015"),
        (named("national", "national"), "national-2015"),
        (named("a b"), "council-a_b-c8687a08-2015"),
        (named("../x"), "council-_x-d6b96a97-2015"),
        (named("a\u030a"), "council-å-56bb553c-2015"),
        (named("\udcff"), "council-_-8f1d0f9c-2015"),
    ],
)
def test_names_of_files(judged: SubjectFindings, name: str) -> None:
    assert result_name(judged) == name


def test_names_are_short_and_differ() -> None:
    ids = ["x" * 300, "x" * 299, "a/b", "a:b", "CON", "con", "Con", ".", "..", "å", "a\u030a"]
    result = replace(RESULT, subjects=tuple(map(named, ids)))
    names = list(results_by_subject(result))
    assert len(names) == len({name.casefold() for name in names}) == len(ids)
    assert max(map(len, names)) < 120
    assert not any(set(name) & set('/\\:*?"<>|\0') for name in names)
    # An id that nothing is the matter with keeps its name, whoever else is judged.
    assert "council-å-2015" in names


def test_a_part_has_the_problems_with_its_own_documents() -> None:
    assert COUNCIL.documents == ("report/møre-2015",)
    found = results_by_subject(RESULT)
    assert list(found) == ["council-møre-og-romsdal-2015", "national-2015-H2"]
    assert found["council-møre-og-romsdal-2015"].problems == PROBLEMS[:1]
    assert found["national-2015-H2"].problems == ()
    assert all(part.rulebooks == RESULT.rulebooks for part in found.values())
    assert results_by_subject(result_of(Finding(MET, "undetermined", message("x"))))[
        "council-x-2015"
    ]


def test_lists_are_in_the_order_of_names() -> None:
    def judged(kind: Any, id_: str, name: str, year: int = 2015) -> SubjectFindings:
        return SubjectFindings(Subject(kind, id_, name), Period(year), ())

    council, party = "council", "party"
    given_ = [
        judged(council, "a", "Østfold"), judged(council, "a", "Østfold", 2016),
        judged(council, "b", "Ås"), judged(council, "c", "agder"), judged(council, "d", "Troms"),
        judged(party, "LO", "Landsorganisasjonen"), judged(party, "AB", "Akademikerne"),
    ]  # fmt: skip
    ordered = in_order_of_names(replace(RESULT, subjects=tuple(given_))).subjects
    assert [(j.subject.id, j.period.year) for j in ordered] == [
        ("c", 2015), ("d", 2015), ("a", 2015), ("a", 2016), ("b", 2015), ("LO", 2015), ("AB", 2015)
    ]  # fmt: skip


def test_a_waiver_that_does_not_hold_is_told_of_in_the_list_that_it_is_about() -> None:
    """In the example year, one has run out, and one was given by somebody who may not."""
    result = material_of(*ROUNDS["2015"]).result
    lists = results_by_subject(result)
    about = {name: len(one.problems) for name, one in lists.items() if one.problems}
    assert about == {"council-finnmark-2015": 1, "council-sogn-og-fjordane-2015": 1}
    (problem,) = lists["council-finnmark-2015"].problems
    assert problem.document == "waiver/finnmark-2015-plan"
