"""All bodies of a register that exist on a day, as paths of rules read them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any

_TOGETHER = 64


class Everybody(list[Any]):
    """The same in the cases of all who are judged by everybody, such as every party.

    What paths give of it is found once, and not once for each of these.
    """

    __slots__ = ("_found",)

    def __init__(self, bodies: Iterable[Any]) -> None:
        super().__init__(bodies)
        self._found: dict[Hashable, list[Any]] = {}

    def once(self, way: Hashable, find: Callable[[list[Any]], list[Any]]) -> list[Any]:
        """What lies at the end of a way into these bodies, which nobody changes.

        It is found of some at a time: of all, what lies on the way would be a lot.
        """
        if way not in self._found:
            parts = (self[at : at + _TOGETHER] for at in range(0, len(self), _TOGETHER))
            self._found[way] = [value for part in parts for value in find(part)]
        return self._found[way]
