"""An Excel workbook: a filled form, a plan or a report, with a sheet for each list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from iacheck.documents.document import Document
from iacheck.documents.version_mark import STORE_VERSION, read_mark
from iacheck.forms.form_reader import FormFile, read_form
from iacheck.forms.grids import Cell, Grid
from iacheck.forms.paper_blocks import PaperBlock, PaperText, TextBlock
from iacheck.forms.recognition import is_filled_form
from iacheck.language.content import has_content
from iacheck.language.places import Place
from iacheck.readers import ReaderContext, Reading, Source
from iacheck.readers.paper_text.free_form import free_form_reading

SUFFIXES = (".xlsx", ".xlsm")
FREE_TEXT = False


def read(source: Source, known: ReaderContext) -> Reading:
    """The document that the sheets of a workbook make up."""
    from iacheck.readers.excel.workbook import grids  # noqa: PLC0415 - XML is not needed for others

    sheets, problems = grids(source, known.limits)
    if any(problem.level == "error" for problem in problems):
        return Reading((), tuple(problems))
    if not is_filled_form(sheets, known.forms):
        free = free_form_reading(source, PaperText(tuple(sheet_blocks(sheets))), known, problems)
        if free is not None:
            return free
    found = _document(source, sheets, known)
    documents = tuple(_as_made_from(document, source.data) for document in found.documents)
    return Reading(documents, (*problems, *found.problems), found.unread)


def _as_made_from(document: Document, data: bytes) -> Document:
    """With the version of a stored document that the form says it was made from."""
    from iacheck.readers.excel.custom_properties import custom_property  # noqa: PLC0415

    number, _, sha256 = (custom_property(data, STORE_VERSION) or "").partition(" ")
    written = {"number": int(number) if number.isdecimal() else None, "sha256": sha256}
    mark = read_mark(written)
    if mark is None or document.origin is None:
        return document
    return document.with_origin(replace(document.origin, made_from=mark))


def sheet_blocks(grids: Iterable[Grid]) -> Iterator[PaperBlock]:
    """The sheets as texts and tables: the name of each as a title, then what stands on it.

    A table ends at an empty row. What stands alone in its row is a text, unless it is in a table.
    """
    for grid in grids:
        yield TextBlock(grid.name, Place(sheet=grid.name), rank=0)
        for rows in _tables(grid):
            yield from _texts_and_table(grid, rows)


def _tables(grid: Grid) -> Iterator[dict[int, Mapping[int, Cell]]]:
    """The rows of a sheet, parted where rows are empty; those below a merged cell are not."""
    rows: dict[int, Mapping[int, Cell]] = {}
    end = 0
    for number in sorted(grid.rows):
        row = grid.rows[number]
        if not _filled(row):
            continue
        if rows and number > end + 1:
            yield rows
            rows = {}
        rows[number] = row
        end = max(end, number - 1 + max(cell.rows for cell in row.values()))
    if rows:
        yield rows


def _texts_and_table(grid: Grid, rows: Mapping[int, Mapping[int, Cell]]) -> Iterator[PaperBlock]:
    """What stands alone in the first of these rows, and the others as a table."""
    left = dict(rows)
    for number, row in rows.items():
        cell, *others = _filled(row)
        if others or isinstance(cell.value, bool) or not isinstance(cell.value, str | int):
            break
        yield TextBlock(str(cell.value), cell.place)
        del left[number]
    if left:
        yield Grid(grid.name, left, grid.place_of)


def _filled(row: Mapping[int, Cell]) -> list[Cell]:
    return [cell for cell in row.values() if has_content(cell.value)]


def _document(source: Source, grids: Sequence[Grid], known: ReaderContext) -> Reading:
    """The form that the sheets are, filled in."""
    found = read_form(FormFile(source.name, source.sha256, grids), known.forms)
    return Reading(found.documents, found.problems, found.unread)
