"""Documents that are kept elsewhere, as rules look at them: fetched, and remembered for a while."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from iacheck.cases.holdings import Holdings
from iacheck.cases.registers import Record
from iacheck.documents.document import Body, Document, Origin
from iacheck.documents.schemas import Schemas
from iacheck.documents.whole_numbers import with_whole_numbers

# How many documents that are fetched one by one are remembered.
_REMEMBERED = 64


@dataclass(frozen=True)
class FetchedDocuments:
    """The documents of some holdings, with whole numbers where their schemas want these."""

    holdings: Holdings
    schemas: Schemas
    _called: dict[tuple[str, str], tuple[Document, ...]] = field(default_factory=dict, repr=False)
    _expected: dict[str, Collection[str]] = field(default_factory=dict, repr=False)

    def __iter__(self) -> Iterator[Document]:
        return map(self.whole, self.holdings)

    def whole(self, document: Document) -> Document:
        """A document as it is looked at."""
        return with_whole_numbers(document, self.schemas.kind(document.kind))

    def of_kind(self, kind: str) -> Iterator[Document]:
        return map(self.whole, self.holdings.of_kind(kind))

    def having(self, kind: str, field: str, texts: Collection[str]) -> Iterator[Document]:
        """Those of a kind that have one of these texts in a field."""
        return map(self.whole, self.holdings.having(kind, field, texts))

    def let_go(self) -> None:
        """Remember none of those that were fetched one by one, or by `fetch`."""
        self._called.clear()

    def fetch(self, kind: str, keys: Collection[str]) -> None:
        """Fetch the documents of a kind with these keys together."""
        found = self.having(kind, "_id", keys)
        for key, called in itertools.groupby(found, lambda document: document.key):
            self._called[kind, key] = tuple(called)

    def expect(self, kind: str, keys: Collection[str]) -> None:
        """Fetch the documents of a kind with these keys together, once one of them is wanted."""
        self._expected[kind] = keys

    def called(self, kind: str, key: str) -> tuple[Document, ...]:
        """The documents of a kind with this key."""
        found = self._called.get((kind, key))
        if found is None:
            if len(self._called) > _REMEMBERED:
                self._called.clear()
            if key in self._expected.get(kind, ()):
                self.fetch(kind, self._expected.pop(kind))
                return self.called(kind, key)
            found = self._called[kind, key] = tuple(self.having(kind, "_id", [key]))
        return found

    def record(self, kind: str, key: str) -> Record:
        """What a register has of a body that a document describes."""
        return {**self.called(kind, key)[-1].body, "id": key}


class BodyDocument(Document):
    """The document of a council or centre, of which no more is in memory than whose it is."""

    __slots__ = ("_find", "_is_partly_read")
    _find: Callable[[str, str], tuple[Document, ...]]
    _is_partly_read: bool

    def __init__(
        self,
        kind: str,
        key: str,
        find: Callable[[str, str], tuple[Document, ...]],
        *,
        is_partly_read: bool,
    ) -> None:
        values: tuple[Any, ...] = (kind, key, find, is_partly_read)
        for name, value in zip(("kind", "key", *self.__slots__), values, strict=True):
            object.__setattr__(self, name, value)

    @property
    def body(self) -> Body:
        return self._find(self.kind, self.key)[-1].body

    @property
    def origin(self) -> Origin | None:
        return self._find(self.kind, self.key)[-1].origin

    @property
    def is_partly_read(self) -> bool:
        return self._is_partly_read
