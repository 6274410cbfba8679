"""What came out of each rule on each body, run by run, where it was not always met."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from iacheck.cases.findings import Verdict
from iacheck.follow_up.run_records import FindingRecord, RunRecord
from iacheck.language.frozen import frozen
from iacheck.language.periods import Period

# Whom a finding is on, by which rule, and of which length its period is.
_Question = tuple[str, str, int | None]


@frozen
class OutcomeHistory:
    """A rule on a body in several runs, in the order of their days.

    `outcomes` has, for each run, the verdict in the latest of its periods of the same length; None
    where it was not judged. `periods` are those that they are about, and `period` is the last one
    that it was judged in.
    """

    subject: str
    rule: str
    demand: str
    period: Period
    outcomes: tuple[Verdict | None, ...]
    periods: tuple[Period | None, ...]


def outcome_histories(
    runs: Sequence[RunRecord], former_ids: Mapping[str, tuple[str, ...]]
) -> tuple[OutcomeHistory, ...]:
    """Whatever deviated in one of the runs, by body and then by demand, in the order of the last.

    `former_ids` are the ids that rules have had, by their present one.
    """
    present = {old: new for new, olds in former_ids.items() for old in olds}
    found = [_by_question(run.findings, present) for run in runs]
    # Bodies stand as in the last run that tells of them.
    order = dict.fromkeys(question for run in reversed(found) for question in run)
    bodies = list(dict.fromkeys(subject for subject, _, _ in order))
    histories = [
        _history(question, [run.get(question) for run in found])
        for question in order
        if any(question in run and _deviates(run[question]) for run in found)
    ]
    return tuple(
        sorted(histories, key=lambda one: (bodies.index(one.subject), one.demand, one.rule))
    )


def _deviates(finding: FindingRecord) -> bool:
    return finding.verdict in ("deviation", "waived")


def _by_question(
    findings: Sequence[FindingRecord], present: Mapping[str, str]
) -> Mapping[_Question, FindingRecord]:
    """The finding of the latest period for each question."""
    found: dict[_Question, FindingRecord] = {}
    for one in findings:
        question = one.subject, present.get(one.rule, one.rule), one.period.half
        if question not in found or found[question].period < one.period:
            found[question] = one
    return found


def _history(question: _Question, found: Sequence[FindingRecord | None]) -> OutcomeHistory:
    last = [one for one in found if one is not None][-1]
    verdicts = tuple(one.verdict if one else None for one in found)
    periods = tuple(one.period if one else None for one in found)
    return OutcomeHistory(question[0], question[1], last.demand, last.period, verdicts, periods)
