"""`iacheck store`: init, status and copy; what is about single documents stands beside."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from iacheck.cli import options
from iacheck.cli.loading import interrupted_import_notice, open_named_store
from iacheck.cli.output import tell, tell_problems
from iacheck.cli.store_documents import (
    export_command,
    history_command,
    list_command,
    remove_command,
    show_command,
)
from iacheck.cli.translated import Command, Group
from iacheck.language.language import Language
from iacheck.language.messages import message, plural_message
from iacheck.language.problems import Problem
from iacheck.rulebooks import known_schemas
from iacheck.store import ImportRecord, Status


@click.group(
    "store",
    cls=Group,
    text=message("Prepare and describe the store, and look after its documents."),
)
@options.lang
def store_group() -> None:
    pass


@store_group.command(
    "init", cls=Command, text=message("Prepare the store; harmless when repeated.")
)  # fmt: skip
@options.store
@options.rulebook
@options.lang
@click.pass_obj
def init_command(language: Language, uri: str | None, rulebooks: tuple[Path, ...]) -> int:
    with open_named_store(uri, known_schemas(rulebooks), create=True) as store:
        store.init()
        status = store.status()
        unfinished = store.unfinished()
    tell(message("The store {uri} is ready", uri=status.uri), language)
    return _tell_wrong(status, unfinished, language)


@store_group.command("status", cls=Command, text=message("Tell what the store holds."))
@options.store
@options.rulebook
@options.lang
@click.pass_obj
def status_command(language: Language, uri: str | None, rulebooks: tuple[Path, ...]) -> int:
    with open_named_store(uri, known_schemas(rulebooks), create=False) as store:
        status = store.status()
        unfinished = store.unfinished()
    _tell(status, language)
    return _tell_wrong(status, unfinished, language)


@store_group.command(
    "copy",
    cls=Command,
    text=message(
        "Copy every document from one store to another, with its versions, and all rounds.\n\n"
        "The other store must be empty, or hold nothing but what an earlier copy has put there. "
        "In the end both are read anew, and their fingerprints are compared."
    ),
    examples=("iacheck store copy sqlite:iacheck.db mongodb://localhost/iacheck",),
)
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@options.rulebook
@options.lang
@click.pass_obj
def copy_command(language: Language, source: str, target: str, rulebooks: tuple[Path, ...]) -> int:
    from iacheck.store.copying import all_documents, copy  # noqa: PLC0415 - not needed for help

    schemas = known_schemas(rulebooks)
    with open_named_store(source, schemas, create=False) as old:
        documents = all_documents(old)
        with open_named_store(target, schemas, create=True) as new:
            done = copy(documents, old, new)
    added, unchanged = len(done.stored.added), len(done.stored.unchanged)
    summary = plural_message(
        "{count} document copied: {added} new, {unchanged} there already",
        "{count} documents copied: {added} new, {unchanged} there already",
        added + unchanged,
        added=added,
        unchanged=unchanged,
    )
    tell(summary, language)
    tell(message("Both stores hold the same now: SHA-256 {digest}", digest=done.sha256), language)
    return 0


for _command in (list_command, show_command, history_command, export_command, remove_command):
    store_group.add_command(_command)


def _tell_wrong(status: Status, unfinished: Iterable[ImportRecord], language: Language) -> int:
    """The exit status: 3 where documents are in the store that must not be there together."""
    told = [*status.wrong, *map(interrupted_import_notice, unfinished)]
    if status.unread is not None:
        told.append(Problem(status.unread, "notice"))
    tell_problems(told, language)
    return 3 if any(problem.level == "error" for problem in status.wrong) else 0


def _tell(status: Status, language: Language) -> None:
    tell(message("Store: {uri}", uri=status.uri), language)
    if status.since is not None:
        tell(message("Prepared: {since}", since=status.since), language)
    held = {kind: count for kind, count in status.counts.items() if count}
    if not held:
        tell(message("It holds no documents"), language)
    for kind, count in sorted(held.items()):
        click.echo(f"  {kind:14} {language.number(count):>8}")
