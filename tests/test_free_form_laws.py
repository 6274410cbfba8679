"""Laws of papers in free form: whatever stands in them, nothing is lost, and nothing is guessed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from free_form_samples import (
    HEAD,
    PLAN,
    REPORT,
    activities,
    bodies,
    bold,
    deviations,
    heading,
    invalid,
    items,
    only,
    plan,
    read,
    report,
    table,
    text,
    unread,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from repeats import times

from iacheck.forms.grids import Grid
from iacheck.forms.paper_blocks import PaperBlock, TextBlock

_WORDS = st.sampled_from(
    [
        "Tiltak", "Mål", "Delmål 1", "Delmål 2: Inkludering", "Ansvarlig", "Ansvarlig: NAV",
        "Frist",
        "Når", "Kostnad", "Kostnad (i 1000 kr)", "Status", "Gjennomført", "Utsatt", "80", "50 000",
        "1/2", "høsten 2016", "1.6.2016", "Kunnskapsgrunnlag", "Statistikk fra NAV", "Møter",
        "20. januar 2015", "Dato", "Medium", "Post", "Beløp", "Regnskap", "Sum", "Til overs",
        "Tildelt", "Overføres til 2016", "Brukt", "Fagdag om støy (delmål 3)", "Kurs", "Møte",
        "Tiltak 1: Kurs. Ansvarlig: LO", "Målgruppe", "barnehager", "Sendt 1.2.2016 til NAV", "”",
        "Prioriteringer", "Prioriteringer: barnehager", "Vedtatt: 1.2.2016", "Vedtatt 3.2.2016.",
        "Periode", "Periode: 2015", "Råd", "IA-rådet i Oppland", PLAN, REPORT, "Antall deltakere",
        "Vi fikk 400 000 kroner.", "Vi brukte 350 000 kroner.", "Til stede", "Omtale i media",
        "april 2016", "Kilde", "Type", "Hva", "Hvem", "Merknad", "Nr", "1", "-", "",
        "Mål: Færre kurs",
        "Merk at alle tiltak gjennomføres av NAV.", "Årsrapport 2015 med handlingsplan 2016",
    ]
)  # fmt: skip
_ANY = _WORDS | st.text(max_size=12)
_TEXTS = st.builds(
    lambda words, rank, is_bold, is_item: TextBlock(
        words, heading(words).place, rank, is_bold=is_bold, is_item=is_item and rank is None
    ),
    _ANY,
    st.none() | st.integers(0, 3),
    st.booleans(),
    st.booleans(),
)
_CELLS = st.none() | _ANY | st.integers(-5, 90_000) | st.floats(allow_nan=False) | st.booleans()
_MERGED = st.tuples(_ANY, st.integers(1, 3), st.integers(1, 4))
_TABLES = st.lists(st.lists(_CELLS | _MERGED, min_size=1, max_size=5), min_size=1, max_size=6).map(
    lambda rows: table(*rows)
)
_BLOCKS = st.lists(_TEXTS | _TABLES.filter(lambda grid: bool(grid.rows)), max_size=9)


@settings(max_examples=times(38))
@given(_BLOCKS, st.sampled_from([PLAN, REPORT, "Plan og rapport 2015 – IA-rådet i Hedmark"]))
def test_whatever_stands_in_a_paper_documents_are_valid(
    blocks: list[PaperBlock], title: str
) -> None:
    reading = read([heading(title, 0), *blocks])
    assert invalid(reading) == []
    assert bodies(read([heading(title, 0), *blocks])) == bodies(reading)


_HEADINGS = st.sampled_from(
    [
        "Nr", "Delmål", "Tiltak", "Hva vi sto for", "Status", "Brukt", "Beløp", "Post", "Budsjett",
        "Dato", "Medium", "Mål", "Kilde", "Type", "Merknad", "Ansvarlig", "Deltakere", "Lokalt",
    ]
)  # fmt: skip


@settings(max_examples=times(38))
@given(
    st.lists(_HEADINGS, min_size=2, max_size=5, unique=True),
    st.lists(
        st.lists(st.sampled_from(["Fagdag", "Avlyst", "100 000"]), min_size=5, max_size=5),
        min_size=1,
        max_size=3,
    ),
    st.sampled_from(["Annet", "Delmål 2", "Tiltak", "Økonomi"]),
    st.sampled_from([PLAN, REPORT, "Plan og rapport 2015 – IA-rådet i Hedmark"]),
)
def test_no_table_vanishes(heads: list[str], rows: list[list[str]], under: str, title: str) -> None:
    entries = [row[: len(heads)] for row in rows]
    reading = read([heading(title, 0), heading(under), table(heads, *entries)])
    is_read = any(body.keys() - {"_id", "council", "period", "covers"} for body in bodies(reading))
    assert is_read or reading.unread


_NAMES = st.lists(
    st.sampled_from(["Fagdag", "Kurs", "Seminar", "Møte", "Rapport"]), min_size=1, unique=True
)


@settings(max_examples=times(13))
@given(_NAMES, st.permutations(range(4)))
def test_neither_the_order_of_columns_nor_others_change_what_they_give(
    names: list[str], order: Sequence[int]
) -> None:
    rows = [("Tiltak", "Ansvarlig", "Frist", "Kjennetegn")]
    rows += [(name, "NAV", "1.6.2016", "grønn") for name in names]
    turned = [tuple(row[at] for at in order) for row in rows]
    first, second = (read(plan(heading("Delmål 1"), table(*one))) for one in (rows, turned))
    assert activities(first) == activities(second)
    assert activities(first) == activities(
        read(plan(heading("Delmål 1"), table(*(row[:3] for row in rows))))
    )
    assert len(activities(first)) == len(names)


_KNOWN: dict[str, Sequence[tuple[str | int, ...]]] = {
    "activities": (HEAD, ("Fagdag", "NAV og LO", "1.6.2016"), ("Kurs", "NHO", "høsten 2016")),
    "sub-goals": (
        ("Delmål", "Tiltak", "Målgruppe"),
        (1, "Fagdag", "barnehager"),
        (2, "Kurs for unge", "hotell"),
        (3, "Seminar", "bygg"),
    ),
    "goals": (("Delmål", "Mål"), (1, "Færre syke"), (2, "Flere i arbeid"), (3, "Flere eldre")),
}


@pytest.mark.parametrize(
    ("rows", "under"),
    [
        (_KNOWN[name], under)
        for name in _KNOWN
        for under in ("Delmål 1", "Tiltak", "Annet")
        # Nobody writes of all sub-goals under one.
        if under != "Delmål 1" or name == "activities"
    ],
)
def test_what_cannot_be_read_gives_no_deviation_that_it_does_not_give_read(
    rows: Sequence[tuple[str | int, ...]], under: str
) -> None:
    others = plan(heading("Mål"), text("Delmål 1: Færre syke"), heading(under))
    unknown = table(*(tuple(f"x{at}{value}" for at, value in enumerate(row)) for row in rows[:1]))
    unreadable = Grid("table", {**table(*rows).rows, **unknown.rows}, unknown.place_of)
    readable = deviations(read([*others, table(*rows)]))
    assert deviations(read([*others, unreadable])) <= readable


@pytest.mark.parametrize(
    "block",
    [
        text("Noe ganske annet."),
        text("Ansvarlig: NAV"),
        *items("Et punkt"),
        table(("a", "b"), ("c", "d")),
        table(("Post", "Beløp"), ("Kurs", "100")),
        table(("Fagdag", "NAV")),
    ],
)
@pytest.mark.parametrize("under", ["Delmål 1", "Tiltak", "Annet", "Vedlegg", "Kunnskapsgrunnlag"])
def test_every_block_is_read_or_listed(block: PaperBlock, under: str) -> None:
    reading = read(plan(heading(under), block))
    read_as = [one["title"] for one in only(reading).body.get("activities", ())]
    assert len(unread(reading)) + len(read_as) >= 1


def test_bold_lines_count_as_headings_do() -> None:
    as_heading, as_bold = (
        read(plan(one("Delmål 2"), table(HEAD, ("Kurs", "NAV", "1.6.2016"))))
        for one in (heading, bold)
    )
    assert activities(as_heading) == activities(as_bold) != []


_LISTS_OF_REPORTS = [
    ("Møter", ("Dato", "Til stede")),
    ("Omtale i media", ("Medium", "Dato", "Lokal")),
    ("Kunnskapsgrunnlag", ("Kilde", "Type")),
]
_SAID = st.sampled_from(
    [None, 9, "9 av 12", "LO, NHO", "3.3.2015", "april 2015", "Avisa", "ja", "Forskning", "–"]
)


@given(st.sampled_from(_LISTS_OF_REPORTS), st.lists(st.lists(_SAID, min_size=3, max_size=3)))
def test_items_of_lists_have_what_their_schemas_ask_for(
    known: tuple[str, tuple[str, ...]], rows: list[list[str | int | None]]
) -> None:
    title, columns = known
    cut = [row[: len(columns)] for row in rows]
    assert invalid(read(report(heading(title), table(columns, *cut)))) == []


_ACCOUNTS = {
    "Tildelt": 400_001, "Brukt": 300_002, "Overført fra 2014": 50_003,
    "Overføres til 2016": 100_004, "Fagdag": 200_005, "Kurs": 100_006,
}  # fmt: skip


@given(st.lists(st.sampled_from([*_ACCOUNTS]), unique=True, min_size=1))
def test_accounts_are_valid_and_no_amount_is_lost(rows: list[str]) -> None:
    amounts = [(row, _ACCOUNTS[row]) for row in rows]
    found = read(report(heading("Økonomi"), table(("Post", "Beløp"), *amounts)))
    assert invalid(found) == []
    funds = only(found).body.get("funds", {})
    assert bool(funds) is {"Tildelt", "Brukt"}.issubset(rows)
    seen = f"{funds} {' '.join(text_ for _, text_, _ in unread(found))}"
    assert all(str(amount) in seen for _, amount in amounts)
