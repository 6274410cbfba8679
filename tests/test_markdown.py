from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iacheck.language.places import Place
from iacheck.readers.paper_text.line import Line
from iacheck.readers.paper_text.markdown import plain_lines


def lines(text: str) -> list[Line]:
    return list(plain_lines(text))


def test_headings_paragraphs_and_rules() -> None:
    assert lines("\n# En ##\n\nto  \n tre\\\nfire\n---\n###### **Fem**\nseks\n***\n\n    sju") == [
        Line("En", Place(2), level=1),
        Line("to", Place(4)),
        Line("tre", Place(5), begins=False),
        Line("fire", Place(6), begins=False),
        Line("Fem", Place(8), level=6),
        Line("seks", Place(9)),
        Line("sju", Place(12)),
    ]


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("en **to** *tre* ***fire*** __fem__ _seks_", "en to tre fire fem seks"),
        (r"5 \* 3 \# 2", "5 * 3 # 2"),
        ("FoU &amp; HMS", "FoU & HMS"),
        # A link's address, where it says more than the text.
        ("[www.nav.no](http://www.nav.no)", "www.nav.no"),
        ("[Nav.no](https://nav.no/)", "Nav.no"),
        ("[post@nav.no](mailto:post@nav.no)", "post@nav.no"),
        ("[her](#)", "her"),
        ("[her](#del-2)", "her"),
        ("[her](https://nav.no/ia)", "her (https://nav.no/ia)"),
        ("[*her*](<https://nav.no/en fil>)", "her (https://nav.no/en fil)"),
        ("[her](http://blåbær.no 'Om  oss')", "her (http://blåbær.no Om oss)"),
        # Of a file on somebody's machine, its name.
        ("[her](file:///home/user/ia/plan.md)", "her (plan.md)"),
        ("[her](<file:///C:/Users/user/plan.docx>)", "her (plan.docx)"),
        ("[her](<C:/Users/user/plan.docx>)", "her (plan.docx)"),
        ("[plan.docx](<FILE:///C:/Users/user/plan.docx>)", "plan.docx"),
        ("[her](planer/plan.md)", "her (planer/plan.md)"),
        ('[her](# "Om oss")', "her (Om oss)"),
        ("[her](javascript:nei)", "her (javascript:nei)"),
        ("[her]()", "her"),
        ("<https://nav.no>", "https://nav.no"),
        ("<post@nav.no>", "post@nav.no"),
        ("![bilde av *oss*](oss.png)", "bilde av oss (oss.png)"),
        # Written as they are: what Markdown would take for something else, or take away.
        ("2. halvår 2012", "2. halvår 2012"),
        ("1. en", "1. en"),
        ("- en", "- en"),
        ("* en", "- en"),
        ("+ 5 %", "+ 5 %"),
        ("> 50 %", "> 50 %"),
        ("| en | to |", "| en | to |"),
        ("<b>en</b> <!-- to -->", "<b>en</b> <!-- to -->"),
        ("[en]: to 'tre'", "[en]: to 'tre'"),
        ("```en to", "```en to"),
        ("`en`", "`en`"),
        ("#en", "#en"),
        ("    # en", "en"),
    ],
)
def test_marks_go_and_words_stay(written: str, plain: str) -> None:
    assert [line.text for line in lines(written)] == [plain]


def test_lists_stay_lines() -> None:
    assert [line.text for line in lines("- en\n  - to\n    mer\n\n1. tre\n2. fire")] == [
        "- en",
        "- to",
        "mer",
        "1. tre",
        "2. fire",
    ]


@pytest.mark.parametrize("text", ["", "\n \n", "---", "#", "# \n\n##", "[](#)"])
def test_marks_alone_are_no_lines(text: str) -> None:
    assert lines(text) == []


@given(st.text("ab1 \n\t#*_[]!<>\\-+.`~|:='\"", max_size=60))
def test_no_word_is_lost_and_none_is_added(text: str) -> None:
    plain = lines(text)
    assert re.findall("[ab1]", text) == re.findall("[ab1]", "".join(line.text for line in plain))
    for line in plain:
        source = text.split("\n")[(line.place.line or 0) - 1]
        assert re.findall("[ab1]", source) == re.findall("[ab1]", line.text)


@pytest.mark.parametrize("nested", ["- ", "> ", "1. ", "[", "![", "**", "*_", "# "])
def test_depth_loses_nothing(nested: str) -> None:
    assert "slutt" in "".join(line.text for line in lines(nested * 3000 + "slutt"))
