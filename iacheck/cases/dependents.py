"""The documents that speak of a body, which is about to be taken out of a store."""

from __future__ import annotations

from collections.abc import Iterator

from iacheck.cases.index import REGISTERED, DocumentIndex, is_name
from iacheck.documents.document import Document


def dependents(body: Document, document_index: DocumentIndex) -> Iterator[str]:
    """The names of the documents that belong or refer to a council or centre, or decide about it.

    A party needs no document: the rule books know it.
    """
    if body.kind not in REGISTERED:
        return
    for document in document_index.documents:
        names = _named(document, body.kind, document_index)
        if any(document_index.owner(body.kind, name) == body.key for name in names):
            yield document.name


def _named(document: Document, kind: str, document_index: DocumentIndex) -> Iterator[str]:
    if document.kind == kind:
        return
    for reference in document_index.schemas.kind(document.kind).references:
        if reference.body == kind:
            yield from filter(is_name, reference.texts(document))
    subject = document.body.get("subject")
    if isinstance(subject, str) and subject.startswith(f"{kind}/"):
        yield subject.partition("/")[2]
