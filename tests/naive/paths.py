"""The values that a path leads to, with their places."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from iacheck.cases.spans import in_force
from iacheck.documents.document import pointer
from iacheck.documents.field_types import FieldType
from iacheck.documents.schemas import Schemas
from iacheck.language.content import has_content, has_content_listed
from naive.names import bodies_named
from naive.world import NOWHERE, Spot, World

_TEXT = FieldType("string")


class Missing(Exception):
    """A value that a check needs is missing: it cannot be told."""


@dataclass(frozen=True)
class Step:
    """Into a field, into every item (`[]`), or to the bodies that a text names (`@`)."""

    name: str
    type: FieldType
    of: FieldType


def steps_of(text: str, world: World) -> tuple[str, list[Step], FieldType]:
    """The root of a path, its steps, and the type of the root."""
    root, *parts = text.replace("[]", ".[]").split(".")
    here = root_type(root, world)
    found: list[Step] = []
    for part in parts:
        if part == "[]":
            assert here.items is not None, text
            found.append(Step("[]", here.items, here))
        elif part in here.fields:
            found.append(Step(part, here.fields[part], here))
        else:
            body = next(b for b in (_body(k, world) for k in here.names) if part in b.fields)
            value = _id(*here.names) if part == "id" else body.fields[part]
            found += [Step("@", body, here), Step(part, value, body)]
        here = found[-1].type
    return root, found, root_type(root, world)


def root_type(root: str, world: World) -> FieldType:
    """What stands under a root."""
    if root == "item":
        assert world.item_type is not None
        return world.item_type
    if root == "subject":
        fields = ("kind", "id", "first_day", "last_day")
        return FieldType("object", dict.fromkeys(fields, _TEXT))
    if root == "period":
        return FieldType("object", dict.fromkeys(("id", "first_day", "last_day"), _TEXT))
    if root == "parties":
        return FieldType("array", items=_body("party", world))
    known = world.schemas.roots(world.case.kind)[root]
    body = _body(known.kind.name, world)
    return FieldType("array", items=body) if known.many else body


def _body(kind: str, world: World) -> FieldType:
    return _body_type(kind, world.schemas)


@functools.cache
def _body_type(kind: str, schemas: Schemas) -> FieldType:
    of = schemas.field_type(kind)
    more = {"id": _id(kind)}
    if "successor_of" in of.fields:
        more["successors"] = FieldType("array", items=_id(kind))
    return replace(of, fields={**of.fields, **more})


def _id(*kinds: str) -> FieldType:
    return FieldType("string", names=kinds)


def follow(spots: Sequence[Spot], steps: Sequence[Step], world: World) -> list[Spot]:
    """What lies beyond some values."""
    for step in steps:
        spots = [after for spot in spots for after in _beyond(spot, step, world)]
    return list(spots)


def _beyond(spot: Spot, step: Step, world: World) -> Iterator[Spot]:
    if step.name == "@":
        kinds, reference = step.of.names, step.of.reference
        for body in bodies_named(world, kinds, spot.value, reference=reference):
            yield replace(spot, value=body, type=step.type, fixed=True)
    elif step.name != "[]":
        value = spot.value.get(step.name)
        name = "_id" if step.name == "id" and "_id" in spot.value else step.name
        at = spot.pointer if spot.fixed else spot.pointer + pointer(name)
        if value is not None:
            yield Spot(value, spot.document, at, step.type, spot.fixed, spot.value)
    else:
        yield from _items(spot, step, world)


def _items(spot: Spot, step: Step, world: World) -> Iterator[Spot]:
    if step.of.fields and not isinstance(spot.value, list):
        if in_force(spot.value, world.day):
            yield replace(spot, type=step.type)
        return
    dated = step.of.dated or bool(step.of.fields)
    for index, value in enumerate(spot.value):
        twice = step.of.distinct and value in spot.value[:index]
        if value is not None and not twice and (not dated or in_force(value, world.day)):
            at = spot.pointer if spot.fixed else f"{spot.pointer}/{index}"
            yield Spot(value, spot.document, at, step.type, spot.fixed)


def starts(root: str, steps: Sequence[Step], world: World) -> tuple[list[Spot], int]:
    """Where a path begins, and how many of its steps that has taken."""
    if root == "item":
        return ([world.item] if world.item else []), 0
    value, type_ = world.case.values.get(root), root_type(root, world)
    names: list[str | None] = [document.name for document in world.case.documents.get(root, ())]
    if value is None:
        return [], 0
    if not isinstance(value, list):
        return [Spot(value, names[0] if names else None, "", type_)], 0
    if not steps:
        return [Spot(value, None, "", type_)], 0
    each = names or [None] * len(value)
    found = [Spot(v, n, "", steps[0].type) for v, n in zip(value, each, strict=True)]
    return found, 1


@dataclass(frozen=True)
class Path:
    """A path as written, and the conditions on the items on the way to what it gives."""

    text: str
    conditions: tuple[Any, ...] = ()

    def spots(self, world: World) -> list[Spot]:
        """What it gives."""
        from naive.conditions import fits  # noqa: PLC0415 - conditions read paths

        root, steps, _ = steps_of(self.text, world)
        found, done = starts(root, steps, world)
        record = _record(steps)
        for index, step in enumerate(steps):
            if index >= done:
                found = follow(found, [step], world)
            if index == record:
                found = [s for s in found if all(fits(c, s, world) for c in self.conditions)]
        return found

    def all_spots(self, world: World) -> list[Spot]:
        """What it gives, whatever the conditions."""
        return replace(self, conditions=()).spots(world)

    def is_many(self, world: World) -> bool:
        return any(step.name == "[]" for step in steps_of(self.text, world)[1])

    def says_something(self, value: Any, world: World) -> bool:
        """Whether one of its values says anything."""
        _, steps, _ = steps_of(self.text, world)
        is_listed = self.is_title(world) or bool(steps and steps[-1].name == "[]")
        return has_content_listed(value) if is_listed else has_content(value)

    def is_title(self, world: World) -> bool:
        """Whether it ends at what people call the record around it by."""
        root, steps, root_type_ = steps_of(self.text, world)
        records = [root_type_] if root == "item" else []
        records += [step.type for step in steps[:-1]]
        is_field = bool(steps) and steps[-1].name not in ("[]", "@")
        return is_field and bool(records) and records[-1].title == steps[-1].name

    def field(self, world: World) -> str:
        """The last field's name."""
        root, steps, _ = steps_of(self.text, world)
        return [root, *(step.name for step in steps if step.name not in ("[]", "@"))][-1]

    def around(self, world: World) -> Spot:
        """Where something missing would stand."""
        root, steps, _ = steps_of(self.text, world)
        found, done = starts(root, steps, world)
        if len(found) != 1 or found[0].document is None:
            return NOWHERE
        names = []
        for step in steps[done:]:
            if step.name in ("[]", "@"):
                break
            names.append(step.name)
        (spot,) = found
        at = spot.pointer if spot.fixed else spot.pointer + pointer(*names)
        return Spot(None, spot.document, at, _TEXT)

    def lacks_in_an_item(self, world: World) -> bool:
        """Whether a list item that counts has nothing in the field that the path ends at."""
        _, steps, _ = steps_of(self.text, world)
        record = _record(steps)
        if record is None or any(step.name == "[]" for step in steps[record + 1 :]):
            return False
        items = replace(self, text=_written(self.text, steps[: record + 1])).spots(world)
        names = []
        for step in steps[record + 1 :]:
            if step.name == "@":
                break
            names.append(step.name)
        return not all(_leads_on(item.value, names) for item in items)

    def is_untold(self, world: World) -> bool:
        """Whether a list on the way is absent that may be untold."""
        root, steps, _ = steps_of(self.text, world)
        for number, step in enumerate(steps):
            if step.name in ("[]", "@") or not step.type.may_be_untold:
                continue
            found, done = starts(root, steps[:number], world)
            found = follow(found, steps[done:number], world)
            if not all(_names_any(s.value.get(step.name) or [], step.type.items) for s in found):
                return True
        return False


def _record(steps: Sequence[Step]) -> int | None:
    """The step to the innermost list items that are records."""
    listed = [i for i, step in enumerate(steps) if step.name == "[]"]
    return max((i for i in listed if steps[i].type.type == "object"), default=None)


def _written(text: str, steps: Sequence[Step]) -> str:
    """The path as written, as far as these steps go."""
    names = [step.name for step in steps if step.name != "@"]
    return ".".join([text.replace("[]", ".[]").split(".")[0], *names]).replace(".[]", "[]")


def _leads_on(value: Any, names: Sequence[str]) -> bool:
    for name in names:
        value = value.get(name) if value is not None else None
    return value is not None


def _names_any(items: Sequence[Any], type_: FieldType | None) -> bool:
    fields: Mapping[str, FieldType] = type_.fields if type_ else {}
    naming = [name for name, part in fields.items() if part.reference]
    given = [item for item in items if item is not None]
    if naming:
        return any(has_content(item.get(name)) for item in given for name in naming)
    return any(has_content_listed(item) for item in given)
