"""Workbooks of other programs than Excel (.ods), and of old ones (.xls), read as Excel files."""

from __future__ import annotations

from iacheck.language.problems import Problem
from iacheck.readers import ReaderContext, Reading, Source, xlsx
from iacheck.readers.libreoffice.conversion import convert

SUFFIXES = (".ods", ".xls")
FREE_TEXT = False


def read(source: Source, known: ReaderContext) -> Reading:
    """What stands in the workbook that LibreOffice makes of it; places are those of that."""
    made = convert(source, ".xlsx", known)
    if isinstance(made, Problem):
        return Reading((), (made,))
    return xlsx.read(made, known)
