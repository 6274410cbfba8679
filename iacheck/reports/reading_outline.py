"""What was understood of a file: each document with its fields, then what was not read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from iacheck.documents.document import Document, pointer
from iacheck.documents.document_kind import DocumentKind
from iacheck.documents.field_types import FieldType
from iacheck.documents.schemas import Schemas
from iacheck.documents.unread_block import UnreadPart
from iacheck.language.labels import WORDS, word
from iacheck.language.language import Language
from iacheck.language.messages import Value, message, plural_message
from iacheck.language.periods import read_date, read_period
from iacheck.language.problems import Problem
from iacheck.reports.as_json import problem_as_dict
from iacheck.reports.blocks import Block, Facts, Heading, Items, Paper, Paragraph, plain_text
from iacheck.reports.unread_words import unread_blocks
from iacheck.reports.wording import problem_line


@dataclass(frozen=True, slots=True)
class FileReading:
    """What files hold: the documents that were understood, what was not, and what is wrong."""

    documents: Sequence[Document]
    unread: Sequence[UnreadPart]
    problems: Sequence[Problem]


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
        if document.kind in schemas.kinds:
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


@dataclass(frozen=True, slots=True)
class _Outline:
    """One document, field by field."""

    document: Document
    kind: DocumentKind
    language: Language

    def blocks(self) -> Iterator[Block]:
        body = self.document.body
        period = read_period(body.get(self.kind.period)) if self.kind.period else None
        file = self.document.origin.file if self.document.origin else ""
        title = self.language.say(
            message(
                "{kind} of {owner}, {period}",
                kind=self._label(self.kind.name),
                owner=body.get(self.kind.owner or "", ""),
                period=period,
            )
            if period is not None
            else message("{name}", name=self.document.name)
        )
        yield Heading(1, title[:1].upper() + title[1:])
        yield Paragraph(plain_text(file), "note")
        yield Facts(list(self._facts(body, self.kind.field_type, ())))
        yield from self._lists(body, self.kind.field_type, ())

    def _facts(
        self, record: Mapping[str, Any], field_type: FieldType, steps: tuple[str, ...]
    ) -> Iterator[tuple[str, Any]]:
        for name, part in field_type.fields.items():
            value = record.get(name)
            if value is None or name == "_id":
                continue
            if part.type == "object":
                yield from self._facts(value, part, (*steps, name))
            elif part.items is None or not part.items.fields:
                written = self._with_place(self._value(value), pointer(*steps, name))
                yield self._label(name, part), plain_text(written)

    def _lists(
        self, record: Mapping[str, Any], field_type: FieldType, steps: tuple[str, ...]
    ) -> Iterator[Block]:
        for name, part in field_type.fields.items():
            value = record.get(name)
            if not value:
                continue
            if part.type == "object":
                yield from self._lists(value, part, (*steps, name))
            elif part.items is not None and part.items.fields:
                yield Heading(2, f"{self._label(name, part)} ({len(value)})")
                items = (
                    self._item(item, part.items, pointer(*steps, name, at))
                    for at, item in enumerate(value)
                )
                yield Items([plain_text(item) for item in items], numbered=True)

    def _item(self, item: Mapping[str, Any], field_type: FieldType, path: str) -> str:
        """An item in one line: what it is called, then its fields, and where it stands."""
        title = field_type.title if field_type.title in item else None
        pairs = self._pairs(item, field_type, title)
        told = ". ".join(
            filter(None, (self._value(item[title]) if title else "", "; ".join(pairs)))
        )
        return self._with_place(told, path)

    def _pairs(
        self, record: Mapping[str, Any], field_type: FieldType, title: str | None
    ) -> Iterator[str]:
        for name, part in field_type.fields.items():
            value = record.get(name)
            if value is None or name in ("id", title):
                continue
            if part.type == "object":
                yield from self._pairs(value, part, None)
            else:
                yield f"{self._label(name, part, is_first=False)}: {self._value(value)}"

    def _label(self, name: str, part: FieldType | None = None, *, is_first: bool = True) -> str:
        said = self.language.value((part and part.label) or word(name) or name)
        return said[:1].upper() + said[1:] if is_first else said

    def _value(self, value: Any) -> str:
        if isinstance(value, list):
            return self.language.listed([self._value(one) for one in value])
        day = read_date(value)
        code: Value = WORDS.get(value) if isinstance(value, str) else None
        return self.language.value(day or code or value)

    def _with_place(self, text: str, path: str) -> str:
        origin = self.document.origin
        place = self.language.place(origin.place(path)) if origin else ""
        return f"{text} ({place})" if place else text
