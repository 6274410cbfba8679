"""`iacheck template` for plans, reports and a party's half-year report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from iacheck.checks.rule import RuleBook
from iacheck.cli.output import tell_problems
from iacheck.cli.stored_document import stored_document
from iacheck.documents.document import Document
from iacheck.documents.schemas import Schemas
from iacheck.forms.book_words import PAPER_KINDS, SaidOfPapers
from iacheck.forms.empty.asked_form import (
    asked_form,
    expect_council_and_length,
    party_report_form,
    uncovered_notice,
)
from iacheck.forms.layout import Form
from iacheck.language.errors import CannotRun
from iacheck.language.language import Language
from iacheck.language.messages import DocumentPart, message
from iacheck.language.periods import Period
from iacheck.language.problems import Problem
from iacheck.readers.files.inputs import read_inputs


def write_workbook(
    form: Form,
    named: Mapping[str, Any],
    sources: Sequence[Path],
    uri: str | None,
    books: Sequence[RuleBook],
    schemas: Schemas,
    language: Language,
) -> bytes:
    """The form of a plan or report, for whom and when is `named`; filled in from a file or a store.

    Raises WrongUse for a period of another length and a misspelt council, CannotRun where the
    source is broken, and NothingToCheck where the store has no such document.
    """
    period: Period | None = named["period"]
    council: str | None = named["council"]
    tell_problems(uncovered_notice(books, period), language)
    expect_council_and_length(form, council, period)
    said = SaidOfPapers(_paper_kind(form), council, period)
    if uri is not None:
        source: Document | None = stored_document(form.kind, named, uri, schemas)
    else:
        source = _source(form, sources, said, books, schemas, language)
    return asked_form(
        form, council, period, source, books, schemas, language, as_it_stands=uri is not None
    )


def write_party_report(
    given: str | None,
    period: Period | None,
    books: Sequence[RuleBook],
    schemas: Schemas,
    language: Language,
) -> bytes:
    """The form of a party's half-year report. Raises WrongUse for what is no party's."""
    if given is not None and period is not None and period.half is not None:
        tell_problems(uncovered_notice(books, period), language)
    return party_report_form(given, period, books, schemas, language)


def _source(
    form: Form,
    sources: Sequence[Path],
    said: SaidOfPapers,
    books: Sequence[RuleBook],
    schemas: Schemas,
    language: Language,
) -> Document | None:
    """The document of a file."""
    if not sources:
        return None
    reading = read_inputs(sources, books, schemas, said=said)
    if any(problem.level == "error" for problem in reading.problems):
        raise CannotRun((*reading.problems, Problem(message("The form has not been made"))))
    tell_problems(reading.problems, language)
    found = [document for document in reading.documents if document.kind == form.kind.name]
    if len(found) != 1:
        told = message(
            "One document of the kind {kind} is needed to fill in from; the file has {count}",
            kind=form.kind.name,
            count=len(found),
        )
        others = [DocumentPart(document.kind) for document in reading.documents if not found]
        if others:
            told = message(
                "{told} (it holds: {others}). Name a file with one, such as last year's",
                told=told,
                others=tuple(dict.fromkeys(others)),
            )
        raise CannotRun([Problem(told, file=", ".join(map(str, sources)))])
    return found[0]


def _paper_kind(form: Form) -> str | None:
    return form.kind.name if form.kind.name in PAPER_KINDS else None
