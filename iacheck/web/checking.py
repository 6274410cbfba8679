"""What a child makes of the files of a request: the list, in any format or as a page."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path

from iacheck.cases.findings import Result
from iacheck.forms.book_words import SaidOfPapers
from iacheck.judging.run import check
from iacheck.judging.run_input import RunInput
from iacheck.judging.selection import CaseSelection
from iacheck.language.errors import CannotRun, IacheckError, NothingToCheck
from iacheck.language.frozen import frozen
from iacheck.language.messages import Lang, message
from iacheck.language.norwegian_days import today
from iacheck.language.periods import Period
from iacheck.language.problems import Problem
from iacheck.readers.files.inputs import input_of_files
from iacheck.reports import find_format, suffix
from iacheck.web.books import page_language, program_language, shipped_books
from iacheck.web.child_answer import MEDIA_TYPES, ChildAnswer
from iacheck.web.list_names import list_name
from iacheck.web.problem_json import problem_json
from iacheck.web.resent_files import hidden_value
from iacheck.web.result_page import result_page
from iacheck.web.settings import ServerSettings

# Bytes of files that a page holds, to be sent again.
_MOST_KEPT = 3 * 2**20


@frozen
class CheckRequest:
    """The names of files, and what is asked of them: as options of the command line say it.

    A single council or period is that of papers that do not say theirs.
    """

    files: tuple[str, ...]
    lang: Lang = "nb"
    format: str = "json"
    as_of: datetime.date | None = None
    periods: tuple[Period, ...] = ()
    councils: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    kind: str | None = None
    # Names and values of the form that the list was asked for with, to be sent with it again.
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def said(self) -> SaidOfPapers:
        """What is said of papers that do not say it themselves."""
        return SaidOfPapers(
            self.kind,
            self.councils[0] if len(self.councils) == 1 else None,
            self.periods[0] if len(self.periods) == 1 else None,
        )


def make_list(request: CheckRequest, settings: ServerSettings) -> ChildAnswer:
    """The list of the files in the current folder."""
    try:
        given, result = _checked(request, settings)
    except IacheckError as error:
        return problem_json(422, error.problems, request.lang)
    if request.format == "page":
        language = page_language(request.lang)
        kept, looked_at = _kept(request.files), _looked_at(request.files, given)
        page = result_page(result, looked_at, request.fields, kept, settings, language)
        return ChildAnswer(page, MEDIA_TYPES["html"])
    speaks = program_language if request.format == "json" else page_language
    language = speaks(request.lang)
    body = find_format(request.format).render(result, language)
    ending = suffix(request.format)
    file = f"{list_name(result, language)}.{ending}"
    return ChildAnswer(body, MEDIA_TYPES[ending], file=file)


def _looked_at(files: Sequence[str], given: RunInput) -> Sequence[str]:
    """The files without those that no document came of, which are told of as problems."""
    read = {document.origin.file for document in given.documents if document.origin}
    wrong = {problem.file for problem in given.problems if problem.level == "error"}
    return [file for file in files if file in read or file not in wrong]


def _kept(files: Sequence[str]) -> Sequence[str]:
    """The files, to be sent again from a page; none where they would make it too large."""
    paths = [Path(file) for file in files]
    if sum(path.stat().st_size for path in paths) > _MOST_KEPT:
        return ()
    return [hidden_value(path.name, path.read_bytes()) for path in paths]


def result_of(request: CheckRequest, settings: ServerSettings) -> Result:
    """What the command line finds in the same files.

    Raises IacheckError where more is asked than can be done, or a council is misspelt.
    """
    return _checked(request, settings)[1]


def _checked(request: CheckRequest, settings: ServerSettings) -> tuple[RunInput, Result]:
    """What was read of the files, and what is found in it."""
    books, schemas = shipped_books()
    as_of = request.as_of or today()
    given = input_of_files(
        [Path(file) for file in request.files],
        books,
        schemas,
        settings.limits,
        said=request.said,
        ocr=settings.ocr,
        office=settings.office,
    )
    _expect_few_documents(given, settings)
    selection = CaseSelection.of(request.periods, request.subjects, request.councils)
    try:
        return given, check(given, books, schemas, as_of, selection)
    except NothingToCheck as nothing:
        told = tuple(replace(problem, level="notice") for problem in nothing.problems)
        return given, Result(as_of, (), told, ())


def _expect_few_documents(given: RunInput, settings: ServerSettings) -> None:
    if len(given.documents) > settings.documents:
        told = message(
            "There are more than {limit} documents in what was sent; send them in several parts",
            limit=settings.documents,
        )
        raise CannotRun([Problem(told)])
