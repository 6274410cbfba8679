from __future__ import annotations

import datetime
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from excel_files import (
    MAIN,
    cells,
    error,
    notices,
    package,
    raw,
    read,
    relations,
    styled,
    told,
    values,
    written,
)
from hypothesis import given
from hypothesis import strategies as st

from iacheck.limits import Limits
from iacheck.places import Place
from iacheck.readers._number_formats import meaning
from iacheck.readers._number_formats import value as number_value
from iacheck.readers._sheet import cell_name, unescaped

NO_VALUE = "The formula has no value, because no program has worked it out yet"


def with_openpyxl(**cells_of_it: Any) -> bytes:
    book = openpyxl.Workbook()
    for name, value in cells_of_it.items():
        book.active[name] = value
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def test_cells_of_every_type() -> None:
    def make(book: Any) -> None:
        sheet = book.add_worksheet("Mål")
        day, moment, time, hours, share, kroner = (
            book.add_format({"num_format": code})
            for code in ("dd.mm.yyyy", "d/m/yy h:mm", "hh:mm", "[h]:mm", "0.0%", '"kr" # ##0')
        )
        sheet.write_string(0, 0, "=1+1")
        sheet.write_number(0, 1, 400000, kroner)
        sheet.write_number(0, 2, 71.5)
        sheet.write_datetime(0, 3, date(2015, 7, 1), day)
        sheet.write_datetime(0, 4, datetime.datetime(2015, 7, 1, 12, 30), moment)
        sheet.write_datetime(0, 5, datetime.time(9, 30), time)
        sheet.write_number(0, 6, 1.5, hours)
        sheet.write_number(0, 7, 0.125, share)
        sheet.write_boolean(0, 8, True)
        sheet.write_boolean(0, 9, False)
        sheet.write_rich_string(0, 10, "en ", book.add_format({"bold": True}), "fet", " text")
        sheet.write_formula(0, 11, "=A1", None, "svar")
        sheet.write_formula(0, 12, "=1+1", None, 2)
        sheet.write_formula(0, 13, "=A1", None, "#REF!")
        sheet.write_number(2, 25, 0)

    assert values(written(make)) == {
        "Mål": {
            "A1": "=1+1",
            "B1": 400_000,
            "C1": 71.5,
            "D1": date(2015, 7, 1),
            "E1": datetime.datetime(2015, 7, 1, 12, 30),
            "F1": datetime.time(9, 30),
            "G1": "36:00",
            "H1": "12,5 %",
            "I1": True,
            "J1": False,
            "K1": "en fet text",
            "L1": "svar",
            "M1": 2,
            "N1": "The cell holds the error #REF!; mend the formula, or write the value itself",
            "Z3": 0,
        }
    }


def test_the_same_from_another_library() -> None:
    data = with_openpyxl(A1="tekst", B2=date(2015, 7, 1), C3=1.5, D4=True, E5=7, F6="=1+1")
    found = values(data)["Sheet"]
    assert str(found.pop("F6")).startswith(NO_VALUE)
    assert found == {"A1": "tekst", "B2": date(2015, 7, 1), "C3": 1.5, "D4": True, "E5": 7}


def test_a_formula_without_a_value_is_told_of_and_one_with_an_empty_text_is_empty() -> None:
    found = values(
        raw(
            cells(
                '<c r="A1"><f>SUM(B1)</f></c>',
                '<c r="B1"><f>SUM(B1)</f><v/></c>',
                '<c r="C1" t="str"><f>""</f><v></v></c>',
                '<c r="D1" t="str"><f>B1</f></c>',
            )
        )
    )["S"]
    assert found.keys() == {"A1", "B1", "D1"}
    assert all(str(text).startswith(NO_VALUE) for text in found.values())


def test_positions_that_are_not_stated_follow_one_another() -> None:
    data = raw(
        "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row>"
        '<row r="7"><c r="C7"><v>3</v></c><c><v>4</v></c></row>'
        "<row><c><v>5</v></c></row></sheetData>"
    )
    assert values(data) == {"S": {"A1": 1, "B1": 2, "C7": 3, "D7": 4, "A8": 5}}


