"""Whether a part of a file could add what a check lacks: more items of a list, or a field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from iacheck.cases.case import Case
from iacheck.checks.addition import Addition
from iacheck.checks.outcome import Undetermined
from iacheck.checks.path import Path
from iacheck.checks.read import Read
from iacheck.checks.scope import Node, Scope
from iacheck.checks.texts import as_text
from iacheck.documents.document import Document
from iacheck.documents.unread_block import Lift, UnreadBlock
from iacheck.language.frozen import frozen


def adds(document: Document, block: UnreadBlock, wanted: Addition, case: Case) -> bool:
    """Whether a block that could add to this document could add what is wanted of the case."""
    claims = [_Claim(lift, document, case) for lift in block.lifts]
    return any(claim.adds(path, wanted) for claim in claims for path in wanted.paths)


@frozen
class _Claim:
    """What a block could add to a document of a case."""

    lift: Lift
    document: Document
    case: Case

    @property
    def steps(self) -> Sequence[str]:
        return self.lift.path.split("/")[1:]

    def adds(self, path: Path, wanted: Addition) -> bool:
        """Whether it could add what is wanted where the path leads, or make more count there."""
        return self._adds_values(path, wanted) or self._makes_count(path, wanted)

    def _adds_values(self, path: Path, wanted: Addition) -> bool:
        if not any(self._is_read(read) for read in path.reads):
            return False
        within = wanted.item
        if within is None and wanted.further and path.root == "item":
            within = wanted.scope.item
        if within is not None and not self._is_in(within):
            return False
        # A condition is about the items of the list around it.
        items = path.records if wanted.further else path.item or path.records
        if len(self.steps) >= _depth(items):
            return not wanted.further or self._counts(path, wanted.scope)
        return wanted.further and self._items_may_count(path, wanted)

    def _makes_count(self, path: Path, wanted: Addition) -> bool:
        """Whether it could change that items do not count, for all that is told of them."""
        if not wanted.further or not _leaves_out(path, wanted):
            return False
        scope = wanted.scope
        own = [condition for condition in path.conditions if condition.item is path.records]
        others = [condition for condition in path.conditions if condition.item is not path.records]
        changed = Addition((), scope, item=wanted.item, further=False)
        return any(self.adds(condition, Addition((), scope)) for condition in others) or (
            any(self._adds_values(condition, changed) for condition in own)
            and not self._counts(path, scope)
            and self._may_count(path, scope)
        )

    def _is_read(self, read: Read) -> bool:
        """Whether it stands where something is read, around it or in it."""
        if read.kinds or self.document not in self.case.documents.get(read.root, ()):
            return False
        steps = self.steps
        if not all(
            mine == other or (mine == "[]" and other.isdecimal())
            for mine, other in zip(read.steps, steps, strict=False)
        ):
            return False
        # Items and documents that are there are there, whatever more is told of them.
        deeper = steps[len(read.steps) :]
        return not deeper or (read.steps[-1:] not in ((), ("[]",)) and not deeper[0].isdecimal())

    def _is_in(self, item: Node) -> bool:
        """Whether it is of the same item of a list as that which stands there, or in it."""
        if item.document is None or item.document.name != self.document.name:
            return False
        here = item.pointer.split("/")[1:]
        for mine, other in zip(self.steps, here, strict=False):
            if mine != other:
                return not other.isdecimal()
        return len(self.steps) >= len(here)

    def _items_may_count(self, path: Path, wanted: Addition) -> bool:
        """Whether further items would count, and have the value that is lacking."""
        lift, values = self.lift, set(map(as_text, self.lift.values))
        if wanted.lacking is not None and lift.field == path.field and wanted.lacking not in values:
            return False
        for field, allowed in path.needed:
            among = _known(allowed, wanted.scope)
            if among is not None and (not among or (lift.field == field and not among & values)):
                return False
        return True

    def _item(self, path: Path) -> Any:
        """The item that it is of, in the list that the path goes through; None if it is gone."""
        value: Any = self.document.body
        for step in self.steps[: _depth(path.records)]:
            if isinstance(value, Mapping):
                value = value.get(step)
            else:
                # A store may hold the document as another system has shortened it since.
                value = dict(enumerate(value or ())).get(int(step))
        return value

    def _counts(self, path: Path, scope: Scope) -> bool:
        """Whether the item that it is of counts as it is."""
        item = self._item(path)
        return path.keep is None or (item is not None and path.keep(item, scope))

    def _may_count(self, path: Path, scope: Scope) -> bool:
        """Whether the item that it is of has what is needed, but for what it could add."""
        item, told = self._item(path), self.steps[_depth(path.records) :][:1]
        return item is not None and all(
            told in ([], [field]) or among is None or among & _values(item.get(field))
            for field, allowed in path.needed
            for among in [_known(allowed, scope)]
        )


def _known(allowed: Callable[[Scope], frozenset[str]], scope: Scope) -> frozenset[str] | None:
    """The values of which an item must have one; None where nobody knows them."""
    try:
        return allowed(scope)
    except Undetermined:
        return None


def _depth(items: Path | None) -> int:
    """How far in a document the items of a list stand that a path gives."""
    return len(items.reads[-1].steps) if items is not None else 0


def _values(given: Any) -> frozenset[str]:
    listed = given if isinstance(given, list | tuple) else [given]
    return frozenset(map(as_text, listed))


def _leaves_out(path: Path, wanted: Addition) -> bool:
    """Whether there is something where the path leads that does not count by its conditions."""
    if path.keep is None:
        return False
    every = path.unfiltered.values(wanted.scope)
    if wanted.lacking is not None:
        return wanted.lacking in map(as_text, every)
    return len(every) > len(path.values(wanted.scope))
