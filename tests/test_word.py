"""What the styles and lists of a Word file make of its paragraphs."""

from __future__ import annotations

import io

import pytest
from word_files import (
    STYLES,
    bold,
    definition,
    item,
    level,
    numbered,
    p,
    run,
    tag,
    word,
)

from iacheck.language.limits import Limits
from iacheck.readers.word.document_body import WordParagraph, word_blocks


def paragraphs(*body: str, styles: str = STYLES, numbering: str = "") -> list[WordParagraph]:
    data = io.BytesIO(word(*body, styles=styles, numbering=numbering))
    return [block for block in word_blocks(data, Limits()) if isinstance(block, WordParagraph)]


def style(id_: str, based_on: str = "", name: str = "", more: str = "") -> str:
    named = f'<w:name w:val="{name}"/>' if name else ""
    based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="paragraph" w:styleId="{id_}">{named}{based}{more}</w:style>'


def outline(value: str) -> str:
    return f'<w:pPr><w:outlineLvl w:val="{value}"/></w:pPr>'


@pytest.mark.parametrize(
    ("styles", "expected"),
    [
        (style("a", name="heading 1"), 1),
        (style("a", name="Heading 6"), 6),
        (style("a", name="heading 9"), 6),
        (style("a", name="Overskrift 2"), 2),
        (style("a", name="overskrift 3"), 3),
        (style("a", name="Overskrift"), None),
        (style("a", name="Title"), None),
        (style("a", name="Vår egen", more=outline("0")), 1),
        (style("a", name="Vår egen", more=outline("8")), 6),
        (style("a", name="Vår egen", more=outline("9")), None),
        (style("a", name="Vår egen", more=outline("mye")), None),
        (style("a", "b") + style("b", "c") + style("c", name="heading 2"), 2),
        (style("a", "b", more=outline("9")) + style("b", name="heading 2"), None),
        (style("a", "b") + style("b", "a"), None),
        (style("a", "borte"), None),
        ("", None),
    ],
)
def test_the_level_of_a_heading_comes_from_its_style(styles: str, expected: int | None) -> None:
    assert [one.level for one in paragraphs(p("en", style="a"), styles=styles)] == [expected]


@pytest.mark.parametrize(("value", "expected"), [("1", 2), ("9", None)])
def test_a_paragraph_s_own_outline_counts_before_its_style(
    value: str, expected: int | None
) -> None:
    own = p("en", style="Overskrift1", properties=f'<w:outlineLvl w:val="{value}"/>')
    assert [one.level for one in paragraphs(own)] == [expected]


def test_a_paragraph_without_a_style_has_the_default_one() -> None:
    default = style("a", name="heading 1").replace("w:styleId", 'w:default="1" w:styleId')
    assert [one.level for one in paragraphs(p("en"), "<w:p><w:r><w:t>to</w:t></w:r></w:p>",
                                            styles=default)] == [1, 1]  # fmt: skip


STRONG = '<w:style w:type="character" w:styleId="Sterk"><w:rPr><w:b/></w:rPr></w:style>'


@pytest.mark.parametrize(
    ("content", "is_bold"),
    [
        (bold("en") + bold(" to"), True),
        (bold("en") + run(" ") + bold("to"), True),
        (bold("en") + run(" to"), False),
        (run("en", '<w:b w:val="true"/>'), True),
        (run("en", '<w:b w:val="0"/>'), False),
        (run("en", '<w:rStyle w:val="Sterk"/>'), True),
        (run("en", '<w:rStyle w:val="Sterk"/><w:b w:val="false"/>'), False),
        (run("en", '<w:rStyle w:val="borte"/>'), False),
        (tag("ins", bold("en")), True),
    ],
)
def test_a_paragraph_is_bold_if_all_of_it_is(content: str, *, is_bold: bool) -> None:
    assert [one.is_bold for one in paragraphs(p(content), styles=STYLES + STRONG)] == [is_bold]


def test_a_paragraph_is_bold_by_its_style_too() -> None:
    styles = style("a", more="<w:rPr><w:b/></w:rPr>") + style("c", "a")
    found = paragraphs(p("en", style="c"), p(run("to", "<w:i/>"), style="c"), styles=styles)
    assert [one.is_bold for one in found] == [True, True]


def marks(form: str, text: str, count: int, start: int = 1) -> list[str]:
    numbering = definition(1, level(0, form, text, start)) + numbered(1, 1)
    return [one.mark for one in paragraphs(*[item("x", of=1)] * count, numbering=numbering)]


@pytest.mark.parametrize(
    ("form", "text", "start", "expected"),
    [
        ("decimal", "%1.", 1, ["1.", "2."]),
        ("decimal", "(%1)", 9, ["(9)", "(10)"]),
        ("decimal", "§ %1", 1, ["§ 1", "§ 2"]),
        ("decimalZero", "%1", 9, ["09", "10"]),
        ("lowerLetter", "%1)", 26, ["z)", "aa)"]),
        ("upperLetter", "%1", 2, ["B", "C"]),
        ("lowerRoman", "%1.", 3, ["iii.", "iv."]),
        ("upperRoman", "%1.", 1948, ["MCMXLVIII.", "MCMXLIX."]),
        ("upperRoman", "%1.", 3999, ["MMMCMXCIX.", "4000."]),
        ("ordinal", "%1.", 1, ["1.", "2."]),
        ("lowerLetter", "%1.", -1, ["-1.", "0."]),
        ("bullet", "\uf0b7", 1, ["-", "-"]),
        ("none", "%1.", 1, ["", ""]),
        ("decimal", "", 1, ["", ""]),
        ("decimal", "%1.%5", 1, ["1.", "2."]),
    ],
)
def test_marks_of_lists(form: str, text: str, start: int, expected: list[str]) -> None:
    assert marks(form, text, 2, start) == expected


def test_lists_that_are_counted_together_and_such_as_begin_anew() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{}"/></w:lvlOverride>'.format
    numbering = (
        definition(1, level(0, "decimal", "%1."))
        + numbered(1, 1)
        + numbered(2, 1)
        + numbered(3, 1, override(7))
        + numbered(4, 1, f'<w:lvlOverride w:ilvl="0">{level(0, "bullet", "x")}</w:lvlOverride>')
    )
    body = [item("x", of=number) for number in (1, 2, 3, 3, 1, 4)]
    assert [(one.mark, one.list) for one in paragraphs(*body, numbering=numbering)] == [
        *(("1.", "1"), ("2.", "2"), ("7.", "3"), ("8.", "3"), ("9.", "1"), ("-", "4")),
    ]


def test_a_list_may_be_that_of_a_style() -> None:
    styles = style("a", more='<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>')
    numbering = (
        definition(1, level(0, "decimal", "%1."))
        + definition(2, '<w:numStyleLink w:val="a3"/>')
        + numbered(1, 1)
        + numbered(2, 2)
    )
    linked = style("a3", more='<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    found = paragraphs(p("en", style="a"), styles=styles + linked, numbering=numbering)
    assert [one.mark for one in found] == ["1."]
    lost = paragraphs(p("en", style="a"), styles=styles, numbering=numbering)
    assert [one.mark for one in lost] == [""]


def test_a_style_s_list_is_left_by_a_paragraph_of_none() -> None:
    none = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    numbering = definition(1, level(0, "bullet", "x")) + numbered(1, 1)
    found = paragraphs(
        p("en", style="Punktliste"),
        p("to", style="Punktliste", properties=none),
        numbering=numbering,
    )
    assert [(one.mark, one.list) for one in found] == [("-", "1"), ("", "")]
