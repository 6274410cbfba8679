"""What commands load before they work: schemas, rule books, documents from files or a store."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from iacheck.cases.index import DocumentIndex, parties, party_documents
from iacheck.cases.named_body import body_called
from iacheck.checks.rule import RuleBook, agreed_parties
from iacheck.cli.options import DEFAULT_STORE
from iacheck.documents.document import Document
from iacheck.documents.schemas import Schemas
from iacheck.judging.run_input import RunInput
from iacheck.language.errors import NothingToCheck
from iacheck.language.messages import message
from iacheck.language.problems import Problem
from iacheck.rulebooks import known_schemas, load_rulebooks

if TYPE_CHECKING:
    from iacheck.store import ImportRecord, Store


def books_and_schemas(folders: Sequence[Path]) -> tuple[tuple[RuleBook, ...], Schemas]:
    """The rule books and the schemas they were compiled against."""
    schemas = known_schemas(folders)
    return load_rulebooks(folders, schemas), schemas


def store_address(uri: str | None) -> str:
    """The store's address: the option's, else the environment's, else the default."""
    return uri if uri is not None else os.environ.get("IACHECK_STORE") or DEFAULT_STORE


def open_named_store(uri: str | None, schemas: Schemas, *, create: bool) -> Store:
    """The store that the option, the environment or the default names."""
    # A check of files needs no store.
    from iacheck.store import Collection  # noqa: PLC0415
    from iacheck.store import open as open_store  # noqa: PLC0415

    return open_store(
        store_address(uri),
        [
            Collection(
                kind.name,
                kind.collection,
                kind.keys,
                kind.unique,
                kind.whole,
                kind.seals,
            )
            for kind in map(schemas.kind, schemas.kinds)
        ],
        create=create,
    )


# The kinds of document that are about bodies.
_REGISTERS = frozenset({"council", "centre", "party"})


def named_body(
    given: str, documents: Iterable[Document], books: Sequence[RuleBook], schemas: Schemas
) -> str:
    """The body that `--by` means: of a register, or one that a rule book lets decide.

    Raises WrongUse for any other name.
    """
    known = DocumentIndex.of((d for d in documents if d.kind in _REGISTERS), schemas)
    agreed = parties(agreed_parties(books), party_documents(known.documents))
    deciding = {one for book in books for one in (*book.granted_by, *book.judged_by)}
    called = sorted(one.name for one in deciding if one.is_called(given))
    if called and not any(party.is_own_name(given) for party in agreed):
        return called[0]
    return body_called(given, known, agreed, option="--by")


def from_store(uri: str | None, schemas: Schemas) -> RunInput:
    """Every document of a store, and a notice of an import that was interrupted."""
    with open_named_store(uri, schemas, create=False) as store:
        problems = tuple(map(interrupted_import_notice, store.unfinished()))
        return RunInput(tuple(store.documents()), problems, "everybody")


@contextlib.contextmanager
def reading_store(uri: str | None, schemas: Schemas) -> Iterator[RunInput]:
    """The same, with documents that stay in the store until somebody looks at them."""
    with open_named_store(uri, schemas, create=False) as store:
        problems = tuple(map(interrupted_import_notice, store.unfinished()))
        with store.reading() as documents:
            yield RunInput((), problems, "everybody", holdings=documents)


def documents_after_recovery(
    uri: str | None, schemas: Schemas, keep: Callable[[Document], Document]
) -> tuple[tuple[Document, ...], ImportRecord | None]:
    """What `keep` gives of a store's documents, and the interrupted import that was undone first.

    None and none where there is no store yet. What an interrupted import left behind must not
    be held against documents that come now. Raises CannotRun where it is still under way.
    """
    try:
        with open_named_store(uri, schemas, create=False) as store:
            undone = None
            for record in store.unfinished():
                undone = store.put_all((), file=record.file, sha256=record.sha256).undone
            with store.reading() as holdings:
                return tuple(map(keep, holdings)), undone
    except NothingToCheck:
        return (), None


def interrupted_import_notice(record: ImportRecord) -> Problem:
    """The notice that every command gives of an import that is not finished."""
    return Problem(
        message(
            "An import of {file}, begun {when}, is under way or was interrupted; "
            "the next import undoes it if it was",
            file=record.file,
            when=record.started_at,
        ),
        level="notice",
        file=record.file,
    )
