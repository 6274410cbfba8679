"""What stands in documents, in words for those who read no YAML: by the labels of the fields.

`rapport med aktiviteter (delmål 1 og 2; delmål 3)`. Nothing is known here of any kind of document.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any

from iacheck.cases.index import is_name
from iacheck.documents.document_kind import Root
from iacheck.documents.field_types import FieldType
from iacheck.language.frozen import frozen
from iacheck.language.labels import Labels, word
from iacheck.language.language import Language
from iacheck.language.messages import Message, Value, message
from iacheck.language.names import character_code
from iacheck.language.periods import read_date, read_period

# Longer texts, and longer lists, are cut: what they are is told by how they begin.
_LONGEST = 60
_MOST = 10
# What a document, or a part of one, is called by others; nobody reads it where none does.
_IDS = ("_id", "id")


@frozen
class DocumentWords:
    """Puts documents into words: `labels` are a rule book's own, which come before others."""

    labels: Labels
    language: Language

    def documents(self, given: Mapping[str, Any], roots: Mapping[str, Root]) -> str:
        """Documents under the names that paths begin with; where there are none, that."""
        named = frozenset(_named(given))
        told = [
            self._document(roots[name], body, named)
            for name, value in given.items()
            for body in (value if roots[name].many else [value])
        ]
        return "; ".join(told) or self._say(message("nothing has come"))

    def _document(self, root: Root, body: Any, named: Set[str]) -> str:
        called = self._called(root.name, root.label)
        if not isinstance(body, Mapping):
            # A party of the rule book, by its id.
            return f"{called} {self.language.value(self._label(str(body)))}"
        shown = _without_ids(body, named)
        if body and not shown:
            return called
        fields = list(self._fields(shown, root.kind.field_type))
        if not fields:
            return self._say(message("{document} with nothing in it", document=called))
        return self._say(message("{document} with {fields}", document=called, fields=fields))

    def _fields(self, body: Mapping[str, Any], field_type: FieldType) -> Iterator[str]:
        for name, value in body.items():
            yield self._field(name, value, field_type.fields.get(name) or FieldType("string"))

    def _field(self, name: str, value: Any, field_type: FieldType) -> str:
        called = self._called(name, field_type.label)
        if value == [] or value is None:
            return self._say(message("no {field}", field=called))
        if value in ("", {}):
            return self._say(message("{field} with nothing in it", field=called))
        if isinstance(value, bool):
            return f"{called}: {self.language.value(value)}"
        if isinstance(value, Mapping):
            return f"{called} ({self._record(value, field_type)})"
        if isinstance(value, Sequence) and not isinstance(value, str):
            return f"{called} {self._items(value, field_type.items or FieldType('string'))}"
        return f"{called} {self._scalar(value, field_type)}"

    def _items(self, values: Sequence[Any], field_type: FieldType) -> str:
        """Plain values one after the other; records within brackets."""
        shown = values if len(values) <= _MOST else values[: _MOST - 1]
        more = len(values) - len(shown)
        if any(isinstance(value, Mapping) for value in values):
            told = [
                self._record(v, field_type)
                if isinstance(v, Mapping)
                else self._scalar(v, field_type)
                for v in shown
            ]
            rest = [self._say(message("and {count} more", count=more))] if more else []
            return f"({'; '.join([*told, *rest])})"
        told = [self._scalar(value, field_type) for value in shown]
        if more:
            told.append(self._say(message("{count} more", count=more)))
        return self.language.listed(told)

    def _record(self, value: Mapping[str, Any], field_type: FieldType) -> str:
        if not value:
            return self._say(message("one with nothing in it"))
        # What people call a thing by needs no label.
        title = value.get(field_type.title or "")
        own = [self._scalar(title, FieldType("string"))] if isinstance(title, str) else []
        rest = {name: part for name, part in value.items() if not own or name != field_type.title}
        return ", ".join([*own, *self._fields(rest, field_type)])

    def _scalar(self, value: Any, field_type: FieldType) -> str:
        """A number, a day, a period, a body or a code in words; any other text between quotes."""
        if not isinstance(value, str):
            # A year is no amount of anything, and has no space in it.
            told = str(value) if field_type.format == "year" else self.language.value(value)
            return _visible(told)
        known = read_date(value) or read_period(value)
        if known is not None:
            return self.language.value(known)
        if value in field_type.choices or value in field_type.examples:
            return self.language.value(self._label(value))
        value = _visible(value)
        if field_type.names and is_name(value):
            return value
        cut = value if len(value) <= _LONGEST else f"{value[:_LONGEST].rstrip()} …"
        quoted = self._say(message("“{text}”", text=cut))
        if cut == value:
            return quoted
        return self._say(message("{text} ({count} characters)", text=quoted, count=len(value)))

    def _called(self, name: str, schema: Value) -> str:
        """What people call a field or document: by its schema, or by the program's own words.

        The rule book's words are of codes, and of parameters that may be called as a field is.
        """
        return self.language.value(
            schema or word(name) or self.labels.own.get(name) or _visible(name)
        )

    def _label(self, code: str) -> Value:
        return self.labels.of(code)

    def _say(self, told: Message) -> str:
        return self.language.say(told)


def _named(value: Any) -> Iterator[str]:
    """All texts in documents, but for the ids of these themselves and of their parts."""
    if isinstance(value, Mapping):
        for name, part in value.items():
            if name not in _IDS:
                yield from _named(part)
    elif isinstance(value, str):
        yield value
    elif isinstance(value, Sequence):
        for part in value:
            yield from _named(part)


def _without_ids(value: Any, named: Set[str]) -> Any:
    """The same without the ids that nothing else there names."""
    if isinstance(value, Mapping):
        return {
            name: _without_ids(part, named)
            for name, part in value.items()
            if name not in _IDS or not isinstance(part, str) or part in named
        }
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_without_ids(part, named) for part in value]
    return value


def _visible(text: str) -> str:
    """The text with the code of every character that has no look of its own."""
    return "".join(character_code(c) if unicodedata.category(c)[0] == "C" else c for c in text)
