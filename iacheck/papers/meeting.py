"""The whole paper for a meeting, from first page to last."""

from __future__ import annotations

from collections.abc import Iterator

from iacheck.language import Language
from iacheck.messages import message
from iacheck.papers.counting import figures
from iacheck.papers.delivery import deliveries
from iacheck.papers.material import Material
from iacheck.papers.parts import (
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
from iacheck.reports.blocks import Block, NewPage, Paper


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
    yield from chair.blocks(material, delivered, counted, language)
    yield NewPage()
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
