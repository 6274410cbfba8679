"""A version of a document, be it present or past, and why documents are taken out of a store."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal

from iacheck.documents.document import Document, Origin, Version
from iacheck.language.frozen import frozen

Ending = Literal["replaced", "removed"]


@frozen
class PastVersion:
    """A version of a document, be it the present one, and how it ended.

    `document` is its name, `sha256` the fingerprint of its content. `ended_at` and `erased_at` are
    ISO timestamps in UTC. `reason` is why it was removed, and `erased_reason` why it was erased,
    which is another where that was decided later. `body` is None where it has been erased.
    """

    document: str
    version: Version
    sha256: str
    body: Mapping[str, Any] | None
    origin: Origin | None = None
    ended: Ending | None = None
    ended_at: str | None = None
    ended_by: str | None = None
    reason: str | None = None
    erased_at: str | None = None
    erased_by: str | None = None
    erased_reason: str | None = None

    @property
    def is_present(self) -> bool:
        """Whether it stands in the store as it is."""
        return self.ended is None and self.erased_at is None

    def as_document(self) -> Document | None:
        """The document as it was; None where it has been erased."""
        if self.body is None:
            return None
        kind, _, key = self.document.partition("/")
        return Document(kind, key, self.body, self.origin, self.version)


@frozen
class Removal:
    """Why documents are taken out of a store, who asked for it, and whether they are forgotten.

    What is erased leaves nothing but its fingerprint, and when it came and went.
    """

    reason: str
    by: str | None = None
    erase: bool = False


NO_REASON: Final = Removal("")


def present_version(document: Document) -> PastVersion:
    """The version that a document in the store is; 0 where another system has written it."""
    version = document.version or Version(0)
    return PastVersion(document.name, version, document.sha256, document.body, document.origin)
