"""Empty forms and filled ones as Excel workbooks, and back."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from building import only
from excel_files import read as read_grids
from excel_files import values
from form_values import pruned
from shipped import shipped

from iacheck.cases.vocabulary import Vocabulary
from iacheck.documents.document import Document
from iacheck.forms.demands import demands
from iacheck.forms.empty.description import FormBook
from iacheck.forms.empty.forms import form_book
from iacheck.forms.empty.workbook import form_workbook
from iacheck.forms.layout import FormField, FormTable, forms
from iacheck.language.errors import CannotRun
from iacheck.language.extras import install
from iacheck.language.labels import HEADINGS
from iacheck.language.language import language
from iacheck.language.messages import LANGS, Lang
from iacheck.language.periods import Period
from iacheck.readers import ReaderContext, Source, read

SHIPPED, SCHEMAS = shipped()
FORMS = forms(SCHEMAS)
BOOKS = [book for book in SHIPPED if book.covers(Period(2015))]
# Those that ask for a whole plan or report, for its activities, or for parts of them.
ON_ACTIVITIES = only(
    BOOKS, "plan-exists", "plan-states-goals-and-activities", "plan-covers-sub-goals",
    "plan-activities-have-dates", "plan-activities-serve-goals", "plan-goal-references-exist",
    "planned-activities-accounted-for", "report-activities-come-from-plan",
    "report-plan-references-exist", "report-covers-sub-goals", "report-coordinated-by-centre",
)  # fmt: skip
KINDS = tuple(FORMS)
NO_WORDS = Vocabulary((), {}, ())
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
every_form = pytest.mark.parametrize(
    ("kind", "lang"), [(kind, lang) for kind in KINDS for lang in LANGS]
)


def described(kind: str, lang: Lang, body: Mapping[str, Any] | None = None) -> FormBook:
    said = language(lang)
    return form_book(FORMS[kind], said, demands(BOOKS, SCHEMAS.kind(kind), SCHEMAS, said), body)


def opened(kind: str, lang: Lang) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(form_workbook(described(kind, lang))))


def document_in(data: bytes) -> tuple[Document, list[str]]:
    """The document of a workbook, and everything that the reader has to say."""
    known = ReaderContext(lambda _: NO_WORDS, FORMS)
    reading = read(Source("f.xlsx", data), known)
    (found,) = reading.documents
    return found, [problem.message.text for problem in reading.problems]


@every_form
def test_an_unfilled_form_is_a_document_with_empty_lists(kind: str, lang: Lang) -> None:
    start: dict[str, Any] = {"council": "rogaland", "period": "2015"}
    key = "rogaland-2015"
    if kind == "council":
        start, key = {"name": "IA-rådet i Rogaland", "counties": ["11"]}, "rogaland"
    found, problems = document_in(form_workbook(described(kind, lang, start)))
    assert not problems
    assert found.kind == kind
    assert pruned(found.body) == {"_id": key, **start}
    assert not SCHEMAS.validate(found)


@every_form
def test_a_form_has_a_sheet_for_each_list_with_headings_and_demands(kind: str, lang: Lang) -> None:
    book = opened(kind, lang)
    form = FORMS[kind]
    named = [form.title.read_in(lang), *(table.label.read_in(lang) for table in form.tables)]
    assert book.sheetnames[1:] == named
    on = demands(BOOKS, SCHEMAS.kind(kind), SCHEMAS, language(lang))
    for table in form.tables:
        sheet = book[table.label.read_in(lang)]
        headings = [cell.value for cell in sheet[4]]
        assert headings == [column.label.read_in(lang) for column in table.columns]
        for field, cell in zip(table.columns, sheet[3], strict=True):
            for told in on.get((*table.steps, *field.steps), ()):
                assert told in cell.value
        for told in on.get(table.steps, ()):
            assert told in sheet["A2"].value
        assert sheet.freeze_panes == "C5"
        assert sheet.print_title_rows == "$4:$4"
    front = book[book.sheetnames[1]]
    labels = {row[0].value: row for row in front.iter_rows(min_row=4)}
    assert labels.keys() == {field.label.read_in(lang) for field in form.fields}
    for field in form.fields:
        for told in on.get(field.steps, ()):
            assert told in labels[field.label.read_in(lang)][2].value


def test_demands_name_number_strength_and_source() -> None:
    on = demands(ON_ACTIVITIES, SCHEMAS.kind("plan"), SCHEMAS, language("nb"))
    assert on["activities", "sub_goals"][1] == (
        "B03 (forventes): Rådets aktiviteter dekker alle tre delmål – brev-2015-05, "
        "IA-rådenes rolle og oppgaver, avsnitt 2"
    )
    # A rule on the dates of activities is told of there, and not on the list as well.
    assert [told[:3] for told in on["activities", "start"]] == ["B02"]
    assert ("activities",) not in on
    assert [told[:3] for told in on[()]] == ["B01"]
    assert () not in demands(ON_ACTIVITIES, SCHEMAS.kind("report"), SCHEMAS, language("nb"))


def test_demands_that_are_our_reading_say_so() -> None:
    on = demands(ON_ACTIVITIES, SCHEMAS.kind("plan"), SCHEMAS, language("nb"))
    (serves, exists) = on["activities", "goals"]
    assert serves.startswith("B02 (bør, vår lesning, ikke dokumentets ord): ")
    assert exists.startswith("B02 (bør, vår lesning, ikke dokumentets ord): ")
    before = [book for book in SHIPPED if book.covers(Period(2012))]
    (practice,) = demands(before, SCHEMAS.kind("plan"), SCHEMAS, language("en"))[()]
    assert practice.startswith("H06 (bør, described as practice): ")


def test_a_form_tells_demands_on_its_own_document_alone() -> None:
    """B15 is about the report, though it reads the plan; B03 is about either."""
    on = {
        kind: {
            told[:3]
            for demanded in demands(BOOKS, SCHEMAS.kind(kind), SCHEMAS, language("en")).values()
            for told in demanded
        }
        for kind in ("plan", "report")
    }
    assert "B15" in on["report"] - on["plan"]
    assert {"B03", "B04", "B05", "B07", "B22", "B28"} <= on["report"] & on["plan"]
    assert {"B01", "B02"} <= on["plan"] - on["report"]


def test_demands_on_the_funds_stand_at_each_of_their_figures() -> None:
    books = only(BOOKS, "report-states-required-parts")
    (asked,) = demands(books, SCHEMAS.kind("report"), SCHEMAS, language("en"))["funds", "used_nok"]
    assert asked.startswith("B14")
    front = described("report", "en").front
    used = next(entry for entry in front.fields if entry.heading == "Funds used")
    assert asked in used.demands


def validations(sheet: Any) -> dict[str, Any]:
    """What helps in the first row of each column, by heading."""
    found = {}
    for rule in sheet.data_validations.dataValidation:
        for area in str(rule.sqref).split():
            column = area.rstrip("0123456789").partition(":")[0].rstrip("0123456789")
            found[sheet[f"{column}4"].value] = rule
    return found


def test_cells_have_choices_formats_and_help() -> None:
    book = opened("report", "nb")
    sheet = book["Aktiviteter"]
    rules = validations(sheet)
    cost = FORMS["report"].tables[0].columns[12].label.nb
    assert rules["Status"].formula1 == '"gjennomført,pågår,utsatt,avlyst"'
    assert rules["Status"].errorStyle in {None, "stop"}
    assert rules["Delmål"].formula1 == '"1,2,3,1; 2,1; 3,2; 3,1; 2; 3"'
    assert rules["Delmål"].errorStyle == "information"
    assert "seminar" in rules["Type"].formula1
    assert rules["Type"].errorStyle == "information"
    assert (rules["Startdato"].type, rules["Startdato"].errorStyle) == ("date", "warning")
    assert "med ord under «Tid med ord»" in rules["Startdato"].error
    assert "Tid med ord" not in validations(book["Møter"])["Møtedato"].error
    assert (rules[cost].type, rules[cost].formula1) == ("whole", "0")
    assert all(rule.prompt for rule in rules.values())
    formats = {cell.value: sheet.cell(5, cell.column).number_format for cell in sheet[4]}
    assert formats["Id"] == formats["Tittel"] == formats["Delmål"] == "@"
    assert formats["Startdato"] == "dd.mm.yyyy"
    assert formats[cost] == "#,##0"
    assert sheet.column_dimensions["A"].width > 8
    # So do rows that were not made ready.
    assert [cell.value for cell in sheet["A"]][4:] == [f"a{n}" for n in range(1, 26)]
    assert "A5:A505" in {str(rule.sqref) for rule in sheet.data_validations.dataValidation}


@every_form
def test_a_form_keeps_within_what_excel_takes(kind: str, lang: Lang) -> None:
    """Too long a text of help, and XlsxWriter warns, and leaves it out; tests fail on warnings."""
    book = described(kind, lang)
    names = [book.guide.name, book.front.name, *(table.name for table in book.tables)]
    assert len({name.casefold() for name in names}) == len(names)
    for table in book.tables:
        for entry in table.columns:
            assert len(entry.hint) <= 255
            assert len(",".join(entry.choices.words) if entry.choices else "") <= 255
    data = openpyxl.load_workbook(BytesIO(form_workbook(book)))
    for sheet in data:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.fitToHeight == 0
        assert "&P" in sheet.oddFooter.right.text
        heights = [row.height for row in sheet.row_dimensions.values() if row.height]
        assert max(heights) <= 409
        assert sheet.protection.sheet is False
    assert data.properties.title == FORMS[kind].title.read_in(lang)
    assert (
        data.custom_doc_props["Language"].value
        == {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}[lang]
    )


def test_the_guide_says_how_the_form_is_checked() -> None:
    guide = openpyxl.load_workbook(BytesIO(form_workbook(described("plan", "en"))))["Guide"]
    text = "\n".join(str(cell.value) for row in guide.iter_rows() for cell in row if cell.value)
    assert "iacheck check plan.xlsx" in text
    assert "Action plan, Goals, Activities and Evidence" in text


@every_form
def test_the_same_form_gives_the_same_bytes(kind: str, lang: Lang) -> None:
    assert form_workbook(described(kind, lang)) == form_workbook(described(kind, lang))


# Documents, there and back


PLAN: Mapping[str, Any] = {
    "_id": "rogaland-2015",
    "council": "rogaland",
    "period": "2015",
    "goals": [{"id": "1.1", "sub_goal": 2, "text": "=1+1"}],
    "activities": [
        {
            "id": "a1",
            "title": "<r><t>Kurs</t></r>",
            "type": "course",
            "sub_goals": [1, 3],
            "start": "2015-07-01",
            "budget_nok": 400_000,
            "target": {"industries": ["barnehager", "hotell"]},
            "vår egen": "_x0041_x0042_",
            "antall": 3,
        }
    ],
    "saksnummer": "15/123",
}


def test_what_is_filled_in_stands_in_cells_as_people_write_it() -> None:
    sheets = values(form_workbook(described("plan", "nn", PLAN)))
    assert sheets["Mål"] | {"A5": "1.1", "B5": 2, "C5": "=1+1"} == sheets["Mål"]
    row = [
        value
        for name, value in sheets["Aktivitetar"].items()
        if name and name.lstrip(LETTERS) == "5"
    ]
    assert row == [
        "a1",
        "<r><t>Kurs</t></r>",
        "kurs",
        "1; 3",
        datetime.date(2015, 7, 1),
        "barnehager; hotell",
        400_000,
        "_x0041_x0042_",
        3,
    ]


def test_unlisted_fields_get_columns_and_rows_of_their_own() -> None:
    data = form_workbook(described("plan", "nb", PLAN))
    found, problems = document_in(data)
    assert pruned(found.body) == PLAN
    assert len(problems) == 3  # that no rule reads them
    # Ids that are made ready might be those of rows that are there.
    ids = [name for name in values(data)["Aktiviteter"] if str(name).startswith("A")]
    assert ids == ["A1", "A2", "A3", "A4", "A5"]


def test_what_says_nothing_in_unlisted_fields_needs_no_column() -> None:
    activity = {"id": "a1", "title": "–", "egen": "–", "annen": "n/a"}
    body = {"council": "rogaland", "period": "2015", "merknad": "-", "activities": [activity]}
    found, problems = document_in(form_workbook(described("plan", "nb", body)))
    assert not problems
    # A text of the document's own stays as it is, dash or not.
    assert pruned(found.body)["activities"] == [{"id": "a1", "title": "–"}]


def refused(**fields: Any) -> list[tuple[str, str | None]]:
    with pytest.raises(CannotRun) as caught:
        described("plan", "en", {"council": "rogaland", "period": "2015", **fields})
    say = language("en").say
    return [(say(problem.message), problem.path) for problem in caught.value.problems]


def test_what_no_cell_can_hold_is_refused_and_nothing_is_cut() -> None:
    long = "x" * 32_767
    described("plan", "en", {"goals": [{"id": "m1", "sub_goal": 1, "text": long}]})
    halves = "\U0001f600" * 16_384
    told = "The text is longer than 32,767 characters, which is all that a cell holds; shorten it"
    assert refused(goals=[{"id": "m1", "text": long + "x"}, {"id": "m2", "text": halves}]) == [
        (told, "/goals/0/text"),
        (told, "/goals/1/text"),
    ]
    told = "A form has no place for this field; leave it out, or use a JSON file"
    activity = {"id": "a1", "title": "x", "startdato": "i dag", "target": {"egne": ["x"]}}
    assert refused(vedlegg={"a": [1]}, tomt=[], intet=None, activities=[activity]) == [
        (told, "/vedlegg"),
        (told, "/activities/0/startdato"),
        (told, "/activities/0/target/egne"),
    ]


@pytest.mark.parametrize(
    "text",
    ["<r>", "<r></r>", "<r>_x0041_</r>", "</r><r>", "_x0041_x0042_", "a_x0041_x0042_x0043_\n"],
)
def test_texts_that_the_library_stumbles_over(text: str) -> None:
    body = {"council": "rogaland", "period": "2015", "activities": [{"id": "a1", "title": text}]}
    assert document_in(form_workbook(described("plan", "en", body)))[0].body["activities"] == [
        {"id": "a1", "title": text}
    ]


def test_a_text_that_the_library_cannot_write_is_refused() -> None:
    body = {"activities": [{"id": "a1", "title": "<r>\x01</r>"}]}
    with pytest.raises(CannotRun, match="cannot be written"):
        form_workbook(described("plan", "en", body))


def test_a_name_too_long_for_a_sheet_gives_way_to_the_name_in_documents(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from iacheck.forms import layout  # noqa: PLC0415
    from iacheck.language.messages import message  # noqa: PLC0415

    monkeypatch.setitem(HEADINGS, "evidence", message("a/b"))
    layout.heading_of.cache_clear()
    try:
        names = [table.name for table in described("plan", "en").tables]
    finally:
        monkeypatch.undo()
        layout.heading_of.cache_clear()
    assert names == ["Goals", "Activities", "evidence"]


def test_without_the_library_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(CannotRun) as caught:
        form_workbook(described("plan", "en"))
    (problem,) = caught.value.problems
    assert install("docs") in language("en").say(problem.message)


def test_grids_need_no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    data = form_workbook(described("plan", "en"))
    for name in ("openpyxl", "xlsxwriter", "lxml"):
        monkeypatch.setitem(sys.modules, name, None)
    assert [grid.name for grid in read_grids(data)[0]][1:] == [
        "Action plan",
        "Goals",
        "Activities",
        "Evidence",
    ]


def test_a_field_and_a_list_are_told_apart_by_where_they_stand() -> None:
    """The goals of a plan are a sheet; those of an activity are a column."""
    plan = FORMS["plan"]
    assert any(isinstance(table, FormTable) and table.steps == ("goals",) for table in plan.tables)
    activities = next(table for table in plan.tables if table.name == "activities")
    assert any(isinstance(one, FormField) and one.steps == ("goals",) for one in activities.columns)
