"""A rule and a rule book, compiled: frozen values that judging reads."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field, replace
from typing import Any

from iacheck.cases.case import Case, SubjectKind
from iacheck.cases.findings import Finding, RuleHead
from iacheck.cases.vocabulary import Area, Party, Vocabulary
from iacheck.checks.check import Check, Due
from iacheck.checks.parameters import Parameter
from iacheck.checks.path import Path
from iacheck.checks.quick import (
    QuickCheck,
    QuickChecks,
    Tell,
    all_hold,
    at_length,
    only_whether,
    where_given,
)
from iacheck.checks.quick_values import once_a_case, once_a_period
from iacheck.checks.read import Read
from iacheck.checks.usual_paths import Roots
from iacheck.language.frozen import frozen
from iacheck.language.labels import Labels
from iacheck.language.messages import LocalText, Value, message
from iacheck.language.names import normalise
from iacheck.language.periods import Period


@frozen
class Rule:
    """A compiled rule. `needs` and `needs_any` are paths; `reads` all that it reads.

    `reads_dated_facts` tells whether it depends on the day on which facts with `from` and `to` are
    read, and `reads_parties` what of it are parties, by names in documents. `existence` is what is
    read to tell whether there is anybody to judge; `dues` says when each document that the rule
    needs must have come. `last_day` is the one that a finding tells: the rule's own due, or its
    check's. `quick`, if it has it, finds at least cost whether it is met, as far as it is clear
    what to read; `met` is that finding, if it tells no day.
    """

    head: RuleHead
    subject: SubjectKind
    first: Period | None
    last: Period | None
    needs: tuple[Path, ...]
    needs_any: tuple[Path, ...]
    when: Check | None
    when_reads: frozenset[str]
    applies_to: LocalText | None
    due: Due | None
    check: Check
    violation: LocalText
    remedy: LocalText
    reads: tuple[Read, ...]
    existence: tuple[Read, ...]
    dues: Mapping[str, Due]
    labels: Labels
    file: str
    written: Mapping[str, Any] = field(repr=False)
    reads_dated_facts: bool = field(init=False, compare=False, repr=False)
    reads_parties: tuple[Read, ...] = field(init=False, compare=False, repr=False)
    last_day: Due | None = field(init=False, compare=False, repr=False)
    quick: QuickCheck | None = field(init=False, compare=False, repr=False)
    met: Finding = field(init=False, compare=False, repr=False)
    _met: dict[datetime.date, Finding] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )
    _binding: dict[Period, bool] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )

    def __post_init__(self) -> None:
        dated = any(read.dated for read in self.reads)
        object.__setattr__(self, "reads_dated_facts", dated)
        parties = (read for read in self.reads if read.named and "party" in read.kinds)
        object.__setattr__(self, "reads_parties", tuple(parties))
        object.__setattr__(self, "last_day", self.due or self.check.due)
        object.__setattr__(self, "quick", self._quick())
        object.__setattr__(self, "met", Finding(self.head, "met"))

    def _quick(self) -> QuickCheck | None:
        """What finds that its check holds, or not, where it binds and all that it needs is there.

        Of all other cases nobody can tell at once.
        """
        parts: list[QuickChecks] = []
        if self.needs_any:
            parts.append((_any_given(self.needs_any),))
        if self.first or self.last:
            binds = once_a_period(lambda scope: self.binds_in(scope.case.period))
            parts.append((lambda roots, case: None if binds(roots, case) is True else at_length,))
        if self.when is not None:
            parts.append(only_whether(self.when.quick))
        return where_given(self.needs, all_hold([*parts, self.check.quick]))

    @property
    def id(self) -> str:
        return self.head.id

    @property
    def one_needed(self) -> tuple[Value, ...]:
        """What people call those of which one is needed; with its document, if two are alike."""
        called = [self.labels.of(path.field, path.field_type.label) for path in self.needs_any]
        if len({path.field for path in self.needs_any}) == len(called):
            return tuple(called)
        return tuple(
            message("{field} ({document})", field=field, document=self.labels.of(path.root))
            for field, path in zip(called, self.needs_any, strict=True)
        )

    def binds_in(self, period: Period) -> bool:
        """Whether the period lies between the rule's first and last."""
        if self.first is None and self.last is None:
            return True
        binds = self._binding.get(period)
        if binds is None:
            binds = self._binding[period] = self._binds_in(period)
        return binds

    def met_by(self, due: datetime.date | None) -> Finding:
        """The finding where it holds: most of all findings, and the same in all cases of a due."""
        if due is None:
            return self.met
        found = self._met.get(due)
        if found is None:
            found = self._met[due] = replace(self.met, due=due)
        return found

    def _binds_in(self, period: Period) -> bool:
        return (self.first is None or self.first.first_day <= period.first_day) and (
            self.last is None or period.last_day <= self.last.last_day
        )


