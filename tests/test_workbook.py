"""Workbooks as grids: every cell with its value and its place."""

from __future__ import annotations

import datetime
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from excel_files import (
    cells,
    raw,
    read,
    styled,
    values,
    written,
)
from hypothesis import given
from hypothesis import strategies as st

from iacheck.language.places import Place
from iacheck.readers.excel.number_formats import number_meaning, number_value
from iacheck.readers.excel.sheet import cell_name, unescape

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
    assert unescape("_xD83D_") == "\ud83d"


def test_the_other_edition_of_the_standard_is_read_too() -> None:
    """ISO 29500 Strict, with dates as texts."""
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    written_so = cells(
        '<c t="d"><v>2015-07-01</v></c>',
        '<c t="d"><v>2015-07-01T00:00:00Z</v></c>',
        '<c t="d"><v>2015-07-01T12:30:00</v></c>',
        '<c t="d"><v>2015-07-01T12:30:00Z</v></c>',
    )
    moment = datetime.datetime(2015, 7, 1, 12, 30)
    day = date(2015, 7, 1)
    in_utc = moment.replace(tzinfo=datetime.UTC)
    assert list(values(raw(written_so, main=strict))["S"].values()) == [day, day, moment, in_utc]


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
    assert number_meaning(164, code) == means


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
