"""A result held against kept rounds: each of its periods against the last one that judged it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from iacheck.cases.findings import DroppedFinding, Result, SubjectFindings
from iacheck.follow_up.result_changes import with_changes
from iacheck.follow_up.rounds import Round, in_order_of_rounds, last_round_before, rounds_until
from iacheck.follow_up.run_records import RunRecord
from iacheck.follow_up.untold import Untold
from iacheck.language.frozen import frozen
from iacheck.language.periods import Period
from iacheck.language.problems import Problem


@frozen
class LastRounds:
    """The last round that tells of each period of a result, where there is one."""

    rounds: Sequence[Round]
    by_period: Mapping[Period, Round]

    @classmethod
    def of(cls, result: Result, rounds: Sequence[Round]) -> LastRounds:
        """Those of these rounds, in any order, that are of days before the result."""
        periods = {one.period for one in (*result.subjects, *result.unjudged)}
        found = ((one, last_round_before(rounds, one, result.as_of)) for one in sorted(periods))
        return cls(rounds, {period: last for period, last in found if last is not None})

    @property
    def records(self) -> Sequence[RunRecord]:
        """What led to them, and they themselves, in the order of their days."""
        led = {one.id: one for last in self._lasts() for one in rounds_until(last, self.rounds)}
        return [one.record for one in in_order_of_rounds(led.values())]

    def compared_with(self, result: Result, *, is_whole: bool) -> Result:
        """The result with what has changed since; as it is where no round tells of it.

        Where it is not about everybody, only what is dropped of those it is about is told.
        """
        if not self.by_period:
            return result
        parts = [self._part(result, last, is_whole=is_whole) for last in self._lasts()]
        changed = {_place(one): one for part in parts for one in (*part.subjects, *part.unjudged)}
        dropped: dict[DroppedFinding, None] = {}
        for part in parts:
            dropped.update(dict.fromkeys(part.dropped))
        return replace(
            result,
            problems=(
                *result.problems,
                *(problem for part in parts for problem in part.problems),
                *self._untold(result),
            ),
            subjects=tuple(changed.get(_place(one), one) for one in result.subjects),
            unjudged=tuple(changed.get(_place(one), one) for one in result.unjudged),
            since=max(last.as_of for last in self.by_period.values()),
            since_of={period: last.as_of for period, last in self.by_period.items()},
            dropped=tuple(dropped),
        )

    def _lasts(self) -> Iterable[Round]:
        return {last.id: last for last in self.by_period.values()}.values()

    def _part(self, result: Result, last: Round, *, is_whole: bool) -> Result:
        """What is found in the periods that a round is the last one of, held against it."""
        periods = {period for period, one in self.by_period.items() if one.id == last.id}
        part = replace(
            result,
            problems=(),
            subjects=tuple(one for one in result.subjects if one.period in periods),
            unjudged=tuple(one for one in result.unjudged if one.period in periods),
        )
        led = [one.record for one in rounds_until(last, self.rounds)]
        return with_changes(part, led, is_whole=is_whole, called=last.id)

    def _untold(self, result: Result) -> Iterable[Problem]:
        """A notice of periods that no round tells of."""
        deviating = {
            one.period
            for one in result.subjects
            if any(finding.verdict == "deviation" for finding in one.findings)
        }
        return Untold(tuple(sorted(deviating - self.by_period.keys()))).notices()


def _place(one: SubjectFindings) -> tuple[str, Period]:
    return str(one.subject), one.period
