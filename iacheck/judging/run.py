"""The whole run: documents and rule books in, a result with every finding out."""

from __future__ import annotations

import datetime
import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from iacheck.cases.case import Case, CaseBuilder
from iacheck.cases.consistency import consistency_problems
from iacheck.cases.findings import (
    SUBJECT_TYPES,
    Finding,
    Result,
    RuleBookUsed,
    Subject,
    SubjectFindings,
)
from iacheck.cases.index import DocumentIndex
from iacheck.cases.subjects import Extent
from iacheck.checks.rule import Rule, RuleBook
from iacheck.documents.document import Document
from iacheck.documents.schemas import Schemas
from iacheck.documents.unfilled_forms import is_unfilled_form
from iacheck.documents.unread_block import UnreadPart
from iacheck.judging.answers import with_concerns
from iacheck.judging.broken_fields import Broken, BrokenFields
from iacheck.judging.decide import decide
from iacheck.judging.decisions import Asked, Decisions, read_decisions
from iacheck.judging.idle_decisions import idle_judgements, idle_waivers
from iacheck.judging.judge import judge, judge_and_explain
from iacheck.judging.judged_cases import JudgedCases
from iacheck.judging.selection import CaseSelection, chosen_cases, no_book
from iacheck.language.errors import NothingToCheck
from iacheck.language.messages import message
from iacheck.language.periods import Period
from iacheck.language.problems import Problem, without_repeated

__all__ = ["CaseSelection", "RunInput", "check", "subject_findings"]


@dataclass(frozen=True)
class RunInput:
    """What a run has to work on: documents, what was wrong on the way in, and whose they are.

    `unread` is what was not read of files; what documents themselves tell of it is theirs.
    """

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]
    extent: Extent
    unread: tuple[UnreadPart, ...] = ()


def check(
    given: RunInput,
    books: Sequence[RuleBook],
    schemas: Schemas,
    as_of: datetime.date,
    selection: CaseSelection,
) -> Result:
    """Judge every selected subject in every selected period by the books in force.

    Raises NothingToCheck if there is no document, no such subject, or no book for the periods.
    """
    broken, invalid = _validate(given.documents, schemas)
    document_index = DocumentIndex.of(
        (d for d in given.documents if d.kind in schemas.kinds), schemas
    )
    periods = _periods(document_index, selection)
    cases = JudgedCases.of(document_index, books, periods, given.extent, as_of)
    found: tuple[Problem, ...] = (*given.problems, *without_repeated(invalid, given.problems))
    inconsistent = functools.partial(
        consistency_problems,
        document_index.documents,
        document_index,
        cases.builders.get,
        as_of,
    )
    try:
        if not given.documents:
            raise NothingToCheck(message("There are no documents to check"))
        chosen = chosen_cases(cases.cases, selection, periods, books)
    except NothingToCheck as nothing:
        # Bad input may be why there is nothing, and must be told of in any case.
        concern = Asked(
            periods if selection.periods else None, frozenset(selection.subjects) or None
        )
        decided = read_decisions(cases, broken.documents, as_of, concern)
        found = (*found, *inconsistent(), *decided.notices)
        if all(problem.level == "notice" for problem in found):
            raise NothingToCheck((*found, *nothing.problems)) from None
        told = (replace(problem, level="notice") for problem in nothing.problems)
        return Result(as_of, (), (*found, *told), (), unread=given.unread)
    asked = {str(subject) for subject, _, _ in chosen} if selection.subjects else None
    concern = Asked(periods if selection.periods else None, asked)
    decided = read_decisions(cases, broken.documents, as_of, concern)
    results = [
        subject_findings(subject, builder, in_force, broken, decided, selection.explained)
        for subject, builder, in_force in chosen
    ]
    # Those who are not asked for are judged by what others can mend: it may be for those who are.
    others = [
        subject_findings(subject, builder, tuple(map(_for_others, in_force)), broken, decided)
        for subject, builder, in_force in cases.cases
        if asked is not None and str(subject) not in asked
    ]
    mended, unjudged = with_concerns(sorted(results, key=_order), (*results, *others))
    return Result(
        as_of=as_of,
        rulebooks=_books_used(books, cases.books_of),
        problems=(
            *found,
            *inconsistent(asked),
            *_not_covered(periods, cases.books_of, books, selection),
            *decided.notices,
            *idle_judgements(decided, results, cases),
            *idle_waivers(decided, results, cases),
        ),
        subjects=mended,
        unread=_unread_of_run(given.unread, document_index, selection, mended),
        unjudged=() if selection.subjects else tuple(sorted(unjudged, key=_order)),
    )


