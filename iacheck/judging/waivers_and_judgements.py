"""What people decided about findings: waivers that accept one, judgements that make one."""

from __future__ import annotations

import datetime
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from iacheck.cases.index import DocumentIndex
from iacheck.checks.rule import RuleBook
from iacheck.documents.document import Document
from iacheck.judging.judge import Judgement
from iacheck.language.hints import with_hint
from iacheck.language.messages import Message, OneOf, message
from iacheck.language.names import nearest, normalise
from iacheck.language.periods import Period
from iacheck.language.problems import Problem

# Rule, subject and period: what a decision is about.
About = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Waiver:
    """A deviation that the follow-up group has accepted, until its last day."""

    reason: str
    granted_by: str
    expires_on: datetime.date


def judgements(
    document_index: DocumentIndex, broken: Container[str], as_of: datetime.date
) -> Mapping[About, Judgement]:
    """The judgements given by this day; of several about one finding, the latest counts.

    A judgement holds until one of the documents that it was based on changes or is gone. One
    whose document is among the `broken` judges nothing.
    """
    content = {document.name: document for document in document_index.documents}
    found: dict[About, Judgement] = {}
    sound = [d for d in document_index.of_kind("judgement") if d.name not in broken]
    for document in sorted(sound, key=lambda d: (d.body["judged_on"], d.key)):
        body, day = document.body, _day(document, "judged_on")
        if day <= as_of:
            stale = _first_change(body["basis"], content)
            found[_about(document)] = Judgement(body["verdict"], body["reason"], day, stale)
    return found


def waivers_about(document_index: DocumentIndex) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """The names of the waivers about each subject and period, also of those that accept nothing."""
    found: dict[tuple[str, str], list[str]] = {}
    for document in document_index.of_kind("waiver"):
        about = (str(document.body.get("subject")), str(document.body.get("period")))
        found.setdefault(about, []).append(document.name)
    return {about: tuple(names) for about, names in found.items()}


def _about(document: Document) -> About:
    return document.body["rule"], document.body["subject"], document.body["period"]


def _day(document: Document, field: str) -> datetime.date:
    return datetime.date.fromisoformat(document.body[field])


def _first_change(basis: Mapping[str, str], content: Mapping[str, Document]) -> str | None:
    """The first document of the basis that is gone or no longer what it was."""
    for name in sorted(basis):
        document = content.get(name)
        if document is None or document.sha256 != basis[name]:
            return name
    return None


def waivers(
    document_index: DocumentIndex,
    broken: Container[str],
    books_of: Mapping[Period, tuple[RuleBook, ...]],
    judged: Container[tuple[str, str]],
    as_of: datetime.date,
    asked: Container[str] | None = None,
) -> tuple[Mapping[About, Waiver], list[Problem]]:
    """The waivers in force, and a problem for each that hides nothing.

    `judged` are the subjects and periods, as written, that have a result; waivers for other
    periods are no concern of this run. Nothing is told of those for other subjects than the
    `asked`, and what is wrong with the `broken` has been told.
    """
    found: dict[About, Waiver] = {}
    problems = []
    for document in document_index.of_kind("waiver"):
        if document.name in broken:
            continue
        rule, subject, written = of = _about(document)
        books = books_of.get(Period.parse(written))
        if books is None:
            continue
        why = _no_rule(rule, books)
        if why is None and (subject, written) not in judged:
            why = message("{subject} is not judged in {period}", subject=subject, period=written)
        why = why or _not_in_force(document, rule, books, as_of)
        if why is None:
            body = document.body
            found[of] = Waiver(body["reason"], body["granted_by"], _day(document, "expires_on"))
        elif asked is None or subject in asked or (subject, written) not in judged:
            problems.append(_not_applied(document, why))
    return found, problems


def _no_rule(rule: str, books: Sequence[RuleBook]) -> Message | None:
    rules = {r.id for book in books for r in book.rules}
    if rule in rules:
        return None
    of_demand = (r.id for book in books for r in book.rules if r.head.demand == rule)
    meant = nearest(rule, rules) or next(of_demand, None)
    return with_hint(message("there is no rule {rule} for that period", rule=rule), meant)


def _not_in_force(
    document: Document, rule: str, books: Sequence[RuleBook], as_of: datetime.date
) -> Message | None:
    """Why the waiver accepts nothing on this day, or ever; None if it does."""
    granted, expires = _day(document, "granted_on"), _day(document, "expires_on")
    if as_of < granted:
        return message("it is granted from {date} only", date=granted)
    if expires < as_of:
        return message("it expired on {date}", date=expires)
    if not document.body["reason"].strip():
        return message("it gives no reason")
    by = document.body["granted_by"]
    allowed = [
        name for book in books if any(r.id == rule for r in book.rules) for name in book.granted_by
    ]
    if normalise(by) not in map(normalise, allowed):
        return message(
            "{given} may not grant it; only {allowed} may", given=by, allowed=OneOf(allowed)
        )
    return None


def _not_applied(document: Document, why: Message) -> Problem:
    told = message("The waiver {key} hides nothing: {why}", key=document.key, why=why)
    return document.problem(told, level="notice")
