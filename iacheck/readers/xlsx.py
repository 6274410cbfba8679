"""An Excel workbook: a filled form, a plan or a report, with a sheet for each list."""

from __future__ import annotations

from collections.abc import Sequence

from iacheck.forms.form_reader import FormFile, read_form
from iacheck.forms.grids import Grid
from iacheck.readers import ReaderContext, Reading, Source

SUFFIXES = (".xlsx", ".xlsm")
FREE_TEXT = False


def read(source: Source, known: ReaderContext) -> Reading:
    """The document that the sheets of a workbook make up."""
    from iacheck.readers.excel.workbook import grids  # noqa: PLC0415 - XML is not needed for others

    sheets, problems = grids(source, known.limits)
    if any(problem.level == "error" for problem in problems):
        return Reading((), tuple(problems))
    found = _document(source, sheets, known)
    return Reading(found.documents, (*problems, *found.problems))


def _document(source: Source, grids: Sequence[Grid], known: ReaderContext) -> Reading:
    """The form that the sheets are, filled in."""
    found = read_form(FormFile(source.name, source.sha256, grids), known.forms)
    return Reading((found.document,) if found.document else (), found.problems)
