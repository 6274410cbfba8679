"""The whole paper for a meeting, from first page to last."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from iacheck.language.language import Language
from iacheck.language.messages import message
from iacheck.reports.blocks import Block, Heading, NewPage, Paper, Paragraph, Span
from iacheck.reports.meeting.counting import Figures, figures
from iacheck.reports.meeting.delivery import Delivery, deliveries
from iacheck.reports.meeting.material import Material
from iacheck.reports.meeting.parts import (
    accounts,
    activities,
    by_demand,
    by_subject,
    chair,
    delivery,
    matrix,
    reach,
    untold,
)


def paper(material: Material, language: Language) -> Paper:
    """The paper of one round: the same material in the same language gives the same paper."""
    say = language.say
    return Paper(
        title=say(message("IA work, {period}: paper for the meeting", period=material.period)),
        lang=language.code,
        blocks=tuple(_blocks(material, language)),
        subtitle=say(
            message(
                "As of {date}, by rule book {books}",
                date=material.result.as_of,
                books=[book.title for book in material.books],
            )
        ),
        footer=say(message("IA work, {period}", period=material.period)),
    )


def _blocks(material: Material, language: Language) -> Iterator[Block]:
    delivered = deliveries(material)
    counted = figures(material, delivered)
    parts = list(_with_anchors(_parts(material, delivered, counted, language)))
    yield from chair.blocks(material, delivered, counted, language)
    yield NewPage()
    # Not on the first page, which is to hold what the chair must know and no more.
    yield _contents(parts, language)
    yield from parts


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
    if material.of_kind("party-half-year"):
        yield NewPage()
    yield from accounts.blocks(material, delivered, language)
    yield from untold.blocks(material, language)


def _with_anchors(blocks: Iterable[Block]) -> Iterator[Block]:
    """The same blocks; the heading of each part can be linked to."""
    numbers = itertools.count(1)
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            yield replace(block, anchor=f"part-{next(numbers)}")
        else:
            yield block


def _contents(blocks: Iterable[Block], language: Language) -> Paragraph:
    """Which parts there are, each with a link to it."""
    told = [Span(language.say(message("In this paper:"))), Span(" ")]
    for block in blocks:
        if isinstance(block, Heading) and block.anchor:
            told += [Span(block.text, link=block.anchor), Span(" · ")]
    return Paragraph(told[:-1], "note")
