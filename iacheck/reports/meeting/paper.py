"""The whole paper for a meeting, from first page to last.

It opens with what a meeting needs, of all its periods; what each part rests on stands in annexes,
of each period by itself. Nothing is counted across periods.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from iacheck.language.language import Language
from iacheck.language.messages import message
from iacheck.reports.blocks import Block, Heading, Items, NewPage, Paper, Paragraph, Span
from iacheck.reports.meeting.chapter import Chapter
from iacheck.reports.meeting.material import MeetingMaterial
from iacheck.reports.meeting.parts import (
    accounts,
    activities,
    by_demand,
    by_subject,
    chair,
    changes,
    decisions,
    delivery,
    due_dates,
    matrix,
    money,
    open_decisions,
    reach,
    results,
    unmet,
    untold,
)
from iacheck.reports.meeting.phrases import capital

# As many as a paper has; those of a period's annex are one level lower than in a paper of it alone.
_LOWEST = 4


def paper(meeting: MeetingMaterial, language: Language) -> Paper:
    """The paper for a meeting: the same material in the same language gives the same paper."""
    say = language.say
    return Paper(
        title=say(message("IA work, {period}: paper for the meeting", period=meeting.asked)),
        lang=language.code,
        blocks=tuple(_blocks(meeting, language)),
        subtitle=say(
            message(
                "As of {date}, by rule book {books}",
                date=meeting.result.as_of,
                books=[book.title for book in meeting.result.rulebooks],
            )
        ),
        footer=say(message("IA work, {period}", period=meeting.asked)),
    )


def _blocks(meeting: MeetingMaterial, language: Language) -> Iterator[Block]:
    chapters = [Chapter.of(material) for material in meeting.materials]
    numbers = itertools.count(1)
    opening = list(_with_anchors(_opening(meeting, chapters, language), 1, numbers))
    annexes = list(_annexes(meeting, chapters, numbers, language))
    # What the chair must know comes before what stands where.
    first = next(
        (at for at, block in enumerate(opening[1:], 1) if isinstance(block, Heading) and
         block.level == 1),
        len(opening),
    )  # fmt: skip
    yield from opening[:first]
    yield from _contents(opening[first:], annexes, language)
    yield from opening[first:]
    for blocks in annexes:
        yield NewPage()
        yield from blocks


def _opening(
    meeting: MeetingMaterial, chapters: Sequence[Chapter], language: Language
) -> Iterator[Block]:
    """What a meeting needs, of all periods, each part under a heading of the first level."""
    yield from chair.blocks(meeting, chapters, language)
    if not any(chapter.material.judged for chapter in chapters):
        return
    yield from changes.blocks(meeting, chapters, language)
    yield from open_decisions.blocks(meeting, chapters, language)
    yield from delivery.delivery_overview(chapters, language)
    yield from unmet.blocks(chapters, language)
    yield from results.blocks(chapters, language)
    yield from money.blocks(chapters, language)
    yield from due_dates.blocks(meeting, language)


def _annexes(
    meeting: MeetingMaterial,
    chapters: Sequence[Chapter],
    numbers: Iterator[int],
    language: Language,
) -> Iterator[Sequence[Block]]:
    """The annexes, in groups that begin on pages of their own: those of one period, or a period.

    What was wrong with the documents is told once, at the end.
    """
    counted = itertools.count(1)
    judged = [chapter for chapter in chapters if chapter.material.judged]
    if len(chapters) == 1:
        for chapter in judged:
            parts = _numbered(_parts(chapter, language), counted, language)
            yield list(_with_anchors(parts, 1, numbers))
        return
    for chapter in judged:
        title = Heading(1, capital(language.value(chapter.title)))
        lowered = (
            replace(block, level=min(block.level + 1, _LOWEST))
            if isinstance(block, Heading)
            else block
            for block in _parts(chapter, language)
        )
        period = f"period-{chapter.material.period}".lower()
        (head,) = _numbered([replace(title, anchor=period)], counted, language)
        yield [head, *_with_anchors(lowered, 2, numbers)]
    problems = untold.problem_blocks(meeting.result.problems, 1, language)
    told = list(_with_anchors(problems, 1, numbers))
    if told:
        yield told


def _parts(chapter: Chapter, language: Language) -> Iterator[Block]:
    """What stands in the annexes of a period, each part under a heading of the first level."""
    material, counted = chapter.material, chapter.counted
    yield from delivery.blocks(material, chapter.delivered, language)
    yield from matrix.blocks(material, language)
    yield from activities.blocks(material, counted, language)
    yield from reach.blocks(material, counted, language)
    yield from by_demand.blocks(material, language)
    yield from by_subject.blocks(material, language)
    yield from decisions.blocks(material, language)
    if material.of_kind("party-half-year"):
        yield NewPage()
    yield from accounts.blocks(material, chapter.delivered, language)
    yield from untold.blocks(material, language)


def _contents(
    opening: Sequence[Block], annexes: Sequence[Sequence[Block]], language: Language
) -> Iterator[Block]:
    """Links to what follows; of several periods, a line for the annex of each."""
    parts = _links(opening)
    if parts:
        told = Span(language.say(message("In this paper:")))
        yield Paragraph([told, Span(" "), *parts], "note")
    if len(annexes) == 1:
        yield Paragraph(_links(annexes[0]), "note")
    elif annexes:
        yield Items([_links(blocks) for blocks in annexes])


def _numbered(
    blocks: Iterable[Block], counted: Iterator[int], language: Language
) -> Iterator[Block]:
    """The same, with the headings of the first level as those of annexes."""
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            told = message("Annex {number}: {title}", number=str(next(counted)), title=block.text)
            yield replace(block, text=language.say(told))
        else:
            yield block


def _with_anchors(blocks: Iterable[Block], level: int, numbers: Iterator[int]) -> Iterator[Block]:
    """The same blocks; the headings of a level can be linked to."""
    for block in blocks:
        if isinstance(block, Heading) and block.level == level:
            yield replace(block, anchor=f"part-{next(numbers)}")
        else:
            yield block


def _links(blocks: Iterable[Block]) -> Sequence[Span]:
    """Links to the headings that can be linked to; after that of a chapter a colon."""
    spans: list[Span] = []
    for block in blocks:
        if isinstance(block, Heading) and block.anchor:
            chapter = block.anchor.startswith("period-")
            spans += [
                Span(block.text, strong=chapter, link=block.anchor),
                Span(": " if chapter else " · "),
            ]
    return spans[:-1]
