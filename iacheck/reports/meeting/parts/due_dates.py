"""What is overdue or due next: deliveries, what was promised, and waivers that end."""

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
    subject_name,
    table,
    value_text,
)


def blocks(meeting: MeetingMaterial, language: Language) -> Iterator[Block]:
    """A row for each day and what is due then, with those who owe it."""
    yield heading(language, 1, message("Next due dates"))
    as_of = meeting.result.as_of
    past = [entry for entry in meeting.due if entry.days_left(as_of) < 0]
    promised = [entry for entry in past if entry.kind == "promise"]
    overdue = [entry for entry in past if entry.kind != "promise"]
    if overdue:
        yield _table(message("What is overdue, the first day first"), overdue, language)
    if promised:
        title = message("Promised to be mended by a day that is past, and not mended")
        yield _table(title, promised, language)
    next_ = [entry for entry in meeting.due if entry.days_left(as_of) >= 0]
    if next_:
        yield _table(message("What is due, the first day first"), next_, language)
    else:
        more = message("Nothing more is due.") if past else message("Nothing is due.")
        yield paragraph(language, more)


def _table(title: Message, entries: Sequence[DueEntry], language: Language) -> Block:
    # In one row stands what is due on a day for a period by the same rules.
    together = group_by(entries, lambda entry: (entry.due, _what(entry, language)))
    rows = [
        (
            value_text(language, day),
            plain_text(what),
            plain_text(some_names(language, (entry.subject for entry in same))),
        )
        for (day, what), same in together.items()
    ]
    columns = [
        column(language, message("By when"), 1.6),
        column(language, message("What"), 4),
        column(language, message("Who"), 4),
    ]
    return table(language, title, columns, rows)


def _what(entry: DueEntry, language: Language) -> str:
    """`Delivery for 2016: B13 The council has sent a report`; of a promise, whom it is about."""
    told: Value = message("{what} for {period}", what=DUE_WORDS[entry.kind], period=entry.period)
    if entry.kind == "delivery" and not entry.asking:
        told = entry.period
    line = capital(language.value(told))
    if entry.kind == "promise" and str(entry.about) != str(entry.subject):
        line = f"{line} ({subject_name(language, entry.about)})"
    line = f"{line}: {owed_line(entry, language)}"
    return f"{line} ({language.say(entry.unclear)})" if entry.unclear else line
