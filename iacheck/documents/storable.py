"""What no store can hold, whatever the kind of document: found before anything is written."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from iacheck.documents.schema_error_words import (
    LARGEST,
    FieldWords,
    SchemaError,
    Steps,
    given_value,
    quotable,
    step_label,
    value_in_words,
)
from iacheck.language import limits
from iacheck.language.messages import message


def without_nulls(
    body: Mapping[str, Any], own: FieldWords | None = None
) -> tuple[dict[str, Any], list[SchemaError]]:
    """A copy of the body without the fields that are null, and what no store can hold of it.

    In the copy, what is too large or too deep even to be written into an error is cut down.
    `own` are the words that the document's schema has for its fields.
    """
    copying = _Copying(own or {})
    return copying.fields(body, ()), copying.found


def is_storable(parts: Mapping[str, Any] | Sequence[Any], levels: int = limits.DEPTH) -> bool:
    """Whether surely nothing in a document or list keeps it from any store: so it is in most.

    Of its no nothing follows; `without_nulls` looks closer. `levels` is how deep it may be.
    """
    if isinstance(parts, Mapping):
        # Nearly all names are words, of which nothing more is to be asked.
        if not all(map(str.isidentifier, parts)) and any(map(is_bad_name, parts)):
            return False
        parts = tuple(parts.values())
    for part in parts:
        kind = type(part)
        if kind is str:
            can_be = part.isascii() or not is_broken(part)
        elif kind is dict or kind is list:
            can_be = levels > 1 and is_storable(part, levels - 1)
        elif kind is int or kind is float:
            can_be = -LARGEST - 1 <= part <= LARGEST
        else:
            can_be = part is None or kind is bool
        if not can_be:
            return False
    return True


class _Copying:
    """One pass through a document; `found` is what no store can hold."""

    def __init__(self, own: FieldWords) -> None:
        self.own = own
        self.found: list[SchemaError] = []

    def fields(self, fields: Mapping[str, Any], steps: Steps) -> dict[str, Any]:
        kept = {}
        for name, value in fields.items():
            here = (*steps, name)
            if is_bad_name(name):
                self.found.append(_bad_name(here, name))
            if value is not None:
                kept[name] = self._part(value, here)
        return kept

    def _part(self, value: Any, steps: Steps) -> Any:
        if isinstance(value, str):
            if is_broken(value):
                self.found.append(_broken(steps, value, self.own))
        elif isinstance(value, dict | list):
            # The document itself is the first level.
            if len(steps) >= limits.DEPTH:
                self.found.append(SchemaError(steps, limits.too_deep()))
                return None
            if isinstance(value, dict):
                return self.fields(value, steps)
            return [self._part(item, (*steps, at)) for at, item in enumerate(value)]
        elif isinstance(value, int):
            if not -LARGEST - 1 <= value <= LARGEST:
                self.found.append(_too_large(steps, value, self.own))
                return given_value(value)
        elif isinstance(value, float) and not math.isfinite(value):
            self.found.append(_no_number(steps, value, self.own))
        return value


def is_bad_name(name: str) -> bool:
    """Whether no store can keep a field with this name."""
    return not name.isidentifier() and (name[:1] == "$" or "\0" in name or is_broken(name))


def is_broken(text: str) -> bool:
    """Whether a text holds half a character, which cannot be written."""
    if text.isascii():
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _bad_name(steps: Steps, name: str) -> SchemaError:
    told = message(
        "No store can keep a field called “{name}”: its name begins with $, or holds a character "
        "that cannot be written; call it something else",
        name=quotable(name),
    )
    return SchemaError(steps, told, given_value(name))


def _broken(steps: Steps, text: str, own: FieldWords) -> SchemaError:
    told = message(
        "{field} holds half a character, which no store can keep: “{text}”; write the text anew",
        field=step_label(steps, own),
        text=quotable(text),
    )
    return SchemaError(steps, told, given_value(text))


def _too_large(steps: Steps, number: int, own: FieldWords) -> SchemaError:
    told = message(
        "{field} is {given}, more than any store can keep; numbers end at {most}",
        field=step_label(steps, own),
        given=value_in_words(number),
        most=LARGEST,
    )
    return SchemaError(steps, told, given_value(number), LARGEST)


def _no_number(steps: Steps, number: float, own: FieldWords) -> SchemaError:
    told = message(
        "{field} is “{given}”, which is no number; leave the field out if the number is unknown",
        field=step_label(steps, own),
        given=str(number),
    )
    return SchemaError(steps, told, given_value(number))
