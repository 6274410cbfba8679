"""`iacheck store list / show / history / export / remove`: the documents of a store, one by one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import click

from iacheck.cases.dependents import dependents
from iacheck.cases.index import REGISTERED, DocumentIndex
from iacheck.cli import options
from iacheck.cli.loading import books_and_schemas, named_body, open_named_store
from iacheck.cli.options import option
from iacheck.cli.output import tell, tell_beside, tell_problems, write_output
from iacheck.cli.translated import Command
from iacheck.cli.version_words import (
    about,
    as_json,
    choose_version,
    document_as_it_was,
    expect_kind,
    history_of,
    how_it_came,
    how_it_ended,
)
from iacheck.documents.schemas import Schemas
from iacheck.documents.version_mark import with_version_mark
from iacheck.language.errors import NothingToCheck, WrongUse
from iacheck.language.language import Language
from iacheck.language.messages import message, plural_message
from iacheck.language.problems import Problem
from iacheck.rulebooks import known_schemas
from iacheck.store import Store
from iacheck.store.past_version import Removal, present_version

_FORMATS = ("text", "json")
_format = option(
    "--format", "format_", type=click.Choice(_FORMATS), default="text",
    text=message("text for people, or json for programs (default: text)."),
)  # fmt: skip


@click.command(
    "list",
    cls=Command,
    text=message("List the documents of the store, with the version that each one is."),
    examples=("iacheck store list --kind plan", "iacheck store list --format json"),
)
@option("--kind", metavar="KIND", text=message("Only documents of this kind, such as plan."))
@_format
@options.store
@options.rulebook
@options.lang
@click.pass_obj
def list_command(
    language: Language,
    kind: str | None,
    format_: str,
    uri: str | None,
    rulebooks: tuple[Path, ...],
) -> int:
    schemas = known_schemas(rulebooks)
    expect_kind(kind, schemas)
    with open_named_store(uri, schemas, create=False) as store:
        found = [present_version(document) for document in store.documents(kind)]
    if format_ == "json":
        write_output(as_json(map(about, found)), None)
    elif not found:
        raise NothingToCheck(message("The store holds no such documents"))
    else:
        for one in found:
            told = message("{name}: {told}", name=one.document, told=how_it_came(one))
            tell(told, language)
    return 0


@click.command(
    "show",
    cls=Command,
    text=message(
        "Show a document of the store as JSON, as it is now or was in an earlier version."
    ),
    examples=("iacheck store show plan/rogaland-2015 --version 1",),
)
@click.argument("name", metavar="KIND/ID")
@option("--version", "number", type=int, text=message("An earlier version, by its number."))
@options.store
@options.rulebook
@options.lang
@click.pass_obj
def show_command(
    language: Language,
    name: str,
    number: int | None,
    uri: str | None,
    rulebooks: tuple[Path, ...],
) -> int:
    schemas = known_schemas(rulebooks)
    with open_named_store(uri, schemas, create=False) as store:
        versions = history_of(store, name, schemas)
    one = choose_version(versions, name, number)
    write_output(as_json(with_version_mark(document_as_it_was(one))), None)
    tell_beside(language.say(how_it_came(one)))
    return 0


@click.command(
    "history",
    cls=Command,
    text=message(
        "Tell of every version of a document: when it came, from which file, from whom, and why "
        "it ended."
    ),
    examples=("iacheck store history plan/rogaland-2015",),
)
@click.argument("name", metavar="KIND/ID")
@_format
@options.store
@options.rulebook
@options.lang
@click.pass_obj
def history_command(
    language: Language, name: str, format_: str, uri: str | None, rulebooks: tuple[Path, ...]
) -> int:
    schemas = known_schemas(rulebooks)
    with open_named_store(uri, schemas, create=False) as store:
        versions = history_of(store, name, schemas)
    if format_ == "json":
        write_output(as_json(map(about, versions)), None)
        return 0
    for one in versions:
        tell(how_it_came(one), language)
        ended = how_it_ended(one)
        if ended is not None:
            tell(ended, language)
    return 0


@click.command(
    "export",
    cls=Command,
    text=message(
        "Write documents of the store to a JSON file that can be imported again.\n\n"
        "Each one says which version it was made from: importing it over a newer one is refused."
    ),
    examples=(
        "iacheck store export --out alt.json",
        "iacheck store export plan/rogaland-2015 --version 1 --out plan.json",
    ),
)
@click.argument("names", metavar="[KIND/ID …]", nargs=-1)
@option("--kind", metavar="KIND", text=message("Only documents of this kind, such as plan."))
@option("--version", "number", type=int, text=message("An earlier version, by its number."))
@options.out
@options.store
@options.rulebook
@options.lang
@click.pass_obj
def export_command(
    language: Language,
    names: tuple[str, ...],
    kind: str | None,
    number: int | None,
    out: Path | None,
    uri: str | None,
    rulebooks: tuple[Path, ...],
) -> int:
    schemas = known_schemas(rulebooks)
    expect_kind(kind, schemas)
    if number is not None and len(names) != 1:
        raise WrongUse(message("{option} goes with one document alone", option="--version"))
    if names and kind is not None:
        raise WrongUse(message("Name either documents or {option}, not both", option="--kind"))
    if out is not None and out.suffix.lower() != ".json":
        raise WrongUse(message("The file is JSON; let its name end in {suffix}", suffix=".json"))
    with open_named_store(uri, schemas, create=False) as store:
        if names:
            asked = [(name, history_of(store, name, schemas)) for name in names]
            found = [
                document_as_it_was(choose_version(versions, name, number))
                for name, versions in asked
            ]
        else:
            found = list(store.documents(kind))
    if not found:
        raise NothingToCheck(message("The store holds no such documents"))
    write_output(as_json(map(with_version_mark, found)), out)
    if out is not None:
        told = plural_message(
            "{count} document written to {file}",
            "{count} documents written to {file}",
            len(found),
            file=str(out),
        )
        tell_beside(language.say(told))
    return 0


@click.command(
    "remove",
    cls=Command,
    text=message(
        "Remove documents from the store: they are judged no more.\n\n"
        "Their versions are kept, with the reason. With --erase nothing is kept of them, nor of "
        "their earlier versions, but fingerprints and when they came and went."
    ),
    examples=(
        'iacheck store remove plan/rogaland-2015 --reason "sendt ved en feil"',
        'iacheck store remove plan/rogaland-2015 --reason "skal glemmes" --erase',
    ),
)
@click.argument("names", metavar="KIND/ID …", nargs=-1, required=True)
@option(
    "--reason", required=True, metavar="TEXT",
    text=message("Why; it is kept with the version."),
)  # fmt: skip
@option("--by", metavar="BODY", text=message("The body that asks for it: id, name or alias."))
@option("--erase", is_flag=True, text=message("Keep nothing but the fingerprint."))
@options.store
@options.rulebook
@options.lang
@click.pass_obj
def remove_command(
    language: Language,
    names: tuple[str, ...],
    reason: str,
    by: str | None,
    erase: bool,
    uri: str | None,
    rulebooks: tuple[Path, ...],
) -> int:
    if not reason.strip():
        raise WrongUse(message("{option} is empty; say why", option="--reason"))
    books, schemas = books_and_schemas(rulebooks)
    with open_named_store(uri, schemas, create=False) as store:
        for name in names:
            versions = history_of(store, name, schemas)
            if erase and all(one.erased_at for one in versions):
                raise NothingToCheck(message("{name} has been erased already", name=name))
            if not erase and not versions[-1].is_present:
                raise _removed_already(name)
        body = named_body(by, store.documents(), books, schemas) if by is not None else None
        left = _left_behind(dict.fromkeys(names), store, schemas)
    removal = Removal(reason.strip(), body, erase)
    with open_named_store(uri, schemas, create=True) as store:
        for name in dict.fromkeys(names):
            kind, _, key = name.partition("/")
            # Somebody else may have done so meanwhile, for a reason of theirs.
            if not store.delete(kind, key, removal) and not erase:
                raise _removed_already(name)
            done = message("Erased: {name}", name=name)
            tell(done if erase else message("Removed: {name}", name=name), language)
            tell_problems(left.get(name, ()), language)
    return 0


def _left_behind(
    names: Collection[str], store: Store, schemas: Schemas
) -> Mapping[str, Sequence[Problem]]:
    """By name of a body that is to go, a notice of the documents that speak of it and stay."""
    bodies = [name for name in names if name.partition("/")[0] in REGISTERED]
    if not bodies:
        return {}
    index = DocumentIndex.of((d for d in store.documents() if d.kind in schemas.kinds), schemas)
    found = {
        one.name: [other for other in dependents(one, index) if other not in names]
        for name in bodies
        for one in index.called(*name.split("/", 1))
    }
    return {name: [_speak_of(name, others)] for name, others in found.items() if others}


def _speak_of(name: str, others: Sequence[str]) -> Problem:
    told = message(
        "These stay in the store, though they speak of {name}: {others}. Remove them, too, or "
        "import it again",
        name=name,
        others=others,
    )
    return Problem(told, "notice")


def _removed_already(name: str) -> NothingToCheck:
    return NothingToCheck(message("{name} has been removed already", name=name))
