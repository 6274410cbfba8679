"""The whole paper for a meeting, from first page to last.

A paper of several periods has a chapter for each, which is the paper of that period alone: nothing
is counted across them. What was wrong with the documents is told once, at the end.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from iacheck.language.language import Language
from iacheck.language.messages import Message, Value, message
from iacheck.language.periods import Period
from iacheck.reports.blocks import Block, Heading, Items, NewPage, Paper, Paragraph, Span
from iacheck.reports.meeting.counting import Figures, figures
from iacheck.reports.meeting.delivery import Delivery, deliveries
from iacheck.reports.meeting.material import Material, MeetingMaterial
from iacheck.reports.meeting.parts import (
    accounts,
    activities,
    by_demand,
    by_subject,
    chair,
    decisions,
    delivery,
    matrix,
    reach,
    untold,
)
from iacheck.reports.meeting.phrases import heading, items, note

# As many as a paper has; those of a chapter are one level lower than in a paper of its period.
_LOWEST = 4


def paper(meeting: MeetingMaterial, language: Language) -> Paper:
    """The paper for a meeting: the same material in the same language gives the same paper."""
    say = language.say
    several = len(meeting.materials) > 1
    return Paper(
        title=say(message("IA work, {period}: paper for the meeting", period=meeting.asked)),
        lang=language.code,
        blocks=tuple((_of_several if several else _of_one)(meeting, language)),
        subtitle=say(
            message(
                "As of {date}, by rule book {books}",
                date=meeting.result.as_of,
                books=[book.title for book in meeting.result.rulebooks],
            )
        ),
        footer=say(message("IA work, {period}", period=meeting.asked)),
    )


@dataclass(frozen=True)
class _Chapter:
    """What there is to tell of a period: on a first page, and in parts."""

    material: Material
    delivered: Sequence[Delivery]
    first_page: Sequence[Block]
    parts: Sequence[Block]

    @classmethod
    def of(cls, material: Material, language: Language) -> _Chapter:
        delivered = deliveries(material)
        counted = figures(material, delivered)
        return cls(
            material,
            delivered,
            tuple(chair.blocks(material, delivered, counted, language)),
            tuple(_parts(material, delivered, counted, language) if material.judged else ()),
        )


def _of_one(meeting: MeetingMaterial, language: Language) -> Iterator[Block]:
    chapter = _Chapter.of(meeting.materials[0], language)
    parts = list(_with_anchors(chapter.parts, 1, itertools.count(1)))
    yield from chapter.first_page
    yield NewPage()
    # Not on the first page, which is to hold what the chair must know and no more.
    told = Span(language.say(message("In this paper:")))
    yield Paragraph([told, Span(" "), *_links(parts)], "note")
    yield from parts


def _of_several(meeting: MeetingMaterial, language: Language) -> Iterator[Block]:
    chapters = [_Chapter.of(material, language) for material in meeting.materials]
    numbers = itertools.count(1)
    told = [list(_chapter_blocks(chapter, numbers, language)) for chapter in chapters]
    problems = untold.problem_blocks(meeting.result.problems, 1, language)
    told.append(list(_with_anchors(problems, 1, numbers)))
    yield heading(language, 1, message("In short"))
    for chapter in chapters:
        yield heading(language, 2, _period_title(chapter.material.period))
        yield from chair.summary_blocks(chapter.material, chapter.delivered, language)
    yield from chair.judged_in_periods(meeting.result, language)
    wrong = [*chair.lapsed_waivers(meeting.result), *chair.problem_count(meeting.result)]
    if wrong:
        yield items(language, wrong)
    yield heading(language, 2, message("In this paper"))
    yield note(
        language,
        message("Each period has a chapter of its own; nothing is counted across periods."),
    )
    yield Items([_links(blocks) for blocks in told if blocks])
    for blocks in filter(None, told):
        yield NewPage()
        yield from blocks


def _chapter_blocks(
    chapter: _Chapter, numbers: Iterator[int], language: Language
) -> Iterator[Block]:
    """The paper of a period as a part of another one, under the period's name."""
    period = chapter.material.period
    yield heading(language, 1, _period_title(period), f"period-{period}".lower())
    blocks = (*chapter.first_page, *((NewPage(), *chapter.parts) if chapter.parts else ()))
    lowered = (
        replace(block, level=min(block.level + 1, _LOWEST)) if isinstance(block, Heading) else block
        for block in blocks
    )
    yield from _with_anchors(lowered, 2, numbers)


def _period_title(period: Period) -> Value | Message:
    return period if period.half else message("The year {period}", period=period)


def _parts(
    material: Material, delivered: Sequence[Delivery], counted: Figures, language: Language
) -> Iterator[Block]:
    """What comes after the first page, each part under a heading of the first level."""
    yield from delivery.blocks(material, delivered, language)
    yield NewPage()
    yield from matrix.blocks(material, language)
    yield from activities.blocks(material, counted, language)
    yield from reach.blocks(material, counted, language)
    yield NewPage()
    yield from by_demand.blocks(material, language)
    yield from by_subject.blocks(material, language)
    yield from decisions.blocks(material, language)
    if material.of_kind("party-half-year"):
        yield NewPage()
    yield from accounts.blocks(material, delivered, language)
    yield from untold.blocks(material, language)


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
