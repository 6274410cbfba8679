"""The form that somebody asks for: whose and for when, empty or filled in from a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from iacheck.cases.council_names import (
    council_misspelt,
    council_name,
    county_numbers,
    known_council,
)
from iacheck.cases.vocabulary import parties_of, unknown_party
from iacheck.checks.rule import RuleBook
from iacheck.documents.document import Document
from iacheck.documents.schemas import Schemas
from iacheck.documents.unread_block import UnreadBlock
from iacheck.forms.book_words import vocabulary
from iacheck.forms.layout import Form
from iacheck.language.errors import WrongUse
from iacheck.language.language import Language
from iacheck.language.messages import OneOf, by_door, message
from iacheck.language.names import normalise
from iacheck.language.periods import Period, read_period
from iacheck.language.problems import Problem

# What is not the same in another period.
_OF_ONE_PERIOD = frozenset({"_id", "covers", "adopted_on", "submitted_on"})


def asked_form(
    form: Form,
    council: str | None,
    period: Period | None,
    source: Document | None,
    books: Sequence[RuleBook],
    schemas: Schemas,
    language: Language,
    *,
    as_it_stands: bool = False,
) -> bytes:
    """The form of a plan or report, or of facts about a council; filled in from a source.

    The source may be of another council or period, unless it goes in `as_it_stands`. Raises
    WrongUse for a period of another length and a misspelt council.
    """
    from iacheck.forms.demands import demands  # noqa: PLC0415 - not needed for help
    from iacheck.forms.empty.forms import form_book  # noqa: PLC0415
    from iacheck.forms.empty.workbook import form_workbook  # noqa: PLC0415

    expect_council_and_length(form, council, period)
    made_from = source.made_from if source else None
    body = source.body if source else {}
    unread = source.origin.unread if source and source.origin else ()
    if form.kind.name == "council":
        body = {**_facts_of_council(council), **body}
    elif not as_it_stands:
        own = _own(form, council, period)
        # What was not read of another year's is nothing that this one lacks.
        if _is_of_another(own, body):
            unread, made_from = (), None
        body = _of(own, body)
    demanded = demands(books_of_form(books, period), form.kind, schemas, language)
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

    period = period_of(form, document)
    demanded = demands(books_of_form(books, period), form.kind, schemas, language)
    book = form_book(form, language, demanded, document.body, unread)
    return form_workbook(replace(book, made_from=document.made_from))


def party_report_form(
    given: str | None,
    period: Period | None,
    books: Sequence[RuleBook],
    schemas: Schemas,
    language: Language,
) -> bytes:
    """The form of a party's half-year report. Raises WrongUse for what is no party's."""
    from iacheck.forms.empty.party_report import demands_on, party_report  # noqa: PLC0415

    if given is not None and period is not None and period.half is None:
        halves = OneOf([str(Period(period.year, half)) for half in (1, 2)])
        told = message(
            "A party's report is of a half-year, and “{given}” is a year; write {expected}",
            given=str(period),
            expected=halves,
        )
        raise WrongUse([Problem(told, given=str(period), expected=halves)])
    if given is None or period is None or period.half is None:
        raise WrongUse(
            by_door(
                message(
                    "A party's report is of one party and one half-year; name both, such as "
                    "{option}",
                    option="--party LO --period 2012-H2",
                ),
                message("A party's report is of one party and one half-year; name both"),
            )
        )
    in_force = books_of_form(books, period)
    words = vocabulary(in_force, (), period)
    active = parties_of(words.parties, period)
    party = next((party for party in active if party.is_called(given)), None)
    if party is None:
        raise WrongUse([Problem(unknown_party(given, period, active), given=given)])
    # Upper and lower case as the party writes itself.
    name = next((own for own in party.names if normalise(own) == normalise(given)), given)
    demanded = demands_on(party, period, in_force, schemas, language)
    return party_report(name, period, words, demanded, language)


def period_of(form: Form, document: Document) -> Period | None:
    """The period that a document is for, if it says so."""
    return read_period(document.body.get(form.kind.period)) if form.kind.period else None


def books_of_form(books: Sequence[RuleBook], period: Period | None) -> Sequence[RuleBook]:
    """The books of the period; without one, the newest."""
    if period is None:
        return [book for book in books if book.valid_to == max(b.valid_to for b in books)]
    return [book for book in books if book.covers(period)]


def uncovered_notice(books: Sequence[RuleBook], period: Period | None) -> Iterator[Problem]:
    """What is to be told where no book covers the period that a form is for."""
    if not books_of_form(books, period):
        told = message(
            "No rule book covers {period}, so the form does not tell what is demanded",
            period=period,
        )
        yield Problem(told, "notice")


def expect_council_and_length(form: Form, council: str | None, period: Period | None) -> None:
    """Raises WrongUse for a period of another length, and for a misspelt council."""
    _expect_length(form, period)
    _expect_no_slip(council)


def _expect_no_slip(given: str | None) -> None:
    """A council that is known, or like no other; a slip would make one that does not exist."""
    meant = council_misspelt(given) if given else None
    if meant is None:
        return
    told = by_door(
        message(
            "{option} {given}: there is no such council; did you mean {meant}? If it is "
            "another one, leave {option} out, and write its name in the form",
            option="--council",
            given=given,
            meant=meant,
        ),
        message(
            "“{given}”: there is no such council; did you mean {meant}? If it is another one, "
            "name none here, and write its name in the form",
            given=given,
            meant=meant,
        ),
    )
    raise WrongUse([Problem(told, given=given, expected=meant)])


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
        told = by_door(
            message("{option} does not go with {kind}", option="--period", kind=form.kind.name),
            message("This form is for no year or half-year; name none"),
        )
    raise WrongUse([Problem(told, given=period)])


def _own(form: Form, council: str | None, period: Period | None) -> Mapping[str, str | None]:
    """The fields that say whose the form is, and for when."""
    own = {"council": council} if form.kind.owner == "council" else {}
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
