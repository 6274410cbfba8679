"""What a child makes of papers beside a list: what was read of them, and forms filled with that."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

from iacheck.forms.book_words import SaidOfPapers
from iacheck.forms.empty.reading_forms import forms_of_reading
from iacheck.language.errors import IacheckError
from iacheck.readers.files.inputs import read_inputs
from iacheck.readers.files.overruled_kind import overruled_kind
from iacheck.readers.files.unread_messages import ReadCommand, papers_without_activities
from iacheck.reports.reading_outline import FileReading, reading_as_json
from iacheck.web.books import page_language, program_language, shipped_books
from iacheck.web.checking import CheckRequest
from iacheck.web.child_answer import MEDIA_TYPES, ChildAnswer
from iacheck.web.problem_json import problem_json
from iacheck.web.settings import ServerSettings

# Where a file in an archive says when it was made, it says this.
_ALWAYS = (1980, 1, 1, 0, 0, 0)


def make_reading(request: CheckRequest, settings: ServerSettings) -> ChildAnswer:
    """What was understood of the files in the current folder, and what was not."""
    try:
        reading, said = _reading(request, settings)
    except IacheckError as error:
        return problem_json(422, error.problems, request.lang)
    notices = papers_without_activities(reading.documents, ReadCommand({}, said), "notice")
    told = replace(reading, problems=(*reading.problems, *notices))
    return ChildAnswer(reading_as_json(told, program_language(request.lang)), MEDIA_TYPES["json"])


def make_filled_forms(request: CheckRequest, settings: ServerSettings) -> ChildAnswer:
    """The form of each document in the files, filled with what was read; several as an archive."""
    books, schemas = shipped_books()
    try:
        reading, _ = _reading(request, settings)
        made = forms_of_reading(reading, books, schemas, page_language(request.lang))
    except IacheckError as error:
        return problem_json(422, error.problems, request.lang)
    if len(made) == 1:
        ((name, data),) = made.items()
        return ChildAnswer(data, MEDIA_TYPES["xlsx"], file=name)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in made.items():
            archive.writestr(zipfile.ZipInfo(name, _ALWAYS), data)
    return ChildAnswer(packed.getvalue(), MEDIA_TYPES["zip"], file="skjemaer.zip")


def _reading(request: CheckRequest, settings: ServerSettings) -> tuple[FileReading, SaidOfPapers]:
    books, schemas = shipped_books()
    said = request.said
    found = read_inputs(
        [Path(file) for file in request.files],
        books,
        schemas,
        settings.limits,
        said=said,
        ocr=settings.ocr,
        office=settings.office,
    )
    overruled = overruled_kind(found.documents, said)
    return FileReading(found.documents, found.unread, (*found.problems, *overruled)), said
