"""The documents of one kind, all or one body's, found by the period that they are of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from iacheck.documents.document import Document
from iacheck.documents.document_kind import DocumentKind
from iacheck.language.periods import Period


class DocumentsByPeriod:
    """Documents of a kind, always in the order in which they come.

    `undated` are those of which it cannot be told which periods they are for.
    """

    def __init__(self, kind: DocumentKind, documents: Iterable[Document]) -> None:
        self._kind = kind
        self._of: dict[Period, list[Document]] = defaultdict(list)
        self._of_year: dict[Period, list[Document]] = defaultdict(list)
        self._covering_more: list[Document] = []
        self.undated: list[Document] = []
        for document in documents:
            period = kind.period_of(document.body)
            if period is not None:
                self._of[period].append(document)
                self._of_year[period.whole_year].append(document)
            if kind.covers and document.body.get(kind.covers):
                self._covering_more.append(document)
            if not kind.is_dated(document.body):
                self.undated.append(document)

    def of(self, period: Period) -> Iterable[Document]:
        """Those of the period itself."""
        return self._of.get(period, ())

    def of_year(self, year: Period) -> Iterable[Document]:
        """Those of the year and of its half-years."""
        return self._of_year.get(year, ())

    def covering(self, year: Period) -> Iterable[Document]:
        """Those that list the year beside their own period."""
        return (d for d in self._covering_more if self._kind.covers_too(d.body, year))
