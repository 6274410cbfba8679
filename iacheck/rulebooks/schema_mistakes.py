"""What is wrong in the schema of a kind of document, beside what its model can tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from iacheck.checks.check import Mistake
from iacheck.documents.field_types import Schema
from iacheck.language.hints import unknown_name
from iacheck.language.messages import Message, message
from iacheck.language.names import nearest

Location = tuple[str | int, ...]

NAME = re.compile(r"[a-z_]+", re.ASCII)
_SHARED = "definitions.schema.json#/$defs/"
# What may stand beside a reference, so that it means the same to everybody who reads the schema.
_BESIDE = frozenset({"$ref", "title", "description", "x-label", "x-absent"})
# Keywords that say something of some types only.
_OF_TYPES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("properties", "required", "x-day", "x-before-day"), ("object",)),
    **dict.fromkeys(("items", "x-dated", "x-distinct", "x-absent"), ("array",)),
    **dict.fromkeys(("pattern", "minLength", "format", "examples"), ("string",)),
    **dict.fromkeys(("x-names", "x-reference"), ("string",)),
    **dict.fromkeys(("minimum", "maximum"), ("integer", "number")),
    "enum": ("string", "integer"),
}


def part_mistakes(part: Schema, shared: Schema, at: Location = ()) -> Iterator[Mistake]:
    """What is wrong in a part of a schema and in those below it; `shared` are the definitions."""
    if "$ref" in part:
        yield from _reference_mistakes(part, shared, at)
        return
    wanted = ("type", "items") if part.get("type") == "array" else ("type",)
    for keyword in wanted:
        if keyword not in part:
            yield Mistake((*at, keyword), message("“{field}” is missing", field=keyword))
    for keyword, types in _OF_TYPES.items():
        if keyword in part and part.get("type", types[0]) not in types:
            told = message(
                "“{keyword}” says nothing of the type {type}; leave it out",
                keyword=keyword,
                type=part["type"],
            )
            yield Mistake((*at, keyword), told)
    if part.get("x-distinct") and part.get("items", {}).get("type") in ("object", "array"):
        told = message("Only texts and numbers can be “{keyword}”", keyword="x-distinct")
        yield Mistake((*at, "x-distinct"), told)
    if "pattern" in part and (why := _wrong_pattern(part["pattern"])):
        yield Mistake((*at, "pattern"), why)
    yield from _wrong_fields(part, shared, at)
    if "items" in part:
        yield from part_mistakes(part["items"], shared, (*at, "items"))


def _wrong_fields(part: Schema, shared: Schema, at: Location) -> Iterator[Mistake]:
    fields = part.get("properties", {})
    for keyword in ("required", "x-identity", "x-before-day"):
        for index, name in enumerate(part.get(keyword, ())):
            if name not in fields:
                yield Mistake((*at, keyword, index), no_field(name, fields))
    for keyword in ("x-title", "x-day"):
        if keyword in part and part[keyword] not in fields:
            yield Mistake((*at, keyword), no_field(part[keyword], fields))
    for name, field in fields.items():
        if not NAME.fullmatch(name):
            told = message("A field is named in small letters a–z, with _ between words")
            yield Mistake((*at, "properties", name), told)
        yield from part_mistakes(field, shared, (*at, "properties", name))


def no_field(given: str, fields: Mapping[str, object]) -> Message:
    """What to tell of a field that a schema names and does not have."""
    return unknown_name(message("There is no field “{given}” here", given=given), given, fields)


def _reference_mistakes(part: Schema, shared: Schema, at: Location) -> Iterator[Mistake]:
    target = str(part["$ref"])
    name = target.removeprefix(_SHARED)
    if name == target or name not in shared:
        meant = nearest(name, shared)
        example = f"{_SHARED}{meant or 'date'}"
        told = message(
            "“$ref” points to a definition that all kinds share, such as {example}",
            example=example,
        )
        yield Mistake((*at, "$ref"), told)
    for keyword in part:
        if keyword not in _BESIDE:
            told = message(
                "“{keyword}” cannot stand beside “$ref”; leave one of them out", keyword=keyword
            )
            yield Mistake((*at, keyword), told)


def _wrong_pattern(pattern: str) -> Message | None:
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        return message(
            "“pattern” is no regular expression: {why}", why=getattr(error, "msg", str(error))
        )
    if pattern[:1] + pattern[-1:] != "^$":
        return message("“pattern” must say what the whole text is, from ^ to $")
    return None
