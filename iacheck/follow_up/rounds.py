"""Rounds: what was judged, by what, as of which day, and what was found; never changed."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from typing import Any

from iacheck.cases.findings import Result, SubjectFindings, Verdict
from iacheck.follow_up.run_records import FindingRecord, RunRecord, record_of
from iacheck.language.frozen import frozen
from iacheck.language.periods import Period


@frozen
class JudgedBody:
    """Who was judged in a round: what they were called, and whom they took over from."""

    subject: str
    name: str
    period: str
    predecessors: tuple[str, ...] = ()


@frozen
class Round:
    """A round that is kept.

    `kept_at` is an ISO timestamp in UTC, `program` the version of the program that judged.
    `rulebooks` are the fingerprints of the rule books by id; `documents` those of the documents'
    contents by name, and `versions` their numbers in the store.
    """

    id: str
    period: Period
    as_of: datetime.date
    name: str | None
    kept_at: str
    program: str
    rulebooks: tuple[tuple[str, str], ...]
    documents: Mapping[str, str]
    versions: Mapping[str, int]
    bodies: tuple[JudgedBody, ...]
    findings: tuple[FindingRecord, ...]
    former_ids: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def record(self) -> RunRecord:
        """What other runs are compared with."""
        return RunRecord(
            self.as_of,
            self.findings,
            {one.subject: one.predecessors for one in self.bodies if one.predecessors},
            self.former_ids,
            {one.subject: one.name for one in self.bodies},
        )

    def deviations(self) -> int:
        """How many findings deviate."""
        return sum(finding.verdict == "deviation" for finding in self.findings)


def judged_bodies(result: Result, names: Mapping[str, str]) -> tuple[JudgedBody, ...]:
    """Who was judged; `names` are what subjects are called."""
    return tuple(_body(judged, names) for judged in result.subjects)


def _body(judged: SubjectFindings, names: Mapping[str, str]) -> JudgedBody:
    before = judged.existence.predecessors if judged.existence else ()
    subject = str(judged.subject)
    return JudgedBody(subject, names[subject], str(judged.period), tuple(map(str, before)))


def findings_of(result: Result) -> tuple[FindingRecord, ...]:
    """What a round keeps of what was found."""
    return record_of(result).findings


def round_document(kept: Round) -> dict[str, Any]:
    """The round as `schemas/round.schema.json` describes it."""
    return {
        "_id": kept.id,
        "period": str(kept.period),
        "as_of": kept.as_of.isoformat(),
        "name": kept.name,
        "kept_at": kept.kept_at,
        "iacheck": kept.program,
        "rulebooks": [{"id": id_, "sha256": sha256} for id_, sha256 in kept.rulebooks],
        "documents": dict(kept.documents),
        "versions": dict(kept.versions),
        "subjects": [
            {
                "subject": one.subject,
                "name": one.name,
                "period": one.period,
                "predecessors": list(one.predecessors),
            }
            for one in kept.bodies
        ],
        "findings": [
            {
                "subject": one.subject,
                "rule": one.rule,
                "demand": one.demand,
                "period": str(one.period),
                "verdict": one.verdict,
                "severity": one.severity,
                "keys": list(one.keys),
                "judged": one.is_judged,
                "for_others": one.for_others,
            }
            for one in kept.findings
        ],
    }


def read_round(document: Mapping[str, Any]) -> Round:
    """The round that `round_document` wrote. Raises KeyError and ValueError for anything else."""
    return Round(
        document["_id"],
        Period.parse(document["period"]),
        datetime.date.fromisoformat(document["as_of"]),
        document.get("name"),
        document["kept_at"],
        document["iacheck"],
        tuple((book["id"], book["sha256"]) for book in document["rulebooks"]),
        document["documents"],
        document["versions"],
        tuple(
            JudgedBody(one["subject"], one["name"], one["period"], tuple(one["predecessors"]))
            for one in document["subjects"]
        ),
        tuple(
            FindingRecord(
                one["subject"],
                one["rule"],
                one["demand"],
                Period.parse(one["period"]),
                one["verdict"],
                one["severity"],
                tuple(one["keys"]),
                one["judged"],
                for_others=one.get("for_others", False),
            )
            for one in document["findings"]
        ),
    )


def in_order_of_rounds(rounds: Iterable[Round]) -> list[Round]:
    """By the day that they are as of; of one day, by when they were kept."""
    return sorted(rounds, key=lambda one: (one.as_of, one.kept_at, one.id))


def rounds_until(last: Round, rounds: Iterable[Round]) -> list[Round]:
    """The rounds that lead to one, and that one, in their order.

    Of a round on a year those on half-years alone are left out: they say nothing of years. Of
    several on one period and day there is the last one: kept again, it is still one time.
    """
    order = in_order_of_rounds(rounds)
    place = [one.id for one in order].index(last.id)
    led = (one for one in order[: place + 1] if _reaches_length(one.period, last.period))
    return in_order_of_rounds({(one.period, one.as_of): one for one in led}.values())


def last_round_before(
    rounds: Iterable[Round], period: Period, as_of: datetime.date
) -> Round | None:
    """The last round as of a day before that tells of a period.

    Where none judged the period itself, it is the last one on the latest period before it. One
    about a later period knows nothing of how it stood in this.
    """

    def reached(one: Round) -> datetime.date:
        return min(one.period.last_day, period.last_day)

    telling = (
        one
        for one in in_order_of_rounds(rounds)
        if one.as_of < as_of
        and _reaches_length(one.period, period)
        and one.period.first_day <= period.first_day
    )
    # Of those that reach as far, the last one in order.
    return max(reversed(list(telling)), key=reached, default=None)


def _reaches_length(period: Period, wanted: Period) -> bool:
    """Whether what is of a period tells also of such as another is: years hold their half-years."""
    return period.half is None or wanted.half is not None


def new_round_id(period: Period, as_of: datetime.date, taken: Iterable[str]) -> str:
    """Period and day; of several such, each has a number of its own."""
    plain, known = f"{period}-{as_of.isoformat()}", set(taken)
    numbered = (f"{plain}-{number}" for number in range(2, len(known) + 3))
    return next(id_ for id_ in (plain, *numbered) if id_ not in known)


@frozen
class OtherOutcome:
    """A finding that does not come out as it did in the round: the verdicts then and now.

    They are None where there was none, or is none.
    """

    subject: str
    rule: str
    period: Period
    then: Verdict | None
    now: Verdict | None


def other_outcomes(kept: Round, again: Iterable[FindingRecord]) -> Iterator[OtherOutcome]:
    """What differs between a round and what is found when its documents are judged again."""
    then = {_question(one): one for one in kept.findings}
    now = {_question(one): one for one in again}
    for question in dict.fromkeys((*then, *now)):
        one, other = then.get(question), now.get(question)
        if one is None or other is None or _outcome(one) != _outcome(other):
            verdicts = (found.verdict if found else None for found in (one, other))
            yield OtherOutcome(*question, *verdicts)


def _question(one: FindingRecord) -> tuple[str, str, Period]:
    return one.subject, one.rule, one.period


def _outcome(one: FindingRecord) -> tuple[object, ...]:
    return one.verdict, one.severity, one.demand, sorted(one.keys), one.is_judged
