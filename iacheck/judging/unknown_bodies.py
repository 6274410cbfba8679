"""The names that a rule looked for a party or a centre in, and that are nobody's.

Whoever missed a body may have written it in a way that is not known; that is told with what is
missing.
"""

from __future__ import annotations

from collections.abc import Iterator

from iacheck.checks.rule import Rule
from iacheck.checks.scope import Scope
from iacheck.language.messages import Message, message

# How many are named; whoever sees so many knows the kind.
_NAMED = 5


def unknown_bodies(rule: Rule, scope: Scope) -> Message | None:
    """What to tell of the names that a rule read and that no party or centre has; None: none."""
    names = list(dict.fromkeys(_unknown(rule, scope)))
    if not names:
        return None
    shown: list[Message] = [message("“{name}”", name=name) for name in names[:_NAMED]]
    if len(names) > _NAMED:
        shown.append(message("{count} more", count=len(names) - _NAMED))
    return message("not known as a party or centre: {names}", names=shown)


def _unknown(rule: Rule, scope: Scope) -> Iterator[str]:
    for read in rule.reads_parties:
        if read.named is not None:
            for text in read.named.everywhere(scope):
                yield from scope.case.registers.unknown_names(
                    read.kinds, text, reference=read.reference
                )
