"""The rules that somebody means by an id, or by the number of a demand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from iacheck.cases.findings import ORIGINS, SEVERITIES
from iacheck.checks.rule import Rule, RuleBook
from iacheck.documents.document_kind import Root
from iacheck.documents.schemas import Schemas
from iacheck.language.errors import WrongUse
from iacheck.language.hints import with_hint
from iacheck.language.messages import Message, by_door, message
from iacheck.language.names import nearest
from iacheck.language.periods import read_date, read_period
from iacheck.reports.rule_examples import RuleExample
from iacheck.rulebooks.examples import example_roots, try_examples

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


# A rule with its book, its examples, and the roots that paths in these begin with.
ShownRule = tuple[Rule, RuleBook, Sequence[RuleExample], Mapping[str, Root]]


def rules_with_examples(
    given: str, books: Sequence[RuleBook], schemas: Schemas
) -> Sequence[ShownRule]:
    """The rules asked for: what a letter demands before what it asks for, our reading last.

    Raises WrongUse where there is none.
    """
    found = rules_asked_for(given, books)
    in_order = sorted(found, key=lambda one: (books.index(one[1]), *gravity(one[0])))
    return [
        (rule, book, tried_examples(rule, book, schemas), example_roots(schemas, rule.subject))
        for rule, book in in_order
    ]


def gravity(rule: Rule) -> tuple[int, int]:
    """What a letter demands comes before what it asks for, and what is our reading last."""
    return SEVERITIES.index(rule.head.severity), ORIGINS.index(rule.head.origin)


def tried_examples(rule: Rule, book: RuleBook, schemas: Schemas) -> Sequence[RuleExample]:
    """The rule's examples, with what it finds of them."""
    return [
        RuleExample(
            trial.example.case,
            trial.finding,
            read_period(trial.example.period),
            read_date(trial.example.as_of),
            trial.example.judgement,
        )
        for trial in try_examples(rule, book, schemas)
        if trial.finding is not None
    ]


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
    return by_door(
        message("{told}; {command} lists them", told=told, command="iacheck rules list"),
        message("{told}; the page of the demands lists them", told=told),
        message("{told}; {address} lists them", told=told, address="/api/v1/rules"),
    )
