"""`iacheck template`."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from iacheck.cli import options
from iacheck.cli.decision_template import DecisionRequest, write_decision
from iacheck.cli.form_template import write_party_report, write_workbook
from iacheck.cli.loading import books_and_schemas
from iacheck.cli.options import option
from iacheck.cli.output import is_screen, tell_beside, write_output
from iacheck.cli.translated import Command
from iacheck.cli.values import CouncilType, PeriodType, RuleType, SubjectType
from iacheck.forms.layout import Form, Forms, forms
from iacheck.judging.decisions import DECISION_KINDS
from iacheck.language.errors import WrongUse
from iacheck.language.language import Language
from iacheck.language.messages import message
from iacheck.language.norwegian_days import today
from iacheck.language.periods import Period
from iacheck.language.problems import Problem

_PARTY_REPORT = "party-report"
# The options that go with decisions.
_OF_DECISION = frozenset(
    {"rule", "subject", "council", "party", "period", "from", "store", "as-of"}
)


@click.command(
    "template",
    cls=Command,
    text=message(
        "Write an empty form to fill in: an Excel workbook for a council's plan or report, or for "
        "facts about the council itself (members, chairs, secretariat), a Word "
        "document for a party's half-year report, a text file (YAML) for a waiver, a judgement or "
        "a reply.\n\n"
        "Beside each field stands what is demanded of it, by the rule books for the period."
    ),
    examples=(
        "iacheck template plan --council rogaland --period 2015 --out plan.xlsx",
        "iacheck template plan --from plan-2015.xlsx --period 2016 --out plan-2016.xlsx",
        "iacheck template party-report --party LO --period 2012-H2 --out lo.docx",
        "iacheck template waiver --rule plan-exists --council rogaland --period 2015",
    ),
)
@click.argument("kind", metavar="KIND")
@click.argument("more", metavar="", nargs=-1, type=click.Path(path_type=Path))
@option(
    "--council", metavar="COUNCIL", type=CouncilType(),
    text=message("Whose form it is; a council's id or name."),
)  # fmt: skip
@option("--party", metavar="PARTY", text=message("Whose half-year report it is, such as LO."))
@option(
    "--rule", metavar="RULE", type=RuleType(),
    text=message("For a waiver, judgement or reply: the rule's id, such as report-delivered."),
)  # fmt: skip
@option(
    "--subject", metavar="SUBJECT", type=SubjectType(),
    text=message("For a waiver, judgement or reply: whom the finding is about, such as party/LO."),
)  # fmt: skip
@option(
    "--period", metavar="PERIOD", type=PeriodType(),
    text=message("What it is for: 2015, or 2012-H2 for a half-year."),
)  # fmt: skip
@option(
    "--from", "sources", metavar="FILE …", multiple=True, type=click.Path(path_type=Path),
    text=message("Fill in what stands in this file, such as last year's plan; for a waiver, "
                 "judgement or reply files or folders, as many as there are."),
)  # fmt: skip
@option(
    "--store", "uri", metavar="URI",
    text=message(
        "Fill it in from this store: sqlite:FILE, mongodb://… or mongodb+srv://… The form knows "
        "which version it was made from."
    ),
)  # fmt: skip
@options.as_of
@options.out
@options.rulebook
@options.lang
@click.pass_obj
def template_command(
    language: Language,
    /,
    kind: str,
    more: tuple[Path, ...],
    sources: tuple[Path, ...],
    uri: str | None,
    as_of: datetime.date | None,
    out: Path | None,
    rulebooks: tuple[Path, ...],
    **named: Any,
) -> int:
    books, schemas = books_and_schemas(rulebooks)
    form = _form(kind, forms(schemas))
    if more and not sources:
        raise WrongUse(message("Name the files to fill in from with {option}", option="--from"))
    sources = (*sources, *more)
    _expect_its_own(kind, form, {**named, "from": sources or None, "store": uri, "as-of": as_of})
    if uri is not None and sources:
        told = message("Give either {one} or {other}, not both", one="--store", other="--from")
        raise WrongUse(told)
    _expect_a_file(kind, form, out)
    if kind in DECISION_KINDS:
        about = _about(kind, named)
        request = DecisionRequest(kind, *about, as_of or today(), sources, uri)
        made = write_decision(request, books, schemas, language)
    elif form is None:
        made = write_party_report(named["party"], named["period"], books, schemas, language)
    else:
        made = write_workbook(form, named, sources, uri, books, schemas, language)
    write_output(made, out)
    if out is not None:
        tell_beside(language.say(message("Written: {file}", file=str(out))))
    return 0


def _form(kind: str, known: Forms) -> Form | None:
    """The form of a kind of document; None for what is no workbook."""
    context = click.get_current_context()
    (argument,) = (one for one in context.command.params if one.name == "kind")
    click.Choice([*known, _PARTY_REPORT, *DECISION_KINDS]).convert(kind, argument, context)
    return known.get(kind)


def _expect_its_own(kind: str, form: Form | None, named: Mapping[str, object]) -> None:
    """Refuse options of the other forms."""
    if kind in DECISION_KINDS:
        own = _OF_DECISION
    elif form is None:
        own = frozenset({"party", "period"})
    else:
        whose = form.kind.owner or form.kind.name
        own = frozenset({whose, "from", "store", *(["period"] if form.kind.period else [])})
    for name, value in named.items():
        if value is not None and name not in own:
            told = message("{option} does not go with {kind}", option=f"--{name}", kind=kind)
            raise WrongUse(told)


def _about(kind: str, named: Mapping[str, Any]) -> tuple[str, str, Period]:
    """Rule, subject and period of a decision. `--council X` is short for `--subject council/X`."""
    whom = [named["subject"], *(
        f"{body}/{named[body].removeprefix(f'{body}/')}"
        for body in ("council", "party") if named[body] is not None
    )]  # fmt: skip
    subjects = [subject for subject in whom if subject is not None]
    if named["rule"] is None or named["period"] is None or len(subjects) != 1:
        told = message(
            "A {kind} is about one rule, one subject and one period; name all three, such as "
            "{option}",
            kind=kind,
            option="--rule report-delivered --subject council/rogaland --period 2015",
        )
        raise WrongUse(told)
    return named["rule"], subjects[0], named["period"]


def _expect_a_file(kind: str, form: Form | None, out: Path | None) -> None:
    """Refuse to write over a form, which may be filled in, or under a name that says otherwise."""
    is_text = kind in DECISION_KINDS
    suffix = ".yaml" if is_text else ".docx" if form is None else ".xlsx"
    if out is None:
        if is_screen() and not is_text:
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
