"""What is due next: deliveries, what was promised, and waivers that end; and promises not kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iacheck.follow_up.due_dates import DueEntry
from iacheck.language.language import Language
from iacheck.language.messages import Message, Value, message
from iacheck.reports.blocks import Block, plain_text
from iacheck.reports.due_list import DUE_WORDS, owed_line
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
    past = [entry for entry in meeting.due if entry.days_left(meeting.result.as_of) < 0]
    if past:
        title = message("Promised to be mended by a day that is past, and not mended")
        yield _table(title, past, language)
    next_ = meeting.due[len(past) :]
    if next_:
        yield _table(message("What is due, the first day first"), next_, language)
    else:
        yield paragraph(language, message("Nothing is due."))


def _table(title: Message, entries: Sequence[DueEntry], language: Language) -> Block:
    rows = [
        (
            value_text(language, same[0].due),
            plain_text(_what(same[0], language)),
            plain_text(some_names(language, (entry.subject for entry in same))),
        )
        for same in group_by(entries, _together).values()
    ]
    columns = [
        column(language, message("By when"), 1.6),
        column(language, message("What"), 4),
        column(language, message("Who"), 4),
    ]
    return table(language, title, columns, rows)


def _together(entry: DueEntry) -> tuple[object, ...]:
    """What stands in one row: what is due on a day for a period by the same rules."""
    return entry.due, entry.kind, entry.period, entry.owed


def _what(entry: DueEntry, language: Language) -> str:
    """`Delivery for 2016: B13 The council has sent a report`."""
    told: Value = message("{what} for {period}", what=DUE_WORDS[entry.kind], period=entry.period)
    if entry.kind == "delivery" and not entry.asking:
        told = entry.period
    return f"{capital(language.value(told))}: {owed_line(entry, language)}"
