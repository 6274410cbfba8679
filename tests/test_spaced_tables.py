"""Tables of plain text: columns parted by tabs, or that stand below each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paper_block_samples import shown

from iacheck.forms.grids import Grid
from iacheck.language.places import Place
from iacheck.readers.paper_text.markdown_blocks import text_blocks
from iacheck.readers.paper_text.spaced_tables import spaced_tables

HEAD = {1: "Tiltak", 2: "Ansvarlig", 3: "Frist"}
KURS = {1: "Kurs", 2: "NAV", 3: "1.5.2016"}


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Tiltak\tAnsvarlig\tFrist\nKurs\tNAV\t1.5.2016", [HEAD, KURS]),
        # cells without a text, in the middle and at the end
        ("Tiltak\tAnsvarlig\tFrist\nKurs\t\tvår\nDag\tLO", [
            HEAD, {1: "Kurs", 3: "vår"}, {1: "Dag", 2: "LO"},
        ]),
        # several tabs, so that columns stand below each other
        ("Tiltak\t\tAnsvarlig\tFrist\nKurs\t\tNAV\t\t1.5.2016", [HEAD, KURS]),
        # blank lines, titles, and marks of bold text
        ("**Tiltak**\t**Ansvarlig**\n\nKurs\tNAV\n\nDag\tLO", [
            {1: "Tiltak", 2: "Ansvarlig"}, {1: "Kurs", 2: "NAV"}, {1: "Dag", 2: "LO"},
        ]),
        ("Tiltak\tAnsvarlig\tFrist\nDelmål 1\nKurs\tNAV\t1.5.2016", [HEAD, {1: "Delmål 1"}, KURS]),
        # places: the beginning or the end of each cell
        ("Tiltak    Ansvarlig  Frist\nKurs      NAV        1.5.2016", [HEAD, KURS]),
        ("Post        Beløp   År\nKurs       50 000   vår\nDag                 høst", [
            {1: "Post", 2: "Beløp", 3: "År"}, {1: "Kurs", 2: "50 000", 3: "vår"},
            {1: "Dag", 3: "høst"},
        ]),
        ("Post      Beløp\nKurs     50 000\nDag       5 000", [
            {1: "Post", 2: "Beløp"}, {1: "Kurs", 2: "50 000"}, {1: "Dag", 2: "5 000"},
        ]),
    ],
)  # fmt: skip
def test_tables(text: str, rows: list[dict[int, str]]) -> None:
    (table,) = spaced_tables(text.split("\n"))
    assert list(table.rows.values()) == rows


@pytest.mark.parametrize(
    "text",
    [
        "Tiltak\tAnsvarlig",
        "En setning.  Og en til.\nEnda en.  Og en til.\nOg så  videre.",
        "To  ord\nTo  ord",
        # lists, labels that say so themselves, contents, and tables of other signs
        "-\tKurs\n-\tDag",
        "- Kurs\tNAV\n- Dag\tLO",
        "1.\tKurs\n2.\tDag",
        "Ansvarlig:\tNAV\nFrist:\tvår",
        "Mål\t2\nTiltak\t3",
        "a   | b\n--- | ---\nc   | d",
        "# a\tb\n# c\td",
        # cells that cannot be told apart
        "Tiltak\tAnsvarlig\nKurs\tNAV\tvår\nDag\tLO",
        "Tiltak\t\t\tAnsvarlig\tFrist\nKurs\tNAV\t\tvår\nDag\tLO",
        "Tiltak     Ansvarlig  Frist\nKurs for ledere  NAV  vår",
        "Tiltak     Ansvarlig  Frist\nKurs       NAV  vår",
        # what stands between is a sentence, a list, or too much
        "a\tb\nDette er noe annet.\nc\td",
        "a\tb\n- punkt\nc\td",
        "a\tb\n\n\n\n\nc\td",
        "a\tb\nen\nto\nc\td",
    ],
)
def test_what_is_no_table(text: str) -> None:
    assert list(spaced_tables(text.split("\n"))) == []


def test_two_tables_with_a_heading_between_them() -> None:
    above = "Tiltak\tHvem\tNår\nKurs\tNAV\tvår\n\nMidler\n\n"
    below = "Tildelt   9 000\nBrukt     8 000\nRest      1 000"
    first, second = spaced_tables((above + below).split("\n"))
    assert list(first.rows) == [0, 1]
    assert second.rows == {
        5: {1: "Tildelt", 2: "9 000"}, 6: {1: "Brukt", 2: "8 000"}, 7: {1: "Rest", 2: "1 000"},
    }  # fmt: skip


def test_tables_stand_where_their_lines_do() -> None:
    text = "# Tiltak\n\nFør\n\nTiltak\tHvem\nKurs\tNAV\n\nEtter\n\n# Møter\n\nDag\tHvem\nmai\tLO"
    blocks = list(text_blocks(text))
    assert shown(blocks) == [
        ("Tiltak", 1), "Før", {1: {1: "Tiltak", 2: "Hvem"}, 2: {1: "Kurs", 2: "NAV"}}, "Etter",
        ("Møter", 1), {1: {1: "Dag", 2: "Hvem"}, 2: {1: "mai", 2: "LO"}},
    ]  # fmt: skip
    first, second = (block for block in blocks if isinstance(block, Grid))
    assert (first.name, second.name) == ("Tiltak", "Møter")
    assert first.rows[2][2].place == first.place_of(2, 1) == Place(line=6)
    assert second.place_of(9, 1) == Place(line=13)


@given(st.text(st.sampled_from("ab.1 \t\n"), max_size=60))
def test_every_cell_is_of_its_line(text: str) -> None:
    lines = text.split("\n")
    for table in spaced_tables(lines):
        for number, cells in table.rows.items():
            assert "".join("".join(cells.values()).split()) == "".join(lines[number].split())
            assert list(cells) == sorted(cells)
