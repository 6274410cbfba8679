"""Reading messages and values in bokmål, nynorsk or English."""

from __future__ import annotations

import datetime
import functools
import gettext
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from iacheck.language.labels import word
from iacheck.language.messages import (
    LANGS,
    DocumentPart,
    Door,
    FilledText,
    Labelled,
    Lang,
    LocalText,
    Message,
    OneOf,
    Value,
    message,
)
from iacheck.language.names import normalise, with_named_invisible
from iacheck.language.periods import Period
from iacheck.language.places import Place

DOMAIN = "iacheck"
LOCALE = Path(__file__).parents[1] / "locale"
_PLACEHOLDER = re.compile(r"\{(\w+)\}", re.ASCII)
# What stands between thousands, and before decimals.
_SIGNS: Mapping[Lang, tuple[str, str]] = {
    "nb": ("\u00a0", ","),
    "nn": ("\u00a0", ","),
    "en": (",", "."),
}
# More decimals than anyone states, and fewer than the noise of sums of floats.
_DECIMALS = 10
# Greater numbers are no amounts, and are easier to read as they were written.
_LARGEST_FLOAT = 1e15
_LARGEST_INT = 10**25
# English as written in Europe, with the day before the month.
_DAYS = (
    message("{day} January {year}"),
    message("{day} February {year}"),
    message("{day} March {year}"),
    message("{day} April {year}"),
    message("{day} May {year}"),
    message("{day} June {year}"),
    message("{day} July {year}"),
    message("{day} August {year}"),
    message("{day} September {year}"),
    message("{day} October {year}"),
    message("{day} November {year}"),
    message("{day} December {year}"),
)
_AND = message("{first} and {last}")
_OR = message("{first} or {last}")


# What people call a kind of document and its fields, by the names in documents, by kind.
KindWords = Mapping[str, Mapping[str, LocalText]]


