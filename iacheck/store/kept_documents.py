"""Documents on their way into a store: each is encoded once, and waits on the disk.

So an import needs no more memory for many documents than for few. What they are found by stays in
memory; what else they hold is decoded when somebody asks.
"""

from __future__ import annotations

import contextlib
import tempfile
from typing import IO, NamedTuple, Self

import bson

from iacheck.documents.document import Body, Document, Origin, Version, content_sha256
from iacheck.documents.document_kind import DocumentKind
from iacheck.documents.seals import Seals
from iacheck.readers.programs.temporary_files import telling_of_full_disk
from iacheck.store.encoding import decode_fields

# Most imports are smaller, and need no file.
_IN_MEMORY = 8 * 2**20
# Those that are larger are written in pieces that a processor has at hand.
_AT_A_TIME = 2**18


class KeptDocuments:
    """A temporary file of documents; what it keeps can be read until it is closed.

    Where settled ones are `fingerprinted`, which they will be asked for, that is done at once.
    """

    def __init__(self, *, fingerprinted: bool = False) -> None:
        self._fingerprinted = fingerprinted
        self._file: IO[bytes] | None = None
        self._on_disk = 0
        self._in_memory = bytearray()
        self._names: dict[str, str] = {}
        # Whoever asks for one thing in a document often asks for another.
        self._last: tuple[KeptBody | None, Body] = (None, {})
        self._last_encoded: tuple[KeptBody | None, bytes] = (None, b"")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._file.close()

    def keep(
        self, document: Document, kind: DocumentKind, encoded: bytes, *, settled: bool = False
    ) -> Document:
        """The same document, kept here; `encoded` is its body.

        It is `settled` where nothing is wrong in it by itself. Raises CannotRun where the disk is
        full.
        """
        # The same names stand in many documents.
        head = {
            name: self._names.setdefault(value, value) if isinstance(value, str) else value
            for name in kind.head
            if name != "_id" and (value := document.body.get(name)) is not None
        }
        head["_id"] = document.key
        sha256 = document.sha256 if self._fingerprinted and settled else None
        at = self._on_disk + len(self._in_memory)
        kept = KeptBody(self, at, len(encoded), head, sha256, kind.seals if settled else None)
        self._in_memory += encoded
        if len(self._in_memory) > (_IN_MEMORY if self._file is None else _AT_A_TIME):
            self._write_out()
        return KeptDocument(document.kind, document.key, kept, document.origin, document.version)

    def _write_out(self) -> None:
        with telling_of_full_disk():
            if self._file is None:
                self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - until closed
            self._file.seek(self._on_disk)
            left = memoryview(self._in_memory)
            while left:
                left = left[self._file.write(left) :]
        self._on_disk += len(self._in_memory)
        self._in_memory = bytearray()

    def encoded(self, kept: KeptBody) -> bytes:
        """A body that is kept here, encoded."""
        if self._last_encoded[0] is not kept:
            self._last_encoded = kept, self._read(kept)
        return self._last_encoded[1]

    def _read(self, kept: KeptBody) -> bytes:
        start = kept.at - self._on_disk
        if start >= 0 or self._file is None:
            return bytes(self._in_memory[start : start + kept.size])
        self._file.seek(kept.at)
        return self._file.read(kept.size)

    def body(self, kept: KeptBody) -> Body:
        """A body that is kept here."""
        if self._last[0] is not kept:
            self._last = kept, decode_fields(self.encoded(kept))
        return self._last[1]


class KeptBody(NamedTuple):
    """Where a body is kept: from which byte on, and of how many; and what is known of it.

    It is settled where it has `seals`.
    """

    among: KeptDocuments
    at: int
    size: int
    head: Body
    sha256: str | None
    seals: Seals | None


class KeptDocument(Document):
    """A document whose body is kept elsewhere."""

    __slots__ = ("_kept",)
    _kept: KeptBody

    def __init__(
        self, kind: str, key: str, kept: KeptBody, origin: Origin | None, version: Version | None
    ) -> None:
        put = object.__setattr__
        put(self, "kind", kind)
        put(self, "key", key)
        put(self, "_kept", kept)
        put(self, "origin", origin)
        put(self, "version", version)

    @property
    def body(self) -> Body:  # a field there, read here
        return self._kept.among.body(self._kept)

    @property
    def head(self) -> Body:
        return self._kept.head

    @property
    def is_settled(self) -> bool:
        return self._kept.seals is not None

    @property
    def seal(self) -> bytes | None:
        return self._kept.seals.of(self.encoded) if self._kept.seals else None

    @property
    def sha256(self) -> str:
        return self._kept.sha256 or content_sha256(self.body)

    @property
    def encoded(self) -> bytes:
        """The body, encoded as it is stored."""
        return self._kept.among.encoded(self._kept)

    def with_origin(self, origin: Origin | None) -> Document:
        return KeptDocument(self.kind, self.key, self._kept, origin, self.version)

    def with_version(self, version: Version) -> Document:
        return KeptDocument(self.kind, self.key, self._kept, self.origin, version)


def encoded_body(document: Document) -> bytes:
    """The body of a document that any store can hold, encoded as it is stored."""
    return document.encoded if isinstance(document, KeptDocument) else bson.encode(document.body)
