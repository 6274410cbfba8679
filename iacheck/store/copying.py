"""All that one store holds into another, and the proof that nothing was lost on the way."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Mapping

from iacheck.documents.document import Document
from iacheck.language.errors import CannotRun, NothingToCheck
from iacheck.language.frozen import frozen
from iacheck.language.messages import message, plural_message
from iacheck.store import Store, StoredNames
from iacheck.store.layouts import present_record_file
from iacheck.store.shelves import SHELVES


@frozen
class CopyResult:
    """What became of the documents, and the fingerprint that both stores have now."""

    stored: StoredNames
    sha256: str


def all_documents(source: Store) -> tuple[Document, ...]:
    """Every document of a store.

    Raises CannotRun while an import is under way or broken off, and where not all can be read.
    """
    if any(source.unfinished()):
        raise CannotRun(
            message(
                "An import into {store} is under way or was interrupted; let it finish, or run "
                "it again, and then copy",
                store=source.status().uri,
            )
        )
    unread = source.status().unread
    if unread is not None:
        raise CannotRun(unread)
    documents = tuple(source.documents())
    if not documents:
        raise NothingToCheck(
            message("The store {store} holds no documents to copy", store=source.status().uri)
        )
    return documents


def copy(documents: tuple[Document, ...], source: Store, target: Store) -> CopyResult:
    """Put the documents that `whole` gave into a store that holds nothing else.

    Raises CannotRun where it does, and where it is not the same in the end.
    """
    came_from, goes_to = source.status().uri, target.status().uri
    expected = _fingerprints(documents)
    other = _differences(_fingerprints(target.documents(), provenance=False), documents)
    if other:
        raise CannotRun(
            plural_message(
                "The store {store} holds {count} document that {source} does not have like that: "
                "{documents}; copy into an empty store",
                "The store {store} holds {count} documents that {source} does not have like "
                "that, the first of them {documents}; copy into an empty store",
                len(other),
                store=goes_to,
                source=came_from,
                documents=other[0],
            )
        )
    shelves = {shelf: source.rows(shelf) for shelf in SHELVES}
    for shelf, rows in shelves.items():
        known = {row["_id"]: row for row in rows}
        if any(known.get(row["_id"]) != row for row in target.rows(shelf)):
            raise CannotRun(
                message(
                    "The store {store} keeps versions or rounds in {shelf} that {source} does not "
                    "have; copy into an empty store",
                    store=goes_to,
                    source=came_from,
                    shelf=shelf.name,
                )
            )
    file = present_record_file(came_from)
    stored = target.put_all(documents, file=file, sha256=_digest(expected), as_they_are=True)
    target.put_rows(shelves)
    for store, uri in ((source, came_from), (target, goes_to)):
        if _fingerprints(store.documents()) != expected or any(
            store.rows(shelf) != rows for shelf, rows in shelves.items()
        ):
            raise CannotRun(
                message(
                    "What {store} holds now is not what was copied: something else was written "
                    "there meanwhile; copy again into an empty store",
                    store=uri,
                )
            )
    return CopyResult(stored, _digest(expected))


def _fingerprints(documents: Iterable[Document], *, provenance: bool = True) -> dict[str, str]:
    """A fingerprint of every document, by its name."""
    found = {}
    for document in documents:
        content = document.sha256
        if provenance and document.origin is not None:
            origin = json.dumps(dataclasses.asdict(document.origin), sort_keys=True)
            content = hashlib.sha256(f"{content} {origin}".encode("utf-8", "replace")).hexdigest()
        found[document.name] = content
    return found


def _differences(held: Mapping[str, str], documents: Iterable[Document]) -> list[str]:
    coming = {document.name: document.sha256 for document in documents}
    return sorted(name for name, content in held.items() if coming.get(name) != content)


def _digest(fingerprints: Mapping[str, str]) -> str:
    lines = sorted(f"{content} {name}\n" for name, content in fingerprints.items())
    return hashlib.sha256("".join(lines).encode("utf-8", "replace")).hexdigest()
