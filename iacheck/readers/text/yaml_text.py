"""YAML text to plain values, with the line and column of every part.

Only what JSON has too can be written: objects, lists, texts, numbers, true, false and null. So
`no`, `2015-02-10` and `0301` are texts, and there are no anchors, aliases and tags. (The JSON
schema of YAML 1.2, section 10.2, with `~` and nothing for null, any case for the three words,
and texts for all else.)
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any

import yaml

from iacheck.documents.document import pointer
from iacheck.language import limits
from iacheck.language.messages import Message, message
from iacheck.language.places import Place
from iacheck.language.problems import Problem
from iacheck.readers.text.parsed_text import ParsedText, duplicate_key, not_finite, too_many_digits
from iacheck.readers.text.yaml_mistakes import explain

# PyYAML's parser in C; in Python where PyYAML was built without it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_WORDS = {"": None, "~": None} | {
    written(word): value
    for word, value in (("null", None), ("true", True), ("false", False))
    for written in (str.lower, str.capitalize, str.upper)
}
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)", re.ASCII)
_FLOAT = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?", re.ASCII)
_STANDARD_TAG = "tag:yaml.org,2002:"
_NOT_FINITE = re.compile(r"[+-]?\.(?:inf|nan)", re.IGNORECASE)

# Characters that the parser refuses, or takes for line ends though no editor shows them so.
_UNREADABLE = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)


def load_yaml(text: str) -> ParsedText:
    """Read a YAML text; several documents in it, parted by `---`, are read as one list.

    Refused, beside what is no YAML: a field that stands twice in one object, anchors, aliases,
    tags, numbers that are not finite, more than `limits.DEPTH` levels.
    """
    unreadable = _UNREADABLE.search(text)
    if unreadable:
        at = unreadable.start()
        told = message(
            "There is an invisible character, {code}, that YAML cannot read; delete it",
            code=f"U+{ord(unreadable[0]):04X}",
        )
        return _unreadable(text.count("\n", 0, at) + 1, told, at - text.rfind("\n", 0, at))
    try:
        documents = list(_documents(yaml.parse(text, Loader=_LOADER)))
    except _TooDeep as deep:
        return _unreadable(deep.line, limits.too_deep())
    except yaml.MarkedYAMLError as error:
        return ParsedText(None, {}, (explain(error, text),))
    if not documents:
        return ParsedText(None, {"": 1})
    return documents[0] if len(documents) == 1 else _as_list(documents)


class _TooDeep(Exception):
    """Lists and objects stand inside one another too deep; `line` is where."""

    def __init__(self, line: int) -> None:
        self.line = line


def _documents(events: Iterator[yaml.Event]) -> Iterator[ParsedText]:
    """The documents of a stream but those with nothing in them."""
    for event in events:
        if isinstance(event, yaml.NodeEvent):
            builder = _Builder(events)
            value = builder.value(event, "")
            empty = isinstance(event, yaml.ScalarEvent) and not event.value and not event.style
            if not empty or builder.errors:
                yield ParsedText(value, builder.lines, tuple(builder.errors), builder.columns)


def _as_list(documents: list[ParsedText]) -> ParsedText:
    lines = {"": min(document.lines[""] for document in documents)}
    errors: list[Problem] = []
    for index, document in enumerate(documents):
        lines.update({f"/{index}{path}": line for path, line in document.lines.items()})
        errors += [
            Problem(error.message, place=error.place, path=f"/{index}{error.path}")
            for error in document.errors
        ]
    values = [document.value for document in documents]
    return ParsedText(values, lines, tuple(errors), documents=len(documents))


class _Builder:
    """Builds the value of one document from the parser's events."""

    def __init__(self, events: Iterator[yaml.Event]) -> None:
        self.events = events
        self.lines: dict[str, int] = {}
        self.columns: dict[str, int] = {}
        self.errors: list[Problem] = []

    def value(self, event: yaml.Event, path: str, depth: int = 0) -> Any:
        self._note(path, event)
        self._refuse_marks(event, path)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, path)
        if isinstance(event, yaml.AliasEvent):
            return None
        if depth == limits.DEPTH:
            raise _TooDeep(_line(event))
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(path, depth + 1)
        return self._object(path, depth + 1)

    def _note(self, path: str, event: yaml.Event) -> None:
        """Where a part begins: with the name of a field, which comes before its value."""
        if path not in self.lines:
            self.lines[path], self.columns[path] = _line(event), _column(event)

    def _list(self, path: str, depth: int) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.value(event, f"{path}/{len(items)}", depth))
        return items

    def _object(self, path: str, depth: int) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self._error(_no_name(), event, path)
                self.value(event, path, depth)
                self.value(next(self.events), path, depth)
                continue
            # A name is taken as written, also one like 2015.
            name = event.value
            field_path = path + pointer(name)
            self._refuse_marks(event, field_path)
            twice = name in fields
            if twice:
                self._error(duplicate_key(name, self.lines[field_path]), event, field_path)
            self._note(field_path, event)
            value = self.value(next(self.events), field_path, depth)
            if not twice:
                fields[name] = value
        return fields

    def _scalar(self, event: yaml.ScalarEvent, path: str) -> Any:
        text = event.value
        if event.style:  # quoted or a block
            return text
        if text in _WORDS:
            return _WORDS[text]
        try:
            number = _number(text)
        except ValueError:
            self._error(too_many_digits(), event, path)
            return None
        if number is None:
            return text
        if isinstance(number, float) and not math.isfinite(number):
            self._error(not_finite(text), event, path)
            return None
        return number

    def _refuse_marks(self, event: yaml.Event, path: str) -> None:
        """Aliases, anchors and tags: with them a text says more than it shows."""
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if isinstance(event, yaml.AliasEvent):
            self._error(_no_alias(f"*{anchor}"), event, path)
        elif anchor is not None:
            self._error(_no_alias(f"&{anchor}"), event, path)
        if tag is not None:
            self._error(_no_tag(tag.replace(_STANDARD_TAG, "!!")), event, path)

    def _error(self, told: Message, event: yaml.Event, path: str) -> None:
        place = Place(_line(event), column=_column(event))
        self.errors.append(Problem(told, place=place, path=path))


def _line(event: yaml.Event) -> int:
    mark = event.start_mark
    return 0 if mark is None else mark.line + 1


def _column(event: yaml.Event) -> int:
    mark = event.start_mark
    return 0 if mark is None else mark.column + 1


def _number(text: str) -> int | float | None:
    """The number that a plain word is, if any. Raises ValueError if it has too many digits."""
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return math.inf if _NOT_FINITE.fullmatch(text) else None


def _no_alias(given: str) -> Message:
    return message(
        "“{given}” is read as a reference to another place, which cannot be used here; write the "
        "value out, or put a text that begins with & or * between quotes",
        given=given,
    )


def _no_tag(given: str) -> Message:
    return message(
        "“{given}” is read as a type name, which cannot be used here; remove it, or put a text "
        "that begins with ! between quotes",
        given=given,
    )


def _no_name() -> Message:
    return message("A list or an object stands where the name of a field is meant")


def _unreadable(line: int, told: Message, column: int | None = None) -> ParsedText:
    return ParsedText(None, {}, (Problem(told, place=Place(line, column=column)),))
