"""What was not read of files, as lists and papers tell it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iacheck.cases.findings import Result
from iacheck.documents.unread_block import UnreadPart
from iacheck.language.language import Language
from iacheck.language.messages import plural_message
from iacheck.reports.blocks import Block, Heading, Items, plain_text
from iacheck.reports.demands import has_list


def unread_heading(parts: Sequence[UnreadPart], language: Language) -> str:
    """`Not read: 12 parts`."""
    told = plural_message("Not read: {count} part", "Not read: {count} parts", len(parts))
    return language.say(told)


def unread_line(part: UnreadPart, language: Language) -> str:
    """A part in one line: file, place, and its first words."""
    stands = ", ".join(filter(None, (part.file, language.place(part.block.place))))
    return f"{stands}: {part.block.text}" if part.block.text else stands


def unread_of_nobody(result: Result) -> Sequence[UnreadPart]:
    """What no list of a subject tells of, and so must be told of the files."""
    told = {part for judged in result.subjects if has_list(judged) for part in judged.unread}
    return [part for part in result.unread if part not in told]


def unread_blocks(parts: Sequence[UnreadPart], language: Language, level: int) -> Iterator[Block]:
    """All of the parts, if there are any, under a heading of a level."""
    if parts:
        yield Heading(level, unread_heading(parts, language))
        yield Items([plain_text(unread_line(part, language)) for part in parts])
