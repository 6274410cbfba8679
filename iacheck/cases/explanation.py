"""Why a rule says what it says of a case: what its checks looked at, and what came of each."""

from __future__ import annotations

import datetime
from typing import Any, Literal

from iacheck.language.frozen import frozen
from iacheck.language.messages import Message, Value
from iacheck.language.places import Place

StepOutcome = Literal["holds", "fails", "unknown", "not_yet"]


@frozen
class SeenValue:
    """A value that was read and where it stands; nowhere, if no document holds it."""

    value: Value
    document: str | None = None
    path: str | None = None
    file: str | None = None
    place: Place | None = None


@frozen
class ReadPath:
    """What a path of the rule gave; without values, where one would have stood."""

    path: str
    values: tuple[SeenValue, ...]
    lacking: SeenValue | None = None


@frozen
class ReadTerm:
    """What a term of the rule gave: the field that it stands under, and as it is written."""

    name: str
    written: Any
    value: Value


@frozen
class FoundWord:
    """A word in a text that one of the rule's word stems finds."""

    text: str
    word: str


@frozen
class DueDay:
    """The last day that is in time."""

    day: datetime.date


Reading = ReadPath | ReadTerm | FoundWord | DueDay


@frozen
class CheckStep:
    """A check as it was judged: what it looked at, its parts, and what came of it.

    `item` is the list item that it was tried on, if it was one; `reason` says why it is unknown.
    """

    kind: str
    outcome: StepOutcome
    reason: Message | None
    item: Value
    readings: tuple[Reading, ...]
    steps: tuple[CheckStep, ...]


@frozen
class Explanation:
    """All that was looked at for a finding: what the rule needs, its condition, its check.

    What is None was not looked at: something before it had decided the verdict.
    """

    needs: tuple[Reading, ...] = ()
    condition: CheckStep | None = None
    check: CheckStep | None = None