def _for_others(book: RuleBook) -> RuleBook:
    """The rule book with those rules alone that say who else can mend what they find."""
    return replace(book, rules=tuple(rule for rule in book.rules if rule.head.answers))


def _order(judged: SubjectFindings) -> tuple[int, str, Period]:
    return SUBJECT_TYPES.index(judged.subject.kind), judged.subject.id, judged.period


def _validate(
    documents: Iterable[Document], schemas: Schemas
) -> tuple[BrokenFields, list[Problem]]:
    broken: dict[str, list[str]] = defaultdict(list)
    problems: list[Problem] = []
    for document in documents:
        for problem in schemas.validate(document):
            problems.append(problem)
            if problem.level == "error":
                broken[document.name].append(problem.path or "")
    return BrokenFields(broken), problems


def _periods(document_index: DocumentIndex, selection: CaseSelection) -> tuple[Period, ...]:
    """The periods to judge, in order: those asked for, else those that documents are about."""
    if not selection.periods:
        return document_index.periods()
    asked = {
        period
        for one in selection.periods
        for period in ([one] if one.half else [Period(one.year, 1), Period(one.year, 2), one])
    }
    return tuple(sorted(asked))


def _not_covered(
    periods: Sequence[Period],
    books_of: Mapping[Period, object],
    books: Sequence[RuleBook],
    selection: CaseSelection,
) -> Iterator[Problem]:
    """Periods left out of a run that judges others; halves of a year asked for are no news."""
    left = [
        p
        for p in periods
        if p not in books_of and (not selection.periods or p in selection.periods)
    ]
    if left:
        yield Problem(no_book(left, books), level="notice")


def subject_findings(
    subject: Subject,
    builder: CaseBuilder,
    in_force: Sequence[RuleBook],
    broken: BrokenFields,
    decided: Decisions,
    explained: frozenset[str] = frozenset(),
) -> SubjectFindings:
    """The findings on a subject; the decisions about it are among its own documents.

    Of the rules that are to be `explained`, they tell all that was looked at.
    """
    case = builder.build(subject)
    broken_near = broken.near(case)
    findings = tuple(
        decide(_judged(rule, case, broken_near, rule.id in explained), rule, case, decided)
        for book in in_force
        for rule in book.rules_for(case.kind)
    )
    own = decided.documents.get((str(subject), str(case.period)), ())
    told = ((*case.own_documents, *own), case.existence, case.inherited)
    unread = tuple(dict.fromkeys(_unread_of_own(case, findings)))
    unfilled = tuple(
        document.origin.file
        for listed in case.documents.values()
        for document in listed
        if document.origin and document.name in case.own_documents and is_unfilled_form(document)
    )
    return SubjectFindings(
        subject, case.period, findings, *told, unread=unread, unfilled_forms=unfilled
    )


def _judged(rule: Rule, case: Case, broken: Broken, explained: bool) -> Finding:
    if not explained:
        return judge(rule, case, broken)
    finding, explanation = judge_and_explain(rule, case, broken)
    return replace(finding, explanation=explanation)


def _unread_of_own(case: Case, findings: Iterable[Finding]) -> Iterator[UnreadPart]:
    """What was not read of the files that the subject's own documents are from.

    Of documents of the period before, only what could settle a finding.
    """
    settling = {part for finding in findings for part in finding.unread}
    for root, listed in case.documents.items():
        for document in listed:
            if document.origin is None or document.name not in case.own_documents:
                continue
            parts = (UnreadPart(document.origin.file, one) for one in document.origin.unread)
            is_before = root in case.previous_roots
            yield from (part for part in parts if not is_before or part in settling)


def _unread_of_run(
    of_files: Iterable[UnreadPart],
    document_index: DocumentIndex,
    selection: CaseSelection,
    judged: Iterable[SubjectFindings],
) -> tuple[UnreadPart, ...]:
    """What was not read, each part once; not of documents for what a selection leaves out."""
    own = dict.fromkeys(part for one in judged for part in one.unread)
    others = {
        UnreadPart(document.origin.file, block)
        for document in document_index.documents
        if document.origin and (selection.periods or selection.subjects)
        if document_index.schemas.kind(document.kind).period_of(document.body) is not None
        for block in document.origin.unread
    } - own.keys()
    return tuple(dict.fromkeys((*(part for part in of_files if part not in others), *own)))


def _books_used(
    books: Sequence[RuleBook], books_of: Mapping[Period, tuple[RuleBook, ...]]
) -> tuple[RuleBookUsed, ...]:
    ids = {book.id for in_force in books_of.values() for book in in_force}
    return tuple(RuleBookUsed(b.id, b.title, b.sha256, b.documents) for b in books if b.id in ids)
