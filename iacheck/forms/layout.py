"""Which fields a form has, and what they are called: made from the schema of its document."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from iacheck.documents.field_types import FieldType
from iacheck.documents.schemas import Schemas
from iacheck.language.labels import HEADINGS, WORDS
from iacheck.language.language import language
from iacheck.language.messages import LANGS, LocalText, Message, message
from iacheck.language.names import normalise, words

# What forms are called on their first sheet or in their title; the first is what they are
# called when they are made.
TITLES: Mapping[str, tuple[Message, ...]] = {
    "plan": (message("action plan"),),
    "report": (message("report"), message("annual report"), message("half-year report")),
}


# The sheet that tells how to fill in, and the headings of a list of fields.
GUIDE = message("guide")
FIELD, VALUE = message("field"), message("value")

# What stands where a text is to be written, until somebody writes there.
WRITE_HERE = message("Write here.")

# What else people call a field, in any language.
_ALSO: Mapping[str, tuple[str, ...]] = {
    "start": ("start", "fra", "frå", "from", "fra dato"),
    "end": ("slutt", "til", "to", "til dato"),
    "responsible": ("ansvar", "hvem har ansvar", "hvem som er ansvarlig", "who is responsible"),
    "budget_nok": ("budsjett", "budget"),
    "cost_nok": ("kostnad", "kostnader", "cost"),
    "amount_nok": ("beløp", "sum", "amount"),
    "title": ("aktivitet", "activity", "navn", "namn"),
    "partners": ("partnere", "partnarar"),
}


@dataclass(frozen=True, slots=True)
class FormField:
    """A field that is filled in: where its value goes in the document or in the list's item."""

    steps: tuple[str, ...]
    shape: FieldType

    @property
    def name(self) -> str:
        return self.steps[-1]

    @property
    def label(self) -> LocalText:
        """What the field is called where it is filled in: `Startdato`."""
        return heading_of(self.name)

    @property
    def names(self) -> frozenset[str]:
        """What people may call it, normalised: its headings, and its name in the documents."""
        return _names(self.name)


@dataclass(frozen=True, slots=True)
class FormTable:
    """A list of the document, filled in as a table: a row for each item."""

    steps: tuple[str, ...]
    columns: tuple[FormField, ...]

    @property
    def name(self) -> str:
        return self.steps[-1]

    @property
    def label(self) -> LocalText:
        return heading_of(self.name)

    @property
    def names(self) -> frozenset[str]:
        return _names(self.name)


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of document as a form: `fields` stand once, `tables` have rows."""

    kind: str
    fields: tuple[FormField, ...]
    tables: tuple[FormTable, ...]

    @property
    def title(self) -> LocalText:
        return _capitalised(TITLES[self.kind][0])

    @property
    def titles(self) -> frozenset[tuple[str, ...]]:
        """The words that a title of it begins with, in any language."""
        said = (language(lang).say(title) for title in TITLES[self.kind] for lang in LANGS)
        return frozenset(map(words, said))


Forms = Mapping[str, Form]


def forms(schemas: Schemas) -> Forms:
    """The forms there are, by kind of document."""
    return {kind: form_of(kind, schemas.shape(kind)) for kind in TITLES}


def form_of(kind: str, shape: FieldType) -> Form:
    """The form of a kind of document that looks like this."""
    tables = tuple(_tables(shape, ()))
    return Form(kind, tuple(_fields(shape, ())), tables)


@functools.cache
def heading_of(name: str) -> LocalText:
    """A field or list of the contract as a heading: `Startdato`."""
    return _capitalised(HEADINGS.get(name) or WORDS.get(name) or name)


def word_spellings(word: Message) -> frozenset[str]:
    """A word in all languages, normalised."""
    return frozenset(normalise(language(lang).say(word)) for lang in LANGS)


@functools.cache
def _names(name: str) -> frozenset[str]:
    label = heading_of(name)
    written = (label.nb, label.nn, label.en, name, *_ALSO.get(name, ()))
    spelt = set(map(normalise, written))
    # The key's own name would be taken for the id of an item.
    return frozenset(spelt - {normalise("_id")} if name == "_id" else spelt)


def _fields(shape: FieldType, before: tuple[str, ...]) -> Iterator[FormField]:
    """The values, and lists of values, that a record holds; those of records in it too."""
    for name, part in shape.fields.items():
        steps = (*before, name)
        if part.type == "object":
            yield from _fields(part, steps)
        elif part.items is None or not part.items.fields:
            yield FormField(steps, part)


def _tables(shape: FieldType, before: tuple[str, ...]) -> Iterator[FormTable]:
    """The lists of records that a record holds; those of records in it too."""
    for name, part in shape.fields.items():
        steps = (*before, name)
        if part.type == "object":
            yield from _tables(part, steps)
        elif part.items is not None and part.items.fields:
            yield FormTable(steps, tuple(_fields(part.items, ())))


def _capitalised(word: Message | str) -> LocalText:
    texts = {lang: language(lang).say(word) for lang in LANGS}
    return LocalText(**{lang: text[:1].upper() + text[1:] for lang, text in texts.items()})
