"""`iacheck store init / status`."""

from __future__ import annotations

import click

from iacheck.cli import options
from iacheck.cli.loading import interrupted, opened
from iacheck.cli.output import tell, tell_problems
from iacheck.cli.translated import Command, Group
from iacheck.language import Language
from iacheck.messages import message
from iacheck.schemas import load_schemas
from iacheck.store import Status


@click.group("store", cls=Group, text=message("Prepare and describe the store."))
@options.lang
def store_group() -> None:
    pass


@store_group.command(
    "init", cls=Command, text=message("Prepare the store; harmless when repeated.")
)  # fmt: skip
@options.store
@options.lang
@click.pass_obj
def init_command(language: Language, uri: str | None) -> int:
    with opened(uri, load_schemas(), create=True) as store:
        store.init()
        status = store.status()
        unfinished = store.unfinished()
    tell(message("The store {uri} is ready", uri=status.uri), language)
    tell_problems(map(interrupted, unfinished), language)
    return 0


@store_group.command("status", cls=Command, text=message("Tell what the store holds."))
@options.store
@options.lang
@click.pass_obj
def status_command(language: Language, uri: str | None) -> int:
    with opened(uri, load_schemas(), create=False) as store:
        status = store.status()
        unfinished = store.unfinished()
    _tell(status, language)
    tell_problems(map(interrupted, unfinished), language)
    return 0


def _tell(status: Status, language: Language) -> None:
    tell(message("Store: {uri}", uri=status.uri), language)
    if status.since is not None:
        tell(message("Prepared: {since}", since=status.since), language)
    held = {kind: count for kind, count in status.counts.items() if count}
    if not held:
        tell(message("It holds no documents"), language)
    for kind, count in sorted(held.items()):
        click.echo(f"  {kind:14} {language.number(count):>8}")
