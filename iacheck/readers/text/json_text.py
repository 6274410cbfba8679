"""Strict JSON text to values, with the line of every part.

Objects and lists are walked here, because the standard library's `json` tells no positions;
strings, numbers and words are read by it.
"""

from __future__ import annotations

import json
import math
import re
from typing import Any, NoReturn

from iacheck.documents.document import pointer
from iacheck.language import limits
from iacheck.language.messages import Message, message
from iacheck.language.places import Place
from iacheck.language.problems import Problem
from iacheck.readers.text.parsed_text import ParsedText, duplicate_key, not_finite, too_many_digits

_READ = json.JSONDecoder().raw_decode
_SPACE = re.compile(r"[ \t\n\r]*")
_WORD = re.compile(r"[\w.+-]+")
_COMMENTS = ("#", "//", "/*")
_OTHER_QUOTES = frozenset("'‘’‚“”„«»`´")
# So much of a word is repeated in a message.
_SHOWN = 40


def load_json(text: str, *, first_line: int = 1) -> ParsedText:
    """Read one JSON value; `first_line` is the line of the file in which the text begins.

    Refused, beside what the standard refuses: a field that stands twice in one object, NaN,
    Infinity and numbers too large to be told from it, more than `limits.DEPTH` levels.
    """
    reader = _Reader(text, first_line)
    try:
        value = reader.read()
    except _Unreadable as unreadable:
        return ParsedText(None, {}, (*reader.errors, unreadable.problem))
    return ParsedText(value, reader.lines, tuple(reader.errors))


