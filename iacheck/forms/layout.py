"""Which fields a form has, and what they are called: made from the schema of its document."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

from iacheck.documents.document_kind import DocumentKind
from iacheck.documents.field_types import FieldType
from iacheck.documents.schemas import Schemas
from iacheck.language.frozen import frozen
from iacheck.language.labels import HEADINGS, WORDS
from iacheck.language.language import language
from iacheck.language.messages import LANGS, LocalText, Message, message
from iacheck.language.names import normalise, words

# The sheets that tell how to fill in, and what was not read of a paper; the headings of a list of
# fields.
# The field of an activity that takes its time in words.
WHEN = "when"
GUIDE, NOT_READ = message("guide"), message("not read")
FIELD, VALUE = message("field"), message("value")

# What stands where a text is to be written, until somebody writes there.
WRITE_HERE = message("Write here.")

# What else people call a field, in any language.
_ALSO: Mapping[str, tuple[str, ...]] = {
    "start": ("start", "fra", "frå", "from", "fra dato"),
    "end": ("slutt", "til", "to", "til dato", "frist", "tidsfrist", "deadline"),
    "responsible": ("ansvar", "hvem har ansvar", "hvem som er ansvarlig", "who is responsible"),
    "budget_nok": ("budsjett", "budget", "kostnad", "kostnader", "cost"),
    "cost_nok": ("kostnad", "kostnader", "cost"),
    "amount_nok": ("beløp", "sum", "amount"),
    "title": ("aktivitet", "activity", "navn", "namn", "tiltak"),
    "other": ("målgruppe", "rettet mot", "retta mot", "target group"),
    "partners": ("partnere", "partnarar"),
    "from": ("fra", "frå", "fra dato"),
    "to": ("til", "til dato"),
}

# What earlier forms called a field, and people took for either of two.
EITHER: Mapping[str, tuple[str, ...]] = {
    normalise(label): ("carried_over_nok", "carried_forward_nok")
    for label in ("overførte midler", "overførte midlar", "funds carried over")
}


@frozen
class FormField:
    """A field that is filled in: where its value goes in the document or in the list's item."""

    steps: tuple[str, ...]
    field_type: FieldType

    @property
    def name(self) -> str:
        return self.steps[-1]

    @property
    def label(self) -> LocalText:
        """What the field is called where it is filled in: `Startdato`."""
        return heading_of(".".join(self.steps), self.field_type.label)

    @property
    def names(self) -> frozenset[str]:
        """What people may call it, normalised: its headings, and its name in the documents."""
        return _names(".".join(self.steps), self.field_type.label)


@frozen
class FormTable:
    """A list of the document, filled in as a table: a row for each item.

    `own` is what the document's schema calls it. Where it `may_be_untold`, a table with nothing in
    it does not say that there are none.
    """

    steps: tuple[str, ...]
    columns: tuple[FormField, ...]
    own: LocalText | None = None
    may_be_untold: bool = False

    @property
    def name(self) -> str:
        return self.steps[-1]

    @property
    def label(self) -> LocalText:
        return heading_of(self.name, self.own)

    @property
    def names(self) -> frozenset[str]:
        return _names(self.name, self.own)


@frozen
class Form:
    """A kind of document as a form: `fields` stand once, `tables` have rows.

    It is called by one of its `titles` on the first sheet or in the title of a file, in any
    language; by the first when it is made.
    """

    kind: DocumentKind
    fields: tuple[FormField, ...]
    tables: tuple[FormTable, ...]

    @property
    def title(self) -> LocalText:
        return _capitalise(LocalText(**{lang: self.kind.titles[lang][0] for lang in LANGS}))

    @property
    def titles(self) -> frozenset[tuple[str, ...]]:
        """The words that a title of it begins with, in any language."""
        return frozenset(words(title) for titles in self.kind.titles.values() for title in titles)

    @property
    def is_known_by_its_tables(self) -> bool:
        """Whether a table tells that a file is this form; else its title alone does.

        Any paper may list members; what a council did in a year stands in plans and reports alone.
        """
        return self.kind.period is not None


Forms = Mapping[str, Form]


def forms(schemas: Schemas) -> Forms:
    """The forms there are, by kind of document."""
    return {
        kind.name: Form(
            kind, tuple(_fields(kind.field_type, ())), tuple(_tables(kind.field_type, ()))
        )
        for kind in map(schemas.kind, schemas.kinds)
        if kind.titles
    }


@functools.cache
def heading_of(name: str, own: LocalText | None = None) -> LocalText:
    """A field or list of a document as a heading: `Startdato`; `own` is its schema's word.

    A field of a record has the names of both: `active.from`.
    """
    last = name.rpartition(".")[2]
    return _capitalise(own or HEADINGS.get(name) or HEADINGS.get(last) or WORDS.get(last) or last)


def word_spellings(word: Message) -> frozenset[str]:
    """A word in all languages, normalised."""
    return frozenset(normalise(language(lang).say(word)) for lang in LANGS)


@functools.cache
def _names(name: str, own: LocalText | None) -> frozenset[str]:
    label = heading_of(name, own)
    name = name.rpartition(".")[2]
    written = (label.nb, label.nn, label.en, name, *_ALSO.get(name, ()))
    spelt = set(map(normalise, written))
    # The key's own name would be taken for the id of an item.
    return frozenset(spelt - {normalise("_id")} if name == "_id" else spelt)


def _fields(field_type: FieldType, before: tuple[str, ...]) -> Iterator[FormField]:
    """The values, and lists of values, that a record holds; those of records in it too."""
    for name, part in field_type.fields.items():
        steps = (*before, name)
        if part.type == "object":
            yield from _fields(part, steps)
        elif part.items is None or not part.items.fields:
            yield FormField(steps, part)


def _tables(field_type: FieldType, before: tuple[str, ...]) -> Iterator[FormTable]:
    """The lists of records that a record holds; those of records in it too."""
    for name, part in field_type.fields.items():
        steps = (*before, name)
        if part.type == "object":
            yield from _tables(part, steps)
        elif part.items is not None and part.items.fields:
            columns = tuple(_fields(part.items, ()))
            yield FormTable(steps, columns, part.label, part.may_be_untold)


def _capitalise(word: Message | LocalText | str) -> LocalText:
    texts = {lang: language(lang).say(word) for lang in LANGS}
    return LocalText(**{lang: text[:1].upper() + text[1:] for lang, text in texts.items()})