def _any_given(paths: Sequence[Path]) -> QuickCheck:
    tests = [once_a_case(path.is_given) for path in paths]

    def quick(roots: Roots, case: Case) -> Tell | None:
        return None if any(is_given(roots, case) for is_given in tests) else at_length

    return quick


@frozen
class DecidingBody:
    """A body that decides about findings, by its name and the other spellings of it."""

    name: str
    aliases: tuple[str, ...] = ()

    def is_called(self, text: str) -> bool:
        return normalise(text) in map(normalise, (self.name, *self.aliases))


@frozen
class RuleBook:
    """The rules of one folder, in order of demand and id, and what they have in common.

    `granted_by` are the only bodies whose waivers count, and `judged_by` those whose judgements
    do. `labels` are what people call its codes; `areas` what a paper shows as reached by
    activities or not; `trade_words` the words it adds to those that plans and reports are written
    in; `sha256` is of all its files. A period is judged by the books that are
    valid on its last day. `takes_over` names rules of other books, by the book's id, which are not
    judged where this book is in force.
    """

    id: str
    title: LocalText
    valid_from: datetime.date
    valid_to: datetime.date
    interpretation: LocalText | None
    rules: Sequence[Rule]
    parties: tuple[Party, ...]
    vocabulary: Vocabulary
    parameters: Mapping[str, Parameter]
    granted_by: tuple[DecidingBody, ...]
    judged_by: tuple[DecidingBody, ...]
    documents: Mapping[str, LocalText]
    labels: Labels
    areas: tuple[Area, ...]
    trade_words: Mapping[str, Any]
    sha256: str
    takes_over: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    _rules_for: dict[SubjectKind, tuple[Rule, ...]] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )

    def covers(self, period: Period) -> bool:
        return self.valid_from <= period.last_day <= self.valid_to

    def rules_for(self, subject: SubjectKind) -> tuple[Rule, ...]:
        if subject not in self._rules_for:
            found = tuple(rule for rule in self.rules if rule.subject == subject)
            self._rules_for[subject] = found
        return self._rules_for[subject]


def books_in_force(books: Iterable[RuleBook], period: Period) -> tuple[RuleBook, ...]:
    """The books that judge a period, each without the rules that another of them takes over."""
    valid = [book for book in books if book.covers(period)]
    taken: dict[str, set[str]] = {}
    for book in valid:
        for id_, rules in book.takes_over.items():
            taken.setdefault(id_, set()).update(rules)
    return tuple(_without(book, taken.get(book.id, ())) for book in valid)


def _without(book: RuleBook, taken: Collection[str]) -> RuleBook:
    return replace(book, rules=tuple(r for r in book.rules if r.id not in taken)) if taken else book


def agreed_parties(books: Iterable[RuleBook]) -> tuple[Party, ...]:
    """The parties of several rule books, each id once."""
    return tuple({party.id: party for book in books for party in book.parties}.values())