def test_texts_are_whole_whatever_their_fonts() -> None:
    strings = (
        "<si><t xml:space='preserve'> a </t></si>"
        "<si><r><t>en </t></r><r><rPr><b/></rPr><t>fet</t></r></si>"
        "<si><t>漢</t><rPh sb='0' eb='1'><t>かん</t></rPh></si>"
        "<si><t>_x0001__x005F_x0041__x000D_\n_xD83D__xDE00_</t></si>"
    )
    shared = "".join(f'<c t="s"><v>{n}</v></c>' for n in range(4))
    inline = '<c t="inlineStr"><is><r><t>x</t></r><r><t>_x0041_</t></r></is></c><c t="inlineStr"/>'
    found = values(raw(cells(shared, inline), strings))["S"]
    assert list(found.values()) == [" a ", "en fet", "漢", "\x01_x0041_\r\n\U0001f600", "xA"]


def test_a_half_of_a_character_stays_one() -> None:
    assert unescaped("_xD83D_") == "\ud83d"


def test_the_other_edition_of_the_standard_is_read_too() -> None:
    """ISO 29500 Strict, with dates as texts."""
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    written_so = cells(
        '<c t="d"><v>2015-07-01</v></c>',
        '<c t="d"><v>2015-07-01T00:00:00Z</v></c>',
        '<c t="d"><v>2015-07-01T12:30:00</v></c>',
    )
    moment = datetime.datetime(2015, 7, 1, 12, 30)
    day = date(2015, 7, 1)
    assert list(values(raw(written_so, main=strict))["S"].values()) == [day, day, moment]


def test_days_count_from_1904_where_the_workbook_says_so() -> None:
    def make(book: Any) -> None:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        book.add_worksheet("S").write_datetime(0, 0, date(2015, 7, 1), day)

    data = written(make, date_1904=True)
    assert values(data) == {"S": {"A1": date(2015, 7, 1)}}
    assert openpyxl.load_workbook(BytesIO(data))["S"]["A1"].value.date() == date(2015, 7, 1)


@pytest.mark.parametrize(
    ("code", "number", "said"),
    [
        # Someone wrote 1.2 or “July 2015”, and the spreadsheet made a day of it.
        ("d. mmm", "42036", "The cell holds 1 February 2015, but shows only a part of it"),
        ("mmm\\-yy", "42186", "The cell holds 1 July 2015, but shows only a part of it"),
        ("yyyy", "42186", "The cell holds 1 July 2015, but shows only a part of it"),
        ("h:mm", "42186.5", "The cell holds 1 July 2015, but shows only a part of it"),
        # A formula that points to an empty cell.
        ("dd.mm.yyyy", "0", "The cell is set to show a date, but holds the number 0"),
        ("dd.mm.yyyy", "60", "The cell is set to show a date, but holds the number 60"),
        ("dd.mm.yyyy", "-3", "The cell is set to show a date, but holds the number -3"),
        ("dd.mm.yyyy", "1E300", "The cell is set to show a date, but holds the number"),
        ("[h]:mm", "-1", "The cell is set to show a date, but holds the number -1"),
    ],
)
def test_what_is_no_whole_date_is_named(code: str, number: str, said: str) -> None:
    found = values(raw(cells(f'<c s="0"><v>{number}</v></c>'), formats=styled(code)))["S"]["A1"]
    assert str(found).startswith(said)


@pytest.mark.parametrize(
    ("code", "means"),
    [
        ("General", "number"),
        ("@", "number"),
        ('#,##0\\ "kr";[Red]\\-#,##0\\ "kr"', "number"),
        ('_-* #,##0.00\\ "kr"_-;\\-* #,##0.00\\ "kr"_-;_-* "-"??\\ "kr"_-', "number"),
        ("[$kr-414]\\ #,##0", "number"),
        ('0 "dager"', "number"),
        ("0.00E+00", "number"),
        ("0\\%", "number"),
        ("0%", "percent"),
        ("[$-414]d. mmmm yyyy;@", "day"),
        ("DD.MM.YYYY", "day"),
        ('d"."m"."yy', "day"),
        ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "day"),
        ("yyyy\\-mm\\-dd\\Thh:mm", "day"),
        ("mmmm", "part of a day"),
        ("h:mm AM/PM", "time"),
        ("mm:ss", "time"),
        ("[mm]:ss", "duration"),
    ],
)
def test_what_a_number_format_means(code: str, means: str) -> None:
    assert meaning(164, code) == means


