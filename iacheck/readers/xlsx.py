"""An Excel workbook: a filled form, a plan or a report, with a sheet for each list."""

from __future__ import annotations

from collections.abc import Sequence

from iacheck.forms.grids import Grid
from iacheck.readers import Known, Reading, Source

SUFFIXES = (".xlsx", ".xlsm")
FREE_TEXT = False


def read(source: Source, known: Known) -> Reading:
    """The document that the sheets of a workbook make up."""
    from iacheck.readers._workbook import grids  # noqa: PLC0415 - XML is not needed for others

    sheets, problems = grids(source, known.limits)
    found = _document(source, sheets, known)
    return Reading(found.documents, (*problems, *found.problems))


def _document(source: Source, grids: Sequence[Grid], known: Known) -> Reading:  # noqa: ARG001
    # TO BE WIRED at the merge: `return filled.read(source, grids, known)` of iacheck.forms.filled.
    return Reading()