class Language:
    """One of the three languages; the same values always read the same.

    It may know words of its `own` beside the program's: what kinds of document and their fields
    are called, by kind. At the `door` of a page or program, nothing is said of commands and
    options; at that of a program, nothing of pages.
    """

    def __init__(
        self, code: Lang, own: KindWords | None = None, door: Door = "command line"
    ) -> None:
        self.code = code
        self.door = door
        self._own = own or {}
        self._catalogue: gettext.NullTranslations = (
            # The program's own sentences are written in English.
            gettext.NullTranslations()
            if code == "en"
            else gettext.translation(DOMAIN, LOCALE, [code])
        )

    def knowing(self, own: KindWords) -> Language:
        """The same language with these words too."""
        return Language(self.code, own, self.door)

    def at(self, door: Door) -> Language:
        """The same language, as it is read at a door."""
        return Language(self.code, self._own, door)

    def say(self, message: Message | FilledText | LocalText | str) -> str:
        """A message, rule text or title as a sentence of this language."""
        # What a document holds must not steer a screen, nor look like other words.
        if isinstance(message, str):
            return with_named_invisible(message)
        if isinstance(message, LocalText):
            return with_named_invisible(message.read_in(self.code))
        if isinstance(message, FilledText):
            told = self._fill(self.say(message.text), message.values)
            return told + "".join(f" ({self.say(remark)})" for remark in message.remarks)
        other = {"page": message.on_page, "program": message.to_program}.get(self.door)
        if other is not None:
            return self.say(other)
        if message.plural is None:
            text = self._catalogue.gettext(message.text)
        else:
            text = self._catalogue.ngettext(message.text, message.plural, message.count)
        return self._fill(text, message.values)

    def _fill(self, text: str, values: Mapping[str, Value]) -> str:
        # Not str.format: a rule's text must not reach into the values.
        return _PLACEHOLDER.sub(
            lambda found: self.value(values[found[1]]) if found[1] in values else found[0], text
        )

    def value(self, value: Value) -> str:
        """A value as people write it; a dash for None and for an empty list."""
        match value:
            case None:
                written = ""
            case bool():
                written = self.say(message("yes") if value else message("no"))
            case int() | float():
                written = self.number(value)
            case str() | Message() | LocalText() | FilledText():
                return self.say(value)
            case Labelled():
                written = self.value(value.label)
            case Place() | Period() | datetime.date() | DocumentPart():
                written = self._pointed_at(value)
            case Mapping():
                written = ", ".join(f"{key}: {self.value(part)}" for key, part in value.items())
            case OneOf():
                written = self.listed([self.value(part) for part in value.values], _OR)
            case Sequence():
                written = self.listed([self.value(part) for part in value])
            case _:
                raise TypeError(type(value).__name__)
        return written or "–"

    def _pointed_at(self, value: Place | Period | DocumentPart | datetime.date) -> str:
        match value:
            case Place():
                return self.place(value)
            case DocumentPart():
                return with_named_invisible(self.part(value))
            case Period():
                return self.period(value)
        return self.date(value)

    def number(self, value: float) -> str:
        """`400 000`, `71,5`; with a point and commas in English."""
        if isinstance(value, float) and not (math.isfinite(value) and abs(value) < _LARGEST_FLOAT):
            return str(value)
        if isinstance(value, int) and abs(value) >= _LARGEST_INT:
            return str(value)
        # As Babel writes it, which takes longer to import than much of what people ask for.
        exact = Decimal(str(value))
        whole, _, decimals = f"{abs(exact):,.{_DECIMALS}f}".partition(".")
        between, point = _SIGNS[self.code]
        written = whole.replace(",", between)
        if decimals.strip("0"):
            written = f"{written}{point}{decimals.rstrip('0')}"
        return f"-{written}" if exact.is_signed() else written

    def date(self, day: datetime.date) -> str:
        """`1. juni 2016`, `1 June 2016`."""
        values = {"day": str(day.day), "year": str(day.year)}
        return self.say(replace(_DAYS[day.month - 1], values=values))

    def period(self, period: Period) -> str:
        """`2015`, `1. halvår 2012`, `first half of 2012`."""
        if period.half is None:
            return str(period.year)
        return self.say(
            message("first half of {year}", year=str(period.year))
            if period.half == 1
            else message("second half of {year}", year=str(period.year))
        )

    def listed(self, parts: Sequence[str], joint: Message = _AND) -> str:
        """`a, b og c`; nothing where there is nothing."""
        if len(parts) < 2:
            return "".join(parts)
        ends = {"first": ", ".join(parts[:-1]), "last": parts[-1]}
        return self.say(replace(joint, values=ends))

    def part(
        self,
        part: DocumentPart,
        *,
        with_name: bool = False,
        of: str = "",
        as_written: bool = False,
    ) -> str:
        """A part of a document in words: `handlingsplan x, aktiviteter nr. 2, startdato`.

        `with_name` adds what files call its last field, if that is another word: `… (start)`.
        A part that names no document may be `of` one that is told elsewhere. Of what is no
        document, such as a rule, the names stand as they are written.
        """
        kind, _, id_ = part.document.partition("/")
        own = self._own.get(kind or of.partition("/")[0], {})

        def called(name: str) -> str:
            return name if as_written else self.value(own.get(name) or word(name) or name)

        told = [" ".join(filter(None, (called(kind), id_)))] if kind else []
        for step in part.steps:
            if isinstance(step, str):
                told.append(called(step))
            elif not told:
                told.append(str(step))
            else:
                number = message("{list} no. {number}", list=told[-1], number=str(step + 1))
                told[-1] = self.say(number)
        name = next((step for step in reversed(part.steps) if isinstance(step, str)), None)
        if with_name and name is not None and normalise(called(name)) != normalise(name):
            told[-1] = f"{told[-1]} ({name})"
        return ", ".join(told)

    def place(self, place: Place | None) -> str:
        """Where in a file: `linje 12`; `ark Aktiviteter, celle C7`; nothing if not known."""
        if place is None:
            return ""
        # Numbers go as texts: line 1200 is not written “line 1 200”.
        parts = [
            (place.page, message("page {number}", number=str(place.page))),
            (place.sheet, message("sheet {name}", name=place.sheet)),
            (place.cell, message("cell {name}", name=place.cell)),
            (place.heading, message("under “{heading}”", heading=place.heading)),
            (place.paragraph, message("paragraph {number}", number=str(place.paragraph))),
            (place.row, message("row {number}", number=str(place.row))),
            (place.line, message("line {line}", line=str(place.line))),
            (place.column, message("column {number}", number=str(place.column))),
            (place.recognised, message("recognised in a picture")),
        ]
        return ", ".join(self.say(told) for given, told in parts if given)


@functools.cache
def language(code: Lang) -> Language:
    """The language with this code."""
    if code not in LANGS:
        raise ValueError(code)
    return Language(code)
