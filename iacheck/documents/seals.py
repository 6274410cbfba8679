"""Seals of documents in which nothing is wrong: whoever finds one need not validate again.

A seal is of a document's bytes, of the schema of its kind and of the version of the program. Where
one of them has changed since, the seal that is kept is none.
"""

from __future__ import annotations

import hashlib
import json

from iacheck import __version__
from iacheck.documents.field_types import Schema


class Seals:
    """The seals of documents of the kind with a schema."""

    def __init__(self, schema: Schema) -> None:
        by = json.dumps([__version__, schema], sort_keys=True)
        self._begun = hashlib.sha256(by.encode())

    def of(self, encoded: bytes) -> bytes:
        """The seal, of 32 bytes, of a document that is encoded so."""
        seal = self._begun.copy()
        seal.update(encoded)
        return seal.digest()

    def is_on(self, encoded: bytes, told: bytes | None) -> bool:
        """Whether a document's seal stands anywhere in what is told of it, encoded too."""
        # Nobody comes upon the same thirty-two bytes by chance.
        return told is not None and self.of(encoded) in told
