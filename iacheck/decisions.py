"""What people decided about findings: waivers that accept one, judgements that make one."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from iacheck.documents import Document
from iacheck.holdings import Holdings
from iacheck.judge import Judgement
from iacheck.messages import Message, message
from iacheck.names import nearest, normalise
from iacheck.periods import Period, read_date, read_period
from iacheck.problems import Problem
from iacheck.rulebook import RuleBook

# Rule, subject and period: what a decision is about.
About = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Waiver:
    """A deviation that the follow-up group has accepted, until its last day."""

    key: str
    reason: str
    granted_by: str
    expires_on: datetime.date


def about(document: Document) -> About | None:
    """What a decision is about; None where its fields do not say."""
    body = document.body
    rule, subject, period = body.get("rule"), body.get("subject"), body.get("period")
    if isinstance(rule, str) and isinstance(subject, str) and isinstance(period, str):
        return rule, subject, period
    return None


def judgements(holdings: Holdings, as_of: datetime.date) -> Mapping[About, Judgement]:
    """The judgements given by this day; of several about one finding, the latest counts.

    A judgement holds until one of the documents that it was based on changes or is gone.
    """
    content = {document.name: document for document in holdings.documents}
    found: dict[About, Judgement] = {}
    ordered = sorted(
        holdings.of_kind("judgement"), key=lambda d: (str(d.body.get("judged_on")), d.key)
    )
    for document in ordered:
        body, of = document.body, about(document)
        day, verdict = read_date(body.get("judged_on")), body.get("verdict")
        if of is None or day is None or day > as_of or verdict not in ("met", "deviation"):
            continue
        basis = body.get("basis")
        found[of] = Judgement(
            verdict,
            str(body.get("reason", "")),
            str(body.get("judged_by", "")),
            day,
            _changed(basis if isinstance(basis, Mapping) else {}, content),
        )
    return found


def _changed(basis: Mapping[str, object], content: Mapping[str, Document]) -> str | None:
    """The first document of the basis that is gone or no longer what it was."""
    for name in sorted(basis):
        document = content.get(name)
        if document is None or document.sha256 != basis[name]:
            return name
    return None


def waivers(
    documents: Iterable[Document],
    books_of: Mapping[Period, tuple[RuleBook, ...]],
    judged: frozenset[tuple[str, str]],
    as_of: datetime.date,
) -> tuple[Mapping[About, Waiver], list[Problem]]:
    """The waivers in force, and a problem for each that hides nothing.

    `judged` are the subjects and periods, as written, that have a result; waivers for other
    periods are no concern of this run.
    """
    found: dict[About, Waiver] = {}
    problems = []
    for document in documents:
        if document.kind != "waiver":
            continue
        of, period = about(document), read_period(document.body.get("period"))
        if of is None or period is None or period not in books_of:
            continue
        why = _why_not(document, of, books_of[period], judged, as_of)
        if why is None:
            body = document.body
            expires = read_date(body["expires_on"]) or as_of
            found[of] = Waiver(document.key, str(body["reason"]), str(body["granted_by"]), expires)
        else:
            problems.append(_not_applied(document, why))
    return found, problems


def _why_not(
    document: Document,
    of: About,
    books: tuple[RuleBook, ...],
    judged: frozenset[tuple[str, str]],
    as_of: datetime.date,
) -> Message | None:
    """Why a waiver does not apply; None if it does."""
    rule, subject, period = of
    rules = {r.id for book in books for r in book.rules}
    if rule not in rules:
        meant = nearest(rule, rules)
        return (
            message(
                "there is no rule {rule} for that period; perhaps {meant}", rule=rule, meant=meant
            )
            if meant
            else message("there is no rule {rule} for that period", rule=rule)
        )
    if (subject, period) not in judged:
        return message("{subject} is not judged in {period}", subject=subject, period=period)
    granted = read_date(document.body.get("granted_on"))
    expires = read_date(document.body.get("expires_on"))
    if granted is None or expires is None or not document.body.get("reason"):
        return message("it lacks a reason, or the day it was granted or expires")
    if as_of < granted:
        return message("it is granted from {date} only", date=granted)
    if expires < as_of:
        return message("it expired on {date}", date=expires)
    by = document.body.get("granted_by")
    allowed = [
        name for book in books if any(r.id == rule for r in book.rules) for name in book.granted_by
    ]
    if not isinstance(by, str) or normalise(by) not in map(normalise, allowed):
        return message(
            "{given} may not grant it; only {allowed} may", given=str(by), allowed=allowed
        )
    return None


def _not_applied(document: Document, why: Message) -> Problem:
    origin = document.origin
    return Problem(
        message("The waiver {key} hides nothing: {why}", key=document.key, why=why),
        level="notice",
        file=origin.file if origin else None,
        place=origin.place("") if origin else None,
        document=document.name,
    )
