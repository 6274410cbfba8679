"""The whole run: documents and rule books in, a result with every finding out."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from iacheck.cases.case import CaseBuilder, has_subject_kind, subject_kind
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
from iacheck.cases.subjects import Extent, subjects
from iacheck.checks.rule import RuleBook, agreed_parties
from iacheck.documents.document import Document
from iacheck.documents.schemas import Schemas
from iacheck.judging.answers import with_concerns
from iacheck.judging.judge import Broken, Judgement, judge
from iacheck.judging.selection import CaseSelection, ToJudge, chosen_cases, no_book
from iacheck.judging.waivers_and_judgements import About, Waiver, judgements, waivers, waivers_about
from iacheck.language.errors import NothingToCheck
from iacheck.language.messages import message
from iacheck.language.periods import Period
from iacheck.language.problems import Problem, without_repeated

__all__ = ["CaseSelection", "RunInput", "check"]


@dataclass(frozen=True)
class RunInput:
    """What a run has to work on: documents, what was wrong on the way in, and whose they are."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]
    extent: Extent


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
    books_of = _books_of(periods, books)
    builders = {
        period: CaseBuilder(document_index, agreed_parties(in_force), period, as_of)
        for period, in_force in books_of.items()
    }
    cases = list(_cases(document_index, books_of, builders, given.extent))
    found = (
        *given.problems,
        *without_repeated(invalid, given.problems),
        *consistency_problems(document_index.documents, document_index, builders.get, as_of),
    )
    try:
        if not given.documents:
            raise NothingToCheck(message("There are no documents to check"))
        chosen = chosen_cases(cases, selection, periods, books)
    except NothingToCheck as nothing:
        # Bad input may be why there is nothing, and must be told of in any case.
        if all(problem.level == "notice" for problem in found):
            raise NothingToCheck((*found, *nothing.problems)) from None
        told = (replace(problem, level="notice") for problem in nothing.problems)
        return Result(as_of, (), (*found, *told), ())
    decided = judgements(document_index, broken, as_of)
    judged = frozenset((str(subject), str(b.period)) for subject, b, _ in cases)
    asked = {str(subject) for subject, _, _ in chosen} if selection.subjects else None
    accepted, unapplied = waivers(document_index, broken, books_of, judged, as_of, asked)
    about = waivers_about(document_index)
    results = [
        _with(about, _findings(subject, builder, in_force, broken, decided, accepted))
        for subject, builder, in_force in chosen
    ]
    # Those who are not asked for are judged by what others can mend: it may be for those who are.
    others = [
        _findings(subject, builder, tuple(map(_for_others, in_force)), broken, decided, accepted)
        for subject, builder, in_force in cases
        if asked is not None and str(subject) not in asked
    ]
    mended, unjudged = with_concerns(sorted(results, key=_order), (*results, *others))
    return Result(
        as_of=as_of,
        rulebooks=_books_used(books, books_of),
        problems=(
            *found,
            *_not_covered(periods, books_of, books, selection),
            *unapplied,
        ),
        subjects=mended,
        unjudged=() if selection.subjects else tuple(sorted(unjudged, key=_order)),
    )


def _for_others(book: RuleBook) -> RuleBook:
    """The rule book with those rules alone that say who else can mend what they find."""
    return replace(book, rules=tuple(rule for rule in book.rules if rule.head.answers))


def _order(judged: SubjectFindings) -> tuple[int, str, Period]:
    return SUBJECT_TYPES.index(judged.subject.kind), judged.subject.id, judged.period


def _validate(
    documents: Iterable[Document], schemas: Schemas
) -> tuple[Mapping[str, Sequence[str]], list[Problem]]:
    broken: dict[str, list[str]] = defaultdict(list)
    problems: list[Problem] = []
    for document in documents:
        for problem in schemas.validate(document):
            problems.append(problem)
            if problem.level == "error":
                broken[document.name].append(problem.path or "")
    return broken, problems


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


def _books_of(
    periods: Sequence[Period], books: Sequence[RuleBook]
) -> Mapping[Period, tuple[RuleBook, ...]]:
    """The rule books in force in each period that any of them covers."""
    found = {p: tuple(book for book in books if book.covers(p)) for p in periods}
    return {period: in_force for period, in_force in found.items() if in_force}


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


def _cases(
    document_index: DocumentIndex,
    books_of: Mapping[Period, tuple[RuleBook, ...]],
    builders: Mapping[Period, CaseBuilder],
    extent: Extent,
) -> Iterator[ToJudge]:
    for period, in_force in books_of.items():
        for subject in subjects(document_index, builders[period], extent):
            if has_subject_kind(subject.kind, period):
                kind = subject_kind(subject.kind, period)
                if any(book.rules_for(kind) for book in in_force):
                    yield subject, builders[period], in_force


def _findings(
    subject: Subject,
    builder: CaseBuilder,
    in_force: Sequence[RuleBook],
    broken: Broken,
    decided: Mapping[About, Judgement],
    accepted: Mapping[About, Waiver],
) -> SubjectFindings:
    case = builder.build(subject)
    findings = []
    for book in in_force:
        for rule in book.rules_for(case.kind):
            of = (rule.id, str(subject), str(case.period))
            finding = judge(rule, case, broken, decided.get(of))
            waiver = accepted.get(of)
            if finding.verdict == "deviation" and waiver is not None:
                finding = _apply_waiver(finding, waiver)
            findings.append(finding)
    told = (case.own_documents, case.existence, case.inherited)
    return SubjectFindings(subject, case.period, tuple(findings), *told)


def _with(
    waivers: Mapping[tuple[str, str], tuple[str, ...]], judged: SubjectFindings
) -> SubjectFindings:
    """The findings, with the waivers about them among the subject's own documents."""
    own = waivers.get((str(judged.subject), str(judged.period)), ())
    return replace(judged, documents=(*judged.documents, *own))


def _apply_waiver(finding: Finding, waiver: Waiver) -> Finding:
    reason = message(
        "Accepted by {by} until {date}: {reason}",
        by=waiver.granted_by,
        date=waiver.expires_on,
        reason=waiver.reason,
    )
    return replace(finding, verdict="waived", reason=reason)


def _books_used(
    books: Sequence[RuleBook], books_of: Mapping[Period, tuple[RuleBook, ...]]
) -> tuple[RuleBookUsed, ...]:
    ids = {book.id for in_force in books_of.values() for book in in_force}
    return tuple(RuleBookUsed(b.id, b.title, b.sha256, b.documents) for b in books if b.id in ids)
