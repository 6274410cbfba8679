"""Breaches that a part of a file could lift which was not read: nothing skipped is held against it.

What is read more can only add to a document. So it mends what lacks something where the part could
have told it, and nothing else: a value that is wrong by itself stays wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from iacheck.cases.case import Case
from iacheck.checks.addition import Addition, AllAdditions, AnyAddition, Mend
from iacheck.checks.outcome import Breach
from iacheck.checks.rule import Rule
from iacheck.checks.scope import Scope
from iacheck.documents.document import Document
from iacheck.documents.unread_block import BLOCK_NAMES, UnreadBlock
from iacheck.judging.lifts import adds
from iacheck.language.messages import Message, Value, message, plural_message
from iacheck.language.places import Place


@dataclass(frozen=True, slots=True)
class LiftingPart:
    """A part that was not read of the file of a document, and that could add to this document."""

    document: Document
    block: UnreadBlock


Parts = tuple[LiftingPart, ...]


def unread_parts(case: Case) -> Parts:
    """What was not read of the case's documents and could have added to them."""
    documents = {d.name: d for listed in case.documents.values() for d in listed if d.origin}
    return tuple(
        LiftingPart(document, block)
        for document in documents.values()
        if document.origin
        for block in document.origin.unread
        if block.lifts
    )


def without_liftable(
    rule: Rule, scope: Scope, breaches: Sequence[Breach]
) -> tuple[tuple[Breach, ...], Parts]:
    """The breaches that stand whatever was not read, and what could lift the others."""
    unread = unread_parts(scope.case)
    if not unread:
        return tuple(breaches), ()
    if rule.when is not None:
        by = lifting(rule.when.undone_by(scope), scope.case, unread)
        if by:
            return (), by
    left: list[Breach] = []
    found: list[LiftingPart] = []
    for breach in breaches:
        by = lifting(breach.mend, scope.case, unread)
        found += by
        if not by:
            left.append(breach)
    return tuple(left), tuple(part for part in unread if part in found)


def lifting(mend: Mend, case: Case, unread: Parts) -> Parts:
    """The parts that could have told what is wanted; none where not all of it can be in them."""
    match mend:
        case Addition():
            return tuple(part for part in unread if adds(part.document, part.block, mend, case))
        case AnyAddition():
            return tuple(part for one in mend.parts for part in lifting(one, case, unread))
        case AllAdditions():
            found = [lifting(one, case, unread) for one in mend.parts]
            return tuple(part for parts in found for part in parts) if all(found) else ()
    return lifting(mend.by(mend.scope), case, unread)


def not_read(parts: Parts) -> Message:
    """What was not read, by the first of it: that it is the reason why something is not told."""
    first, *others = parts
    told = message("{block} could not be read ({where})", block=_called(first), where=_where(first))
    if not others:
        return told
    return plural_message(
        "{told}, nor could {count} other part",
        "{told}, nor could {count} other parts",
        len(others),
        told=told,
    )


def _called(part: LiftingPart) -> Message:
    called, heading = BLOCK_NAMES[part.block.sort], part.block.place.heading
    if not heading:
        return called
    return message("{block} under “{heading}”", block=called, heading=heading)


def _where(part: LiftingPart) -> Value:
    """The file, and where in it beside the heading that is told already."""
    file = part.document.origin.file if part.document.origin else None
    place = replace(part.block.place, heading=None)
    return file if place == Place() else message("{file}, {place}", file=file, place=place)
