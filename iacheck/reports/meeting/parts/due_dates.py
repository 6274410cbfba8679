"""What is due next: deliveries, what was promised, and waivers that end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from iacheck.cases.findings import RuleHead
from iacheck.follow_up.due_dates import DueEntry
from iacheck.language.language import Language
from iacheck.language.messages import Value, message
from iacheck.reports.blocks import Block, plain_text
from iacheck.reports.due_list import DUE_WORDS
from iacheck.reports.meeting.delivery import demands_any_document
from iacheck.reports.meeting.material import MeetingMaterial, group_by
from iacheck.reports.meeting.phrases import (
    capital,
    column,
    heading,
    paragraph,
    some_names,
    table,
    value_text,
)


def blocks(meeting: MeetingMaterial, language: Language) -> Iterator[Block]:
    """A row for each day and what is due then, with those who owe it."""
    yield heading(language, 1, message("Next due dates"))
    if not meeting.due:
        yield paragraph(language, message("Nothing is due."))
        return
    due = _Due.of(meeting)
    rows = [
        (
            value_text(language, same[0].due),
            plain_text(due.what(same[0], language)),
            plain_text(some_names(language, (entry.subject for entry in same))),
        )
        for same in group_by(meeting.due, due.together).values()
    ]
    columns = [
        column(language, message("By when"), 1.6),
        column(language, message("What"), 4),
        column(language, message("Who"), 4),
    ]
    yield table(language, message("What is due, the first day first"), columns, rows)


@dataclass(frozen=True, slots=True)
class _Due:
    """How entries are called; `asking` are the rules that ask for a document, whichever it is."""

    asking: frozenset[RuleHead]

    @classmethod
    def of(cls, meeting: MeetingMaterial) -> _Due:
        schemas = meeting.materials[0].schemas
        return cls(
            frozenset(
                head
                for material in meeting.materials
                for head, rule in material.rules().items()
                if demands_any_document(rule, schemas)
            )
        )

    def together(self, entry: DueEntry) -> tuple[object, ...]:
        """What stands in one row: what is due on a day for a period by the same rules."""
        return entry.due, entry.kind, entry.period, self._rules(entry)

    def what(self, entry: DueEntry, language: Language) -> str:
        """`Delivery for 2016: B13 The council has sent a report`."""
        told: Value = message(
            "{what} for {period}", what=DUE_WORDS[entry.kind], period=entry.period
        )
        if entry.kind == "delivery" and not self.asking.intersection(entry.rules):
            told = entry.period
        titles = (f"{head.demand} {language.say(head.title)}" for head in self._rules(entry))
        return f"{capital(language.value(told))}: {'; '.join(titles)}"

    def _rules(self, entry: DueEntry) -> tuple[RuleHead, ...]:
        """Those that ask for a document; what else waits for it is not to be delivered."""
        asking = tuple(rule for rule in entry.rules if rule in self.asking)
        return asking if entry.kind == "delivery" and asking else entry.rules
