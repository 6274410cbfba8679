"""What a document of a kind looks like, in types: the schemas as rules and readers use them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any, TypeAlias

from iacheck.language.frozen import frozen
from iacheck.language.messages import LocalText

# A schema as it stands in its file.
Schema: TypeAlias = Mapping[str, Any]


@frozen
class FieldType:
    """One value of a document, as its schema describes it.

    `type` is the schema's (`object`, `array`, `string`, `integer`, `number`, `boolean`); where
    several are allowed, the first. `names` are the kinds of body that a text may name; with
    `reference` it always names one. For the items of a list, `identity` are the fields that
    identify an item without an `id`, and `title` is the one that people call it by. The items
    of a `dated` list are facts with `from` and `to`; what stands twice in a `distinct` one counts
    once. Where one `may_be_untold` is absent, nothing
    says that there are none. What took place on a day has this in the field `day`; the fields
    `before_day` tell what is so before it, too. `choices` are the only values allowed, `examples`
    those that are usual where others are allowed too. `label` is what people call it, where the
    schema says so.
    """

    type: str
    fields: Mapping[str, FieldType] = field(default_factory=dict)
    items: FieldType | None = None
    names: tuple[str, ...] = ()
    reference: bool = False
    identity: tuple[str, ...] = ()
    title: str | None = None
    dated: bool = False
    distinct: bool = False
    may_be_untold: bool = False
    day: str | None = None
    before_day: tuple[str, ...] = ()
    choices: tuple[str | int, ...] = ()
    examples: tuple[str, ...] = ()
    format: str | None = None
    label: LocalText | None = None


def field_type_of(schema: Schema) -> FieldType:
    """The field type that a schema without references describes."""
    kind = schema["type"]
    return FieldType(
        type=kind if isinstance(kind, str) else kind[0],
        fields={name: field_type_of(part) for name, part in schema.get("properties", {}).items()},
        items=field_type_of(schema["items"]) if "items" in schema else None,
        names=tuple(schema.get("x-names", ())),
        reference=schema.get("x-reference", False),
        identity=tuple(schema.get("x-identity", ())),
        title=schema.get("x-title"),
        dated=schema.get("x-dated", False),
        distinct=schema.get("x-distinct", False),
        may_be_untold=schema.get("x-absent") == "untold",
        day=schema.get("x-day"),
        before_day=tuple(schema.get("x-before-day", ())),
        choices=tuple(schema.get("enum", ())),
        examples=tuple(schema.get("examples", ())),
        format=schema.get("format"),
        label=label_of(schema),
    )


def label_of(schema: Schema) -> LocalText | None:
    """What people call that which a schema describes; None where the schema does not say."""
    return LocalText(**schema["x-label"]) if "x-label" in schema else None


def without_references(file: str, files: Mapping[str, Schema]) -> dict[str, Any]:
    """A schema with what its `$ref`s stand for put in their place.

    `files` are all schemas by file name. What stands beside a `$ref` adds to what it points to,
    or takes its place: a title, a description. Done here because the library that does it takes
    longer to import than everything else that a rule needs of the schemas.
    """

    def put_in(node: Any, file: str) -> Any:
        if isinstance(node, list):
            return [put_in(part, file) for part in node]
        if not isinstance(node, dict):
            return node
        own = {name: put_in(part, file) for name, part in node.items() if name != "$ref"}
        if "$ref" not in node:
            return own
        target, _, steps = node["$ref"].partition("#/")
        found: Any = files[target or file]
        for step in steps.split("/"):
            found = found[step]
        return put_in(found, target or file) | own

    whole: dict[str, Any] = put_in(files[file], file)
    return whole
