"""What is made of a text, remembered for as long as not too many others are asked for.

Every rule looks at the same texts of a case. `functools.lru_cache` keeps in order those that were
asked for last, and so touches others with each that it finds: in a large store, where they lie far
apart in memory, that took a twentieth of a check (10 000 council-years, CPython 3.11).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

_T = TypeVar("_T")


class TextCache(dict[str, _T], Generic[_T]):
    """What `make` makes of texts, of so many at most; then it begins anew."""

    __slots__ = ("_make", "_most")

    def __init__(self, make: Callable[[str], _T], most: int) -> None:
        super().__init__()
        self._make = make
        self._most = most

    def __missing__(self, text: str) -> _T:
        made = self._make(text)
        if isinstance(text, str):  # of others, 1, 1.0 and true would be one
            if len(self) >= self._most:
                self.clear()
            self[text] = made
        return made


def text_cache(most: int) -> Callable[[Callable[[str], _T]], Callable[[str], _T]]:
    """The same function, which remembers what it makes of so many texts at most."""
    return lambda make: TextCache(make, most).__getitem__
