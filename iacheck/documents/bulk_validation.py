"""Whether nothing is to be told of a document of which there are many: by `jsonschema-rs`.

It says so in half the time that `quick_validation` takes, and takes as long to import as that takes
for some hundred documents. Asked is only for documents that can be encoded as stores do: of half a
character, the library says nothing. Its yes is exact; of its no nothing follows.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import Any, Final

from iacheck.documents.field_types import Schema, label_of
from iacheck.documents.misspelt_fields import lookalike_field
from iacheck.documents.quick_validation import IN_ORDER, Test, are_backwards
from iacheck.documents.storable import is_bad_name

# Up to here, a number is the same however it is read.
_LARGEST: Final = 2**53
_AS_THEY_ARE: Final = ("enum", "minLength", "pattern")
_KNOWN: Final = frozenset({
    *_AS_THEY_ARE, "$schema", "$id", "$defs", "title", "description", "examples", "type",
    "properties", "required", "items", "format", "minimum", "maximum",
})  # fmt: skip
# Patterns of a whole text that mean the same to both. Classes of characters (`\w`) do not.
_SAFE_PATTERN: Final = re.compile(r"\^(?:[^\\?]|\\u[0-9a-f]{4}|\\\.|\(\?[!:]|[)\]}]\?)*\$")
# What a field that no schema lists may hold; lists and objects are looked at more closely.
_UNLISTED: Final = {"type": ["string", "boolean", "null"]}


def bulk_test(schema: Schema) -> Test:
    """Whether a document of a schema without references is surely right."""
    import jsonschema_rs  # noqa: PLC0415 - only where there are many documents

    allowed = _allowed(schema, required=True)
    is_valid = jsonschema_rs.Draft202012Validator(allowed, validate_formats=True).is_valid
    has_right_records = _of_records(schema)

    def is_right(body: Any) -> bool:
        try:
            return is_valid(body) and has_right_records(body)
        except ValueError:  # a part is of a type that JSON has not
            return False

    return is_right


def _allowed(schema: Schema, *, required: bool) -> Any:
    """The schema of what is surely right by a schema; False where nothing can be said to be."""
    written = schema.get("type", ())
    types = [written] if isinstance(written, str) else list(written)
    if not types or not _is_known(schema):
        return False
    absent = [] if required else ["null"]
    allowed: dict[str, Any] = {"type": list(dict.fromkeys([*types, *absent]))}
    allowed |= {word: schema[word] for word in _AS_THEY_ARE if word in schema}
    if "enum" in schema and not required:
        allowed["enum"] = [*schema["enum"], None]
    if {"integer", "number"} & {*types}:
        allowed["minimum"] = max(schema.get("minimum", -_LARGEST), -_LARGEST)
        allowed["maximum"] = min(schema.get("maximum", _LARGEST), _LARGEST)
    if schema.get("format") == "date":
        allowed |= {"format": "date", "not": {"type": "string", "pattern": "^0000"}}
    if "array" in types:
        allowed["items"] = _allowed(schema["items"], required=True) if "items" in schema else False
        allowed["uniqueItems"] = bool(schema.get("x-distinct"))
    if "object" in types:
        needed = list(schema.get("required", ()))
        fields = schema.get("properties", {}).items()
        allowed |= {
            "properties": {n: _allowed(part, required=n in needed) for n, part in fields},
            "required": needed,
            "additionalProperties": _UNLISTED,
        }
    return allowed


def _is_known(schema: Schema) -> bool:
    return all(word in _KNOWN or word.startswith("x-") for word in schema) and (
        "pattern" not in schema or _SAFE_PATTERN.fullmatch(schema["pattern"]) is not None
    )


def _of_records(schema: Schema) -> Test:
    """Whether no record in a value has its days backwards, or a field that looks misspelt."""
    fields: Mapping[str, Schema] = schema.get("properties", {})
    listed, called = frozenset(fields), tuple((n, label_of(part)) for n, part in fields.items())
    pairs = tuple(pair for pair in IN_ORDER if listed >= set(pair))
    within = tuple((n, _of_records(part)) for n, part in fields.items() if _has_records(part))
    of_items = _of_records(schema["items"]) if "items" in schema else None

    @functools.lru_cache(1024)
    def is_harmless(name: str) -> bool:
        return not is_bad_name(name) and lookalike_field(name, called) is None

    def is_right(value: Any) -> bool:
        if type(value) is list:
            return of_items is None or all(map(of_items, value))
        if type(value) is not dict:
            return True
        if not value.keys() <= listed and not all(map(is_harmless, value.keys() - listed)):
            return False
        for pair in pairs:
            if are_backwards(value, *pair):
                return False
        for name, test in within:
            part = value.get(name)
            if part is not None and not test(part):
                return False
        return True

    return is_right


def _has_records(schema: Schema) -> bool:
    return "object" in schema.get("type", ()) or (
        "items" in schema and _has_records(schema["items"])
    )
