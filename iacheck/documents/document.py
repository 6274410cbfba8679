"""A document as it came in: its kind, key and body, and where each part of it stands."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from iacheck.documents.unread_block import UnreadBlock
from iacheck.language.messages import Message, Value
from iacheck.language.places import Place
from iacheck.language.problems import Level, Problem

Body = Mapping[str, Any]
_canonical = json.JSONEncoder(
    sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
).encode


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document came from; kept beside the document, never in it.

    `places` maps JSON Pointers of the document to places in the file. A part without an
    entry of its own stands where the part around it stands. `unread` are the parts of the file that
    could have told more of the document, and were not read.
    """

    file: str
    sha256: str
    places: Mapping[str, Place] = field(default_factory=dict)
    unread: tuple[UnreadBlock, ...] = ()

    def place(self, pointer: str) -> Place | None:
        """The place of the part at `pointer`, else of the nearest part around it."""
        while pointer and pointer not in self.places:
            pointer = pointer.rpartition("/")[0]
        return self.places.get(pointer)


@dataclass(frozen=True, slots=True)
class Document:
    """One document of the contract. `body` has `_id` but not `kind`."""

    kind: str
    key: str
    body: Body
    origin: Origin | None = None

    @property
    def name(self) -> str:
        """How results name it: `kind/_id`."""
        return f"{self.kind}/{self.key}"

    @property
    def sha256(self) -> str:
        """Fingerprint of the content alone; a `judgement` states it as its basis."""
        return hashlib.sha256(_canonical(self.body).encode("utf-8", "surrogatepass")).hexdigest()

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


def pointer(*steps: str | int) -> str:
    """A JSON Pointer (RFC 6901) from steps."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)
