"""What more in the documents would mend what does not hold, or undo what does."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from iacheck.checks.path import Path
from iacheck.checks.scope import Node, Scope
from iacheck.language.frozen import frozen


@frozen
class Addition:
    """More where these paths lead, in the scope of a check: further items of lists, or fields.

    `lacking` is the value that must come, in the form of `as_text`, if it is one and no other.
    `item` is given where only more of that item would do. `further` says whether further items of
    the lists would do, or only fields of those that there are.
    """

    paths: tuple[Path, ...]
    scope: Scope
    lacking: str | None = None
    item: Node | None = None
    further: bool = True


@frozen
class AnyAddition:
    """One of these is enough; none of none."""

    parts: tuple[Mend, ...] = ()


@frozen
class AllAdditions:
    """All of these must come."""

    parts: tuple[Mend, ...]


@frozen
class DeferredMend:
    """What more would do, which `made` makes of a scope if somebody asks: few do, and it costs."""

    made: Callable[[Scope], Mend]
    scope: Scope


Mend: TypeAlias = Addition | AnyAddition | AllAdditions | DeferredMend
# What stays as it is, whatever more there were.
NO_ADDITION = AnyAddition()
