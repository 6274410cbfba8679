"""`iacheck rules list / show / test`."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from iacheck.cases.findings import ORIGINS, SEVERITIES
from iacheck.checks.rule import Rule, RuleBook
from iacheck.cli import options
from iacheck.cli.loading import books_and_schemas
from iacheck.cli.options import option
from iacheck.cli.output import lines_for, tell, write_output
from iacheck.cli.translated import Command, Group
from iacheck.cli.values import RuleType
from iacheck.documents.schemas import Schemas
from iacheck.language.errors import WrongUse
from iacheck.language.hints import with_hint
from iacheck.language.language import Language
from iacheck.language.messages import message, plural_message
from iacheck.language.names import nearest
from iacheck.language.periods import read_date, read_period
from iacheck.reports.rule_as_dict import rule_in_full, rule_in_short
from iacheck.reports.rule_examples import RuleExample

_DEMAND = re.compile(r"\s*([a-z])[\s-]*0*(?=[0-9])")


@click.group("rules", cls=Group, text=message("The rule books: what they demand and why."))
@options.lang
def rules_group() -> None:
    pass


@rules_group.command(
    "list", cls=Command, text=message("List the demands of the rule books, in order.")
)
@option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text",
    text=message("The form of the output (default: text)."),
)  # fmt: skip
@options.out
@options.rulebook
@options.lang
@click.pass_obj
def list_rules(
    language: Language, format_: str, out: Path | None, rulebooks: tuple[Path, ...]
) -> int:
    from iacheck.reports.rule_text import rules_as_text  # noqa: PLC0415 - slow to import

    books, _ = books_and_schemas(rulebooks)
    if format_ == "json":
        rules = [rule_in_short(rule, book, language) for book in books for rule in book.rules]
        text = json.dumps(rules, ensure_ascii=False, indent=1) + "\n"
    else:
        with lines_for(out):
            text = rules_as_text(books, language)
    write_output(text.encode(), out)
    return 0


@rules_group.command(
    "show", cls=Command,
    text=message(
        "Show a rule: what it demands, where that stands, and how it is checked.\n\n"
        "A rule is named by its id, or by the number of its demand: then all rules of the "
        "demand are shown."
    ),
    examples=("iacheck rules show B16", "iacheck rules show report-covers-sub-goals"),
)  # fmt: skip
@click.argument("id_", metavar="RULE", type=RuleType())
@option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text",
    text=message("The form of the output (default: text)."),
)  # fmt: skip
@options.out
@options.rulebook
@options.lang
@click.pass_obj
def show_rule(
    language: Language, id_: str, format_: str, out: Path | None, rulebooks: tuple[Path, ...]
) -> int:
    from iacheck.reports.rule_text import rule_as_text  # noqa: PLC0415 - slow to import

    books, schemas = books_and_schemas(rulebooks)
    found = [
        (rule, book)
        for book in books
        # What the letter demands before what it asks for, and what is our reading last.
        for rule in sorted(book.rules, key=_gravity)
        if id_.casefold() == rule.id or _demand(id_) == _demand(rule.head.demand)
    ]
    if not found:
        raise WrongUse(_no_such_rule(id_, books))
    shown = [
        (rule, book, tried_examples(rule, book, schemas), schemas.roots(rule.subject))
        for rule, book in found
    ]
    if format_ == "json":
        rules = [rule_in_full(*one, language) for one in shown]
        text = json.dumps(rules, ensure_ascii=False, indent=1) + "\n"
    else:
        with lines_for(out):
            text = "\n".join(rule_as_text(*one, language) for one in shown)
    write_output(text.encode(), out)
    return 0


def _demand(number: str) -> str:
    """The number of a demand in one spelling: `b1`, `B 01` and `B01` are the same."""
    return _DEMAND.sub(r"\1", number.casefold())


def _gravity(rule: Rule) -> tuple[int, int]:
    return SEVERITIES.index(rule.head.severity), ORIGINS.index(rule.head.origin)


def tried_examples(rule: Rule, book: RuleBook, schemas: Schemas) -> Sequence[RuleExample]:
    """The rule's examples, with what it finds of them."""
    from iacheck.rulebooks.examples import try_examples  # noqa: PLC0415 - not needed for help

    return [
        RuleExample(
            trial.example.case,
            trial.finding,
            read_period(trial.example.period),
            read_date(trial.example.as_of),
            trial.example.judgement,
        )
        for trial in try_examples(rule, book, schemas)
        if trial.finding is not None
    ]


@rules_group.command(
    "test", cls=Command, text=message("Try every rule on its own examples.")
)  # fmt: skip
@options.rulebook
@options.lang
@click.pass_obj
def test_rules(language: Language, rulebooks: tuple[Path, ...]) -> int:
    from iacheck.rulebooks.examples import try_examples  # noqa: PLC0415 - not needed for help

    # Loading tries the examples too and stops at any that disagrees; here they are counted.
    books, schemas = books_and_schemas(rulebooks)
    for book in books:
        trials = [trial for rule in book.rules for trial in try_examples(rule, book, schemas)]
        tell(
            message(
                "{book}: {rules}, {examples}, all of which agree",
                book=book.id,
                rules=plural_message("{count} rule", "{count} rules", len(book.rules)),
                examples=plural_message("{count} example", "{count} examples", len(trials)),
            ),
            language,
        )
    return 0


def _no_such_rule(given: str, books: tuple[RuleBook, ...]) -> Any:
    told = message("There is no rule “{given}”", given=given)
    rules = [rule for book in books for rule in book.rules]
    meant = nearest(given, [rule.id for rule in rules])
    if meant is None:
        # The number of a demand whose digits have changed places.
        demands = {rule.head.demand for rule in rules}
        alike = [one for one in demands if sorted(one) == sorted(given.upper())]
        meant = alike[0] if len(alike) == 1 else None
    if meant:
        return with_hint(told, meant)
    return message("{told}; {command} lists them", told=told, command="iacheck rules list")
