"""Paths of the usual shapes, read at least cost.

Most of what rules read lies at fields alone, or at a field of every item of a list, and is read
more often than anything else is done: for each item, rule and case. Here one function reads it, of
which one line does all the work; `Path.walk` goes step by step and reads the same, and all else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from iacheck.checks.steps import EveryItem, IntoField, Step, Values

Read = Callable[[Any], Values]


def usual_reader(steps: Sequence[Step]) -> Read | None:
    """What gives the values beyond the value of a root; None for a path of another shape."""
    names = [step.name for step in steps if isinstance(step, IntoField)]
    match [type(step) for step in steps]:
        case [one] if one is IntoField:
            return _field(names[0])
        case [*fields] if all(step is IntoField for step in fields):
            return _fields(names)
        case [one, _, other] if one is other is IntoField and _is_plain_list(steps[1]):
            return _field_of_items(*names)
        case [*fields, _] if all(step is IntoField for step in fields) and _is_plain_list(
            steps[-1]
        ):
            return _items(_fields(names))
    return None


def _is_plain_list(step: Step) -> bool:
    """Whether every item of a list counts, as often as it stands there."""
    return isinstance(step, EveryItem) and not (step.dated or step.distinct or step.may_be_one)


def _field(name: str) -> Read:
    def read(start: Any) -> Values:
        value = None if start is None else start.get(name)
        return [] if value is None else [value]

    return read


def _fields(names: Sequence[str]) -> Read:
    def read(start: Any) -> Values:
        for name in names:
            if start is None:
                return []
            start = start.get(name)
        return [] if start is None else [start]

    return read


def _items(lists: Read) -> Read:
    def read(start: Any) -> Values:
        return [item for items in lists(start) for item in items if item is not None]

    return read


def _field_of_items(listed: str, name: str) -> Read:
    def read(start: Any) -> Values:
        items = None if start is None else start.get(listed)
        if items is None:
            return []
        return [v for item in items if item is not None and (v := item.get(name)) is not None]

    return read
