"""Which documents a paper in free form is: of which kinds, whose, and for when."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from free_form_samples import (
    PLAN,
    bodies,
    bold,
    context,
    flat,
    heading,
    items,
    plan,
    read,
    table,
    text,
    told,
    unread,
)

from iacheck.forms.free_form.identity import Identity, identity_given
from iacheck.forms.free_form.reading import (
    FreePaper,
    is_free_form,
    read_free_form,
)
from iacheck.forms.paper_blocks import PaperBlock, PaperText, TextBlock
from iacheck.language.periods import Period
from iacheck.language.places import Place

COUNCIL = "IA-rådet i Hedmark"
KURS = [heading("Delmål 1"), *items("Kurs")]


def found(*blocks: PaperBlock | Sequence[PaperBlock]) -> list[tuple[str, str, str, list[str]]]:
    """Kind, council, period and titles of activities of each document."""
    reading = read(flat(blocks))
    return [
        (
            document.kind,
            document.body["council"],
            document.body["period"],
            [one["title"] for one in document.body.get("activities", ())],
        )
        for document in reading.documents
    ]


@pytest.mark.parametrize(
    "blocks",
    [
        [heading(PLAN, 0)],
        [heading("Handlingsplan 2016 (vedtatt 12.12.2015)", 1), text(COUNCIL)],
        [heading("Handlingsplan for 2016, vedtatt 3. desember 2015", 1), text(COUNCIL)],
        [heading("Handlingsplan 2016 (2015-12-12)", 1), text(COUNCIL)],
        [text(COUNCIL), text("Hamar, 12.12.2015"), text("Handlingsplan 2016")],
        [heading(COUNCIL, 0), heading("Handlingsplan", 1), heading("Aktiviteter 2016", 1)],
        [text("Handlingsplan for Hedmark fylke 2016"), text(COUNCIL)],
        # what other papers are called, further down or in a list
        [heading(PLAN, 0), text("Rapport 2015 er vedlagt")],
        [heading(PLAN, 0), heading("Grunnlag"), *items("Rapport om støy 2014")],
    ],
)
def test_what_the_titles_say(blocks: list[PaperBlock]) -> None:
    assert found(blocks, KURS) == [("plan", "hedmark", "2016", ["Kurs"])]


def test_a_plan_over_several_years() -> None:
    (body,) = bodies(read([heading(f"Handlingsplan for {COUNCIL} 2016–2018", 0), *KURS]))
    assert (body["period"], body["covers"]) == ("2016", [2016, 2017, 2018])
    (short,) = bodies(read([heading(f"Handlingsplan for {COUNCIL} 2016-17", 0), *KURS]))
    assert short["covers"] == [2016, 2017]


@pytest.mark.parametrize("title", ["Handlingsplan 2016–2099", "Handlingsplan 2016 og 2018"])
def test_years_that_say_nothing(title: str) -> None:
    assert told(read([heading(f"{title} for {COUNCIL}", 0), *KURS])) == [
        "Nothing says for which year it is; say it with --period and the year, or in the title"
    ]


REPORT = [heading("Tiltak"), *items("Møte (delmål 2). Status: gjennomført")]
BOTH = [("report", "hedmark", "2015", ["Møte"]), ("plan", "hedmark", "2016", ["Kurs"])]


@pytest.mark.parametrize(
    ("title", "first", "second"),
    [
        ("Årsrapport 2015 med handlingsplan 2016", "Rapport for 2015", "Handlingsplan 2016"),
        ("Årsrapport 2015 og handlingsplan 2016", "Årsrapport 2015", "Handlingsplan for 2016"),
        ("Handlingsplan 2016 og rapport 2015", "Rapport 2015", "Handlingsplan 2016"),
        ("Rapport og plan", "Rapport 2015", "Handlingsplan 2016"),
    ],
)
def test_plan_and_report_below_one_title(title: str, first: str, second: str) -> None:
    head = [heading(title, 1), text(COUNCIL)]
    deeper = [heading("Tiltak", 3), *items("Møte (delmål 2). Status: gjennomført")]
    lower = [heading("Delmål 1", 3), *items("Kurs")]
    assert found(head, [heading(first)], deeper, [heading(second)], lower) == BOTH
    assert found(head, [bold(first)], REPORT, [bold(second)], KURS) == BOTH


def test_a_plan_that_is_called_so_beside_the_report() -> None:
    head = [heading(f"Plan og rapport for {COUNCIL}", 1)]
    plan_ = [heading("Plan 2016"), heading("Delmål 1", 3), *items("Kurs")]
    report_ = [heading("Rapport 2015"), heading("Tiltak", 3), *items("Møte (delmål 2)")]
    assert found(head, report_, plan_) == BOTH
    assert found(head, plan_, report_) == BOTH[::-1]


def test_plan_and_report_under_titles_of_their_own() -> None:
    blocks = [heading(COUNCIL, 0), heading("Årsrapport 2015", 1), *REPORT]
    assert found(blocks, [heading("Handlingsplan 2016", 1)], KURS) == BOTH


def test_plan_and_report_in_one_table() -> None:
    rows = table(("Tiltak", "Frist", "Status"), ("Kurs", "1.6.2015", "Utsatt"))
    both = bodies(read([heading(f"Handlingsplan og årsrapport 2015 for {COUNCIL}", 0), rows]))
    assert [sorted(body["activities"][0]) for body in both] == [
        ["end", "id", "title"], ["id", "status", "title"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    "heads",
    [
        [("IA-rådet i Hedmark: handlingsplan 2016",), ("IA-rådet i Oppland: handlingsplan 2016",)],
        [("Handlingsplan 2016 – Hedmark fylke",), ("Handlingsplan 2016 – Oppland fylke",)],
        [(COUNCIL, "Handlingsplan 2016"), ("IA-rådet i Oppland", "Handlingsplan 2016")],
    ],
)
def test_several_councils(heads: list[tuple[str, ...]]) -> None:
    first, second = ([heading(one, 1) for one in head] for head in heads)
    assert found(first, KURS, second, [heading("Delmål 2"), *items("Møte")]) == [
        ("plan", "hedmark", "2016", ["Kurs"]),
        ("plan", "oppland", "2016", ["Møte"]),
    ]


def sheet(name: str, first: str | None, *rows: Sequence[str | int]) -> list[PaperBlock]:
    place = Place(sheet=name)
    texts = [TextBlock(name, place, 0), *([TextBlock(first, place)] if first else [])]
    return [*texts, table(("Tiltak", "Delmål"), *rows, name=name)]


@pytest.mark.parametrize(
    ("sheets", "expected"),
    [
        # a sheet for each council, whatever it is called, and for each kind
        (
            [
                sheet("Hedmark", f"Handlingsplan 2016 for {COUNCIL}", ("Kurs", 1)),
                sheet("Ark2", "Handlingsplan 2016 for IA-rådet i Oppland", ("Møte", 2)),
            ],
            [("plan", "hedmark", "2016", ["Kurs"]), ("plan", "oppland", "2016", ["Møte"])],
        ),
        (
            [
                sheet("Rapport 2015", f"Rapport 2015 {COUNCIL}", ("Møte", 2)),
                sheet("Plan 2016", f"Handlingsplan 2016 {COUNCIL}", ("Kurs", 1)),
            ],
            BOTH,
        ),
        (
            [
                sheet("A", f"Rapport 2015 {COUNCIL}", ("Møte", 2)),
                sheet("B", f"Handlingsplan 2016 {COUNCIL}", ("Kurs", 1)),
            ],
            BOTH,
        ),
        # sheets of one document
        (
            [
                sheet("Hedmark", f"Handlingsplan 2016 for {COUNCIL}", ("Kurs", 1)),
                sheet("Delmål 2", "Rapport 2015 er vedlagt", ("Møte", 2)),
                sheet("Tiltak", "IA-rådet i Oppland er med", ("Dag", 3)),
                sheet("Flere", f"Handlingsplan 2016 for {COUNCIL}", ("Kveld", 3)),
                sheet("Ark5", None, ("Tur", 3)),
            ],
            [("plan", "hedmark", "2016", ["Kurs", "Møte", "Dag", "Kveld", "Tur"])],
        ),
    ],
)
def test_sheets_of_a_workbook(
    sheets: list[list[PaperBlock]], expected: list[tuple[str, str, str, list[str]]]
) -> None:
    assert found(*sheets) == expected


@pytest.mark.parametrize("councils", ["IA-rådene i Hedmark og Oppland", "IA-råda på Austlandet"])
def test_a_title_of_several_councils_is_that_of_each(councils: str) -> None:
    head = [heading(f"Handlingsplaner 2016 for {councils}", 0)]
    first = [heading(COUNCIL, 1), *KURS]
    second = [heading("IA-rådet i Oppland", 1), heading("Delmål 2"), *items("Møte")]
    assert found(head, first, second) == [
        ("plan", "hedmark", "2016", ["Kurs"]),
        ("plan", "oppland", "2016", ["Møte"]),
    ]


FIRST = [heading("Tiltak", 4), *items("Kurs")]
SECOND = [heading("Tiltak", 4), *items("Møte")]
# The title, the headings of two parts, and whose these are; None where both are of one.
COUNCILS_BELOW = [
    ("Handlingsplaner 2016 – Agder", "Aust-Agder", "Vest-Agder", "aust-agder vest-agder"),
    ("Handlingsplaner 2016 – Agder", "IA-rådet i Aust-Agder", "IA-rådet i Vest-Agder",
     "aust-agder vest-agder"),
    ("Handlingsplan 2016 – Agder", "IA-rådet i Aust-Agder", "IA-rådet i Vest-Agder",
     "aust-agder vest-agder"),
    ("Handlingsplaner Agder", "Handlingsplan 2016 Aust-Agder", "Handlingsplan 2016 Vest-Agder",
     "aust-agder vest-agder"),
    ("Handlingsplaner 2016 – Hedmark og Oppland", "1. Hedmark", "2. Oppland fylke",
     "hedmark oppland"),
    ("Handlingsplanar 2016 for IA-råda i Hedmark og Oppland", "Hedmark", "Oppland",
     "hedmark oppland"),
    ("Handlingsplaner 2016", "Hedmark", "Oppland", "hedmark oppland"),
    ("Handlingsplan 2016", "IA-rådet i Hedmark", "IA-rådet i Oppland", "hedmark oppland"),
    # a council of two counties, which says what it does in each
    ("Handlingsplan 2016 – Agder", "Aust-Agder", "Vest-Agder", "agder"),
    ("Handlingsplaner 2016 for IA-rådet i Agder", "Aust-Agder", "Vest-Agder", "agder"),
    # and one that tells of others
    ("Handlingsplan 2016 for IA-rådet i Hedmark", "IA-rådet i Oppland", "IA-rådet i Troms",
     "hedmark"),
]  # fmt: skip


@pytest.mark.parametrize("rank", [2, 3, None])
@pytest.mark.parametrize(("title", "one", "other", "councils"), COUNCILS_BELOW)
def test_whose_the_parts_below_a_title_are(
    title: str, one: str, other: str, councils: str, rank: int | None
) -> None:
    heads = [bold(one), bold(other)] if rank is None else [heading(t, rank) for t in (one, other)]
    told_ = found([heading(title, 1)], [heads[0]], FIRST, [heads[1]], SECOND)
    whose = councils.split()
    each = [["Kurs"], ["Møte"]] if len(whose) == 2 else [["Kurs", "Møte"]]
    assert told_ == [("plan", w, "2016", a) for w, a in zip(whose, each, strict=True)]


def test_one_council_below_the_name_of_several_counties() -> None:
    head = [heading("Handlingsplan 2016 – Agder", 1), heading("IA-rådet i Aust-Agder", 1)]
    assert found(head, FIRST) == [("plan", "aust-agder", "2016", ["Kurs"])]


def test_councils_below_titles_of_two_kinds() -> None:
    def below(title: str) -> list[PaperBlock]:
        hedmark, oppland = heading("Hedmark"), heading("Oppland")
        return [heading(title, 1), hedmark, *FIRST, oppland, *SECOND]

    assert found(below("Handlingsplaner 2016"), below("Årsrapporter 2015")) == [
        ("plan", "hedmark", "2016", ["Kurs"]),
        ("plan", "oppland", "2016", ["Møte"]),
        ("report", "hedmark", "2015", ["Kurs"]),
        ("report", "oppland", "2015", ["Møte"]),
    ]


def test_sheets_of_councils_in_a_file_of_several() -> None:
    sheets = [*sheet("Hedmark", None, ("Kurs", 1)), *sheet("Oppland", None, ("Møte", 2))]
    paper = FreePaper("Handlingsplaner 2016.xlsx", "0" * 64, PaperText(tuple(sheets)))
    made = read_free_form(paper, context()).documents
    assert [(one.key, one.body["activities"][0]["title"]) for one in made] == [
        ("hedmark-2016", "Kurs"), ("oppland-2016", "Møte"),
    ]  # fmt: skip


def test_a_part_that_is_refused_is_named_and_told_of_whole() -> None:
    rows = table(("Tiltak", "Delmål"), ("Møte", 1))
    blocks: list[PaperBlock] = [
        heading("IA-rådet i Aust-Agder", 1), heading("Handlingsplan 2016"), *FIRST,
        heading("IA-rådet i Vest-Agder", 1), text("Vi vil mye."), heading("Tiltak", 3), rows,
    ]  # fmt: skip
    reading = read(blocks)
    assert [one.key for one in reading.documents] == ["aust-agder-2016"]
    assert told(reading) == [
        "IA-rådet i Vest-Agder: Nothing says whether it is a plan or a report; say it with "
        "--kind plan or --kind report, or in the title",
        "IA-rådet i Vest-Agder: Nothing says for which year it is; say it with --period and the "
        "year, or in the title",
    ]
    assert {one.place for one in reading.problems} == {Place(heading="IA-rådet i Vest-Agder")}
    assert unread(reading) == [
        ("text", "1) IA-rådet i Vest-Agder · 2) Vi vil mye.", set()),
        ("text", "1) Tiltak · 2) Tiltak | Delmål · 3) Møte | 1", set()),
    ]
    # As the messages say.
    made = read(blocks, Identity(("plan",), None, Period(2016))).documents
    assert [one.key for one in made] == ["aust-agder-2016", "vest-agder-2016"]


def test_of_a_paper_that_is_refused_each_table_is_told_of() -> None:
    reading = read([table(("Tiltak",), ("Kurs",))], Identity(("plan",), None, Period(2016)))
    assert unread(reading) == [("table", "1) Tiltak · 2) Kurs", set())]


def test_a_heading_on_another_council_begins_no_document() -> None:
    blocks = [heading(PLAN, 0), *KURS, heading("Samarbeid med IA-rådet i Oppland", 1), text("Ja.")]
    assert found(blocks) == [("plan", "hedmark", "2016", ["Kurs"])]


@pytest.mark.parametrize(
    ("blocks", "given", "missing"),
    [
        (KURS, Identity(), ["plan or a report", "which council", "which year"]),
        (KURS, identity_given("plan", "Hedmark", Period(2016)), []),
        (KURS, identity_given("report", "her", None), ["which year"]),
        (KURS, identity_given(None, None, Period(2016)), ["plan or a report", "which council"]),
        ([heading("Handlingsplan 2015", 0)], identity_given("report", "x", Period(2016)), []),
    ],
)
def test_what_nothing_says(blocks: list[PaperBlock], given: Identity, missing: list[str]) -> None:
    reading = read(blocks, given)
    assert len(told(reading)) == len(missing)
    assert all(part in one for part, one in zip(missing, told(reading), strict=True))
    assert bool(reading.documents) == (not missing)


def test_what_was_not_read_of_a_paper_that_says_nothing_of_itself() -> None:
    assert unread(read([text("Noe annet.")])) == [("text", "Noe annet.", set())]


def test_what_stands_in_fields_goes_before_titles() -> None:
    fields = [table(("IA-råd", "Oppland"), ("Periode", "2017"))]
    assert found([heading(PLAN, 0)], fields, KURS) == [("plan", "oppland", "2017", ["Kurs"])]


def test_signs_that_nobody_sees_are_in_no_id() -> None:
    rows = table(("Nr", "Tiltak"), ("1\x1b", "Kurs\x1b"))
    (body,) = bodies(read(plan(table(("Råd", "x\x1b"), ("Periode", "2017")), rows)))
    assert (body["_id"], body["council"]) == ("hedmark-2017", "hedmark")
    assert [one["id"] for one in body["activities"]] == ["kurs"]


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        (plan(), True),
        ([heading("Delmål 1")], True),
        ([heading("Referat"), text("Delmål 1")], False),
        ([], False),
    ],
)
def test_what_is_a_plan_or_report(blocks: Sequence[PaperBlock], expected: bool) -> None:
    paper = FreePaper("a.docx", "0" * 64, PaperText(tuple(blocks)))
    assert is_free_form(paper, context()) is expected


def test_a_paper_without_blocks() -> None:
    given = identity_given("plan", "hedmark", Period(2016))
    assert bodies(read([], given)) == [
        {"_id": "hedmark-2016", "council": "hedmark", "period": "2016"}
    ]
    assert len(read([table(("a", "b"))], given).unread) == 1
    assert unread(read([heading("Handlingsplan 1. halvår 2016", 0)], given)) == []


def test_a_title_of_no_council_says_kind_and_year_of_all_the_parts_below_it() -> None:
    rows = table(("Delmål", "Tiltak", "Ansvarlig"), (1, "Kurs", "NAV"))
    councils = (heading("IA-rådet i Hedmark", 1), rows, heading("IA-rådet i Oppland", 1), rows)
    found = read((heading("Handlingsplaner 2016", 0), *councils))
    assert [one.key for one in found.documents] == ["hedmark-2016", "oppland-2016"]
    assert found.problems == ()
    found = read((heading("Handlingsplan 2016 for IA-rådet i Hedmark", 0), *councils[1:]))
    assert [one.key for one in found.documents] == ["hedmark-2016"]


@pytest.mark.parametrize("part", ["Del A: ", "Del 1. ", "Del II – ", "DEL B - ", "Part A: "])
def test_a_part_of_a_paper_is_counted_before_its_kind(part: str) -> None:
    rows = table(("Delmål", "Tiltak", "Ansvarlig"), (1, "Kurs", "NAV"))
    title = heading("IA-rådet i Oppland – årsmelding 2015 og plan for 2016", 0)
    report_ = (heading(f"{part}Årsmelding 2015", 1), rows)
    found = read((title, *report_, heading(f"{part}Handlingsplan 2016", 1), rows))
    assert [(one.kind, one.key) for one in found.documents] == [
        ("report", "oppland-2015"), ("plan", "oppland-2016"),
    ]  # fmt: skip
    assert [len(one.body["activities"]) for one in found.documents] == [1, 1]
