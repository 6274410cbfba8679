"""Documents on their way into a store: each is encoded once, and waits on the disk.

So an import needs no more memory for many documents than for few. What they are found by stays in
memory; what else they hold is decoded when somebody asks.
"""

from __future__ import annotations

import contextlib
import tempfile
from typing import Self

import bson

from iacheck.documents.document import Body, Document, Origin, Version
from iacheck.documents.document_kind import DocumentKind
from iacheck.readers.programs.temporary_files import telling_of_full_disk
from iacheck.store.encoding import decode_fields

# Most imports are smaller, and need no file.
_IN_MEMORY = 8 * 2**20


class KeptDocuments:
    """A temporary file of documents; what it keeps can be read until it is closed."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - until it is closed
        self._end = 0
        self._is_read = False
        self._names: dict[str, str] = {}
        # Whoever asks for one thing in a document often asks for another.
        self._last: tuple[int, Body] = (-1, {})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        # What could not be written is not written now.
        with contextlib.suppress(OSError):
            self._file.close()

    def keep(self, document: Document, kind: DocumentKind, encoded: bytes) -> Document:
        """The same document, kept here; `encoded` is its body, which any store can hold.

        Raises CannotRun where the disk is full.
        """
        # The same names stand in many documents.
        head = {
            name: self._names.setdefault(value, value) if isinstance(value, str) else value
            for name in kind.head
            if name != "_id" and (value := document.body.get(name)) is not None
        }
        head["_id"] = document.key
        kept = KeptDocument(document.kind, document.key, document.origin, head, self, self._end)
        with telling_of_full_disk():
            if self._is_read:
                self._file.seek(self._end)
                self._is_read = False
            self._end += self._file.write(encoded)
        return kept

    def encoded(self, at: int) -> bytes:
        """The body that is kept from this position on, encoded."""
        if not self._is_read:
            with telling_of_full_disk():
                self._file.flush()
            self._is_read = True
        self._file.seek(at)
        length = self._file.read(_LENGTH)
        return length + self._file.read(int.from_bytes(length, "little") - _LENGTH)

    def body(self, at: int) -> Body:
        """The body that is kept from this position on."""
        if self._last[0] != at:
            self._last = at, decode_fields(self.encoded(at))
        return self._last[1]


# In BSON, a document begins with its length.
_LENGTH = 4


class KeptDocument(Document):
    """A document whose body is kept elsewhere. It is as it should be, as far as it can be told."""

    __slots__ = ("_at", "_head", "_kept")
    _at: int
    _head: Body
    _kept: KeptDocuments

    def __init__(
        self,
        kind: str,
        key: str,
        origin: Origin | None,
        head: Body,
        kept: KeptDocuments,
        at: int,
        version: Version | None = None,
    ) -> None:
        values = (kind, key, origin, head, kept, at, version)
        for name, value in zip(_FIELDS, values, strict=True):
            object.__setattr__(self, name, value)

    @property
    def body(self) -> Body:  # a field there, read here
        return self._kept.body(self._at)

    @property
    def head(self) -> Body:
        return self._head

    @property
    def is_settled(self) -> bool:
        return True

    @property
    def encoded(self) -> bytes:
        """The body, encoded as it is stored."""
        return self._kept.encoded(self._at)

    def with_origin(self, origin: Origin | None) -> Document:
        return KeptDocument(
            self.kind, self.key, origin, self._head, self._kept, self._at, self.version
        )

    def with_version(self, version: Version) -> Document:
        return KeptDocument(
            self.kind, self.key, self.origin, self._head, self._kept, self._at, version
        )


_FIELDS = ("kind", "key", "origin", "_head", "_kept", "_at", "version")


def encoded_body(document: Document) -> bytes:
    """The body of a document that any store can hold, encoded as it is stored."""
    return document.encoded if isinstance(document, KeptDocument) else bson.encode(document.body)
