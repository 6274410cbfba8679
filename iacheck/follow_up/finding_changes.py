"""What has changed since earlier runs: which findings are new, stand as they were, or are fixed.

Inside a period violations are compared by their keys. From one period to another findings are
compared by subject and rule alone, for the ids of activities repeat from year to year.
"""

from __future__ import annotations

import datetime
import itertools
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from iacheck.cases.findings import FindingChange
from iacheck.follow_up.run_records import FindingRecord, RunRecord
from iacheck.follow_up.untold import Told, Untold
from iacheck.language.frozen import frozen
from iacheck.language.periods import Length, Period

# Whom a finding is on, and by which rule: what it is compared by from one period to another.
_Question = tuple[str, str]


@frozen
class Change:
    """How a finding stands against earlier runs; `name` is None where there is nothing to say.

    `rounds` is on how many occasions running it has deviated, for what is unchanged alone;
    `deviated` is whether it did so in the last one.
    `earlier_keys` are those of the violations that there were in the last one, under the rule's
    present id; None where that was about another period, so that they cannot be compared.
    """

    name: FindingChange | None = None
    rounds: int | None = None
    earlier_keys: frozenset[str] | None = None
    deviated: bool = False


@frozen
class _Occasion:
    """What was found on one day: in a run, or in several on different periods."""

    as_of: datetime.date
    findings: Sequence[FindingRecord]
    by_question: Mapping[_Question, Sequence[FindingRecord]]
    periods: frozenset[Period]

    @classmethod
    def of(cls, day: datetime.date, findings: Sequence[FindingRecord]) -> _Occasion:
        periods = frozenset(one.period for one in findings)
        return cls(day, findings, _by_question(findings), periods)

    def has_room_for(self, run: RunRecord) -> bool:
        """Whether a run is of the same day, and on none of these periods."""
        return run.as_of == self.as_of and self.periods.isdisjoint(f.period for f in run.findings)

    def tells_of(self, period: Period) -> bool:
        """Whether it can be compared with what is found of a period: on it, or an earlier one."""
        return any(p.length == period.length and _reaches(period, p) for p in self.periods)


def _occasions(runs: Iterable[RunRecord]) -> Sequence[_Occasion]:
    found: list[_Occasion] = []
    for run in runs:
        if found and found[-1].has_room_for(run):
            found[-1] = _Occasion.of(run.as_of, [*found[-1].findings, *run.findings])
        else:
            found.append(_Occasion.of(run.as_of, run.findings))
    return found


