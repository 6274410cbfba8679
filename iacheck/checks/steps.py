"""The steps of a path: into a field, into every item of a list, to the body that a text names."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from iacheck.cases.spans import in_force
from iacheck.checks.scope import Node, Scope
from iacheck.documents.document import pointer
from iacheck.documents.field_types import FieldType
from iacheck.language.frozen import frozen

Values = list[Any]
Unfold = Callable[[Values, Scope], Values]


@frozen
class IntoField:
    """Into a field of a record."""

    name: str
    field_type: FieldType


@frozen
class EveryItem:
    """Into every item of a list; of dated facts, those in force; of distinct ones, each once.

    Of dated facts that may be one, a single one may stand in the place of the list.
    """

    field_type: FieldType
    dated: bool
    distinct: bool
    may_be_one: bool


@frozen
class ToBody:
    """From a text to the bodies that it names."""

    kinds: tuple[str, ...]
    reference: bool
    field_type: FieldType


Step = IntoField | EveryItem | ToBody


def step_name(step: Step) -> str:
    """What a step is called: a field by its name, all others by what they do."""
    return step.name if isinstance(step, IntoField) else type(step).__name__


def is_plain_list(step: Step) -> bool:
    """Whether every item of a list counts, as often as it stands there."""
    return isinstance(step, EveryItem) and not (step.dated or step.distinct or step.may_be_one)


def unfold(step: Step) -> Unfold:
    """How a step gets from values to what lies beyond them."""
    if isinstance(step, IntoField):
        name = step.name
        return lambda values, _: [v for value in values if (v := value.get(name)) is not None]
    if isinstance(step, ToBody):
        kinds, reference = step.kinds, step.reference

        def bodies(values: Values, scope: Scope) -> Values:
            find = scope.case.registers.body_finder(kinds, reference)
            return [body for text in values for body in find(text)]

        return bodies
    if step.may_be_one:
        return lambda values, scope: [
            v for value in values for _, v in _one_or_several(value) if in_force(v, scope.day)
        ]
    if step.dated:
        return lambda values, scope: [
            v for value in values for v in value if v is not None and in_force(v, scope.day)
        ]
    if step.distinct:
        return lambda values, _: [
            v for value in values for v in dict.fromkeys(value) if v is not None
        ]
    return lambda values, _: [v for value in values for v in value if v is not None]


_pointer_into = functools.lru_cache(maxsize=1024)(pointer)


def _one_or_several(value: Any) -> Iterator[tuple[str, Any]]:
    """The items, each with the pointer to it; the value itself where it is no list."""
    if isinstance(value, list | tuple):
        yield from ((pointer(index), item) for index, item in enumerate(value) if item is not None)
    else:
        yield "", value


def nodes_beyond(
    step: Step, nodes: Iterable[Node], scope: Scope, wanted: Callable[[Any], bool] | None = None
) -> Iterator[Node]:
    """What lies beyond nodes, with the places of the values; no more of it than somebody asks.

    Nor any that is not `wanted`, by its value.
    """
    if isinstance(step, IntoField):
        return _in_field(step.name, step.field_type, nodes, wanted or _any)
    if isinstance(step, EveryItem) and not step.may_be_one:
        return _items(step, nodes, scope, wanted or _any)
    if isinstance(step, ToBody):
        found = _bodies(step, nodes, scope)
    else:
        found = _one_or_items(step, nodes, scope)
    return (node for node in found if wanted(node.value)) if wanted else found


def _any(_: Any) -> bool:
    return True


def _in_field(
    name: str, field_type: FieldType, nodes: Iterable[Node], wanted: Callable[[Any], bool]
) -> Iterator[Node]:
    at = _pointer_into(name)
    for node in nodes:
        within = node.value
        value = within.get(name)
        if value is None or not wanted(value):
            continue
        if node.fixed:
            there = node.pointer
        else:
            # A body's id stands in the document as `_id`.
            is_own_id = name == "id" and "_id" in within
            there = node.pointer + (_pointer_into("_id") if is_own_id else at)
        yield Node(value, node.document, there, field_type, node.fixed, within)


def _bodies(step: ToBody, nodes: Iterable[Node], scope: Scope) -> Iterator[Node]:
    for node in nodes:
        bodies = scope.case.registers.bodies(step.kinds, node.value, reference=step.reference)
        for body in bodies:
            yield replace(node, value=body, field_type=step.field_type, fixed=True)


def _one_or_items(step: EveryItem, nodes: Iterable[Node], scope: Scope) -> Iterator[Node]:
    for node in nodes:
        for at, value in _one_or_several(node.value):
            if in_force(value, scope.day):
                yield replace(
                    node, value=value, pointer=node.pointer + at, field_type=step.field_type
                )


def _items(
    step: EveryItem, nodes: Iterable[Node], scope: Scope, wanted: Callable[[Any], bool]
) -> Iterator[Node]:
    field_type, dated, distinct = step.field_type, step.dated, step.distinct
    for node in nodes:
        document, at, fixed = node.document, node.pointer, node.fixed
        for index, value in enumerate(node.value):
            if value is None or not wanted(value):
                continue
            if dated and not in_force(value, scope.day):
                continue
            if distinct and value in node.value[:index]:
                continue
            yield Node(value, document, at if fixed else f"{at}/{index}", field_type, fixed)
