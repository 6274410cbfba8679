"""The rules that somebody means by an id, or by the number of a demand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from iacheck.checks.rule import Rule, RuleBook
from iacheck.language.errors import WrongUse
from iacheck.language.hints import with_hint
from iacheck.language.messages import Message, message
from iacheck.language.names import nearest

_DEMAND = re.compile(r"\s*([a-z])[\s-]*0*(?=[0-9])")


def rules_asked_for(given: str, books: Sequence[RuleBook]) -> Sequence[tuple[Rule, RuleBook]]:
    """The rules with this id, or of the demand with this number, each with its book.

    Raises WrongUse where there is none.
    """
    found = [
        (rule, book)
        for book in books
        for rule in book.rules
        if given.casefold() == rule.id or _demand(given) == _demand(rule.head.demand)
    ]
    if not found:
        raise WrongUse(_no_such_rule(given, books))
    return found


def _demand(number: str) -> str:
    """The number of a demand in one spelling: `b1`, `B 01` and `B01` are the same."""
    return _DEMAND.sub(r"\1", number.casefold())


def _no_such_rule(given: str, books: Sequence[RuleBook]) -> Message:
    told = message("There is no rule “{given}”", given=given)
    rules = [rule for book in books for rule in book.rules]
    meant = nearest(given, [rule.id for rule in rules])
    if meant is None:
        # The number of a demand whose digits have changed places.
        demands = {rule.head.demand for rule in rules}
        alike = [one for one in demands if sorted(one) == sorted(given.upper())]
        meant = alike[0] if len(alike) == 1 else None
    if meant:
        return with_hint(told, meant)
    return message("{told}; {command} lists them", told=told, command="iacheck rules list")
