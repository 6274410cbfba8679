"""All bodies of a register that exist on a day, as paths of rules read them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any


class Everybody(list[Any]):
    """The same in the cases of all who are judged by everybody, such as every party.

    What paths give of it is found once, and not once for each of these.
    """

    __slots__ = ("_found",)

    def __init__(self, bodies: Iterable[Any]) -> None:
        super().__init__(bodies)
        self._found: dict[Hashable, list[Any]] = {}

    def once(self, way: Hashable, find: Callable[[], list[Any]]) -> list[Any]:
        """What lies at the end of a way that begins here, which nobody changes."""
        if way not in self._found:
            self._found[way] = find()
        return self._found[way]
