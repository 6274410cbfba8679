"""`iacheck schema list / show`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from iacheck.cli import options
from iacheck.cli.output import write_output
from iacheck.cli.translated import Command, Group
from iacheck.documents.schemas import unknown_kind
from iacheck.language.errors import WrongUse
from iacheck.language.labels import Labels
from iacheck.language.language import Language
from iacheck.language.messages import message
from iacheck.rulebooks import known_schemas


@click.group("schema", cls=Group, text=message("The schemas of the documents."))
@options.lang
def schema_group() -> None:
    pass


@schema_group.command("list", cls=Command, text=message("List the kinds of document."))
@options.rulebook
@options.lang
@click.pass_obj
def list_schemas(language: Language, rulebooks: tuple[Path, ...]) -> int:
    schemas = known_schemas(rulebooks)
    width = max(map(len, schemas.kinds))
    labels = Labels()
    called = {kind: labels.of(kind, schemas.shape(kind).label) for kind in schemas.kinds}
    lines = [f"{kind:{width}}  {language.value(label)}\n" for kind, label in called.items()]
    write_output("".join(lines).encode(), None)
    return 0


@schema_group.command("show", cls=Command, text=message("Show the JSON Schema of a kind."))
@click.argument("kind", metavar="KIND")
@options.rulebook
@options.lang
def show_schema(kind: str, rulebooks: tuple[Path, ...]) -> int:
    schemas = known_schemas(rulebooks)
    if kind not in schemas.kinds:
        raise WrongUse(unknown_kind(kind, schemas.kinds))
    text = json.dumps(schemas.bundled(kind), ensure_ascii=False, indent=2) + "\n"
    write_output(text.encode(), None)
    return 0
