"""The steps of a path: into a field, into every item of a list, to the body that a text names."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from iacheck.cases.spans import in_force
from iacheck.checks.scope import Node, Scope
from iacheck.documents.document import pointer
from iacheck.documents.field_types import FieldType

Values = list[Any]
Unfold = Callable[[Values, Scope], Values]


@dataclass(frozen=True, slots=True)
class IntoField:
    """Into a field of a record."""

    name: str
    field_type: FieldType


@dataclass(frozen=True, slots=True)
class EveryItem:
    """Into every item of a list; of dated facts, those in force; of distinct ones, each once.

    Of dated facts that may be one, a single one may stand in the place of the list.
    """

    field_type: FieldType
    dated: bool
    distinct: bool
    may_be_one: bool


@dataclass(frozen=True, slots=True)
class ToBody:
    """From a text to the bodies that it names."""

    kinds: tuple[str, ...]
    reference: bool
    field_type: FieldType


Step = IntoField | EveryItem | ToBody


def unfold(step: Step) -> Unfold:
    """How a step gets from values to what lies beyond them."""
    if isinstance(step, IntoField):
        name = step.name
        return lambda values, _: [v for value in values if (v := value.get(name)) is not None]
    if isinstance(step, ToBody):
        kinds, reference = step.kinds, step.reference
        return lambda values, scope: [
            body
            for text in values
            for body in scope.case.registers.bodies(kinds, text, reference=reference)
        ]
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


def nodes_beyond(step: Step, node: Node, scope: Scope) -> list[Node]:
    """What lies beyond a node, with the places of the values."""
    if isinstance(step, IntoField):
        value = node.value.get(step.name)
        # A body's id stands in the document as `_id`.
        name = "_id" if step.name == "id" and "_id" in node.value else step.name
        at = node.pointer if node.fixed else node.pointer + _pointer_into(name)
        if value is None:
            return []
        return [Node(value, node.document, at, step.field_type, node.fixed, node.value)]
    if isinstance(step, ToBody):
        bodies = scope.case.registers.bodies(step.kinds, node.value, reference=step.reference)
        return [
            replace(node, value=body, field_type=step.field_type, fixed=True) for body in bodies
        ]
    if step.may_be_one:
        return [
            replace(node, value=value, pointer=node.pointer + at, field_type=step.field_type)
            for at, value in _one_or_several(node.value)
            if in_force(value, scope.day)
        ]
    document, at, field_type, fixed = node.document, node.pointer, step.field_type, node.fixed
    return [
        Node(value, document, at if fixed else f"{at}/{index}", field_type, fixed)
        for index, value in enumerate(node.value)
        if value is not None
        and not (step.dated and not in_force(value, scope.day))
        and not (step.distinct and value in node.value[:index])
    ]
