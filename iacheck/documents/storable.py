"""What no store can hold, whatever the kind of document: found before anything is written."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

from iacheck.documents.schema_error_words import (
    LARGEST,
    SchemaError,
    Steps,
    given_value,
    quotable,
    step_label,
    value_in_words,
)
from iacheck.language import limits
from iacheck.language.messages import message

_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


def without_nulls(body: Mapping[str, Any]) -> tuple[dict[str, Any], list[SchemaError]]:
    """A copy of the body without the fields that are null, and what no store can hold of it.

    In the copy, what is too large or too deep even to be written into an error is cut down.
    """
    found: list[SchemaError] = []
    return _fields(body, (), found), found


def _fields(fields: Mapping[str, Any], steps: Steps, found: list[SchemaError]) -> dict[str, Any]:
    kept = {}
    for name, value in fields.items():
        here = (*steps, name)
        if name.startswith("$") or "\0" in name or _is_broken(name):
            found.append(_bad_name(here, name))
        if value is not None:
            kept[name] = _part(value, here, found)
    return kept


def _part(value: Any, steps: Steps, found: list[SchemaError]) -> Any:
    if isinstance(value, str):
        if _is_broken(value):
            found.append(_broken(steps, value))
    elif isinstance(value, dict | list):
        # The document itself is the first level.
        if len(steps) >= limits.DEPTH:
            found.append(SchemaError(steps, limits.too_deep()))
            return None
        if isinstance(value, dict):
            return _fields(value, steps, found)
        return [_part(item, (*steps, at), found) for at, item in enumerate(value)]
    elif isinstance(value, int):
        if not -LARGEST - 1 <= value <= LARGEST:
            found.append(_too_large(steps, value))
            return given_value(value)
    elif isinstance(value, float) and not math.isfinite(value):
        found.append(_no_number(steps, value))
    return value


def _is_broken(text: str) -> bool:
    return not text.isascii() and _HALF_CHARACTER.search(text) is not None


def _bad_name(steps: Steps, name: str) -> SchemaError:
    told = message(
        "No store can keep a field called “{name}”: its name begins with $, or holds a character "
        "that cannot be written; call it something else",
        name=quotable(name),
    )
    return SchemaError(steps, told, given_value(name))


def _broken(steps: Steps, text: str) -> SchemaError:
    told = message(
        "{field} holds half a character, which no store can keep: “{text}”; write the text anew",
        field=step_label(steps),
        text=quotable(text),
    )
    return SchemaError(steps, told, given_value(text))


def _too_large(steps: Steps, number: int) -> SchemaError:
    told = message(
        "{field} is {given}, more than any store can keep; numbers end at {most}",
        field=step_label(steps),
        given=value_in_words(number),
        most=LARGEST,
    )
    return SchemaError(steps, told, given_value(number), LARGEST)


def _no_number(steps: Steps, number: float) -> SchemaError:
    told = message(
        "{field} is “{given}”, which is no number; leave the field out if the number is unknown",
        field=step_label(steps),
        given=str(number),
    )
    return SchemaError(steps, told, given_value(number))