@given(st.datetimes(datetime.datetime(1900, 3, 1), datetime.datetime(9999, 12, 31, 23, 59, 59)))
def test_dates_are_those_of_the_library(moment: datetime.datetime) -> None:
    from openpyxl.utils.datetime import to_excel  # noqa: PLC0415

    moment = moment.replace(microsecond=0)
    found = number_value(str(to_excel(moment)), "day", since_1904=False)
    assert found == (moment if moment.time() != datetime.time.min else moment.date())


CELLS = st.dictionaries(
    st.tuples(st.integers(0, 300), st.integers(0, 60)),
    st.one_of(
        st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(
            # What the library writes as XML of its own, and what it escapes but in part.
            lambda text: not text.startswith("<r>") and "_x" not in text
        ),
        st.sampled_from(["_x0041_", "_x0041", "x_x000D_y", "\x00", "\r\n", "\ufffe\uffff"]),
        st.integers(-(10**15) + 1, 10**15 - 1),
        # The library writes sixteen digits.
        st.integers(-(10**9), 10**9).map(lambda n: n / 8 if n % 8 else n),
        st.booleans(),
        st.dates(date(1900, 3, 1), date(9999, 12, 31)),
    ),
    min_size=1,
    max_size=15,
)


@given(CELLS)
def test_what_is_written_is_read(content: dict[tuple[int, int], Any]) -> None:
    def make(book: Any) -> None:
        sheet = book.add_worksheet("S")
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        for place, value in content.items():
            if isinstance(value, str):
                sheet.write_string(*place, value)
            elif isinstance(value, date):
                sheet.write_datetime(*place, value, day)
            else:
                sheet.write(*place, value)

    (grid,), problems = read(written(make))
    assert not problems
    found = {(r, c): cell.value for r, row in grid.rows.items() for c, cell in row.items()}
    assert found == {(row + 1, column + 1): value for (row, column), value in content.items()}
    assert all(type(found[r + 1, c + 1]) is type(value) for (r, c), value in content.items())
    for row, inner in grid.rows.items():
        for column, cell in inner.items():
            assert cell.place == grid.place_of(row, column)


def test_places_are_named_as_workbooks_name_them() -> None:
    (grid,), _ = read(raw(cells("<c><v>1</v></c>")))
    assert grid.place_of(7, 3) == Place(sheet="S", cell="C7")
    assert [cell_name(1, n) for n in (26, 27, 702, 703, 16384)] == [
        "Z1",
        "AA1",
        "ZZ1",
        "AAA1",
        "XFD1",
    ]


# What nobody sees, and what is not read


def test_a_merged_cell_has_its_value_in_its_first_cell() -> None:
    def make(book: Any) -> None:
        sheet = book.add_worksheet("S")
        sheet.merge_range("A1:D2", "Handlingsplan")
        sheet.write(3, 0, "x")

    assert values(written(make)) == {"S": {"A1": "Handlingsplan", "A4": "x"}}
    assert notices(written(make)) == []


def test_a_value_merged_over_several_rows_that_hold_more_is_told_of() -> None:
    def make(book: Any) -> None:
        sheet = book.add_worksheet("S")
        sheet.merge_range("A1:A3", 1)
        sheet.write(1, 1, "x")
        sheet.merge_range("D1:D3", "")

    assert notices(written(make)) == [
        "sheet S: Cells that are merged over several rows count for the first of these rows only: "
        "A1:A3"
    ]


