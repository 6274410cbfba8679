"""Texts of other programs than Word (.odt, .rtf), and of old ones (.doc), read as Word files."""

from __future__ import annotations

from iacheck.language.problems import Problem
from iacheck.readers import ReaderContext, Reading, Source, docx
from iacheck.readers.libreoffice.conversion import convert

SUFFIXES = (".odt", ".rtf", ".doc")
FREE_TEXT = True


def read(source: Source, known: ReaderContext) -> Reading:
    """What stands in the Word file that LibreOffice makes of it; places are those of that."""
    made = convert(source, ".docx", known)
    if isinstance(made, Problem):
        return Reading((), (made,))
    return docx.read(made, known)
