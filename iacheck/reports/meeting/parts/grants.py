"""What councils were granted, also those whose grant no rule judges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from iacheck.cases.findings import Subject
from iacheck.language.frozen import frozen
from iacheck.language.messages import DocumentPart, Message, message
from iacheck.reports.meeting.fields import DocumentFields
from iacheck.reports.meeting.material import JudgedSubject, Material


@frozen
class Grants:
    """The kroner granted to each council, `of`, and what must be known of them.

    Several grants of one council are added up. `in_part` are those that were not there all the
    time, and `unread` the amounts that cannot be read.
    """

    of: Mapping[Subject, int]
    in_part: tuple[JudgedSubject, ...]
    unread: tuple[DocumentPart, ...]

    def beside(self) -> Iterator[Message]:
        """What is said beside the figures."""
        if self.in_part:
            yield message(
                "There for a part of the period alone: {who}.",
                who=[
                    message(
                        "{subject} (from {first} to {last})",
                        subject=judged.subject.name,
                        first=judged.case.existence.first_day,
                        last=judged.case.existence.last_day,
                    )
                    for judged in self.in_part
                ],
            )
        if self.unread:
            yield message("Left out, since it cannot be read: {parts}.", parts=list(self.unread))


def amounts(material: Material) -> Grants:
    """What councils were granted for the period."""
    granted = [j for j in material.of_kind("council-year") if j.case.documents["allocations"]]
    unread: list[DocumentPart] = []
    of = {judged.subject: _amount(judged, unread) for judged in granted}
    return Grants(of, tuple(filter(_is_there_in_part, granted)), tuple(unread))


def _amount(judged: JudgedSubject, unread: list[DocumentPart]) -> int:
    """The sum of what can be read of a council's grants, in kroner."""
    return sum(
        DocumentFields(DocumentPart(document.name), unread).whole_number(
            document.body, "amount_nok"
        )
        or 0
        for document in judged.case.documents["allocations"]
    )


def _is_there_in_part(judged: JudgedSubject) -> bool:
    exists, period = judged.case.existence, judged.period
    return (exists.first_day, exists.last_day) != (period.first_day, period.last_day)