def test_cells_below_a_merged_one_are_told_of() -> None:
    data = raw(
        cells('<c r="A1"><v>1</v></c>', '<c r="B1"><v>2</v></c>', '<c r="D1"><v>3</v></c>')
        + '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="C1"/></mergeCells>'
    )
    assert values(data) == {"S": {"A1": 1, "B1": 2, "D1": 3}}
    assert notices(data) == [
        "sheet S: Not read, because a merged cell covers them: B1; take the merged cell apart to "
        "see them"
    ]


def test_hidden_sheets_rows_and_columns_are_read_and_told_of() -> None:
    def make(book: Any) -> None:
        book.add_worksheet("Åpen").write(0, 0, "a")
        sheet = book.add_worksheet("Skjult")
        sheet.hide()
        very = book.add_worksheet("Svært skjult")
        very.very_hidden()
        very.write(0, 0, "b")
        book.add_worksheet("Tom").hide()
        for row in (1, 2, 3, 5, 8):
            sheet.write(row, row, row)
            sheet.set_row(row, None, None, {"hidden": row != 8})
        sheet.set_row(20, None, None, {"hidden": True})
        sheet.set_column("B:D", None, None, {"hidden": True})
        sheet.set_column("Z:Z", None, None, {"hidden": True})

    assert list(values(written(make))) == ["Åpen", "Skjult", "Svært skjult"]
    assert notices(written(make)) == [
        "sheet Skjult: The sheet is hidden; it is read all the same",
        "sheet Skjult: Hidden rows are read all the same: 2–4 and 6",
        "sheet Skjult: Hidden columns are read all the same: B, C and D",
        "sheet Svært skjult: The sheet is hidden; it is read all the same",
    ]


def test_many_hidden_rows_are_told_of_in_short() -> None:
    def make(book: Any) -> None:
        sheet = book.add_worksheet("S")
        for row in range(0, 40, 2):
            sheet.write(row, 0, row)
            sheet.set_row(row, None, None, {"hidden": True})

    (notice,) = notices(written(make))
    assert notice.endswith("1, 3, 5, 7, 9, 11, 13, 15 and …")


def test_what_stands_beside_the_cells_is_told_of() -> None:
    def make(book: Any) -> None:
        sheet = book.add_worksheet("S")
        sheet.write(0, 0, "x")
        sheet.write_comment("B2", "husk dette")
        sheet.insert_textbox("F1", "tekst i en boks")
        other = book.add_worksheet("Figur")
        other.insert_textbox("A1", " ")
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=S!$A$1"})
        other.insert_chart("C3", chart)

    assert notices(written(make)) == [
        "sheet S: Only cells are read; not read are text in boxes and shapes and notes on the "
        "cells B2"
    ]


def test_pictures_diagrams_controls_and_embedded_files_are_told_of() -> None:
    drawing = (
        '<d xmlns:a="a"><pic/><graphicData uri="x/diagram"/><graphicData uri="x/chart"/>'
        "<a:t> </a:t></d>"
    )
    data = raw(
        cells("<c><v>1</v></c>"),
        parts={
            "xl/worksheets/_rels/sheet1.xml.rels": relations(
                ("drawing", "../drawings/drawing1.xml"),
                ("ctrlProp", "../ctrlProps/c1.xml"),
                ("ctrlProp", "../ctrlProps/c1.xml"),
                ("oleObject", "../embeddings/o.bin"),
                ("package", "../embeddings/o.bin"),
                ("comments", "../missing.xml"),
                ("printerSettings", "../embeddings/o.bin"),
            ),
            "xl/drawings/drawing1.xml": drawing,
            "xl/ctrlProps/c1.xml": "<c/>",
            "xl/embeddings/o.bin": b"\0",
        },
    )
    assert notices(data) == [
        "sheet S: Only cells are read; not read are pictures, diagrams, boxes to tick and other "
        "controls and embedded files"
    ]


