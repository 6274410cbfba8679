"""Breaches that a part of a file could lift which was not read: nothing skipped is held against it.

What is read more can only add to a document. So it mends what lacks something where the part could
have told it, and nothing else: a value that is wrong by itself stays wrong.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence, Set
from dataclasses import replace

from iacheck.cases.case import Case
from iacheck.checks.addition import Addition, AllAdditions, AnyAddition, Mend
from iacheck.checks.outcome import Breach
from iacheck.checks.rule import Rule
from iacheck.checks.scope import Scope
from iacheck.documents.document import Document
from iacheck.documents.unread_block import BLOCK_NAMES, BlockSort, UnreadBlock, UnreadPart
from iacheck.judging.lifts import adds
from iacheck.language.frozen import frozen
from iacheck.language.messages import Message, Value, message, plural_message
from iacheck.language.places import Place


@frozen
class LiftingPart:
    """A part that was not read of the file of a document, and that could add to this document."""

    document: Document
    block: UnreadBlock

    @property
    def file(self) -> str:
        return self.document.origin.file if self.document.origin else self.document.name

    @property
    def unread(self) -> UnreadPart:
        """The part as results tell of it."""
        return UnreadPart(self.file, self.block)


# What the heading above it tells from all others.
_WITH_HEADING: Set[BlockSort] = {"table", "list", "sheet"}
# As many parts as a reason names, and characters of their first words.
_NAMED, _LONGEST = 3, 50
Parts = tuple[LiftingPart, ...]


def unread_parts(case: Case) -> Parts:
    """What was not read of the case's documents and could have added to them."""
    if not case.partly_read:
        return ()
    documents = {document.name: document for document in case.partly_read}
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
    unread = unread_parts(scope.case) if scope.case.partly_read else ()
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
    return lifting(mend.made(mend.scope), case, unread)


def not_read(parts: Parts) -> Message:
    """What was not read, by the first of it: that it is the reason why something is not told."""
    first, *others = parts
    told = message("{block} could not be read ({where})", block=_called(first), where=_where(first))
    if not others:
        return told
    named: list[Message] = [
        message("{block} ({where})", block=_called(part), where=_where(part, beside=first))
        for part in others[: _NAMED - 1]
    ]
    rest = len(others) - len(named)
    if rest:
        named.append(plural_message("{count} other part", "{count} other parts", rest))
    return message("{told}, nor could {others}", told=told, others=named)


def _called(part: LiftingPart) -> Message:
    """`the table under “Sub-goal 1”`, `the text “The plan rests on …”`."""
    block = part.block
    called, heading = BLOCK_NAMES[block.sort], block.place.heading
    # A sheet is called by its name, which its place has.
    words = _first_words((block.place.sheet if block.sort == "sheet" else None) or block.text)
    if words and not (heading and block.sort in _WITH_HEADING):
        called = message("{block} “{words}”", block=called, words=words)
    if not heading:
        return called
    return message("{block} under “{heading}”", block=called, heading=heading)


def _first_words(text: str) -> str:
    return textwrap.shorten(text, _LONGEST, placeholder=" …")


def _where(part: LiftingPart, beside: LiftingPart | None = None) -> Value:
    """The file, if it is not that of another part, and where in it beside the heading told."""
    file = part.file if beside is None or part.file != beside.file else None
    place = replace(part.block.place, heading=None)
    if place == Place():
        return part.file
    return message("{file}, {place}", file=file, place=place) if file else place
