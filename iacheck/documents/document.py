"""A document as it came in: its kind, key and body, and where each part of it stands."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from iacheck.documents.unread_block import UnreadBlock
from iacheck.language.frozen import frozen
from iacheck.language.messages import Message, Value
from iacheck.language.places import Place
from iacheck.language.problems import Level, Problem

Body = Mapping[str, Any]
_canonical = json.JSONEncoder(
    sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
).encode


@frozen
class MadeFrom:
    """Which version of a stored document a form or an export was made from: number and content."""

    number: int
    sha256: str


@frozen
class Version:
    """A document's version in a store: its number, and how it came there.

    `number` counts from 1. `came_at` is an ISO timestamp in UTC, `file` the file that it came from
    then, and `by` the body that it came from, such as `party/AVdir`; None where it is not known.
    """

    number: int
    came_at: str | None = None
    file: str | None = None
    by: str | None = None


@frozen
class Origin:
    """Where a document came from; kept beside the document, never in it.

    `places` maps JSON Pointers of the document to places in the file. A part without an
    entry of its own stands where the part around it stands. `unread` are the parts of the file that
    could have told more of the document, and were not read. `made_from` is the version of a stored
    document that the file was made from, where it says so; a store keeps nothing of it.
    """

    file: str
    sha256: str
    places: Mapping[str, Place] = field(default_factory=dict)
    unread: tuple[UnreadBlock, ...] = ()
    made_from: MadeFrom | None = field(default=None, compare=False)

    def place(self, pointer: str) -> Place | None:
        """The place of the part at `pointer`, else of the nearest part around it."""
        while pointer and pointer not in self.places:
            pointer = pointer.rpartition("/")[0]
        return self.places.get(pointer)


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """One document of the contract. `body` has `_id` but not `kind`.

    `version` is known of what a store has given, unless another system has written it there. It
    is no part of what documents are compared by, and nothing is judged by it.
    """

    kind: str
    key: str
    body: Body
    origin: Origin | None = None
    version: Version | None = field(default=None, compare=False)

    @property
    def head(self) -> Body:
        """What it is found by: at least the fields that its kind names (`DocumentKind.head`)."""
        return self.body

    @property
    def is_settled(self) -> bool:
        """Whether it is known that nothing is wrong in it by itself, and any store can hold it.

        Its whole numbers are written as such.
        """
        return False

    @property
    def seal(self) -> bytes | None:
        """Its seal (`documents/seals.py`), where it is settled."""
        return None

    def with_origin(self, origin: Origin | None) -> Document:
        """The same document, which came from elsewhere."""
        return replace(self, origin=origin)

    def with_version(self, version: Version) -> Document:
        """The same document, as it stands in a store."""
        return replace(self, version=version)

    def __eq__(self, other: object) -> bool:
        """Whether all of it is the same, wherever it is kept."""
        return isinstance(other, Document) and all(
            getattr(self, name) == getattr(other, name)
            for name in ("kind", "key", "body", "origin")
        )

    __hash__ = None  # type: ignore[assignment]  # a body is a dict

    def with_body(self, body: Body) -> Document:
        """The same document, from the same place, with other content."""
        return Document(self.kind, self.key, body, self.origin, self.version)

    @property
    def is_partly_read(self) -> bool:
        """Whether parts of its file were not read that could have told more of it."""
        return self.origin is not None and bool(self.origin.unread)

    @property
    def name(self) -> str:
        """How results name it: `kind/_id`."""
        return f"{self.kind}/{self.key}"

    @property
    def made_from(self) -> MadeFrom | None:
        """The version in a store that it is, or that the file which it is from was made from."""
        if self.version is not None:
            return MadeFrom(self.version.number, self.sha256)
        return self.origin.made_from if self.origin else None

    @property
    def sha256(self) -> str:
        """Fingerprint of the content alone; a `judgement` states it as its basis."""
        return content_sha256(self.body)

    def problem(
        self,
        told: Message,
        path: str | None = None,
        level: Level = "error",
        *,
        given: Value = None,
        expected: Value = None,
    ) -> Problem:
        """The problem with the part at a JSON Pointer, or with the whole document."""
        return Problem(
            told,
            level,
            file=self.origin.file if self.origin else None,
            place=self.origin.place(path or "") if self.origin else None,
            path=path,
            given=given,
            expected=expected,
            document=self.name,
        )


def content_sha256(body: Body) -> str:
    """SHA-256 of a document's content, in whatever order its fields are."""
    return hashlib.sha256(_canonical(body).encode("utf-8", "surrogatepass")).hexdigest()


class StoredDocument(Document):
    """A document that is kept somewhere: its origin is looked up only where somebody asks.

    `is_partly_read` is known without; most documents are read whole, and most of them are right.
    """

    __slots__ = ("_is_partly_read", "_look_up")
    _look_up: Callable[[], Origin | None]
    _is_partly_read: bool

    def __init__(
        self,
        kind: str,
        key: str,
        body: Body,
        look_up: Callable[[], Origin | None],
        *,
        is_partly_read: bool,
    ) -> None:
        write = object.__setattr__
        write(self, "kind", kind)
        write(self, "key", key)
        write(self, "body", body)
        write(self, "version", None)
        write(self, "_look_up", look_up)
        write(self, "_is_partly_read", is_partly_read)

    @property
    def origin(self) -> Origin | None:
        return self._look_up()

    @property
    def is_partly_read(self) -> bool:
        return self._is_partly_read

    def with_body(self, body: Body) -> Document:
        return StoredDocument(
            self.kind, self.key, body, self._look_up, is_partly_read=self._is_partly_read
        )


def pointer(*steps: str | int) -> str:
    """A JSON Pointer (RFC 6901) from steps."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)
