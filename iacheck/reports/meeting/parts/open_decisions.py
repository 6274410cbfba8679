"""What the meeting is asked to decide: replies, judgements, and waivers asked for or ending."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from iacheck.cases.decision_records import Intent, Waiver
from iacheck.cases.findings import Finding, RuleHead
from iacheck.cases.replies import undecided_replies
from iacheck.language.language import Language
from iacheck.language.messages import Message, message
from iacheck.reports.blocks import Block, Table, plain_text
from iacheck.reports.meeting.chapter import Chapter
from iacheck.reports.meeting.material import JudgedSubject, MeetingMaterial, group_by
from iacheck.reports.meeting.phrases import (
    column,
    heading,
    items,
    paragraph,
    some_names,
    subject_name,
    table,
    value_text,
)

_Found = tuple[JudgedSubject, Finding]


def blocks(
    meeting: MeetingMaterial, chapters: Sequence[Chapter], language: Language
) -> Iterator[Block]:
    """A table for each sort of decision; that there is none, where nothing waits for one."""
    yield heading(language, 1, message("What the meeting is asked to decide"))
    found = [pair for chapter in chapters for pair in chapter.material.findings()]
    told: list[Block] = [
        *_replies(message("Findings that are disputed"), "dispute", found, language),
        *_replies(message("Waivers that are asked for"), "ask_waiver", found, language),
        *_judgements(found, language),
        *_waivers(found, language),
        *_ended_waivers(found, meeting.result.as_of, language),
    ]
    without_effect = list(lapsed_judgements(meeting))
    if without_effect:
        told.append(items(language, without_effect))
    yield from told
    if not told:
        yield paragraph(language, message("Nothing waits for a decision."))


def lapsed_judgements(meeting: MeetingMaterial) -> Iterator[Message]:
    """What is told of each judgement that holds no more.

    What it rests on has changed, or another one contradicts it.
    """
    for problem in meeting.result.problems:
        kind = (problem.document or "").partition("/")[0]
        if kind == "judgement" and problem.path in ("/basis", "/verdict"):
            yield problem.message


def _replies(
    caption: Message, intent: Intent, found: Sequence[_Found], language: Language
) -> Iterator[Table]:
    """What bodies replied that waits for a decision."""
    rows = [
        (
            plain_text(subject_name(language, judged.subject)),
            plain_text(_demand(finding.rule, language)),
            value_text(language, message("{by}, {date}", by=reply.by, date=reply.on)),
            plain_text(reply.text),
        )
        for judged, finding in found
        for reply in undecided_replies(finding)
        if reply.intent == intent
    ]
    if rows:
        columns = [
            column(language, message("Who"), 2),
            column(language, message("Demand"), 3),
            column(language, message("By whom, and when"), 2),
            column(language, message("Reply"), 4),
        ]
        yield table(language, caption, columns, rows)


def _judgements(found: Sequence[_Found], language: Language) -> Iterator[Table]:
    """What only people can tell, by rule."""
    waiting = [pair for pair in found if pair[1].verdict == "undetermined" and pair[1].basis]
    rows = [
        (
            plain_text(_demand(rule, language)),
            plain_text(some_names(language, (judged.subject for judged, _ in same))),
        )
        for rule, same in group_by(waiting, lambda pair: pair[1].rule).items()
    ]
    if rows:
        columns = [column(language, message("Demand"), 4), column(language, message("Who"), 5)]
        yield table(language, message("What must be judged"), columns, rows)


def _waivers(found: Sequence[_Found], language: Language) -> Iterator[Table]:
    """Until when deviations are accepted: the waiver that ends first, first."""
    accepted = [
        (finding.waiver, judged, finding)
        for judged, finding in found
        if finding.verdict == "waived" and finding.waiver is not None
    ]
    if accepted:
        yield _of_waivers(message("Waivers that end"), message("Ends"), accepted, language)


def _ended_waivers(
    found: Sequence[_Found], as_of: datetime.date, language: Language
) -> Iterator[Table]:
    """The waivers that have ended of what deviates still: is it accepted for longer?"""
    ended = [
        (finding.last_waiver, judged, finding)
        for judged, finding in found
        if finding.verdict == "deviation"
        and finding.last_waiver is not None
        and finding.last_waiver.expires_on < as_of
    ]
    if ended:
        title = message("Waivers that have ended of what is not met: is it still accepted?")
        yield _of_waivers(title, message("Ended"), ended, language)


def _of_waivers(
    title: Message,
    day: Message,
    found: Sequence[tuple[Waiver, JudgedSubject, Finding]],
    language: Language,
) -> Table:
    rows = [
        (
            value_text(language, waiver.expires_on),
            plain_text(subject_name(language, judged.subject)),
            plain_text(_demand(finding.rule, language)),
            value_text(language, waiver.reason),
        )
        for waiver, judged, finding in sorted(found, key=lambda one: one[0].expires_on)
    ]
    columns = [
        column(language, day, 1.6),
        column(language, message("Who"), 2),
        column(language, message("Demand"), 3),
        column(language, message("Why"), 3),
    ]
    return table(language, title, columns, rows)


def _demand(rule: RuleHead, language: Language) -> str:
    return f"{rule.demand} {language.say(rule.title)}"
