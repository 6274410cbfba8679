"""What is due by when: as a paper for people, as CSV and JSON for programs, a sheet, a calendar."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from iacheck.follow_up.due_dates import DueEntry, DueKind
from iacheck.language.language import Language
from iacheck.language.messages import Message, message, plural_message
from iacheck.reports import expect_installed
from iacheck.reports.blocks import Block, Column, Paper, Paragraph, Table, plain_text
from iacheck.reports.csv_table import csv_table
from iacheck.reports.visible_text import escaped_in_json, without_line_breaks
from iacheck.reports.xlsx_sheets import ReportSheet, SheetColumn, sheets_workbook

CSV_COLUMNS = (
    "due", "days_left", "kind", "subject", "name", "about", "period", "demands", "rules",
    "owed", "unclear",
)  # fmt: skip

DUE_WORDS: Mapping[DueKind, Message] = {
    "delivery": message("Delivery"),
    "promise": message("Promised to be mended"),
    "waiver": message("The waiver ends"),
}


def due_paper(entries: Sequence[DueEntry], as_of: datetime.date, language: Language) -> Paper:
    """A row for each entry, the first day first."""
    say = language.say
    title = say(message("Due dates, seen from {date}", date=as_of))
    if not entries:
        return Paper(
            title, language.code, (Paragraph(plain_text(say(message("Nothing is due.")))),)
        )
    columns = [
        Column(say(message("By when")), 2.0),
        Column(say(message("Days left")), 0.8, numeric=True),
        Column(say(message("Who")), 2.4),
        Column(say(message("Period")), 1.0),
        Column(say(message("What")), 1.5),
        Column(say(message("Demand")), 3.8),
    ]
    rows = [
        tuple(
            plain_text(cell)
            for cell in (
                language.date(entry.due),
                language.number(entry.days_left(as_of)),
                language.value(entry.subject.name),
                language.period(entry.period),
                _what(entry, language),
                owed_line(entry, language),
            )
        )
        for entry in entries
    ]
    overdue = sum(entry.days_left(as_of) < 0 for entry in entries)
    told = message("Nothing is overdue.")
    if overdue:
        told = plural_message("{count} is overdue.", "{count} are overdue.", overdue)
    blocks: list[Block] = [
        Paragraph(plain_text(say(told)), "lead"),
        Table(say(message("What is due, the first day first")), columns, rows),
    ]
    return Paper(title, language.code, tuple(blocks), footer=title)


def _what(entry: DueEntry, language: Language) -> str:
    """`Delivery`; on whom it was found, if others must mend it; and what is not clear of it."""
    told = language.say(DUE_WORDS[entry.kind])
    if str(entry.about) != str(entry.subject):
        told = f"{told} ({language.value(entry.about.name)})"
    return f"{told}: {language.say(entry.unclear)}" if entry.unclear else told


def owed_line(entry: DueEntry, language: Language) -> str:
    """`B13 The council has sent a report`: what is owed, each demand in its words."""
    return "; ".join(_owed(entry, language))


def _owed(entry: DueEntry, language: Language) -> list[str]:
    return [f"{rule.demand} {language.say(rule.title)}" for rule in entry.owed]


def _waiting(entry: DueEntry, language: Language) -> list[str]:
    """What else waits for the delivery, and is not to be delivered itself."""
    waiting = (rule for rule in entry.rules if rule not in entry.owed)
    return [f"{rule.demand} {language.say(rule.title)}" for rule in waiting]


def due_json(entries: Sequence[DueEntry], as_of: datetime.date, language: Language) -> bytes:
    """All entries; keys and codes are English in every language."""
    told = {"as_of": as_of.isoformat(), "due": [_as_dict(one, as_of, language) for one in entries]}
    return (escaped_in_json(json.dumps(told, ensure_ascii=False, indent=1)) + "\n").encode()


def due_csv(entries: Sequence[DueEntry], as_of: datetime.date, language: Language) -> bytes:
    """A row for each entry."""
    return csv_table(CSV_COLUMNS, (_as_dict(entry, as_of, language) for entry in entries))


def due_xlsx(entries: Sequence[DueEntry], as_of: datetime.date, language: Language) -> bytes:
    """A sheet with a row for each entry, its days as days.

    Raises CannotRun where the library is not installed.
    """
    expect_installed(("xlsxwriter",), "xlsx")
    say = language.say
    title = say(message("Due dates, seen from {date}", date=as_of))
    columns = (
        SheetColumn(say(message("By when")), 12, "date"),
        SheetColumn(say(message("Days left")), 9, "count"),
        SheetColumn(say(message("Who")), 34),
        SheetColumn(say(message("Period")), 14),
        SheetColumn(say(message("What")), 30),
        SheetColumn(say(message("Demand")), 60),
        SheetColumn(say(message("What else waits for it")), 60),
    )
    rows = [
        (
            entry.due,
            entry.days_left(as_of),
            language.value(entry.subject.name),
            language.period(entry.period),
            _what(entry, language),
            "\n".join(_owed(entry, language)),
            "\n".join(_waiting(entry, language)),
        )
        for entry in entries
    ]
    sheet = ReportSheet(say(message("Due dates")), columns, rows, (title,))
    return sheets_workbook([sheet], title, as_of)


def due_ics(entries: Sequence[DueEntry], as_of: datetime.date, language: Language) -> bytes:
    """A calendar to subscribe to, with a whole day for each entry.

    The same entries give the same bytes. Raises CannotRun where the library is not installed.
    """
    expect_installed(("icalendar",), "ics")
    from icalendar import Calendar, Event  # noqa: PLC0415 - needed for no other format

    calendar = Calendar()
    calendar.add("prodid", "-//iacheck//iacheck//NO")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", language.say(message("Due dates")))
    stamp = datetime.datetime.combine(as_of, datetime.time(), datetime.UTC)
    for entry in entries:
        event = Event()
        event.add("uid", f"{_identity(entry)}@iacheck")
        event.add("dtstamp", stamp)
        event.add("dtstart", entry.due)
        name = language.value(entry.subject.name)
        what = f"{_what(entry, language)}: {owed_line(entry, language)}"
        summary = f"{name}: {what} ({language.period(entry.period)})"
        event.add("summary", without_line_breaks(summary))
        titles = (f"{rule.demand} {language.say(rule.title)}" for rule in entry.rules)
        event.add("description", "\n".join(map(without_line_breaks, titles)))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _identity(entry: DueEntry) -> str:
    """The same as long as the day is, also when other demands wait for the delivery."""
    told = (entry.kind, entry.subject, entry.about, entry.period, entry.due)
    return hashlib.sha256("\n".join(map(str, told)).encode()).hexdigest()[:32]


def _as_dict(entry: DueEntry, as_of: datetime.date, language: Language) -> dict[str, Any]:
    return {
        "due": entry.due.isoformat(),
        "days_left": entry.days_left(as_of),
        "kind": entry.kind,
        "subject": str(entry.subject),
        "name": language.value(entry.subject.name),
        "about": str(entry.about),
        "period": str(entry.period),
        "demands": list(entry.demands),
        "rules": [rule.id for rule in entry.rules],
        "owed": _owed(entry, language),
        "unclear": language.say(entry.unclear) if entry.unclear else None,
    }
