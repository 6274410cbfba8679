"""`iacheck schema list / show`."""

from __future__ import annotations

import json

import click

from iacheck.cli import options
from iacheck.cli.output import write_output
from iacheck.cli.translated import Command, Group
from iacheck.documents.schemas import load_schemas, unknown_kind
from iacheck.language.errors import WrongUse
from iacheck.language.labels import Labels
from iacheck.language.language import Language
from iacheck.language.messages import message


@click.group("schema", cls=Group, text=message("The schemas of the documents."))
@options.lang
def schema_group() -> None:
    pass


@schema_group.command("list", cls=Command, text=message("List the kinds of document."))
@options.lang
@click.pass_obj
def list_schemas(language: Language) -> int:
    schemas = load_schemas()
    width = max(map(len, schemas.kinds))
    labels = Labels()
    lines = [f"{kind:{width}}  {language.value(labels.of(kind))}\n" for kind in schemas.kinds]
    write_output("".join(lines).encode(), None)
    return 0


@schema_group.command("show", cls=Command, text=message("Show the JSON Schema of a kind."))
@click.argument("kind", metavar="KIND")
@options.lang
def show_schema(kind: str) -> int:
    schemas = load_schemas()
    if kind not in schemas.kinds:
        raise WrongUse(unknown_kind(kind, schemas.kinds))
    text = json.dumps(schemas.bundled(kind), ensure_ascii=False, indent=2) + "\n"
    write_output(text.encode(), None)
    return 0
