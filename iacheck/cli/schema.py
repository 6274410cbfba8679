"""`iacheck schema list / show`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from iacheck.cli import options
from iacheck.cli.output import write_output
from iacheck.cli.translated import Command, Group
from iacheck.documents.schemas import ROUND, round_schema, unknown_kind
from iacheck.language.errors import WrongUse
from iacheck.language.labels import Labels
from iacheck.language.language import Language
from iacheck.language.messages import Value, message
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
    called: dict[str, Value] = {
        kind: labels.of(kind, schemas.field_type(kind).label) for kind in schemas.kinds
    }
    # A kind that nobody hands in, and that other programs read.
    called[ROUND] = message("round, which {command} writes", command="iacheck round keep")
    lines = [f"{kind:{width}}  {language.value(label)}\n" for kind, label in sorted(called.items())]
    write_output("".join(lines).encode(), None)
    return 0


@schema_group.command(
    "show",
    cls=Command,
    text=message(
        "Show the JSON Schema of a kind.\n\n"
        "That of a rule, or of a rulebook, is for an editor, which then knows the kinds of "
        "document that there are."
    ),
    examples=(
        "iacheck schema show plan",
        "iacheck schema show rule --rulebook my-book > rule.schema.json",
    ),
)
@click.argument("kind", metavar="KIND")
@options.rulebook
@options.lang
def show_schema(kind: str, rulebooks: tuple[Path, ...]) -> int:
    from iacheck.rulebooks.editor_schema import editor_schemas  # noqa: PLC0415 - slow to import

    schemas = known_schemas(rulebooks)
    for_editors = {**editor_schemas(schemas), ROUND: round_schema()}
    if kind not in (*schemas.kinds, *for_editors):
        raise WrongUse(unknown_kind(kind, schemas.kinds))
    schema = for_editors.get(kind) or schemas.bundled(kind)
    text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
    write_output(text.encode(), None)
    return 0
