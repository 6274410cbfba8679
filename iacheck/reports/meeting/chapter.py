"""A period of a paper, with what was delivered and what is counted in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from iacheck.language.language import Language
from iacheck.language.messages import Message, Value, message
from iacheck.reports.blocks import Block
from iacheck.reports.meeting.counting import Figures, figures
from iacheck.reports.meeting.delivery import Delivery, deliveries
from iacheck.reports.meeting.material import Material
from iacheck.reports.meeting.phrases import heading


@dataclass(frozen=True)
class Chapter:
    """What there is to tell of a period."""

    material: Material
    delivered: Sequence[Delivery]
    counted: Figures

    @classmethod
    def of(cls, material: Material) -> Chapter:
        """The chapter of a period."""
        delivered = deliveries(material)
        return cls(material, delivered, figures(material, delivered))

    @property
    def title(self) -> Value | Message:
        """What the period is called where there are several."""
        period = self.material.period
        return period if period.half else message("The year {period}", period=period)


def under_periods(
    chapters: Sequence[Chapter],
    blocks: Callable[[Chapter], Iterable[Block]],
    language: Language,
) -> Iterator[Block]:
    """The blocks of each chapter; under the name of its period, where there are several."""
    for chapter in chapters:
        told = list(blocks(chapter))
        if told and len(chapters) > 1:
            yield heading(language, 2, chapter.title)
        yield from told
