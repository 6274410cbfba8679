"""All bodies of a register that exist on a day, as paths of rules read them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

_TOGETHER = 64


class Everybody(list[Any]):
    """The same in the cases of all who are judged by everybody, such as every party.

    What paths give of it is found once, and not once for each of these. `expect` is told of the
    ids of those who are looked at next.
    """

    __slots__ = ("_expect", "_found")

    def __init__(self, bodies: Iterable[Any], expect: Callable[[Sequence[str]], None]) -> None:
        super().__init__(bodies)
        self._expect = expect
        self._found: dict[Hashable, list[Any]] = {}

    def once(self, way: Hashable, find: Callable[[list[Any]], list[Any]]) -> list[Any]:
        """What lies at the end of a way into these bodies, which nobody changes.

        It is found of some at a time: of all, what lies on the way would be a lot.
        """
        if way not in self._found:
            found: list[Any] = []
            for at in range(0, len(self), _TOGETHER):
                part = self[at : at + _TOGETHER]
                self._expect([body["id"] for body in part])
                found += find(part)
            self._found[way] = found
        return self._found[way]
