"""What was understood of a file: each document with its fields, then what was not read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeGuard

from iacheck.cases.council_names import council_name
from iacheck.documents.document import Document, pointer
from iacheck.documents.document_kind import DocumentKind
from iacheck.documents.field_types import FieldType
from iacheck.documents.schemas import Schemas
from iacheck.documents.unread_block import Lift, UnreadBlock, UnreadPart
from iacheck.language.frozen import frozen
from iacheck.language.labels import WORDS, word
from iacheck.language.language import Language
from iacheck.language.messages import message, plural_message
from iacheck.language.periods import read_date, read_period
from iacheck.language.places import Place
from iacheck.language.problems import Problem
from iacheck.reports.as_json import problem_as_dict
from iacheck.reports.blocks import Block, Facts, Heading, Items, Paper, Paragraph, plain_text
from iacheck.reports.unread_words import unread_blocks
from iacheck.reports.visible_text import escaped_in_json
from iacheck.reports.wording import problem_line

# Fields by which an item points to one of another list of the same document.
_REFERENCES: Mapping[str, str] = {"goals": "goals", "activity": "activities"}
_UNLISTED = FieldType("string")


@frozen
class FileReading:
    """What files hold: the documents that were understood, what was not, and what is wrong."""

    documents: Sequence[Document]
    unread: Sequence[UnreadPart]
    problems: Sequence[Problem]


def parts_of(document: Document, reading: FileReading, language: Language) -> Iterator[UnreadBlock]:
    """What was not read of a document's file, or is doubtful, each place once.

    The text of what is doubtful says why, and that this is a note on the file, and not its words.
    """
    origin = document.origin
    if origin is None:
        return
    told: set[Place] = set()
    lifts: dict[Place, dict[Lift, None]] = {}
    for block in origin.unread:
        lifts.setdefault(block.place, {}).update(dict.fromkeys(block.lifts))
    for problem in reading.problems:
        if problem.place is not None and problem.document == document.name:
            told.add(problem.place)
            why = language.say(message("Note: {told}", told=problem.message))
            yield UnreadBlock("text", problem.place, why, tuple(lifts.get(problem.place, ())))
    blocks = (part.block for part in reading.unread if part.file == origin.file)
    for block in dict.fromkeys((*origin.unread, *blocks)):
        if block.place not in told:
            told.add(block.place)
            yield replace(block, lifts=tuple(lifts.get(block.place, ())))


def reading_as_json(reading: FileReading, language: Language) -> bytes:
    """A reading for programs, indented by one column to stay readable."""
    plain = reading_as_dict(reading, language)
    text = json.dumps(plain, ensure_ascii=False, indent=1, allow_nan=False)
    return (escaped_in_json(text) + "\n").encode()


def reading_as_dict(reading: FileReading, language: Language) -> dict[str, Any]:
    """A reading as plain values: documents with their kind, what was not read, problems."""
    return {
        "documents": [{"kind": d.kind, **d.body} for d in reading.documents],
        "unread": [
            {
                "file": part.file,
                "place": language.place(part.block.place) or None,
                "text": part.block.text,
            }
            for part in reading.unread
        ],
        "problems": [problem_as_dict(problem, language) for problem in reading.problems],
    }


def reading_paper(reading: FileReading, schemas: Schemas, language: Language) -> Paper:
    """The outline of a reading: fields with their places, what was not read, what is doubtful."""
    blocks: list[Block] = []
    for document in reading.documents:
        blocks += _Outline(document, schemas.kind(document.kind), language).blocks()
    if not reading.documents:
        told = message("No document was understood")
        blocks.append(Paragraph(plain_text(language.say(told)), "lead"))
    blocks += unread_blocks(reading.unread, language, 1)
    if reading.problems:
        heading = plural_message(
            "To look at: {count} thing", "To look at: {count} things", len(reading.problems)
        )
        blocks.append(Heading(1, language.say(heading)))
        lines = [problem_line(problem, language) for problem in reading.problems]
        blocks.append(Items([plain_text(line) for line in lines]))
    return Paper(language.say(message("What was read")), language.code, blocks)


@frozen
class _Outline:
    """One document, field by field."""

    document: Document
    kind: DocumentKind
    language: Language

    def blocks(self) -> Iterator[Block]:
        body = self.document.body
        yield Heading(1, _capital(self._title()))
        if self.document.origin is not None:
            told = self._with_place(self.document.origin.file, "")
            yield Paragraph(plain_text(told), "note")
        yield Facts(list(self._facts(body, self.kind.field_type, ())))
        yield from self._lists(body, self.kind.field_type, ())

    def _title(self) -> str:
        """`Handlingsplan for IA-rådet i Hedmark, 2016`; else the kind and its name or key."""
        body = self.document.body
        label = self._label(self.kind.name, self.kind.field_type)
        owner = body.get(self.kind.owner or "")
        period = read_period(body.get(self.kind.period or ""))
        if not isinstance(owner, str) or period is None:
            name = body.get("name")
            return f"{label}: {name if isinstance(name, str) else self.document.key}"
        whose = (council_name(owner) if self.kind.owner == "council" else None) or owner
        told = message("{kind} of {owner}, {period}", kind=label, owner=whose, period=period)
        return self.language.say(told)

    def _facts(
        self, record: Mapping[str, Any], field_type: FieldType, steps: tuple[str, ...]
    ) -> Iterator[tuple[str, Any]]:
        """What stands once. Whose the document is and for when, its title tells."""
        told = {"_id", self.kind.owner, self.kind.period} if not steps else set()
        for name, value in record.items():
            part = field_type.fields.get(name, _UNLISTED)
            if name in told or _is_empty(value, part):
                continue
            if isinstance(value, Mapping):
                yield from self._facts(value, part, (*steps, name))
            elif not _is_of_records(value):
                written = self._with_place(self._value(name, value, part), pointer(*steps, name))
                yield _capital(self._label(name, part)), plain_text(written)

    def _lists(
        self, record: Mapping[str, Any], field_type: FieldType, steps: tuple[str, ...]
    ) -> Iterator[Block]:
        for name, value in record.items():
            part = field_type.fields.get(name, _UNLISTED)
            if isinstance(value, Mapping):
                yield from self._lists(value, part, (*steps, name))
            elif _is_of_records(value):
                yield Heading(2, f"{_capital(self._label(name, part))} ({len(value)})")
                items = (
                    self._item(item, part.items or _UNLISTED, pointer(*steps, name, at))
                    for at, item in enumerate(value)
                )
                yield Items([plain_text(item) for item in items], numbered=True)

    def _item(self, item: Mapping[str, Any], field_type: FieldType, path: str) -> str:
        """An item in one line: what it is called, then its fields, and where it stands."""
        title = field_type.title if field_type.title in item else None
        called = [self._value(title, item[title], field_type.fields[title])] if title else []
        pairs = "; ".join(self._pairs(item, field_type, title))
        told = [text.rstrip(".") for text in called if text] + ([pairs] if pairs else [])
        return self._with_place(". ".join(told), path)

    def _pairs(
        self, record: Mapping[str, Any], field_type: FieldType, title: str | None
    ) -> Iterator[str]:
        for name, value in record.items():
            part = field_type.fields.get(name, _UNLISTED)
            if name in ("id", title) or _is_empty(value, part):
                continue
            if isinstance(value, Mapping):
                yield from self._pairs(value, part, None)
            else:
                told = self._value(name, value, part).rstrip(".")
                yield f"{self._label(name, part)}: {told}"

    def _label(self, name: str, part: FieldType) -> str:
        called = WORDS[name] if name in _REFERENCES else word(name)
        return self.language.value(part.label or called or name)

    def _value(self, name: str, value: Any, part: FieldType) -> str:
        if isinstance(value, list):
            items = part.items or _UNLISTED
            return self.language.listed([self._value(name, one, items) for one in value])
        if isinstance(value, str):
            return self._text(name, value, part)
        if part.format == "year":
            return str(value)
        written = self.language.value(value)
        is_bare = name.endswith("_nok") and "kroner" not in self._label(name, part)
        return f"{written} kr" if is_bare else written

    def _text(self, name: str, value: str, part: FieldType) -> str:
        """A day, a period or a code in words, the place of an item of the document, else the text.

        Nobody sees the ids of items, which the program may have made itself.
        """
        if value in (*part.choices, *part.examples):
            return self.language.value(word(value) or value)
        items = self.document.body.get(_REFERENCES.get(name, ""))
        ids = [item.get("id") for item in items] if _is_of_records(items) else []
        if value in ids:
            number = str(ids.index(value) + 1)
            return self.language.say(message("no. {number}", number=number))
        known = read_date(value) if part.format == "date" else None
        return self.language.value(known or (part.format and read_period(value)) or value)

    def _with_place(self, text: str, path: str) -> str:
        origin = self.document.origin
        place = self.language.place(origin.place(path)) if origin else ""
        return f"{text} ({place})" if place else text


def _is_empty(value: Any, part: FieldType) -> bool:
    """Whether nothing was read: what stands there is told among the problems, if anything does.

    A yes or no in another field stands for what could not be read (`forms.records`).
    """
    is_refused = isinstance(value, bool) and part.type != "boolean" and part is not _UNLISTED
    return is_refused or value in (None, "", [], {})


def _is_of_records(value: Any) -> TypeGuard[list[Any]]:
    return isinstance(value, list) and any(isinstance(one, Mapping) for one in value)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
