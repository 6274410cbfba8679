"""`iacheck template` for a waiver, a judgement or a reply."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path

from iacheck.cases.case import has_subject_kind, subject_kind
from iacheck.cases.findings import BODY_KINDS, SUBJECT_TYPES, Finding, Result, Subject
from iacheck.cases.index import DocumentIndex
from iacheck.cases.vocabulary import parties_of, unknown_party
from iacheck.checks.rule import Rule, RuleBook, books_in_force
from iacheck.cli.loading import from_store
from iacheck.cli.output import tell_problems
from iacheck.documents.schemas import Schemas
from iacheck.judging.basis import basis
from iacheck.judging.decision_about import unknown_rule
from iacheck.judging.judged_cases import JudgedCases, rules_called
from iacheck.judging.run import check
from iacheck.judging.run_input import RunInput
from iacheck.judging.selection import CaseSelection, no_book
from iacheck.language.errors import CannotRun, NothingToCheck, WrongUse
from iacheck.language.frozen import frozen
from iacheck.language.hints import with_hint
from iacheck.language.labels import WORDS
from iacheck.language.language import Language
from iacheck.language.messages import OneOf, message
from iacheck.language.periods import Period
from iacheck.readers.files.inputs import read_inputs


@frozen
class DecisionRequest:
    """Which decision is to be written, about what, and where to fill it in from."""

    kind: str
    rule: str
    subject: str
    period: Period
    as_of: datetime.date
    sources: tuple[Path, ...] = ()
    uri: str | None = None


def write_decision(
    request: DecisionRequest, books: Sequence[RuleBook], schemas: Schemas, language: Language
) -> bytes:
    """The document to fill in.

    Raises WrongUse for a rule that there is not or that is not on such a subject, and
    NothingToCheck for a period or a subject that there is not.
    """
    from iacheck.forms.empty.decision import DecisionForm, decision_form  # noqa: PLC0415

    rule, book = _rule(request, books)
    _expect_kind(rule, request)
    given = _given(request, books, schemas, language)
    if given is None:
        form = DecisionForm(request.kind, rule, book, _named(request, book), request.period)
    else:
        selection = CaseSelection((request.period,), (request.subject,))
        result = check(given, books, schemas, request.as_of, selection)
        subject, finding = _finding(rule, request.period, result)
        known = (document for document in given.documents if document.kind in schemas.kinds)
        index = DocumentIndex.of(known, schemas)
        cases = JudgedCases.of(index, books, [request.period], given.extent, request.as_of)
        read = _basis(rule, subject, request.period, cases)
        form = DecisionForm(request.kind, rule, book, subject, request.period, finding, read)
    return decision_form(form, language)


def _rule(request: DecisionRequest, books: Sequence[RuleBook]) -> tuple[Rule, RuleBook]:
    in_force = books_in_force(books, request.period)
    if not in_force:
        raise NothingToCheck(no_book([request.period], books))
    rules = rules_called(request.rule, in_force)
    if not rules:
        raise WrongUse(unknown_rule(request.rule, request.period, in_force))
    if all(rule.id != request.rule for rule in rules):
        told = message(
            "{given} is a former id; write {rules}",
            given=request.rule,
            rules=OneOf([rule.id for rule in rules]),
        )
        raise WrongUse(told)
    (rule,) = rules
    return rule, next(book for book in in_force if rule in book.rules)


def _expect_kind(rule: Rule, request: DecisionRequest) -> None:
    """Refuse what is no subject, and one that the rule is not on."""
    kind, slash, id_ = request.subject.partition("/")
    if kind not in SUBJECT_TYPES or (kind in BODY_KINDS) != bool(slash and id_):
        told = message("“{given}” is no subject", given=request.subject)
        raise WrongUse(with_hint(told, None, [*(f"{body}/…" for body in BODY_KINDS), "national"]))
    is_kind = has_subject_kind(kind, request.period)
    if not is_kind or rule.subject != subject_kind(kind, request.period):
        told = message(
            "The rule {rule} is on {kind}, and {subject} in {period} is no such",
            rule=rule.id,
            kind=WORDS[rule.subject],
            subject=request.subject,
            period=request.period,
        )
        raise WrongUse(told)


def _named(request: DecisionRequest, book: RuleBook) -> Subject:
    """The subject as it was named: of councils and centres there is no telling if they are."""
    kind, _, id_ = request.subject.partition("/")
    if kind == "party":
        active = parties_of(book.parties, request.period)
        found = next((party for party in active if party.is_called(id_)), None)
        if found is None:
            raise NothingToCheck(unknown_party(id_, request.period, active))
        return Subject("party", found.id, found.name)
    return Subject(next(one for one in SUBJECT_TYPES if one == kind), id_ or kind, id_ or kind)


def _given(
    request: DecisionRequest, books: Sequence[RuleBook], schemas: Schemas, language: Language
) -> RunInput | None:
    """The documents to fill it in from; None where none are named."""
    if request.sources:
        reading = read_inputs(request.sources, books, schemas)
        if any(problem.level == "error" for problem in reading.problems):
            raise CannotRun(reading.problems)
        tell_problems(reading.problems, language)
        return RunInput(reading.documents, (), "named")
    return from_store(request.uri, schemas) if request.uri is not None else None


def _finding(rule: Rule, period: Period, result: Result) -> tuple[Subject, Finding]:
    """The finding of the rule, and whom it is about."""
    found = [
        (judged.subject, finding)
        for judged in result.subjects
        for finding in judged.findings
        if judged.period == period and finding.rule.id == rule.id
    ]
    if not found:
        raise CannotRun(result.problems)
    return found[0]


def _basis(rule: Rule, subject: Subject, period: Period, cases: JudgedCases) -> Mapping[str, str]:
    """What the rule read; where that was nothing, what there is of the subject's own."""
    case = cases.builders[period].build(subject)
    own = {name: cases.documents[name].sha256 for name in case.own_documents}
    return basis(rule, case) or own
