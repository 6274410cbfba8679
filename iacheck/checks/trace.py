"""Notes of what checks look at while they judge, for whoever asks why.

The notes are taken where values are read, on the way to the verdict itself: nothing is judged
twice, and no explanation can differ from what it explains.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from iacheck.cases.explanation import (
    CheckStep,
    DueDay,
    FoundWord,
    Reading,
    ReadPath,
    ReadTerm,
    SeenValue,
    StepOutcome,
)
from iacheck.checks.outcome import NotYet, Outcome, Unknown
from iacheck.checks.path import Path
from iacheck.checks.scope import Node, Scope
from iacheck.language.messages import Message, Value, message, plural_message


@dataclass
class _Notes:
    readings: list[Reading] = field(default_factory=list)
    steps: list[CheckStep] = field(default_factory=list)


@dataclass
class Trace:
    """Notes of one judgement; the only thing in a scope that changes. Once read, it is shut."""

    _around: list[_Notes] = field(default_factory=lambda: [_Notes()])
    _shut: bool = False

    @property
    def taken(self) -> tuple[tuple[Reading, ...], tuple[CheckStep, ...]]:
        """What was noted outside of checks, and the checks, in order."""
        return tuple(self._around[0].readings), tuple(self._around[0].steps)

    def shut(self) -> None:
        """Note nothing more: what follows asks what would have been, not what is."""
        self._shut = True

    def step(self, kind: str, judge: Callable[[Scope], Outcome], scope: Scope) -> Outcome:
        """The outcome of a check, noted with all that it looks at."""
        if self._shut:
            return judge(scope)
        notes = _Notes()
        self._around.append(notes)
        try:
            outcome = judge(scope)
        finally:
            self._around.pop()
        item = scope.item.called() if scope.item else None
        self._around[-1].steps.append(
            CheckStep(kind, *_told(outcome), item, tuple(notes.readings), tuple(notes.steps))
        )
        return outcome

    def path(self, path: Path, scope: Scope) -> None:
        """Note what a path gives."""
        untraced = replace(scope, trace=None)
        nodes = path.nodes(untraced)
        lacking = None if nodes else replace(_seen(path.around(untraced)), value=message("nothing"))
        self._note(ReadPath(path.text, tuple(map(_seen, nodes)), lacking))

    def term(self, name: str, written: Any, value: Any) -> None:
        """Note what a term gives."""
        self._note(ReadTerm(name, written, value))

    def word(self, text: str, word: str) -> None:
        """Note the word that a stem finds in a text."""
        self._note(FoundWord(text, word))

    def due(self, day: datetime.date | None) -> None:
        """Note a due date, if there is one."""
        if day is not None:
            self._note(DueDay(day))

    def _note(self, reading: Reading) -> None:
        readings = self._around[-1].readings
        if not self._shut and reading not in readings:
            readings.append(reading)


def _told(outcome: Outcome) -> tuple[StepOutcome, Message | None]:
    if isinstance(outcome, Unknown):
        return "unknown", outcome.reason
    if isinstance(outcome, NotYet):
        return "not_yet", None
    return ("fails" if outcome else "holds"), None


def _seen(node: Node) -> SeenValue:
    document = node.document
    if document is None:
        return SeenValue(_shown(node))
    origin = document.origin
    return SeenValue(
        _shown(node),
        document.name,
        node.pointer,
        origin.file if origin else None,
        origin.place(node.pointer) if origin else None,
    )


def _shown(node: Node) -> Value:
    """A value in short: a record by what it is called, of a list how many there are."""
    if isinstance(node.value, dict):
        return node.called()
    if isinstance(node.value, list):
        return plural_message("{count} item", "{count} items", len(node.value))
    value: Value = node.value
    return value
