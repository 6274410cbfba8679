"""Others that judge by declared rules: the six rules, said in the way of each.

Each judges the same decoded documents, given as one dict of `council`, `plan` and `report`, and
each says as many of the six in one go as it can, which is how it is fastest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

Documents = Mapping[str, Any]


class Peer(NamedTuple):
    """A library, which of the six rules it says, why not the others, and its judgement.

    `broken` gives the numbers of the rules that documents break.
    """

    name: str
    rules: tuple[int, ...]
    lacks: str
    broken: Callable[[Documents], list[int]]


def numbers(rules: Sequence[int], held: Sequence[object]) -> list[int]:
    """The rules that did not hold."""
    return [number for number, holds in zip(rules, held, strict=True) if holds is not True]
