"""What tests of Word files share: readings of them."""

from __future__ import annotations

from agreement_2012 import HEADINGS, vocabulary
from said import said
from word_corpus import PART
from word_files import (
    p,
)

from iacheck.documents.document import Document
from iacheck.language.limits import Limits
from iacheck.language.places import Place
from iacheck.readers import ReaderContext, Reading, Source, read

EXPERIENCE, DEVIATION, ACTIVITY = (headings[0] for headings in HEADINGS.values())


START = p(PART, style="Overskrift1") + p(ACTIVITY, style="Overskrift2")


def reading(data: bytes, limits: Limits | None = None) -> Reading:
    return read(Source("a.docx", data), ReaderContext(vocabulary, limits=limits or Limits()))


def told(found: Reading) -> list[str]:
    return [said(problem.message) for problem in found.problems]


def only(data: bytes) -> Document:
    found = reading(data)
    assert told(found) == []
    (document,) = found.documents
    return document


def sections(document: Document) -> list[tuple[str, str]]:
    return [(section["heading"], section["text"]) for section in document.body["sections"]]


def places(document: Document) -> dict[str, Place]:
    assert document.origin is not None
    return dict(document.origin.places)