class FindingChanges:
    """The findings of a run against those of earlier ones.

    A subject answers for those that it took over from and that are not judged in the same period;
    a rule for what was found under the ids that it has had.
    """

    def __init__(self, now: RunRecord, earlier: Sequence[RunRecord]) -> None:
        """`earlier` in the order of their days, one at least."""
        self._former_ids = now.former_ids
        self._earlier = _occasions(earlier)
        self._ancestors = _ancestors([*earlier, now])
        # What is no longer a duty is not judged any more.
        self._judged: dict[tuple[_Question, Length], Period] = {}
        for found in now.findings:
            if found.verdict != "not_applicable":
                key = (found.subject, found.rule), found.period.length
                self._judged[key] = max(found.period, self._judged.get(key, found.period))
        self._last_period = {
            length: max(f.period for f in now.findings if f.period.length == length)
            for length in {f.period.length for f in now.findings}
        }
        self._deviating = [one for one in now.findings if one.verdict == "deviation"]
        self._told = Told.of(self._earlier[-1].findings)
        self.since = self._earlier[-1].as_of

    def untold(self) -> Untold:
        """Whom and what the last run tells nothing of, of what deviates."""
        told = self._told
        periods: set[Period] = set()
        subjects: set[str] = set()
        for one in self._deviating:
            lines = (one.subject, *self._ancestors.get(one.subject, ()))
            if not told.of_period(one.period):
                periods.add(one.period)
            elif not any(told.of_subject(subject, one.period) for subject in lines):
                subjects.add(one.subject)
        return Untold(tuple(sorted(periods)), tuple(sorted(subjects)))

    def of(self, finding: FindingRecord) -> Change:
        """How a finding of the run stands; of what the last run tells nothing, there is nothing."""
        if not self._told.of_period(finding.period):
            return Change()
        if finding.verdict == "not_applicable":
            return Change()  # where it deviated before it is dropped
        before = [
            self._before(finding, day.by_question)
            for day in self._earlier
            if day is self._earlier[-1] or day.tells_of(finding.period)
        ]
        if finding.verdict == "deviation":
            return self._of_deviation(finding, before)
        if not _deviates(before[-1]):
            return Change()
        keys = _earlier_keys(finding, before[-1])
        return Change("fixed" if _is_met(finding) else None, None, keys, deviated=True)

    def dropped(self) -> tuple[FindingRecord, ...]:
        """What deviated in the last run and is judged no more: rule, subject or duty is gone.

        Nothing is told of periods longer or later than all that the run is about.
        """
        answered: dict[tuple[_Question, Length], Period] = {}
        for ((subject, rule), length), period in self._judged.items():
            for question in self._questions(subject, rule, period):
                key = question, length
                answered[key] = max(period, answered.get(key, period))
        return tuple(
            one
            for one in self._earlier[-1].findings
            if one.verdict == "deviation"
            and _reaches(self._last_period.get(one.period.length), one.period)
            and not _reaches(answered.get(((one.subject, one.rule), one.period.length)), one.period)
        )

    def _of_deviation(
        self, finding: FindingRecord, before: Sequence[Sequence[FindingRecord]]
    ) -> Change:
        keys = _earlier_keys(finding, before[-1])
        if not _deviates(before[-1]):
            return Change("reopened" if _was_fixed(before) else "new", None, keys)
        running = itertools.takewhile(_deviates, reversed(before))
        return Change("unchanged", sum(1 for _ in running), keys, deviated=True)

    def _before(
        self, finding: FindingRecord, run: Mapping[_Question, Sequence[FindingRecord]]
    ) -> Sequence[FindingRecord]:
        """What a run found where this is found: in the same period or, without, in the latest.

        What predecessors were found with in earlier periods than the subject itself is past.
        """
        length = finding.period.length
        by_subject: dict[str, list[FindingRecord]] = defaultdict(list)
        for question in self._questions(finding.subject, finding.rule, finding.period):
            by_subject[question[0]] += (
                one
                for one in run.get(question, ())
                if one.period.length == length and _reaches(finding.period, one.period)
            )
        latest = [
            one
            for found in by_subject.values()
            for one in found
            if one.period == max(other.period for other in found)
        ]
        own = max((one.period for one in by_subject[finding.subject]), default=None)
        return [one for one in latest if own is None or not one.period < own]

    def _questions(self, subject: str, rule: str, period: Period) -> Iterable[_Question]:
        """What a finding answers: also for predecessors that do not answer it themselves."""
        gone = (
            one
            for one in self._ancestors.get(subject, ())
            if not _reaches(self._judged.get(((one, rule), period.length)), period)
        )
        for asked in (subject, *gone):
            for id_ in (rule, *self._former_ids.get(rule, ())):
                yield asked, id_


def _reaches(last: Period | None, period: Period) -> bool:
    """Whether there is a last period, and the other is not later."""
    return last is not None and not last < period


def _is_met(finding: FindingRecord) -> bool:
    """Whether it is met, and not because people said so."""
    return finding.verdict == "met" and not finding.is_judged


def _deviates(found: Iterable[FindingRecord]) -> bool:
    return any(one.verdict == "deviation" for one in found)


def _was_fixed(runs: Sequence[Sequence[FindingRecord]]) -> bool:
    """Whether it deviated in one run and was met in the next, or one of them knows that it did."""
    return any(one.was_fixed for found in runs for one in found) or any(
        _deviates(then) and after and all(map(_is_met, after))
        for then, after in itertools.pairwise(runs)
    )


def _earlier_keys(
    finding: FindingRecord, before: Collection[FindingRecord]
) -> frozenset[str] | None:
    same = [one for one in before if one.period == finding.period]
    if before and not same:
        return None
    # Keys begin with the id of their rule.
    return frozenset(finding.rule + key.removeprefix(one.rule) for one in same for key in one.keys)


def _by_question(
    findings: Iterable[FindingRecord],
) -> Mapping[_Question, Sequence[FindingRecord]]:
    found: dict[_Question, list[FindingRecord]] = defaultdict(list)
    for one in findings:
        found[one.subject, one.rule].append(one)
    return dict(found)


def _ancestors(runs: Iterable[RunRecord]) -> Mapping[str, Sequence[str]]:
    """All that each subject took over from, also through others; itself never."""
    parents: dict[str, dict[str, None]] = defaultdict(dict)
    for run in runs:
        for subject, named in run.predecessors.items():
            parents[subject].update(dict.fromkeys(named))
    found: dict[str, Sequence[str]] = {}
    for subject in list(parents):
        all_: dict[str, None] = {}
        rest = list(parents[subject])
        while rest:
            one = rest.pop()
            if one not in all_ and one != subject:
                all_[one] = None
                rest += parents.get(one, ())
        found[subject] = tuple(all_)
    return found
