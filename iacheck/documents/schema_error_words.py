"""What is wrong inside a document, and the words to say it in."""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

from iacheck.documents.field_types import Schema
from iacheck.language.frozen import frozen
from iacheck.language.labels import word
from iacheck.language.messages import LocalText, Message, OneOf, Value, message
from iacheck.language.problems import Level

# The fields and list positions that lead to a value of a document.
Steps: TypeAlias = tuple[str | int, ...]
# What fields are called, by their names.
FieldWords: TypeAlias = Mapping[str, LocalText]

# Stores hold integers of 64 bits.
LARGEST = 2**63 - 1
_LONGEST_SHOWN = 80


@frozen
class SchemaError:
    """One thing that is wrong at one place of a document, not yet tied to a file."""

    steps: Steps
    message: Message
    given: Value = None
    expected: Value = None
    level: Level = "error"


def printable(text: str) -> str:
    r"""The text with halves of characters, which no file can hold, written as `\udc80`."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def quotable(text: str) -> str:
    """The text as a sentence can quote it: printable, and cut where it is long."""
    cut = text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"
    return printable(cut)


def step_label(steps: Steps, own: FieldWords) -> Value:
    """What people call the value at `steps`: its field, or its number in the list.

    `own` are the words that the schema of the document has for its fields.
    """
    last = steps[-1]
    if isinstance(last, str):
        return own.get(last) or word(last) or quotable(last)
    return message("no. {number} of {list}", number=last + 1, list=step_label(steps[:-1], own))


def given_value(value: object) -> Value:
    """The value as a result can carry it: a scalar as it is, anything else in words."""
    if isinstance(value, str):
        return quotable(value)
    if isinstance(value, int):
        # Not str(): Python refuses to write out an integer of more than 4300 digits.
        return value if -LARGEST - 1 <= value <= LARGEST else f"{Decimal(value):.3e}"
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if value is None or isinstance(value, datetime.date):
        return value
    return value_in_words(value)


def value_in_words(value: object) -> Message:
    """The value as a sentence names it."""
    if isinstance(value, str):
        return message("the text “{text}”", text=quotable(value))
    if isinstance(value, bool):
        return message("the value {value}", value=str(value).lower())
    if isinstance(value, int | float):
        return message("the number {number}", number=str(given_value(value)))
    named = _SAID.get(type(value))
    return named or message("a value of the type {type}", type=type(value).__name__)


_SAID: Mapping[type, Message] = {
    list: message("a list"),
    dict: message("a group of fields"),
    type(None): message("an empty value"),
}

# The texts of a fixed form, by the `format` that stands beside their pattern.
FORMS: Mapping[str, Message] = {
    "date": message("a day that exists, written year-month-day, such as 2015-02-10"),
    "year": message("a year, such as 2015"),
    "half-year": message("a half-year, such as 2012-H1"),
    "period": message("a year or a half-year, such as 2015 or 2012-H1"),
    "county-number": message("a county number of two digits, as text, such as “11”"),
    "subject": message(
        "national, or council, party or centre with a slash and an id, such as council/rogaland"
    ),
    "key": message("text on one line, and not empty"),
    "document-name": message(
        "a document's kind and key with a slash between, such as report/rogaland-2015"
    ),
    "sha256": message("a SHA-256 of 64 characters, 0–9 and a–f"),
}

_TYPES: Mapping[str, Message] = {
    "string": message("text"),
    "integer": message("a whole number"),
    "number": message("a number"),
    "boolean": message("true or false"),
    "array": message("a list"),
    "object": message("a group of fields"),
}


def allowed_values(schema: Schema) -> Message:
    """What a schema allows, in words."""
    if "enum" in schema:
        return message("one of {choices}", choices=schema["enum"])
    if schema.get("format") in FORMS:
        return FORMS[schema["format"]]
    if "pattern" in schema:
        return message("text of the form {pattern}", pattern=schema["pattern"])
    if "minLength" in schema:
        return message("text that is not empty")
    return _number(schema) if "minimum" in schema else _of_type(schema["type"])


def _of_type(types: str | Sequence[str]) -> Message:
    several = [_TYPES[name] for name in ([types] if isinstance(types, str) else types)]
    return several[0] if len(several) == 1 else message("{allowed}", allowed=OneOf(several))


def _number(schema: Schema) -> Message:
    least = schema["minimum"]
    if "maximum" in schema:
        return message("a number from {least} to {most}", least=least, most=schema["maximum"])
    if schema["type"] == "integer":
        return message("a whole number, {least} or more", least=least)
    return message("a number, {least} or more", least=least)
