"""Files and folders to documents, with the words of the rule books: what every door reads with."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from iacheck.cases.council_names import council_misspelt
from iacheck.cases.index import party_documents
from iacheck.cases.vocabulary import Vocabulary
from iacheck.checks.rule import RuleBook
from iacheck.documents.document import Document
from iacheck.documents.schemas import Schemas
from iacheck.documents.whole_numbers import with_whole_numbers
from iacheck.forms.book_words import NOTHING_SAID, SaidOfPapers, free_form_context, vocabulary
from iacheck.forms.layout import forms
from iacheck.judging.run_input import RunInput
from iacheck.language.errors import WrongUse
from iacheck.language.limits import DEFAULTS, Limits
from iacheck.language.messages import by_door, message
from iacheck.language.names import normalise
from iacheck.language.periods import Period
from iacheck.language.problems import Problem
from iacheck.readers import ReaderContext, same_document
from iacheck.readers.files.documents import InputReading, Watched, read_files
from iacheck.readers.files.overruled_kind import overruled_kind
from iacheck.readers.files.search import gather
from iacheck.readers.files.unread_messages import ReadCommand, papers_without_activities

if TYPE_CHECKING:
    from iacheck.forms.free_form.context import FreeFormContext


def read_inputs(
    paths: Sequence[Path],
    books: Sequence[RuleBook],
    schemas: Schemas,
    limits: Limits = DEFAULTS,
    stored: Iterable[Document] = (),
    watched: Watched = iter,
    said: SaidOfPapers = NOTHING_SAID,
    *,
    ocr: bool = False,
    keep: Callable[[Document], Document] = same_document,
    office: bool = True,
) -> InputReading:
    """The documents of files and folders; of those `stored`, the parties count too.

    `said` is what the user says of papers that do not say it themselves. With `ocr`, the text of
    scans is recognised; without `office`, LibreOffice is not started. Each document is handed to
    `keep` as it comes, and what that gives stays. Raises WrongUse where `said` names a council of
    no register that looks like a misspelling of a known one, and there are such papers.
    """
    registers = list(stored)
    own = party_documents(registers)

    def words(period: Period | None) -> Vocabulary:
        return vocabulary(books, own, period)

    known = forms(schemas)

    @functools.cache
    def free_form() -> FreeFormContext:
        return free_form_context(known, books, said)

    def kept(document: Document) -> Document:
        if document.kind not in schemas.kinds:
            return document
        return keep(with_whole_numbers(document, schemas.kind(document.kind)))

    found, problems = gather(paths)
    context = ReaderContext(words, known, limits, free_form, ocr, kept, office)
    reading = read_files(found, context, schemas.kinds, watched)
    if said.council is not None and free_form.cache_info().currsize:
        _expect_known_council(said.council, (*registers, *reading.documents))
    return InputReading(reading.documents, (*problems, *reading.problems), reading.unread)


def input_of_files(
    paths: Sequence[Path],
    books: Sequence[RuleBook],
    schemas: Schemas,
    limits: Limits = DEFAULTS,
    watched: Watched = iter,
    said: SaidOfPapers = NOTHING_SAID,
    *,
    ocr: bool = False,
    office: bool = True,
) -> RunInput:
    """What a check of files and folders works on; raises as `read_inputs` does."""
    reading = read_inputs(
        paths, books, schemas, limits, watched=watched, said=said, ocr=ocr, office=office
    )
    again = ReadCommand({file.name: file.path for file in gather(paths)[0]}, said, ocr)
    notices = (
        *overruled_kind(reading.documents, said),
        *papers_without_activities(reading.documents, again, "notice"),
    )
    return RunInput(reading.documents, (*reading.problems, *notices), "named", reading.unread)


def _expect_known_council(given: str, documents: Iterable[Document]) -> None:
    """A council that a register has, or that is known, or like no other, which is a new one."""
    meant = council_misspelt(given)
    named = {normalise(d.key) for d in documents if d.kind == "council"}
    if meant is not None and normalise(given) not in named:
        told = by_door(
            message(
                "{option} {given}: there is no such council; did you mean {meant}? If it is "
                "another one, give a file with that council beside, such as {command} makes",
                option="--council",
                given=given,
                meant=meant,
                command="iacheck template council",
            ),
            message(
                "“{given}”: there is no such council; did you mean {meant}? If it is another "
                "one, send a form with facts about that council, too",
                given=given,
                meant=meant,
            ),
        )
        raise WrongUse([Problem(told, given=given, expected=meant)])
