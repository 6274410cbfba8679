"""What a check says of a case, before it becomes a finding."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from iacheck.checks.addition import NO_ADDITION, AllAdditions, Mend
from iacheck.checks.scope import Node, Scope
from iacheck.language.frozen import frozen
from iacheck.language.messages import Labelled, Message, Value, message


# As with nodes: nobody changes one, and to freeze it would double what it costs.
@dataclass(slots=True)
class Breach:
    """One thing that does not hold.

    `identity` tells it from the rule's other violations and holds no position, period,
    amount or wording; `values` fill the rule's texts; `about` is what people call that which
    was given and expected, where the message does not tell. `mend` is what more in the documents
    would make it hold.
    """

    identity: tuple[str, ...]
    node: Node
    given: Any = None
    expected: Any = None
    values: Mapping[str, Value] = field(default_factory=dict)
    about: Value = None
    mend: Mend = field(default=NO_ADDITION, compare=False, repr=False)


@frozen
class Unknown:
    """It cannot be told, and why. `judgement` says that only a person can tell."""

    reason: Message
    judgement: bool = False


@frozen
class NotYet:
    """It does not hold yet, and need not until the due date has passed."""

    due: datetime.date


Outcome = tuple[Breach, ...] | Unknown | NotYet


class Undetermined(Exception):
    """Raised where a value that a check needs is missing; becomes `Unknown`."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.text)
        self.reason = reason


def missing_as_unknown(judge: Callable[[Scope], Outcome]) -> Callable[[Scope], Outcome]:
    """The same check, with a missing value as the outcome `Unknown`."""

    def told(scope: Scope) -> Outcome:
        try:
            return judge(scope)
        except Undetermined as missing:
            return Unknown(missing.reason)

    return told


def combine(outcomes: Sequence[Outcome]) -> Outcome:
    """What holds of several at once: a breach of one is a breach, whatever is unknown of others."""
    if len(outcomes) == 1:
        return outcomes[0]
    breaches: list[Breach] = []
    open_: list[Unknown | NotYet] = []
    for outcome in outcomes:
        if isinstance(outcome, tuple):
            breaches.extend(outcome)
        else:
            open_.append(outcome)
    if breaches or not open_:
        return tuple(breaches)
    return next((o for o in open_ if isinstance(o, Unknown)), open_[0])


def mend_of(outcome: Outcome) -> Mend:
    """What more would mend all of the breaches; of what is none, nothing."""
    if not isinstance(outcome, tuple):
        return NO_ADDITION
    return AllAdditions(tuple(breach.mend for breach in outcome))


def of_item(outcome: Outcome, item: Node, scope: Scope) -> Outcome:
    """The outcome of a check on one item of a list, which tells which item it is."""
    if not outcome:
        return outcome  # no time is lost on what holds
    identity, called = _item(item, scope)
    if isinstance(outcome, Unknown):
        return replace(outcome, reason=message("{item}: {why}", item=called, why=outcome.reason))
    if isinstance(outcome, NotYet):
        return outcome
    return tuple(
        [
            Breach(
                (identity, *breach.identity),
                breach.node if breach.node.document else item,
                breach.given,
                breach.expected,
                {"item": called, **breach.values},
                breach.about,
                breach.mend,
            )
            for breach in outcome
        ]
    )


def _item(item: Node, scope: Scope) -> tuple[str, Value]:
    """What tells the item from others, and what people call it; of a name, the body named."""
    if item.field_type.reference:
        registers = scope.case.registers
        (body, *_) = registers.bodies(item.field_type.names, str(item.value), reference=True)
        return str(body["id"]), Labelled(str(item.value), str(body.get("name", item.value)))
    return item.identity() or "", item.called()
