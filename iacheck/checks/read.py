"""What a rule reads of a case, as whoever looks for what could change its finding asks for it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from iacheck.checks.scope import Scope
from iacheck.language.frozen import frozen

if TYPE_CHECKING:
    from iacheck.checks.path import Path


@frozen
class Read:
    """A field that a rule reads: in the documents under a root of the case, or in a body.

    A body's kind is one of `kinds`, and `named` is the path to the texts that name it, each one
    body's if it is a `reference`, else free words. It is `dated` where it says since when or until
    when a fact holds.
    """

    root: str
    steps: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    named: Path | None = None
    dated: bool = False
    reference: bool = False

    def into(self, *names: str) -> Read:
        """What is read a field, or an item of a list (`[]`), further on."""
        return replace(self, steps=(*self.steps, *names))

    def span(self) -> tuple[Read, Read]:
        """The first and the last day of a fact."""
        return replace(self.into("from"), dated=True), replace(self.into("to"), dated=True)

    def touches(self, pointer: str) -> bool:
        """Whether the part of a document at this JSON Pointer is what is read, or around it."""
        parts = pointer.split("/")[1:]
        return len(parts) <= len(self.steps) and all(
            mine == other or (mine == "[]" and other.isdecimal())
            for mine, other in zip(self.steps, parts, strict=False)
        )

    def documents(self, scope: Scope) -> Iterator[str]:
        """The documents that are read, as results name them: `centre/rogaland`."""
        case = scope.case
        if self.root == "parties" and not self.kinds:
            yield from (f"party/{party['id']}" for party in case.values["parties"])
        elif self.named is None:
            yield from (document.name for document in case.documents.get(self.root, ()))
        else:
            texts = self.named.everywhere(scope)
            bodies = (case.registers.bodies(self.kinds, t, reference=True) for t in texts)
            for body in itertools.chain.from_iterable(bodies):
                yield from (f"{kind}/{body['id']}" for kind in self.kinds)
