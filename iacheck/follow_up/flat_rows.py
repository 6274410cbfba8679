"""What was found, as flat rows for other programs: one for the run, and one for each finding."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from iacheck.cases.findings import VERDICTS, Finding, Result, SubjectFindings
from iacheck.language.frozen import frozen


@frozen
class KeptRun:
    """A run whose findings are kept: under which id, when, by which program, and of which round."""

    id: str
    kept_at: str
    program: str
    period: str | None = None
    round: str | None = None


def run_row(run: KeptRun, result: Result) -> dict[str, Any]:
    """A row about the run, with how many findings of each verdict there are."""
    return {
        "_id": run.id,
        "kept_at": run.kept_at,
        "round": run.round,
        "period": run.period,
        "as_of": result.as_of.isoformat(),
        "iacheck": run.program,
        "since": result.since.isoformat() if result.since else None,
        "subjects": len(result.subjects),
        **{verdict: result.count(verdict) for verdict in VERDICTS},
    }


def finding_rows(
    run: KeptRun, result: Result, called: Callable[[SubjectFindings], str]
) -> list[dict[str, Any]]:
    """A row for each finding; `called` says what people call a subject."""
    about = {"run": run.id, "kept_at": run.kept_at, "as_of": result.as_of.isoformat()}
    return [
        {
            "_id": f"{run.id} {judged.subject} {judged.period} {finding.rule.id}",
            **about,
            "subject": str(judged.subject),
            "subject_kind": judged.subject.kind,
            "name": called(judged),
            "period": str(judged.period),
            **_of_finding(finding),
        }
        for judged in result.subjects
        for finding in judged.findings
    ]


def _of_finding(finding: Finding) -> Mapping[str, Any]:
    return {
        "rule": finding.rule.id,
        "demand": finding.rule.demand,
        "modality": finding.rule.modality,
        "verdict": finding.verdict,
        "severity": finding.rule.severity,
        "state": finding.state,
        "change": finding.change,
        "rounds": finding.rounds,
        "violations": len(finding.violations),
        "new_violations": sum(violation.change == "new" for violation in finding.violations),
        "due": finding.due.isoformat() if finding.due else None,
    }
