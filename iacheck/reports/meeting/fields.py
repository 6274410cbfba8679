"""Fields of a document, each read if it is of its type; those that are not are named.

Nobody may take figures for whole that a field is missing from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from iacheck.language.frozen import frozen
from iacheck.language.messages import DocumentPart
from iacheck.language.names import normalise

# The agreement's sub-goals, as the schemas have them.
SUB_GOALS = (1, 2, 3)


@frozen
class DocumentFields:
    """The fields of a document or of a part of it; `unread` collects those that cannot be read."""

    part: DocumentPart
    unread: list[DocumentPart]

    def step(self, *steps: str | int) -> DocumentFields:
        return DocumentFields(self._at(steps), self.unread)

    def miss(self, *steps: str | int) -> None:
        self.unread.append(self._at(steps))

    def _at(self, steps: tuple[str | int, ...]) -> DocumentPart:
        return DocumentPart(self.part.document, (*self.part.steps, *steps))

    def mapping(self, body: Mapping[str, Any], name: str) -> Mapping[str, Any]:
        value = body.get(name)
        if isinstance(value, Mapping):
            return value
        if value is not None:
            self.miss(name)
        return {}

    def list_(self, body: Mapping[str, Any], name: str) -> Sequence[Any]:
        value = body.get(name)
        if isinstance(value, list | tuple):
            return value
        if value is not None:
            self.miss(name)
        return ()

    def mappings(
        self, body: Mapping[str, Any], name: str
    ) -> Iterator[tuple[Mapping[str, Any], DocumentFields]]:
        for index, item in enumerate(self.list_(body, name)):
            if isinstance(item, Mapping):
                yield item, self.step(name, index)
            else:
                self.miss(name, index)

    def whole_number(self, body: Mapping[str, Any], name: str) -> int | None:
        """A count or an amount in whole kroner, 0 or more."""
        value = body.get(name)
        if value is None:
            return None
        whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
        if not whole or isinstance(value, bool) or value < 0:
            self.miss(name)
            return None
        return int(value)

    def words(self, body: Mapping[str, Any], name: str) -> tuple[str, ...]:
        """The words of a list, each once whatever the case, spaces and hyphens."""
        found: dict[str, str] = {}
        for index, word in enumerate(self.list_(body, name)):
            if not isinstance(word, str):
                self.miss(name, index)
            elif normalise(word):
                found.setdefault(normalise(word), word.strip())
        return tuple(found.values())

    def sub_goals(self, body: Mapping[str, Any]) -> tuple[int, ...]:
        found = set()
        for index, goal in enumerate(self.list_(body, "sub_goals")):
            if isinstance(goal, int | float) and not isinstance(goal, bool) and goal in SUB_GOALS:
                found.add(int(goal))
            else:
                self.miss("sub_goals", index)
        return tuple(sorted(found))
