"""Where each body stands, a line for each: as a paper for people, and for programs."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence
from typing import Any

from iacheck.cases.findings import SEVERITIES
from iacheck.follow_up.run_records import RunRecord
from iacheck.language.language import Language
from iacheck.language.messages import Message, Value, message, plural_message
from iacheck.reports import expect_installed
from iacheck.reports.blocks import Block, Column, Mark, Paper, Paragraph, Span, Table, Text
from iacheck.reports.blocks import plain_text as plain
from iacheck.reports.body_status import BodyStatus, body_statuses
from iacheck.reports.change_words import changes_counted
from iacheck.reports.csv_table import csv_table
from iacheck.reports.history_sheet import history_sheet
from iacheck.reports.meeting.delivery import Delivery
from iacheck.reports.meeting.material import MeetingMaterial, group_by
from iacheck.reports.visible_text import escaped_in_json
from iacheck.reports.xlsx_sheets import ReportSheet, SheetColumn, sheets_workbook

CSV_COLUMNS = (
    "subject", "name", "due", "delivered", "lacking", "error", "warning", "info", "concerns",
    "new", "repeated", "rounds", "answered", "last_heard",
    "promised", "overdue",
)  # fmt: skip


def status_paper(meeting: MeetingMaterial, language: Language) -> Paper:
    """A row for each body."""
    say = language.say
    statuses = body_statuses(meeting)
    title = say(message("Status as of {date}", date=meeting.result.as_of))
    columns = [
        Column(say(message("Who")), 3.0),
        Column(say(message("Delivered")), 3.0),
        *(Column(say(heading), 0.9, numeric=True) for heading in _COUNTED),
        Column(say(message("New")), 0.9, numeric=True),
        Column(say(message("As before")), 1.5),
        Column(say(_REPLIES), 1.1),
        Column(say(message("Last heard")), 1.6),
    ]
    blocks: list[Block] = [
        Paragraph(plain(_summary(statuses, meeting, language)), "lead"),
        Table(
            say(message("Where each stands")),
            columns,
            [_row(status, meeting, language) for status in statuses if status.is_judged],
        ),
        Paragraph(plain(_how_to_read(statuses, language)), "note"),
    ]
    concerned = [status for status in statuses if status.concerns]
    if concerned:
        columns = [Column(say(message("Who")), 3.0), Column(say(_ON_OTHERS), 1.0, numeric=True)]
        rows = [
            (plain(language.value(one.subject.name)), _count(one.concerns, language, None))
            for one in concerned
        ]
        blocks.append(Table(say(message("Found on others, and theirs to mend")), columns, rows))
    return Paper(title, language.code, tuple(blocks), footer=title)


_COUNTED = (message("Errors"), message("Warnings"), message("Info"))
_ON_OTHERS = message("On others")
_REPLIES = message("Replies")
_PROMISED = message("Promised")
_OVERDUE = message("Promised, day past")
_HOW_TO_READ = message(
    "Errors, warnings and information are deviations that the body must mend itself; what is new "
    "and what is as before is of these. Replies are those that wait for a decision; what is "
    "promised to be mended waits for its day, or is past it. A body was last heard of on the day "
    "of its last document for the periods that are shown, or of its last reply about them."
)
_LONGEST = message("The number of rounds is that of what has stood as before for the longest.")


_LACKING: Mapping[str, Message] = {
    "missing": message("lacking"),
    # What is there, and does not count as delivered.
    "unsent": message("there without a day"),
    "ahead": message("dated later"),
    "unclear": message("cannot be told"),
}


def _summary(statuses: Sequence[BodyStatus], meeting: MeetingMaterial, language: Language) -> str:
    open_ = {severity: sum(one.open[severity] for one in statuses) for severity in SEVERITIES}
    told = [
        plural_message(
            "Of {count} body, {having} has something to mend: {numbers}.",
            "Of {count} bodies, {having} have something to mend: {numbers}.",
            sum(one.is_judged for one in statuses),
            having=sum(any(one.open.values()) for one in statuses),
            numbers=[
                plural_message("{count} error", "{count} errors", open_["error"]),
                plural_message("{count} warning", "{count} warnings", open_["warning"]),
                message("{count} for information", count=open_["info"]),
            ],
        )
    ]
    answered = sum(one.answered for one in statuses)
    if answered:
        told.append(
            plural_message(
                "{count} reply waits for a decision.",
                "{count} replies wait for a decision.",
                answered,
            )
        )
    promised = sum(one.promised - one.overdue for one in statuses)
    if promised:
        told.append(
            plural_message(
                "{count} is promised to be mended.", "{count} are promised to be mended.", promised
            )
        )
    overdue = sum(one.overdue for one in statuses)
    if overdue:
        told.append(
            plural_message(
                "{count} was promised to be mended by a day that is past.",
                "{count} were promised to be mended by a day that is past.",
                overdue,
            )
        )
    changes = changes_counted(meeting.result, for_others=False)
    lines = [*map(language.say, told), *([f"{language.say(changes)}."] if changes else [])]
    return " ".join(lines)


def _how_to_read(statuses: Sequence[BodyStatus], language: Language) -> str:
    told = [_HOW_TO_READ]
    if any(one.repeated and (one.rounds or 1) > 1 for one in statuses):
        told.append(_LONGEST)
    return " ".join(map(language.say, told))


def _row(status: BodyStatus, meeting: MeetingMaterial, language: Language) -> Sequence[Text]:
    return (
        plain(language.value(status.subject.name)),
        _delivered(status, meeting, language),
        *(_count(status.open[severity], language, severity) for severity in SEVERITIES),
        plain("") if status.new is None else _count(status.new, language, None),
        plain(_repeated(status, language)),
        plain(_replies(status, language)),
        # A day that is one word keeps each body on one line.
        plain(status.last_heard.isoformat() if status.last_heard else ""),
    )


def _count(count: int, language: Language, mark: Mark | None) -> Text:
    if not count:
        return plain("–")
    return (Span(language.number(count), mark=mark),)


def _repeated(status: BodyStatus, language: Language) -> str:
    """`3 (4 rounds)`; empty where it is not known, a dash where there is nothing."""
    if not status.repeated:
        return "" if status.repeated is None else "–"
    told = language.number(status.repeated)
    if status.rounds is None or status.rounds < 2:
        return told
    rounds = language.say(message("{rounds} rounds", rounds=status.rounds))
    return f"{told} ({rounds})"


def _replies(status: BodyStatus, language: Language) -> str:
    """`2, 1 promised`; a dash where nobody has replied."""
    told = [language.number(status.answered)] if status.answered else []
    if waiting := status.promised - status.overdue:
        told.append(language.say(message("{count} promised", count=waiting)))
    if status.overdue:
        told.append(language.say(message("{count} past its day", count=status.overdue)))
    return ", ".join(told) or "–"


def _delivered(status: BodyStatus, meeting: MeetingMaterial, language: Language) -> Text:
    """`1 of 2; lacking: plan; there without a day: report`; empty where nothing was due."""
    if not status.deliveries:
        return plain("")
    told = message("{done} of {count}", done=status.delivered, count=len(status.deliveries))
    spans = [Span(language.say(told))]
    for why, deliveries in group_by(status.lacking, lambda one: one.status).items():
        spans.append(Span(f"; {language.say(_LACKING.get(why, _LACKING['missing']))}: "))
        for number, delivery in enumerate(deliveries):
            what = language.value(_lacking(delivery, meeting))
            is_gone = delivery.status == "missing" and not delivery.accepted
            spans += [Span(", ")] if number else []
            spans.append(Span(what, mark="error" if is_gone else "undetermined"))
    return spans


def _lacking(delivery: Delivery, meeting: MeetingMaterial) -> Value:
    """What a document is called, with its period where there are several."""
    labels = {material.period: material.label for material in meeting.materials}
    document: Value = labels[delivery.period](delivery.root)
    if len(labels) > 1:
        document = message("{document} for {period}", document=document, period=delivery.period)
    return message("{document} (waiver)", document=document) if delivery.accepted else document


def status_json(meeting: MeetingMaterial, language: Language) -> bytes:
    """All bodies; keys and codes are English in every language."""
    since = meeting.result.since
    told = {
        "as_of": meeting.result.as_of.isoformat(),
        "since": since.isoformat() if since else None,
        "bodies": [_as_dict(one, language) for one in body_statuses(meeting)],
    }
    return (escaped_in_json(json.dumps(told, ensure_ascii=False, indent=1)) + "\n").encode()


def _as_dict(status: BodyStatus, language: Language) -> dict[str, Any]:
    return {
        "subject": str(status.subject),
        "name": language.value(status.subject.name),
        "deliveries": [
            {
                "document": one.root,
                "period": str(one.period),
                "status": one.status,
                "day": _iso(one.given),
                "accepted": one.accepted,
            }
            for one in status.deliveries
        ],
        "open": {severity: status.open[severity] for severity in SEVERITIES},
        "concerns": status.concerns,
        "new": status.new,
        "repeated": status.repeated,
        "rounds": status.rounds,
        "answered": status.answered,
        "last_heard": _iso(status.last_heard),
        "promised": status.promised,
        "overdue": status.overdue,
    }


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None


def status_csv(meeting: MeetingMaterial, language: Language) -> bytes:
    """A row for each body."""
    return csv_table(CSV_COLUMNS, (_as_row(one, language) for one in body_statuses(meeting)))


def _as_row(status: BodyStatus, language: Language) -> Mapping[str, Any]:
    told = _as_dict(status, language)
    return {
        **told,
        **told["open"],
        "due": len(status.deliveries),
        "delivered": status.delivered,
        "lacking": [f"{one.root} {one.period}" for one in status.lacking],
    }


def status_xlsx(
    meeting: MeetingMaterial, earlier: Sequence[RunRecord], language: Language
) -> bytes:
    """The table of the paper as a sheet with filters, and one with the outcomes of earlier runs.

    Raises CannotRun where the library is not installed.
    """
    expect_installed(("xlsxwriter",), "xlsx")
    say, statuses = language.say, body_statuses(meeting)
    title = say(message("Status as of {date}", date=meeting.result.as_of))
    above = (title, _summary(statuses, meeting, language), _how_to_read(statuses, language))
    sheet = ReportSheet(
        say(message("Status")),
        [
            SheetColumn(say(message("Who")), 32),
            SheetColumn(say(message("Delivered")), 34),
            *(SheetColumn(say(heading), 10, "count") for heading in (*_COUNTED, _ON_OTHERS)),
            SheetColumn(say(message("New")), 10, "count"),
            SheetColumn(say(message("As before")), 10, "count"),
            SheetColumn(say(message("Rounds")), 10, "count"),
            SheetColumn(say(_REPLIES), 10, "count"),
            SheetColumn(say(_PROMISED), 10, "count"),
            SheetColumn(say(_OVERDUE), 18, "count"),
            SheetColumn(say(message("Last heard")), 13, "date"),
        ],
        [
            (
                language.value(one.subject.name),
                "".join(span.text for span in _delivered(one, meeting, language)),
                *(one.open[severity] for severity in SEVERITIES),
                one.concerns,
                *("" if told is None else told for told in (one.new, one.repeated, one.rounds)),
                one.answered,
                one.promised,
                one.overdue,
                one.last_heard or "",
            )
            for one in statuses
        ],
        above,
    )
    history = [history_sheet(meeting.result, earlier, language)] if earlier else []
    return sheets_workbook([sheet, *history], title, meeting.result.as_of)
