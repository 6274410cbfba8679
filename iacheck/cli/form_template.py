"""`iacheck template` for plans, reports and a party's half-year report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from iacheck.cases.council_names import (
    council_misspelt,
    council_name,
    county_numbers,
    known_council,
)
from iacheck.cases.vocabulary import parties_of, unknown_party
from iacheck.checks.rule import RuleBook
from iacheck.cli.output import tell_problems
from iacheck.cli.stored_document import stored_document
from iacheck.documents.document import Document
from iacheck.documents.schemas import Schemas
from iacheck.documents.unread_block import UnreadBlock
from iacheck.forms.book_words import PAPER_KINDS, SaidOfPapers, vocabulary
from iacheck.forms.layout import Form
from iacheck.language.errors import CannotRun, WrongUse
from iacheck.language.language import Language
from iacheck.language.messages import DocumentPart, message
from iacheck.language.names import normalise
from iacheck.language.periods import Period, read_period
from iacheck.language.problems import Problem
from iacheck.readers.files.inputs import read_inputs

# What is not the same in another period.
_OF_ONE_PERIOD = frozenset({"_id", "covers", "adopted_on", "submitted_on"})


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
    from iacheck.forms.demands import demands  # noqa: PLC0415 - not needed for help
    from iacheck.forms.empty.forms import form_book  # noqa: PLC0415
    from iacheck.forms.empty.workbook import form_workbook  # noqa: PLC0415

    period: Period | None = named["period"]
    in_force = _in_force(books, period, language)
    _expect_length(form, period)
    _expect_no_slip(named["council"])
    said = SaidOfPapers(_paper_kind(form), named["council"], period)
    if uri is not None:
        source: Document | None = stored_document(form.kind, named, uri, schemas)
    else:
        source = _source(form, sources, said, books, schemas, language)
    made_from = source.made_from if source else None
    body = source.body if source else {}
    unread = source.origin.unread if source and source.origin else ()
    if form.kind.name == "council":
        body = {**_facts_of_council(named["council"]), **body}
    elif uri is None:
        own = _own(form, named, period)
        # What was not read of another year's is nothing that this one lacks.
        if _is_of_another(own, body):
            unread, made_from = (), None
        body = _of(own, body)
    demanded = demands(in_force, form.kind, schemas, language)
    book = form_book(form, language, demanded, body, unread)
    return form_workbook(replace(book, made_from=made_from))


def filled_form(
    form: Form,
    document: Document,
    unread: Sequence[UnreadBlock],
    books: Sequence[RuleBook],
    schemas: Schemas,
    language: Language,
) -> bytes:
    """The form of a document with all that stands in it, and on a sheet what was not read.

    Raises CannotRun, naming each field, for what no cell can hold.
    """
    from iacheck.forms.demands import demands  # noqa: PLC0415 - not needed for help
    from iacheck.forms.empty.forms import form_book  # noqa: PLC0415
    from iacheck.forms.empty.workbook import form_workbook  # noqa: PLC0415

    period = read_period(document.body.get(form.kind.period)) if form.kind.period else None
    demanded = demands(_in_force(books, period, language), form.kind, schemas, language)
    book = form_book(form, language, demanded, document.body, unread)
    return form_workbook(replace(book, made_from=document.made_from))


def write_party_report(
    given: str | None,
    period: Period | None,
    books: Sequence[RuleBook],
    schemas: Schemas,
    language: Language,
) -> bytes:
    """The form of a party's half-year report. Raises WrongUse for what is no party's."""
    from iacheck.forms.empty.party_report import demands_on, party_report  # noqa: PLC0415

    if given is None or period is None or period.half is None:
        told = message(
            "A party's report is of one party and one half-year; name both, such as {option}",
            option="--party LO --period 2012-H2",
        )
        raise WrongUse(told)
    in_force = _in_force(books, period, language)
    words = vocabulary(in_force, (), period)
    active = parties_of(words.parties, period)
    party = next((party for party in active if party.is_called(given)), None)
    if party is None:
        raise WrongUse(unknown_party(given, period, active))
    # Upper and lower case as the party writes itself.
    name = next((own for own in party.names if normalise(own) == normalise(given)), given)
    demanded = demands_on(party, period, in_force, schemas, language)
    return party_report(name, period, words, demanded, language)


def _expect_no_slip(given: str | None) -> None:
    """A council that is known, or like no other; a slip would make one that does not exist."""
    meant = council_misspelt(given) if given else None
    if meant is not None:
        raise WrongUse(
            message(
                "{option} {given}: there is no such council; did you mean {meant}? If it is "
                "another one, leave {option} out, and write its name in the form",
                option="--council",
                given=given,
                meant=meant,
            )
        )


def _expect_length(form: Form, period: Period | None) -> None:
    if period is None or form.kind.length in ("period", period.length):
        return
    if form.kind.length == "year":
        told = message(
            "{period} is no year; the form is for a year, such as {example}",
            period=period,
            example=str(period.whole_year),
        )
    elif form.kind.length == "half-year":
        told = message(
            "{period} is no half-year; the form is for a half-year, such as {example}",
            period=period,
            example=str(Period(period.year, 1)),
        )
    else:
        told = message("{option} does not go with {kind}", option="--period", kind=form.kind.name)
    raise WrongUse(told)


def _in_force(
    books: Sequence[RuleBook], period: Period | None, language: Language
) -> Sequence[RuleBook]:
    """The books of the period; without one, the newest; told, if there are none."""
    if period is None:
        return [book for book in books if book.valid_to == max(b.valid_to for b in books)]
    found = [book for book in books if book.covers(period)]
    if not found:
        told = message(
            "No rule book covers {period}, so the form does not tell what is demanded",
            period=period,
        )
        tell_problems([Problem(told, "notice")], language)
    return found


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


def _own(
    form: Form, named: Mapping[str, str | None], period: Period | None
) -> Mapping[str, str | None]:
    """The fields that say whose the form is, and for when."""
    own = {name: value for name, value in named.items() if name == form.kind.owner}
    if form.kind.period is not None:
        own[form.kind.period] = str(period) if period else None
    return own


def _facts_of_council(given: str | None) -> Mapping[str, Any]:
    """What is known of a council by its id or name alone."""
    id_ = known_council(given) if given else None
    if id_ is None:
        return {"name": given}
    return {"_id": id_, "name": council_name(id_), "counties": list(county_numbers(id_))}


def _of(own: Mapping[str, str | None], body: Mapping[str, Any]) -> Mapping[str, Any]:
    """The document's content, for another council or period if one is named."""
    named = {name: value for name, value in own.items() if value is not None}
    if _is_of_another(own, body):
        # A document for another period is another one, and sent and adopted on another day.
        body = {name: value for name, value in body.items() if name not in _OF_ONE_PERIOD}
        if "activities" in body:
            body["activities"] = [_without_dates(activity) for activity in body["activities"]]
    return {**body, **named}


def _is_of_another(own: Mapping[str, str | None], body: Mapping[str, Any]) -> bool:
    """Whether a document is of another council or period than the form."""
    return any(value and body.get(name) not in (None, value) for name, value in own.items())


def _without_dates(activity: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: value for name, value in activity.items() if name not in ("start", "end")}
