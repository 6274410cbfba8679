"""What councils were granted, also those whose grant no rule judges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iacheck.language.language import Language
from iacheck.language.messages import DocumentPart, Message, message
from iacheck.reports.blocks import Block
from iacheck.reports.meeting.fields import DocumentFields
from iacheck.reports.meeting.material import JudgedSubject, Material
from iacheck.reports.meeting.phrases import (
    column,
    note,
    number,
    row_label,
    subject_name,
    table,
    value_text,
)


def blocks(material: Material, language: Language) -> Iterator[Block]:
    """A table of grants, and who of those was not there all the time; nothing where there are none.

    Several grants of one council are added up.
    """
    granted = [j for j in material.of_kind("council-year") if j.case.documents["allocations"]]
    if not granted:
        return
    unread: list[DocumentPart] = []
    amounts = [_amount(judged, unread) for judged in granted]
    rows = [
        (value_text(language, subject_name(language, judged.subject)), number(language, amount))
        for judged, amount in zip(granted, amounts, strict=True)
    ]
    rows.append((row_label(language, message("all")), number(language, sum(amounts))))
    columns = [
        column(language, message("Council"), 3),
        column(language, message("Granted"), 1.4, numeric=True),
    ]
    yield table(language, message("Granted (kroner)"), columns, rows)
    for told in _beside(granted, unread):
        yield note(language, told)


def _amount(judged: JudgedSubject, unread: list[DocumentPart]) -> int:
    """The sum of what can be read of a council's grants, in kroner."""
    return sum(
        DocumentFields(DocumentPart(document.name), unread).kroner(document.body, "amount_nok") or 0
        for document in judged.case.documents["allocations"]
    )


def _beside(granted: Sequence[JudgedSubject], unread: Sequence[DocumentPart]) -> Iterator[Message]:
    part = [judged for judged in granted if _is_there_in_part(judged)]
    if part:
        yield message(
            "There for a part of the period alone: {who}.",
            who=[
                message(
                    "{subject} (from {first} to {last})",
                    subject=judged.subject.name,
                    first=judged.case.existence.first_day,
                    last=judged.case.existence.last_day,
                )
                for judged in part
            ],
        )
    if unread:
        yield message("Left out, since it cannot be read: {parts}.", parts=unread)


def _is_there_in_part(judged: JudgedSubject) -> bool:
    exists, period = judged.case.existence, judged.period
    return (exists.first_day, exists.last_day) != (period.first_day, period.last_day)
