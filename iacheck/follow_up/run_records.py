"""What is kept of a run: each finding, on whom, by which rule, and what came out."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import field

from iacheck.cases.findings import Finding, Result, Severity, Subject, Verdict
from iacheck.language.frozen import frozen
from iacheck.language.periods import Period


@frozen
class FindingRecord:
    """What is kept of a finding. `keys` are those of its violations.

    `is_judged`: people made the verdict, and not the check. `was_fixed`: it is known that it
    deviated once, and was met after that. `for_others`: others must mend all of it; False where
    that is not known, as of rounds that were kept before this was.
    """

    subject: str
    rule: str
    demand: str
    period: Period
    verdict: Verdict
    severity: Severity
    keys: tuple[str, ...] = ()
    is_judged: bool = False
    was_fixed: bool = False
    for_others: bool = False


@frozen
class RunRecord:
    """What is kept of a run: the day it was as of, and every finding.

    `predecessors` names, for each subject that has some, those that it took over from.
    `former_ids` names, for each rule that has some, the ids that it has had. `names` are what
    subjects, and `titles` what rules are called there, where the record tells it.
    """

    as_of: datetime.date
    findings: tuple[FindingRecord, ...]
    predecessors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    former_ids: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)


def record_of(result: Result) -> RunRecord:
    """What is kept of a result."""
    heads = {f.rule.id: f.rule for judged in result.subjects for f in judged.findings}
    return RunRecord(
        result.as_of,
        tuple(
            record_finding(judged.subject, judged.period, finding)
            for judged in result.subjects
            for finding in judged.findings
        ),
        {
            str(judged.subject): tuple(map(str, judged.existence.predecessors))
            for judged in result.subjects
            if judged.existence and judged.existence.predecessors
        },
        {id_: head.formerly for id_, head in heads.items() if head.formerly},
    )


def record_finding(subject: Subject, period: Period, finding: Finding) -> FindingRecord:
    """What is kept of one finding on a subject."""
    rule = finding.rule
    return FindingRecord(
        str(subject),
        rule.id,
        rule.demand,
        period,
        finding.verdict,
        rule.severity,
        tuple(violation.key for violation in finding.violations),
        finding.judgement is not None,
        for_others=finding.for_others,
    )
