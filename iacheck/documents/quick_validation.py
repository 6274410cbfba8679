"""Whether nothing at all is to be told of a document: said in one pass, without a word of why.

Nearly all documents are right, and `validation`, which explains, takes a hundred times as long to
say so. Its yes is exact; of its no nothing follows: `validation` may still find nothing wrong. Own
closures and no library, because what is asked is more than the schema: whether a store can hold
it, whether days are in order, whether a field may be misspelt.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from iacheck.documents.field_types import Schema, label_of
from iacheck.documents.misspelt_fields import lookalike_field
from iacheck.documents.schema_error_words import LARGEST
from iacheck.documents.storable import is_bad_name, is_broken, is_storable
from iacheck.language import limits
from iacheck.language.periods import read_date

Test: TypeAlias = Callable[[Any], bool]

# The fields with a first and a last day.
IN_ORDER = (
    ("start", "end"),
    ("from", "to"),
    ("granted_on", "expires_on"),
    ("given_on", "planned_on"),
)
# A schema is a file of at most `DEPTH` levels, so its fields leave half of them to others.
_LEVELS_LEFT = limits.DEPTH // 2
_KNOWN = frozenset({
    "$schema", "$id", "$defs", "title", "description", "examples", "type", "properties", "required",
    "items", "enum", "format", "pattern", "minLength", "minimum", "maximum",
})  # fmt: skip


def quick_test(schema: Schema, *, require: bool) -> Test:
    """Whether a document of a schema without references is surely right.

    Missing fields matter only if `require`d. A level of a document takes two of its schema.
    """
    if any(word not in _KNOWN and not word.startswith("x-") for word in schema):
        return _cannot_tell
    written = schema.get("type", ())
    types = (written,) if isinstance(written, str) else tuple(written)
    tests = {type_: test for name in types for type_, test in _tests(name, schema, require)}
    if len(tests) == 1:
        return next(iter(tests.values()))
    return lambda value: tests.get(type(value), _cannot_tell)(value)


def _tests(name: str, schema: Schema, require: bool) -> list[tuple[type, Test]]:
    """A test for each Python type that a type of the schema has; it asks for the type itself."""
    if name == "object":
        return [(dict, _of_record(schema, require))]
    if name == "array":
        return [(list, _of_list(schema, require))]
    if name == "string":
        return [(str, _of_text(schema))]
    if name == "boolean":
        return [(bool, lambda value: type(value) is bool)]
    numbers = {"integer": (int,), "number": (int, float)}.get(name, ())
    return [(number, _of_number(schema, number)) for number in numbers]


def _cannot_tell(value: object) -> bool:
    del value
    return False


def _of_record(schema: Schema, require: bool) -> Test:
    fields: Mapping[str, Schema] = schema.get("properties", {})
    tests = {name: quick_test(part, require=require) for name, part in fields.items()}
    required = tuple(schema.get("required", ())) if require else ()
    in_order = tuple(pair for pair in IN_ORDER if tests.keys() >= set(pair))
    called = tuple((name, label_of(part)) for name, part in fields.items())

    @functools.lru_cache(1024)
    def is_harmless(name: str) -> bool:
        """Whether an unlisted field can be stored under this name, which is like no listed one."""
        return not is_bad_name(name) and lookalike_field(name, called) is None

    def is_right(record: Any) -> bool:
        if type(record) is not dict:
            return False
        for name, value in record.items():
            test = tests.get(name)
            if test is None:
                if not is_harmless(name) or not is_storable((value,), _LEVELS_LEFT):
                    return False
            elif value is not None and not test(value):
                return False
        for name in required:
            if record.get(name) is None:
                return False
        return not in_order or not any(are_backwards(record, *pair) for pair in in_order)

    return is_right


def are_backwards(record: Mapping[str, Any], first: str, last: str) -> bool:
    """Whether a record's last day is before its first."""
    from_, to = record.get(first), record.get(last)
    if not isinstance(from_, str) or not isinstance(to, str):
        return False
    # As they are written, days are in order as texts.
    return to < from_ and read_date(from_) is not None and read_date(to) is not None


def _of_list(schema: Schema, require: bool) -> Test:
    if "items" not in schema:
        return _cannot_tell
    test, is_distinct = quick_test(schema["items"], require=require), schema.get("x-distinct")

    def is_right(items: Any) -> bool:
        if type(items) is not list:
            return False
        for item in items:
            if not test(item):
                return False
        return not is_distinct or all(item not in items[:at] for at, item in enumerate(items))

    return is_right


def _of_text(schema: Schema) -> Test:
    least = schema.get("minLength", 0)
    form = re.compile(schema["pattern"]).fullmatch if "pattern" in schema else None
    choices = frozenset(schema["enum"]) if "enum" in schema else None
    is_day = schema.get("format") == "date"

    def is_right(text: Any) -> bool:
        return (
            type(text) is str
            and len(text) >= least
            and (text.isascii() or not is_broken(text))
            and (form is None or form(text) is not None)
            and (choices is None or text in choices)
            and (not is_day or read_date(text) is not None)
        )

    return is_right


def _of_number(schema: Schema, of: type) -> Test:
    low = max(schema.get("minimum", -LARGEST - 1), -LARGEST - 1)
    high = min(schema.get("maximum", LARGEST), LARGEST)
    choices = frozenset(schema["enum"]) if "enum" in schema else None

    def is_right(number: Any) -> bool:
        # NaN is neither above nor below anything.
        is_between = type(number) is of and low <= number <= high
        return is_between and (choices is None or number in choices)

    return is_right
