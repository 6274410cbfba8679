"""`iacheck template`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from iacheck.cases.vocabulary import parties_of, unknown_party
from iacheck.checks.rule import RuleBook
from iacheck.cli import options
from iacheck.cli.loading import books_and_schemas, read_inputs, vocabulary
from iacheck.cli.options import option
from iacheck.cli.output import is_screen, tell_beside, tell_problems, write_output
from iacheck.cli.translated import Command
from iacheck.documents.schemas import Schemas
from iacheck.forms.layout import Form, Forms, forms
from iacheck.language.errors import CannotRun, WrongUse
from iacheck.language.language import Language
from iacheck.language.messages import message
from iacheck.language.names import normalise
from iacheck.language.periods import Period
from iacheck.language.problems import Problem

_PARTY_REPORT = "party-report"
# What is not the same in another period.
_OF_ONE_PERIOD = frozenset({"_id", "covers", "adopted_on", "submitted_on"})


@click.command(
    "template",
    cls=Command,
    text=message(
        "Write an empty form to fill in: an Excel workbook for a council's plan or report, a Word "
        "document for a party's half-year report.\n\n"
        "Beside each field stands what is demanded of it, by the rule books for the period."
    ),
    examples=(
        "iacheck template plan --council rogaland --period 2015 --out plan.xlsx",
        "iacheck template plan --from plan-2015.xlsx --period 2016 --out plan-2016.xlsx",
        "iacheck template party-report --party LO --period 2012-H2 --out lo.docx",
    ),
)
@click.argument("kind", metavar="KIND")
@option("--council", metavar="COUNCIL", text=message("Whose form it is; a council's id or name."))
@option("--party", metavar="PARTY", text=message("Whose half-year report it is, such as LO."))
@option(
    "--period", metavar="PERIOD", type=options.PeriodType(),
    text=message("What it is for: 2015, or 2012-H2 for a half-year."),
)  # fmt: skip
@option(
    "--from", "source", metavar="FILE", type=click.Path(path_type=Path),
    text=message("Fill in what stands in this file, such as last year's plan."),
)  # fmt: skip
@options.out
@options.rulebook
@options.lang
@click.pass_obj
def template_command(
    language: Language,
    kind: str,
    council: str | None,
    party: str | None,
    period: Period | None,
    source: Path | None,
    out: Path | None,
    rulebooks: tuple[Path, ...],
) -> int:
    books, schemas = books_and_schemas(rulebooks)
    form = _form(kind, forms(schemas))
    named = {"council": council, "party": party}
    _expect_its_own(kind, form, named, source)
    _expect_a_file(kind, form, out)
    in_force = _in_force(books, period, language)
    if form is None:
        made = _party_report(party, period, in_force, schemas, language)
    else:
        _expect_length(form, period)
        body = _body(form, source, books, schemas, language)
        made = _workbook(form, _of(_own(form, named, period), body), in_force, language)
    write_output(made, out)
    if out is not None:
        tell_beside(language.say(message("Written: {file}", file=str(out))))
    return 0


def _form(kind: str, known: Forms) -> Form | None:
    """The form of a kind of document; None for a party's report, which is no form_workbook."""
    context = click.get_current_context()
    (argument,) = (one for one in context.command.params if one.name == "kind")
    click.Choice([*known, _PARTY_REPORT]).convert(kind, argument, context)
    return known.get(kind)


def _expect_its_own(
    kind: str, form: Form | None, named: Mapping[str, str | None], source: Path | None
) -> None:
    """Refuse options of the other forms."""
    owner = form.kind.owner if form else "party"
    others = [f"--{name}" for name, value in named.items() if value is not None and name != owner]
    if source is not None and form is None:
        others.append("--from")
    for option_ in others:
        raise WrongUse(message("{option} does not go with {kind}", option=option_, kind=kind))


def _expect_a_file(kind: str, form: Form | None, out: Path | None) -> None:
    """Refuse to write over a form, which may be filled in, or under a name that says otherwise."""
    suffix = ".docx" if form is None else ".xlsx"
    if out is None:
        if is_screen():
            told = message(
                "The form is no text; name a file for it, such as {option}",
                option=f"--out {kind}{suffix}",
            )
            raise WrongUse(told)
        return
    if out.suffix.lower() != suffix:
        told = message("The form is a {suffix} file; let the name end so", suffix=suffix)
        raise WrongUse([Problem(told, file=str(out))])
    if out.exists():
        told = message("The file is there already, perhaps filled in; choose another name")
        raise WrongUse([Problem(told, file=str(out))])


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


def _body(
    form: Form,
    source: Path | None,
    books: Sequence[RuleBook],
    schemas: Schemas,
    language: Language,
) -> Mapping[str, Any]:
    """What stands in the document of a file."""
    if source is None:
        return {}
    reading = read_inputs([source], books, schemas)
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
        raise CannotRun([Problem(told, file=str(source))])
    return found[0].body


def _own(
    form: Form, named: Mapping[str, str | None], period: Period | None
) -> Mapping[str, str | None]:
    """The fields that say whose the form is, and for when."""
    own = {name: value for name, value in named.items() if name == form.kind.owner}
    if form.kind.period is not None:
        own[form.kind.period] = str(period) if period else None
    return own


def _of(own: Mapping[str, str | None], body: Mapping[str, Any]) -> Mapping[str, Any]:
    """The document's content, for another council or period if one is named."""
    named = {name: value for name, value in own.items() if value is not None}
    if any(body.get(name) not in (None, value) for name, value in named.items()):
        # A document for another period is another one, and sent and adopted on another day.
        body = {name: value for name, value in body.items() if name not in _OF_ONE_PERIOD}
        if "activities" in body:
            body["activities"] = [_without_dates(activity) for activity in body["activities"]]
    return {**body, **named}


def _without_dates(activity: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: value for name, value in activity.items() if name not in ("start", "end")}


def _workbook(
    form: Form, body: Mapping[str, Any], books: Sequence[RuleBook], language: Language
) -> bytes:
    from iacheck.forms.demands import demands  # noqa: PLC0415 - not needed for help
    from iacheck.forms.empty.forms import form_book  # noqa: PLC0415
    from iacheck.forms.empty.workbook import form_workbook  # noqa: PLC0415

    return form_workbook(form_book(form, language, demands(books, form.kind, language), body))


def _party_report(
    given: str | None,
    period: Period | None,
    books: Sequence[RuleBook],
    schemas: Schemas,
    language: Language,
) -> bytes:
    from iacheck.forms.empty.party_report import demands_on, party_report  # noqa: PLC0415

    if given is None or period is None or period.half is None:
        told = message(
            "A party's report is of one party and one half-year; name both, such as {option}",
            option="--party LO --period 2012-H2",
        )
        raise WrongUse(told)
    words = vocabulary(books, (), period)
    active = parties_of(words.parties, period)
    party = next((party for party in active if party.is_called(given)), None)
    if party is None:
        raise WrongUse(unknown_party(given, period, active))
    # Upper and lower case as the party writes itself.
    name = next((own for own in party.names if normalise(own) == normalise(given)), given)
    demanded = demands_on(party, period, books, schemas, language)
    return party_report(name, period, words, demanded, language)
