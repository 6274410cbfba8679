"""From the schemas of documents to the rules that MongoDB itself can keep (`$jsonSchema`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from iacheck.store.shelves import Shelf

# A decimal or a double may be whole, and other systems write some: a check looks closer than the
# database.
_TYPES: Final[Mapping[str, tuple[str, ...]]] = {
    "string": ("string",),
    "integer": ("int", "long", "double", "decimal"),
    "number": ("int", "long", "double", "decimal"),
    "boolean": ("bool",),
    "array": ("array",),
    "object": ("object",),
}
_AS_THEY_ARE: Final = ("minLength", "minimum", "maximum")
_ESCAPED: Final = re.compile(r"\\u([0-9a-fA-F]{4})")


def validator(kind: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    """What a collection's documents must be, from a schema without references.

    Whatever an import takes, and whatever a check takes from other systems, passes: `null` for
    what is absent, a date for a day, and any type of `_id`.
    """
    rules = _rules(schema, required=True)
    rules["properties"].pop("_id", None)
    return {"$jsonSchema": {"title": f"iacheck: {kind}", **rules}}


def shelf_validator(shelf: Shelf) -> dict[str, Any]:
    """What rows must be whose fields are all texts or whole numbers; nothing for other shelves."""
    if not shelf.always:
        return {}
    names = {
        name: ["int", "long"] if name in shelf.numbers else ["string"] for name in shelf.columns
    }
    rules = {
        name: {"bsonType": types if name in shelf.always else [*types, "null"]}
        for name, types in names.items()
    }
    return {
        "$jsonSchema": {
            "title": f"iacheck: {shelf.name}",
            "bsonType": "object",
            "required": list(shelf.always),
            "properties": rules,
        }
    }


def is_ours(rules: Mapping[str, Any]) -> bool:
    """Whether a collection's rules were made here, be it from other schemas."""
    title = rules.get("$jsonSchema", {}).get("title", "")
    return str(title).startswith("iacheck: ")


def _rules(schema: Mapping[str, Any], *, required: bool) -> dict[str, Any]:
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    allowed = [name for kind in types for name in _TYPES[kind]]
    allowed += ["date"] if schema.get("format") == "date" else []
    rules: dict[str, Any] = {"bsonType": allowed if required else [*allowed, "null"]}
    rules.update({name: schema[name] for name in _AS_THEY_ARE if name in schema})
    if "pattern" in schema:
        rules["pattern"] = _ESCAPED.sub(r"\\x{\1}", schema["pattern"])
    if "enum" in schema:
        rules["enum"] = [*schema["enum"], *([] if required else [None])]
    needed = schema.get("required", [])
    if needed:
        rules["required"] = list(needed)
    if "properties" in schema:
        rules["properties"] = {
            name: _rules(part, required=name in needed)
            for name, part in schema["properties"].items()
        }
    if isinstance(schema.get("additionalProperties"), Mapping):
        rules["additionalProperties"] = _rules(schema["additionalProperties"], required=False)
    if "items" in schema:
        rules["items"] = _rules(schema["items"], required=True)
    return rules
