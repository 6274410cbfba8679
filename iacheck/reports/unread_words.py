"""What was not read of files, as lists and papers tell it."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from iacheck.cases.findings import Result, SubjectFindings
from iacheck.documents.unread_block import UnreadPart
from iacheck.language.language import Language
from iacheck.language.messages import by_door, message, plural_message
from iacheck.reports.demands import has_list

if TYPE_CHECKING:
    from iacheck.reports.blocks import Block

# The folder for forms that messages name, and as many files as stand in a command.
_FOLDER, _MOST_FILES = "skjemaer", 3
_NOTHING: Mapping[UnreadPart, Sequence[str]] = MappingProxyType({})


def unread_heading(parts: Sequence[UnreadPart], language: Language) -> str:
    """`Not read: 12 parts`."""
    told = plural_message("Not read: {count} part", "Not read: {count} parts", len(parts))
    return language.say(told)


def unread_line(part: UnreadPart, language: Language, demands: Sequence[str] = ()) -> str:
    """A part in one line: file, place, the demands that it could settle, and its first words."""
    stands = ", ".join(filter(None, (part.file, language.place(part.block.place))))
    if demands:
        told = message("{place} (could settle {demands})", place=stands, demands=demands)
        stands = language.say(told)
    return f"{stands}: {part.block.text}" if part.block.text else stands


def settled_demands(subjects: Iterable[SubjectFindings]) -> Mapping[UnreadPart, Sequence[str]]:
    """The demands on these subjects that each part could settle, if any."""
    found: dict[UnreadPart, set[str]] = {}
    for judged in subjects:
        for finding in judged.findings:
            for part in finding.unread:
                found.setdefault(part, set()).add(finding.rule.demand)
    return {part: sorted(demands) for part, demands in found.items()}


def unread_advice(parts: Iterable[UnreadPart], language: Language) -> str | None:
    """What to do about parts that could settle something; None where there are none."""
    listed = list(parts)
    rows = [part for part in listed if part.block.sort == "remainder"]
    told = []
    if len(rows) < len(listed):
        told.append(
            by_door(
                message(
                    "What could settle something must be looked up in the file. Write it into the "
                    "form that {command} makes, with the options that were given here, and check "
                    "the form",
                    command=_command([part for part in listed if part not in rows], language),
                ),
                message(
                    "What could settle something must be looked up in the file. Have a form made "
                    "of the file on the page of the forms, write it in there, and check the form"
                ),
            )
        )
    if rows:
        told.append(
            message(
                "What stands on the sheet “{sheet}” of a form could settle something: write into "
                "the form what a row there tells, and delete the row",
                sheet=rows[0].block.place.sheet,
            )
        )
    return ". ".join(map(language.say, told)) or None


def _command(parts: Sequence[UnreadPart], language: Language) -> str:
    """The command that makes forms of the parts' files; of many, of any file."""
    files = list(dict.fromkeys(part.file for part in parts))
    if len(files) > _MOST_FILES:
        files = [language.say(message("FILE"))]
    return f"`{shlex.join(['iacheck', 'read', *files, '--out', _FOLDER])}`"


def unread_of_nobody(result: Result) -> Sequence[UnreadPart]:
    """What no list of a subject tells of, and so must be told of the files."""
    told = {part for judged in result.subjects if has_list(judged) for part in judged.unread}
    return [part for part in result.unread if part not in told]


def unread_blocks(
    parts: Sequence[UnreadPart],
    language: Language,
    level: int,
    demands: Mapping[UnreadPart, Sequence[str]] = _NOTHING,
) -> Iterator[Block]:
    """All of the parts, if there are any, under a heading of a level, with what they could settle.

    What to do about those that could settle something stands below them.
    """
    # Lines of a text need no blocks.
    from iacheck.reports.blocks import Heading, Items, Paragraph, plain_text  # noqa: PLC0415

    if parts:
        yield Heading(level, unread_heading(parts, language), about="unread")
        lines = [unread_line(part, language, demands.get(part, ())) for part in parts]
        yield Items([plain_text(line) for line in lines])
        advice = unread_advice(filter(demands.__contains__, parts), language)
        if advice:
            yield Paragraph(plain_text(advice))
