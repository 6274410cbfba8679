"""An Excel workbook as grids: one for each sheet that holds something, with the place of each cell.

Read here, and not with a library for workbooks, because of what must not be lost or guessed. The
one tried, openpyxl, makes a cell of every place in a merged range (17 thousand million for one
line of XML), leaves a formula without a value as an empty cell, and does not tell `_x0041_` from
A. It reads validations, formats, names and charts, and opens no file that has a flaw in one of
them. Here nothing but texts, number formats and cells is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from iacheck.forms.grids import Grid
from iacheck.language.frozen import frozen
from iacheck.language.limits import Limits
from iacheck.language.messages import message
from iacheck.language.places import Place
from iacheck.language.problems import Problem
from iacheck.readers import Source
from iacheck.readers.excel.merged_ranges import merge_ranges
from iacheck.readers.excel.number_formats import Meaning, number_meaning
from iacheck.readers.excel.outside_cells import (
    covered_cell_problems,
    hidden_problems,
    outside_cell_problems,
    struck_cell_problems,
)
from iacheck.readers.excel.sheet import (
    Budget,
    Shared,
    Sheet,
    cell_text,
    has_struck_text,
    read_sheet,
    strikes,
)
from iacheck.readers.office.package import open_package
from iacheck.readers.office.parts import (
    Broken,
    PackageParts,
    Relation,
    attribute,
    attribute_is_set,
    damaged_part,
    local_name,
)

_NO_WORKBOOK = message(
    "It is no Excel workbook; open it in the program that it was made with, and save it as an "
    "Excel workbook (.xlsx)"
)


@frozen
class _Listed:
    """A sheet as the workbook lists it: its name, whether it is hidden, and where it is."""

    name: str
    is_hidden: bool
    relation: Relation


def grids(source: Source, limits: Limits) -> tuple[Sequence[Grid], Sequence[Problem]]:
    """The sheets that hold something, in order, and what is to be known of the workbook.

    No sheet is given where one of them cannot be read: what is missing would be taken for a
    deviation.
    """
    package = open_package(source, limits)
    if isinstance(package, Problem):
        return (), (package,)
    try:
        with ZipFile(package) as archive:
            sheets, problems = _sheets(PackageParts(archive.namelist(), archive.read), limits)
    except Broken as broken:
        return (), (Problem(broken.told, file=source.name, place=broken.place),)
    made = tuple(Grid(sheet.name, sheet.rows, sheet.place) for sheet in sheets)
    return made, tuple(replace(problem, file=source.name) for problem in problems)


def _sheets(parts: PackageParts, limits: Limits) -> tuple[list[Sheet], list[Problem]]:
    workbook = _workbook_part(parts)
    root = parts.root(workbook)
    if local_name(root.tag) != "workbook":
        raise Broken(_NO_WORKBOOK)
    relations = {relation.id: relation for relation in parts.relations(workbook)}
    by_type = {relation.type: relation for relation in relations.values()}
    shared = _shared_parts(parts, root, by_type, limits)
    problems = list(_of_the_workbook(by_type))
    sheets: list[Sheet] = []
    read: set[str] = set()
    for listed in _sheets_listed(root, relations):
        if listed.relation.type != "worksheet" or listed.relation.target is None:
            problems.append(_not_cells(listed.name))
            continue
        part = listed.relation.target
        if part.casefold() in read:
            raise damaged_part(part)
        read.add(part.casefold())
        sheet = read_sheet(listed.name, part, parts, shared)
        covered = merge_ranges(sheet, shared.budget)
        if sheet.rows:
            sheets.append(sheet)
            problems += hidden_problems(sheet, whole=listed.is_hidden)
        problems += covered_cell_problems(sheet.name, covered)
        problems += struck_cell_problems(sheet)
        problems += outside_cell_problems(sheet.name, parts, part)
    return sheets, problems


def _workbook_part(parts: PackageParts) -> str:
    for relation in parts.relations(""):
        if relation.type == "officeDocument" and relation.target is not None:
            if relation.target.endswith(".bin"):
                told = message(
                    "It is a binary workbook (.xlsb); save it as an Excel workbook (.xlsx)"
                )
                raise Broken(told)
            return relation.target
    raise Broken(_NO_WORKBOOK)


def _sheets_listed(root: Element, relations: dict[str, Relation]) -> Iterator[_Listed]:
    for element in root.iter():
        if local_name(element.tag) != "sheet":
            continue
        name = element.get("name", "")
        relation = relations.get(attribute(element, "id") or "")
        if relation is None:
            told = message(
                "The file is damaged: the sheet is listed in it, but is not there; open the file "
                "in the program that it was made with, save it anew, and try again"
            )
            raise Broken(told, Place(sheet=name))
        yield _Listed(name, element.get("state", "visible") != "visible", relation)


def _shared_parts(
    parts: PackageParts, root: Element, by_type: dict[str, Relation], limits: Limits
) -> Shared:
    def target(type_: str) -> str | None:
        relation = by_type.get(type_)
        return relation.target if relation else None

    properties = next((e for e in root if local_name(e.tag) == "workbookPr"), None)
    strings, struck_strings = _strings(parts, target("sharedStrings"), Budget(limits))
    meanings, struck_styles = _styles(parts, target("styles"))
    return Shared(
        strings=strings,
        struck_strings=struck_strings,
        meanings=meanings,
        struck_styles=struck_styles,
        since_1904=properties is not None and attribute_is_set(properties, "date1904"),
        budget=Budget(limits),
    )


def _strings(
    parts: PackageParts, part: str | None, budget: Budget
) -> tuple[list[str], frozenset[int]]:
    """The shared texts, and the numbers of those of which some is struck through."""
    strings: list[str] = []
    struck: list[int] = []
    for tag, element in parts.pieces(part) if part else ():
        if tag == "si":
            if has_struck_text(element):
                struck.append(len(strings))
            strings.append(cell_text(element))
            budget.text(strings[-1])
            element.clear()
    return strings, frozenset(struck)


def _styles(parts: PackageParts, part: str | None) -> tuple[list[Meaning], frozenset[int]]:
    """What numbers mean, for each style that cells refer to, and which styles strike through."""
    codes: dict[int, str] = {}
    struck_fonts: set[str] = set()
    struck: list[int] = []
    used: list[int] = []
    for tag, element in parts.pieces(part) if part else ():
        try:
            if tag == "numFmts":
                codes = {int(e.get("numFmtId", "")): e.get("formatCode", "") for e in element}
            elif tag == "fonts":
                struck_fonts = {str(n) for n, font in enumerate(element) if strikes(font)}
            elif tag == "cellXfs":
                used = [int(e.get("numFmtId", "0")) for e in element]
                struck = [n for n, e in enumerate(element) if e.get("fontId") in struck_fonts]
        except ValueError as error:
            raise damaged_part(part or "") from error
    means = {number: number_meaning(number, codes.get(number)) for number in set(used)}
    return [means[number] for number in used], frozenset(struck)


def _of_the_workbook(by_type: dict[str, Relation]) -> Iterator[Problem]:
    if "vbaProject" in by_type:
        told = message("The workbook has macros; they are not run, and nothing is read in them")
        yield Problem(told, "notice")
    if "externalLink" in by_type:
        told = message(
            "Formulas of the workbook take values from other files; the values are those that "
            "stood there when it was last saved"
        )
        yield Problem(told, "notice")


def _not_cells(name: str) -> Problem:
    told = message("The sheet holds no cells, but a chart, a dialogue or a macro; it is not read")
    return Problem(told, "notice", place=Place(sheet=name))
