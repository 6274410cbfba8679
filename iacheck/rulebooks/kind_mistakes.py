"""What does not hold together in the schema of a kind, whatever other kinds there are."""

from __future__ import annotations

from collections.abc import Iterator

from iacheck.checks.check import Mistake
from iacheck.documents.document_kind import SUBMITTED_ON, DocumentKind, Root, roots_of
from iacheck.documents.field_types import FieldType
from iacheck.language.labels import word
from iacheck.language.messages import LocalText, Message, OneOf, message
from iacheck.rulebooks.schema_mistakes import Location, no_field

_NO_DAY = FieldType(type="string")
_LENGTHS = ("year", "half-year", "period")


def kind_mistakes(kind: DocumentKind) -> Iterator[Mistake]:
    """Everything that is wrong with a kind whose schema is sound in each of its parts."""
    yield from _wrong_keys(kind)
    yield from _wrong_owner(kind)
    yield from _wrong_period(kind)
    yield from _wrong_days(kind.field_type, ())
    if kind.sent_after_period:
        yield from _wrong_sending(kind)
    yield from _wrong_labels(kind.name, kind.field_type, (), {})
    for root in roots_of(kind):
        for told in _wrong_root(root):
            yield Mistake(("x-roots", root.name), told)


def _wrong_keys(kind: DocumentKind) -> Iterator[Mistake]:
    """What is wrong with the fields that documents are found by in a store."""
    fields = kind.field_type.fields
    if "_id" not in fields:
        yield Mistake(("properties",), message("“{field}” is missing", field="_id"))
    for field in ("_id", kind.owner, kind.period):
        if field in fields and field not in kind.written["required"]:
            told = message("“{field}” must be among the fields that are required", field=field)
            yield Mistake(("required",), told)
    named: list[tuple[Location, str]] = [
        *((("x-keys", at), name) for at, name in enumerate(kind.keys)),
        *(
            (("x-unique", group, at), name)
            for group, names in enumerate(kind.unique)
            for at, name in enumerate(names)
        ),
    ]
    for place, name in named:
        if name not in fields:
            yield Mistake(place, no_field(name, fields))
        elif fields[name].type != "string":
            told = message("A store finds documents by text, and “{field}” is none", field=name)
            yield Mistake(place, told)


def _wrong_owner(kind: DocumentKind) -> Iterator[Mistake]:
    if kind.owner in (None, "national"):
        return
    named = kind.field_type.fields.get(kind.owner)
    if named is None or named.names != (kind.owner,) or not named.reference:
        told = message(
            "A document that is a {owner}'s names it in the field “{owner}”, which is a “$ref” to "
            "{definition}",
            owner=kind.owner,
            definition=f"definitions.schema.json#/$defs/{kind.owner}",
        )
        yield Mistake(("x-owner",), told)


def _wrong_period(kind: DocumentKind) -> Iterator[Mistake]:
    fields = kind.field_type.fields
    if kind.period is not None and kind.period not in fields:
        yield Mistake(("x-period",), no_field(kind.period, fields))
    elif kind.period is not None and kind.length not in _LENGTHS:
        told = message(
            "“{field}” must be a “$ref” to {definitions} in definitions.schema.json",
            field=kind.period,
            definitions=OneOf(("year", "half_year", "period")),
        )
        yield Mistake(("x-period",), told)
    if kind.covers is None:
        return
    if kind.period is None:
        yield Mistake(("x-covers",), _only_beside("x-period", "x-covers"))
    listed = fields.get(kind.covers)
    if listed is None:
        yield Mistake(("x-covers",), no_field(kind.covers, fields))
    elif listed.items is None or listed.items.format != "year":
        told = message("“{field}” must be a list of years", field=kind.covers)
        yield Mistake(("x-covers",), told)


def _wrong_sending(kind: DocumentKind) -> Iterator[Mistake]:
    if kind.period is None:
        yield Mistake(("x-sent-after-period",), _only_beside("x-period", "x-sent-after-period"))
    if kind.field_type.fields.get(SUBMITTED_ON, _NO_DAY).format != "date":
        yield Mistake(("x-sent-after-period",), _no_day(SUBMITTED_ON))


def _wrong_days(part: FieldType, at: Location) -> Iterator[Mistake]:
    """What is wrong with the days on which something takes place."""
    if part.day is not None and part.fields.get(part.day, _NO_DAY).format != "date":
        yield Mistake((*at, "x-day"), _no_day(part.day))
    if part.day is None and part.before_day:
        yield Mistake((*at, "x-before-day"), _only_beside("x-day", "x-before-day"))
    if part.items is not None:
        yield from _wrong_days(part.items, (*at, "items"))
    for name, inner in part.fields.items():
        yield from _wrong_days(inner, (*at, "properties", name))


def _no_day(field: str) -> Message:
    return message(
        "“{field}” must be a date: a “$ref” to {definition}",
        field=field,
        definition="definitions.schema.json#/$defs/date",
    )


def _only_beside(other: str, keyword: str) -> Message:
    return message("“{keyword}” is of use beside “{other}” only", keyword=keyword, other=other)


def _wrong_labels(
    name: str, part: FieldType, at: Location, found: dict[str, LocalText]
) -> Iterator[Mistake]:
    """Fields that nobody has a word for, or two; `found` are the labels so far."""
    if part.label is None and word(name) is None:
        yield Mistake(at, _no_label(name))
    elif part.label is not None and found.setdefault(name, part.label) != part.label:
        told = message(
            "“{field}” has another label elsewhere in this schema; give it the same", field=name
        )
        yield Mistake((*at, "x-label"), told)
    record, below = (part.items, (*at, "items")) if part.items else (part, at)
    for field, inner in record.fields.items():
        yield from _wrong_labels(field, inner, (*below, "properties", field), found)


def _no_label(name: str) -> Message:
    return message("“{field}” needs a name for people: an “x-label” with nb, nn and en", field=name)


def _wrong_root(root: Root) -> Iterator[Message]:
    kind, labelled = root.kind, "x-label" in root.kind.written["x-roots"][root.name]
    if root.name == kind.name and labelled:
        yield message("It is called as the kind of document is; leave “x-label” out")
    if root.name != kind.name and not labelled and word(root.name) is None:
        yield _no_label(root.name)
    if root.previous and kind.period is None:
        yield _only_beside("x-period", "previous")
    if root.of_year and (kind.period is None or not root.many):
        yield _only_beside("x-period" if root.many else "many", "of_year")
    for subject in root.subjects:
        judged, _, length = subject.partition("-")
        if kind.length == "half-year" and length == "year" and not root.of_year:
            yield message(
                "No document of a half-year is found in a year; leave out {subject}",
                subject=subject,
            )
        if not root.many and judged not in (kind.owner, kind.name):
            yield message(
                "There may be several for {subject}, whose they are not: write “many”: true",
                subject=subject,
            )
