"""`iacheck rules list / show / test`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from iacheck.cli import options
from iacheck.cli.loading import books_and_schemas
from iacheck.cli.options import option
from iacheck.cli.output import lines_for, tell, tell_problems, write_output
from iacheck.cli.translated import Command, Group
from iacheck.cli.values import RuleType
from iacheck.language.language import Language
from iacheck.language.messages import message, plural_message
from iacheck.reports.rule_as_dict import rule_in_full, rule_in_short
from iacheck.rulebooks import shipped_folders
from iacheck.rulebooks.asked_rules import rules_asked_for, rules_with_examples


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
    shown = rules_with_examples(id_, books, schemas)
    if format_ == "json":
        rules = [rule_in_full(*one, language) for one in shown]
        text = json.dumps(rules, ensure_ascii=False, indent=1) + "\n"
    else:
        with lines_for(out):
            text = "\n".join(rule_as_text(*one, language) for one in shown)
    write_output(text.encode(), out)
    return 0


@rules_group.command(
    "test", cls=Command,
    text=message(
        "Try every rule on its own examples, or only the rules that are named by their ids or the "
        "numbers of their demands.\n\n"
        "Notes tell what is odd about a rule book that can be used: a file that is not read, a "
        "parameter that no rule uses, a branch that no example tries."
    ),
    examples=("iacheck rules test --rulebook my-book", "iacheck rules test B16"),
)  # fmt: skip
@click.argument("ids", metavar="[RULE …]", nargs=-1)
@options.rulebook
@options.lang
@click.pass_obj
def test_rules(language: Language, ids: tuple[str, ...], rulebooks: tuple[Path, ...]) -> int:
    from iacheck.rulebooks.examples import try_examples  # noqa: PLC0415 - not needed for help
    from iacheck.rulebooks.notes import book_notes  # noqa: PLC0415 - not needed for help

    # Loading tries the examples too and stops at any that disagrees; here they are counted.
    books, schemas = books_and_schemas(rulebooks)
    asked = {rule.id for given in ids for rule, _ in rules_asked_for(given, books)}
    for book in books:
        rules = [rule for rule in book.rules if not ids or rule.id in asked]
        if ids and not rules:
            continue
        trials = [trial for rule in rules for trial in try_examples(rule, book, schemas)]
        tell(
            message(
                "{book}: {rules}, {examples}, all of which agree",
                book=book.id,
                rules=plural_message("{count} rule", "{count} rules", len(rules)),
                examples=plural_message("{count} example", "{count} examples", len(trials)),
            ),
            language,
        )
    by_id = {book.id: book for book in books}
    for folder in () if ids else rulebooks or shipped_folders():
        notes = book_notes(folder, by_id[folder.resolve().name], schemas)
        tell_problems(notes, language)
    return 0
