"""Text as every format can hold it, and as every reader sees it: nothing in it is invisible.

Documents may hold anything. Control characters and halves of characters stop many formats, or are
commands to a terminal; marks that turn the direction of writing, and marks that nobody sees, make
a text look other than it is. All of these are written as escapes, but the soft hyphen: it hides
nothing, and papers are full of it.
"""

from __future__ import annotations

import dataclasses
import json
import re
from typing import TypeVar

_NOT_SHOWN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_LINE_ENDS = re.compile("[\u2028\u2029]")
_BREAK = re.compile("[\t\n\u2028\u2029]")
_SPACE = re.compile("[ \t\n\u2028\u2029]+")
_Part = TypeVar("_Part")


def escape_invisible(text: str) -> str:
    r"""The text with an escape, such as `\x00`, for each character that would not be seen."""
    return _NOT_SHOWN.sub(lambda found: escape(found[0]), text.replace("\r\n", "\n"))


def escape(character: str) -> str:
    r"""`\x1b`, `\u202e`, `\U0001f600`."""
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def on_one_line(text: str) -> str:
    """The text as it stands in a line: lines and tabs are spaces."""
    return _SPACE.sub(" ", escape_invisible(text))


def without_line_breaks(text: str) -> str:
    """The same with every space as it stands: nothing in the text begins a line."""
    return _BREAK.sub(" ", escape_invisible(text))


def escaped_in_json(text: str) -> str:
    """JSON that says the same, in which what would not be seen is written as JSON writes it."""
    return _LINE_ENDS.sub(_json_escape, _NOT_SHOWN.sub(_json_escape, text))


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
