"""From bytes to documents: one module for each input format.

A module that lies in this folder is a format. It has `SUFFIXES` (lower case, with the dot)
and a function `read(source, vocabulary) -> Reading`. It raises nothing for bad input: what
is wrong comes back as problems.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Protocol

from iacheck.documents import Document
from iacheck.problems import Problem
from iacheck.vocabulary import VocabularyOf


@dataclass(frozen=True, slots=True)
class Source:
    """A file's name, as the user gave it, and its bytes."""

    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds: the documents that could be read, and everything that is wrong."""

    documents: tuple[Document, ...] = ()
    problems: tuple[Problem, ...] = ()


class Reader(Protocol):
    """What a module of this folder offers."""

    SUFFIXES: tuple[str, ...]

    def read(self, source: Source, vocabulary: VocabularyOf) -> Reading: ...
