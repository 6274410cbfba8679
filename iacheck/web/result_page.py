"""The list as a page: what was not read and what is wrong first, what can wait folded away."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

from iacheck.cases.findings import Result
from iacheck.language.frozen import frozen
from iacheck.language.language import Language
from iacheck.language.messages import message
from iacheck.reports.as_html import template_runs
from iacheck.reports.blocks import Block, Heading, Section
from iacheck.reports.deviations import deviation_paper
from iacheck.reports.visible_text import as_readable
from iacheck.web.form_fields import form_values
from iacheck.web.page_templates import fill_page
from iacheck.web.settings import ServerSettings

_FOLDED: Sequence[Section] = ("undetermined", "not_due")
# What is told before what was found, and after it.
_ORDER: Mapping[Section | None, int] = {
    "problems": -2,
    "unread": -1,
    "undetermined": 1,
    "not_due": 2,
}


@frozen
class _Part:
    """A section of the list with its heading, or what stands before one."""

    blocks: Sequence[Block]

    @property
    def heading(self) -> Heading | None:
        first = self.blocks[0]
        return first if isinstance(first, Heading) else None

    @property
    def about(self) -> Section | None:
        return self.heading.about if self.heading else None


def result_page(
    result: Result,
    looked_at: Sequence[str],
    fields: Mapping[str, str],
    kept: Sequence[str],
    settings: ServerSettings,
    language: Language,
) -> bytes:
    """The page that a check of files leads to.

    `looked_at` are those of them that were read, and `kept` all of them, to be sent again from
    there.
    """
    only = message(
        "Only this was looked at: {files}. What is not among it counts as not there.",
        files=looked_at,
    )
    paper = as_readable(deviation_paper(result, language))
    numbers = itertools.count(1)
    parts = [_template_part(part, numbers) for part in _in_order(paper.blocks)]
    return fill_page(
        "result.html.j2",
        language.code,
        here="/sjekk",
        title=paper.title,
        subtitle=paper.subtitle,
        has_demands=any(one.findings for one in result.subjects),
        looked_at=as_readable(language.say(only)) if looked_at else "",
        parts=parts,
        kept=kept,
        fields=[*fields.items()],
        **form_values(fields, {}, settings, language),
    )


def _in_order(blocks: Sequence[Block]) -> Iterator[_Part]:
    """The parts of a list; of each subject, what must be known before what was found."""
    for _, group in itertools.groupby(_with_subject(_parts(blocks)), key=lambda one: one[0]):
        parts = [part for _, part in group]
        first = [part for part in parts[:1] if part.about is None]
        rest = parts[len(first) :]
        yield from (*first, *sorted(rest, key=lambda part: _ORDER.get(part.about, 0)))


def _parts(blocks: Sequence[Block]) -> Iterator[_Part]:
    """A part begins with each heading of the first two levels."""
    part: list[Block] = []
    for block in blocks:
        if part and isinstance(block, Heading) and (block.level < 3 or block.about):
            yield _Part(part)
            part = []
        part.append(block)
    if part:
        yield _Part(part)


def _with_subject(parts: Iterator[_Part]) -> Iterator[tuple[int, _Part]]:
    """Each part with the number of the subject that it is told of."""
    number = 0
    for part in parts:
        if part.heading is not None and part.heading.anchor:
            number += 1
        yield number, part


def _template_part(part: _Part, numbers: Iterator[int]) -> Mapping[str, object]:
    heading = part.heading
    is_folded = heading is not None and part.about in _FOLDED
    blocks = part.blocks[1:] if is_folded else part.blocks
    return {
        "about": part.about or "",
        "folded": f"{heading.text} ({heading.count})" if heading and is_folded else "",
        "level": heading.level + 1 if heading else 2,
        "runs": template_runs(blocks, numbers),
    }
