"""Filled forms, as tables of any program, to documents."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from iacheck.documents.document import Document
from iacheck.documents.schemas import load_schemas
from iacheck.forms.form_reader import FormFile, FormReading, read_form
from iacheck.forms.grids import Cell, Grid, Raw
from iacheck.forms.layout import forms
from iacheck.forms.recognition import is_form
from iacheck.language.language import language
from iacheck.language.messages import message
from iacheck.language.places import Place

SCHEMAS = load_schemas()
FORMS = forms(SCHEMAS)
Rows = Sequence[Sequence[Raw | None]]

FRONT: Rows = [
    ["Handlingsplan for 2015"],
    ["Felt", "Verdi", "Krav"],
    ["IA-råd", "rogaland", "Navnet på rådet eller id-en, for eksempel rogaland."],
    ["Periode", 2015, None],
    ["Vedtaksdato", datetime.date(2015, 2, 10), None],
]
GOALS: Rows = [
    ["Mål"],
    ["B02 (bør): Planen har mål", None, None],
    ["Id", "Delmål", "Målet i ord"],
    ["m1", 1, "Lavere fravær"],
    [],
    ["m2", 3, "Flere seniorer"],
    ["m3", None, None],
]
PLAN: Mapping[str, Rows] = {"Handlingsplan": FRONT, "Mål": GOALS}


def name(row: int, column: int) -> str:
    return f"{chr(64 + column)}{row}"


def merged(found: Grid, *spans: tuple[int, int, int, int]) -> Grid:
    """The table with cells merged: the row and column of each, and how many of both it spans."""
    rows = {number: dict(row) for number, row in found.rows.items()}
    for row, column, tall, broad in spans:
        rows[row][column] = replace(rows[row][column], rows=tall, columns=broad)
    return Grid(found.name, rows, found.place_of)


def grid(sheet: str, rows: Rows) -> Grid:
    def place(row: int, column: int) -> Place:
        return Place(sheet=sheet, cell=name(row, column))

    cells = {
        r: {c: Cell(v, place(r, c)) for c, v in enumerate(row, 1) if v is not None}
        for r, row in enumerate(rows, 1)
    }
    return Grid(sheet, {r: row for r, row in cells.items() if row}, place)


def filled(sheets: Mapping[str, Rows | Grid], titles: Sequence[str] = ()) -> FormReading:
    grids = [
        rows if isinstance(rows, Grid) else grid(sheet, rows) for sheet, rows in sheets.items()
    ]
    return read_form(FormFile("plan.xlsx", "0" * 64, grids, titles), FORMS)


GUIDE_TEXT = "Skriv datoer som 01.07.2015, og beløp i hele kroner, som 400000."


def unread(found: FormReading) -> list[tuple[str, str, set[str]]]:
    return [(b.sort, b.text, {lift.path for lift in b.lifts}) for b in found.unread]


def document(found: FormReading) -> Document:
    assert found.document is not None
    return found.document


def body(found: FormReading) -> dict[str, Any]:
    return dict(document(found).body)


def told(found: FormReading) -> list[str]:
    say = language("en").say
    return [
        f"{problem.level} {problem.place.cell if problem.place else ''}: {say(problem.message)}"
        for problem in found.problems
    ]


def test_a_form_is_a_document_with_the_place_of_every_field() -> None:
    found = filled(PLAN)
    assert told(found) == []
    assert document(found).name == "plan/rogaland-2015"
    assert body(found) == {
        "_id": "rogaland-2015",
        "council": "rogaland",
        "period": "2015",
        "adopted_on": "2015-02-10",
        "goals": [
            {"id": "m1", "sub_goal": 1, "text": "Lavere fravær"},
            {"id": "m2", "sub_goal": 3, "text": "Flere seniorer"},
        ],
    }
    assert SCHEMAS.validate(document(found)) == ()
    origin = document(found).origin
    assert origin is not None
    places = {path: (place.sheet, place.cell) for path, place in origin.places.items()}
    assert places == {
        "": ("Handlingsplan", "A1"),
        "/council": ("Handlingsplan", "B3"),
        "/period": ("Handlingsplan", "B4"),
        "/adopted_on": ("Handlingsplan", "B5"),
        "/goals": ("Mål", "A3"),
        "/goals/0": ("Mål", "A4"),
        "/goals/0/id": ("Mål", "A4"),
        "/goals/0/sub_goal": ("Mål", "B4"),
        "/goals/0/text": ("Mål", "C4"),
        "/goals/1": ("Mål", "A6"),
        "/goals/1/id": ("Mål", "A6"),
        "/goals/1/sub_goal": ("Mål", "B6"),
        "/goals/1/text": ("Mål", "C6"),
    }


def test_an_empty_form_is_a_document_with_empty_lists() -> None:
    found = filled({"Handlingsplan": FRONT[:4], "Mål": [*GOALS[:3], ["m1"], ["m2"]]})
    assert told(found) == []
    assert body(found) == {
        "_id": "rogaland-2015",
        "council": "rogaland",
        "period": "2015",
        "goals": [],
    }


def test_columns_moved_renamed_and_added() -> None:
    rows: Rows = [["Comment", "THE GOAL IN WORDS:", "sub_goal", "Id"], ["hei", "Lavere", 1, 1]]
    found = filled({"Action plan": FRONT[2:], "Goals": rows})
    assert body(found)["goals"] == [{"id": "1", "sub_goal": 1, "text": "Lavere", "Comment": "hei"}]
    assert told(found) == [
        "notice A1: “Comment” is no field of the form; what stands there is kept, but no rule "
        "reads it"
    ]


def test_an_added_column_without_anything_in_it_is_no_news() -> None:
    assert told(filled({**PLAN, "Mål": [["Id", "Delmål", "Målet i ord", "Merknad"]]})) == []


ACTIVITIES: Sequence[Raw | None] = [
    "Id", "Tittel", "Delmål", "Startdato", "Budsjett", "Partnere", "Merknad",
]  # fmt: skip


@pytest.mark.parametrize("nothing", ["-", "–", "n/a", "i/a", " "])
def test_cells_that_say_nothing_are_empty(nothing: str) -> None:
    rows: Rows = [
        ACTIVITIES,
        ["a1", "Kurs", nothing, nothing, nothing, f"NHO; {nothing}", nothing],
        ["a2", *[nothing] * 6],
        [nothing] * 7,
        ["a4", "Seminar", 2, None, None, None, None],
        [nothing, "Sum", nothing, nothing, 5000, nothing, nothing],
    ]
    front = [*FRONT, ["Merknad", nothing], ["Dekker også", nothing]]
    found = filled({"Handlingsplan": front, "Aktiviteter": rows})
    assert told(found) == ["notice B6: The row is taken for a total, and is no entry of its own"]
    assert body(found)["activities"] == [
        {"id": "a1", "title": "Kurs", "partners": ["NHO"]},
        {"id": "a4", "title": "Seminar", "sub_goals": [2]},
    ]
    assert body(found).keys() == {"_id", "council", "period", "adopted_on", "activities"}
    assert SCHEMAS.validate(document(found)) == ()


@pytest.mark.parametrize(
    ("value", "kept"),
    [(5, 5), (0.5, 0.5), (True, True), (datetime.date(2015, 7, 1), "2015-07-01"),
     (datetime.time(14, 30), "14:30:00")],
)  # fmt: skip
def test_what_an_added_column_holds_is_kept_as_it_is(value: Raw, kept: Any) -> None:
    rows: Rows = [["Id", "Målet i ord", "Eget"], ["m1", "Lavere", value]]
    assert body(filled({**PLAN, "Mål": rows}))["goals"][0]["Eget"] == kept


def test_a_misspelt_heading_is_an_error() -> None:
    rows: Rows = [["Id", "Delmål", "Målet i or"], ["m1", 1, "Lavere"]]
    found = filled({**PLAN, "Mål": rows})
    assert told(found) == [
        "error C1: “Målet i or” is no heading of the form; did you mean “Målet i ord”?"
    ]


def test_a_heading_that_stands_twice_is_an_error() -> None:
    rows: Rows = [["Id", "Delmål", "Målet i ord", "sub-goal"], ["m1", 1, "Lavere", 2]]
    found = filled({**PLAN, "Mål": rows})
    assert told(found) == [
        "error D1: “sub-goal” stands twice, first at sheet Mål, cell B1; remove one of them"
    ]
    found = filled({**PLAN, "Handlingsplan": [*FRONT, ["Period", 2016]]})
    assert told(found) == [
        "error A6: “Period” stands twice, first at sheet Handlingsplan, cell A4; remove one of them"
    ]


def test_a_cell_that_cannot_be_read_breaks_its_field_alone() -> None:
    rows: Rows = [["Id", "Delmål", "Målet i ord"], ["m1", "to", "Lavere"], ["m2", 2, "Flere"]]
    found = filled({**PLAN, "Mål": rows})
    assert told(found) == ["error B2: “to” is no whole number; write digits only, such as 400000"]
    (problem,) = found.problems
    assert (problem.path, problem.given, problem.document) == (
        "/goals/0/sub_goal",
        "to",
        "plan/rogaland-2015",
    )
    broken = [(p.path, p.level) for p in SCHEMAS.validate(document(found))]
    assert broken == [("/goals/0/sub_goal", "error")]


@pytest.mark.parametrize(
    ("sheet", "heading", "value"),
    [("Omtaler i mediene", "Local medium", "kanskje"), ("Møter", "date of the meeting", "uke 27"),
     ("Aktiviteter", "Tittel", 1.5), ("Aktiviteter", "Delmål", "alle"),
     ("Aktiviteter", "Status", message("The formula failed"))],
)  # fmt: skip
def test_whatever_cannot_be_read_breaks_its_schema(sheet: str, heading: str, value: Raw) -> None:
    front: Rows = [["Rapport"], ["IA-råd", "rogaland"], ["Periode", 2015]]
    found = filled({"Rapport": front, sheet: [["Id", heading], ["a1", value]]})
    (problem,) = (problem for problem in found.problems if problem.level == "error")
    broken = {p.path for p in SCHEMAS.validate(document(found)) if p.level == "error"}
    assert problem.path in broken


@pytest.mark.parametrize(
    ("value", "has_column", "is_told"),
    [
        ("høsten 2015", True, True),
        ("desember 2015", True, True),
        ("uke 12", True, True),
        ("løpende", True, True),
        ("høsten 2015", False, False),
        # Words in the other column would hide which day is meant.
        ("01/07/2015", True, False),
        ("31.02.2015", True, False),
        (12, True, False),
    ],
)
def test_words_in_the_place_of_a_day_are_told_which_column_takes_them(
    value: Raw, has_column: bool, is_told: bool
) -> None:
    headings = ["Id", "Tittel", "Startdato", *(["Tid med ord"] if has_column else [])]
    found = filled({**PLAN, "Aktiviteter": [["Aktiviteter"], headings, ["a1", "Kurs", value]]})
    (problem,) = found.problems
    told = language("nb").say(problem.message)
    assert told.endswith(", eller skriv det med ord under «Tid med ord»") == is_told
    assert ("Tid med ord" in told) == is_told


def test_an_entry_that_may_be_several_is_told_of() -> None:
    rows: Rows = [["Id", "Tittel", "Bransjer"], ["a1", "Kurs", "barnehager, hotell"]]
    found = filled({**PLAN, "Aktiviteter": rows})
    assert body(found)["activities"][0]["target"] == {"industries": ["barnehager, hotell"]}
    assert told(found) == [
        "notice C2: “barnehager, hotell” is read as one entry; if several are meant, part them "
        "with semicolons"
    ]


FUNDS = "What the funds were used for"
REPORT: Rows = [["Report"], ["IA council", "rogaland"], ["Period", "1. halvår 2012"]]


def test_records_in_the_document_are_filled_from_both_sheets() -> None:
    front: Rows = [*REPORT, ["Funds used", "kr 48 000,–"], ["Funds received", 400_000]]
    lines: Rows = [["Purpose", "Amount in kroner"], ["Seminar", 40_000], ["leie av sal", 8_000]]
    found = filled({"Report": front, FUNDS: lines})
    assert told(found) == []
    assert document(found).key == "rogaland-2012-h1"
    assert body(found)["funds"] == {
        "received_nok": 400_000,
        "used_nok": 48_000,
        "lines": [
            {"purpose": "seminar", "amount_nok": 40_000},
            {"purpose": "leie av sal", "amount_nok": 8_000},
        ],
    }
    assert "funds" not in body(filled({"Report": REPORT, FUNDS: lines[:1]}))


def test_a_row_with_a_total_is_no_entry() -> None:
    lines: Rows = [["Purpose", "Amount in kroner"], ["Seminar", 40_000], ["Sum", 40_000]]
    found = filled({"Report": REPORT, FUNDS: lines})
    assert len(body(found)["funds"]["lines"]) == 1
    assert told(found) == ["notice A3: The row is taken for a total, and is no entry of its own"]
    lines = [["Purpose", "Id of the activity", "Amount in kroner"], ["Sum", "a1", 5], ["Sum", "a"]]
    assert len(body(filled({"Report": REPORT, FUNDS: lines}))["funds"]["lines"]) == 2


def test_a_goal_that_is_called_a_sum_is_a_goal() -> None:
    rows: Rows = [["Id", "Delmål", "Målet i ord"], ["m1", 1, "Sum"]]
    found = filled({**PLAN, "Goals": rows})
    assert body(found)["goals"][-1] == {"id": "m1", "sub_goal": 1, "text": "Sum"}


@pytest.mark.parametrize(
    "row",
    [
        ["a7", "Sum", 5],
        [None, "Totalt", "kr 5,–"],
        ["Sum kr", None, 5],
        ["a7", "I alt:", "1,250"],
        ["a7", "SUM", None],
        *(
            [None, label, 5]
            for label in (
                "Totalsum", "Sum 2016", "Totale kostnader", "Samlede kostnader", "Sum alle tiltak",
                "Til sammen", "Budsjett i alt", "Sum (kr)", "Delsum delmål 1", "Kostnader totalt",
                "Alt i alt", "Sum totalt for året", "Total costs", "= Sum", "Σ", "Totalt budsjett",
                "Su\u00adm", "Totalkostnad 2016", "Grand total",
            )
        ),
    ],
)  # fmt: skip
def test_a_total_however_it_is_written(row: list[Raw | None]) -> None:
    rows: Rows = [["Id", "Tittel", "Budsjett"], ["a1", "Kurs", 5], row]
    found = filled({**PLAN, "Aktiviteter": rows})
    assert len(body(found)["activities"]) == 1
    assert [line.partition(":")[2] for line in told(found)] == [
        " The row is taken for a total, and is no entry of its own"
    ]


@pytest.mark.parametrize(
    "title",
    [
        "Sum av små tiltak", "Samlet innsats mot frafall", "Total arbeidsmiljøuke", "Kostnader",
        "I alt for dårlig", "2016", "Samling",
    ],
)  # fmt: skip
def test_an_activity_that_only_begins_like_a_total_is_one(title: str) -> None:
    rows: Rows = [["Id", "Tittel", "Budsjett"], ["a1", "Kurs", 5], [None, title, 5]]
    found = filled({**PLAN, "Aktiviteter": rows})
    assert [activity["title"] for activity in body(found)["activities"]] == ["Kurs", title]


def test_a_cell_merged_over_rows_tells_of_each_what_they_can_have_in_common() -> None:
    rows: Rows = [
        ["Id", "Tittel", "Delmål", "Ansvarlig", "Budsjett", "Merknad"],
        ["a1", "Kurs", 2, "NAV", 5, "fint"],
        ["a2", "Møte", None, "KS", None, None],
        ["a3", "Nett", None, None, None, None],
        ["a4", None, None, None, None, None],
    ]
    spans = ((1, 3, 2, 1), (2, 3, 4, 1), (2, 5, 2, 1), (2, 6, 3, 1), (3, 4, 2, 1))
    found = filled({**PLAN, "Aktiviteter": merged(grid("Aktiviteter", rows), *spans)})
    assert body(found)["activities"] == [
        {
            "id": "a1",
            "title": "Kurs",
            "sub_goals": [2],
            "responsible": "NAV",
            "budget_nok": 5,
            "Merknad": "fint",
        },
        {"id": "a2", "title": "Møte", "sub_goals": [2], "responsible": "KS"},
        {"id": "a3", "title": "Nett", "sub_goals": [2], "responsible": "KS"},
    ]
    once = "The cell is merged over several rows or columns, and counts for the first of them only"
    assert [line for line in told(found) if "merged" in line] == [
        f"notice E2: {once}",
        f"notice F2: {once}",
    ]
    origin = document(found).origin
    assert origin is not None
    assert origin.place("/activities/2/sub_goals") == Place(sheet="Aktiviteter", cell="C2")
    assert origin.place("/activities/2/budget_nok") == Place(sheet="Aktiviteter", cell="E4")


@pytest.mark.parametrize(
    ("row", "span", "notices"),
    [
        # Over columns too, nobody can tell which of them is meant.
        (["a1", "Kurs", "2", None], (2, 3, 2, 2), ["C2"]),
        (["a1", "Kurs", "–", None], (2, 3, 2, 1), []),
    ],
)
def test_a_merged_cell_that_tells_of_no_other_row(
    row: list[Raw | None], span: tuple[int, int, int, int], notices: list[str]
) -> None:
    rows: Rows = [["Id", "Tittel", "Delmål", "Ansvarlig"], row, ["a2", "Møte", None, None]]
    found = filled({**PLAN, "Aktiviteter": merged(grid("Aktiviteter", rows), span)})
    assert body(found)["activities"][1] == {"id": "a2", "title": "Møte"}
    merged_ones = [problem for problem in found.problems if "merged" in problem.message.text]
    assert [problem.place and problem.place.cell for problem in merged_ones] == notices


def test_a_value_merged_over_the_rows_of_two_fields_is_that_of_the_first() -> None:
    rows: Rows = [["IA-råd", "rogaland"], ["Periode", None], ["Vedtaksdato", "15.02.2015"]]
    front = merged(grid("Handlingsplan", rows), (1, 2, 2, 1))
    found = filled({**PLAN, "Handlingsplan": front})
    assert body(found)["council"] == "rogaland"
    assert "period" not in body(found)
    assert [line for line in told(found) if "merged" in line] == [
        "notice B1: The cell is merged over several rows or columns, and counts for the first of "
        "them only"
    ]


def test_a_list_in_two_tables_is_one_list() -> None:
    more: Rows = [["Id", "Målet i ord"], ["m9", "Ni"]]
    found = filled({**PLAN, "Goals": more})
    assert [goal["id"] for goal in body(found)["goals"]] == ["m1", "m2", "m9"]
    origin = document(found).origin
    assert origin is not None
    assert origin.place("/goals/2/text") == Place(sheet="Goals", cell="B2")


def test_sheets_that_are_no_part_of_the_form() -> None:
    other: Rows = [["Huskeliste"], ["kjøp kaffe"]]
    guide: Rows = [["Slik fyller dere ut"]]
    lookalike: Rows = [["Id", "Delmål", "Målet i ord"], ["m9", 1, "Ni"]]
    found = filled({**PLAN, "Ark5": other, "Veiledning": guide, "Tomt": [], "Ark6": lookalike})
    assert told(found) == [
        "notice A1: “Ark5” is no part of the form, and is not read",
        "error A1: “Ark6” has headings of “Goals”, and is not read; what is to count must stand on "
        "the sheet “Goals”",
    ]
    assert unread(found) == [
        ("sheet", "1) Huskeliste · 2) kjøp kaffe", {"/goals", "/activities", "/evidence"}),
        ("cell", "Slik fyller dere ut", {"/goals", "/activities", "/evidence"}),
        ("sheet", "1) Id | Delmål | Målet i ord · 2) m9 | 1 | Ni", {"/goals"}),
    ]


ACTIVITY_ROWS: Rows = [
    ["Aktiviteter"],
    ["Én rad for hver. Rader med bare en id regnes som tomme."],
    ["Id", "Tittel", "Delmål", "Budsjett i kroner"],
    ["a1", "Kurs", 1, 5],
    ["a2", "Møte", 2, None],
    ["a3", None, None, None],
]


@pytest.mark.parametrize(
    ("sheet", "at", "text", "lifted"),
    [
        # beside, above, below the table, and in the row of the headings
        ("Aktiviteter", (4, 6), "avlyst", {"/activities/0"}),
        ("Aktiviteter", (4, 9), 400, {"/activities/0"}),
        ("Aktiviteter", (5, 5), "se vedlegg", {"/activities/1"}),
        ("Aktiviteter", (2, 1), "Husk: alle kurs er avlyst", {"/activities"}),
        ("Aktiviteter", (2, 4), "i hele tusen", {"/activities"}),
        ("Aktiviteter", (9, 1), "Merk: a1 er avlyst", {"/activities"}),
        ("Aktiviteter", (9, 7), "foreløpig", {"/activities"}),
        ("Aktiviteter", (3, 6), "Alle beløp er i hele tusen.", {"/activities"}),
        # on the sheet with the fields, and on the guide
        ("Handlingsplan", (9, 1), "Planen er ikke vedtatt", {"/goals", "/activities", "/evidence"}),
        ("Handlingsplan", (9, 2), "Utkast", {"/goals", "/activities", "/evidence"}),
        ("Handlingsplan", (3, 5), "spør NAV", {"/goals", "/activities", "/evidence"}),
        ("Veiledning", (20, 1), "Vi har ett kurs til", {"/goals", "/activities", "/evidence"}),
    ],
)  # fmt: skip
def test_no_text_of_a_form_vanishes(
    sheet: str, at: tuple[int, int], text: Raw, lifted: set[str]
) -> None:
    guide: Rows = [["Slik fyller du ut: Handlingsplan"], [], ["Datoer og beløp", GUIDE_TEXT]]
    sheets: dict[str, Rows] = {**PLAN, "Aktiviteter": ACTIVITY_ROWS, "Veiledning": guide}
    assert unread(filled(sheets)) == []
    plain = grid(sheet, sheets[sheet])
    rows = {number: dict(row) for number, row in plain.rows.items()}
    place = Place(sheet=sheet, cell=name(*at))
    rows.setdefault(at[0], {})[at[1]] = Cell(text, place)
    rows = dict(sorted(rows.items()))
    found = filled(
        {**sheets, sheet: Grid(sheet, rows, lambda r, c: Place(sheet=sheet, cell=name(r, c)))}
    )
    assert unread(found) == [("cell", str(text), lifted)]
    assert [block.place for block in found.unread] == [place]
    assert len(body(found)["activities"]) == 2


def test_a_title_over_the_columns_of_a_table_is_no_entry() -> None:
    rows: Rows = [*ACTIVITY_ROWS[:4], [None, "Avlyst i vår"], *ACTIVITY_ROWS[4:]]
    found = filled({**PLAN, "Aktiviteter": merged(grid("Aktiviteter", rows), (5, 2, 1, 3))})
    assert [activity["title"] for activity in body(found)["activities"]] == ["Kurs", "Møte"]
    assert unread(found) == [("cell", "Avlyst i vår", {"/activities"})]


@pytest.mark.parametrize("sheet", ["Tiltak 2016", "Kopi av Aktiviteter", "Ark3"])
def test_a_sheet_of_another_name_is_recognised_by_its_headings(sheet: str) -> None:
    whole: Rows = [[column.label.nb for column in FORMS["plan"].tables[1].columns], ["a1", "Kurs"]]
    found = filled({**PLAN, sheet: whole})
    assert [activity["title"] for activity in body(found)["activities"]] == ["Kurs"]
    assert told(found) == [
        f"notice A1: “{sheet}” has the headings of “Activities”, and is read as that"
    ]
    # An empty one of the right name is no hindrance.
    empty: Rows = [whole[0], ["a1"], ["a2"]]
    found = filled({**PLAN, "Aktiviteter": empty, sheet: whole})
    assert [activity["title"] for activity in body(found)["activities"]] == ["Kurs"]
    # A second one may be an older one.
    found = filled({**PLAN, "Aktiviteter": ACTIVITY_ROWS, sheet: whole})
    assert [activity["title"] for activity in body(found)["activities"]] == ["Kurs", "Møte"]
    headings = " | ".join(map(str, whole[0]))
    assert unread(found) == [
        ("sheet", f"1) {headings[:89].rstrip()}… · 2) a1 | Kurs", {"/activities"})
    ]
    assert told(found) == [
        f"error A1: “{sheet}” has headings of “Activities”, and is not read; what is to count must "
        "stand on the sheet “Activities”"
    ]


def test_a_sheet_beside_the_form_is_told_of_where_its_first_text_is() -> None:
    found = filled({**PLAN, "Notater": [[None], [None, "Husk NHO"]]})
    (block,) = found.unread
    assert (block.sort, block.place.sheet, block.place.cell) == ("sheet", "Notater", "B2")
    assert block.text == "Husk NHO"


def test_a_sheet_with_some_headings_of_a_list_is_held_against_nobody() -> None:
    found = filled({**PLAN, "Nytt": [["Tittel", "Ansvarlig", "Frist"], ["Kurs", "NAV", "vår"]]})
    text = "1) Tittel | Ansvarlig | Frist · 2) Kurs | NAV | vår"
    assert unread(found) == [("sheet", text, {"/activities"})]


def test_the_fields_of_a_copied_sheet_are_told_of() -> None:
    found = filled({**PLAN, "Handlingsplan (2)": [*FRONT[:3], ["Periode", 2016]]})
    assert body(found)["period"] == "2015"
    assert [line.partition(" stands")[0] for line in told(found)] == [
        "error A3: “IA-råd”", "error A4: “Periode”",
    ]  # fmt: skip


def test_a_table_without_headings_is_an_error() -> None:
    found = filled({**PLAN, "Mål": [["m1", 1, "Lavere"]]})
    assert told(found) == [
        "error A1: No row of “Mål” has the headings of its columns; they are Id, Sub-goal and "
        "The goal in words"
    ]
    assert told(filled({**PLAN, "Mål": []})) == []


def test_a_label_that_is_no_field_is_kept() -> None:
    found = filled({**PLAN, "Handlingsplan": [*FRONT, ["Merknad", "Haster"], ["Tomt felt"]]})
    assert body(found)["Merknad"] == "Haster"
    assert told(found) == [
        "notice A6: “Merknad” is no field of the form; what stands there is kept, but no rule "
        "reads it"
    ]


@pytest.mark.parametrize("head", [[["Felt", "Verdi"]], []])
def test_a_misspelt_label_is_an_error(head: Rows) -> None:
    front: Rows = [["Handlingsplan"], *head, ["Råd", "rogaland"], ["Periode", 2015], ["Merknad"]]
    found = filled({**PLAN, "Handlingsplan": front})
    assert told(found) == [
        f"error A{2 + len(head)}: “Råd” is no heading of the form; did you mean “IA-råd”?"
    ]


def test_values_stand_under_their_heading_wherever_it_is() -> None:
    front: Rows = [
        ["Handlingsplan"],
        ["Field", "Merknad", "Value"],
        ["IA-råd", "skriv navnet", "rogaland"],
        ["Periode", None, 2015],
    ]
    assert body(filled({**PLAN, "Handlingsplan": front}))["council"] == "rogaland"


@pytest.mark.parametrize(
    ("sheets", "titles", "kind"),
    [
        ({"Plan": [["Handlingsplan 2015"], *FRONT[2:]]}, (), "plan"),
        ({"Ark1": FRONT[2:], "Mål": GOALS}, (), "plan"),
        ({"Ark1": REPORT[1:], "Meetings": []}, (), "report"),
        ({"Ark1": REPORT[1:]}, ("Halvårsrapport fra IA-rådet",), "report"),
        ({"Ark1": FRONT[2:]}, ("Årsrapport", "Handlingsplan"), None),
        ({"Ark1": FRONT[2:], "Mål": GOALS}, ("Rapport", "Handlingsplan"), "plan"),
        ({"Ark1": FRONT[2:], "Mål": GOALS, "Møter": []}, (), None),
        ({"Ark1": FRONT[2:], "Aktiviteter": []}, (), None),
        ({"Ark1": [["hei"]]}, (), None),
    ],
)
def test_which_form_it_is(
    sheets: Mapping[str, Rows], titles: Sequence[str], kind: str | None
) -> None:
    found = filled(sheets, titles)
    assert (found.document.kind if found.document else None) == kind
    if kind is None:
        (problem,) = found.problems
        assert problem.level == "error"


def test_why_it_cannot_be_told_which_form_it_is() -> None:
    both = told(filled({"Ark1": FRONT[2:]}, ("Årsrapport", "Handlingsplan")))
    assert "It may be Action plan or Report; let the name of the first sheet" in both[0]
    none = told(filled({"Ark1": [["hei"]]}))
    assert "iacheck template plan --out plan.xlsx makes an empty form" in none[0]


def test_a_form_that_does_not_say_whose_it_is_is_named_after_its_file() -> None:
    found = filled({"Handlingsplan": FRONT[:2], "Mål": GOALS})
    assert document(found).name == "plan/plan"
    assert {p.path for p in SCHEMAS.validate(document(found))} == {"/council", "/period"}


def test_the_key_that_a_form_names_counts() -> None:
    front: Rows = [*FRONT, ["Dokumentets id", "Min plan"]]
    assert document(filled({"Handlingsplan": front, "Mål": GOALS})).key == "Min plan"


def test_tables_of_forms_are_known_by_their_names() -> None:
    assert is_form([grid("aktivitetar", [])], FORMS)
    assert not is_form([grid("Ark1", GOALS)], FORMS)
