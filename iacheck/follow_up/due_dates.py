"""What is due by when, and from whom: deliveries, promises to mend, and waivers that run out."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Literal, cast

from iacheck.cases.decision_records import Reply
from iacheck.cases.findings import (
    SEVERITIES,
    SUBJECT_TYPES,
    BodyKind,
    Finding,
    Reason,
    Result,
    RuleHead,
    Subject,
    SubjectFindings,
)
from iacheck.cases.replies import promises
from iacheck.language.frozen import frozen
from iacheck.language.periods import Period

# As many days are looked ahead for years of which nothing has come yet.
_HALF_A_YEAR = 183

DueKind = Literal["delivery", "promise", "waiver"]


@frozen
class DueEntry:
    """Something that a body owes by a day, or that ends after it.

    `delivery`: what has not come, with the rules that wait for it. `promise`: what a body that
    replied means to have mended. `waiver`: the last day on which a deviation is accepted.
    `subject` owes it, and `about` is on whom it was found. `asking` are those of the rules that
    demand the document itself. `unclear` is why it cannot be told whether it has come.
    """

    kind: DueKind
    due: datetime.date
    subject: Subject
    about: Subject
    period: Period
    rules: tuple[RuleHead, ...]
    asking: tuple[RuleHead, ...] = ()
    unclear: Reason | None = None

    @property
    def owed(self) -> tuple[RuleHead, ...]:
        """What is to be done: what else waits for a delivery is not to be delivered."""
        return self.asking or self.rules

    def days_left(self, as_of: datetime.date) -> int:
        """Days from a day until it is due; negative where that is past."""
        return (self.due - as_of).days

    @property
    def demands(self) -> tuple[str, ...]:
        """The demands, each once."""
        return tuple(sorted({rule.demand for rule in self.rules}))


def due_entries(result: Result, asking: Collection[RuleHead] = frozenset()) -> tuple[DueEntry, ...]:
    """All that is due: by day, then the gravest first, then by body in the order of results.

    What is one delivery for several rules is one entry; `asking` are the rules that demand a
    document, whichever it is.
    """
    found: dict[tuple[object, ...], DueEntry] = {}
    for judged in result.subjects:
        for entry in _of_subject(judged, asking):
            key = (entry.kind, entry.due, str(entry.subject), str(entry.about), entry.period)
            found[key] = _together(found[key], entry) if key in found else entry
    return tuple(sorted(found.values(), key=_order))


def _together(one: DueEntry, other: DueEntry) -> DueEntry:
    return replace(
        one,
        rules=(*one.rules, *other.rules),
        asking=(*one.asking, *other.asking),
        unclear=one.unclear or other.unclear,
    )


def _order(entry: DueEntry) -> tuple[datetime.date, int, int, str]:
    subject, gravest = entry.subject, min(SEVERITIES.index(rule.severity) for rule in entry.owed)
    return entry.due, gravest, SUBJECT_TYPES.index(subject.kind), subject.id


def _of_subject(judged: SubjectFindings, asking: Collection[RuleHead]) -> Iterator[DueEntry]:
    own, period = judged.subject, judged.period
    for finding in judged.findings:
        rules = (finding.rule,)
        asks = rules if finding.rule in asking else ()
        if finding.due is not None and _waits(finding, asks=bool(asks)):
            unclear = finding.reason if finding.verdict in ("undetermined", "error") else None
            for body in finding.mended_by or (own,):
                yield DueEntry("delivery", finding.due, body, own, period, rules, asks, unclear)
        if finding.waiver is not None:
            yield DueEntry("waiver", finding.waiver.expires_on, own, own, period, rules)
        for reply in promises(finding):
            if reply.planned_on is not None:
                by = _giver(reply, own)
                yield DueEntry("promise", reply.planned_on, by, own, period, rules)


def _giver(reply: Reply, own: Subject) -> Subject:
    """Who replied: the body that it was found on, or another one that can mend it."""
    if reply.giver is None or reply.giver == str(own):
        return own
    kind, _, id_ = reply.giver.partition("/")
    return Subject(cast("BodyKind", kind), id_, reply.by)


def _waits(finding: Finding, *, asks: bool) -> bool:
    """Whether something is still to come: it is not due yet, or is overdue and nothing is there.

    `asks`: the rule demands the document itself. What came late, or breaks a rule though it has
    come, is not waited for.
    """
    if finding.is_forgotten:
        return False  # what came may be what has been erased
    if finding.verdict == "not_due":
        return True
    if finding.verdict == "deviation" or asks:
        return finding.verdict != "waived" and is_lacking(finding)
    return False


def is_lacking(finding: Finding) -> bool:
    """Whether a document that a rule demands has not come, as far as can be told.

    This is what is owed, and what bodies are said to lack. Where people judged that it has not
    come, their reason stands in the place of what was given.
    """
    if finding.verdict in ("undetermined", "error"):
        return True
    return finding.verdict in ("deviation", "waived") and any(
        violation.document is None and (violation.given is None or finding.judgement is not None)
        for violation in finding.violations
    )


def within(
    entries: Iterable[DueEntry], as_of: datetime.date, days: int | None, *, only_overdue: bool
) -> tuple[DueEntry, ...]:
    """What is due in so many days at the most, or has been; None: whenever it is due."""
    return tuple(
        entry
        for entry in entries
        if (not only_overdue or entry.days_left(as_of) < 0)
        and (days is None or entry.days_left(as_of) <= days)
    )


def all_due(
    results: Iterable[Result], asking: Collection[RuleHead] = frozenset()
) -> tuple[DueEntry, ...]:
    """What several results say is due, in the order of `due_entries`."""
    found = (entry for result in results for entry in due_entries(result, asking))
    return tuple(sorted(found, key=_order))


def near_periods(as_of: datetime.date, days: int | None) -> tuple[Period, ...]:
    """The years, with their halves, of which something may be overdue or due before long.

    They are the year before the day's, and on to the year that so many days reach; None: half a
    year, as plans are due early in theirs.
    """
    most = (datetime.date.max - as_of).days
    last = as_of + datetime.timedelta(min(_HALF_A_YEAR if days is None else days, most))
    years = range(max(as_of.year - 1, datetime.MINYEAR), last.year + 1)
    return tuple(Period(year, half) for year in years for half in (None, 1, 2))
