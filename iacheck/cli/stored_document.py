"""The document of a body in a store, which a form is filled in from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from iacheck.cases.index import DocumentIndex
from iacheck.cli.loading import open_named_store
from iacheck.documents.document import Document
from iacheck.documents.document_kind import DocumentKind
from iacheck.documents.schemas import Schemas
from iacheck.language.errors import NothingToCheck, WrongUse
from iacheck.language.messages import message
from iacheck.language.periods import Period


def stored_document(
    kind: DocumentKind, named: Mapping[str, Any], uri: str, schemas: Schemas
) -> Document:
    """The document of this kind that the store has of the body and period that are named.

    Raises WrongUse where one of them is not named, and NothingToCheck where there is none.
    """
    owner = kind.owner or kind.name
    body: str | None = named.get(owner)
    period: Period | None = named["period"] if kind.period else None
    needed = {f"--{owner}": body, **({"--period": period} if kind.period else {})}
    missing = [option for option, value in needed.items() if value is None]
    if missing:
        told = message("To fill it in from a store, name {options}, too", options=missing)
        raise WrongUse(told)
    with open_named_store(uri, schemas, create=False) as store:
        registers = [d for name in ("council", "centre") for d in store.documents(name)]
        others = [] if kind.name == owner else store.documents(kind.name)
        stored = {document.name: document for document in (*registers, *others)}
    known = DocumentIndex.of(stored.values(), schemas)
    id_ = known.owner(owner, str(body))
    if kind.name == owner:
        found = known.called(owner, id_)
    else:
        owned = known.owned(kind.name, id_)
        found = tuple(one for one in owned if kind.period_of(one.body) == period)
    if not found:
        told = message(
            "The store has no {kind} of {body} for {period}; leave {option} out for an empty form",
            kind=kind.name,
            body=str(body),
            period=period or "–",
            option="--store",
        )
        raise NothingToCheck(told)
    # The index may have written its numbers otherwise.
    return stored[found[0].name]
