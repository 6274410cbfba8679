"""What nobody sees of a workbook, and what is not read, is told of."""

from __future__ import annotations

from typing import Any

import pytest
from excel_files import (
    cells,
    notices,
    raw,
    read,
    relations,
    values,
    written,
)

# What nobody sees, and what is not read


def test_a_merged_cell_has_its_value_in_its_first_cell() -> None:
    def make(book: Any) -> None:
        sheet = book.add_worksheet("S")
        sheet.merge_range("A1:D2", "Handlingsplan")
        sheet.write(3, 0, "x")

    assert values(written(make)) == {"S": {"A1": "Handlingsplan", "A4": "x"}}
    assert notices(written(make)) == []


def spans(data: bytes) -> dict[str | None, tuple[int, int]]:
    """The rows and columns of each cell of the only sheet, by its name."""
    (sheet,), _ = read(data)
    cells_of_it = (cell for row in sheet.rows.values() for cell in row.values())
    return {cell.place.cell: (cell.rows, cell.columns) for cell in cells_of_it}


def test_merged_cells_are_as_large_as_what_they_are_merged_over() -> None:
    def make(book: Any) -> None:
        sheet = book.add_worksheet("S")
        sheet.merge_range("A1:A3", 1)
        sheet.write(1, 1, "x")
        sheet.merge_range("C2:D3", "y")
        sheet.merge_range("E1:E3", "")

    assert spans(written(make)) == {"A1": (3, 1), "B2": (1, 1), "C2": (2, 2)}
    assert notices(written(make)) == []


@pytest.mark.parametrize(
    ("merged", "expected"),
    [
        ("A1:XFD1048576", {"A1": (1_048_576, 16_384)}),
        ("B1:A1", {"A1": (1, 2), "C1": (1, 1)}),
        ("C1", {"A1": (1, 1), "B1": (1, 1), "C1": (1, 1)}),
    ],
)
def test_merged_ranges_however_they_are_written(
    merged: str, expected: dict[str, tuple[int, int]]
) -> None:
    three = cells("<c><v>1</v></c>", "<c><v>2</v></c>", "<c><v>3</v></c>")
    data = raw(f'{three}<mergeCells><mergeCell ref="{merged}"/></mergeCells>')
    assert spans(data) == expected


def test_cells_below_a_merged_one_are_not_read_and_told_of() -> None:
    data = raw(
        cells('<c r="A1"><v>1</v></c>', '<c r="B1"><v>2</v></c>', '<c r="D1"><v>3</v></c>')
        + '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="B1:D1"/></mergeCells>'
    )
    assert values(data) == {"S": {"A1": 1}}
    assert notices(data) == [
        "sheet S: Not read, because a merged cell covers them: B1 and D1; take the merged cell "
        "apart to see them"
    ]


def test_a_sheet_of_covered_cells_alone_holds_nothing() -> None:
    covered = '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
    data = raw(cells('<c r="B1"><v>2</v></c>') + covered)
    assert values(data) == {}
    assert [note.split(";")[0] for note in notices(data)] == [
        "sheet S: Not read, because a merged cell covers them: B1"
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
        "sheet Skjult: The sheet is hidden; it is looked at like the others",
        "sheet Skjult: Hidden rows are read all the same: 2–4 and 6",
        "sheet Skjult: Hidden columns are read all the same: B, C and D",
        "sheet Svært skjult: The sheet is hidden; it is looked at like the others",
    ]


def test_struck_through_text_is_left_out_and_told_of() -> None:
    def make(book: Any) -> None:
        struck, plain = book.add_format({"font_strikeout": True}), book.add_format({"bold": True})
        sheet = book.add_worksheet("S")
        sheet.write(0, 0, "Kurs", struck)
        sheet.write(0, 1, 4, struck)
        sheet.write(0, 2, "Møte", plain)
        sheet.write_blank(0, 3, None, struck)
        sheet.write_rich_string(1, 0, struck, "Avlyst", plain, "Holdt", plain)
        sheet.write_rich_string(1, 1, plain, "a", "b")
        sheet.write(2, 0, "i arket", struck)

    assert values(written(make))["S"] == {"C1": "Møte", "A2": "Holdt", "B2": "ab"}
    assert notices(written(make)) == [
        "sheet S: Struck-through text is not read, in A1, B1, A2 and A3"
    ]
    inline = (
        "<is><r><rPr><strike/></rPr><t>a</t></r><r><rPr><strike val='0'/></rPr><t>b</t></r></is>"
    )
    data = raw(cells(f"<c t='inlineStr'>{inline}</c>"))
    assert values(data) == {"S": {"A1": "b"}}
    assert notices(data) == ["sheet S: Struck-through text is not read, in A1"]


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
