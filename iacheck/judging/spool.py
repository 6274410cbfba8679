"""A list of any length: from some on, it lies in a temporary file and not in memory."""

from __future__ import annotations

import os
import pickle
import tempfile
import weakref
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Generic, TypeVar, overload

_T = TypeVar("_T")

# So many stay in memory: the results of every council there is do.
_MOST = 2048
# So many are written together: what they have in common, such as a rule's head, is written once.
_TOGETHER = 64


class Spool(Sequence[_T], Generic[_T]):
    """What is added to it, in order; read as often as anybody likes."""

    def __init__(self, items: Iterable[_T] = (), *, most: int | None = None) -> None:
        self._most = _MOST if most is None else most
        self._file: IO[bytes] | None = None  # there is one as soon as there are starts
        self._starts: list[int] = []
        self._last: list[_T] = []
        self._read: tuple[int, list[_T]] = (-1, [])
        for item in items:
            self.append(item)

    def append(self, item: _T) -> None:
        """Add one at the end."""
        self._last.append(item)
        if self._file is None and len(self._last) > self._most:
            self._begin_file()
        elif self._file is not None and len(self._last) == _TOGETHER:
            self._write(self._file, self._last)
            self._last = []

    def settled(self) -> Sequence[_T]:
        """The whole: a tuple where it is in memory."""
        return tuple(self._last) if self._file is None else self

    def __len__(self) -> int:
        return len(self._starts) * _TOGETHER + len(self._last)

    def __iter__(self) -> Iterator[_T]:
        for number in range(len(self._starts)):
            yield from self._chunk(number)
        yield from self._last

    @overload
    def __getitem__(self, at: int) -> _T: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[_T]: ...

    def __getitem__(self, at: int | slice) -> _T | Sequence[_T]:
        if isinstance(at, slice):
            return [self[index] for index in range(*at.indices(len(self)))]
        index = range(len(self))[at]
        number, within = divmod(index, _TOGETHER)
        if number >= len(self._starts):
            return self._last[index - len(self._starts) * _TOGETHER]
        if self._read[0] != number:
            self._read = number, self._chunk(number)
        return self._read[1][within]

    def _begin_file(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the list is gone
        weakref.finalize(self, self._file.close)
        held, self._last = self._last, []
        while len(held) >= _TOGETHER:
            self._write(self._file, held[:_TOGETHER])
            held = held[_TOGETHER:]
        self._last = held

    def _write(self, file: IO[bytes], items: list[_T]) -> None:
        self._starts.append(file.seek(0, os.SEEK_END))
        pickle.dump(items, file, pickle.HIGHEST_PROTOCOL)

    def _chunk(self, number: int) -> list[_T]:
        if self._file is None:
            raise IndexError(number)
        self._file.seek(self._starts[number])
        found: list[_T] = pickle.load(self._file)  # noqa: S301 - written by this very process
        return found
