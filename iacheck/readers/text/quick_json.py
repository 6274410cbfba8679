"""JSON by the standard library's parser, some ten times as fast as `json_text`, and as strictly.

What it refuses, `json_text` reads once more, and says why. Where the parts of a document stand in
several lines, `json_text` finds out when somebody asks.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator
from typing import Any, NoReturn

from iacheck.language import limits
from iacheck.readers.text.json_text import load_json
from iacheck.readers.text.parsed_text import FoundWhenAsked, ParsedText

_SPACE = re.compile(r"[ \t\n\r]*")
_TEXT = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"')
_NO_MARKS = bytes(byte for byte in range(256) if byte not in b'{}[]"')
_ALIKE = bytes.maketrans(b"[]", b"{}")


def load_json_line(line: str, number: int) -> ParsedText:
    """Read one JSON value, as `load_json` does, of a text without line ends.

    All parts stand in the line with this number: `lines` of an object has only that of the whole.
    """
    try:
        value = _DECODER.decode(line)
    except (ValueError, RecursionError):
        return load_json(line, first_line=number)
    if not isinstance(value, dict) or _is_too_deep(line, limits.DEPTH):
        return load_json(line, first_line=number)
    return ParsedText(value, {"": number})


def load_json_documents(text: str) -> Iterable[ParsedText]:
    """Read one object, or the objects of one list each by itself; anything else as `load_json`."""
    try:
        return tuple(_documents(text))
    except (ValueError, RecursionError):
        return (load_json(text),)


def _documents(text: str) -> Iterator[ParsedText]:
    """The objects in a text. Raises ValueError where it must be read more closely."""
    at = _after_space(text, 0)
    is_list = text.startswith("[", at)
    line, counted, goes_on = 1, 0, True
    while goes_on:
        start = _after_space(text, at + is_list)
        line, counted = line + text.count("\n", counted, start), start
        document, end = _document(text, start, line, limits.DEPTH - is_list)
        yield document
        at = _after_space(text, end)
        goes_on = is_list and text.startswith(",", at)
    if text[at:].strip(" \t\n\r") != ("]" if is_list else ""):
        raise ValueError


def _document(text: str, start: int, line: int, levels: int) -> tuple[ParsedText, int]:
    """The object that begins here, in this line, and where it ends."""
    value, end = _DECODER.raw_decode(text, start)
    if not isinstance(value, dict):
        raise ValueError
    written = text[start:end]
    if _is_too_deep(written, levels):
        raise ValueError
    if "\n" not in written:
        return ParsedText(value, {"": line}), end
    lines = FoundWhenAsked(lambda: load_json(written, first_line=line).lines)
    return ParsedText(value, lines), end


def _after_space(text: str, at: int) -> int:
    return _SPACE.match(text, at).end()  # type: ignore[union-attr] # it always matches


def _fields(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise ValueError
    return fields


def _finite(written: str) -> float:
    number = float(written)
    if not math.isfinite(number):
        raise ValueError
    return number


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_fields, parse_float=_finite, parse_constant=_no_number
)


def _is_too_deep(written: str, levels: int) -> bool:
    """Whether more levels of lists and objects stand inside one another, in what is right JSON."""
    # Rarely are there as many brackets as levels are allowed.
    if written.count("{") + written.count("[") <= levels:
        return False
    brackets = _brackets(written)
    for _ in range(levels):
        if not brackets:
            return False
        brackets = brackets.replace(b"{}", b"")  # the innermost level of each
    return brackets != b""


def _brackets(written: str) -> bytes:
    """The brackets outside of texts, all of one sort."""
    data = written.encode()
    if b"\\" not in data:
        # Where no text holds a bracket, the quotation marks of each stand side by side.
        marks = data.translate(_ALIKE, _NO_MARKS).replace(b'""', b"")
        if b'"' not in marks:
            return marks
    return _TEXT.sub(b"", data).translate(_ALIKE, _NO_MARKS)
