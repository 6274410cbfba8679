"""Kinds of document that rule books bring: schemas in a folder `schemas/` of theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from iacheck.checks.check import Mistake
from iacheck.documents.document_kind import DocumentKind, roots_of
from iacheck.documents.schemas import SUFFIX, Schemas, schema_uri
from iacheck.language.errors import CannotRun
from iacheck.language.labels import word
from iacheck.language.messages import Message, message
from iacheck.language.names import words
from iacheck.language.problems import Problem
from iacheck.rulebooks.files import RuleFile, parse_as_model, read_rule_file
from iacheck.rulebooks.folder import SCHEMA_FOLDER
from iacheck.rulebooks.kind_mistakes import kind_mistakes
from iacheck.rulebooks.kind_model import KindWritten
from iacheck.rulebooks.schema_mistakes import NAME, part_mistakes

# What paths can begin with beside documents.
_BUILT_IN = ("subject", "period", "parties", "item")
# Subjects without documents, and schemas of other things than documents.
_OTHER_SCHEMAS = ("national", "definitions", "reading", "result", "rule", "rulebook")
# Collections of stores that hold no documents.
_OF_STORES = re.compile("iacheck|sqlite|system")


def schema_files(folder: Path) -> Sequence[Path]:
    """The files of a rule book that are schemas, or look like it."""
    found = (folder / SCHEMA_FOLDER).rglob("*")
    return sorted(path for path in found if path.suffix in (".json", ".yaml", ".yml"))


def with_own_kinds(shipped: Schemas, folders: Sequence[Path]) -> Schemas:
    """The shipped kinds of document, and those that the rule books in these folders bring.

    Raises CannotRun with every mistake in every schema.
    """
    known, files = shipped, dict[str, RuleFile]()
    problems: list[Problem] = []
    for path, book in [(path, folder) for folder in folders for path in schema_files(folder)]:
        file, wrong = read_rule_file(path, book)
        file = replace(file, value=_without_nulls(file.value))
        written, unlike = parse_as_model(file, KindWritten)
        wrong += unlike
        if written is not None:
            wrong += file.mistakes(list(part_mistakes(file.value, shipped.definitions)))
        wrong += [file.problem(told) for told in _wrong_file(file, known, files)]
        if not wrong and path.name not in files:
            kind = known.described(_name(file), file.value)
            wrong += file.mistakes([*kind_mistakes(kind), *_clashes(kind, known)])
            files[path.name], known = file, known.with_kind(kind)
        problems += wrong
    if problems:
        raise CannotRun(problems)
    return known


def _without_nulls(value: Any) -> Any:
    """The schema without keywords that are null: they count as absent, as in documents."""
    if not isinstance(value, dict):
        return value
    return {name: _without_nulls(part) for name, part in value.items() if part is not None}


def _name(file: RuleFile) -> str:
    return file.path.name.removesuffix(SUFFIX)


def _wrong_file(file: RuleFile, known: Schemas, files: Mapping[str, RuleFile]) -> Iterator[Message]:
    """What is wrong with where a schema lies, and with the name that its kind has by that."""
    name = _name(file)
    if file.path.parent.name != SCHEMA_FOLDER or name == file.path.name:
        yield message(
            "A schema lies in the folder {folder}, and its name ends in {suffix}",
            folder=SCHEMA_FOLDER,
            suffix=SUFFIX,
        )
    elif not NAME.fullmatch(name) or name in _OTHER_SCHEMAS:
        yield message(
            "No kind of document can be called “{given}”; use small letters a–z, with _ between "
            "words",
            given=name,
        )
    elif file.path.name in files:
        other = files[file.path.name]
        if other.value != file.value:
            yield message(
                "The kind “{kind}” is described otherwise in {file}; let both be the same, or "
                "give one another name",
                kind=name,
                file=other.name,
            )
    elif name in known.kinds:
        yield message("The kind “{kind}” is there already; give yours another name", kind=name)


def _clashes(kind: DocumentKind, known: Schemas) -> Iterator[Mistake]:
    """Names of a kind that mean something else already."""
    others = [known.kind(name) for name in known.kinds]
    taken = next((other for other in others if other.collection == kind.collection), None)
    if taken is not None:
        told = message(
            "The collection {collection} holds documents of the kind “{kind}”; choose another name",
            collection=kind.collection,
            kind=taken.name,
        )
        yield Mistake(("x-collection",), told)
    elif not NAME.fullmatch(kind.collection) or _OF_STORES.match(kind.collection):
        told = message(
            "No collection of documents can be called “{given}”; use small letters a–z, with _ "
            "between words, such as {example}",
            given=kind.collection,
            example=f"{kind.name}s",
        )
        yield Mistake(("x-collection",), told)
    uri = schema_uri(kind.name)
    if kind.written.get("$id", uri) != uri:
        told = message("“$id” must be {uri}, or be left out", uri=uri)
        yield Mistake(("$id",), told)
    roots = {root.name: other.name for other in others for root in roots_of(other)}
    for root in roots_of(kind):
        if (clash := _taken_root(root.name, roots)) is not None:
            yield Mistake(("x-roots", root.name), clash)
    for lang, titles in kind.titles.items():
        for at, title in enumerate(titles):
            if (clash := _taken_title(title, others)) is not None:
                yield Mistake(("x-form", lang, at), clash)


def _taken_root(root: str, roots: Mapping[str, str]) -> Message | None:
    if root in roots:
        return message(
            "“{root}” gives documents of the kind “{kind}”; choose another name",
            root=root,
            kind=roots[root],
        )
    if not NAME.fullmatch(root) or root in _BUILT_IN or word(root) is not None:
        return message(
            "“{root}” cannot give documents, for it means something else; choose another name of "
            "small letters a–z, with _ between words",
            root=root,
        )
    return None


def _taken_title(title: str, others: Sequence[DocumentKind]) -> Message | None:
    """Forms are known by how their titles begin: none may begin as another does."""
    own = words(title)
    for other in (title for kind in others for titles in kind.titles.values() for title in titles):
        shorter, longer = sorted((own, words(other)), key=len)
        if longer[: len(shorter)] == shorter:
            return message(
                "“{title}” begins as “{other}”, which is what another form is called; choose "
                "another title",
                title=title,
                other=other,
            )
    return None
