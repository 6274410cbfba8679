"""A result that was written as JSON, by this version of the program or another, as it is kept."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ValidationError

from iacheck.cases.findings import FindingChange, Severity, Verdict
from iacheck.follow_up.run_records import FindingRecord, RunRecord
from iacheck.language.errors import CannotRun
from iacheck.language.messages import message
from iacheck.language.periods import Period
from iacheck.language.problems import Problem


class _Violation(BaseModel):
    key: str
    answers: str | None = None


class _Finding(BaseModel):
    rule: str
    demand: str
    title: str
    verdict: Verdict
    severity: Severity
    judgement: dict[str, Any] | None = None
    violations: list[_Violation]
    # Results of before this version, and those that are held against nothing, have none.
    change: FindingChange | None = None


class _Subject(BaseModel):
    subject: str
    name: str
    period: Annotated[Period, BeforeValidator(Period.parse)]
    predecessors: list[str] = []
    findings: list[_Finding]


class _Result(BaseModel):
    as_of: datetime.date
    subjects: list[_Subject]


def read_result(data: bytes, file: str) -> RunRecord:
    """What is kept of the result in a file, with what it calls subjects and rules.

    Raises CannotRun where it is none.
    """
    try:
        result = _Result.model_validate_json(data)
    except ValidationError as error:
        told = message(
            "This is not a result that {command} has written; give a file of such",
            command="iacheck check --format json",
        )
        at = "/" + "/".join(map(str, error.errors()[0]["loc"]))
        raise CannotRun([Problem(told, file=file, path=at)]) from error
    return RunRecord(
        result.as_of,
        tuple(_records(result)),
        {one.subject: tuple(one.predecessors) for one in result.subjects if one.predecessors},
        names={one.subject: one.name for one in result.subjects},
        titles={f.rule: f.title for one in result.subjects for f in one.findings},
    )


def _records(result: _Result) -> Iterator[FindingRecord]:
    for one in result.subjects:
        for found in one.findings:
            yield FindingRecord(
                one.subject,
                found.rule,
                found.demand,
                one.period,
                found.verdict,
                found.severity,
                tuple(violation.key for violation in found.violations),
                found.judgement is not None,
                found.change in ("fixed", "reopened"),
                found.verdict == "deviation" and all(v.answers for v in found.violations),
            )