def test_chart_sheets_macros_and_other_files_are_told_of() -> None:
    def make(book: Any) -> None:
        book.add_worksheet("S").write(0, 0, 1)
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=S!$A$1"})
        book.add_chartsheet("Figur").set_chart(chart)

    assert notices(written(make)) == [
        "sheet Figur: The sheet holds no cells, but a chart, a dialogue or a macro; it is not read"
    ]
    data = raw(
        cells("<c><v>1</v></c>"),
        parts={
            "xl/_rels/workbook.xml.rels": relations(
                ("worksheet", "worksheets/sheet1.xml"),
                ("vbaProject", "vbaProject.bin"),
                ("externalLink", "externalLinks/externalLink1.xml"),
            ),
            "xl/vbaProject.bin": b"\0",
        },
    )
    assert notices(data) == [
        ": The workbook has macros; they are not run, and nothing is read in them",
        ": Formulas of the workbook take values from other files; the values are those that stood "
        "there when it was last saved",
    ]


def test_validations_formats_and_names_are_no_hindrance() -> None:
    data = raw(
        cells("<c><v>1</v></c>")
        + '<dataValidations><dataValidation type="?" sqref="A1:XFD1048576"/></dataValidations>'
        + '<conditionalFormatting sqref="?"/><extLst><ext uri="{?}"/></extLst>',
        formats='<cellXfs><xf numFmtId="999"/></cellXfs><fonts><font><b val="?"/></font></fonts>',
        workbook='<definedNames><definedName name="x">#REF!</definedName></definedNames>',
    )
    assert values(data) == {"S": {"A1": 1}}


def test_a_lone_cell_in_the_last_corner_is_one_cell() -> None:
    data = raw('<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')
    assert values(data) == {"S": {"XFD1048576": 1}}


# What cannot be read

DAMAGED = "The file is damaged: its part “xl/{}” is missing or cannot be read"
SHEET = DAMAGED.format("worksheets/sheet1.xml")


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        (cells('<c t="s"><v>0</v></c>'), f"sheet S, cell A1: {SHEET}"),
        (cells('<c t="s"><v>-1</v></c>'), f"sheet S, cell A1: {SHEET}"),
        (cells("<c><v>1</v></c>", "<c><v>abc</v></c>"), f"sheet S, cell B1: {SHEET}"),
        (cells("<c><v>NaN</v></c>"), f"sheet S, cell A1: {SHEET}"),
        (cells('<c t="b"><v>2</v></c>'), f"sheet S, cell A1: {SHEET}"),
        (cells('<c t="z"><v>2</v></c>'), f"sheet S, cell A1: {SHEET}"),
        (cells('<c t="d"><v>i går</v></c>'), f"sheet S, cell A1: {SHEET}"),
        (cells('<c s="7"><v>2</v></c>'), f"sheet S, cell A1: {SHEET}"),
        (cells('<c r="1A"><v>2</v></c>'), f": {SHEET}"),
        ("<sheetData><row r='0'/></sheetData>", f": {SHEET}"),
        ("<sheetData><row r='²'/></sheetData>", f": {SHEET}"),
        ("<mergeCells><mergeCell ref='A'/></mergeCells>", f": {SHEET}"),
        ("<sheetData>", f": {SHEET}"),
        ("&nbsp;", f": {SHEET}"),
        (cells('<c r="XFE1"><v>2</v></c>'), ": The file is damaged: no sheet has a cell XFE1"),
        (
            "<sheetData><row r='1048577'><c r='A1048577'/></row></sheetData>",
            ": The file is damaged: no sheet has a cell A1048577",
        ),
        (
            cells('<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>'),
            "sheet S, cell A1: The file is damaged: the cell stands in it twice",
        ),
        (
            cells('<c r="B7"><v>1</v></c>'),
            "sheet S, cell B7: The file is damaged: the cell stands in it twice",
        ),
    ],
)
def test_a_sheet_that_no_program_writes_is_refused(sheet: str, said: str) -> None:
    assert error(raw(sheet, formats=styled("0"))).startswith(said)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (
            {"xl/styles.xml": "<s><cellXfs><xf numFmtId='a'/></cellXfs></s>"},
            ": " + DAMAGED.format("styles.xml"),
        ),
        ({"xl/sharedStrings.xml": "<sst><si>"}, ": " + DAMAGED.format("sharedStrings.xml")),
        (
            {"xl/_rels/workbook.xml.rels": relations()},
            "sheet S: The file is damaged: the sheet is listed",
        ),
        (
            {"xl/_rels/workbook.xml.rels": relations(("worksheet", "../../nowhere.xml"))},
            ": The file is damaged: its part “nowhere.xml” is missing",
        ),
        ({"_rels/.rels": relations()}, ": It is no Excel workbook; open it in the program"),
        (
            {"_rels/.rels": relations(("officeDocument", "xl/styles.xml"))},
            ": It is no Excel workbook; open it in the program",
        ),
        (
            {"_rels/.rels": relations(("officeDocument", "xl/workbook.bin"))},
            ": It is a binary workbook (.xlsb)",
        ),
    ],
)
def test_a_package_that_is_no_workbook_or_not_whole_is_refused(
    parts: dict[str, str], said: str
) -> None:
    assert error(raw(cells("<c><v>1</v></c>"), parts=parts)).startswith(said)


