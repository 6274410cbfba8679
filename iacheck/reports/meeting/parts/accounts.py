"""The parties' own accounts, set in one after the other under the template's headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from iacheck.documents.document import Document
from iacheck.language.language import Language
from iacheck.language.messages import Message, message
from iacheck.reports.blocks import Block, Items, Paragraph, Text, plain_text
from iacheck.reports.meeting.delivery import Delivery, was_erased
from iacheck.reports.meeting.material import JudgedSubject, Material
from iacheck.reports.meeting.phrases import heading, note, paragraph, subject_name

_POINT = re.compile(r"\s*[-–•*]\s+(?P<text>.*)")


def blocks(
    material: Material, delivered: Sequence[Delivery], language: Language
) -> Iterator[Block]:
    """Every party of the period, in the agreement's order; nothing where parties do not report."""
    parties = material.of_kind("party-half-year")
    if not parties:
        return
    yield heading(language, 1, message("The parties' own accounts"))
    told = message("What follows is the parties' own text, and nothing that iacheck has found.")
    yield note(language, told)
    used_by_none = _used_by_none(parties, material)
    if used_by_none:
        told = message(
            "No party has used these headings of the template: {headings}.",
            headings=[material.label(key) for key in used_by_none],
        )
        yield note(language, told)
    template = [key for key in _template(material) if key not in used_by_none]
    for judged in parties:
        yield heading(language, 2, subject_name(language, judged.subject))
        yield from _account(judged, delivered, template, material, language)


def _used_by_none(parties: Sequence[JudgedSubject], material: Material) -> Sequence[str]:
    """The template's headings that no account has, where there are several and all can be read."""
    documents = [judged.case.documents.get("party_report", ()) for judged in parties]
    accounts = [_sections(document) for listed in documents for document in listed]
    if len(accounts) < 2 or any(unreadable for _, unreadable in accounts):
        return ()
    used = {section["key"] for sections, _ in accounts for section in sections}
    return [key for key in _template(material) if key not in used]


def _account(
    judged: JudgedSubject,
    delivered: Sequence[Delivery],
    template: Sequence[str],
    material: Material,
    language: Language,
) -> Iterator[Block]:
    """A party's account under the headings of the template, and then under its own."""
    documents = judged.case.documents.get("party_report", ())
    if len(documents) != 1:
        erased = was_erased(judged, "party_report", material)
        yield paragraph(language, _absent(judged, documents, erased=erased))
        return
    (document,) = documents
    sections, unreadable = _sections(document)
    status = {delivery.subject: delivery.status for delivery in delivered}
    if status.get(judged.subject) == "unsent":
        yield note(language, message("The report has no submission date."))
    if unreadable:
        yield note(
            language,
            message("A part of {document} cannot be read and is not here.", document=document.name),
        )
    used = {section["key"] for section in sections}
    missing = [material.label(key) for key in template if key not in used]
    # What cannot be read may stand under any heading.
    if missing and not unreadable:
        told = message(
            "The party has not used these headings of the template: {headings}.", headings=missing
        )
        yield note(language, told)
    for key in filter(used.__contains__, template):
        texts = [section["text"] for section in sections if section["key"] == key]
        yield heading(language, 3, material.label(key))
        yield from _account_blocks("\n\n".join(texts), language)
    for section in sections:
        if section["key"] not in template:
            yield heading(language, 3, section["heading"] or material.label(section["key"]))
            yield from _account_blocks(section["text"], language)


def _absent(judged: JudgedSubject, documents: Sequence[Document], *, erased: bool) -> Message:
    if documents:
        return message(
            "Several documents are the party's report: {documents}. None is set in until only one "
            "is kept.",
            documents=[document.name for document in documents],
        )
    if "party_report" in judged.case.undated:
        return message(
            "{document} may be the party's report, but its period cannot be read.",
            document=judged.case.undated["party_report"].name,
        )
    if erased:
        return message("The report has been erased since the round was kept.")
    return message("No report has come.")


def _template(material: Material) -> Sequence[str]:
    """The keys of the template's headings, in the order of the rule books."""
    headings = (book.vocabulary.headings or {} for book in material.books)
    return tuple(dict.fromkeys(key for of_one in headings for key in of_one))


def _sections(document: Document) -> tuple[Sequence[Mapping[str, str]], bool]:
    """The sections whose fields are texts, and whether there is anything else."""
    given: Any = document.body.get("sections")
    listed = given if isinstance(given, list | tuple) else []
    sections = [
        {name: section[name].strip() for name in ("key", "heading", "text")}
        for section in listed
        if isinstance(section, Mapping)
        and all(
            isinstance(section.get(subject_name), str)
            for subject_name in ("key", "heading", "text")
        )
    ]
    whole = len(sections) == len(listed) and (given is None or listed is given)
    return sections, not whole


def _account_blocks(text: str, language: Language) -> Iterator[Block]:
    """A party's text: its lines as paragraphs, and those with a dash before them as a list."""
    if not text.strip():
        yield note(language, message("Nothing is written under this heading."))
    points: list[Text] = []
    for line in filter(str.strip, text.splitlines()):
        point = _POINT.fullmatch(line)
        if point:
            points.append(plain_text(point["text"].strip()))
            continue
        if points:
            yield Items(points)
            points = []
        yield Paragraph(plain_text(line.strip()))
    if points:
        yield Items(points)
