"""What a decision is about: a rule, a subject and a period, and which of them there is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from iacheck.cases.case import SubjectKind
from iacheck.cases.findings import Subject
from iacheck.cases.index import is_name
from iacheck.checks.rule import Rule, RuleBook
from iacheck.documents.document import Document
from iacheck.judging.judged_cases import JudgedCases, JudgedPeriod
from iacheck.judging.selection import coverage
from iacheck.language.hints import with_hint
from iacheck.language.labels import WORDS
from iacheck.language.messages import Message, OneOf, by_door, message
from iacheck.language.names import nearest, normalise
from iacheck.language.periods import Period, read_period

# Rule, subject and period: what a decision is about.
About = tuple[str, str, str]
# The field that is wrong, and why the decision has no effect.
Fault = tuple[str, Message]


@dataclass(frozen=True)
class Decision:
    """A waiver, judgement or reply; `fields` are those that are as its schema has them.

    `judged` is its period, where a rule book covers it. What `is_import` may be about a period
    of which nothing has come yet.
    """

    document: Document
    fields: Mapping[str, Any]
    cases: JudgedCases
    is_import: bool

    @classmethod
    def of(
        cls, document: Document, cases: JudgedCases, broken: Sequence[str], *, is_import: bool
    ) -> Decision:
        """A decision; `broken` are the JSON Pointers to what breaks its schema."""
        wrong = {pointer.split("/")[1] for pointer in broken if pointer}
        fields = {name: value for name, value in document.body.items() if name not in wrong}
        return cls(document, fields, cases, is_import)

    @cached_property
    def period(self) -> Period | None:
        return read_period(self.fields.get("period"))

    @cached_property
    def judged(self) -> JudgedPeriod | None:
        return self.cases.period(self.period) if self.period else None

    @cached_property
    def rules(self) -> Sequence[Rule]:
        return self.judged.rules_called(self.fields.get("rule", "")) if self.judged else ()

    @cached_property
    def subject(self) -> Subject | None:
        return self.judged.subject_called(self.fields.get("subject", "")) if self.judged else None

    @cached_property
    def whose(self) -> str | None:
        """Whom it names, as results do, also where it is of a time when that one was not there.

        None where nobody is so called, or anybody may be meant.
        """
        if self.subject is not None:
            return str(self.subject)
        kind, _, name = str(self.fields.get("subject", "")).partition("/")
        known = self.cases.document_index
        register = {"council": known.councils, "centre": known.centres}.get(kind)
        record = register.find(name) if register is not None and is_name(name) else None
        return f"{kind}/{record['id']}" if record is not None else None

    @cached_property
    def findings(self) -> Mapping[About, Rule]:
        """What it is about, with the rule of each: of a rule that was parted, several."""
        if self.judged is None or self.subject is None:
            return {}
        kind, period = self.judged.kind(self.subject), str(self.judged.period)
        of_kind = (rule for rule in self.rules if rule.subject == kind)
        return {(rule.id, str(self.subject), period): rule for rule in of_kind}


def about_faults(decision: Decision) -> Iterator[Fault]:
    """What keeps a decision from being about a finding."""
    period, judged = decision.period, decision.judged
    if judged is not None:
        if decision.rules and not any(_is_as_long(rule, judged.period) for rule in decision.rules):
            yield _length_fault(decision.rules, judged.period)
            return
        yield from _rule_faults(decision, judged)
        if judged.is_judged or decision.is_import:
            yield from _subject_faults(decision, judged)
        else:
            told = message(
                "nothing here is about {period}; correct the period, or let its documents come too",
                period=judged.period,
            )
            yield "period", told
    elif period is not None:
        told = message(
            "no rule book covers {period}; {books}",
            period=period,
            books=coverage(decision.cases.books),
        )
        yield "period", told


def _is_as_long(rule: Rule, period: Period) -> bool:
    """Whether a rule is on years, or on half-years, as the period is."""
    return rule.subject.partition("-")[2] == period.length


def _length_fault(rules: Sequence[Rule], period: Period) -> Fault:
    """A half-year for a rule on years, or the other way round."""
    halves = [Period(period.year, half) for half in (1, 2)]
    told = message(
        "the rule {rule} is on {kind}; write the period as {period}",
        rule=OneOf([rule.id for rule in rules]),
        kind=_kinds(rules),
        period=OneOf([str(one) for one in ([period.whole_year] if period.half else halves)]),
    )
    return "period", told


def _kinds(rules: Sequence[Rule]) -> OneOf:
    """What rules are on."""
    return OneOf([WORDS[kind] for kind in sorted({rule.subject for rule in rules})])


def _rule_faults(decision: Decision, judged: JudgedPeriod) -> Iterator[Fault]:
    given = decision.fields.get("rule")
    if given is None:
        return
    kind = judged.kind(decision.subject) if decision.subject else None
    if not decision.rules:
        yield "rule", unknown_rule(given, judged.period, judged.books, kind)
    elif kind is not None and kind not in {rule.subject for rule in decision.rules}:
        told = message(
            "the rule {rule} is on {kind}, and {subject} in {period} is no such; correct the rule "
            "or the subject",
            rule=given,
            kind=_kinds(decision.rules),
            subject=str(decision.subject),
            period=judged.period,
        )
        yield "rule", told


def unknown_rule(
    given: str, period: Period, books: Sequence[RuleBook], kind: SubjectKind | None = None
) -> Message:
    """What to tell of what is no rule's id in a period; of a demand, its rules on such subjects."""
    rules = [rule for book in books for rule in book.rules]
    of_demand = [rule for rule in rules if normalise(rule.head.demand) == normalise(given)]
    if of_demand:
        on_such = [rule for rule in of_demand if rule.subject == kind] or of_demand
        return message(
            "{given} is the number of a demand, and it must be about one rule; write {rules}",
            given=given,
            rules=OneOf([rule.id for rule in on_such]),
        )
    told = message("there is no rule {rule} for {period}", rule=given, period=period)
    meant = nearest(given, [rule.id for rule in rules])
    if meant is not None:
        return with_hint(told, meant)
    return by_door(
        message("{told}; {command} lists them", told=told, command="iacheck rules list"),
        message("{told}; the page of the demands lists them", told=told),
        message("{told}; {address} lists them", told=told, address="/api/v1/rules"),
    )


def _subject_faults(decision: Decision, judged: JudgedPeriod) -> Iterator[Fault]:
    given = decision.document.body.get("subject")
    if not isinstance(given, str) or decision.subject is not None:
        return
    meant = _meant_subject(given, judged)
    if meant is not None:
        told = message("{subject} is not judged in {period}", subject=given, period=judged.period)
        yield "subject", with_hint(told, meant)
    elif "subject" in decision.fields:
        told = message(
            "{subject} is not judged in {period}; correct it, or let the documents that name it "
            "come too",
            subject=given,
            period=judged.period,
        )
        yield "subject", told


def _meant_subject(given: str, judged: JudgedPeriod) -> str | None:
    """Whom a text means that is no subject's: one who is so called, or whose name is like it."""
    kind, _, name = given.rpartition("/")
    ids = {
        subject.id: written
        for written, subject in judged.subjects.items()
        if kind in ("", subject.kind)
    }
    for written in ids.values():
        if judged.is_called(judged.subjects[written], name):
            return written
    meant = nearest(name, ids)
    return None if meant is None else ids[meant]
