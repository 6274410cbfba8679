"""The places of what paths of the usual shapes lead to, found in one go.

Most that is told of stands in a field, or in a field of a list's items. `nodes_beyond` goes step by
step, makes a node of all that lies on the way, and finds the same, and all else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from iacheck.checks.scope import Node
from iacheck.checks.steps import EveryItem, IntoField, Step, is_plain_list
from iacheck.documents.document import Document, pointer

Record = Mapping[str, Any]
Wanted = Callable[[Any], bool]
# From a body and its document to the nodes in it whose values are wanted; None: all.
Places = Callable[[Record, Document | None, Wanted | None], Iterator[Node]]


def usual_places(steps: Sequence[Step]) -> Places | None:
    """What finds the nodes of a path that begins at a document; None for one of another shape."""
    match steps:
        case [IntoField() as field]:
            return _in_field(field)
        case [IntoField() as outer, IntoField() as field]:
            return _in_field_of_field(outer, field)
        case [IntoField() as listed, EveryItem() as items] if is_plain_list(items):
            return _items(listed, items)
        case [IntoField() as listed, EveryItem() as items, IntoField() as field]:
            return _in_field_of_items(listed, field) if is_plain_list(items) else None
    return None


def _in_field(field: IntoField) -> Places:
    pointer_in = _pointer_to(field.name)

    def nodes(body: Record, document: Document | None, wanted: Wanted | None) -> Iterator[Node]:
        value = body.get(field.name)
        if value is not None and (wanted is None or wanted(value)):
            yield Node(value, document, pointer_in(body), field.field_type, False, body)

    return nodes


def _in_field_of_field(outer: IntoField, field: IntoField) -> Places:
    in_field, begins = _in_field(field), pointer(outer.name)

    def nodes(body: Record, document: Document | None, wanted: Wanted | None) -> Iterator[Node]:
        within = body.get(outer.name)
        for node in () if within is None else in_field(within, document, wanted):
            node.pointer = begins + node.pointer
            yield node

    return nodes


def _items(listed: IntoField, items: EveryItem) -> Places:
    begins = pointer(listed.name)

    def nodes(body: Record, document: Document | None, wanted: Wanted | None) -> Iterator[Node]:
        for index, item in enumerate(body.get(listed.name) or ()):
            if item is not None and (wanted is None or wanted(item)):
                yield Node(item, document, f"{begins}/{index}", items.field_type)

    return nodes


def _in_field_of_items(listed: IntoField, field: IntoField) -> Places:
    name, begins, pointer_in = field.name, pointer(listed.name), _pointer_to(field.name)

    def nodes(body: Record, document: Document | None, wanted: Wanted | None) -> Iterator[Node]:
        for index, item in enumerate(body.get(listed.name) or ()):
            value = None if item is None else item.get(name)
            if value is not None and (wanted is None or wanted(value)):
                at = f"{begins}/{index}{pointer_in(item)}"
                yield Node(value, document, at, field.field_type, False, item)

    return nodes


def _pointer_to(name: str) -> Callable[[Record], str]:
    """The pointer from a record to a field; a body's id stands in the document as `_id`."""
    there, of_body = pointer(name), pointer("_id")
    if name != "id":
        return lambda _: there
    return lambda record: of_body if "_id" in record else there