class _Unreadable(Exception):
    """The text cannot be read on from here."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


class _Reader:
    """One pass over a text. `line` is that of `at`, the position reached."""

    def __init__(self, text: str, first_line: int) -> None:
        self.text = text
        self.at = 0
        self.line = first_line
        self.lines: dict[str, int] = {}
        self.errors: list[Problem] = []
        self.open: list[tuple[str, int]] = []

    def read(self) -> Any:
        self._skip_space()
        value = self._value("")
        if self._skip_space():
            self._fail(
                message(
                    "the text goes on after its end; several documents are written as one list, "
                    "or one on each line of a file whose name ends in .jsonl"
                )
            )
        return value

    def _skip_space(self) -> str:
        """Go to what comes next; its first character, empty at the end."""
        end = _SPACE.match(self.text, self.at).end()  # type: ignore[union-attr] # it always matches
        self.line += self.text.count("\n", self.at, end)
        self.at = end
        return self.text[end : end + 1]

    def _value(self, path: str) -> Any:
        self.lines.setdefault(path, self.line)
        char = self.text[self.at : self.at + 1]
        if char == "{":
            return self._object(path)
        if char == "[":
            return self._list(path)
        return self._leaf(path)

    def _enter(self, closing: str) -> bool:
        """Go past an opening bracket; whether anything stands before the closing one."""
        if len(self.open) == limits.DEPTH:
            self._stop(limits.too_deep())
        self.open.append((self.text[self.at], self.line))
        self.at += 1
        if self._skip_space() == closing:
            return self._leave()
        return True

    def _leave(self) -> bool:
        self.at += 1
        self.open.pop()
        return False

    def _goes_on(self, closing: str) -> bool:
        """Go past a comma, or past the closing bracket: then False."""
        char = self._skip_space()
        if char == closing:
            return self._leave()
        if char != ",":
            self._fail(self._mistake(self._no_comma()))
        self.at += 1
        char = self._skip_space()
        if char and char in "]}":
            self._fail(message("there is a comma before {bracket}; remove the comma", bracket=char))
        return True

    def _list(self, path: str) -> list[Any]:
        items: list[Any] = []
        more = self._enter("]")
        while more:
            items.append(self._value(f"{path}/{len(items)}"))
            more = self._goes_on("]")
        return items

    def _object(self, path: str) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        more = self._enter("}")
        while more:
            name, line = self._name(), self.line
            field_path = path + pointer(name)
            twice = name in fields
            if twice:
                self._error(duplicate_key(name, self.lines[field_path]), field_path)
            if self._skip_space() != ":":
                self._fail(self._mistake(_no_colon(name)))
            self.at += 1
            self.lines.setdefault(field_path, line)
            self._skip_space()
            value = self._value(field_path)
            if not twice:
                fields[name] = value
            more = self._goes_on("}")
        return fields

    def _name(self) -> str:
        if not self.text.startswith('"', self.at):
            self._fail(self._mistake(self._no_name()))
        name: str = self._scalar()
        return name

    def _leaf(self, path: str) -> Any:
        start = self.at
        value = self._scalar()
        if isinstance(value, float) and not math.isfinite(value):
            self._error(not_finite(self.text[start : self.at]), path)
            return None
        return value

    def _scalar(self) -> Any:
        """A string, a number, true, false or null."""
        start = self.at
        try:
            value, end = _READ(self.text, start)
        except json.JSONDecodeError as error:
            self._fail(self._mistake(self._no_scalar(error.msg)), error.pos)
        except ValueError:
            self._stop(too_many_digits())
        if not isinstance(value, str) and _WORD.match(self.text, end):
            self._fail(self._no_scalar(""))
        self.at = end
        return value

    def _error(self, told: Message, path: str) -> None:
        self.errors.append(Problem(told, place=Place(self.line), path=path))

    def _fail(self, mistake: Message, at: int | None = None) -> NoReturn:
        at = self.at if at is None else at
        told = message(
            "Not readable as JSON from column {column} on: {mistake}",
            column=at - self.text.rfind("\n", 0, at),
            mistake=mistake,
        )
        self._stop(told)

    def _stop(self, told: Message) -> NoReturn:
        raise _Unreadable(Problem(told, place=Place(self.line)))

    def _here(self) -> str:
        """The word or character at the position reached, as far as a message needs it."""
        word = _WORD.match(self.text, self.at)
        return word[0][:_SHOWN] if word else self.text[self.at : self.at + 1]

    def _mistake(self, otherwise: Message) -> Message:
        """What was likely done wrong at the position reached."""
        if self.at == len(self.text):
            return self._ends()
        if self.text.startswith(_COMMENTS, self.at):
            return message("JSON has no comments; remove the comment")
        if self._here() in _OTHER_QUOTES:
            return message(
                "names and texts stand between straight double quotes; here stands {given}",
                given=self._here(),
            )
        return otherwise

    def _ends(self) -> Message:
        if not self.open:
            return message("the text is empty")
        bracket, line = self.open[-1]
        return message(
            "the text ends in the middle: the {bracket} in line {line} is never closed; see that "
            "the file is complete",
            bracket=bracket,
            line=line,
        )

    def _no_comma(self) -> Message:
        given = self._here()
        bracket, line = self.open[-1]
        if given in ("]", "}"):
            return message(
                "{given} does not close the {bracket} in line {line}",
                given=given,
                bracket=bracket,
                line=line,
            )
        if self.text[self.at - 1] == '"' and given != '"':
            return message(
                "a comma is missing before “{given}”; or if it belongs to the text, the double "
                'quotes inside the text are written \\"',
                given=given,
            )
        return message("a comma is missing before “{given}”", given=given)

    def _no_name(self) -> Message:
        given = self._here()
        if given[:1].isdigit():
            return message(
                "a field name in double quotes is missing before “{given}”; if it belongs to the "
                "number before the comma, write that with a point, and without spaces",
                given=given,
            )
        return message("a field name in double quotes is missing before “{given}”", given=given)

    def _no_scalar(self, reason: str) -> Message:
        """Why there is no string, number or word here; `reason` is that of `json`."""
        given = self._here()
        if given == '"':
            if "escape" in reason:
                return message("a backslash inside a text is written twice: \\\\")
            return message(
                "the text that begins in this line has a line break, a tab or the end of the file "
                "before its closing double quote; inside a text they are written \\n and \\t"
            )
        if given in (",", ":", "]", "}"):
            return message("a value is missing before {given}", given=given)
        return message(
            "“{given}” is neither a number as JSON writes it nor true, false or null; a text "
            "stands in double quotes",
            given=given,
        )


def _no_colon(name: str) -> Message:
    return message("a colon is missing after the field name “{name}”", name=name[:_SHOWN])
