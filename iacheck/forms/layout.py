"""Which fields a form has, and what they are called: made from the schema of its document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from iacheck.language import language
from iacheck.messages import LANGS, Lang, Message, message
from iacheck.names import normalise
from iacheck.schemas import Schemas
from iacheck.shapes import Shape
from iacheck.words import WORDS

# What forms are called on their first sheet or in their title; the first is what they are
# called when they are made.
TITLES: Mapping[str, tuple[Message, ...]] = {
    "plan": (message("action plan"),),
    "report": (message("report"), message("annual report"), message("half-year report")),
}


@dataclass(frozen=True, slots=True)
class Field:
    """A field that is filled in: where its value goes in the document or in the list's item."""

    steps: tuple[str, ...]
    shape: Shape

    @property
    def name(self) -> str:
        return self.steps[-1]

    def heading(self, lang: Lang) -> str:
        """What the field is called where it is filled in: `Startdato`."""
        return called(self.name, lang)

    @property
    def names(self) -> frozenset[str]:
        """What people may call it, normalised: its headings, and its name in the documents."""
        return frozenset(map(normalise, (*(self.heading(lang) for lang in LANGS), self.name)))


@dataclass(frozen=True, slots=True)
class Table:
    """A list of the document, filled in as a table: a row for each item."""

    steps: tuple[str, ...]
    columns: tuple[Field, ...]

    @property
    def name(self) -> str:
        return self.steps[-1]

    def heading(self, lang: Lang) -> str:
        return called(self.name, lang)

    @property
    def names(self) -> frozenset[str]:
        return frozenset(map(normalise, (*(self.heading(lang) for lang in LANGS), self.name)))


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of document as a form: `fields` stand once, `tables` have rows."""

    kind: str
    fields: tuple[Field, ...]
    tables: tuple[Table, ...]

    def title(self, lang: Lang) -> str:
        return _capital(language(lang).say(TITLES[self.kind][0]))


Forms = Mapping[str, Form]


def forms(schemas: Schemas) -> Forms:
    """The forms there are, by kind of document."""
    return {kind: form_of(kind, schemas.shape(kind)) for kind in TITLES}


def form_of(kind: str, shape: Shape) -> Form:
    """The form of a kind of document that looks like this."""
    tables = tuple(_tables(shape, ()))
    return Form(kind, tuple(_fields(shape, ())), tables)


def called(name: str, lang: Lang) -> str:
    """A field or list of the contract as a heading: `Startdato`; `_id` has a word too."""
    word = WORDS.get(name.lstrip("_"))
    return _capital(language(lang).say(word)) if word else name


def _fields(shape: Shape, before: tuple[str, ...]) -> Iterator[Field]:
    """The values, and lists of values, that a record holds; those of records in it too."""
    for name, part in shape.fields.items():
        steps = (*before, name)
        if part.type == "object":
            yield from _fields(part, steps)
        elif part.items is None or not part.items.fields:
            yield Field(steps, part)


def _tables(shape: Shape, before: tuple[str, ...]) -> Iterator[Table]:
    """The lists of records that a record holds; those of records in it too."""
    for name, part in shape.fields.items():
        steps = (*before, name)
        if part.type == "object":
            yield from _tables(part, steps)
        elif part.items is not None and part.items.fields:
            yield Table(steps, tuple(_fields(part.items, ())))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
