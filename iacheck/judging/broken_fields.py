"""Where documents break their schemas, and which of those places the rules on one case may read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from iacheck.cases.case import Case
from iacheck.cases.findings import BODY_KINDS

# Documents, by `kind/_id`, to the JSON Pointers that break their schema.
Broken = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class BrokenFields:
    """What is broken in all documents of a run."""

    documents: Broken

    @property
    def is_period(self) -> bool:
        """Whether the period of one of them is."""
        return any("/period" in pointers for pointers in self.documents.values())

    @cached_property
    def _of_bodies(self) -> Broken:
        return {
            name: pointers
            for name, pointers in self.documents.items()
            if name.partition("/")[0] in BODY_KINDS
        }

    def near(self, case: Case) -> Broken:
        """What is broken in the documents of a case, or in any body, which it may name."""
        if not self.documents:
            return self.documents
        names = (document.name for listed in case.documents.values() for document in listed)
        own = {name: self.documents[name] for name in names if name in self.documents}
        return {**self._of_bodies, **own}
