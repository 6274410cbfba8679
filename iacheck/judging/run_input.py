"""What a run has to work on: documents, wherever they are, and what was wrong on the way in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from iacheck.cases.holdings import Holdings
from iacheck.cases.index import DocumentIndex
from iacheck.cases.stored_index import StoredDocumentIndex
from iacheck.cases.subjects import Extent
from iacheck.documents.document import Document
from iacheck.documents.schemas import Schemas
from iacheck.documents.unread_block import UnreadPart
from iacheck.language.problems import Problem


@dataclass(frozen=True)
class RunInput:
    """What a run has to work on: documents, what was wrong on the way in, and whose they are.

    Documents are held in memory, or stay where they are kept (`holdings`). `unread` is what was not
    read of files; what documents themselves tell of it is theirs.
    """

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]
    extent: Extent
    unread: tuple[UnreadPart, ...] = ()
    holdings: Holdings | None = None

    @property
    def all_documents(self) -> tuple[Document, ...] | Holdings:
        """The documents, wherever they are."""
        return self.documents if self.holdings is None else self.holdings

    @property
    def unsealed(self) -> Iterable[Document]:
        """Those of the documents in which something may be wrong by themselves."""
        return self.documents if self.holdings is None else self.holdings.unsealed()

    def index(self, schemas: Schemas) -> DocumentIndex:
        """What finds the documents of kinds that are known."""
        if self.holdings is not None:
            return StoredDocumentIndex.over(self.holdings, schemas)
        return DocumentIndex.of((d for d in self.documents if d.kind in schemas.kinds), schemas)
