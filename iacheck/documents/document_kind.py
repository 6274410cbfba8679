"""A kind of document, as its schema describes it: whose, of which period, where rules see it."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from iacheck.documents.document import Document
from iacheck.documents.field_types import FieldType, Schema, field_type_of, label_of
from iacheck.documents.seals import Seals
from iacheck.language.frozen import frozen
from iacheck.language.messages import LocalText
from iacheck.language.periods import Period, read_period

# The fields that lead to a value; `[]` goes into every item of a list.
Steps = tuple[str, ...]
# In documents that are handed in, of whatever kind, the field with the day on which they were.
SUBMITTED_ON = "submitted_on"


@frozen
class Reference:
    """Where a document names a body, and of which kind that is."""

    body: str
    steps: Steps

    def texts(self, document: Document) -> Iterator[str]:
        """The names that stand there; what is broken names nobody."""
        return _texts(document.head if len(self.steps) == 1 else document.body, self.steps)


@frozen
class Occasion:
    """Where a document tells of what took place on a day, which stands in the field `day` there.

    The fields `before` tell what is so before that day, too; `afterwards`, where there are such,
    all others but the day and those by which a document is found.
    """

    steps: Steps
    day: str
    before: tuple[str, ...] = ()
    afterwards: tuple[str, ...] = ()

    def records(
        self, document: Mapping[str, Any]
    ) -> Iterator[tuple[tuple[str | int, ...], Mapping[str, Any]]]:
        """What took place, and the steps that lead there; what is broken is left out."""
        return _records(document, self.steps, ())


@dataclass(frozen=True, eq=False)
class DocumentKind:
    """What the schema of a kind says of its documents.

    `written` is the schema as it stands in its file, `whole` the same without references.
    `owner` is the kind of subject whose they are: the field of that name says which one, or
    they are the nation's (`national`). `period` is the field by which they are found, and the
    format of that field says whether it is a `year`, a `half-year`, or either (`period`);
    `covers` is the field that lists more years that a document is for. `occasions` are where it
    tells of what took place on a day; a document that is `sent_after_period` tells of all of its
    period, and is not handed in before that has ended. `titles` are what a form
    is called in each language, where people can fill one in. `words` are what people call the
    kind and its fields, as far as its schema says so.
    """

    name: str
    written: Schema = field(repr=False)
    whole: Schema = field(repr=False)
    field_type: FieldType = field(repr=False)
    collection: str
    unique: tuple[tuple[str, ...], ...] = ()
    keys: tuple[str, ...] = ()
    owner: str | None = None
    period: str | None = None
    covers: str | None = None
    references: tuple[Reference, ...] = ()
    occasions: tuple[Occasion, ...] = ()
    sent_after_period: bool = False
    titles: Mapping[str, Sequence[str]] = field(default_factory=dict)
    words: Mapping[str, LocalText] = field(default_factory=dict)

    @functools.cached_property
    def head(self) -> tuple[str, ...]:
        """The fields, none of them a list or an object, by which documents are found."""
        found = (self.owner, self.period, *self.keys, *(f for group in self.unique for f in group))
        named = (of.steps[0] for of in self.references if len(of.steps) == 1)
        return tuple(dict.fromkeys(("_id", *filter(None, found), *named)))

    @functools.cached_property
    def seals(self) -> Seals:
        """The seals of its documents."""
        return Seals(self.whole)

    @property
    def length(self) -> str | None:
        """How long the period of a document is: `year`, `half-year`, or either: `period`."""
        of = self.field_type.fields.get(self.period) if self.period else None
        return of.format if of else None

    @property
    def is_one_for_a_period(self) -> bool:
        """Whether a body can have one such document for a period, and no second."""
        return any(set(fields) == {self.owner, self.period} for fields in self.unique)

    def period_of(self, body: Mapping[str, Any]) -> Period | None:
        """The period that a document is of; None where it is of none, or that cannot be read."""
        return read_period(body.get(self.period)) if self.period else None

    def covers_too(self, body: Mapping[str, Any], year: Period) -> bool:
        """Whether the year is among those that a document lists, beside its own period."""
        years = body.get(self.covers) if self.covers else None
        return isinstance(years, list | tuple) and any(str(y) == str(year) for y in years)

    def is_in_period(self, body: Mapping[str, Any], day: datetime.date) -> bool:
        """Whether a day lies in what the document is for, as far as that can be told."""
        period = self.period_of(body)
        if period is None or (day.year == period.year and period.half is None):
            return True
        if period.first_day <= day <= period.last_day:
            return True
        return self.covers_too(body, Period(day.year))

    def is_dated(self, body: Mapping[str, Any]) -> bool:
        """Whether it can be told which periods a document is for."""
        period, years = self.period_of(body), body.get(self.covers) if self.covers else None
        if period is None or self.length not in (period.length, "period"):
            return False
        return years is None or (
            isinstance(years, list | tuple) and all(read_period(str(year)) for year in years)
        )


@dataclass(frozen=True, slots=True, eq=False)
class Root:
    """A name that paths begin with: the documents of a kind that rules on some subjects see.

    It gives one document, or with `many` a list; those of the period before if `previous`, those
    of every period in the year if `of_year`. Where a subject has none, those of the subjects that
    it took over from count if `inherited`.
    """

    name: str
    kind: DocumentKind
    subjects: tuple[str, ...]
    many: bool = False
    previous: bool = False
    inherited: bool = False
    of_year: bool = False
    label: LocalText | None = None

    def is_handed_in_by(self, subject: str) -> bool:
        """Whether it is the one document of its kind that such a subject makes for a period."""
        is_one = self.kind.period is not None and not self.many and not self.previous
        return is_one and self.kind.owner == subject != "national"

    def period(self, period: Period) -> Period | None:
        """The period whose documents it gives in a case; None before the first there is."""
        of = period.whole_year if self.kind.length == "year" else period
        return of.previous if self.previous else of


def kind_of(name: str, written: Schema, whole: Schema) -> DocumentKind:
    """The kind with this name that a schema describes."""
    field_type = field_type_of(whole)
    return DocumentKind(
        name=name,
        written=written,
        whole=whole,
        field_type=field_type,
        collection=str(written["x-collection"]),
        unique=tuple(tuple(fields) for fields in written.get("x-unique", ())),
        keys=tuple(written.get("x-keys", ())),
        owner=written.get("x-owner"),
        period=written.get("x-period"),
        covers=written.get("x-covers"),
        references=tuple(_references(field_type, ())),
        occasions=tuple(_occasions(field_type, (), _found_by(written))),
        sent_after_period=written.get("x-sent-after-period", False),
        titles=written.get("x-form", {}),
        words=dict(_words(name, field_type)),
    )


def roots_of(kind: DocumentKind) -> Iterator[Root]:
    """The roots under which rules see documents of the kind."""
    for name, root in kind.written.get("x-roots", {}).items():
        yield Root(
            name,
            kind,
            tuple(root["subjects"]),
            many=root.get("many", False),
            previous=root.get("previous", False),
            inherited=root.get("inherited", False),
            of_year=root.get("of_year", False),
            label=label_of(root) or kind.field_type.label,
        )


def _words(name: str, field_type: FieldType) -> Iterator[tuple[str, LocalText]]:
    """What something and all that is in it is called, by the names in documents."""
    if field_type.label is not None:
        yield name, field_type.label
    if field_type.items is not None:
        yield from _words(name, field_type.items)
    for field_name, part in field_type.fields.items():
        yield from _words(field_name, part)


def _references(field_type: FieldType, before: Steps) -> Iterator[Reference]:
    if field_type.reference and len(field_type.names) == 1:
        yield Reference(field_type.names[0], before)
    if field_type.items is not None:
        yield from _references(field_type.items, (*before, "[]"))
    for name, part in field_type.fields.items():
        yield from _references(part, (*before, name))


def _found_by(written: Schema) -> frozenset[str]:
    named = (written.get(keyword) for keyword in ("x-owner", "x-period"))
    return frozenset({"_id", *filter(None, named)})


def _occasions(
    field_type: FieldType, before: Steps, found_by: frozenset[str]
) -> Iterator[Occasion]:
    if field_type.day is not None:
        others = set(field_type.fields) - {field_type.day, *field_type.before_day} - found_by
        afterwards = tuple(sorted(others)) if field_type.before_day else ()
        yield Occasion(before, field_type.day, field_type.before_day, afterwards)
    if field_type.items is not None:
        yield from _occasions(field_type.items, (*before, "[]"), frozenset())
    for name, part in field_type.fields.items():
        yield from _occasions(part, (*before, name), frozenset())


def _records(
    value: Any, steps: Steps, before: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], Mapping[str, Any]]]:
    if not steps:
        if isinstance(value, dict | Mapping):
            yield before, value
    elif steps[0] == "[]":
        for index, item in enumerate(value if isinstance(value, list | tuple) else ()):
            yield from _records(item, steps[1:], (*before, index))
    elif isinstance(value, dict | Mapping):
        yield from _records(value.get(steps[0]), steps[1:], (*before, steps[0]))


def _texts(value: Any, steps: Sequence[str]) -> Iterator[str]:
    if not steps:
        if isinstance(value, str):
            yield value
    elif steps[0] == "[]":
        for item in value if isinstance(value, list | tuple) else ():
            yield from _texts(item, steps[1:])
    elif isinstance(value, Mapping):
        yield from _texts(value.get(steps[0]), steps[1:])
