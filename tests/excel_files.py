"""Small workbooks for tests: written by libraries, and as raw XML where no library would."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

import xlsxwriter

from iacheck.forms.grids import Grid, Raw
from iacheck.language.language import language
from iacheck.language.limits import DEFAULTS, Limits
from iacheck.language.messages import Message
from iacheck.language.problems import Problem
from iacheck.readers import Source
from iacheck.readers.excel.workbook import grids

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
say = language("en").say


def relations(*related: tuple[str, str]) -> str:
    """A part that says what another refers to: a type and a target each, with ids r1, r2 …"""
    inner = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(related, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """An archive of these parts, those that every package has among them."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        every: dict[str, str | bytes] = {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
            **parts,
        }
        for name, content in every.items():
            archive.writestr(name, content)
    return made.getvalue()


def raw(
    sheet: str,
    strings: str = "",
    formats: str = "",
    workbook: str = "",
    main: str = MAIN,
    parts: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A workbook with one sheet, S; what stands in its XML may be no program's work."""
    opening = f'xmlns="{main}" xmlns:r="{OFFICE}"'
    return package(
        {
            "xl/workbook.xml": f"<workbook {opening}>{workbook}"
            '<sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations(
                ("worksheet", "worksheets/sheet1.xml"),
                ("sharedStrings", "/xl/sharedStrings.xml"),
                ("styles", "styles.xml"),
            ),
            "xl/worksheets/sheet1.xml": f"<worksheet {opening}>{sheet}</worksheet>",
            "xl/sharedStrings.xml": f'<sst xmlns="{main}">{strings}</sst>',
            "xl/styles.xml": f'<styleSheet xmlns="{main}">{formats}</styleSheet>',
            **(parts or {}),
        }
    )


def cells(*written: str) -> str:
    """The data of a sheet with these cells in its first row."""
    return f"<sheetData><row>{''.join(written)}</row></sheetData>"


def styled(*codes: str) -> str:
    """Styles 0, 1, 2 … with these number formats."""
    made = "".join(
        f'<numFmt numFmtId="{164 + n}" formatCode="{code.replace(chr(34), "&quot;")}"/>'
        for n, code in enumerate(codes)
    )
    used = "".join(f'<xf numFmtId="{164 + n}"/>' for n in range(len(codes)))
    return f"<numFmts>{made}</numFmts><cellXfs>{used}</cellXfs>"


def written(make: Callable[[Any], object], **options: object) -> bytes:
    """A workbook that XlsxWriter writes; `make` is given it."""
    made = BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, **options}) as book:
        make(book)
    return made.getvalue()


def read(data: bytes, limits: Limits = DEFAULTS) -> tuple[list[Grid], list[Problem]]:
    sheets, problems = grids(Source("book.xlsx", data), limits)
    return list(sheets), list(problems)


def values(data: bytes) -> dict[str, dict[str | None, Raw]]:
    """What the cells of each sheet hold, by their names; errors in words."""
    sheets, problems = read(data)
    assert not [told(p) for p in problems if p.level == "error"]
    return {
        grid.name: {
            cell.place.cell: say(cell.value) if isinstance(cell.value, Message) else cell.value
            for row in grid.rows.values()
            for cell in row.values()
        }
        for grid in sheets
    }


def told(problem: Problem) -> str:
    """Where, and what."""
    return f"{language('en').place(problem.place)}: {say(problem.message)}"


def notices(data: bytes) -> list[str]:
    problems = read(data)[1]
    assert all(problem.level == "notice" for problem in problems)
    return [told(problem) for problem in problems]


def error(data: bytes, limits: Limits = DEFAULTS) -> str:
    """The one problem that keeps a workbook from being read."""
    sheets, (problem,) = read(data, limits)
    assert not sheets
    assert problem.level == "error"
    assert problem.file == "book.xlsx"
    return told(problem)
