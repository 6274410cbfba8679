"""What a store offers, and what it is told of the documents that it keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import field
from types import TracebackType
from typing import Any, Protocol, Self

from iacheck.cases.holdings import Holdings
from iacheck.documents.document import Document, Version
from iacheck.documents.seals import Seals
from iacheck.language.frozen import frozen
from iacheck.language.messages import Message, message
from iacheck.language.problems import Problem
from iacheck.store.past_version import NO_REASON, PastVersion, Removal
from iacheck.store.shelves import Row, Shelf


@frozen
class Collection:
    """Where documents of one kind are kept.

    `name` is the collection's or table's name (`plans`), `keys` are the fields that `find`
    knows, and `unique` the groups of fields whose texts, taken together, only one document of
    the kind may have. A document that lacks one of the fields is not held against another.
    `schema`, the kind's whole JSON Schema without references, is for databases that can hold
    what other systems write against it. `seals` are those of documents in which nothing is wrong.
    """

    kind: str
    name: str
    keys: tuple[str, ...] = ()
    unique: tuple[tuple[str, ...], ...] = ()
    schema: Mapping[str, Any] | None = field(default=None, repr=False, hash=False)
    seals: Seals | None = field(default=None, repr=False, compare=False)


@frozen
class ImportRecord:
    """An import that has been opened and not closed: under way, or broken off.

    `started_at` is an ISO timestamp in UTC; `count` is the number of documents to be stored.
    """

    file: str
    sha256: str
    started_at: str
    count: int


@frozen
class StoredNames:
    """The names (`kind/_id`) of an import's documents by what became of them.

    `moved` names those of `replaced` that are of another council, party or period than what they
    replaced; `returned` those of `added` that the store knows earlier versions of. `undone` is an
    earlier import that had been broken off and was undone first.
    """

    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()
    undone: ImportRecord | None = None


@frozen
class Status:
    """A store as it is now: its address without a password, and documents per kind.

    `version` is that of the store's layout; `since` is an ISO timestamp in UTC. Both are None
    where nothing has prepared the store, which holds other systems' documents only. `wrong`
    is what is to be mended, and as notices what the database cannot do. `others` are kinds, or
    tables, of documents that were stored here too, and that the store has not been told of.
    """

    uri: str
    counts: Mapping[str, int]
    version: int | None
    since: str | None
    wrong: tuple[Problem, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def unread(self) -> Message | None:
        """What to tell of documents that are passed over; None where there are none."""
        if not self.others:
            return None
        return message(
            "The store {store} also holds documents of kinds that are not known here: {kinds}; "
            "name the rule book that brings them with {option}",
            store=self.uri,
            kinds=self.others,
            option="--rulebook",
        )


class Store(Protocol):
    """Documents by kind and key; nothing is ever judged or computed in it.

    Every method raises CannotRun where the database fails, and KeyError for a kind that the
    store was not told of. Values that a document of another system may have and JSON lacks
    are read as `values.plain` tells.
    """

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None: ...

    def init(self) -> None:
        """Make what is missing of tables, indexes and rules. Harmless when repeated."""
        ...

    def get(self, kind: str, key: str) -> Document | None: ...

    def find(self, kind: str, /, **fields: str) -> Iterator[Document]:
        """Documents whose key fields have exactly these texts, in code-point order of key.

        Raises ValueError for a field that is no key field of the kind, and TypeError for a
        value that is no text: no query operator ever reaches a database.
        """
        ...

    def documents(self, kind: str | None = None) -> Iterator[Document]:
        """Documents in code-point order of key; without a kind those of all, kind by kind.

        All that one call gives stands as at one moment, where the database can do that.
        """
        ...

    def reading(self) -> AbstractContextManager[Holdings]:
        """All documents as at one moment, none of them in memory, while somebody looks at them.

        Raises CannotRun at the end where they were changed meanwhile.
        """
        ...

    def put_all(
        self,
        documents: Sequence[Document],
        *,
        file: str,
        sha256: str,
        by: str | None = None,
        force: bool = False,
        as_they_are: bool = False,
    ) -> StoredNames:
        """Store all of the documents or, with CannotRun, none of them.

        A key that is there is replaced, and what stood there is kept as a version. `file` and
        `sha256` name the import while it lasts; `by` is the body that it comes from. Unless it is
        told to `force` them, what was made from another version than the present one is refused.
        Documents of another store, put `as_they_are`, stay the versions that they are there.
        """
        ...

    def delete(self, kind: str, key: str, removal: Removal = NO_REASON) -> bool:
        """Take a document out; whether there was one.

        It is kept as a version, unless it is to be erased, with all versions before it.
        """
        ...

    def history(self, kind: str, key: str) -> tuple[PastVersion, ...]:
        """Every version of a document that is known of, the first first."""
        ...

    def rows(self, shelf: Shelf, /, **fields: str) -> list[Row]:
        """What stands on a shelf with these texts, in order of `_id`.

        Raises ValueError for fields that the shelf is not looked up by.
        """
        ...

    def keep(
        self,
        documents: Sequence[Document],
        rows_for: Callable[[Mapping[str, Version]], Mapping[Shelf, Sequence[Row]]],
    ) -> None:
        """Keep documents as they are now, for good, and put rows on shelves: all or none.

        `rows_for` gives the rows by the version that each document, by its name, is. Raises
        CannotRun where a document is not in the store any more as it was read.
        """
        ...

    def put_rows(self, rows: Mapping[Shelf, Sequence[Row]]) -> None:
        """Put rows on shelves, all or none, each in the place of one with its `_id`."""
        ...

    def unfinished(self) -> tuple[ImportRecord, ...]: ...

    def status(self) -> Status: ...
