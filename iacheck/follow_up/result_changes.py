"""A result held against earlier runs: each finding tells how it stands; nothing else changes."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

from iacheck.cases.findings import (
    Concern,
    DroppedFinding,
    Finding,
    Result,
    Subject,
    SubjectFindings,
    Violation,
)
from iacheck.follow_up.finding_changes import Change, FindingChanges
from iacheck.follow_up.run_records import RunRecord, record_finding, record_of
from iacheck.language.periods import Period


def with_changes(
    result: Result,
    earlier: Sequence[RunRecord],
    *,
    is_whole: bool = True,
    called: str | None = None,
) -> Result:
    """The result with how each finding and violation stands against earlier runs.

    These are in the order of their days, one at least. Where the run is not about everybody, only
    what is `dropped` of those whom it is about is told. A notice says what the last of them, which
    is `called` so, tells nothing of.
    """
    changes = FindingChanges(record_of(result), earlier)
    named = {str(judged.subject): judged.subject.name for judged in result.subjects}
    names = {**{id_: name for run in earlier for id_, name in run.names.items()}, **named}
    return replace(
        result,
        problems=(*result.problems, *changes.untold().notices(called)),
        subjects=tuple(_of_subject(judged, changes) for judged in result.subjects),
        unjudged=tuple(_of_subject(judged, changes) for judged in result.unjudged),
        since=earlier[-1].as_of,
        dropped=tuple(
            DroppedFinding(
                one.subject, one.period, one.rule, one.demand, names.get(one.subject, one.subject)
            )
            for one in changes.dropped()
            if is_whole or one.subject in named
        ),
    )


def _of_subject(judged: SubjectFindings, changes: FindingChanges) -> SubjectFindings:
    period = judged.period
    return replace(
        judged,
        findings=tuple(_changed(judged.subject, period, f, changes) for f in judged.findings),
        concerns=tuple(
            Concern(one.subject, _changed(one.subject, period, one.finding, changes))
            for one in judged.concerns
        ),
    )


def _changed(
    subject: Subject, period: Period, finding: Finding, changes: FindingChanges
) -> Finding:
    change = changes.of(record_finding(subject, period, finding))
    violations = finding.violations
    if change.name is not None and change.earlier_keys is not None:
        violations = tuple(_of_violation(one, change.earlier_keys) for one in violations)
    return replace(
        finding,
        change=change.name,
        rounds=change.rounds,
        deviated_before=change.deviated,
        decided_since=_is_decided_since(changes.since, finding, change),
        violations=violations,
    )


def _is_decided_since(day: datetime.date, finding: Finding, change: Change) -> bool:
    """Whether what decides a finding is of a later day, or has made its outcome another."""
    decided_on = finding.judgement.on if finding.judgement else None
    if finding.verdict == "waived" and finding.waiver is not None:
        decided_on = finding.waiver.granted_on
    if decided_on is None:
        return False
    return decided_on > day or (change.deviated and change.name is None)


def _of_violation(violation: Violation, earlier: frozenset[str]) -> Violation:
    return replace(violation, change="unchanged" if violation.key in earlier else "new")
