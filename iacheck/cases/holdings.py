"""Documents that are kept elsewhere, and found there when they are asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Protocol

from iacheck.documents.document import Document


class Holdings(Protocol):
    """Documents that nobody holds in memory, all as at one moment.

    Documents of a kind always come in order of key. `_id` is the field with the key.
    """

    def __iter__(self) -> Iterator[Document]:
        """All of them, kind by kind in alphabetical order."""
        ...

    def __bool__(self) -> bool:
        """Whether there are any."""
        ...

    def of_kind(self, kind: str) -> Iterator[Document]: ...

    def unsealed(self) -> Iterator[Document]:
        """Those of which it is not known that nothing is wrong in them by themselves."""
        ...

    def having(self, kind: str, field: str, texts: Collection[str]) -> Iterator[Document]:
        """Those that have one of these texts in a field."""
        ...

    def texts(self, kind: str, *fields: str) -> Iterator[tuple[tuple[str | None, ...], int]]:
        """The texts that stand together in these fields, and in how many documents of the kind.

        None stands for what is no text, or absent.
        """
        ...
