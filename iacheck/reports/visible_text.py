"""Text as every format can hold it, and as every reader sees it: nothing in it is invisible."""

from __future__ import annotations

import dataclasses
import json
import re
from typing import TypeVar

from iacheck.language.names import NOT_SHOWN, with_named_invisible

_LINE_ENDS = re.compile("[\u2028\u2029]")
_BREAK = re.compile("[\t\n\u2028\u2029]")
_SPACE = re.compile("[ \t\n\u2028\u2029]+")
_Part = TypeVar("_Part")


def on_one_line(text: str) -> str:
    """The text as it stands in a line: lines and tabs are spaces."""
    return _SPACE.sub(" ", with_named_invisible(text))


def without_line_breaks(text: str) -> str:
    """The same with every space as it stands: nothing in the text begins a line."""
    return _BREAK.sub(" ", with_named_invisible(text))


def escaped_in_json(text: str) -> str:
    """JSON that says the same, in which what would not be seen is written as JSON writes it."""
    return _LINE_ENDS.sub(_json_escape, NOT_SHOWN.sub(_json_escape, text))


def _json_escape(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1]


def as_readable(part: _Part) -> _Part:
    """A paper, or a part of one, in which every text can be shown."""
    shown_part: object = part
    if isinstance(part, str):
        shown_part = on_one_line(part)
    elif isinstance(part, tuple | list):
        shown_part = tuple(map(as_readable, part))
    elif dataclasses.is_dataclass(part) and not isinstance(part, type):
        fields = ((f.name, getattr(part, f.name)) for f in dataclasses.fields(part))
        shown_part = dataclasses.replace(
            part, **{name: as_readable(value) for name, value in fields}
        )
    return shown_part  # type: ignore[return-value]  # of the same form, if not the same type
