"""Paths of the usual shapes, read at least cost.

Most of what rules read lies at fields and in lists of which every item counts, and is read more
often than anything else is done: for each item, rule and case. Here it is read by one function, or
by a few. Of the few items that lists have here, a loop makes a list in two thirds of the time that
a comprehension takes, up to Python 3.11. `Path.walk` goes step by step and reads the same, and all
else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from iacheck.cases.case import Case
from iacheck.cases.roots import Together
from iacheck.checks.scope import Scope
from iacheck.checks.steps import EveryItem, IntoField, Step, Values, is_plain_list

# What stands under the roots of a case; in an `each`, the item under `item`.
Roots = Mapping[str, Any]
# From the roots of a case to values.
Read = Callable[[Roots, Case], Values]
# From several values to what lies beyond them.
Beyond = Callable[[Values], Values]


def usual_values(root: str, read: Read) -> Callable[[Scope], Values]:
    """What gives the values of a path that begins at a root, or at the item of a scope."""
    return _of_item(read) if root == "item" else _of_root(root, read)


def kept_values(
    kept_in: Callable[[Scope], Values], beyond: Sequence[Beyond]
) -> Callable[[Scope], Values]:
    """What gives the values of a path that goes on beyond what is kept of a list."""

    def values(scope: Scope) -> Values:
        found = kept_in(scope)
        for step in beyond:
            found = step(found)
        return found

    return values


def usual_reader(root: str, steps: Sequence[Step]) -> Read | None:
    """What gives the values beyond the value of a root; None for a path of another shape."""
    names = [step.name for step in steps if isinstance(step, IntoField)]
    if len(names) == len(steps):
        return _field(root, *names) if len(names) == 1 else _fields(root, names)
    match steps:
        case [IntoField(name=name), EveryItem(dated=False, distinct=True, may_be_one=False)]:
            return _different_items_in(root, name)
    if all(isinstance(step, IntoField) or is_plain_list(step) for step in steps):
        match steps:
            case [*fields, EveryItem()] if len(fields) == len(names):
                return _items_in(root, names)
            case [IntoField(), EveryItem(), IntoField()]:
                return _field_of_items_in(root, *names)
            case [IntoField(), EveryItem(), IntoField(), EveryItem()]:
                return _items_of_items_in(root, *names)
    beyond = usual_beyond(steps)
    return None if beyond is None else _one_after_the_other(root, beyond)


def listed_items(root: str, steps: Sequence[Step]) -> Read | None:
    """What gives a list of a root as it stands there, also what is None in it; None for others."""
    match steps:
        case [IntoField(name=name), EveryItem()] if is_plain_list(steps[1]):
            return _listed_items(root, name)
    return None


def field_of_every_item(root: str, steps: Sequence[Step]) -> Read | None:
    """What gives a field of every item of a list, also where that is None; None for others.

    Of a list in which an item is None it can tell nothing, and fails.
    """
    match steps:
        case [*fields, EveryItem() as items, IntoField(name=name)] if is_plain_list(items):
            names = [step.name for step in fields if isinstance(step, IntoField)]
            return _field_of_every_item(root, names, name) if len(names) == len(fields) else None
    return None


def usual_beyond(steps: Sequence[Step]) -> Sequence[Beyond] | None:
    """What goes these steps from several values, one after the other; None for unusual ones."""
    match steps:
        case []:
            return []
        case [EveryItem(), IntoField(name=name), *rest] if is_plain_list(steps[0]):
            first = _field_of_items(name)
        case [EveryItem(), *rest] if is_plain_list(steps[0]):
            first = _items
        case [EveryItem(dated=False, may_be_one=False), *rest]:
            first = _different_items
        case [IntoField(name=name), *rest]:
            first = _field_of_each(name)
        case _:
            return None
    further = usual_beyond(rest)
    return None if further is None else [first, *further]


def _of_item(read: Read) -> Callable[[Scope], Values]:
    def values(scope: Scope) -> Values:
        item = scope.item
        return [] if item is None else read({"item": item.value}, scope.case)

    return values


def _of_root(root: str, read: Read) -> Callable[[Scope], Values]:
    def values(scope: Scope) -> Values:
        roots = scope.case.values
        start = roots.get(root)
        if isinstance(start, Together):
            return [value for one in start for value in read({root: one}, scope.case)]
        return read(roots, scope.case)

    return values


def _listed_items(root: str, name: str) -> Read:
    def read(roots: Roots, _: Case) -> Values:
        start = roots.get(root)
        return [] if start is None else start.get(name) or []

    return read


def _field(root: str, name: str) -> Read:
    def read(roots: Roots, _: Case) -> Values:
        start = roots.get(root)
        value = None if start is None else start.get(name)
        return [] if value is None else [value]

    return read


def _field_of_field(root: str, first: str, then: str) -> Read:
    def read(roots: Roots, _: Case) -> Values:
        start = roots.get(root)
        within = None if start is None else start.get(first)
        value = None if within is None else within.get(then)
        return [] if value is None else [value]

    return read


def _fields(root: str, names: Sequence[str]) -> Read:
    if len(names) == 2:  # by far the most
        return _field_of_field(root, *names)

    def read(roots: Roots, _: Case) -> Values:
        start = roots.get(root)
        for name in names:
            if start is None:
                return []
            start = start.get(name)
        return [] if start is None else [start]

    return read


def _items_in(root: str, names: Sequence[str]) -> Read:
    def read(roots: Roots, _: Case) -> Values:
        start = roots.get(root)
        for name in names:
            if start is None:
                return []
            start = start.get(name)
        values: Values = []
        for item in () if start is None else start:
            if item is not None:
                values.append(item)
        return values

    return read


def _different_items_in(root: str, name: str) -> Read:
    def read(roots: Roots, _: Case) -> Values:
        start = roots.get(root)
        items = None if start is None else start.get(name)
        different = dict.fromkeys(() if items is None else items)
        different.pop(None, None)
        return list(different)

    return read


def _field_of_items_in(root: str, listed: str, name: str) -> Read:
    def read(roots: Roots, _: Case) -> Values:
        start = roots.get(root)
        items = None if start is None else start.get(listed)
        values: Values = []
        for item in () if items is None else items:
            value = None if item is None else item.get(name)
            if value is not None:
                values.append(value)
        return values

    return read


def _field_of_every_item(root: str, names: Sequence[str], name: str) -> Read:
    def read(roots: Roots, _: Case) -> Values:
        items = roots.get(root)
        for listed in names:
            if items is None:
                return []
            items = items.get(listed)
        values: Values = []
        for item in () if items is None else items:
            values.append(item.get(name))
        return values

    return read


def _items_of_items_in(root: str, listed: str, name: str) -> Read:
    def read(roots: Roots, _: Case) -> Values:
        start = roots.get(root)
        items = None if start is None else start.get(listed)
        values: Values = []
        for item in () if items is None else items:
            inner = None if item is None else item.get(name)
            if inner is not None:
                values += inner
        return [value for value in values if value is not None] if None in values else values

    return read


def _one_after_the_other(root: str, steps: Sequence[Beyond]) -> Read:
    def read(roots: Roots, _: Case) -> Values:
        start = roots.get(root)
        values = [] if start is None else [start]
        for beyond in steps:
            values = beyond(values)
        return values

    return read


def _field_of_each(name: str) -> Beyond:
    return lambda values: [v for value in values if (v := value.get(name)) is not None]


def _field_of_items(name: str) -> Beyond:
    return lambda lists: [
        v
        for items in lists
        for item in items
        if item is not None and (v := item.get(name)) is not None
    ]


def _items(lists: Values) -> Values:
    return [item for items in lists for item in items if item is not None]


def _different_items(lists: Values) -> Values:
    return [item for items in lists for item in dict.fromkeys(items) if item is not None]
