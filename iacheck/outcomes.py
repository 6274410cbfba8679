"""What a check says of a case, before it becomes a finding."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from iacheck.messages import Message, Value
from iacheck.paths import Node


@dataclass(frozen=True, slots=True)
class Breach:
    """One thing that does not hold.

    `identity` tells it from the rule's other violations and holds no position, period,
    amount or wording; `values` fill the rule's texts.
    """

    identity: tuple[str, ...]
    node: Node
    given: Any = None
    expected: Any = None
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unknown:
    """It cannot be told, and why. `judgement` says that only a person can tell."""

    reason: Message
    judgement: bool = False


@dataclass(frozen=True, slots=True)
class NotYet:
    """It does not hold yet, and need not until the due date has passed."""

    due: datetime.date


Outcome = tuple[Breach, ...] | Unknown | NotYet

MET: tuple[Breach, ...] = ()


class Undetermined(Exception):  # noqa: N818 (no error: an outcome on its way up)
    """Raised where a value that a check needs is missing; becomes `Unknown`."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.text)
        self.reason = reason
