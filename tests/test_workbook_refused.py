"""Workbooks that cannot be read, and such as are too large."""

from __future__ import annotations

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
)

from iacheck.language.limits import Limits

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
