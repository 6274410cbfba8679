"""Markdown and plain text as texts and tables of a paper."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paper_block_samples import shown

from iacheck.forms.grids import Grid
from iacheck.forms.paper_blocks import TextBlock
from iacheck.language.places import Place
from iacheck.readers.paper_text.list_items import list_items
from iacheck.readers.paper_text.markdown_blocks import text_blocks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Plan **2016**\n\n### Mål ###", [("Plan 2016", 1), ("Mål", 3)]),
        ("## **Mål**", [("Mål", 2, "bold")]),
        ("#", []),
        ("en\nto\n\ntre", ["en\nto", "tre"]),
        ("en\n---\nto\n====\n–", ["en", "to"]),
        ("**Mål**", [("Mål", "bold")]),
        ("**Mål:** færre", [("Mål: færre", "lead-in: Mål:")]),
        ("færre **nå**", ["færre nå"]),
        ("- **Når:** vår\n- nå", [("Når: vår", "item", "lead-in: Når:"), ("nå", "item")]),
        ("[a **b**](http://x.no)", ["a b (http://x.no)"]),
        ("**[a](http://x.no)**", [("a (http://x.no)", "bold")]),
        ("![**bilde**](b.png) tekst", ["bilde (b.png) tekst"]),
        ("A  B\nen\tto", ["A  B\nen\tto"]),
        ("Ikke aktuelt", ["Ikke aktuelt"]),
    ],
)
def test_texts(text: str, expected: list[Any]) -> None:
    assert shown(text_blocks(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- en\n* to\n+ tre\n• fire", [(n, "item") for n in ["en", "to", "tre", "fire"]]),
        ("1. En\n2) To\na) Tre", [("En", "item"), ("To", "item"), ("Tre", "item")]),
        ("Først:\n- en", ["Først:", ("en", "item")]),
        ("- en\n  mer\nog mer\nDelmål 2\n- to", [
            ("en\nmer\nog mer", "item"), "Delmål 2", ("to", "item")
        ]),
        ("   - en\n\n   - to", [("en", "item"), ("to", "item")]),
        # A number with a full stop is an ordinal too.
        ("1. halvår 2016", ["1. halvår 2016"]),
        ("1. Kvartal\n2. Kvartal", ["1. Kvartal\n2. Kvartal"]),
        ("12. mai: Kurs\n13. juni: Møte", ["12. mai: Kurs\n13. juni: Møte"]),
        ("1. rådsmøte", ["1. rådsmøte"]),
        ("1. kurs\n2. møte", [("kurs", "item"), ("møte", "item")]),
        ("1) kurs", [("kurs", "item")]),
        ("2016. Kurs", ["2016. Kurs"]),
        ("12.05.2016 Kurs", ["12.05.2016 Kurs"]),
        ("-5 prosent", ["-5 prosent"]),
        ("- ", []),
    ],
)  # fmt: skip
def test_lists(text: str, expected: list[Any]) -> None:
    assert shown(text_blocks(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("|A|B|\n|-|-|\n|1| |\n| |2|", [{1: {1: "A", 2: "B"}, 2: {1: "1"}, 3: {2: "2"}}]),
        ("A | B\n--|:-:\n**1** | x<br>y", [{1: {1: "A", 2: "B"}, 2: {1: "1", 2: "x\ny"}}]),
        # Cells that the first row has no place for are kept.
        ("|A|\n|-|\n|1|2|3\\|4|", [{1: {1: "A"}, 2: {1: "1", 2: "2", 3: "3|4"}}]),
        ("|A|\n|-|\n|1|\nEtter", [{1: {1: "A"}, 2: {1: "1"}}, "Etter"]),
        ("A | B\nikke strek", ["A | B\nikke strek"]),
    ],
)
def test_tables(text: str, expected: list[Any]) -> None:
    assert shown(text_blocks(text)) == expected


def test_every_text_and_cell_has_its_line() -> None:
    text = "# Tiltak\n\nfør\n- en\n  mer\n- to\n\n|A|\n|-|\n|1|\n|2|\netter\n"
    *texts, grid, after = text_blocks(text)
    lines = [block.place for block in (*texts, after) if isinstance(block, TextBlock)]
    assert lines == [Place(line=line) for line in (1, 3, 4, 6, 12)]
    assert isinstance(grid, Grid)
    assert grid.name == "Tiltak"
    assert [grid.rows[row][1].place.line for row in (1, 2, 3)] == [8, 10, 11]
    assert [grid.place_of(row, 9).line for row in (0, 1, 3, 9)] == [8, 8, 11, 12]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1. Mål\n\n12) Tiltak", [1, 12]),
        ("- Mål\n- Tiltak\n\na) Kurs", [None, None, None]),
        ("1. halvår\n\n2016. Tiltak", [None, None]),
    ],
)
def test_numbers_of_items(text: str, numbers: list[int | None]) -> None:
    blocks = text_blocks(text)
    assert [block.number for block in blocks if isinstance(block, TextBlock)] == numbers


WRITTEN = st.text(st.sampled_from("ab1 \n-*#|_[]()<>\\`.:æ\t"), max_size=80)


@given(WRITTEN)
def test_no_word_is_lost(text: str) -> None:
    def words(written: str) -> Counter[str]:
        return Counter(re.findall(r"[abæ]+", written))

    found: list[str] = []
    for block in text_blocks(text):
        if isinstance(block, TextBlock):
            found.append(block.text)
        else:
            found += [str(cell.value) for row in block.rows.values() for cell in row.values()]
    marks = Counter(re.findall(r"[abæ]", "".join(re.findall(r"(?:^|\n)\s*[abæ]\)\s", text))))
    letters = Counter("".join(words(text).elements()))
    assert letters - Counter("".join(words("\n".join(found)).elements())) <= marks


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    for block in text_blocks(text):
        assert block.text if isinstance(block, TextBlock) else block.rows is not None


@given(WRITTEN)
def test_items_follow_each_other(text: str) -> None:
    end = 0
    for item in list_items(text):
        assert end <= item.start < item.end
        end = item.end