def test_a_sheet_is_not_read_twice() -> None:
    """Thousands of names for one large sheet would be a bomb of few bytes."""
    data = package(
        {
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="r"><sheets>'
            '<sheet name="A" r:id="r1"/><sheet name="B" r:id="r2"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations(
                ("worksheet", "s.xml"), ("worksheet", "./S.xml")
            ),
            "xl/s.xml": f'<worksheet xmlns="{MAIN}">{cells("<c><v>1</v></c>")}</worksheet>',
        }
    )
    assert error(data).startswith(": " + DAMAGED.format("S.xml"))


def test_a_sheet_outside_the_file_is_not_fetched() -> None:
    outside = relations(("worksheet", "http://example.org/s.xml")).replace(
        'Id="r1"', 'Id="r1" TargetMode="External"'
    )
    data = raw(cells("<c><v>1</v></c>"), parts={"xl/_rels/workbook.xml.rels": outside})
    assert notices(data) == [
        "sheet S: The sheet holds no cells, but a chart, a dialogue or a macro; it is not read"
    ]


def test_texts_shown_in_many_cells_count_as_often() -> None:
    strings = f"<si><t>{'x' * 2**16}</t></si>"
    data = raw(cells('<c t="s"><v>0</v></c>' * 17), strings)
    assert len(values(data)["S"]) == 17
    assert error(data, Limits(unpacked_mb=1)) == (
        "sheet S, cell P1: The texts of the cells take more than 1 MB; if it is meant to be so "
        "large, raise the limit with --limit unpacked-mb=2"
    )


def test_cells_that_hold_something_are_counted() -> None:
    data = raw(cells("<c><v>1</v></c>" * 5, "<c/>" * 500))
    assert len(values(data)["S"]) == 5
    assert error(data, Limits(cells=4)) == (
        "sheet S, cell E1: More than 4 cells of the workbook hold something; if it is meant to be "
        "so large, raise the limit with --limit cells=8"
    )


def test_merged_cells_over_everything_cost_no_more_than_the_cells_there_are() -> None:
    merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    data = raw(cells("<c><v>1</v></c><c><v>2</v></c>") + merged)
    assert [told(p).partition(";")[0] for p in read(data)[1]] == [
        "sheet S: Not read, because a merged cell covers them: B1"
    ]
    many = raw(cells("<c><v>1</v></c>" * 9) + merged * 900)
    assert error(many, Limits(elements=4000)).startswith(
        "sheet S, cell A1: The merged cells span more than 4,000 cells; if it is meant to be so "
        "large, raise the limit with --limit elements=8000"
    )


def test_hidden_columns_without_end_are_counted_once() -> None:
    columns = "".join('<col min="1" max="9999999" hidden="1"/>' for _ in range(3000))
    data = raw(f"<cols>{columns}<col min='9999999' hidden='1'/></cols>" + cells("<c><v>1</v></c>"))
    assert notices(data) == ["sheet S: Hidden columns are read all the same: A"]


def test_messages_name_the_error_and_no_more() -> None:
    found = values(raw(cells(f'<c t="e"><v>{"#" * 500}</v></c>')))["S"]["A1"]
    assert len(str(found)) < 100
