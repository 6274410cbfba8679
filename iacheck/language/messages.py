"""Sentences of the program's own, kept as values until someone reads them in a language.

A `Message` carries its English text (the key of the translation catalogues) and the values
that go into it, so that one result can be read in bokmål, nynorsk or English, and so that
nothing below the command line needs to know who is reading.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from typing import Literal, Union, get_args

from iacheck.language.frozen import frozen
from iacheck.language.periods import Period
from iacheck.language.places import Place

# A position in a list, in a JSON Pointer; no list is longer.
_POSITION = re.compile("[0-9]{1,9}")
_PLACEHOLDER = re.compile(r"\{(\w+)\}", re.ASCII)

Lang = Literal["nb", "nn", "en"]
LANGS: tuple[Lang, ...] = ("nb", "nn", "en")
# Where a sentence is read: by whoever types commands, or on a page or in an answer of a server.
Door = Literal["command line", "page", "program"]
DOORS: tuple[Door, ...] = get_args(Door)


@frozen
class LocalText:
    """A text written in all three languages, as rules and rule books carry them."""

    nb: str
    nn: str
    en: str

    def read_in(self, lang: Lang) -> str:
        return {"nb": self.nb, "nn": self.nn, "en": self.en}[lang]

    @property
    def placeholders(self) -> frozenset[str]:
        """What is to be filled in, in any of the languages."""
        return frozenset(_PLACEHOLDER.findall(f"{self.nb} {self.nn} {self.en}"))

    def placeholders_in(self, lang: Lang) -> frozenset[str]:
        """What is to be filled in, in one of the languages."""
        return frozenset(_PLACEHOLDER.findall(self.read_in(lang)))


@frozen
class Message:
    """A sentence with named `{placeholders}`; `plural` is used when `count` is not 1.

    One that names a command or an option is said as `on_page` where nobody can type them, and one
    that speaks of pages as `to_program` where there are none.
    """

    text: str
    values: Mapping[str, Value] = field(default_factory=dict)
    plural: str | None = None
    count: int = 1
    on_page: Message | None = None
    to_program: Message | None = None


@frozen
class FilledText:
    """A rule's text together with the values that go into it, and what is to be known beside it."""

    text: LocalText
    values: Mapping[str, Value] = field(default_factory=dict)
    remarks: tuple[Message, ...] = ()


@frozen
class Labelled:
    """A code or field name of the contract, and what people call it."""

    code: str
    label: Value


@frozen
class DocumentPart:
    """A part of a document: its name (`plan/x`) or kind, and the fields and items that lead to it.

    Either may be missing: no document, or all of it.
    """

    document: str = ""
    steps: tuple[str | int, ...] = ()

    @classmethod
    def at(cls, pointer: str, document: str = "") -> DocumentPart:
        """The part at a JSON Pointer; what looks like a position in a list is taken for one."""
        names = (step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:])
        return cls(document, tuple(int(n) if _POSITION.fullmatch(n) else n for n in names))


@frozen
class OneOf:
    """Values of which one is meant or may be chosen: `a, b or c`."""

    values: Sequence[Value]


# What may stand in a placeholder; a language writes each kind of value in its own way.
Value = Union[  # noqa: UP007 (it names itself)
    None,
    bool,
    int,
    float,
    str,
    datetime.date,
    Period,
    Place,
    Message,
    LocalText,
    FilledText,
    Labelled,
    OneOf,
    DocumentPart,
    Sequence["Value"],
    Mapping[str, "Value"],
]


def message(text: str, /, **values: Value) -> Message:
    """A message; `text` must be a literal, so that the catalogues can be extracted from it."""
    return Message(text, values)


def plural_message(singular: str, plural: str, count: int, /, **values: Value) -> Message:
    """A message about a number of things; `{count}` stands for that number."""
    return Message(singular, {"count": count, **values}, plural, count)


def by_door(typed: Message, on_page: Message, to_program: Message | None = None) -> Message:
    """A sentence that names a command or an option, and the same where there are none.

    Where that speaks of pages, it is another one for programs.
    """
    return replace(typed, on_page=on_page, to_program=to_program or on_page)


def of_pages(on_page: Message, to_program: Message) -> Message:
    """A sentence of the server that speaks of pages, and the same for programs."""
    return replace(on_page, to_program=to_program)
